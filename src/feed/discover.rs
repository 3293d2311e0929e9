//! Which feeds a page announces, and where feeds usually stand. Finds addresses; whoever fetches them tests them.

use url::Url;

use super::links;
use crate::text::html::collapse;
use crate::text::markup::{Tag, Token, Tokens};
use crate::text::references;

/// Most feeds that are taken from a page.
const MOST: usize = 100;

/// A feed that a page points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    /// Absolute address.
    pub address: String,
    /// Its title, as the page has it; empty when it has none.
    pub title: String,
    /// Whether the page says that it is a feed; else it only looks like one.
    pub sure: bool,
}

/// The feeds that a page from `address` points to: those it announces first, then links that look like feeds.
pub fn announced(html: &str, address: &str) -> Vec<Announced> {
    let mut base = Url::parse(address).ok();
    let mut found: Vec<Announced> = Vec::new();
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        let Token::Open(tag) = token else { continue };
        let name = tag.name.to_ascii_lowercase();
        let next = match name.as_str() {
            "script" | "style" => {
                tokens.skip_raw(&name);
                None
            }
            "base" => {
                let told = attribute(&tag, "href");
                let joined = told.and_then(|href| links::join(base.as_ref(), &href));
                base = joined.and_then(|href| Url::parse(&href).ok()).or(base);
                None
            }
            "link" => of_link(&tag, base.as_ref()),
            "a" => of_anchor(&tag, base.as_ref()),
            _ => None,
        };
        let Some(next) = next else { continue };
        match found.iter().position(|known| known.address == next.address) {
            Some(place) => found[place].sure |= next.sure,
            None if found.len() < MOST => found.push(next),
            None => break,
        }
    }
    found.sort_by_key(|feed| !feed.sure);
    found
}

fn of_link(tag: &Tag<'_>, base: Option<&Url>) -> Option<Announced> {
    let relation = attribute(tag, "rel")?.to_ascii_lowercase();
    let is = |word: &str| relation.split_ascii_whitespace().any(|found| found == word);
    let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
    let of_feed = ["rss+xml", "atom+xml", "rdf+xml", "feed+json"].iter().any(|name| kind.contains(name))
        || matches!(kind.as_str(), "application/json" | "text/xml" | "application/xml" | "text/rss");
    if !(is("feed") || (is("alternate") && of_feed)) {
        return None;
    }
    let address = web_address(tag, base)?;
    // WordPress announces its programming interface as JSON too.
    if kind == "application/json" && !address.ends_with(".json") {
        return None;
    }
    let title = attribute(tag, "title").map(|title| collapse(&title)).unwrap_or_default();
    Some(Announced { address, title, sure: true })
}

fn of_anchor(tag: &Tag<'_>, base: Option<&Url>) -> Option<Announced> {
    let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
    let address = web_address(tag, base)?;
    let sure = kind.contains("rss+xml") || kind.contains("atom+xml");
    (sure || looks_like_feed(&address)).then(|| {
        let title = attribute(tag, "title").map(|title| collapse(&title)).unwrap_or_default();
        Announced { address, title, sure }
    })
}

fn web_address(tag: &Tag<'_>, base: Option<&Url>) -> Option<String> {
    let href = attribute(tag, "href")?;
    let href = href.strip_prefix("feed:").unwrap_or(&href);
    links::join(base, href)
        .filter(|address| address.starts_with("http://") || address.starts_with("https://"))
}

fn looks_like_feed(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let path = url.path().to_ascii_lowercase();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let named = matches!(last, "rss" | "feed" | "atom" | "rdf" | "feeds")
        || [".rss", ".atom", ".rdf", "rss.xml", "atom.xml", "feed.xml", "feed.json", "rss.php", "index.xml"]
            .iter()
            .any(|end| last.ends_with(end));
    let asked = url.query().unwrap_or_default().to_ascii_lowercase();
    named
        || ["feed=", "format=rss", "type=rss", "page=backend", "feed.rss"]
            .iter()
            .any(|part| asked.contains(part))
}

fn attribute(tag: &Tag<'_>, name: &str) -> Option<String> {
    let value = references::resolve(tag.attribute(name)?).trim().to_owned();
    (!value.is_empty()).then_some(value)
}

/// Where feeds usually stand on the site of an address, the likeliest first: below the address itself, then at the root.
pub fn usual(address: &str) -> Vec<String> {
    let Ok(mut url) = Url::parse(address) else { return Vec::new() };
    if !matches!(url.scheme(), "http" | "https") {
        return Vec::new();
    }
    url.set_query(None);
    url.set_fragment(None);
    let mut folder = url.clone();
    if !folder.path().ends_with('/') {
        folder.set_path(&format!("{}/", url.path()));
    }
    let mut addresses: Vec<String> = Vec::new();
    let below = ["feed", "rss.xml", "rss", "atom.xml", "feed.xml", "index.xml", "feed.json", "feed/"];
    let at_root = ["fr/rss.xml", "en/rss.xml", "rss/actualites.xml", "spip.php?page=backend", "?feed=rss2"];
    let of_folder = below.iter().map(|end| folder.join(end));
    let of_root = below.iter().chain(&at_root).map(|end| url.join(&format!("/{end}")));
    for joined in of_folder.chain(of_root).flatten() {
        let joined = String::from(joined);
        if !addresses.contains(&joined) {
            addresses.push(joined);
        }
    }
    addresses
}

#[cfg(test)]
mod tests {
    use super::{announced, usual};

    #[test]
    fn pages_announce_feeds_in_many_ways() {
        let html = "<head><base href='/fr/'><link rel='alternate' type='application/rss+xml' title='Actualit&eacute;s' href='rss.xml'>\
            <link rel=\"stylesheet alternate\" type=\"text/css\" href=\"a.css\"><link rel=alternate hreflang=en href=/en/>\
            <link rel='alternate' type='application/json' href='/wp-json/1'><link rel='alternate' type='application/feed+json' href='/feed.json'>\
            <script>'<a href=/x.rss>'</script></head><body><a href='/atom.xml'>Atom</a><a href='feed:https://f.org/feed/'>f</a>\
            <a href='rss.xml'>RSS</a><a href='/page'>p</a><a href='javascript:rss.xml'>j</a></body>";
        let told: Vec<String> = announced(html, "https://e.org/")
            .iter()
            .map(|feed| {
                format!("{} {} {:?}", if feed.sure { "sure" } else { "maybe" }, feed.address, feed.title)
            })
            .collect();
        assert_eq!(
            told,
            [
                "sure https://e.org/fr/rss.xml \"Actualités\"",
                "sure https://e.org/feed.json \"\"",
                "maybe https://e.org/atom.xml \"\"",
                "maybe https://f.org/feed/ \"\"",
            ]
        );
    }

    #[test]
    fn usual_places_stand_below_the_address_and_at_the_root() {
        let usual = usual("https://e.org/blog?x#y");
        assert_eq!(usual[0], "https://e.org/blog/feed");
        assert!(usual.contains(&"https://e.org/rss.xml".to_owned()));
        assert!(usual.contains(&"https://e.org/?feed=rss2".to_owned()));
        assert!(super::usual("file:///etc").is_empty());
    }
}

//! Which of an entry's addresses is its link, and how it is made absolute.

use url::Url;

use super::Mended;
use super::content::Contents;
use super::names::Vocabulary;
use super::outline::{Family, Field, Item, Outline};

/// Longest address, in bytes.
const LONGEST: usize = 8 << 10;

/// The link of an entry: its alternate page, else a permalink guid, an id or an RDF subject that is a web address.
pub(super) fn link_of(
    outline: &Outline<'_>,
    item: &Item<'_>,
    contents: &Contents<'_>,
    mended: &Mended,
) -> Option<String> {
    let told = item.fields.iter().rev().filter(|field| is_link(field));
    let link = told.filter_map(|field| address_in(outline, field, contents)).next();
    if link.is_some() {
        return link;
    }
    let substitute = item
        .fields
        .iter()
        .find_map(|field| permalink(outline, field, contents))
        .or_else(|| subject(outline, item))
        .or_else(|| other_link(outline, item, contents));
    if substitute.is_some() && outline.family != Family::Atom {
        mended.note("link");
    }
    substitute
}

fn is_link(field: &Field<'_>) -> bool {
    matches!(field.vocabulary, Vocabulary::Plain | Vocabulary::Atom)
        && field.name.eq_ignore_ascii_case("link")
}

/// The address in a link element that leads to the entry's page: its text, or its `href`.
fn address_in(outline: &Outline<'_>, field: &Field<'_>, contents: &Contents<'_>) -> Option<String> {
    if let Some(href) = href_of(field, contents) {
        let alternate = field.tag.attribute("rel").is_none_or(|rel| {
            let rel = rel.trim().to_ascii_lowercase();
            rel.is_empty() || rel == "alternate" || rel.ends_with("/alternate")
        });
        let page = field.tag.attribute("type").is_none_or(|kind| {
            let kind = kind.trim().to_ascii_lowercase();
            kind.is_empty() || kind.contains("html") || kind.starts_with("text/") || kind == "html"
        });
        return if alternate && page { absolute(outline, field.base, &href) } else { None };
    }
    absolute(outline, field.base, &contents.word(field))
}

fn href_of(field: &Field<'_>, contents: &Contents<'_>) -> Option<String> {
    let href = ["href", "url", "uri"].iter().find_map(|name| field.tag.attribute(name))?;
    Some(contents.entities.resolve(href).trim().to_owned())
}

/// A guid that is a permalink, or an Atom id that is a web address.
fn permalink(outline: &Outline<'_>, field: &Field<'_>, contents: &Contents<'_>) -> Option<String> {
    let own = matches!(field.vocabulary, Vocabulary::Plain | Vocabulary::Atom);
    let is = |name: &str| field.name.eq_ignore_ascii_case(name);
    if !own || !(is("guid") || is("id")) {
        return None;
    }
    let permanent =
        field.tag.attribute("isPermaLink").is_none_or(|told| !told.trim().eq_ignore_ascii_case("false"));
    web_address(outline, field.base, &contents.word(field)).filter(|_| permanent)
}

/// What an RDF item is about, or what a CDF item points to.
fn subject(outline: &Outline<'_>, item: &Item<'_>) -> Option<String> {
    let told = item.tag.attributes().find(|attribute| {
        let name = attribute.name.to_ascii_lowercase();
        name == "about" || name.ends_with(":about") || name == "href"
    })?;
    let told_address = outline.entities.resolve(told.value);
    if told.name.eq_ignore_ascii_case("href") {
        return absolute(outline, item.base, &told_address);
    }
    web_address(outline, item.base, &told_address)
}

/// A link of no declared relation to the entry, or to a page that it speaks of.
fn other_link(outline: &Outline<'_>, item: &Item<'_>, contents: &Contents<'_>) -> Option<String> {
    let links = || item.fields.iter().filter(|field| is_link(field));
    let of_kind = |wanted: fn(&str) -> bool| {
        links().find_map(|field| {
            let rel = field.tag.attribute("rel").unwrap_or_default().trim().to_ascii_lowercase();
            let href = href_of(field, contents).filter(|_| wanted(&rel))?;
            web_address(outline, field.base, &href)
        })
    };
    of_kind(|rel| matches!(rel, "" | "alternate" | "bookmark" | "permalink"))
        .or_else(|| of_kind(|rel| matches!(rel, "related" | "via")))
}

fn web_address(outline: &Outline<'_>, base: usize, text: &str) -> Option<String> {
    let lower = text.trim_start().get(..8).unwrap_or_default().to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://"))
        .then(|| absolute(outline, base, text))
        .flatten()
}

/// An address made absolute; one that is so already stays as it is written, line breaks and blanks apart.
fn absolute(outline: &Outline<'_>, base: usize, text: &str) -> Option<String> {
    join(outline.bases.get(base)?.as_ref(), text)
}

/// Joins an address to a base; without a base a relative one stays relative. Addresses that run scripts or read files are none.
pub(super) fn join(base: Option<&Url>, text: &str) -> Option<String> {
    let text: String = text.trim().chars().filter(|c| !c.is_control()).collect();
    let text = text.trim().replace(' ', "%20");
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    match Url::parse(&text) {
        Ok(url) => is_safe(&url).then_some(text),
        Err(url::ParseError::RelativeUrlWithoutBase) => match base {
            Some(base) => base.join(&text).ok().filter(is_safe).map(String::from),
            None => Some(text),
        },
        // An address that is malformed but says http is shown as it is.
        Err(_) => text.starts_with("http").then_some(text),
    }
}

fn is_safe(url: &Url) -> bool {
    !matches!(url.scheme(), "javascript" | "vbscript" | "data" | "file" | "about" | "blob" | "view-source")
}

//! Listing pages without a feed, and tables, read as entries by CSS selectors.

use dom_query::{Document as Tree, Matcher, NodeRef};
use url::Url;

use super::{Entry, Feed, date, links};
use crate::domain::Language;
use crate::text::html::plain_line;
use crate::text::readable;

/// Most entries of a page.
const MOST: usize = 1_000;

/// Where the parts of a listing stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selectors {
    /// Each entry.
    pub item: String,
    /// Its link, inside the entry; empty for the entry's first link.
    pub link: String,
    /// Its title, inside the entry; empty for the link's text.
    pub title: String,
    /// Its date, inside the entry; empty for its first `time` element.
    pub date: String,
}

/// A selector that is malformed, by the part it was given for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{part}: not a CSS selector: {selector:?}")]
pub struct BadSelector {
    /// `item`, `link`, `title`, `date`, `next`, or a column of a table.
    pub part: &'static str,
    /// As given.
    pub selector: String,
}

impl Selectors {
    /// Whether each selector is one.
    pub fn check(&self) -> Result<(), BadSelector> {
        Parts::new(self, "").and_then(|_| matcher("item", &self.item)).map(drop)
    }
}

/// The address of the page that goes on where a page ends: the first link that the selector finds, or the page's own
/// `rel="next"` when it is empty.
pub fn next_page(html: &str, address: &str, selector: &str) -> Result<Option<String>, BadSelector> {
    let next = matcher("next", or(selector, "a[rel=next], link[rel=next]"))?;
    let balanced = readable::balanced(html);
    let tree = Tree::from(balanced.as_str());
    let found = tree.select_matcher(&next).first();
    let href = found.attr("href").or_else(|| found.select("a[href]").first().attr("href"));
    let base = Url::parse(address).ok();
    Ok(href.and_then(|href| links::join(base.as_ref(), &href)).filter(|next| next != address))
}

/// Reads a page that came from `address`. An entry without a title is passed over; all its text is its summary.
pub fn read(html: &str, address: &str, selectors: &Selectors) -> Result<Feed, BadSelector> {
    let item = matcher("item", &selectors.item)?;
    let parts = Parts::new(selectors, address)?;
    let balanced = readable::balanced(html);
    let tree = Tree::from(balanced.as_str());
    let found = tree.select_matcher(&item);
    let entries = found.nodes().iter().take(MOST).filter_map(|node| parts.entry(node)).collect();
    let language = tree.select("html").attr("lang").map(|tag| Language::from_tag(&tag));
    Ok(Feed {
        format: "page",
        title: plain_line(&tree.select("title").inner_html()),
        language,
        entries,
        ..Feed::default()
    })
}

fn or<'a>(told: &'a str, usual: &'a str) -> &'a str {
    if told.trim().is_empty() { usual } else { told }
}

fn matcher(part: &'static str, selector: &str) -> Result<Matcher, BadSelector> {
    Matcher::new(selector).map_err(|_| BadSelector { part, selector: selector.to_owned() })
}

struct Parts {
    link: Matcher,
    title: Matcher,
    date: Matcher,
    base: Option<Url>,
}

impl Parts {
    fn new(selectors: &Selectors, address: &str) -> Result<Parts, BadSelector> {
        Ok(Parts {
            link: matcher("link", or(&selectors.link, "a[href]"))?,
            title: matcher("title", or(&selectors.title, or(&selectors.link, "a[href]")))?,
            date: matcher("date", or(&selectors.date, "time"))?,
            base: Url::parse(address).ok(),
        })
    }

    fn entry(&self, node: &NodeRef<'_>) -> Option<Entry> {
        let inside = dom_query::Selection::from(*node);
        let title = plain_line(&inside.select_matcher(&self.title).first().inner_html());
        if title.is_empty() {
            return None;
        }
        // The entry may be the link itself.
        let href = inside.select_matcher(&self.link).first().attr("href").or_else(|| node.attr("href"));
        let link = href.and_then(|href| links::join(self.base.as_ref(), &href));
        let told = inside.select_matcher(&self.date).first();
        let written = told.attr("datetime").map(|moment| moment.to_string());
        let published =
            written.as_deref().and_then(date::parse).or_else(|| date::parse(&plain_line(&told.inner_html())));
        let summary = node.html().to_string();
        let id = link.clone().unwrap_or_else(|| format!("{title} {}", plain_line(&summary)));
        Some(Entry { id, title, link, published, summary, ..Entry::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::{Selectors, read};

    fn check(html: &str, selectors: [&str; 4], expected: &[&str]) {
        let [item, link, title, date] = selectors.map(str::to_owned);
        let feed = read(html, "https://e.org/list/", &Selectors { item, link, title, date })
            .expect("good selectors");
        let told: Vec<String> = feed
            .entries
            .iter()
            .map(|entry| {
                let day =
                    entry.published.map_or("-".to_owned(), |moment| moment.to_string()[..10].to_owned());
                format!("{} {} {day}", entry.title, entry.link.as_deref().unwrap_or("-"))
            })
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn a_list_of_links() {
        check(
            "<ul class=news><li><a href=a>Un <b>titre</b></a> <time datetime=2024-03-05>hier</time><li><a href=/b>Deux</a><span class=d>6 mars 2024</span><li>rien</ul>",
            [".news li", "", "", ""],
            &["Un titre https://e.org/list/a 2024-03-05", "Deux https://e.org/b -"],
        );
        check(
            "<div><a class=x href=a><h3>T</h3></a></div>",
            ["a.x", "", "h3", ""],
            &["T https://e.org/list/a -"],
        );
    }

    #[test]
    fn a_table_of_decisions() {
        let table = "<table><thead><tr><th>Date<th>Organisme<th>Manquements<th>Décision</thead><tbody>\
            <tr><td>05/03/2024<td>Société de commerce<td>Cookies<td><a href=/d>Amende de 100 000 euros</a>\
            <tr><td>01/02/2024<td>Association<td>Sécurité<td>Rappel à l'ordre</table>";
        check(
            table,
            ["tbody tr", "", "td:nth-child(4)", "td:nth-child(1)"],
            &["Amende de 100 000 euros https://e.org/d 2024-03-05", "Rappel à l'ordre - 2024-02-01"],
        );
    }

    #[test]
    fn the_next_page_is_found_by_its_relation_or_its_place() {
        let next =
            |html, selector| super::next_page(html, "https://e.org/list/", selector).expect("good selectors");
        assert_eq!(
            next("<a rel=next href='?page=2'>suite</a>", "").as_deref(),
            Some("https://e.org/list/?page=2")
        );
        assert_eq!(next("<li class=n><a href=/p2>2</a></li>", "li.n").as_deref(), Some("https://e.org/p2"));
        assert_eq!(next("<a rel=next href=''>moi</a><a href=/b>b</a>", ""), None);
    }

    #[test]
    fn a_bad_selector_is_named() {
        let selectors = Selectors { item: "###".to_owned(), ..Selectors::default() };
        let error = read("", "https://e.org/", &selectors).expect_err("a bad selector");
        assert_eq!(error.to_string(), "item: not a CSS selector: \"###\"");
    }
}

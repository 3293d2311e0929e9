//! Tables of decisions on a page, read as entries by CSS selectors: a row an entry, its cells the paragraphs of its text.
//!
//! What the cells say in law is left to whoever draws facts; here they are text with a place.

use dom_query::{Document as Tree, Matcher, NodeRef, Selection};
use url::Url;

use super::listing::BadSelector;
use super::{Entry, Feed, date, links};
use crate::domain::Language;
use crate::text::html::plain_line;
use crate::text::readable;

/// Most rows of a page.
const MOST: usize = 5_000;

/// Where the cells of a row stand; each is a selector inside the row, and empty when the table has no such column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// Each row; empty for `tbody tr`.
    pub row: String,
    /// The day of the decision.
    pub date: String,
    /// Whom it aims at, as far as it is told: a name, or a kind of organisation.
    pub organisation: String,
    /// What was breached.
    pub breaches: String,
    /// What was decided; a row without it is passed over.
    pub measure: String,
}

impl Columns {
    /// Whether each selector is one.
    pub fn check(&self) -> Result<(), BadSelector> {
        Cells::new(self, "").map(drop)
    }
}

/// Reads a page that came from `address`. An entry's content is one paragraph a cell: date, organisation, breaches, and the
/// measure last; empty cells have none.
pub fn read(html: &str, address: &str, columns: &Columns) -> Result<Feed, BadSelector> {
    let cells = Cells::new(columns, address)?;
    let balanced = readable::balanced(html);
    let tree = Tree::from(balanced.as_str());
    let found = tree.select_matcher(&cells.row);
    let mut entries: Vec<Entry> =
        found.nodes().iter().take(MOST).filter_map(|node| cells.entry(node)).collect();
    number_equal_rows(&mut entries);
    let language = tree.select("html").attr("lang").map(|tag| Language::from_tag(&tag));
    let title = plain_line(&tree.select("title").inner_html());
    Ok(Feed { format: "table", title, language, entries, ..Feed::default() })
}

/// Two rows may say the same; both are decisions.
fn number_equal_rows(entries: &mut [Entry]) {
    let mut seen = std::collections::HashMap::new();
    for entry in entries {
        let times = seen.entry(entry.id.clone()).and_modify(|times| *times += 1).or_insert(1);
        if *times > 1 {
            entry.id = format!("{} ({times})", entry.id);
        }
    }
}

struct Cells {
    row: Matcher,
    date: Option<Matcher>,
    organisation: Option<Matcher>,
    breaches: Option<Matcher>,
    measure: Matcher,
    base: Option<Url>,
}

impl Cells {
    fn new(columns: &Columns, address: &str) -> Result<Cells, BadSelector> {
        let row = if columns.row.trim().is_empty() { "tbody tr" } else { &columns.row };
        Ok(Cells {
            row: matcher("row", row)?,
            date: optional("date", &columns.date)?,
            organisation: optional("organisation", &columns.organisation)?,
            breaches: optional("breaches", &columns.breaches)?,
            measure: matcher("measure", &columns.measure)?,
            base: Url::parse(address).ok(),
        })
    }

    fn entry(&self, node: &NodeRef<'_>) -> Option<Entry> {
        let row = Selection::from(*node);
        let text = |matcher: Option<&Matcher>| {
            matcher
                .map(|matcher| plain_line(&row.select_matcher(matcher).first().inner_html()))
                .unwrap_or_default()
        };
        let measure = text(Some(&self.measure));
        if measure.is_empty() {
            return None;
        }
        let day = text(self.date.as_ref());
        let organisation = text(self.organisation.as_ref());
        let breaches = text(self.breaches.as_ref());
        let link = row.select("a[href]").first().attr("href");
        let cells = [&day, &organisation, &breaches, &measure];
        let content = cells.iter().filter(|cell| !cell.is_empty()).map(|cell| paragraph(cell)).collect();
        let title = [measure.as_str(), organisation.as_str()].into_iter().filter(|part| !part.is_empty());
        Some(Entry {
            title: title.collect::<Vec<_>>().join(" · "),
            id: [day.as_str(), organisation.as_str(), measure.as_str()].join(" | "),
            link: link.and_then(|href| links::join(self.base.as_ref(), &href)),
            published: date::parse(&day),
            content,
            ..Entry::default()
        })
    }
}

fn matcher(part: &'static str, selector: &str) -> Result<Matcher, BadSelector> {
    Matcher::new(selector).map_err(|_| BadSelector { part, selector: selector.to_owned() })
}

fn optional(part: &'static str, selector: &str) -> Result<Option<Matcher>, BadSelector> {
    if selector.trim().is_empty() { Ok(None) } else { matcher(part, selector).map(Some) }
}

fn paragraph(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<p>{escaped}</p>")
}

#[cfg(test)]
mod tests {
    use super::{Columns, read};

    fn columns(cells: [&str; 4]) -> Columns {
        let [date, organisation, breaches, measure] = cells.map(str::to_owned);
        Columns { row: String::new(), date, organisation, breaches, measure }
    }

    #[test]
    fn rows_become_entries_and_headings_do_not() {
        let html = "<html lang=fr><title>Sanctions</title><table><thead><tr><th>Date<th>Organisme<th>Manquements<th>Décision</thead>\
            <tbody><tr><td>05/03/2024<td>Société <b>de commerce</b><td>Cookies &amp; traceurs<td><a href=/d>Amende de 100 000 euros</a>\
            <tr><td>01/02/2024<td>Association<td><td>Rappel à l'ordre<tr><td>01/02/2024<td>Association<td><td>Rappel à l'ordre\
            <tr><td colspan=4>2023</table>";
        let cells = columns(["td:nth-child(1)", "td:nth-child(2)", "td:nth-child(3)", "td:nth-child(4)"]);
        let feed = read(html, "https://e.org/list", &cells).expect("good selectors");
        let told: Vec<String> = feed
            .entries
            .iter()
            .map(|entry| {
                let day =
                    entry.published.map_or_else(String::new, |moment| moment.to_string()[..10].to_owned());
                format!("{} {day} {} {}", entry.title, entry.link.as_deref().unwrap_or("-"), entry.content)
            })
            .collect();
        assert_eq!(
            told,
            [
                "Amende de 100 000 euros · Société de commerce 2024-03-05 https://e.org/d \
                 <p>05/03/2024</p><p>Société de commerce</p><p>Cookies &amp; traceurs</p><p>Amende de 100 000 euros</p>",
                "Rappel à l'ordre · Association 2024-02-01 - <p>01/02/2024</p><p>Association</p><p>Rappel à l'ordre</p>",
                "Rappel à l'ordre · Association 2024-02-01 - <p>01/02/2024</p><p>Association</p><p>Rappel à l'ordre</p>",
            ]
        );
        assert_ne!(feed.entries[1].id, feed.entries[2].id);
    }

    #[test]
    fn a_bad_selector_is_named() {
        let error = columns(["td", "", "", "td["]).check().expect_err("a bad selector");
        assert_eq!(error.to_string(), "measure: not a CSS selector: \"td[\"");
    }
}

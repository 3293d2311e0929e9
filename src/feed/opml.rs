//! OPML 2.0: lists of feeds, in and out. Folders are tags; reading what was written gives the same list.

use std::fmt::Write;

use super::content::escape_into;
use crate::text::html::collapse;
use crate::text::markup::{Tag, Token, Tokens};
use crate::text::references;

/// Most feeds of a list.
const MOST: usize = 10_000;
/// Deepest folders that become tags.
const DEEPEST: usize = 20;

/// A feed of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subscription {
    /// Its title; empty when there is none.
    pub title: String,
    /// Address of the feed, as written.
    pub address: String,
    /// Address of its site.
    pub home: Option<String>,
    /// Folders and categories that it stands in, each once.
    pub tags: Vec<String>,
}

/// A text that is no OPML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no OPML: there is no outline")]
pub struct NoOpml;

/// Reads a list, however badly written. A feed that stands in several folders is one with several tags.
pub fn read(text: &str) -> Result<Vec<Subscription>, NoOpml> {
    let mut subscriptions: Vec<Subscription> = Vec::new();
    let mut folders: Vec<Option<String>> = Vec::new();
    let mut outlines = 0;
    for token in Tokens::new(text) {
        match token {
            Token::Open(tag) if tag.name.eq_ignore_ascii_case("outline") => {
                outlines += 1;
                let folder = take_outline(&tag, &folders, &mut subscriptions);
                if !tag.closed {
                    folders.push(folder.filter(|_| folders.len() < DEEPEST));
                }
            }
            Token::Close(name) if name.eq_ignore_ascii_case("outline") => drop(folders.pop()),
            _ => {}
        }
    }
    if outlines == 0 { Err(NoOpml) } else { Ok(subscriptions) }
}

/// Takes a feed, or gives the name of a folder.
fn take_outline(
    tag: &Tag<'_>,
    folders: &[Option<String>],
    subscriptions: &mut Vec<Subscription>,
) -> Option<String> {
    let title = attribute(tag, "title").or_else(|| attribute(tag, "text")).unwrap_or_default();
    let Some(address) = attribute(tag, "xmlUrl") else {
        return Some(title).filter(|title| !title.is_empty());
    };
    let categories = attribute(tag, "category").unwrap_or_default();
    let of_category = categories.split(',').map(|category| category.trim().trim_matches('/').to_owned());
    let tags = folders.iter().flatten().cloned().chain(of_category).filter(|tag| !tag.is_empty());
    let known = subscriptions.iter().position(|known| known.address == address);
    let place = known.unwrap_or_else(|| {
        let home = attribute(tag, "htmlUrl");
        subscriptions.push(Subscription { title, address, home, tags: Vec::new() });
        subscriptions.len() - 1
    });
    for tag in tags {
        if !subscriptions[place].tags.contains(&tag) {
            subscriptions[place].tags.push(tag);
        }
    }
    subscriptions.truncate(MOST);
    None
}

fn attribute(tag: &Tag<'_>, name: &str) -> Option<String> {
    let value = collapse(&references::resolve(tag.attribute(name)?));
    (!value.is_empty()).then_some(value)
}

/// Writes a list: feeds of one tag in its folder, of several as categories beside, of none at the top.
pub fn write(title: &str, subscriptions: &[Subscription]) -> String {
    let mut opml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>",
    );
    escape_into(&mut opml, title);
    opml.push_str("</title>\n  </head>\n  <body>\n");
    let mut folders: Vec<&str> = Vec::new();
    for subscription in subscriptions {
        match subscription.tags.first() {
            Some(folder) if !folders.contains(&folder.as_str()) => folders.push(folder),
            Some(_) => {}
            None => write_outline(&mut opml, subscription, "    "),
        }
    }
    for folder in folders {
        opml.push_str("    <outline");
        write_attribute(&mut opml, "text", folder);
        opml.push_str(">\n");
        let inside =
            |subscription: &&Subscription| subscription.tags.first().is_some_and(|tag| tag == folder);
        for subscription in subscriptions.iter().filter(inside) {
            write_outline(&mut opml, subscription, "      ");
        }
        opml.push_str("    </outline>\n");
    }
    opml.push_str("  </body>\n</opml>\n");
    opml
}

fn write_outline(opml: &mut String, subscription: &Subscription, indent: &str) {
    let shown = if subscription.title.is_empty() { &subscription.address } else { &subscription.title };
    write!(opml, "{indent}<outline type=\"rss\"").expect("memory takes it");
    write_attribute(opml, "text", shown);
    write_attribute(opml, "title", shown);
    write_attribute(opml, "xmlUrl", &subscription.address);
    if let Some(home) = &subscription.home {
        write_attribute(opml, "htmlUrl", home);
    }
    if let [_, others @ ..] = subscription.tags.as_slice()
        && !others.is_empty()
    {
        write_attribute(opml, "category", &others.join(","));
    }
    opml.push_str("/>\n");
}

fn write_attribute(opml: &mut String, name: &str, value: &str) {
    write!(opml, " {name}=\"").expect("memory takes it");
    let clean: String = value.chars().filter(|c| !c.is_control()).collect();
    escape_into(opml, &clean);
    opml.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NoOpml, Subscription, read, write};

    #[test]
    fn lists_however_written() {
        let opml = "<?xml version='1.0'?><opml version='1.1'><body><outline text='Droit'><outline title='Autorit&eacute;s'>\
            <outline text=\"CNIL\" type='rss' xmlurl='https://e.org/a?x=1&y=2' htmlUrl='https://e.org/'/></outline></outline>\
            <OUTLINE TEXT='seul' XMLURL='https://e.org/b' category='/Presse,Droit'/>\
            <outline text='Presse'><outline xmlUrl='https://e.org/a?x=1&amp;y=2'/></outline></body>";
        let told: Vec<String> = read(opml)
            .expect("outlines")
            .iter()
            .map(|feed| format!("{} {} {}", feed.title, feed.address, feed.tags.join("+")))
            .collect();
        assert_eq!(
            told,
            ["CNIL https://e.org/a?x=1&y=2 Droit+Autorités+Presse", "seul https://e.org/b Presse+Droit"]
        );
        assert_eq!(read("<html></html>"), Err(NoOpml));
    }

    fn subscription() -> impl Strategy<Value = Subscription> {
        let word = "[a-zé&<\"']{1,8}";
        (word, "https://[a-z]{1,9}/[a-z&=?]{0,9}", prop::collection::btree_set("[a-zé<&]{1,5}", 0..3))
            .prop_map(|(title, address, tags)| Subscription {
                title,
                address,
                home: None,
                tags: tags.into_iter().collect(),
            })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(list in prop::collection::vec(subscription(), 1..8)) {
            let mut list = list;
            list.sort_by(|one, other| one.address.cmp(&other.address));
            list.dedup_by(|one, other| one.address == other.address);
            let mut again = read(&write("Vigie", &list)).expect("outlines");
            again.sort_by(|one, other| one.address.cmp(&other.address));
            prop_assert_eq!(again, list);
        }
    }
}

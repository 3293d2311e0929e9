//! A feed without some of its entries, as a JSON Feed (version 1.1) that reads back as the rest of it.

use serde_json::{Value, json};

use super::{Entry, Feed};

/// What a reduced feed begins with.
const OPENING: &str = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"_reduced\":true,";

/// Whether bytes are those of a reduced feed, whatever the source is read as otherwise.
pub fn is_reduced(bytes: &[u8]) -> bool {
    bytes.starts_with(OPENING.as_bytes())
}

/// The feed with those entries that stay, in UTF-8.
pub fn reduced(feed: &Feed, stays: &dyn Fn(&Entry) -> bool) -> Vec<u8> {
    let items: Vec<Value> = feed.entries.iter().filter(|entry| stays(entry)).map(item).collect();
    let mut value = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "_reduced": true,
        "title": escaped(&feed.title),
        "items": items,
    });
    if let Some(language) = feed.language {
        value["language"] = language.tag().into();
    }
    value.to_string().into_bytes()
}

fn item(entry: &Entry) -> Value {
    let mut item = json!({ "id": entry.id, "title": escaped(&entry.title) });
    let filled = |html: &String| Some(html.clone()).filter(|html| !html.is_empty());
    let texts = [
        ("content_html", filled(&entry.content)),
        ("_summary_html", filled(&entry.summary)),
        ("url", entry.link.clone()),
        ("date_published", entry.published.map(|time| time.to_string())),
        ("date_modified", entry.updated.map(|time| time.to_string())),
        ("language", entry.language.map(|language| language.tag().to_owned())),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            item[name] = text.into();
        }
    }
    if let Some(author) = &entry.author {
        item["authors"] = json!([{ "name": author }]);
    }
    item
}

/// Titles of feeds may be HTML: what means something there is written so that it does not.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::reduced;
    use crate::feed::{Hints, parse};

    #[test]
    fn what_stays_reads_back_as_it_was() {
        let text = "<rss version=\"2.0\"><channel><title>A &amp;amp; B &lt;c&gt;</title><language>fr</language>\
            <item><guid isPermaLink=\"false\">un</guid><title>R&amp;D à 5 &amp;lt; 6</title><link>https://exemple.test/1</link>\
            <pubDate>Mon, 17 Oct 2022 00:00:00 +0200</pubDate><author>Service presse</author>\
            <description>&lt;p&gt;Texte &amp;amp; &lt;b&gt;gras&lt;/b&gt;&lt;/p&gt;</description></item>\
            <item><guid isPermaLink=\"false\">deux</guid><title>Autre</title></item></channel></rss>";
        let feed = parse(text.as_bytes(), &Hints::default()).expect("a feed");
        let rest = reduced(&feed, &|entry| entry.id == "un");
        assert!(super::is_reduced(&rest));
        let again = parse(&rest, &Hints::default()).expect("a feed");
        assert_eq!((&again.title, again.language, again.entries.len()), (&feed.title, feed.language, 1));
        let (one, other) = (&again.entries[0], &feed.entries[0]);
        assert_eq!(
            (&one.id, &one.title, &one.link, &one.author),
            (&other.id, &other.title, &other.link, &other.author)
        );
        assert_eq!(
            (one.published, &one.content, &one.summary),
            (other.published, &other.content, &other.summary)
        );
    }
}

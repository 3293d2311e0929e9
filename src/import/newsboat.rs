//! What newsboat keeps: the list of feeds in `urls`, and articles in `cache.db`.

use jiff::Timestamp;

use super::sqlite::{Database, Row};
use super::{Form, Taken, TakenEntry};
use crate::domain::Mark;
use crate::feed::opml::Subscription;

/// Reads a list: an address a line, tags behind it, a tag that begins with `~` is the title. Addresses of filters, commands
/// and queries are left out and counted. Nothing when no line is an address.
pub(super) fn urls(text: &str) -> Option<Taken> {
    let mut taken = Taken { form: Form::NewsboatUrls, ..Taken::default() };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match subscription(line) {
            Some(subscription) => taken.subscriptions.push(subscription),
            None => taken.skipped += 1,
        }
    }
    (!taken.subscriptions.is_empty()).then_some(taken)
}

fn subscription(line: &str) -> Option<Subscription> {
    let mut words = words(line).into_iter();
    let address = words.next()?;
    let followed = ["http://", "https://", "file://"].iter().any(|scheme| address.starts_with(scheme));
    if !followed {
        return None;
    }
    let (titles, tags): (Vec<String>, Vec<String>) = words.partition(|word| word.starts_with('~'));
    Some(Subscription {
        title: titles.first().map(|title| title[1..].trim().to_owned()).unwrap_or_default(),
        address,
        home: None,
        // A tag of one exclamation mark hides the feed from the list: a matter of that reader's screen.
        tags: tags.into_iter().filter(|tag| tag != "!").collect(),
    })
}

/// Words set apart by blanks; one between double quotation marks may hold blanks, and a backslash takes the next letter as
/// it is.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        let word = words.last_mut().expect("there is one from the start");
        match letter {
            '"' => quoted = !quoted,
            '\\' if quoted => word.extend(letters.next()),
            '#' if !quoted && word.is_empty() => break,
            letter if letter.is_whitespace() && !quoted => words.push(String::new()),
            letter => word.push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Reads the articles of a cache and the feeds that they are of.
pub(super) fn cache(database: &Database<'_>) -> Result<Taken, &'static str> {
    let mut taken = Taken { form: Form::NewsboatCache, ..Taken::default() };
    database.rows("rss_feed", &mut |row| {
        let followed = row.text("rssurl").filter(|address| address.starts_with("http"));
        taken.subscriptions.extend(followed.map(|address| Subscription {
            title: row.text("title").unwrap_or_default().to_owned(),
            address: address.to_owned(),
            home: row.text("url").map(str::to_owned),
            tags: Vec::new(),
        }));
    })?;
    database.rows("rss_item", &mut |row| {
        if row.integer("deleted") != Some(1) {
            match entry(row) {
                Some(entry) => taken.entries.push(entry),
                None => taken.skipped += 1,
            }
        }
    })?;
    Ok(taken)
}

fn entry(row: &Row<'_>) -> Option<TakenEntry> {
    let feed = row.text("feedurl").filter(|address| address.starts_with("http"))?;
    let guid = row.text("guid").or_else(|| row.text("url"))?;
    Some(TakenEntry {
        feed: feed.to_owned(),
        guid: guid.to_owned(),
        link: row.text("url").map(str::to_owned),
        title: row.text("title").unwrap_or_default().to_owned(),
        author: row.text("author").map(str::to_owned),
        published: row
            .integer("pubDate")
            .filter(|seconds| *seconds > 0)
            .and_then(|it| Timestamp::from_second(it).ok()),
        html: row.text("content").unwrap_or_default().to_owned(),
        mark: Mark {
            read: row.integer("unread") == Some(0),
            // Flags are letters whose meaning is each reader's own; any of them says that the article was set apart.
            starred: row.text("flags").is_some(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_cut_as_newsboat_does() {
        let check = |line: &str, expected: &[&str]| assert_eq!(words(line), expected);
        check("https://a.fr/x \"~Mon titre\" droit", &["https://a.fr/x", "~Mon titre", "droit"]);
        check("https://a.fr/#x \"a \\\" b\" # le reste", &["https://a.fr/#x", "a \" b"]);
        check("", &[]);
    }
}

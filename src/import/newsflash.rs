//! What NewsFlash keeps in `database.sqlite`; eilmeldung is built on the same library and keeps the same.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::sqlite::{Database, Row};
use super::{Form, Taken, TakenEntry};
use crate::domain::Mark;
use crate::feed::opml::Subscription;

/// Reads its feeds and articles. Tags of articles and folders are left.
pub(super) fn read(database: &Database<'_>) -> Result<Taken, &'static str> {
    let mut taken = Taken { form: Form::NewsFlash, ..Taken::default() };
    let mut addresses: HashMap<String, String> = HashMap::new();
    database.rows("feeds", &mut |row| {
        let (Some(id), Some(address)) = (row.text("feed_id"), row.text("feed_url")) else { return };
        addresses.insert(id.to_owned(), address.to_owned());
        taken.subscriptions.push(Subscription {
            title: row.text("label").unwrap_or_default().to_owned(),
            address: address.to_owned(),
            home: row.text("website").map(str::to_owned),
            tags: Vec::new(),
        });
    })?;
    database.rows("articles", &mut |row| match entry(row, &addresses) {
        Some(entry) => taken.entries.push(entry),
        None => taken.skipped += 1,
    })?;
    Ok(taken)
}

fn entry(row: &Row<'_>, addresses: &HashMap<String, String>) -> Option<TakenEntry> {
    let feed = addresses.get(row.text("feed_id")?)?;
    let id = row.text("article_id")?;
    let html = row.text("scraped_content").or_else(|| row.text("html")).or_else(|| row.text("summary"));
    Some(TakenEntry {
        feed: feed.clone(),
        // It makes its own identifier of an entry's; the link is what other readers may have too.
        guid: row.text("url").unwrap_or(id).to_owned(),
        link: row.text("url").map(str::to_owned),
        title: row.text("title").unwrap_or_default().to_owned(),
        author: row.text("author").map(str::to_owned),
        published: row.text("timestamp").and_then(moment),
        html: html.unwrap_or_default().to_owned(),
        mark: Mark { read: row.integer("unread") == Some(0), starred: row.integer("marked") == Some(1) },
    })
}

/// `2024-10-07 08:30:00`, in UTC, with or without fractions of a second.
fn moment(text: &str) -> Option<Timestamp> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment);
    }
    let civil: DateTime = text.parse().ok()?;
    TimeZone::UTC.to_timestamp(civil).ok()
}

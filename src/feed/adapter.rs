//! Dates and media of entries, read by feed-rs from a small canonical feed; the only file that names feed-rs.
//!
//! What is handed over is well-formed, shallow and ours, so that nothing of a feed can be refused or lost there; should it
//! fail all the same, the drafts stand as they are.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};
use feed_rs::model;
use feed_rs::parser::Builder;
use jiff::Timestamp;

use super::content::escape_into;
use super::draft::{Draft, EntryDraft};
use super::{Enclosure, Entry, Feed, date, media};

/// Reads what a draft left open.
pub(super) fn complete(draft: Draft, base: Option<&str>) -> Feed {
    let read = read_canonical(&draft, base);
    let mut read = read.filter(|read| read.len() == draft.entries.len()).map(Vec::into_iter);
    let entries = draft
        .entries
        .into_iter()
        .map(|entry| match read.as_mut().and_then(Iterator::next) {
            Some(told) => from_both(entry, &told),
            None => from_draft(entry),
        })
        .collect();
    Feed {
        format: draft.format,
        title: draft.title,
        language: draft.language,
        ttl: draft.ttl,
        entries,
        mended: Vec::new(),
    }
}

fn read_canonical(draft: &Draft, base: Option<&str>) -> Option<Vec<model::Entry>> {
    let xml = write_canonical(&draft.entries);
    let parser = Builder::new()
        .base_uri(base.filter(|base| url::Url::parse(base).is_ok()))
        .timestamp_parser(|text| date::parse(text).and_then(to_chrono))
        .id_generator(|_, _, _| String::new())
        .sanitize_content(false)
        .build();
    let read = catch_unwind(AssertUnwindSafe(|| parser.parse(xml.as_bytes())));
    read.ok()?.ok().map(|feed| feed.entries)
}

/// RSS 2.0 that holds each entry's dates and media elements.
fn write_canonical(entries: &[EntryDraft]) -> String {
    let mut xml = String::with_capacity(200 * entries.len() + 400);
    xml.push_str("<rss version=\"2.0\"");
    xml.push_str(media::DECLARATIONS);
    xml.push_str("><channel>");
    for entry in entries {
        xml.push_str("<item>");
        for (name, value) in [("pubDate", &entry.published), ("updated", &entry.updated)] {
            if !value.is_empty() {
                xml.push_str(&format!("<{name}>"));
                escape_into(&mut xml, value);
                xml.push_str(&format!("</{name}>"));
            }
        }
        xml.push_str(&entry.media);
        xml.push_str("</item>");
    }
    xml.push_str("</channel></rss>");
    xml
}

fn from_both(entry: EntryDraft, told: &model::Entry) -> Entry {
    let mut enclosures = entry.enclosures;
    enclosures.extend(told.media.iter().flat_map(|media| &media.content).filter_map(enclosure_of));
    let described = told.media.iter().find_map(|media| media.description.as_ref());
    let summary = match described {
        Some(text) if entry.summary.is_empty() && entry.content.is_empty() => text.content.clone(),
        _ => entry.summary,
    };
    let titled = told.media.iter().find_map(|media| media.title.as_ref());
    let title = match titled {
        Some(text) if entry.title.is_empty() => crate::text::html::collapse(&text.content),
        _ => entry.title,
    };
    Entry {
        id: entry.id,
        title,
        link: entry.link,
        published: told.published.and_then(from_chrono),
        // feed-rs gives the publication where there is no other date.
        updated: told.updated.filter(|_| !entry.updated.is_empty()).and_then(from_chrono),
        author: entry.author,
        language: entry.language,
        summary,
        content: entry.content,
        enclosures,
    }
}

fn from_draft(entry: EntryDraft) -> Entry {
    Entry {
        published: date::parse(&entry.published),
        updated: date::parse(&entry.updated),
        id: entry.id,
        title: entry.title,
        link: entry.link,
        author: entry.author,
        language: entry.language,
        summary: entry.summary,
        content: entry.content,
        enclosures: entry.enclosures,
    }
}

fn enclosure_of(content: &model::MediaContent) -> Option<Enclosure> {
    Some(Enclosure {
        address: content.url.as_ref().filter(|url| matches!(url.scheme(), "http" | "https"))?.to_string(),
        media_type: content.content_type.as_ref().map(ToString::to_string),
        length: content.size,
    })
}

fn to_chrono(time: Timestamp) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(time.as_second(), u32::try_from(time.subsec_nanosecond()).unwrap_or(0))
}

fn from_chrono(time: DateTime<Utc>) -> Option<Timestamp> {
    let nanosecond = i32::try_from(time.timestamp_subsec_nanos()).unwrap_or(0);
    Timestamp::new(time.timestamp(), nanosecond.min(999_999_999)).ok()
}

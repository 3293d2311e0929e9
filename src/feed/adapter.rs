//! Reads canonical XML with feed-rs and takes what it found into our own values; the only file that names feed-rs.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};
use feed_rs::model;
use feed_rs::parser::Builder;
use jiff::Timestamp;

use super::{Enclosure, Entry, Feed, FeedError, date};
use crate::domain::Language;
use crate::text::html::collapse;

/// Reads a feed that is well-formed; dates in any form that `date` knows, links joined to `base`.
pub(super) fn read(xml: &str, base: Option<&str>) -> Result<Feed, FeedError> {
    let parser = Builder::new()
        .base_uri(base.filter(|base| url::Url::parse(base).is_ok()))
        .timestamp_parser(|text| date::parse(text).and_then(to_chrono))
        .id_generator(|_, _, _| String::new())
        .sanitize_content(false)
        .build();
    let parsed = catch_unwind(AssertUnwindSafe(|| parser.parse(xml.as_bytes())));
    match parsed {
        Ok(Ok(feed)) => Ok(take_feed(feed)),
        Ok(Err(error)) => Err(FeedError::Unknown(error.to_string())),
        Err(_) => Err(FeedError::Unknown("the parser failed".to_owned())),
    }
}

fn take_feed(feed: model::Feed) -> Feed {
    Feed {
        format: format_of(&feed.feed_type),
        title: feed.title.map(|title| collapse(&title.content)).unwrap_or_default(),
        language: feed.language.as_deref().map(Language::from_tag),
        ttl: feed.ttl,
        entries: feed.entries.into_iter().map(take_entry).collect(),
        ..Feed::default()
    }
}

fn format_of(kind: &model::FeedType) -> &'static str {
    match kind {
        model::FeedType::Atom => "atom",
        model::FeedType::JSON => "json",
        model::FeedType::RSS1 => "rdf",
        model::FeedType::RSS0 | model::FeedType::RSS2 => "rss",
    }
}

fn take_entry(entry: model::Entry) -> Entry {
    let enclosures = take_enclosures(&entry);
    let told_by_media = entry.media.iter().find_map(|media| media.description.as_ref());
    let summary = entry.summary.as_ref().or(told_by_media).map(|text| text.content.clone());
    Entry {
        id: entry.id,
        title: entry.title.map(|title| collapse(&title.content)).unwrap_or_default(),
        link: entry.links.into_iter().map(|link| link.href).next(),
        published: entry.published.and_then(from_chrono),
        updated: entry.updated.and_then(from_chrono),
        author: entry.authors.into_iter().find_map(|person| person.name.or(person.email)),
        language: entry.language.as_deref().map(Language::from_tag),
        summary: summary.unwrap_or_default(),
        content: entry.content.and_then(|content| content.body).unwrap_or_default(),
        enclosures,
    }
}

fn take_enclosures(entry: &model::Entry) -> Vec<Enclosure> {
    let contents = entry.media.iter().flat_map(|media| &media.content);
    contents
        .filter_map(|content| {
            Some(Enclosure {
                address: content.url.as_ref()?.to_string(),
                media_type: content.content_type.as_ref().map(ToString::to_string),
                length: content.size,
            })
        })
        .collect()
}

fn to_chrono(time: Timestamp) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(time.as_second(), u32::try_from(time.subsec_nanosecond()).unwrap_or(0))
}

fn from_chrono(time: DateTime<Utc>) -> Option<Timestamp> {
    let nanosecond = i32::try_from(time.timestamp_subsec_nanos()).unwrap_or(0);
    Timestamp::new(time.timestamp(), nanosecond.min(999_999_999)).ok()
}

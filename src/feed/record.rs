//! A feed as one line of JSON, for whoever wants to see what was read: texts plain, dates in RFC 3339.

use serde::Serialize;

use super::{Entry, Feed, FeedError};
use crate::text::Document;

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    ok: bool,
    format: Option<&'a str>,
    title: Option<&'a str>,
    entries: Vec<EntryRecord<'a>>,
    mended: &'a [&'static str],
    error: Option<String>,
}

#[derive(Serialize)]
struct EntryRecord<'a> {
    id: &'a str,
    title: &'a str,
    link: Option<&'a str>,
    published: Option<String>,
    updated: Option<String>,
    author: Option<&'a str>,
    summary: String,
    content: String,
}

/// The line, without its line break: `{"file", "ok", "format", "title", "entries", "mended", "error"}`.
pub fn json_line(file: &str, parsed: &Result<Feed, FeedError>, base: Option<&str>) -> String {
    let line = match parsed {
        Ok(feed) => Line {
            file,
            ok: true,
            format: Some(feed.format),
            title: Some(&feed.title),
            entries: feed.entries.iter().map(|entry| record(entry, base)).collect(),
            mended: &feed.mended,
            error: None,
        },
        Err(error) => Line {
            file,
            ok: false,
            format: None,
            title: None,
            entries: Vec::new(),
            mended: &[],
            error: Some(error.to_string()),
        },
    };
    serde_json::to_string(&line).expect("a line holds texts and truth values alone")
}

fn record<'a>(entry: &'a Entry, base: Option<&str>) -> EntryRecord<'a> {
    let plain = |html: &str| Document::from_html(html, entry.link.as_deref().or(base)).text;
    EntryRecord {
        id: &entry.id,
        title: &entry.title,
        link: entry.link.as_deref(),
        published: entry.published.map(|moment| moment.to_string()),
        updated: entry.updated.map(|moment| moment.to_string()),
        author: entry.author.as_deref(),
        summary: plain(&entry.summary),
        content: plain(&entry.content),
    }
}

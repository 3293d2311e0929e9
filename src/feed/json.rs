//! JSON Feed 1.0 and 1.1, read leniently: any version, missing titles, numbers for identifiers, trailing commas, cut ends.

use serde_json::Value;
use url::Url;

use super::draft::{Draft, EntryDraft, made_id};
use super::{Enclosure, Mended, links};
use crate::domain::Language;
use crate::text::html::{collapse, plain_line};

/// Most entries of a feed.
const MOST_ITEMS: usize = 20_000;

/// Reads a JSON Feed; the parser's words when it is none.
pub(super) fn read(text: &str, base: Option<&str>, mended: &Mended) -> Result<Draft, String> {
    let value = read_value(text, mended)?;
    let feed = match &value {
        Value::Object(fields) if fields.get("items").is_none() => {
            // Some wrap the feed in an object of their own.
            fields.values().find(|inner| inner.get("items").is_some_and(Value::is_array)).unwrap_or(&value)
        }
        _ => &value,
    };
    let items = match feed {
        Value::Array(items) if items.iter().any(is_entry) => items,
        _ => match feed.get("items") {
            Some(Value::Array(items)) => items,
            _ => return Err("no items".to_owned()),
        },
    };
    let version = text_at(feed, "version").unwrap_or_default();
    if !version.starts_with("https://jsonfeed.org/version/1") {
        mended.note("version");
    }
    let base = base.and_then(|base| Url::parse(base).ok());
    let base = base.or_else(|| text_at(feed, "feed_url").and_then(|address| Url::parse(&address).ok()));
    let language = text_at(feed, "language").map(|tag| Language::from_tag(&tag));
    let entries = items
        .iter()
        .filter(|item| item.is_object())
        .take(MOST_ITEMS)
        .map(|item| entry(item, base.as_ref(), feed));
    Ok(Draft {
        format: "json",
        title: text_at(feed, "title").map(|title| plain(&title)).unwrap_or_default(),
        language,
        ttl: None,
        entries: entries.collect(),
    })
}

/// Whether a value looks like an entry, where nothing says that it is one.
fn is_entry(value: &Value) -> bool {
    ["content_html", "content_text", "date_published"].iter().any(|key| value.get(key).is_some())
}

fn read_value(text: &str, mended: &Mended) -> Result<Value, String> {
    // What follows the value is passed by.
    let first = serde_json::Deserializer::from_str(text).into_iter::<Value>().next();
    match first {
        Some(Ok(value)) => Ok(value),
        Some(Err(error)) => {
            let repaired = repair(text);
            let again = serde_json::from_str(&repaired).map_err(|_| error.to_string())?;
            mended.note("json-syntax");
            Ok(again)
        }
        None => Err("empty".to_owned()),
    }
}

/// Closes what is open at the end, drops commas before closing brackets and control characters inside strings.
fn repair(text: &str) -> String {
    let mut repaired = String::with_capacity(text.len() + 16);
    let mut open = Vec::new();
    let mut in_string = false;
    let mut escaped = false;
    for c in text.chars() {
        if in_string {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                '\n' => {
                    repaired.push_str("\\n");
                    continue;
                }
                c if c.is_control() => continue,
                _ => {}
            }
        } else {
            match c {
                '"' => in_string = true,
                '{' => open.push('}'),
                '[' => open.push(']'),
                '}' | ']' => {
                    if open.last() != Some(&c) {
                        continue;
                    }
                    open.pop();
                    drop_comma(&mut repaired);
                }
                _ => {}
            }
        }
        repaired.push(c);
        if open.is_empty() && matches!(c, '}' | ']') {
            return repaired;
        }
    }
    close(&mut repaired, &open, in_string, escaped);
    repaired
}

fn close(repaired: &mut String, open: &[char], in_string: bool, escaped: bool) {
    if escaped {
        repaired.pop();
    }
    if in_string {
        repaired.push('"');
    }
    drop_comma(repaired);
    if repaired.trim_end().ends_with(':') {
        repaired.push_str("null");
    } else if open.last() == Some(&'}') && ends_with_lone_key(repaired) {
        repaired.push_str(":null");
    }
    for bracket in open.iter().rev() {
        drop_comma(repaired);
        repaired.push(*bracket);
    }
}

fn drop_comma(repaired: &mut String) {
    let kept = repaired.trim_end();
    if let Some(kept) = kept.strip_suffix(',') {
        repaired.truncate(kept.len());
    }
}

/// Whether an object ends in a key without its value.
fn ends_with_lone_key(text: &str) -> bool {
    let Some(inside) = text.trim_end().strip_suffix('"') else { return false };
    let Some(start) = inside.rfind('"') else { return false };
    text[..start].trim_end().ends_with(['{', ','])
}

fn entry(item: &Value, base: Option<&Url>, feed: &Value) -> EntryDraft {
    let link = ["url", "external_url", "link"].iter().find_map(|key| text_at(item, key));
    let content =
        text_at(item, "content_html").or_else(|| text_at(item, "content_text").map(|text| escape(&text)));
    // What `reduced` writes of a feed whose summaries are HTML.
    let summary = text_at(item, "_summary_html")
        .or_else(|| text_at(item, "summary").map(|summary| escape(&summary)))
        .unwrap_or_default();
    let mut entry = EntryDraft {
        id: text_at(item, "id").or_else(|| text_at(item, "guid")).unwrap_or_default(),
        title: text_at(item, "title").map(|title| plain(&title)).unwrap_or_default(),
        link: link.and_then(|link| links::join(base, &link)),
        published: text_at(item, "date_published").unwrap_or_default(),
        updated: text_at(item, "date_modified").unwrap_or_default(),
        author: author_of(item).or_else(|| author_of(feed)),
        language: text_at(item, "language").map(|tag| Language::from_tag(&tag)),
        summary,
        content: content.unwrap_or_default(),
        enclosures: enclosures_of(item, base),
        media: String::new(),
    };
    if entry.id.is_empty() {
        entry.id = made_id(&entry);
    }
    entry
}

/// The text of a member, numbers and truth values written out; nothing when it is empty.
fn text_at(value: &Value, key: &str) -> Option<String> {
    let text = match value.get(key)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn author_of(value: &Value) -> Option<String> {
    let name = |author: &Value| match author {
        Value::String(name) => Some(collapse(name)),
        other => text_at(other, "name").map(|name| collapse(&name)),
    };
    let list = value.get("authors").and_then(Value::as_array);
    list.and_then(|authors| authors.iter().find_map(name))
        .or_else(|| value.get("author").and_then(name))
        .filter(|name| !name.is_empty())
}

fn enclosures_of(item: &Value, base: Option<&Url>) -> Vec<Enclosure> {
    let attachments = item.get("attachments").and_then(Value::as_array);
    attachments
        .into_iter()
        .flatten()
        .filter_map(|attachment| {
            Some(Enclosure {
                address: links::join(base, &text_at(attachment, "url")?)?,
                media_type: text_at(attachment, "mime_type"),
                length: attachment.get("size_in_bytes").and_then(Value::as_u64),
            })
        })
        .collect()
}

fn plain(title: &str) -> String {
    if title.contains("</") || title.contains(';') { plain_line(title) } else { collapse(title) }
}

/// Plain text as HTML.
fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for (index, paragraph) in text.split("\n\n").enumerate() {
        if index > 0 {
            html.push_str("<p>");
        }
        super::content::escape_into(&mut html, paragraph);
    }
    html
}

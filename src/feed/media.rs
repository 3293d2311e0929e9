//! Writes an entry's elements about media anew, well-formed and with usual prefixes, for feed-rs to read.

use super::content::{Contents, escape_into};
use super::names::Vocabulary;
use super::outline::{Field, Item, Outline, local_name};
use super::{Enclosure, links};
use crate::text::markup::{Tag, Token, Tokens};

/// Longest piece of XML that is written for an entry, in bytes.
const LONGEST: usize = 64 << 10;
/// Deepest nesting that is kept.
const DEEPEST: usize = 12;

/// Namespace declarations of the prefixes that are written.
pub(super) const DECLARATIONS: &str = concat!(
    r#" xmlns:media="http://search.yahoo.com/mrss/""#,
    r#" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd""#,
    r#" xmlns:podcast="https://podcastindex.org/namespace/1.0""#,
);

/// The files that an entry encloses: RSS's `enclosure`, Atom's links of that relation.
pub(super) fn enclosures(outline: &Outline<'_>, item: &Item<'_>, contents: &Contents<'_>) -> Vec<Enclosure> {
    let enclosing = |field: &&Field<'_>| {
        let own = matches!(field.vocabulary, Vocabulary::Plain | Vocabulary::Atom);
        let relation = field.tag.attribute("rel").unwrap_or_default().trim();
        let is = |name: &str| field.name.eq_ignore_ascii_case(name);
        own && (is("enclosure") || (is("link") && relation.eq_ignore_ascii_case("enclosure")))
    };
    item.fields.iter().filter(enclosing).filter_map(|field| enclosure(outline, field, contents)).collect()
}

fn enclosure(outline: &Outline<'_>, field: &Field<'_>, contents: &Contents<'_>) -> Option<Enclosure> {
    let told = |name: &str| {
        let value = contents.entities.resolve(field.tag.attribute(name)?).trim().to_owned();
        (!value.is_empty()).then_some(value)
    };
    let base = outline.bases.get(field.base)?.as_ref();
    Some(Enclosure {
        address: links::join(base, &told("url").or_else(|| told("href"))?)?,
        media_type: told("type"),
        length: told("length").and_then(|length| length.parse().ok()),
    })
}

/// The elements of an entry that tell more of files: Media RSS, podcasts.
pub(super) fn written(item: &Item<'_>, contents: &Contents<'_>) -> String {
    let mut xml = String::new();
    for field in &item.fields {
        let length = xml.len();
        write_field(&mut xml, field, contents);
        if xml.len() > LONGEST {
            xml.truncate(length);
            break;
        }
    }
    xml
}

fn write_field(xml: &mut String, field: &Field<'_>, contents: &Contents<'_>) {
    let is = |name: &str| field.name.eq_ignore_ascii_case(name);
    let prefix = match field.vocabulary {
        Vocabulary::Media => "media:",
        Vocabulary::Itunes if is("duration") || is("image") => "itunes:",
        Vocabulary::Podcast if is("transcript") => "podcast:",
        _ => return,
    };
    let own_prefix = field.tag.name.split_once(':').map_or("", |(prefix, _)| prefix);
    let mut writer = Writer { xml, contents, prefix, own_prefix, open: Vec::new() };
    writer.open(&field.tag, field.tag.closed);
    if !field.tag.closed {
        for token in Tokens::new(field.inner) {
            writer.take(token);
        }
        writer.close_all();
    }
}

fn write_attribute(xml: &mut String, name: &str, value: &str) {
    xml.push(' ');
    xml.push_str(name);
    xml.push_str("=\"");
    let clean: String = value.chars().filter(|c| !c.is_control()).collect();
    escape_into(xml, &clean);
    xml.push('"');
}

struct Writer<'w, 'a> {
    xml: &'w mut String,
    contents: &'w Contents<'w>,
    prefix: &'static str,
    own_prefix: &'a str,
    open: Vec<&'a str>,
}

impl<'a> Writer<'_, 'a> {
    fn take(&mut self, token: Token<'a>) {
        if self.xml.len() > LONGEST {
            return;
        }
        match token {
            Token::Open(tag) => self.open(&tag, tag.closed),
            Token::Close(name) => self.close(local_name(name)),
            Token::Text(raw) => {
                let text = self.contents.entities.resolve(raw);
                self.text(&text);
            }
            Token::Cdata(raw) | Token::CutCdata(raw) => self.text(raw),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let clean: String = text.chars().filter(|&c| !c.is_control() || c == '\n').collect();
        escape_into(self.xml, &clean);
    }

    fn open(&mut self, tag: &Tag<'a>, closed: bool) {
        let (prefix, local) = tag.name.rsplit_once(':').unwrap_or(("", tag.name));
        let known = local.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !local.is_empty();
        if prefix != self.own_prefix || !known || self.open.len() >= DEEPEST {
            return;
        }
        self.xml.push('<');
        self.push_name(local);
        let mut written: Vec<&str> = Vec::new();
        for attribute in tag.attributes() {
            let plain = attribute.name.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if plain
                && !attribute.name.is_empty()
                && !attribute.name.starts_with(|c: char| c.is_ascii_digit())
                && !written.contains(&attribute.name)
            {
                write_attribute(self.xml, attribute.name, &self.contents.entities.resolve(attribute.value));
                written.push(attribute.name);
            }
        }
        self.xml.push_str(if closed { "/>" } else { ">" });
        if !closed {
            self.open.push(local);
        }
    }

    fn push_name(&mut self, local: &str) {
        self.xml.push_str(self.prefix);
        self.xml.push_str(local);
    }

    fn close(&mut self, local: &str) {
        if let Some(index) = self.open.iter().rposition(|open| *open == local)
            && index > 0
        {
            self.close_down_to(index);
        }
    }

    fn close_all(&mut self) {
        self.close_down_to(0);
    }

    fn close_down_to(&mut self, index: usize) {
        while self.open.len() > index {
            let local = self.open.pop().expect("the stack is longer than the index");
            self.xml.push_str("</");
            self.push_name(local);
            self.xml.push('>');
        }
    }
}

//! What a field's inside says: plain text for titles, HTML for bodies, whatever was escaped, marked up or encoded.

use std::borrow::Cow;

use super::Mended;
use super::outline::{Entities, Field};
use crate::text::html::{collapse, plain_line};
use crate::text::markup::{Token, Tokens};

/// Longest summary or content, in bytes; the longest judgments take half of it.
const LONGEST: usize = 1 << 20;

/// How a field's text is meant, from Atom's `type` and `mode`, or because the format leaves it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// HTML if it looks like it, as in RSS.
    Guessed,
    /// Plain text, whatever it looks like.
    Plain,
    /// HTML, escaped.
    Html,
    /// Markup that stands there unescaped.
    Markup,
    /// Base64 of text that is meant as the inner meaning tells.
    EncodedPlain,
    EncodedHtml,
    /// Base64 of something that nobody named: plain text if it is text at all.
    EncodedUnknown,
    /// Something that is not to be read, such as a picture.
    Binary,
}

/// Reads fields of one feed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contents<'e> {
    pub(super) entities: &'e Entities,
    /// Whether Atom's attributes are to be believed.
    pub(super) atom: bool,
    pub(super) mended: &'e Mended,
}

impl Contents<'_> {
    /// The text of a field that holds no markup, such as a link or a date; ends trimmed.
    pub(super) fn word(&self, field: &Field<'_>) -> String {
        self.decoded(field.inner).trim().to_owned()
    }

    /// A title: plain text on one line.
    pub(super) fn title(&self, field: &Field<'_>) -> String {
        let meaning = self.meaning(field);
        let marked_up = has_elements(field.inner);
        if marked_up && meaning != Meaning::Markup {
            self.mended.note("inline-markup");
        }
        match meaning {
            Meaning::Binary => String::new(),
            Meaning::EncodedHtml => plain_line(&decode_base64(field.inner)),
            Meaning::EncodedPlain => collapse(&decode_base64(field.inner)),
            Meaning::EncodedUnknown => collapse(&decode_if_text(field.inner)),
            _ if marked_up => plain_line(&self.markup(field.inner)),
            Meaning::Html => plain_line(&self.decoded(field.inner)),
            Meaning::Plain => collapse(&self.decoded(field.inner)),
            Meaning::Guessed | Meaning::Markup => {
                let text = self.decoded(field.inner);
                if looks_like_html(&text) { plain_line(&text) } else { collapse(&text) }
            }
        }
    }

    /// A summary or content: HTML, cut where it is longer than any article.
    pub(super) fn html(&self, field: &Field<'_>) -> String {
        let mut html = self.whole_html(field);
        if html.len() > LONGEST {
            self.mended.note("long-entry");
            let end = (0..=LONGEST).rev().find(|end| html.is_char_boundary(*end));
            html.truncate(end.unwrap_or(0));
            html.shrink_to_fit();
        }
        html
    }

    fn whole_html(&self, field: &Field<'_>) -> String {
        let meaning = self.meaning(field);
        let marked_up = has_elements(field.inner);
        if marked_up && meaning != Meaning::Markup {
            self.mended.note("inline-markup");
        }
        match meaning {
            Meaning::Binary => String::new(),
            Meaning::EncodedHtml => decode_base64(field.inner),
            Meaning::EncodedPlain => paragraphs(&decode_base64(field.inner)),
            Meaning::EncodedUnknown => paragraphs(&decode_if_text(field.inner)),
            _ if marked_up => self.markup(field.inner),
            Meaning::Html => self.decoded(field.inner).into_owned(),
            Meaning::Plain => paragraphs(&self.decoded(field.inner)),
            Meaning::Guessed | Meaning::Markup => {
                let text = self.decoded(field.inner);
                if has_html_tag(&text) || looks_like_html(&text) {
                    text.into_owned()
                } else {
                    paragraphs(&text)
                }
            }
        }
    }

    fn meaning(&self, field: &Field<'_>) -> Meaning {
        let told = field.tag.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
        let mode = field.tag.attribute("mode").unwrap_or_default().trim().to_ascii_lowercase();
        let kind = told.split(';').next().unwrap_or_default().trim();
        let base_64 = mode == "base64" || kind == "base64";
        match kind {
            "text/plain" | "text" if base_64 => Meaning::EncodedPlain,
            _ if base_64 && (kind.contains("html") || matches!(kind, "" | "base64")) => Meaning::EncodedHtml,
            "application/octet-stream" => Meaning::EncodedUnknown,
            _ if base_64 => Meaning::Binary,
            _ if !self.atom && told.is_empty() => Meaning::Guessed,
            "" if self.is_body(field) => Meaning::Guessed,
            "" | "text" => Meaning::Plain,
            "text/plain" => Meaning::Plain,
            "xhtml" | "application/xhtml+xml" => Meaning::Markup,
            "html" | "text/html" => Meaning::Html,
            _ if kind.contains("html") => {
                self.mended.note("text-type");
                Meaning::Html
            }
            _ if kind.ends_with("xml") => Meaning::Markup,
            _ if is_picture(kind) => Meaning::Binary,
            _ => {
                self.mended.note("text-type");
                Meaning::Guessed
            }
        }
    }

    /// Whether a field is a body, where a missing type is more often a mistake than a promise.
    fn is_body(&self, field: &Field<'_>) -> bool {
        !field.name.eq_ignore_ascii_case("title")
    }

    /// The text of a field: references resolved, CDATA as it stands, control characters dropped.
    fn decoded<'t>(&self, inner: &'t str) -> Cow<'t, str> {
        if memchr::memchr3(b'<', b'&', b'\x1b', inner.as_bytes()).is_none() && !has_controls(inner) {
            return Cow::Borrowed(inner);
        }
        let mut text = String::with_capacity(inner.len());
        for token in Tokens::new(inner) {
            match token {
                Token::Text(raw) => text.push_str(&self.resolve(raw)),
                Token::Cdata(raw) | Token::CutCdata(raw) => text.push_str(raw),
                _ => {}
            }
        }
        Cow::Owned(self.clean(text))
    }

    /// The inside of a field written anew as HTML: names without prefixes, attributes quoted, text escaped.
    fn markup(&self, inner: &str) -> String {
        let mut html = String::with_capacity(inner.len() + inner.len() / 8);
        for token in Tokens::new(inner) {
            match token {
                Token::Text(raw) => escape_into(&mut html, &self.resolve(raw)),
                Token::Cdata(raw) | Token::CutCdata(raw) => html.push_str(raw),
                Token::Open(tag) => {
                    html.push('<');
                    html.push_str(super::outline::local_name(tag.name));
                    for attribute in tag.attributes().filter(|attribute| !attribute.name.starts_with("xmlns"))
                    {
                        html.push(' ');
                        html.push_str(attribute.name);
                        html.push_str("=\"");
                        escape_into(&mut html, &self.entities.resolve(attribute.value));
                        html.push('"');
                    }
                    html.push_str(if tag.closed { "/>" } else { ">" });
                }
                Token::Close(name) => {
                    html.push_str("</");
                    html.push_str(super::outline::local_name(name));
                    html.push('>');
                }
                _ => {}
            }
        }
        self.clean(html)
    }

    /// Resolves references, and notes those that XML does not have.
    fn resolve<'t>(&self, raw: &'t str) -> Cow<'t, str> {
        if memchr::memchr(b'&', raw.as_bytes()).is_some() && self.entities.is_empty() {
            let foreign = raw.split('&').skip(1).find_map(|after| foreign_reference(after));
            foreign.into_iter().for_each(|defect| self.mended.note(defect));
        }
        if raw.contains('<') {
            self.mended.note("stray-sign");
        }
        self.entities.resolve(raw)
    }

    fn clean(&self, text: String) -> String {
        if !has_controls(&text) {
            return text;
        }
        self.mended.note("control-characters");
        without_controls(&text)
    }
}

/// What is wrong, in XML without a document type, with what follows an `&`.
fn foreign_reference(after: &str) -> Option<&'static str> {
    let length =
        after.bytes().take(32).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    let named = length > 0 && after.as_bytes().get(length) == Some(&b';');
    match &after[..length] {
        "amp" | "lt" | "gt" | "quot" | "apos" if named => None,
        name if named && name.starts_with('#') => None,
        _ if named => Some("references"),
        _ => Some("stray-sign"),
    }
}

/// Whether a tag of HTML stands in a text.
fn has_html_tag(text: &str) -> bool {
    memchr::memchr(b'<', text.as_bytes()).is_some()
        && Tokens::new(text).any(|token| match token {
            Token::Open(tag) => is_html_name(tag.name),
            Token::Close(name) => is_html_name(name),
            _ => false,
        })
}

fn is_picture(kind: &str) -> bool {
    let first = kind.split('/').next().unwrap_or_default();
    matches!(first, "image" | "audio" | "video" | "font" | "multipart") || kind.starts_with("application/")
}

fn has_elements(inner: &str) -> bool {
    memchr::memchr(b'<', inner.as_bytes()).is_some()
        && Tokens::new(inner).any(|token| matches!(token, Token::Open(_) | Token::Close(_)))
}

/// Whether a text of which nobody said what it is holds HTML: an end tag, a lone tag or a reference, and no tag that HTML does
/// not know.
fn looks_like_html(text: &str) -> bool {
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return false;
    }
    let mut proof = false;
    for token in Tokens::new(text) {
        match token {
            Token::Open(tag) if !is_html_name(tag.name) => return false,
            Token::Open(tag) => {
                proof |= tag.closed || matches!(tag.name, "br" | "BR" | "img" | "hr" | "p" | "P")
            }
            Token::Close(name) => {
                if !is_html_name(name) {
                    return false;
                }
                proof = true;
            }
            Token::Text(raw) => proof |= raw.contains('&') && crate::text::references::resolve(raw) != raw,
            Token::Cdata(_) | Token::CutCdata(_) | Token::Comment => proof = true,
            _ => {}
        }
    }
    proof
}

/// Names of HTML's elements, old ones included, that feeds use.
fn is_html_name(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "a",
        "abbr",
        "acronym",
        "address",
        "area",
        "article",
        "aside",
        "audio",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "body",
        "br",
        "button",
        "canvas",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "data",
        "dd",
        "del",
        "details",
        "dfn",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "map",
        "mark",
        "math",
        "menu",
        "meta",
        "nav",
        "nobr",
        "noscript",
        "object",
        "ol",
        "optgroup",
        "option",
        "p",
        "param",
        "picture",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "script",
        "section",
        "select",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
    ];
    let mut lower = [0; 16];
    let Some(letters) = lower.get_mut(..name.len()) else { return false };
    letters.copy_from_slice(name.as_bytes());
    letters.make_ascii_lowercase();
    NAMES.binary_search_by(|known| known.as_bytes().cmp(letters)).is_ok()
}

/// Plain text as HTML: blank lines part paragraphs.
fn paragraphs(text: &str) -> String {
    let text = text.trim();
    let mut html = String::with_capacity(text.len() + 16);
    for (index, line) in text.split('\n').enumerate() {
        if line.trim().is_empty() {
            html.push_str("<p>");
        } else {
            if index > 0 {
                html.push('\n');
            }
            escape_into(&mut html, line.trim_end_matches('\r'));
        }
    }
    html
}

pub(super) fn escape_into(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['<', '>', '&', '"']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

fn is_forbidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\r')
}

fn has_controls(text: &str) -> bool {
    let forbidden = |byte: u8| (byte < 0x20 && !matches!(byte, b'\n' | b'\t' | b'\r')) || byte == 0x7f;
    let bytes = text.as_bytes();
    // U+0080 to U+009F are 0xC2 and a byte below 0xA0 in UTF-8.
    bytes.iter().fold(false, |found, &byte| found | forbidden(byte))
        || memchr::memchr_iter(0xc2, bytes).any(|at| bytes.get(at + 1).is_some_and(|&next| next < 0xa0))
}

/// The text without control characters; those of 128 to 159 were meant as Windows-1252 when that has a character there.
fn without_controls(text: &str) -> String {
    let meant = |c: char| match c {
        '\u{80}'..='\u{9f}' => crate::text::references::windows_1252(c as u8).unwrap_or(c),
        c => c,
    };
    text.chars().map(meant).filter(|&c| !is_forbidden(c)).collect()
}

/// The text inside Base64 when it is UTF-8 without control characters; else nothing.
fn decode_if_text(text: &str) -> String {
    let decoded = base64_bytes(text);
    let text = String::from_utf8(decoded).unwrap_or_default();
    if has_controls(&text) { String::new() } else { text }
}

/// The text inside Base64, blanks passed over; what is malformed ends it.
fn decode_base64(text: &str) -> String {
    let bytes = base64_bytes(text);
    let text = String::from_utf8_lossy(&bytes);
    if has_controls(&text) { without_controls(&text) } else { text.into_owned() }
}

fn base64_bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let Some(value) = base64_value(byte) else { break };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}

fn base64_value(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

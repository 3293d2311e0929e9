//! Articles as one JSON document, or as JSON Lines; the fields are those of `record`.
//!
//! Strings keep every character of the article, but what a terminal would obey or hide is written as `\u`: printed on
//! a screen, the file moves no cursor, and read back it is the same text.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use super::record::{ARTICLES_SCHEMA, ArticleRecord, ArticlesHead};
use super::writer::Writer;
use super::{ExportOptions, Item, escape};

pub(super) struct JsonWriter {
    pub(super) elements: ArrayInParts,
}

impl Default for JsonWriter {
    fn default() -> JsonWriter {
        JsonWriter { elements: ArrayInParts::at_depth(4) }
    }
}

impl Writer for JsonWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        let head = ArticlesHead { schema: ARTICLES_SCHEMA.to_owned(), generated: options.now.to_string() };
        write!(to, "{},\n  \"articles\": [", open_object(&head)?)
    }

    fn item(&mut self, item: &Item, _options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        self.elements.push(&ArticleRecord::new(item), to)
    }

    fn end(&mut self, _options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        writeln!(to, "{}\n}}", self.elements.close())
    }
}

/// An array written one element at a time, each indented by as many blanks as `depth` says; the opening bracket is the
/// caller's.
#[derive(Debug)]
pub(super) struct ArrayInParts {
    begun: bool,
    depth: usize,
}

impl ArrayInParts {
    pub(super) const fn at_depth(depth: usize) -> ArrayInParts {
        ArrayInParts { begun: false, depth }
    }

    pub(super) fn push(&mut self, element: &impl Serialize, to: &mut dyn Write) -> io::Result<()> {
        let separator = if self.begun { "," } else { "" };
        self.begun = true;
        let indent = format!("\n{}", " ".repeat(self.depth));
        // A string of JSON holds no raw line break, so that every one of them belongs to the layout.
        let element = pretty(element)?.replace('\n', &indent);
        write!(to, "{separator}{indent}{element}")
    }

    /// What ends the array.
    pub(super) fn close(&self) -> String {
        let indent = self.depth.saturating_sub(2);
        if self.begun { format!("\n{}]", " ".repeat(indent)) } else { "]".to_owned() }
    }
}

pub(super) struct JsonLinesWriter;

impl Writer for JsonLinesWriter {
    fn item(&mut self, item: &Item, _options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        write_line(&ArticleRecord::new(item), to)
    }
}

/// A value on a line of its own.
pub(super) fn write_line(value: &impl Serialize, to: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut line, Harmless(CompactFormatter)))?;
    line.push(b'\n');
    to.write_all(&line)
}

/// An object that more fields are to follow in.
pub(super) fn open_object(head: &impl Serialize) -> io::Result<String> {
    let object = pretty(head)?;
    let open = object.strip_suffix("\n}").expect("an object with fields ends so");
    Ok(open.to_owned())
}

/// A value as indented JSON that a terminal can be given, and a line break.
pub fn json_text(value: &impl Serialize) -> String {
    pretty(value).expect("a record makes JSON") + "\n"
}

/// A value as indented JSON that a terminal can be given.
pub(super) fn pretty(value: &impl Serialize) -> io::Result<String> {
    let mut written = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut written, Harmless(PrettyFormatter::new())))?;
    Ok(String::from_utf8(written).expect("JSON is UTF-8"))
}

/// Hidden characters and where they stand. Few bytes can begin one, and only those are looked at more closely.
fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let may_begin_one = |byte: u8| byte < b' ' || matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef | 0xf3);
    let candidates = text.bytes().enumerate().filter(move |(_, byte)| may_begin_one(*byte));
    candidates
        .filter_map(|(at, _)| text[at..].chars().next().filter(|c| escape::is_hidden(*c)).map(|c| (at, c)))
}

/// A layout that writes hidden characters as escapes.
struct Harmless<F>(F);

impl<F: Formatter> Formatter for Harmless<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, to: &mut W, fragment: &str) -> io::Result<()> {
        let mut start = 0;
        for (at, c) in hidden(fragment) {
            to.write_all(&fragment.as_bytes()[start..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(to, "\\u{unit:04x}")?;
            }
            start = at + c.len_utf8();
        }
        to.write_all(&fragment.as_bytes()[start..])
    }

    fn begin_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_array(to)
    }

    fn end_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_array(to)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(to, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_array_value(to)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_object(to)
    }

    fn end_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_object(to)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(to, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_object_value(to)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_object_value(to)
    }
}

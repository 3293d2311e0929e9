//! The formats, by the name that a reader gives them.

use super::csv::CsvWriter;
use super::html::HtmlWriter;
use super::json::{JsonLinesWriter, JsonWriter};
use super::markdown::MarkdownWriter;
use super::plain::PlainWriter;
use super::writer::Writer;

macro_rules! formats {
    ($($variant:ident = $code:literal, $extension:literal, $media:literal, $writer:expr, $meaning:literal;)*) => {
        /// A format of files.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Format {
            $(#[doc = $meaning] $variant,)*
        }

        impl Format {
            /// Every format, the commonest first.
            pub const ALL: &'static [Format] = &[$(Format::$variant),*];

            /// Its name on the command line.
            pub const fn code(self) -> &'static str {
                match self { $(Format::$variant => $code),* }
            }

            /// The usual end of its files' names, without the dot.
            pub const fn extension(self) -> &'static str {
                match self { $(Format::$variant => $extension),* }
            }

            /// Its media type, as registered with IANA where it is.
            pub const fn media_type(self) -> &'static str {
                match self { $(Format::$variant => $media),* }
            }

            pub(super) fn writer(self) -> Box<dyn Writer> {
                match self { $(Format::$variant => Box::new($writer)),* }
            }
        }
    };
}

formats! {
    Markdown = "markdown", "md", "text/markdown", MarkdownWriter, "Summaries as Markdown (CommonMark with tables).";
    Html = "html", "html", "text/html", HtmlWriter, "Summaries as one page that needs nothing else, to be read or printed.";
    Text = "text", "txt", "text/plain", PlainWriter, "Summaries as plain text.";
    Csv = "csv", "csv", "text/csv", CsvWriter, "One row a measure, as RFC 4180 has it.";
    Json = "json", "json", "application/json", JsonWriter::default(), "One document with every article, its text and its measures.";
    JsonLines = "jsonl", "jsonl", "application/jsonl", JsonLinesWriter, "One article a line, each with its text and measures.";
}

impl Format {
    /// Reads a name as a reader gives it: the code, or the extension, in either case.
    pub fn from_code(code: &str) -> Option<Format> {
        let code = code.to_ascii_lowercase();
        let named = |format: &Format| format.code() == code;
        let extended = |format: &Format| format.extension() == code;
        Format::ALL.iter().copied().find(named).or_else(|| Format::ALL.iter().copied().find(extended))
    }
}

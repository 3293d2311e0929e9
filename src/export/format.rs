//! The formats, by the name that a reader gives them.

use super::atom::AtomWriter;
use super::bibtex::BibtexWriter;
use super::calendar::CalendarWriter;
use super::csl::CslWriter;
use super::csv::CsvWriter;
use super::html::HtmlWriter;
use super::json::{JsonLinesWriter, JsonWriter};
use super::json_feed::JsonFeedWriter;
use super::markdown::MarkdownWriter;
use super::plain::PlainWriter;
use super::workbook::WorkbookWriter;
use super::writer::Writer;

macro_rules! formats {
    ($($variant:ident = $name:literal, $code:literal, $extension:literal, $media:literal, $writer:expr, $meaning:literal;)*) => {
        /// A format of files.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Format {
            $(#[doc = $meaning] $variant,)*
        }

        impl Format {
            /// Every format, the commonest first.
            pub const ALL: &'static [Format] = &[$(Format::$variant),*];

            /// Its name, as people call it.
            pub const fn name(self) -> &'static str {
                match self { $(Format::$variant => $name),* }
            }

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
    Markdown = "Markdown", "markdown", "md", "text/markdown", MarkdownWriter, "Summaries as Markdown (CommonMark with tables).";
    Html = "HTML", "html", "html", "text/html", HtmlWriter, "Summaries as one page that needs nothing else, to be read or printed.";
    Text = "Text", "text", "txt", "text/plain", PlainWriter, "Summaries as plain text.";
    Csv = "CSV", "csv", "csv", "text/csv", CsvWriter, "One row a measure, as RFC 4180 has it.";
    Json = "JSON", "json", "json", "application/json", JsonWriter::default(), "One document with every article, its text and its measures.";
    JsonLines = "JSON Lines", "jsonl", "jsonl", "application/jsonl", JsonLinesWriter, "One article a line, each with its text and measures.";
    Xlsx = "XLSX", "xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", WorkbookWriter::default(), "A workbook: measures, articles, sources, with typed dates and sums.";
    Atom = "Atom", "atom", "atom", "application/atom+xml", AtomWriter, "A feed as RFC 4287 has it.";
    JsonFeed = "JSON Feed", "jsonfeed", "feed.json", "application/feed+json", JsonFeedWriter::default(), "A feed as JSON Feed 1.1 has it.";
    Ics = "ICS", "ics", "ics", "text/calendar", CalendarWriter, "A calendar of the times given to comply, as RFC 5545 has it.";
    Bibtex = "BibTeX", "bibtex", "bib", "application/x-bibtex", BibtexWriter, "Articles and decisions for a bibliography, as biblatex has it.";
    CslJson = "CSL-JSON", "csl", "csl.json", "application/vnd.citationstyles.csl+json", CslWriter::default(), "Articles and decisions for a bibliography, as CSL-JSON has it.";
}

impl Format {
    /// Whether its bytes are no text, and so are not for a terminal.
    pub const fn is_binary(self) -> bool {
        matches!(self, Format::Xlsx)
    }

    /// Reads a name as a reader gives it: the code, or the extension, in either case.
    pub fn from_code(code: &str) -> Option<Format> {
        let code = code.to_ascii_lowercase();
        let named = |format: &Format| format.code() == code;
        let extended = |format: &Format| format.extension() == code;
        Format::ALL.iter().copied().find(named).or_else(|| Format::ALL.iter().copied().find(extended))
    }
}

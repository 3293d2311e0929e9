//! An article given as a file: plain text, Markdown or a web page in any encoding, or a PDF.

use jiff::civil::Date;

use crate::domain::Language;
use crate::text::{Document, encoding, pdf, readable};

/// An article read from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileArticle {
    /// The page's title; empty for plain text, whose first lines are part of it.
    pub title: String,
    /// The text. For plain text and Markdown it is the file's own, so that spans point into the file.
    pub document: Document,
    /// The day that the page says it was published.
    pub published: Option<Date>,
    /// The language that the page declares.
    pub language: Option<Language>,
}

/// Reads an article from the bytes of a file; a name that ends in `.html` or text that begins as a page is a page.
pub fn article_of_file(bytes: &[u8], name: &str) -> FileArticle {
    if let Some(text) = pdf::text_of(bytes) {
        return of_plain(&text);
    }
    let text = encoding::decode(bytes, None).text;
    if is_page(&text, name) { of_page(&text) } else { of_plain(&text) }
}

fn is_page(text: &str, name: &str) -> bool {
    const PAGE_ENDS: [&str; 3] = [".html", ".htm", ".xhtml"];
    const PAGE_STARTS: [&str; 7] = ["<!doctype", "<html", "<head", "<body", "<div", "<article", "<p>"];
    let name = name.to_ascii_lowercase();
    let start: String = text.trim_start().chars().take(10).collect();
    let start = start.to_ascii_lowercase();
    PAGE_ENDS.iter().any(|end| name.ends_with(end)) || PAGE_STARTS.iter().any(|tag| start.starts_with(tag))
}

fn of_plain(text: &str) -> FileArticle {
    FileArticle {
        title: String::new(),
        document: Document::from_plain(text),
        published: None,
        language: None,
    }
}

fn of_page(html: &str) -> FileArticle {
    let page = readable::read(html, "", None);
    FileArticle {
        title: page.title,
        document: page.document,
        published: page.published.as_deref().and_then(|date| date.get(..10)?.parse().ok()),
        language: page.language.as_deref().map(Language::from_tag),
    }
}

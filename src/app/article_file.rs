//! An article given as a file: plain text, Markdown or a web page, in any encoding.

use jiff::civil::Date;

use crate::domain::Language;
use crate::feed;
use crate::text::Document;

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
    let text = feed::decode(bytes, None);
    let document = if is_page(&text, name) {
        Document::from_html(&text, None)
    } else {
        Document::from_plain(&text)
    };
    FileArticle { title: String::new(), document, published: None, language: None }
}

fn is_page(text: &str, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let start: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    [".html", ".htm", ".xhtml"].iter().any(|end| name.ends_with(end))
        || ["<!doctype", "<html", "<body", "<div", "<article", "<p>"].iter().any(|tag| start.starts_with(tag))
}

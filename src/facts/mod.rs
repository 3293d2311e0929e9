//! From a document to the measures that it tells: clean → segment → tokenise → match → resolve.

use jiff::civil::Date;

use crate::domain::{Language, Measure};
use crate::text::Document;

/// What the engine reads.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The title; empty when there is none.
    pub title: &'a str,
    /// The body.
    pub body: &'a Document,
    /// Day of publication, from which "jeudi" is counted.
    pub published: Option<Date>,
    /// Language, when it is known.
    pub language: Option<Language>,
}

/// The engine: rules and name lists made ready, shared by all threads.
#[derive(Debug, Default)]
pub struct Engine {}

impl Engine {
    /// The measures that the article tells, main ones first.
    pub fn extract(&self, _reading: &Reading<'_>) -> Vec<Measure> {
        Vec::new()
    }
}

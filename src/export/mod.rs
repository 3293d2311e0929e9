//! Articles, their facts, and the decisions that they tell, written for those who never open the reader: values in, bytes out.
//!
//! Knows the formats, what a summary is, how a decision is cited and how a file may be named. Knows no file, no store
//! and no clock: where the bytes go, which articles and what time it is arrive as arguments. What comes from the net
//! stays data in every format: it forms no markup, no formula and no control sequence.
//!
//! ```
//! use vigie::export::{ExportOptions, Format, write};
//! use vigie::labels::{Labels, Tongue};
//!
//! let labels = Labels::new(Tongue::French);
//! let options = ExportOptions::new(&labels, "2026-01-15T08:00:00Z".parse()?);
//! let mut table = Vec::new();
//! write(Format::Csv, &[], &options, &mut table)?;
//! assert!(table.starts_with(b"article,source,title,"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod atom;
mod bibtex;
mod brief;
mod calendar;
mod citation;
mod csl;
mod csv;
mod decision;
mod escape;
mod evidence;
mod file_name;
mod format;
mod html;
mod item;
mod json;
mod json_feed;
mod lead;
mod markdown;
mod plain;
mod record;
mod summary;
mod workbook;
mod writer;

pub use brief::{
    Briefing, BriefingFigures, BriefingFormat, BriefingGroup, BriefingHead, BriefingTemplates,
    ChangedArticle, TemplateError, render,
};
pub use citation::{CitationStyle, cite};
pub use decision::{
    CaseItem, Clash, DECISIONS_SCHEMA, DecisionItem, DecisionRecord, DecisionSummary, Reading, cite_decision,
    clashes, decision_headline, write_decisions,
};
pub use evidence::{EarlierText, EvidenceFile, EvidenceOf, EvidenceSource, evidence, evidence_folder};
pub use file_name::file_name;
pub use format::Format;
pub use item::{ExportOptions, Item};
pub use json::json_text;
pub use lead::{LEAD_SENTENCES, lead};
pub use record::{
    ARTICLES_SCHEMA, ArticleRecord, ArticlesHead, EvidenceRecord, MeasureRecord, SourceRecord, number,
};
pub use summary::{FactRow, FactTable, Summary, facts_table, headline};
pub use writer::write;

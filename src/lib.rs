//! Vigie reads regulatory news in the terminal and turns it into facts: who was sanctioned, by whom, for how much, on
//! which provisions. It is one crate, a library and a thin binary; this page is the map of the house.
//!
//! # The way of an article
//!
//! ```text
//! source ──fetch──▶ bytes ──feed──▶ entries ──text──▶ Document ──facts──▶ Measures ──ledger──▶ Decisions
//!                                      │                  │                   │                   │
//!                                      └──────── store (sled: the truth) ◀────┴───────────────────┘
//!               └──────▶ archive (WARC: the evidence)│
//!                                query ──▶ list · reader · facts · exports
//! ```
//!
//! # Modules, in reading order
//!
//! Core: values in, values out. No file, socket, clock, terminal, task or global state is named there; data files, `now`
//! and labels arrive as arguments, so two calls with the same values give the same answer.
//!
//! - [`domain`]: articles, sources, measures, money, dates, spans. No behaviour that needs a rule or a word list.
//! - [`text`]: HTML or plain text to a [`Document`](text::Document); folding, sentences, words. No law.
//! - [`feed`]: bytes to entries, whatever their defects; alone in knowing feed-rs. No network.
//! - [`facts`]: a document to measures: clean → segment → tokenise → match → resolve. No list of its own: they are data.
//! - [`ledger`]: measures of many articles to decisions and cases. No text.
//! - [`query`]: the query language, to an expression and back. No index.
//! - [`export`]: values to any writer. No file names but safe ones.
//! - [`import`]: what other readers kept, as subscriptions and articles. No file.
//! - [`labels`]: words, numbers and dates in French and English; alone in knowing fluent. No environment.
//!
//! Shell: where the world comes in.
//!
//! - [`assets`]: the data files, embedded.
//! - [`config`]: defaults < file < environment < flags.
//! - [`fetch`]: HTTP within bounds; alone in knowing reqwest. Nothing is parsed here.
//! - [`archive`]: what was received, as received, in WARC files. No database.
//! - [`store`]: records on disk; alone in knowing sled. No other module sees a key, a tree or a record.
//! - [`index`]: words and facts to articles; alone in knowing tantivy. Derived from the store, never the truth.
//! - [`app`]: the use cases that both faces share, on a [`Library`](app::Library). No terminal.
//!
//! Faces:
//!
//! - [`cli`]: one file a subcommand; alone in knowing clap.
//! - [`tui`]: model, message, update, effect, layout, view, keymap, runtime; alone in knowing ratatui and crossterm.
//!
//! # What holds everywhere
//!
//! - Arrows point down only: faces know the shell, the shell knows the core, the core knows neither. A test reads the
//!   `use` lines and names any new arrow.
//! - A fact carries the spans that prove it and the rules that found it. A span is a range of bytes into a title or into
//!   a document's text, never into HTML.
//! - What comes from the net is data: it is bounded on arrival and cannot reach a terminal as control characters.
//! - Messy input is not an error: parsing gives a value and says what was mended.
//! - An identifier is made from content, and is the same on every machine. The store's own keys are ordered by time and
//!   stay inside the store.
//! - One source's failure is a line in a report, never the end of a refresh.
//!
//! # Where to begin
//!
//! To change what is drawn from a text, begin with a case in `tests/corpus` and the rules in `assets/rules`. To change
//! what a key does, begin with `assets/keymap.toml` and `tui`'s messages. To follow one article through, read
//! [`app::Library::refresh`].

pub mod app;
pub mod archive;
pub mod assets;
pub mod cli;
pub mod config;
pub mod domain;
pub mod export;
pub mod facts;
pub mod feed;
pub mod fetch;
pub mod import;
pub mod index;
pub mod labels;
pub mod ledger;
pub mod query;
pub mod store;
pub mod text;
pub mod tui;

//! Vigie reads regulatory news in the terminal and turns it into facts.
#![doc = ""]

pub mod app;
pub mod assets;
pub mod domain;
pub mod export;
pub mod facts;
pub mod feed;
pub mod labels;
pub mod query;
pub mod text;

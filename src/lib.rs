//! Vigie reads regulatory news in the terminal and turns it into facts.
#![doc = ""]

pub mod app;
pub mod assets;
pub mod config;
pub mod domain;
pub mod export;
pub mod facts;
pub mod feed;
pub mod fetch;
pub mod labels;
pub mod store;
pub mod text;

//! The use cases that both faces share: refresh, list, search, mark, export.
//!
//! A [`Library`] is what a face holds. It assumes neither that it is alone nor that the store lies in this process.
//!
//! - [`Library`]: opening, reading and marking (`library`), sources (`sources`, `catalogue`), feeds
//!   to follow (`probe`, `lists`), fetching (`refresh`,
//!   `intake`), searching (`answers`, `find`, `indexing`, `names`), standing queries (`standing`, `watches`), the demonstration (`demo`), backups and mending (`care`)
//! - the ledger of decisions and cases (`cases`)
//! - what the use cases give (`views`), and why they fail (`error`)

mod answers;
mod article_file;
mod care;
mod cases;
mod catalogue;
mod demo;
mod engine;
mod error;
mod files;
mod find;
mod indexing;
mod intake;
mod library;
mod lists;
mod names;
mod probe;
mod refresh;
mod sources;
mod standing;
mod views;
mod watches;

pub use answers::Wanted;
pub use article_file::{FileArticle, article_of_file};
pub use catalogue::{Catalogue, CatalogueError};
pub use engine::engine;
pub use error::AppError;
pub use files::write_aside;
pub use indexing::{IndexReport, IndexState};
pub use library::Library;
pub use lists::Imported;
pub use names::Names;
pub use probe::FoundFeed;
pub use standing::{RuleEffect, ViewCount};
pub use views::{Found, Opened, Progress, RefreshReport, SourceStatus};
pub use watches::{Alert, Arrival};

pub use crate::domain::{Fact, Headline};
pub use crate::index::{Answer, Count, Facets, Figure, Snippet};
pub use crate::store::Rebuilt;

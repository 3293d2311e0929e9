//! The use cases that both faces share: refresh, list, search, mark, export.
//!
//! A [`Library`] is what a face holds. It assumes neither that it is alone nor that the store lies in this process.
//!
//! - [`Library`]: opening, reading and marking (`library`), sources (`sources`, `catalogue`), feeds
//!   to follow (`probe`, `lists`), fetching (`refresh`,
//!   `intake`), searching (`search`), the demonstration (`demo`), backups and mending (`care`)
//! - the ledger of decisions and cases (`cases`), what the reader says over the machine
//!   (`corrections`, `edit`)
//! - what the use cases give (`views`), and why they fail (`error`)

mod article_file;
mod care;
mod cases;
mod catalogue;
mod corrections;
mod demo;
mod edit;
mod engine;
mod error;
mod files;
mod find;
mod intake;
mod library;
mod lists;
mod probe;
mod refresh;
mod search;
mod sources;
mod views;

pub use article_file::{FileArticle, article_of_file};
pub use catalogue::{Catalogue, CatalogueError};
pub use corrections::Doubt;
pub use edit::{field_text, set_field};
pub use engine::engine;
pub use error::AppError;
pub use files::write_aside;
pub use library::Library;
pub use lists::Imported;
pub use probe::FoundFeed;
pub use views::{Found, Opened, Progress, RefreshReport, SourceStatus};

pub use crate::domain::{Fact, Headline};
pub use crate::store::Rebuilt;

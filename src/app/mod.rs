//! The use cases that both faces share: refresh, list, search, mark, export.
//!
//! A [`Library`] is what a face holds. It assumes neither that it is alone nor that the store lies in this process.
//!
//! - what was received, archived (`evidence`)
//! - [`Library`]: opening, reading and marking (`library`), sources (`sources`, `catalogue`), feeds
//!   to follow (`probe`, `lists`), how each is read (`recipe`, `row`), fetching (`refresh`,
//!   `intake`, `pages`), searching (`search`), the demonstration (`demo`), backups and mending (`care`, `rebuild`)
//! - how sources fare and which hosts were contacted (`health`)
//! - what an article said before it was changed (`versions`), the decisions that it links to (`pdf`)
//! - the ledger of decisions and cases (`cases`)
//! - what the use cases give (`views`), and why they fail (`error`)

mod article_file;
mod care;
mod cases;
mod catalogue;
mod demo;
mod engine;
mod error;
mod evidence;
mod files;
mod find;
mod health;
mod intake;
mod library;
mod lists;
mod pages;
mod pdf;
mod probe;
mod rebuild;
mod recipe;
mod refresh;
mod row;
mod search;
mod sources;
mod versions;
mod views;

pub use article_file::{FileArticle, article_of_file};
pub use catalogue::{Catalogue, CatalogueError};
pub use engine::engine;
pub use error::AppError;
pub use files::write_aside;
pub use health::{SourceHealth, Standing};
pub use library::Library;
pub use lists::Imported;
pub use pdf::Attached;
pub(crate) use pdf::READER as PDF_READER;
pub use probe::FoundFeed;
pub use rebuild::Remade;
pub use recipe::{Listing, Login, Recipe, Table};
pub use views::{Found, Opened, Progress, RefreshReport, SourceStatus};

pub use versions::Version;

pub use crate::domain::{Fact, Headline};
pub use crate::store::{Contact, Gap, Rebuilt};

//! The use cases that both faces share: refresh, list, search, mark, export.
//!
//! A [`Library`] is what a face holds. It assumes neither that it is alone nor that the store lies in this process.
//!
//! - what was received, archived (`evidence`)
//! - [`Library`]: opening, reading and marking (`library`), sources (`sources`, `catalogue`), feeds
//!   to follow (`probe`, `lists`), how each is read (`recipe`, `row`), what others kept (`import`), fetching
//!   (`refresh`, `intake`, `pages`), keeping (`commit`), searching (`answers`, `find`, `indexing`, `names`), standing
//!   queries (`standing`, `watches`), the demonstration (`demo`), backups and mending (`care`, `rebuild`)
//! - how sources fare and which hosts were contacted (`health`)
//! - what an article said before it was changed (`versions`), the decisions that it links to (`pdf`)
//! - forgetting (`purge`), and what is known of persons (`privacy`)
//! - what a third party can check an article by (`dossier`)
//! - the ledger of decisions and cases (`cases`), what the reader says over the machine
//!   (`corrections`, `edit`), decisions as they are exported (`decisions`), the briefing of a period (`brief`)
//! - what the use cases give (`views`), and why they fail (`error`)

mod answers;
mod article_file;
mod brief;
mod care;
mod cases;
mod catalogue;
mod commit;
mod corrections;
mod decisions;
mod demo;
mod dossier;
mod edit;
mod engine;
mod error;
mod evidence;
mod files;
mod find;
mod health;
mod import;
mod indexing;
mod intake;
mod library;
mod lists;
mod names;
mod pages;
mod pdf;
mod privacy;
mod probe;
mod purge;
mod rebuild;
mod recipe;
mod refresh;
mod row;
mod sources;
mod standing;
mod versions;
mod views;
mod watches;

pub use answers::Wanted;
pub use article_file::{FileArticle, article_of_file};
pub use brief::{BriefingRequest, GroupBy};
pub use catalogue::{Catalogue, CatalogueError};
pub use corrections::Doubt;
pub use decisions::{Expired, FoundDecision, decision_item, find_decision};
pub use dossier::{EvidenceFolder, write_folder};
pub use edit::{field_text, set_field};
pub use engine::engine;
pub use error::AppError;
pub use files::write_aside;
pub use health::{SourceHealth, Standing};
pub use import::ImportReport;
pub use indexing::{IndexReport, IndexState};
pub use library::Library;
pub use lists::Imported;
pub use names::Names;
pub use pdf::Attached;
pub(crate) use pdf::READER as PDF_READER;
pub use privacy::Privacy;
pub use probe::FoundFeed;
pub use purge::{Purge, Purged};
pub use rebuild::Remade;
pub use recipe::{Listing, Login, Recipe, Table};
pub use standing::{RuleEffect, ViewCount};
pub use views::{Found, Opened, Progress, RefreshReport, SourceStatus};
pub use watches::{Alert, Arrival};

pub use versions::Version;

pub use crate::domain::{Fact, Headline};
pub use crate::index::{Answer, Count, Facets, Figure, Snippet};
pub use crate::store::{Contact, Gap, Rebuilt};

//! Articles, bodies, measures, marks and sources on disk; alone in knowing sled.
//!
//! What a call has acknowledged is on disk. Speaks in the domain's values: no key, tree or record of the database leaves
//! this room. One process holds a store at a time and serves the others.
//!
//! - [`Store`]: the database of this process, or that of the process that holds it
//! - the database: opening (`open`), reading (`read`), writing (`write`), sources (`sources`)
//! - the local socket: what is said over it (`wire`), who serves (`serve`, `answer`), who asks (`client`)
//! - `folder`, `stamp`: the data directory, its lock, and the count that is kept outside the database
//! - `making`: a store made of archive, journal and what is left of the old one
//! - `backup`, `rebuild`, `check`: everything in one file, a store made anew, everything examined
//! - `record`, `envelope`: the bytes of records, their versions and checksums
//! - `journal`, `catchup`: what the reader did, written down before it is done
//! - `evidence`: what was received, archived before it is kept
//! - `sync`: what makes a flush durable

mod answer;
mod backup;
mod catchup;
mod check;
mod client;
mod envelope;
mod error;
mod evidence;
mod folder;
mod guard;
mod handle;
mod journal;
mod making;
mod open;
mod read;
mod rebuild;
mod record;
mod serve;
mod sources;
mod stamp;
mod sync;
mod wire;
mod write;

pub use backup::{BackupSummary, daily_backups, verify_backup};
pub use check::{Examination, Finding};
pub use envelope::Damage;
pub use error::StoreError;
pub use folder::default_directory;
pub use handle::Store;
pub use making::{Leg, Making};
pub use open::SCHEMA;
pub use read::{Earlier, Health, Kept, Resolved, Statistics};
pub use rebuild::{Rebuilt, compact, kept_aside, repair, restore};
pub use sources::{Contact, FetchState, Gap, KeptSource, SourceCount};
pub use sync::full_syncs;
pub use write::{Incoming, Upserted};

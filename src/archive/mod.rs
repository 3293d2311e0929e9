//! What was received, as it was received: the second leg that the store stands on, and the evidence of what a source
//! said on a day.
//!
//! WARC/1.1 files (ISO 28500), each record a gzip member of its own, so that any tool of web archives reads them. Files
//! grow at their end only, and a new one is begun when one is long; what a crash tore off at the end of a file is passed
//! over, and what is damaged in the middle costs its record alone. Knows neither feeds nor articles nor the database.
//!
//! - [`Record`]: one record, to bytes and back (`record`)
//! - [`Received`]: an answer, and the records that are made of it (`received`)
//! - [`Archive`]: the directory, its files in their order, appending (`folder`)
//! - [`walk()`]: every record of a directory, with what is damaged (`walk`)
//! - [`read_at`]: one record by its place (`place`)
//! - [`rewrite()`]: records taken out or replaced, which is done to a copy of their file and said in it (`rewrite`)

mod folder;
mod place;
mod received;
mod record;
mod rewrite;
mod walk;

pub use folder::{Appended, Archive, Size, files, size};
pub use place::read_at;
pub use received::{Earlier, Part, Received, Replayed};
pub use record::{Record, RecordId, RecordKind};
pub use rewrite::{Change, Rewritten, mend, rewrite};
pub use walk::{Walked, walk, walk_file};

//! Writing: one writer at a time, whose work is seen at its commit, whole or not at all.

use std::path::Path;
use std::sync::{MutexGuard, PoisonError};

use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::answer::sortable;
use super::entry::{self, Entry, sign};
use super::error::IndexError;
use super::open::{Index, guarded, next_home, remove_all, system};
use super::schema::Fields;
use super::stamp::Stamp;
use super::view::language_number;
use crate::domain::ArticleId;
use crate::text::cut;

/// Memory of each thread while all articles are indexed, in bytes: the more, the fewer and larger the segments.
const MEMORY_OF_BUILDING: usize = 96 << 20;
/// Memory while a few articles are added.
const MEMORY_OF_UPDATING: usize = 16 << 20;
/// Longest key of a title for sorting, in bytes.
const LONGEST_KEY: usize = 60;

/// Adds articles to an index that answers meanwhile, and takes articles out.
pub struct Update<'a> {
    index: &'a Index,
    writer: IndexWriter,
    _alone: MutexGuard<'a, ()>,
}

/// Builds an index anew, beside the one that answers meanwhile.
pub struct Building {
    index: Index,
    writer: IndexWriter,
    stamp: Stamp,
}

impl Index {
    /// Begins a change of the index; waits while another is being made.
    pub fn update(&self) -> Result<Update<'_>, IndexError> {
        let alone = self.inner.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let writer = self.sound(|| writer(self, 1, MEMORY_OF_UPDATING))?;
        Ok(Update { index: self, writer, _alone: alone })
    }

    /// Begins to build an index in a folder, on so many threads. Until [`Building::finish`] the folder's index, if there
    /// is one, stays as it is.
    pub fn build(folder: &Path, store: u64, threads: usize) -> Result<Building, IndexError> {
        make_private(folder).map_err(|cause| system(folder, cause))?;
        let stamp = Stamp { store, home: next_home(folder) };
        guarded(folder, || {
            let index = Index::open_home(folder, stamp, true)?;
            let writer = writer(&index, threads, MEMORY_OF_BUILDING)?;
            Ok(Building { index, writer, stamp })
        })
    }

    /// Removes an index for good; searches that are running still end.
    pub fn remove(folder: &Path) -> Result<(), IndexError> {
        remove_all(folder).map_err(|cause| system(folder, cause))
    }
}

/// Makes a folder that only its owner can read: words tell what is watched.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn writer(index: &Index, threads: usize, memory: usize) -> tantivy::Result<IndexWriter> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(threads)
        .memory_budget_per_thread(memory)
        .num_merge_threads(1)
        .build();
    index.inner.engine.writer_with_options(options)
}

impl Update<'_> {
    /// Adds an article, in the place of its earlier state.
    pub fn add(&mut self, entry: &Entry<'_>) -> Result<(), IndexError> {
        self.remove(entry.article.id);
        let document = document(&self.index.inner.fields, entry);
        self.index.sound(|| self.writer.add_document(document).map(drop))
    }

    /// Takes an article out.
    pub fn remove(&mut self, id: ArticleId) {
        self.writer.delete_term(Term::from_field_bytes(self.index.inner.fields.id, &id.0));
    }

    /// Makes the change durable and seen by searches; `mark` says how far the index goes now.
    pub fn commit(self, mark: &str) -> Result<(), IndexError> {
        let Update { index, mut writer, _alone } = self;
        index.sound(|| {
            let mut prepared = writer.prepare_commit()?;
            prepared.set_payload(mark);
            prepared.commit()?;
            index.reload()?;
            writer.wait_merging_threads()?;
            index.reload()
        })
    }
}

impl Building {
    /// Adds an article that was not added before.
    pub fn add(&self, entry: &Entry<'_>) -> Result<(), IndexError> {
        let document = document(&self.index.inner.fields, entry);
        self.index.sound(|| self.writer.add_document(document).map(drop))
    }

    /// Makes it the folder's index; `mark` says how far it goes.
    pub fn finish(self, mark: &str) -> Result<Index, IndexError> {
        let Building { index, mut writer, stamp } = self;
        index.sound(|| {
            let mut prepared = writer.prepare_commit()?;
            prepared.set_payload(mark);
            prepared.commit()?;
            writer.wait_merging_threads()?;
            index.reload()
        })?;
        let folder = index.folder().to_owned();
        stamp.write(&folder).map_err(|cause| system(&folder, cause))?;
        // The old one may still be read on systems that do not remove open files; it goes at the next building.
        drop(remove_all(&folder.join(stamp.home.other().name())));
        Ok(index)
    }
}

fn document(fields: &Fields, entry: &Entry<'_>) -> TantivyDocument {
    let article = entry.article;
    let mut document = TantivyDocument::new();
    let (high, low) = article.id.0.split_at(8);
    let number =
        |bytes: &[u8]| u64::from_be_bytes(bytes.try_into().expect("half of an identifier is eight bytes"));
    document.add_bytes(fields.id, &article.id.0);
    document.add_u64(fields.id_high, number(high));
    document.add_u64(fields.id_low, number(low));
    document.add_i64(fields.published, article.dates.shown().as_millisecond());
    document.add_i64(fields.fetched, article.dates.fetched.as_millisecond());
    document.add_u64(fields.language, language_number(article.language));
    document.add_u64(fields.signs, signs(entry));
    document.add_u64(fields.print, entry.print);
    document.add_text(fields.source, article.source.as_str());
    if let Some(author) = &article.author {
        document.add_text(fields.author, author);
    }
    document.add_text(fields.title_key, cut(&sortable(&article.title), LONGEST_KEY));
    if !entry.measures.is_empty() {
        document.add_bytes(fields.measures, &entry::seal(entry.measures));
    }
    for (text, field) in [(article.title.as_str(), fields.title), (entry.text, fields.body)] {
        document.add_text(field.exact, text);
        if let Some(stems) = field.stems(article.language) {
            document.add_text(stems, text);
        }
    }
    document
}

fn signs(entry: &Entry<'_>) -> u64 {
    let sign = |is: bool, sign: u64| if is { sign } else { 0 };
    sign(entry.changed, sign::CHANGED) | sign(entry.article.link.is_some(), sign::LINK)
}

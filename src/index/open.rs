//! The index: opening it, searching it, and laying on it what a reader does.

use std::any::Any;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::tz::TimeZone;
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::OpenReadError;
use tantivy::{IndexReader, IndexSettings, ReloadPolicy, TantivyError};

use super::answer::{self, Answer, Ask};
use super::error::IndexError;
use super::facets::Count;
use super::overlay::{Laid, Overlay};
use super::schema::{Fields, schema, tokenizers};
use super::snapshot::Snapshot;
use super::sources::Sources;
use super::stamp::{Home, Stamp};
use crate::domain::{ArticleId, Source};

/// An index, open. Cheap to clone; every clone is the same index. Searches never wait for a writer: they see what was last
/// committed.
#[derive(Clone)]
pub struct Index {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    pub(super) folder: PathBuf,
    pub(super) engine: tantivy::Index,
    pub(super) fields: Fields,
    pub(super) writing: Mutex<()>,
    stamp: Stamp,
    reader: IndexReader,
    snapshot: RwLock<Arc<Snapshot>>,
    sources: RwLock<Arc<Sources>>,
    overlay: Mutex<Overlay>,
}

impl Index {
    /// Opens the finished index in a folder. `store` is the number that the store drew when it was made: an index of
    /// another store is outdated.
    pub fn open(folder: &Path, store: u64) -> Result<Index, IndexError> {
        let stamp = Stamp::read(folder).map_err(|cause| system(folder, cause))?;
        let stamp = match stamp {
            Some(stamp) if stamp.store == store => stamp,
            None if !Stamp::exists(folder) => return Err(IndexError::Missing { folder: folder.to_owned() }),
            _ => return Err(IndexError::Outdated { folder: folder.to_owned() }),
        };
        guarded(folder, || Index::open_home(folder, stamp, false))
    }

    /// Opens what lies in a home, or makes it.
    pub(super) fn open_home(folder: &Path, stamp: Stamp, make: bool) -> tantivy::Result<Index> {
        let home = folder.join(stamp.home.name());
        if make {
            remove_all(&home)?;
            fs::create_dir_all(&home)?;
        }
        let directory = MmapDirectory::open(&home)?;
        let (schema, fields) = schema();
        let engine = if make {
            let settings = IndexSettings {
                docstore_compression: tantivy::store::Compressor::None,
                docstore_compress_dedicated_thread: false,
                ..IndexSettings::default()
            };
            tantivy::Index::builder()
                .schema(schema)
                .settings(settings)
                .tokenizers(tokenizers())
                .open_or_create(directory)?
        } else {
            let mut engine = tantivy::Index::open(directory)?;
            if engine.schema() != schema {
                return Err(TantivyError::SchemaError("not the fields of this version".to_owned()));
            }
            engine.set_tokenizers(tokenizers());
            engine
        };
        let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let overlay = Overlay::default();
        let snapshot = Snapshot::open(&reader, fields, &overlay, None)?;
        Ok(Index {
            inner: Arc::new(Inner {
                folder: folder.to_owned(),
                engine,
                fields,
                writing: Mutex::new(()),
                stamp,
                reader,
                snapshot: RwLock::new(Arc::new(snapshot)),
                sources: RwLock::default(),
                overlay: Mutex::new(overlay),
            }),
        })
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// How many articles are indexed.
    pub fn count(&self) -> usize {
        self.snapshot().count()
    }

    /// What the last commit said of how far it goes.
    pub fn mark(&self) -> Result<Option<String>, IndexError> {
        self.sound(|| Ok(self.inner.engine.load_metas()?.payload))
    }

    /// The number of each indexed article that tells whether it must be indexed anew.
    pub fn prints(&self) -> Result<HashMap<ArticleId, u64>, IndexError> {
        self.sound(|| Ok(self.snapshot().prints()))
    }

    /// Answers a query.
    pub fn answer(&self, ask: &Ask<'_>) -> Result<Answer, IndexError> {
        let sources = Arc::clone(&self.inner.sources.read().unwrap_or_else(PoisonError::into_inner));
        self.sound(|| answer::answer(&self.snapshot(), &sources, ask))
    }

    /// Values that occur in fields of all articles, by the code of the field, the most frequent first.
    pub fn values(&self, zone: &TimeZone) -> Result<HashMap<&'static str, Vec<Count>>, IndexError> {
        self.sound(|| Ok(answer::whole(&self.snapshot(), zone)))
    }

    /// Tells the index what there is to know of sources.
    pub fn set_sources(&self, sources: &[Source]) {
        *self.inner.sources.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Sources::of(sources));
    }

    /// Tells the index what a reader laid on articles, in the place of all that it knew; articles left out bear nothing.
    pub fn set_laid(&self, laid: impl IntoIterator<Item = (ArticleId, Laid)>) {
        let mut overlay = self.inner.overlay.lock().unwrap_or_else(PoisonError::into_inner);
        *overlay = Overlay::default();
        laid.into_iter().for_each(|(id, laid)| overlay.put(id, laid));
        overlay.shrink();
        self.snapshot().views.iter().for_each(|view| view.lay(&overlay));
    }

    /// Changes what is laid on some articles.
    pub fn lay(&self, ids: &[ArticleId], change: impl Fn(&mut Laid)) -> Result<(), IndexError> {
        let mut overlay = self.inner.overlay.lock().unwrap_or_else(PoisonError::into_inner);
        let snapshot = self.snapshot();
        // Beyond this share it is quicker to go through all documents than to look each one up.
        let many = ids.len() > snapshot.count() / 8 + 64;
        for id in ids {
            let mut laid = overlay.of(*id).cloned().unwrap_or_default();
            change(&mut laid);
            overlay.put(*id, laid.clone());
            if !many {
                self.sound(|| snapshot.lay_on(*id, &laid))?;
            }
        }
        if many {
            snapshot.views.iter().for_each(|view| view.lay(&overlay));
        }
        Ok(())
    }

    /// Reads every byte and compares it with its checksum.
    pub fn verify(&self) -> Result<(), IndexError> {
        let folder = &self.inner.folder;
        if let Some(file) = self.sound(|| self.unlisted())? {
            return Err(damaged(folder, format!("{} is not listed", file.display())));
        }
        match self.sound(|| self.inner.engine.validate_checksum())?.iter().next() {
            None => Ok(()),
            Some(file) => Err(damaged(folder, format!("{} does not match its checksum", file.display()))),
        }
    }

    /// A file in use that is not in the list of files, which alone are compared with their checksums.
    fn unlisted(&self) -> tantivy::Result<Option<PathBuf>> {
        let listed = self.inner.engine.directory().list_managed_files();
        let home = self.inner.folder.join(self.inner.stamp.home.name());
        let mut in_use = self.inner.engine.load_metas()?.list_segment_files().into_iter();
        Ok(in_use.find(|file| !listed.contains(file) && home.join(file).exists()))
    }

    /// Bytes of the index on disk.
    pub fn bytes(&self) -> u64 {
        size_of(&self.inner.folder.join(self.inner.stamp.home.name()))
    }

    /// Takes up what was last committed.
    pub(super) fn reload(&self) -> tantivy::Result<()> {
        let overlay = self.inner.overlay.lock().unwrap_or_else(PoisonError::into_inner);
        self.inner.reader.reload()?;
        let before = self.snapshot();
        let after = Snapshot::open(&self.inner.reader, self.inner.fields, &overlay, Some(&before))?;
        *self.inner.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(after);
        Ok(())
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.inner.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs work on the index; what goes wrong in it, a panic too, becomes the error that it stands for.
    pub(super) fn sound<T>(&self, work: impl FnOnce() -> tantivy::Result<T>) -> Result<T, IndexError> {
        guarded(&self.inner.folder, work)
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Index").field("folder", &self.inner.folder).finish_non_exhaustive()
    }
}

/// Which home the next index is built in: not the one that answers now.
pub(super) fn next_home(folder: &Path) -> Home {
    let now = Stamp::read(folder).ok().flatten();
    now.map_or(Home::A, |stamp| stamp.home.other())
}

/// Removes a folder and all in it; one that is not there is removed already.
pub(super) fn remove_all(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Runs work on tantivy, which may panic on damaged files.
pub(super) fn guarded<T>(folder: &Path, work: impl FnOnce() -> tantivy::Result<T>) -> Result<T, IndexError> {
    match panic::catch_unwind(AssertUnwindSafe(work)) {
        Ok(outcome) => outcome.map_err(|error| named(folder, error)),
        Err(payload) => Err(damaged(folder, text_of(payload.as_ref()))),
    }
}

fn named(folder: &Path, error: TantivyError) -> IndexError {
    match error {
        TantivyError::LockFailure(..) => IndexError::Busy { folder: folder.to_owned() },
        TantivyError::IoError(cause) if cause.kind() != io::ErrorKind::InvalidData => {
            system(folder, io::Error::new(cause.kind(), cause.to_string()))
        }
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
            damaged(folder, format!("{} is missing", file.display()))
        }
        other => damaged(folder, other.to_string()),
    }
}

pub(super) fn damaged(folder: &Path, detail: String) -> IndexError {
    IndexError::Damaged { folder: folder.to_owned(), detail }
}

pub(super) fn system(path: &Path, cause: io::Error) -> IndexError {
    IndexError::System { path: path.to_owned(), cause }
}

fn text_of(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("it gave no reason").to_owned()
}

fn size_of(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries.flatten().filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
}

//! The ledger of a library: what its articles tell, worked into decisions and cases.
//!
//! Knows where measures, corrections, trust, days of publication and tables of known decisions are kept, and keeps the
//! ledger in step with them: only articles that have changed are worked in anew. Leaves the working to `ledger`.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::SystemTime;

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use crate::domain::{ArticleId, DecisionId, Origin, Overlay, Overlays, SourceId, Trust};
use crate::ledger::table::{self, Table};
use crate::ledger::{Ledger, Told, review};
use crate::store::{Kept, StoreError};

use super::corrections::passage;
use super::error::AppError;
use super::files::write_aside;
use super::library::Library;

/// More changed articles than this are worked in faster by making the ledger from nothing.
const MOST_ADDED: usize = 400;
/// Where tables of known decisions lie, in the data directory.
const TABLES: &str = "tables";
/// Longest table that is read, in bytes.
const LONGEST_TABLE: u64 = 64 << 20;

/// The ledger as it was last made, and what it was made from.
#[derive(Debug, Default)]
pub(super) struct Kernel {
    made: Option<Made>,
}

#[derive(Debug)]
struct Made {
    revision: u64,
    prints: HashMap<ArticleId, u64>,
    overlays: Overlays,
    trusts: HashMap<SourceId, Trust>,
    tables: Vec<TableFile>,
    ledger: Arc<Ledger>,
}

/// A table in the data directory, and when it was last written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TableFile {
    path: PathBuf,
    written: Option<SystemTime>,
    bytes: u64,
}

impl Library {
    /// The ledger of every article that tells a measure, corrections laid over. Days of publication are those of UTC. An
    /// article whose source is gone is believed as the press is. Made from nothing at the first call only: later ones
    /// work in what has changed since.
    pub fn ledger(&self) -> Result<Arc<Ledger>, AppError> {
        let mut kernel = self.shared.kernel.lock().unwrap_or_else(PoisonError::into_inner);
        let revision = self.store.revision()?;
        let tables = table_files(&self.tables_folder());
        let stands = |made: &&mut Made| made.revision == revision && made.tables == tables;
        if let Some(made) = kernel.made.as_mut().filter(stands) {
            return Ok(Arc::clone(&made.ledger));
        }
        let sources = self.known_sources()?;
        let trusts: HashMap<SourceId, Trust> =
            sources.into_iter().map(|source| (source.id, source.trust)).collect();
        let prints: HashMap<ArticleId, u64> = self.store.prints()?.into_iter().collect();
        let overlays = self.store.overlays()?;
        let made = match kernel.made.take() {
            Some(made) if made.trusts == trusts && made.tables == tables => {
                self.caught_up(made, prints, overlays)?
            }
            _ => self.made(prints, overlays, trusts, tables)?,
        };
        let ledger = Arc::clone(&made.ledger);
        kernel.made = Some(Made { revision, ..made });
        Ok(ledger)
    }

    fn made(
        &self,
        prints: HashMap<ArticleId, u64>,
        overlays: Overlays,
        trusts: HashMap<SourceId, Trust>,
        tables: Vec<TableFile>,
    ) -> Result<Made, AppError> {
        let mut told = Vec::with_capacity(prints.len());
        for id in prints.keys() {
            told.extend(self.told(*id, &trusts)?);
        }
        for file in &tables {
            told.extend(read_table(file).map(|table| table.told).unwrap_or_default());
        }
        let ledger = Arc::new(Ledger::build(told, self.organisations()?.as_ref(), &overlays));
        Ok(Made { revision: 0, prints, overlays, trusts, tables, ledger })
    }

    /// Works in what has changed since the ledger was made.
    fn caught_up(
        &self,
        made: Made,
        prints: HashMap<ArticleId, u64>,
        overlays: Overlays,
    ) -> Result<Made, AppError> {
        let changed: Vec<ArticleId> = prints
            .iter()
            .filter(|(id, print)| made.prints.get(id) != Some(print))
            .map(|(id, _)| *id)
            .collect();
        let gone: Vec<ArticleId> =
            made.prints.keys().filter(|id| !prints.contains_key(id)).copied().collect();
        if changed.len() + gone.len() > MOST_ADDED {
            return self.made(prints, overlays, made.trusts, made.tables);
        }
        let mut ledger = made.ledger;
        if !changed.is_empty() || !gone.is_empty() || made.overlays != overlays {
            let ledger = Arc::make_mut(&mut ledger);
            gone.into_iter().for_each(|id| ledger.remove(id));
            for id in changed {
                match self.told(id, &made.trusts)? {
                    Some(told) => ledger.add(told),
                    None => ledger.remove(id),
                }
            }
            if made.overlays != overlays {
                ledger.lay(&overlays);
            }
        }
        Ok(Made { prints, overlays, ledger, ..made })
    }

    /// What an article tells, corrections laid over; nothing when it is gone.
    fn told(&self, id: ArticleId, trusts: &HashMap<SourceId, Trust>) -> Result<Option<Told>, AppError> {
        let Some(kept) = self.store.article(id)? else { return Ok(None) };
        let corrections = self.store.corrections(Some(id))?;
        let reviewed = review::apply(&corrections, &kept.measures);
        Ok(Some(told_by(kept, trusts).reviewed(&reviewed)))
    }

    /// The passages that tell a decision: for each article, the one that gives its sum or its kind.
    pub fn passages(&self, id: DecisionId) -> Result<Vec<(ArticleId, String)>, AppError> {
        let ledger = self.ledger()?;
        let tellings = ledger.decision(id).map(|decision| decision.tellings.as_slice()).unwrap_or_default();
        let mut passages = Vec::new();
        for telling in tellings.iter().filter(|telling| telling.origin == Origin::Article) {
            let Some(kept) = self.with_corrections(self.store.article(telling.article)?)? else { continue };
            let measure = telling.measures.first().and_then(|place| kept.measures.get(*place));
            let passage =
                measure.map(|measure| passage(measure, &kept.headline.article.title, &kept.document.text));
            passages.extend(passage.map(|passage| (telling.article, passage)));
        }
        Ok(passages)
    }

    /// Keeps a join or a split that is said now.
    pub fn join_or_split(&self, overlay: Overlay) -> Result<Overlay, AppError> {
        let latest = self.store.overlays()?.last().map(|overlay| overlay.at);
        let now = self.now();
        let after = |last: Timestamp| last.checked_add(Span::new().milliseconds(1)).unwrap_or(last);
        let overlay = Overlay { at: latest.map_or(now, |latest| now.max(after(latest))), ..overlay };
        self.store.lay(&overlay)?;
        Ok(overlay)
    }

    /// Joins two measures into one decision, or sets them apart, for good.
    pub fn lay(&self, overlay: &Overlay) -> Result<(), AppError> {
        Ok(self.store.lay(overlay)?)
    }

    /// Joins and splits by hand, the earliest first.
    pub fn overlays(&self) -> Result<Overlays, AppError> {
        Ok(self.store.overlays()?)
    }

    /// Takes back the join or split of that instant; says whether there was one.
    pub fn unlay(&self, at: jiff::Timestamp) -> Result<bool, AppError> {
        Ok(self.store.unlay(at)?)
    }

    /// Seeds the ledger with a table of known decisions: its rows are marked as such, and articles attach to them. A
    /// table of the same name takes the place of the former. Says what its rows gave.
    pub fn import_decisions(&self, text: &str, name: &SourceId) -> Result<Table, AppError> {
        let table = table::read(text, name, Trust::Official);
        if table.told.is_empty() {
            return Ok(table);
        }
        let folder = self.tables_folder();
        let path = folder.join(format!("{}.table", name.as_str()));
        let wrong = |cause| AppError::Store(StoreError::of_system(&path, cause));
        fs::create_dir_all(&folder).map_err(wrong)?;
        write_aside(&path, true, |to| to.write_all(text.as_bytes())).map_err(wrong)?;
        Ok(table)
    }

    fn tables_folder(&self) -> PathBuf {
        self.store.folder().join(TABLES)
    }
}

fn table_files(folder: &Path) -> Vec<TableFile> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<TableFile> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "table"))
        .filter_map(|path| {
            let about = fs::metadata(&path).ok()?;
            Some(TableFile { written: about.modified().ok(), bytes: about.len(), path })
        })
        .collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

/// A table that cannot be read tells nothing.
fn read_table(file: &TableFile) -> Option<Table> {
    let name = SourceId::from_name(file.path.file_stem()?.to_str()?)?;
    let text = (file.bytes <= LONGEST_TABLE).then(|| fs::read_to_string(&file.path).ok())??;
    Some(table::read(&text, &name, Trust::Official))
}

fn told_by(kept: Kept, trusts: &HashMap<SourceId, Trust>) -> Told {
    let article = kept.headline.article;
    let trust = trusts.get(&article.source).copied().unwrap_or(Trust::Press);
    let published = article.dates.published.map(|time| TimeZone::UTC.to_datetime(time).date());
    Told::by_article(article.id, article.source, trust, published, &article.title, kept.measures)
}

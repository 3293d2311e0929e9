//! The library: opening, reading, marking.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use jiff::Timestamp;
use tokio::sync::Semaphore;

use crate::config::Config;
use crate::domain::{ArticleId, Headline, MarkChange, Organisations, SourceId};
use crate::export::Item;
use crate::facts::Engine;
use crate::fetch::Client;
use crate::store::{self, Earlier, Health, Resolved, Store};

use super::cases::Kernel;
use super::catalogue::Catalogue;
use super::commit::Commits;
use super::corrections::in_order;
use super::engine::engine;
use super::error::AppError;
use super::indexing::Keeper;
use super::views::{Found, Opened};

/// The reader's articles, with all that can be done to them. Cheap to clone; every clone is the same library.
#[derive(Debug, Clone)]
pub struct Library {
    pub(super) store: Store,
    pub(super) shared: Arc<Shared>,
}

/// What all clones share.
pub(super) struct Shared {
    pub(super) config: Config,
    engine: OnceLock<Engine>,
    client: OnceLock<Client>,
    /// Turns of those who read and draw.
    pub(super) working: Semaphore,
    /// What waits to be kept together.
    pub(super) commits: Commits,
    pub(super) keeper: Keeper,
    pub(super) organisations: OnceLock<Arc<Organisations>>,
    /// What is known of sources beside the store.
    pub(super) catalogue: OnceLock<Catalogue>,
    clock: fn() -> Timestamp,
    pub(super) kernel: Mutex<Kernel>,
    /// Whether the library outlives the program.
    pub(super) lasting: bool,
}

impl Library {
    /// Opens the library in the data directory that the settings name, or in the platform's. A new one follows the
    /// catalogue's first sources.
    pub fn open(config: Config) -> Result<Library, AppError> {
        let directory = Library::directory(&config)?;
        let library = Library::over(Store::open(&directory)?, config, true);
        library.follow_first_sources()?;
        library.follow_own_sources()?;
        Ok(library)
    }

    /// An empty library that follows nothing and is gone when its last clone is dropped.
    pub fn temporary(config: Config) -> Result<Library, AppError> {
        Ok(Library::over(Store::temporary()?, config, false))
    }

    /// The data directory that the settings name, or the platform's.
    pub fn directory(config: &Config) -> Result<PathBuf, AppError> {
        config.store.directory.clone().or_else(store::default_directory).ok_or(AppError::NoHome)
    }

    /// The same library with another clock, for tests: the time of fetches is what it tells.
    pub fn with_clock(self, clock: fn() -> Timestamp) -> Library {
        let shared = Shared { clock, ..Shared::new(self.shared.config.clone(), self.shared.lasting) };
        Library { store: self.store, shared: Arc::new(shared) }
    }

    /// A library over a store in the making.
    pub(super) fn scratch(store: Store, config: Config) -> Library {
        Library::over(store, config, false)
    }

    fn over(store: Store, config: Config, lasting: bool) -> Library {
        Library { store, shared: Arc::new(Shared::new(config, lasting)) }
    }

    /// Whether this process holds the store, and serves it to others.
    pub fn is_owner(&self) -> bool {
        self.store.is_owner()
    }

    /// The settings it was opened with.
    pub fn config(&self) -> &Config {
        &self.shared.config
    }

    /// Every article's row, newest first.
    pub fn headlines(&self) -> Result<Vec<Headline>, AppError> {
        self.lay_over(self.store.headlines()?)
    }

    /// The newest rows, at most `count`, without reading the others: what a list shows first.
    pub fn newest(&self, count: usize) -> Result<Vec<Headline>, AppError> {
        self.lay_over(self.store.newest(count)?)
    }

    /// The rows of these articles, those that are gone left out.
    pub fn headlines_of(&self, ids: &[ArticleId]) -> Result<Vec<Headline>, AppError> {
        self.lay_over(self.store.headlines_of(ids)?)
    }

    /// Opens an article.
    pub fn open_article(&self, id: ArticleId) -> Result<Option<Opened>, AppError> {
        let Some(kept) = self.store.article(id)? else { return Ok(None) };
        let corrections = self.store.corrections(Some(id))?;
        let (measures, reviewed) = match corrections.is_empty() {
            true => (kept.measures, Vec::new()),
            false => {
                let reviewed = in_order(&corrections, &kept.measures);
                let standing = reviewed.iter().filter(|it| it.stands());
                (standing.map(|it| it.measure.clone()).collect(), reviewed)
            }
        };
        Ok(Some(Opened {
            article: kept.headline.article,
            mark: kept.headline.mark,
            document: kept.document,
            measures,
            reviewed,
        }))
    }

    /// Opens articles in the given order, those that are gone left out; what an export is made of.
    pub fn open_articles(&self, ids: &[ArticleId]) -> Result<Vec<Opened>, AppError> {
        ids.iter().filter_map(|id| self.open_article(*id).transpose()).collect()
    }

    /// Articles as they are exported, in the given order, with the titles of their sources; those that are gone are left
    /// out.
    pub fn items(&self, ids: &[ArticleId]) -> Result<Vec<Item>, AppError> {
        let sources = self.known_sources()?;
        let title_of = |id: &SourceId| {
            let source = sources.iter().find(|source| source.id == *id);
            source.map_or_else(|| id.to_string(), |source| source.title.clone())
        };
        let opened = self.open_articles(ids)?;
        let item = |opened: Opened| Item {
            source: title_of(&opened.article.source),
            article: opened.article,
            document: opened.document,
            measures: opened.measures,
            mark: opened.mark,
        };
        Ok(opened.into_iter().map(item).collect())
    }

    /// Earlier states of an article, the oldest first.
    pub fn earlier(&self, id: ArticleId) -> Result<Vec<Earlier>, AppError> {
        Ok(self.store.earlier(id)?)
    }

    /// What the first digits of an identifier stand for.
    pub fn resolve(&self, digits: &str) -> Result<Found, AppError> {
        Ok(match self.store.resolve(digits)? {
            Resolved::Nothing => Found::Nothing,
            Resolved::One(id) => Found::One(id),
            Resolved::Several(ids) => Found::Several(ids),
        })
    }

    /// Changes marks; gives back those that were different before, so that it can be undone.
    pub fn mark(&self, ids: &[ArticleId], change: MarkChange) -> Result<Vec<ArticleId>, AppError> {
        let changed = self.in_step(|| Ok(self.store.mark(ids, change)?))?;
        self.index_marked(&changed, change);
        Ok(changed)
    }

    /// Takes articles away for good.
    pub fn remove_articles(&self, ids: &[ArticleId]) -> Result<usize, AppError> {
        let removed = self.store.remove(ids)?;
        self.index_changed(ids);
        Ok(removed)
    }

    /// What the last reading of all rows found wrong in the store.
    pub fn health(&self) -> Result<Health, AppError> {
        Ok(self.store.health()?)
    }

    /// A number that another one follows when anything has changed, whoever changed it: another process too.
    pub fn revision(&self) -> Result<u64, AppError> {
        Ok(self.store.revision()?)
    }

    /// Ensures that all that was acknowledged is on disk.
    pub fn flush(&self) -> Result<(), AppError> {
        Ok(self.store.flush()?)
    }

    /// The time now, to the millisecond, which is as fine as it is stored.
    pub(super) fn now(&self) -> Timestamp {
        let milliseconds = (self.shared.clock)().as_millisecond();
        Timestamp::from_millisecond(milliseconds).expect("a time cut to milliseconds is a time")
    }

    pub(super) fn engine(&self) -> &Engine {
        self.shared.engine.get_or_init(engine)
    }

    pub(super) fn client(&self) -> Result<Client, AppError> {
        if let Some(client) = self.shared.client.get() {
            return Ok(client.clone());
        }
        let client = Client::new(&super::refresh::client_options(&self.shared.config.fetch)?)?;
        Ok(self.shared.client.get_or_init(|| client).clone())
    }
}

impl Shared {
    fn new(config: Config, lasting: bool) -> Shared {
        Shared {
            config,
            engine: OnceLock::new(),
            client: OnceLock::new(),
            working: Semaphore::new(processors()),
            commits: Commits::default(),
            keeper: Keeper::default(),
            organisations: OnceLock::new(),
            catalogue: OnceLock::new(),
            clock: Timestamp::now,
            kernel: Mutex::default(),
            lasting,
        }
    }
}

/// How many threads can work at the same time.
fn processors() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Shared").field("config", &self.config).finish_non_exhaustive()
    }
}

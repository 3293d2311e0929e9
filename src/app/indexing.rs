//! Keeping the index in step with the store: opening it, building it anew when it cannot serve, following changes.
//!
//! The store is the truth and the index follows it. At opening the two are compared article by article, without a text
//! being read, so that whatever a crash, a restored backup or another program left behind is caught up. One thread does
//! all the work; searches go on meanwhile with what there is.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use crate::domain::{ArticleId, Correction, MarkChange, TagChange};
use crate::index::{Entry, Index, IndexError, Laid};
use crate::ledger::review::{self, Reviewed};
use crate::store::{Kept, Store, StoreError, Survey, Surveyed};

use super::error::AppError;
use super::library::Library;

/// The folder of the index in the data directory.
const FOLDER: &str = "index";
/// A store of at most so many articles is indexed without being asked, as it takes no longer than a blink.
const FEW: usize = 2_000;
/// Threads of an index that is built while a reader reads, and of one that a reader waits for.
const BESIDE: usize = 1;
const ALONE: usize = 2;
/// Articles between two reports of progress.
const STEP: usize = 100;

/// How the index stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexState {
    /// There is none yet: searches read every article.
    Absent,
    /// One is being built; an earlier one may answer meanwhile.
    Building {
        /// Articles indexed so far.
        done: usize,
        /// Articles in all.
        total: usize,
    },
    /// It answers.
    Ready,
}

/// What was found of the index on disk.
#[derive(Debug)]
pub enum IndexReport {
    /// There is none.
    Absent,
    /// It is whole.
    Sound {
        /// Articles in it.
        articles: usize,
        /// Articles that changed since, or that only one of index and store has.
        behind: usize,
        /// Bytes on disk.
        bytes: u64,
    },
    /// It cannot serve and will be built anew.
    Useless(IndexError),
}

/// The index of a library, whatever its state.
#[derive(Debug, Default)]
pub(super) struct Indexing {
    state: Mutex<State>,
    /// Held by whoever compares, builds or changes the index.
    working: Mutex<()>,
    cancelled: AtomicBool,
    building: AtomicBool,
    done: AtomicUsize,
    total: AtomicUsize,
    /// The store's revision when it was last compared with the index.
    seen: AtomicU64,
}

#[derive(Debug, Default)]
struct State {
    index: Option<Index>,
    /// Changes of marks and tags since the last survey; there are some only while an index is prepared.
    laid: Option<Vec<(Vec<ArticleId>, Laying)>>,
}

/// What a reader lays on articles.
#[derive(Debug, Clone)]
enum Laying {
    Mark(MarkChange),
    Tag(TagChange),
    Corrected(bool),
}

/// The thread that follows changes, and the way to it. Dropped, it ends what it does and is waited for.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    pub(super) indexing: Arc<Indexing>,
    worker: Mutex<Option<Worker>>,
}

#[derive(Debug)]
struct Worker {
    jobs: Sender<Job>,
    thread: JoinHandle<()>,
}

#[derive(Debug)]
enum Job {
    /// Compare the index with the store, or build it anew.
    Prepare { anew: bool },
    /// Index these articles anew.
    Follow(Vec<ArticleId>),
}

impl Library {
    /// Begins to keep the index on a thread of its own: opens it, catches up with the store or builds it, then follows
    /// every change. Returns at once.
    pub fn keep_index(&self) {
        self.shared.keeper.start(&self.store);
    }

    /// Opens the index and catches up with the store before it returns, for a face that asks one thing and ends. An index
    /// that is missing is built only when there are few articles.
    pub fn open_index(&self) -> Result<IndexState, AppError> {
        let indexing = &self.shared.keeper.indexing;
        if indexing.index().is_none() {
            indexing.prepare(&self.store, Preparing::Quickly, &mut |_, _| {})?;
        }
        Ok(self.index_state())
    }

    /// Builds the index anew before it returns; tells how many articles are done, of how many, and ends early when
    /// `cancelled` becomes true. Gives back how many articles are indexed.
    pub fn reindex(
        &self,
        cancelled: &AtomicBool,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<usize, AppError> {
        let indexing = &self.shared.keeper.indexing;
        indexing.prepare(&self.store, Preparing::Anew(cancelled), progress)?;
        Ok(indexing.index().map_or(0, |index| index.count()))
    }

    /// How the index stands.
    pub fn index_state(&self) -> IndexState {
        self.shared.keeper.indexing.public_state()
    }

    /// Lets the index follow what the reader said over an article's facts.
    pub(super) fn index_corrected(&self, id: ArticleId) -> Result<(), AppError> {
        let corrected = !self.store.corrections(Some(id))?.is_empty();
        self.shared.keeper.indexing.follow_reader(&[id], &Laying::Corrected(corrected));
        self.index_changed(&[id]);
        Ok(())
    }

    /// Lets the index follow articles that came, changed or went.
    pub(super) fn index_changed(&self, ids: &[ArticleId]) {
        self.shared.keeper.send(Job::Follow(ids.to_vec()));
    }

    /// Does what changes the store by one step and is laid on the index as well, so that nobody compares the two because
    /// of it.
    pub(super) fn in_step<T>(&self, work: impl FnOnce() -> Result<T, AppError>) -> Result<T, AppError> {
        if self.ready_index().is_none() {
            return work();
        }
        let before = self.store.revision()?;
        let outcome = work()?;
        let after = self.store.revision()?;
        if after == before + 1 {
            let seen = &self.shared.keeper.indexing.seen;
            // Whoever else has changed something meanwhile is noticed: then it is another number that was seen.
            _ = seen.compare_exchange(before, after, Ordering::Relaxed, Ordering::Relaxed);
        }
        Ok(outcome)
    }

    /// Lets the index follow marks.
    pub(super) fn index_marked(&self, ids: &[ArticleId], change: MarkChange) {
        self.shared.keeper.indexing.follow_reader(ids, &Laying::Mark(change));
    }

    /// Lets the index follow tags.
    pub(super) fn index_tagged(&self, ids: &[ArticleId], change: &TagChange) {
        self.shared.keeper.indexing.follow_reader(ids, &Laying::Tag(change.clone()));
    }

    /// The index, when it answers.
    pub(super) fn ready_index(&self) -> Option<Index> {
        self.shared.keeper.indexing.index()
    }

    /// Compares the index with the store if anybody has changed anything since it was last compared, as other processes
    /// write to the store too: behind the searches where a thread keeps the index, else before it returns.
    pub(super) fn follow_others(&self) -> Result<(), AppError> {
        let Keeper { indexing, .. } = &self.shared.keeper;
        let revision = self.store.revision()?;
        if indexing.seen.swap(revision, Ordering::Relaxed) == revision
            || self.shared.keeper.send(Job::Prepare { anew: false })
        {
            return Ok(());
        }
        indexing.prepare(&self.store, Preparing::Quickly, &mut |_, _| {})
    }

    /// Looks at the index on disk, every byte of it, without changing anything.
    pub fn examine_index(&self) -> Result<IndexReport, AppError> {
        let (survey, _) = survey_with(&self.store)?;
        let index = match Index::open(&self.store.folder().join(FOLDER), survey.lot) {
            Ok(index) => index,
            Err(IndexError::Missing { .. }) => return Ok(IndexReport::Absent),
            Err(error) => return Ok(IndexReport::Useless(error)),
        };
        if let Err(error) = index.verify() {
            return Ok(IndexReport::Useless(error));
        }
        let mut prints = index.prints()?;
        let articles = prints.len();
        let differs = |article: &&Surveyed| prints.remove(&article.id) != Some(article.print);
        let behind = survey.articles.iter().filter(differs).count();
        Ok(IndexReport::Sound { articles, behind: behind + prints.len(), bytes: index.bytes() })
    }

    /// Gives up an index that turned out to be damaged; the thread that keeps it builds another.
    pub(super) fn give_index_up(&self) {
        self.shared.keeper.indexing.state().index = None;
        self.shared.keeper.send(Job::Prepare { anew: true });
    }
}

/// With what the index is prepared.
#[derive(Debug, Clone, Copy)]
enum Preparing<'a> {
    /// What is there if it serves, else a new one.
    Beside,
    /// What is there if it serves, else a new one if that takes no time.
    Quickly,
    /// A new one, until it is called off.
    Anew(&'a AtomicBool),
    /// A new one, as the old one is damaged.
    Again,
}

impl Indexing {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn index(&self) -> Option<Index> {
        self.state().index.clone()
    }

    fn public_state(&self) -> IndexState {
        if self.building.load(Ordering::Relaxed) {
            let (done, total) = (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed));
            return IndexState::Building { done, total };
        }
        if self.index().is_some() { IndexState::Ready } else { IndexState::Absent }
    }

    fn follow_reader(&self, ids: &[ArticleId], change: &Laying) {
        let mut state = self.state();
        if let Some(laid) = &mut state.laid {
            laid.push((ids.to_vec(), change.clone()));
        }
        if let Some(index) = state.index.clone() {
            drop(state);
            lay(&index, ids, change);
        }
    }

    /// Makes an index that is in step with the store, and lets it answer.
    fn prepare(
        &self,
        store: &Store,
        preparing: Preparing<'_>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<(), AppError> {
        let _working = self.working.lock().unwrap_or_else(PoisonError::into_inner);
        self.state().laid = Some(Vec::new());
        let prepared = self.prepared(store, preparing, progress);
        self.building.store(false, Ordering::Relaxed);
        let mut state = self.state();
        let laid = state.laid.take().unwrap_or_default();
        if let Some(index) = prepared? {
            laid.iter().for_each(|(ids, change)| lay(&index, ids, change));
            state.index = Some(index);
        }
        Ok(())
    }

    fn prepared(
        &self,
        store: &Store,
        preparing: Preparing<'_>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Option<Index>, AppError> {
        let folder = store.folder().join(FOLDER);
        self.seen.store(store.revision()?, Ordering::Relaxed);
        let (survey, said) = survey_with(store)?;
        let (lot, survey) = (survey.lot, survey.articles);
        if !store.is_owner() {
            return self.borrowed(store, &folder, lot, &survey, &said, preparing);
        }
        let index = match self.opened(store, &folder, lot, &survey, preparing)? {
            Some(index) => index,
            None if matches!(preparing, Preparing::Quickly) && survey.len() > FEW => return Ok(None),
            None => self.built(store, &folder, lot, (&survey, &said), preparing, progress)?,
        };
        lay_all(&index, &survey, &store.tags()?, &said);
        Ok(Some(index))
    }

    /// The index that the process which holds the store keeps, when it is in step: this one only reads it.
    fn borrowed(
        &self,
        store: &Store,
        folder: &Path,
        lot: u64,
        survey: &[Surveyed],
        said: &Said,
        preparing: Preparing<'_>,
    ) -> Result<Option<Index>, AppError> {
        if matches!(preparing, Preparing::Anew(_)) {
            return Err(IndexError::Busy { folder: folder.to_owned() }.into());
        }
        // Opened anew: this process is not told what another one commits.
        self.state().index = None;
        let Ok(index) = Index::open(folder, lot) else { return Ok(None) };
        let prints = index.prints()?;
        let same = |article: &Surveyed| prints.get(&article.id) == Some(&article.print);
        if prints.len() != survey.len() || !survey.iter().all(same) {
            return Ok(None);
        }
        lay_all(&index, survey, &store.tags()?, said);
        Ok(Some(index))
    }

    /// The index that is there, in step with the store; nothing when a new one is called for.
    fn opened(
        &self,
        store: &Store,
        folder: &Path,
        lot: u64,
        survey: &[Surveyed],
        preparing: Preparing<'_>,
    ) -> Result<Option<Index>, AppError> {
        if matches!(preparing, Preparing::Anew(_) | Preparing::Again) {
            return Ok(None);
        }
        let opened = self.index().map_or_else(|| Index::open(folder, lot).map_err(AppError::from), Ok);
        let caught_up = opened.and_then(|index| self.caught_up(store, index, survey));
        match caught_up {
            Ok(index) => Ok(Some(index)),
            Err(AppError::Index(error)) if error.calls_for_rebuild() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Brings an index to where the store is.
    fn caught_up(&self, store: &Store, index: Index, survey: &[Surveyed]) -> Result<Index, AppError> {
        let mut prints: HashMap<ArticleId, u64> = index.prints()?;
        let differs = |article: &&Surveyed| prints.remove(&article.id) != Some(article.print);
        let mut behind: Vec<ArticleId> = survey.iter().filter(differs).map(|article| article.id).collect();
        behind.extend(prints.into_keys());
        self.follow(store, &index, &behind)?;
        Ok(index)
    }

    /// Indexes articles as the store has them now, and takes out those that it has no more.
    fn follow(&self, store: &Store, index: &Index, ids: &[ArticleId]) -> Result<(), AppError> {
        if ids.is_empty() {
            return Ok(());
        }
        let mut update = index.update()?;
        for id in ids {
            self.go_on(&self.cancelled)?;
            match (store.surveyed(*id)?, store.article(*id)) {
                (Some(surveyed), Ok(Some(mut kept))) => {
                    let corrections = store.corrections(Some(*id))?;
                    correct(&mut kept, &corrections);
                    let print = print_with(surveyed.print, &corrections);
                    update.add(&entry(&kept, &Surveyed { print, ..surveyed }))?;
                }
                (None, _) | (_, Ok(None)) => update.remove(*id),
                // One that cannot be read is found by its title no more; mending the store brings it back.
                (_, Err(StoreError::Record { .. })) => update.remove(*id),
                (_, Err(error)) => return Err(error.into()),
            }
        }
        Ok(update.commit("in step")?)
    }

    /// Builds an index anew.
    fn built(
        &self,
        store: &Store,
        folder: &Path,
        lot: u64,
        (survey, said): (&[Surveyed], &Said),
        preparing: Preparing<'_>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Index, AppError> {
        let (threads, cancelled) = match preparing {
            Preparing::Anew(cancelled) => (ALONE, cancelled),
            Preparing::Quickly | Preparing::Beside | Preparing::Again => (BESIDE, &self.cancelled),
        };
        self.tell(0, survey.len(), progress);
        self.building.store(true, Ordering::Relaxed);
        let building = Index::build(folder, lot, threads)?;
        for (done, surveyed) in survey.iter().enumerate() {
            self.go_on(&self.cancelled)?;
            self.go_on(cancelled)?;
            match store.article(surveyed.id) {
                Ok(Some(mut kept)) => {
                    correct(&mut kept, said.get(&surveyed.id).map_or(&[], Vec::as_slice));
                    building.add(&entry(&kept, surveyed))?;
                }
                Ok(None) | Err(StoreError::Record { .. }) => {}
                Err(error) => return Err(error.into()),
            }
            if done % STEP == 0 {
                self.tell(done, survey.len(), progress);
            }
        }
        let index = building.finish("in step")?;
        self.tell(survey.len(), survey.len(), progress);
        Ok(index)
    }

    fn tell(&self, done: usize, total: usize, progress: &mut dyn FnMut(usize, usize)) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        progress(done, total);
    }

    fn go_on(&self, cancelled: &AtomicBool) -> Result<(), AppError> {
        if cancelled.load(Ordering::Relaxed) { Err(IndexError::Cancelled.into()) } else { Ok(()) }
    }
}

impl Keeper {
    /// Starts the thread, if there is none yet.
    fn start(&self, store: &Store) {
        let mut worker = self.worker.lock().unwrap_or_else(PoisonError::into_inner);
        if worker.is_some() {
            return;
        }
        let (jobs, received) = mpsc::channel();
        let (indexing, store) = (Arc::clone(&self.indexing), store.clone());
        let run = move || keep(&indexing, &store, &received);
        // Without a thread there is no index, and searches read every article.
        let Ok(thread) = thread::Builder::new().name("index".to_owned()).spawn(run) else { return };
        // The channel was just made, and its other end lives as long as the thread.
        drop(jobs.send(Job::Prepare { anew: false }));
        *worker = Some(Worker { jobs, thread });
    }

    /// Gives the thread something to do; tells whether there is one.
    fn send(&self, job: Job) -> bool {
        let worker = self.worker.lock().unwrap_or_else(PoisonError::into_inner);
        worker.as_ref().is_some_and(|worker| worker.jobs.send(job).is_ok())
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.indexing.cancelled.store(true, Ordering::Relaxed);
        let worker = self.worker.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Worker { jobs, thread }) = worker {
            drop(jobs);
            // The thread prints its own panic; there is nothing to add.
            drop(thread.join());
        }
    }
}

/// Does what is to be done until nobody is left to ask for it. What fails is done at the next opening: searches read every
/// article meanwhile, or go on with what is indexed.
fn keep(indexing: &Indexing, store: &Store, received: &Receiver<Job>) {
    while let Ok(first) = received.recv() {
        let mut anew = None;
        let mut behind = Vec::new();
        for job in std::iter::once(first).chain(received.try_iter()) {
            match job {
                Job::Prepare { anew: all } => anew = Some(all | anew.unwrap_or(false)),
                Job::Follow(ids) => behind.extend(ids),
            }
        }
        let outcome = match anew {
            Some(true) => indexing.prepare(store, Preparing::Again, &mut |_, _| {}),
            Some(false) => indexing.prepare(store, Preparing::Beside, &mut |_, _| {}),
            None => Ok(()),
        };
        let followed = outcome.and_then(|()| indexing.follow_if_ready(store, &mut behind));
        if matches!(followed, Err(AppError::Index(error)) if error.calls_for_rebuild()) {
            indexing.state().index = None;
            drop(indexing.prepare(store, Preparing::Again, &mut |_, _| {}));
        }
    }
}

impl Indexing {
    fn follow_if_ready(&self, store: &Store, behind: &mut Vec<ArticleId>) -> Result<(), AppError> {
        behind.sort_unstable();
        behind.dedup();
        let _working = self.working.lock().unwrap_or_else(PoisonError::into_inner);
        self.index().map_or(Ok(()), |index| self.follow(store, &index, behind))
    }
}

fn entry<'a>(kept: &'a Kept, surveyed: &Surveyed) -> Entry<'a> {
    Entry {
        article: &kept.headline.article,
        text: &kept.document.text,
        measures: &kept.measures,
        changed: surveyed.changed,
        print: surveyed.print,
    }
}

/// What the reader said over the machine, by article.
type Said = HashMap<ArticleId, Vec<Correction>>;

/// All articles, those with corrections as other ones than they would be without, and the corrections.
fn survey_with(store: &Store) -> Result<(Survey, Said), AppError> {
    let mut said = Said::new();
    for correction in store.corrections(None)? {
        said.entry(correction.article).or_default().push(correction);
    }
    let mut survey = store.survey()?;
    for article in survey.articles.iter_mut().filter(|_| !said.is_empty()) {
        let corrections = said.get(&article.id).map_or(&[][..], Vec::as_slice);
        article.print = print_with(article.print, corrections);
    }
    Ok((survey, said))
}

/// The number of an article's state with the corrections laid over it.
fn print_with(print: u64, corrections: &[Correction]) -> u64 {
    if corrections.is_empty() {
        return print;
    }
    print ^ u64::from(crc32fast::hash(format!("{corrections:?}").as_bytes())) << 16
}

/// Lays corrections over an article's measures: what is found is what stands.
fn correct(kept: &mut Kept, corrections: &[Correction]) {
    if !corrections.is_empty() {
        let reviewed = review::apply(corrections, &kept.measures);
        kept.measures = reviewed.into_iter().filter(Reviewed::stands).map(|fact| fact.measure).collect();
    }
}

fn lay_all(index: &Index, survey: &[Surveyed], tags: &HashMap<ArticleId, Vec<String>>, said: &Said) {
    let laid = |article: &Surveyed| {
        let tags = tags.get(&article.id).cloned().unwrap_or_default();
        let corrected = said.contains_key(&article.id);
        (article.id, Laid { mark: article.mark, tags, corrected, ..Laid::default() })
    };
    index.set_laid(survey.iter().map(laid));
}

fn lay(index: &Index, ids: &[ArticleId], change: &Laying) {
    // A search that finds the index damaged tells; a mark is in the store whatever the index says.
    drop(index.lay(ids, |laid| match change {
        Laying::Mark(change) => laid.mark = change.apply(laid.mark),
        Laying::Tag(change) => laid.tags = change.apply(&laid.tags),
        Laying::Corrected(corrected) => laid.corrected = *corrected,
    }));
}

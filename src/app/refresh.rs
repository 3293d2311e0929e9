//! Refreshing: sources fetched side by side, each read, drawn and kept by itself.
//!
//! A source that fails fails alone. What was fetched is kept source by source, in transactions: a refresh that is dropped
//! half-way leaves whole articles, and the next one goes on from there.

use std::fs;

use futures_util::stream::{self, StreamExt};
use jiff::Timestamp;
use tokio::sync::mpsc::UnboundedSender;

use crate::config::FetchSettings;
use crate::domain::{ArticleId, Source, SourceFormat, SourceId};
use crate::fetch::manners::{Outcome, next_fetch};
use crate::fetch::{Answer, Client, FetchError, Fetched, Held, Limits, Options, RetryAfter, Validators};
use crate::labels::Message;
use crate::store::{FetchState, Gap, Upserted};

use super::commit::Haul;
use super::demo;
use super::error::AppError;
use super::intake::Batch;
use super::library::Library;
use super::pages::article_on;
use super::views::{Progress, RefreshReport};
use super::watches::Arrival;

/// Further pages of a listing that are read to close a gap.
const MOST_PAGES: usize = 10;
/// Gaps that are remembered of a source.
const MOST_GAPS: usize = 10;

/// What a source brought: nothing new at all, or this.
type Brought = Option<Upserted>;

impl Library {
    /// Fetches sources (all of them when none is named), draws facts, stores, and tells on the way what it does.
    /// One source's failure is in the report and never ends the refresh. Sources that are not asked at all keep their
    /// state: those of the network when it is forbidden, and, unless named, those whose server asked to be left alone.
    pub async fn refresh(
        &self,
        sources: &[SourceId],
        progress: UnboundedSender<Progress>,
    ) -> Result<RefreshReport, AppError> {
        let mut wanted = self.followed()?;
        if let Some(unknown) = sources.iter().find(|id| !wanted.iter().any(|source| source.id == **id)) {
            return Err(AppError::UnknownSource(unknown.clone()));
        }
        wanted.retain(|source| sources.is_empty() || sources.contains(&source.id));
        let left = self.leave_out(&mut wanted, !sources.is_empty())?;
        let mut report = RefreshReport { left, ..RefreshReport::default() };
        let client = self.client()?;
        let total = wanted.len();
        tell(&progress, Progress::Started { sources: total });
        let mut running = stream::iter(wanted)
            .map(|source| self.refresh_source(client.clone(), source))
            .buffer_unordered(self.shared.config.refresh.parallel.max(1));
        let mut done = 0;
        while let Some((source, outcome)) = running.next().await {
            done += 1;
            let (new, failure) = report.add(&source, outcome);
            tell(&progress, Progress::SourceDone { source, new, failure, done, total });
            self.note_contacts(&client)?;
        }
        report.arrival = self.arrive_aside(&report.new).await;
        self.flush()?;
        self.back_up_aside().await;
        Ok(report)
    }

    /// Lets the reader's rules and watches see what came, on a thread where blocking is allowed.
    async fn arrive_aside(&self, new: &[ArticleId]) -> Arrival {
        let (library, new) = (self.clone(), new.to_vec());
        let arriving = tokio::task::spawn_blocking(move || library.arrive(&new));
        arriving.await.unwrap_or_else(|_| Arrival {
            failure: Some(Message::new("error-app-internal")),
            ..Arrival::default()
        })
    }

    /// The same for the sources whose time has come: what a schedule does.
    pub async fn refresh_due(&self, progress: UnboundedSender<Progress>) -> Result<RefreshReport, AppError> {
        let due = self.due_sources()?;
        // To name no source would be to name all of them.
        if due.is_empty() { Ok(RefreshReport::default()) } else { self.refresh(&due, progress).await }
    }

    /// Takes out what is not asked, and tells why.
    fn leave_out(&self, wanted: &mut Vec<Source>, named: bool) -> Result<Vec<(SourceId, Message)>, AppError> {
        let mut left = Vec::new();
        let mut asked = Vec::new();
        for source in std::mem::take(wanted) {
            match self.reason_to_leave(&source, named)? {
                Some(reason) => left.push((source.id, reason)),
                None => asked.push(source),
            }
        }
        *wanted = asked;
        Ok(left)
    }

    fn reason_to_leave(&self, source: &Source, named: bool) -> Result<Option<Message>, AppError> {
        let of_network = source.address.starts_with("http:") || source.address.starts_with("https:");
        if of_network && self.shared.config.fetch.offline {
            return Ok(Some(FetchError::Offline { address: source.address.clone() }.message()));
        }
        let now = self.now();
        let asked_until = self.store.fetch_state(&source.id)?.asked_until.filter(|until| *until > now);
        Ok(asked_until.filter(|_| !named).map(|until| {
            // The label says in how many minutes: whoever reads it knows what time it is.
            let minutes = until.duration_since(now).as_mins().max(0).unsigned_abs() + 1;
            Message::new("health-asked-to-wait").count("minutes", minutes)
        }))
    }

    /// Adds what was sent to the counts of the hosts.
    pub(super) fn note_contacts(&self, client: &Client) -> Result<(), AppError> {
        let contacts = client.take_contacts();
        if contacts.is_empty() { Ok(()) } else { Ok(self.store.add_contacts(&contacts, self.now())?) }
    }

    /// Makes the day's backup if there is none yet. One that fails is tried again at the next refresh; this refresh has
    /// succeeded all the same.
    async fn back_up_aside(&self) {
        if self.shared.lasting {
            let library = self.clone();
            drop(tokio::task::spawn_blocking(move || library.backup_daily()).await);
        }
    }

    /// Sources whose time has come: those that did not ask to be left alone for a while, and did not fail just now.
    pub fn due_sources(&self) -> Result<Vec<SourceId>, AppError> {
        let now = self.now();
        let mut due = Vec::new();
        for source in self.followed()? {
            if self.store.fetch_state(&source.id)?.next_try.is_none_or(|next| next <= now) {
                due.push(source.id);
            }
        }
        Ok(due)
    }

    async fn refresh_source(&self, client: Client, source: Source) -> (SourceId, Result<Brought, Message>) {
        let id = source.id.clone();
        if source.address.starts_with(demo::SCHEME) {
            return (id, Ok(None));
        }
        let outcome = self.bring(&client, source).await;
        if let Err(failure) = &outcome {
            let noted = self.note_failure(&id, failure);
            if let Err(error) = noted {
                return (id, Err(error.message()));
            }
        }
        (id, outcome.map_err(|failure| failure.message))
    }

    async fn bring(&self, client: &Client, source: Source) -> Result<Brought, Failure> {
        let state = self.store.fetch_state(&source.id).map_err(|error| Failure::from(error.message()))?;
        let (answer, at_home) = self.fetch_source(client, &source, &state).await?;
        let fetched = match answer {
            Answer::NotModified(unchanged) => {
                let rest =
                    Rest { cache_control: unchanged.cache_control, expires: unchanged.expires, ttl: None };
                self.follow_move(&source, unchanged.moved_to.filter(|_| at_home))?;
                self.note_success(&source.id, state, &rest)?;
                return Ok(None);
            }
            Answer::Fetched(fetched) => fetched,
        };
        let moved_to = fetched.moved_to.clone().filter(|_| at_home);
        let rest = Rest {
            cache_control: fetched.cache_control.clone(),
            expires: fetched.expires.clone(),
            ttl: None,
        };
        let mut taking = Taking { before: state.clone(), state: state.after(&fetched), ..Taking::default() };
        let mut next = self.take(client, &source, fetched, &mut taking).await?;
        for _ in 0..MOST_PAGES {
            let Some(address) = next.take().filter(|_| taking.may_have_missed()) else { break };
            let limits = self.limits().0;
            let Ok(Answer::Fetched(page)) = client.get_page(&address, &Validators::default(), &limits).await
            else {
                break;
            };
            // What an older page gives is welcome; what it does not give is not held against the source.
            next = self.take(client, &source, page, &mut taking).await.unwrap_or_default();
        }
        let (upserted, ttl) = (std::mem::take(&mut taking.upserted), taking.ttl);
        self.follow_move(&source, moved_to)?;
        self.note_success(&source.id, taking.state(), &Rest { ttl, ..rest })?;
        Ok(Some(upserted))
    }

    /// Reads and keeps what a source gave, with the pages behind it. Gives back the address where it goes on.
    async fn take(
        &self,
        client: &Client,
        source: &Source,
        fetched: Fetched,
        taking: &mut Taking,
    ) -> Result<Option<String>, Failure> {
        let (source, fetched, mut batch) = self.read_aside(source.clone(), fetched).await?;
        let next = batch.next.take();
        taking.learn(&batch);
        let pages = self.fetch_pages(client, &mut batch).await;
        taking.state.remarks.extend(pages.remarks());
        taking.missing += pages.missing;
        let upserted = self.keep_aside(source, fetched, batch, pages.answers).await?;
        taking.upserted.new.extend(upserted.new);
        taking.upserted.changed.extend(upserted.changed);
        taking.upserted.same.extend(upserted.same);
        Ok(next)
    }

    /// Fetches a source at its address, else at its other addresses, and tells whether it was the first; gives the first
    /// failure when all fail. A page is fetched only if its site allows it, a feed always: the reader asked for it.
    async fn fetch_source(
        &self,
        client: &Client,
        source: &Source,
        state: &FetchState,
    ) -> Result<(Answer, bool), Failure> {
        let limits = self.limits().0;
        let validators = Validators { etag: state.etag.clone(), last_modified: state.last_modified.clone() };
        let first = match self.recipe(&source.id).login {
            Some(login) => {
                let address = login.address(&source.address).await?;
                client.get_held(&address, &validators, &limits).await
            }
            None if source.format == SourceFormat::Feed => {
                client.get_held(&source.address, &validators, &limits).await
            }
            None => client.get_page(&source.address, &validators, &limits).await,
        };
        let first = match first {
            Ok(answer) => return Ok((answer, true)),
            Err(error) => error,
        };
        for alternate in &source.alternates {
            if let Ok(answer) = client.get(alternate, &Validators::default(), &limits).await {
                return Ok((answer, false));
            }
        }
        Err(first.into())
    }

    /// Reads a feed on a thread where blocking is allowed.
    async fn read_aside(
        &self,
        source: Source,
        fetched: Fetched,
    ) -> Result<(Source, Fetched, Batch), Failure> {
        let library = self.clone();
        let reading = self.work_aside(move || {
            let batch = library.read_feed(&source, &fetched, library.now());
            let batch = batch?;
            // What nobody reads again is let go, it may be ten megabytes.
            let body = if library.archives(&batch) { fetched.body } else { Vec::new() };
            Ok((source, Fetched { body, held: Held::default(), ..fetched }, batch))
        });
        reading.await?.map_err(|message: Message| Failure::from(message))
    }

    /// Draws and keeps on threads where blocking is allowed.
    async fn keep_aside(
        &self,
        source: Source,
        feed: Fetched,
        batch: Batch,
        pages: Vec<Option<(usize, Fetched)>>,
    ) -> Result<Upserted, Failure> {
        let library = self.clone();
        let drawing = self.work_aside(move || {
            let received = library.to_archive(&source, &feed, &batch, &pages);
            let selector = batch.recipe.article.as_deref();
            let pages = pages
                .into_iter()
                .flatten()
                .map(|(place, page)| (place, article_on(&page, selector)))
                .collect();
            Haul { received, ..library.haul(&source, batch, pages) }
        });
        let (haul, library) = (drawing.await?, self.clone());
        // Who keeps waits for the disk, and keeps nobody from working.
        let keeping = tokio::task::spawn_blocking(move || library.keep_together(haul));
        let kept = keeping.await.map_err(|_| Failure::from(Message::new("error-app-internal")))?;
        kept.map_err(|error| Failure::from(error.message()))
    }

    /// Works on a thread where blocking is allowed, with no more at once than there are processors: more would be no faster and
    /// hold more in memory.
    async fn work_aside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let _turn = self.shared.working.acquire().await.expect("semaphores are never closed");
        tokio::task::spawn_blocking(work).await.map_err(|_| Failure::from(Message::new("error-app-internal")))
    }

    /// Bounds for a feed and for a page.
    pub(super) fn limits(&self) -> (Limits, Limits) {
        let settings = &self.shared.config.fetch;
        let feed = Limits {
            body: settings.feed_bytes,
            redirects: settings.redirects,
            first_byte: settings.answer,
            whole: settings.total,
        };
        (feed, Limits { body: settings.page_bytes, ..feed })
    }

    /// A source that has moved for good is asked there from now on.
    fn follow_move(&self, source: &Source, moved_to: Option<String>) -> Result<(), Failure> {
        let Some(address) = moved_to else { return Ok(()) };
        let kept = self.followed().map_err(|error| Failure::from(error.message()))?;
        let Some(source) = kept.into_iter().find(|kept| kept.id == source.id) else { return Ok(()) };
        self.follow(&[Source { address, ..source }]).map_err(|error| Failure::from(error.message()))
    }

    fn note_success(&self, id: &SourceId, state: FetchState, rest: &Rest) -> Result<(), Failure> {
        let now = self.now();
        let outcome = Outcome::Success {
            cache_control: rest.cache_control.as_deref(),
            expires: rest.expires.as_deref(),
            ttl: rest.ttl,
        };
        let state = FetchState {
            last_success: Some(now),
            failure: None,
            streak: 0,
            next_try: Some(next_fetch(now, &outcome)),
            asked_until: None,
            ..state
        };
        self.store.put_fetch_state(id, &state).map_err(|error| Failure::from(error.message()))
    }

    fn note_failure(&self, id: &SourceId, failure: &Failure) -> Result<(), AppError> {
        let now = self.now();
        let state = self.store.fetch_state(id)?;
        let streak = state.streak.saturating_add(1);
        let next_try = next_fetch(now, &Outcome::Failure { streak, retry_after: failure.retry_after });
        let state = FetchState {
            last_failure: Some(now),
            failure: Some(failure.message.clone()),
            streak,
            next_try: Some(next_try),
            asked_until: failure.retry_after.map(|_| next_try),
            ..state
        };
        Ok(self.store.put_fetch_state(id, &state)?)
    }
}

/// What an answer says of when to ask again.
struct Rest {
    cache_control: Option<String>,
    expires: Option<String>,
    /// The feed's own, in minutes.
    ttl: Option<u32>,
}

impl FetchState {
    /// The state with what an answer brings along: validators only of one that came whole.
    fn after(self, fetched: &Fetched) -> FetchState {
        let validators = fetched.validators.clone();
        let cut = (!fetched.whole).then(|| Message::new("health-transfer-cut"));
        FetchState {
            etag: validators.etag.filter(|_| fetched.whole),
            last_modified: validators.last_modified.filter(|_| fetched.whole),
            remarks: cut.into_iter().collect(),
            ..self
        }
    }
}

/// What one fetch of a source has brought so far, over all the pages that it goes on.
#[derive(Default)]
struct Taking {
    /// How its fetches fared before.
    before: FetchState,
    /// How they fare now.
    state: FetchState,
    upserted: Upserted,
    ttl: Option<u32>,
    /// Entries that the store had already.
    known: usize,
    /// The oldest date that came.
    oldest: Option<Timestamp>,
    /// Pages behind entries that did not come.
    missing: usize,
}

impl Taking {
    /// Takes in what was read: defects and dates.
    fn learn(&mut self, batch: &Batch) {
        self.ttl = self.ttl.or(batch.ttl);
        self.known += batch.known;
        self.oldest = [self.oldest, batch.oldest].into_iter().flatten().min();
        self.state.newest = self.state.newest.max(batch.newest);
        self.state.mended.clone_from(&batch.mended);
        if self.state.remarks.is_empty() && batch.mended.iter().any(|defect| defect == "truncated") {
            self.state.remarks.push(Message::new("health-truncated"));
        }
    }

    /// Whether a source that was read before gave nothing yet that is known.
    fn may_have_missed(&self) -> bool {
        self.before.last_success.is_some() && self.known == 0
    }

    /// The state in the end: with the gap that remains, without validators when pages are still wanted.
    fn state(self) -> FetchState {
        let gap = self.gap();
        let mut state = self.state;
        state.gaps.extend(gap);
        let superfluous = state.gaps.len().saturating_sub(MOST_GAPS);
        state.gaps.drain(..superfluous);
        if self.missing > 0 { state.without_validators() } else { state }
    }

    fn gap(&self) -> Option<Gap> {
        let (after, before) = (self.before.newest?, self.oldest?);
        (self.may_have_missed() && after < before).then_some(Gap { after, before })
    }
}

/// Why a source brought nothing.
struct Failure {
    message: Message,
    retry_after: Option<RetryAfter>,
}

impl From<Message> for Failure {
    fn from(message: Message) -> Failure {
        Failure { message, retry_after: None }
    }
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Failure {
        Failure { message: error.message(), retry_after: error.retry_after() }
    }
}

/// How the client presents itself and reaches the network, by the settings.
pub(super) fn client_options(settings: &FetchSettings) -> Result<Options, AppError> {
    let usual = Options::default();
    let authorities = match &settings.certificates {
        Some(path) => vec![fs::read(path).map_err(|error| AppError::OwnFile {
            path: path.display().to_string(),
            reason: error.to_string(),
        })?],
        None => usual.authorities,
    };
    Ok(Options {
        offline: settings.offline,
        user_agent: settings.user_agent.clone().unwrap_or(usual.user_agent),
        proxy: settings.proxy.clone(),
        connect: settings.connect,
        authorities,
    })
}

impl RefreshReport {
    /// Counts what became of a source; gives back what is told of it.
    fn add(&mut self, source: &SourceId, outcome: Result<Brought, Message>) -> (usize, Option<Message>) {
        match outcome {
            Ok(brought) => {
                let upserted = brought.unwrap_or_default();
                let new = upserted.new.len();
                self.succeeded += 1;
                self.unchanged += usize::from(new + upserted.changed.len() == 0);
                self.changed += upserted.changed.len();
                self.new.extend(upserted.new);
                (new, None)
            }
            Err(failure) => {
                self.failed.push((source.clone(), failure.clone()));
                (0, Some(failure))
            }
        }
    }
}

/// Tells whoever still listens.
fn tell(progress: &UnboundedSender<Progress>, what: Progress) {
    let told = progress.send(what);
    drop(told);
}

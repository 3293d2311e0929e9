//! Refreshing: sources fetched side by side, each read, drawn and kept by itself.
//!
//! A source that fails fails alone. What was fetched is kept source by source, in transactions: a refresh that is dropped
//! half-way leaves whole articles, and the next one goes on from there.

use futures_util::stream::{self, StreamExt};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc::UnboundedSender;

use crate::config::FetchSettings;
use crate::domain::{ArticleId, Source, SourceId};
use crate::fetch::{Answer, Client, FetchError, Fetched, Limits, Options, RetryAfter, Validators};
use crate::labels::Message;
use crate::store::{FetchState, Upserted};
use crate::text::{Document, encoding, readable};

use super::demo;
use super::error::AppError;
use super::intake::Batch;
use super::library::Library;
use super::views::{Progress, RefreshReport};
use super::watches::Arrival;

/// Pages of one source that are fetched side by side.
const PAGES_SIDE_BY_SIDE: usize = 2;
/// The first wait after a failure, doubled with each further one.
const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(15);
/// The longest wait after failures.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24);

/// What a source brought: nothing new at all, or this.
type Brought = Option<Upserted>;

impl Library {
    /// Fetches sources (all of them when none is named), draws facts, stores, and tells on the way what it does.
    /// One source's failure is in the report and never ends the refresh.
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
        let client = self.client()?;
        let total = wanted.len();
        tell(&progress, Progress::Started { sources: total });
        let mut running = stream::iter(wanted)
            .map(|source| self.refresh_source(client.clone(), source))
            .buffer_unordered(self.shared.config.refresh.parallel.max(1));
        let mut report = RefreshReport::default();
        let mut done = 0;
        while let Some((source, outcome)) = running.next().await {
            done += 1;
            let (new, failure) = report.add(&source, outcome);
            tell(&progress, Progress::SourceDone { source, new, failure, done, total });
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
        let (answer, at_home) = fetch_feed(client, &source, &state, &self.limits().0).await?;
        let fetched = match answer {
            Answer::NotModified(unchanged) => {
                self.follow_move(&source, unchanged.moved_to.filter(|_| at_home))?;
                self.note_success(&source.id, state, None)?;
                return Ok(None);
            }
            Answer::Fetched(fetched) => fetched,
        };
        let moved_to = fetched.moved_to.clone().filter(|_| at_home);
        let validators = fetched.validators.clone();
        let whole = fetched.whole;
        let (source, batch) = self.read_aside(source, fetched).await?;
        let noted = FetchState {
            etag: validators.etag.filter(|_| whole),
            last_modified: validators.last_modified.filter(|_| whole),
            mended: batch.mended.clone(),
            ..state
        };
        let ttl = batch.ttl;
        let pages = self.fetch_pages(client, &batch).await;
        let wants_more = pages.iter().any(Option::is_none);
        let upserted = self.keep_aside(source.clone(), batch, pages).await?;
        self.follow_move(&source, moved_to)?;
        self.note_success(&source.id, if wants_more { noted.without_validators() } else { noted }, ttl)?;
        Ok(Some(upserted))
    }

    /// Reads a feed on a thread where blocking is allowed.
    async fn read_aside(&self, source: Source, fetched: Fetched) -> Result<(Source, Batch), Failure> {
        let library = self.clone();
        let reading = tokio::task::spawn_blocking(move || {
            let batch = library.read_feed(&source, &fetched);
            batch.map(|batch| (source, batch))
        });
        reading.await.map_err(|_| Failure::from(Message::new("error-app-internal")))?.map_err(Failure::from)
    }

    /// Draws and keeps on a thread where blocking is allowed.
    async fn keep_aside(
        &self,
        source: Source,
        batch: Batch,
        pages: Vec<Option<(usize, Fetched)>>,
    ) -> Result<Upserted, Failure> {
        let library = self.clone();
        let keeping = tokio::task::spawn_blocking(move || {
            let pages =
                pages.into_iter().flatten().map(|(place, page)| (place, document_of(&page))).collect();
            library.keep(&source, batch, pages)
        });
        let kept = keeping.await.map_err(|_| Failure::from(Message::new("error-app-internal")))?;
        kept.map_err(|error| Failure::from(error.message()))
    }

    /// Fetches the pages that are wanted; nothing in the place of one that could not be fetched or was one too many.
    async fn fetch_pages(&self, client: &Client, batch: &Batch) -> Vec<Option<(usize, Fetched)>> {
        let limits = self.limits().1;
        let most = self.shared.config.refresh.pages_per_source;
        let wanted = batch.candidates.iter().enumerate().filter(|(_, candidate)| candidate.wants_page);
        let wanted: Vec<(usize, String)> =
            wanted.filter_map(|(place, candidate)| Some((place, candidate.link()?.to_owned()))).collect();
        let left_out = wanted.len().saturating_sub(most);
        let limits = &limits;
        let mut pages: Vec<Option<(usize, Fetched)>> = stream::iter(wanted.into_iter().take(most))
            .map(|(place, link)| async move {
                match client.get(&link, &Validators::default(), limits).await {
                    Ok(Answer::Fetched(page)) => Some((place, page)),
                    Ok(Answer::NotModified(_)) | Err(_) => None,
                }
            })
            .buffer_unordered(PAGES_SIDE_BY_SIDE)
            .collect()
            .await;
        pages.extend((0..left_out).map(|_| None));
        pages
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

    fn note_success(&self, id: &SourceId, state: FetchState, ttl: Option<u32>) -> Result<(), Failure> {
        let now = self.now();
        let rest = ttl.map(|minutes| SignedDuration::from_mins(i64::from(minutes)).min(LONGEST_WAIT));
        let state = FetchState {
            last_success: Some(now),
            failure: None,
            streak: 0,
            next_try: rest.and_then(|rest| now.checked_add(rest).ok()),
            ..state
        };
        self.store.put_fetch_state(id, &state).map_err(|error| Failure::from(error.message()))
    }

    fn note_failure(&self, id: &SourceId, failure: &Failure) -> Result<(), AppError> {
        let now = self.now();
        let state = self.store.fetch_state(id)?;
        let streak = state.streak.saturating_add(1);
        let wait = failure.wait(now).unwrap_or_else(|| wait_after(streak));
        let state = FetchState {
            last_failure: Some(now),
            failure: Some(failure.message.clone()),
            streak,
            next_try: now.checked_add(wait).ok(),
            ..state
        };
        Ok(self.store.put_fetch_state(id, &state)?)
    }
}

/// Why a source brought nothing.
struct Failure {
    message: Message,
    retry_after: Option<RetryAfter>,
}

impl Failure {
    /// How long the server asks to be left alone.
    fn wait(&self, now: Timestamp) -> Option<SignedDuration> {
        let asked = match self.retry_after? {
            RetryAfter::Delay(delay) => SignedDuration::try_from(delay).unwrap_or(LONGEST_WAIT),
            RetryAfter::At(instant) => instant.duration_since(now),
        };
        Some(asked.clamp(SignedDuration::ZERO, LONGEST_WAIT))
    }
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

/// Fetches a source at its address, else at its other addresses, and tells whether it was the first; gives the first
/// failure when all fail.
async fn fetch_feed(
    client: &Client,
    source: &Source,
    state: &FetchState,
    limits: &Limits,
) -> Result<(Answer, bool), Failure> {
    let validators = Validators { etag: state.etag.clone(), last_modified: state.last_modified.clone() };
    let first = match client.get(&source.address, &validators, limits).await {
        Ok(answer) => return Ok((answer, true)),
        Err(error) => error,
    };
    for alternate in &source.alternates {
        if let Ok(answer) = client.get(alternate, &Validators::default(), limits).await {
            return Ok((answer, false));
        }
    }
    Err(first.into())
}

/// How the client presents itself and reaches the network, by the settings.
pub(super) fn client_options(settings: &FetchSettings) -> Options {
    let usual = Options::default();
    Options {
        offline: settings.offline,
        user_agent: settings.user_agent.clone().unwrap_or(usual.user_agent),
        proxy: settings.proxy.clone(),
        connect: settings.connect,
        authorities: usual.authorities,
    }
}

/// The article on a page. What is no page, or holds no article, gives an empty text, which the feed's own then beats:
/// menus and notices must not become facts.
fn document_of(page: &Fetched) -> Document {
    let kind = page.content_type.as_deref().unwrap_or("text/html").to_ascii_lowercase();
    if !kind.contains("html") && !kind.contains("xml") {
        return Document::default();
    }
    let decoded = encoding::decode(&page.body, page.content_type.as_deref());
    let read = readable::read(&decoded.text, &page.final_address, None);
    if read.reduced { read.document } else { Document::default() }
}

/// The wait after so many failures in a row.
fn wait_after(streak: u32) -> SignedDuration {
    let doubled = FIRST_WAIT.checked_mul(1 << streak.saturating_sub(1).min(10));
    doubled.unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)
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

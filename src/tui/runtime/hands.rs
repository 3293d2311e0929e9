//! Effects carried out: by the library on threads where waiting is allowed, their answers sent back as messages.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::app::{AppError, IndexState, Library, Opened, Progress, RefreshReport, Wanted, write_aside};
use crate::domain::{ArticleId, Correction};
use crate::export::{ExportOptions, Format, Item, write};
use crate::labels::{self, Labels, Tongue};
use crate::query::{Context, Query, Remark};
use crate::tui::effect::{Effect, RequestId};
use crate::tui::message::{Message, Turn};
use crate::tui::settings::Settings;
use crate::tui::shelf::Shelf;

use super::commands::{self, Ended};
use super::word;

/// Rows read before all others, so that something is there to see.
const FIRST_ROWS: usize = 200;

/// Wait before texts are read, since the next letter may follow.
const PAUSE_BEFORE_FINDING: Duration = Duration::from_millis(120);

/// Articles read from the store at a time for an export.
const BATCH: usize = 64;

/// Longest wait for what is still to be kept when the reader leaves.
const LONGEST_FAREWELL: Duration = Duration::from_secs(10);

/// Those who do what the model asks.
pub(super) struct Hands {
    library: Library,
    tongue: Tongue,
    answers: mpsc::UnboundedSender<Message>,
    /// Changes go through one queue, so that they are kept in the order in which they were made.
    changes: mpsc::UnboundedSender<Effect>,
    writer: JoinHandle<()>,
    refresh: Option<JoinHandle<()>>,
    finding: Arc<AtomicBool>,
    settings_file: Option<PathBuf>,
}

impl Hands {
    pub(super) fn new(
        library: Library,
        tongue: Tongue,
        answers: mpsc::UnboundedSender<Message>,
        settings_file: Option<PathBuf>,
    ) -> Hands {
        let (changes, queue) = mpsc::unbounded_channel();
        let writer = tokio::spawn(keep_changes(library.clone(), queue, answers.clone()));
        let finding = Arc::new(AtomicBool::new(false));
        Hands { library, tongue, answers, changes, writer, refresh: None, finding, settings_file }
    }

    /// Begins what an effect asks; the answer comes as a message.
    pub(super) fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::LoadShelf { request } => self.load_shelf(request),
            Effect::LoadSources { request } => {
                self.answer(request, |library| library.sources().map(Message::SourcesLoaded));
                self.answer(request, |library| {
                    if !library.standing()?.views.is_empty() {
                        // Counting without an index reads every article, for each view.
                        library.open_index()?;
                    }
                    library.view_counts(library.today()).map(Message::ViewsLoaded)
                });
            }
            Effect::LoadCatalogue { request } => {
                self.answer(request, |library| Ok(Message::CatalogueLoaded(library.catalogue())));
            }
            Effect::OpenArticle { request, id } => self.answer(request, move |library| {
                let opened = library.open_article(id)?.map(Box::new);
                Ok(Message::ArticleOpened { request, opened })
            }),
            Effect::FindText { request, words } => self.find(request, words),
            Effect::StopFinding => self.finding.store(true, Ordering::Relaxed),
            Effect::Refresh { request, sources } => self.refresh(request, Some(sources)),
            Effect::RefreshDue { request } => self.refresh(request, None),
            Effect::CancelRefresh => self.cancel_refresh(),
            Effect::Browse { address } => self.browse(address),
            Effect::Export { request, ids, format, path } => self.export(request, ids, format, &path),
            Effect::LoadLedger { request } => self.answer(request, move |library| {
                Ok(Message::LedgerLoaded { request, ledger: library.ledger()? })
            }),
            Effect::LoadDoubts { request, most } => self.answer(request, move |library| {
                let (doubts, count) = library.doubts(most)?;
                Ok(Message::DoubtsLoaded { doubts, count })
            }),
            Effect::LoadHealth { request } => {
                self.answer(request, |library| library.source_health().map(Message::HealthLoaded));
            }
            Effect::LoadPassages { request, decision } => self.answer(request, move |library| {
                Ok(Message::PassagesLoaded { decision, passages: library.passages(decision)? })
            }),
            Effect::Pipe { request, id, command } => self.pipe(request, id, command),
            Effect::Remember(settings) => self.remember(settings),
            // The queue lives as long as these hands.
            change @ (Effect::Mark { .. }
            | Effect::AddSource { .. }
            | Effect::RemoveSource { .. }
            | Effect::Correct { .. }
            | Effect::Repeat { .. }
            | Effect::Lay { .. }) => {
                _ = self.changes.send(change);
            }
            Effect::CaptureMouse(_)
            | Effect::Copy { .. }
            | Effect::Redraw
            | Effect::Suspend
            | Effect::Quit => {}
        }
    }

    /// Ends what runs, waits for what is to be kept, and puts it on disk.
    pub(super) async fn finish(self) {
        self.finding.store(true, Ordering::Relaxed);
        if let Some(refresh) = &self.refresh {
            refresh.abort();
        }
        drop(self.changes);
        _ = tokio::time::timeout(LONGEST_FAREWELL, self.writer).await;
        let library = self.library;
        _ = tokio::task::spawn_blocking(move || library.flush()).await;
    }

    /// Asks the library on a thread of its own, and sends what it says.
    fn answer(
        &self,
        request: RequestId,
        ask: impl FnOnce(&Library) -> Result<Message, AppError> + Send + 'static,
    ) {
        let (library, answers) = (self.library.clone(), self.answers.clone());
        tokio::task::spawn_blocking(move || send(&answers, request, ask(&library)));
    }

    /// The newest rows, then all of them.
    fn load_shelf(&self, request: RequestId) {
        let (library, answers) = (self.library.clone(), self.answers.clone());
        tokio::task::spawn_blocking(move || {
            if let Ok(first) = library.newest(FIRST_ROWS) {
                _ = answers.send(Message::FirstRows(Box::new(Shelf::of(first))));
            }
            let all = library.headlines().map(|rows| Message::ShelfLoaded(Box::new(Shelf::of(rows))));
            send(&answers, request, all);
            // What is shown comes first; what finds it, then.
            library.keep_index();
        });
    }

    /// Answers a line. With an index that takes no time; without one every article is read, which is worth waiting for
    /// the next letter.
    fn find(&mut self, request: RequestId, words: String) {
        self.finding.store(true, Ordering::Relaxed);
        self.finding = Arc::new(AtomicBool::new(false));
        let (library, answers, cancelled) =
            (self.library.clone(), self.answers.clone(), Arc::clone(&self.finding));
        let pause =
            if library.index_state() == IndexState::Ready { Duration::ZERO } else { PAUSE_BEFORE_FINDING };
        tokio::spawn(async move {
            tokio::time::sleep(pause).await;
            if cancelled.load(Ordering::Relaxed) {
                return;
            }
            _ = tokio::task::spawn_blocking(move || {
                let found = answer_line(&library, request, &words, &cancelled, &answers);
                if !cancelled.load(Ordering::Relaxed) {
                    send(&answers, request, found.map(|ids| Message::TextFound { request, ids }));
                }
            })
            .await;
        });
    }

    /// Fetches these sources, or those whose time has come.
    fn refresh(&mut self, request: RequestId, sources: Option<Vec<crate::domain::SourceId>>) {
        self.cancel_refresh();
        let (library, answers, tongue) = (self.library.clone(), self.answers.clone(), self.tongue);
        self.refresh = Some(tokio::spawn(async move {
            let (progress, told) = mpsc::unbounded_channel();
            let relay = relay_progress(request, told, answers.clone());
            let refreshing = async {
                match sources {
                    Some(sources) => library.refresh(&sources, progress).await,
                    None => library.refresh_due(progress).await,
                }
            };
            let (outcome, ()) = tokio::join!(refreshing, relay);
            _ = tokio::task::spawn_blocking(move || {
                let message = outcome.and_then(|report| {
                    let rows = library.headlines_of(&report.new)?;
                    tell_watchers(&library, &report, tongue);
                    Ok(Message::RefreshDone { request, report, rows })
                });
                send(&answers, request, message);
            })
            .await;
        }));
    }

    fn cancel_refresh(&mut self) {
        if let Some(refresh) = self.refresh.take() {
            refresh.abort();
        }
    }

    fn remember(&self, settings: Settings) {
        let Some(file) = self.settings_file.clone() else { return };
        tokio::task::spawn_blocking(move || {
            // An arrangement that cannot be kept is no reason to disturb a reader.
            _ = file.parent().map(std::fs::create_dir_all);
            _ = write_aside(&file, true, |to| to.write_all(settings.written().as_bytes()));
        });
    }

    /// Title, address and text of an article, given to a command.
    fn pipe(&self, request: RequestId, id: ArticleId, command: String) {
        let (library, answers) = (self.library.clone(), self.answers.clone());
        tokio::task::spawn_blocking(move || {
            let answer = match library.open_article(id) {
                Ok(Some(opened)) => piped(request, &opened, command),
                Ok(None) => {
                    Message::Failed { request, reason: labels::Message::new("tui-said-article-gone") }
                }
                Err(error) => Message::Failed { request, reason: error.message() },
            };
            _ = answers.send(answer);
        });
    }

    fn browse(&self, address: String) {
        let answers = self.answers.clone();
        tokio::task::spawn_blocking(move || {
            let said = match open::that_detached(&address) {
                Ok(()) => Message::Done(labels::Message::new("tui-said-browsing")),
                Err(error) => Message::Failed {
                    request: RequestId::default(),
                    reason: word("tui-said-browse-failed", "cause", error),
                },
            };
            _ = answers.send(said);
        });
    }

    fn export(&self, request: RequestId, ids: Vec<ArticleId>, format: Format, path: &str) {
        let (library, answers, tongue) = (self.library.clone(), self.answers.clone(), self.tongue);
        let path = expand_home(path);
        tokio::task::spawn_blocking(move || {
            let shown = path.display().to_string();
            let message = match export_to(&library, &ids, format, tongue, &path) {
                Ok(articles) => Message::Exported { request, articles, path: shown },
                Err(error) => {
                    let reason =
                        word("tui-said-export-failed", "path", shown).with("cause", error.to_string());
                    Message::Failed { request, reason }
                }
            };
            _ = answers.send(message);
        });
    }
}

fn piped(request: RequestId, opened: &Opened, command: String) -> Message {
    let link = opened.article.link.as_deref().unwrap_or_default();
    let text = format!("{}\n{link}\n\n{}\n", opened.article.title, opened.document.text);
    match commands::pipe(&command, &text) {
        Ok(said) => {
            let lines = said.text.lines().map(str::to_owned).collect();
            let remark = match said.ended {
                Ended::Well => None,
                Ended::Badly => Some(word("tui-said-pipe-badly", "command", &command)),
                Ended::Stopped => Some(word("tui-said-pipe-stopped", "command", &command)),
            };
            Message::Piped { command, lines, remark }
        }
        Err(error) => Message::Failed { request, reason: word("tui-said-pipe-failed", "cause", error) },
    }
}

/// `~/` is the reader's home, as in a shell.
fn expand_home(path: &str) -> PathBuf {
    let home = || directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned());
    match path.strip_prefix("~/").and_then(|rest| Some(home()?.join(rest))) {
        Some(path) => path,
        None => PathBuf::from(path),
    }
}

fn export_to(
    library: &Library,
    ids: &[ArticleId],
    format: Format,
    tongue: Tongue,
    path: &Path,
) -> std::io::Result<usize> {
    let labels = Labels::new(tongue);
    let mut options = ExportOptions::new(&labels, jiff::Timestamp::now());
    options.zone = jiff::tz::TimeZone::system();
    let mut failed = None;
    let mut count = 0;
    write_aside(path, false, |to| {
        let items = ids.chunks(BATCH).map_while(|batch| match items_of(library, batch) {
            Ok(items) => {
                count += items.len();
                Some(items)
            }
            Err(error) => {
                failed = Some(error);
                None
            }
        });
        write(format, items.flatten(), &options, to)?;
        match failed.take() {
            Some(error) => Err(std::io::Error::other(labels.say(&error.message()))),
            None => Ok(()),
        }
    })?;
    Ok(count)
}

/// Gives what watches tell to their commands, on a thread that nobody waits for. A command that fails has its own ways to
/// tell.
fn tell_watchers(library: &Library, report: &RefreshReport, tongue: Tongue) {
    let (library, alerts) = (library.clone(), report.arrival.alerts.clone());
    if !alerts.is_empty() {
        drop(tokio::task::spawn_blocking(move || {
            let labels = Labels::new(tongue);
            alerts.iter().for_each(|alert| drop(library.run_watch_command(alert, &labels)));
        }));
    }
}

/// Reads a line that is being typed, says what is odd in it, and gives the articles that answer.
fn answer_line(
    library: &Library,
    request: RequestId,
    line: &str,
    cancelled: &AtomicBool,
    answers: &mpsc::UnboundedSender<Message>,
) -> Result<Vec<ArticleId>, AppError> {
    let names = library.names()?;
    let query = Query::parse(line, &Context { today: library.today(), names: &names, typing: true });
    let remark = query.remarks.first().map(said_of);
    _ = answers.send(Message::LineRead { request, remark });
    Ok(library.search(&query, Wanted::ALL, cancelled)?.ids)
}

/// A remark in the form that labels say.
fn said_of(remark: &Remark) -> labels::Message {
    let arguments =
        remark.kind.places().into_iter().map(|(name, text)| (name, labels::Value::Text(text))).collect();
    labels::Message { key: remark.kind.key(), arguments }
}

fn items_of(library: &Library, ids: &[ArticleId]) -> Result<Vec<Item>, AppError> {
    let titles = library.known_sources()?;
    let title = |id: &crate::domain::SourceId| {
        let known = titles.iter().find(|source| source.id == *id);
        known.map_or_else(|| id.to_string(), |source| source.title.clone())
    };
    let opened = library.open_articles(ids)?;
    Ok(opened
        .into_iter()
        .map(|opened| Item {
            source: title(&opened.article.source),
            article: opened.article,
            document: opened.document,
            measures: opened.measures,
            mark: opened.mark,
        })
        .collect())
}

/// Keeps changes one after the other until no more can come.
async fn keep_changes(
    library: Library,
    mut queue: mpsc::UnboundedReceiver<Effect>,
    answers: mpsc::UnboundedSender<Message>,
) {
    while let Some(change) = queue.recv().await {
        let (library, answers) = (library.clone(), answers.clone());
        _ = tokio::task::spawn_blocking(move || keep(&library, change, &answers)).await;
    }
}

fn keep(library: &Library, change: Effect, answers: &mpsc::UnboundedSender<Message>) {
    match change {
        Effect::Mark { request, ids, change } => {
            send(answers, request, library.mark(&ids, change).map(|_| Message::MarksKept { request }));
        }
        Effect::AddSource { request, address } => {
            let added = library.add_source(&address, None);
            send(answers, request, added.map(|source| Message::SourceAdded { request, source }));
        }
        Effect::RemoveSource { request, id } => {
            send(answers, request, library.remove_source(&id).map(|()| Message::SourceRemoved { request }));
        }
        Effect::Correct { request, article, change, reason } => {
            let kept = library.correct(article, change, &reason);
            send(answers, request, kept.and_then(|it| corrected(library, it, Turn::First)));
        }
        Effect::Repeat { request, correction, turn } => {
            let kept = match turn {
                Turn::Undone => library.withdraw(&correction).map(drop),
                Turn::First | Turn::Again => library.put_correction(&correction),
            };
            send(answers, request, kept.and_then(|()| corrected(library, correction, turn)));
        }
        Effect::Lay { request, overlay, turn } => {
            let laid = match turn {
                Turn::First => library.join_or_split(overlay),
                Turn::Undone => library.unlay(overlay.at).map(|_| overlay),
                Turn::Again => library.lay(&overlay).map(|()| overlay),
            };
            send(answers, request, laid.map(|overlay| Message::Laid { overlay, turn }));
        }
        _ => {}
    }
}

/// A correction that was kept or taken back, with the article as it is now.
fn corrected(library: &Library, correction: Correction, turn: Turn) -> Result<Message, AppError> {
    let rows = library.headlines_of(&[correction.article])?;
    let opened = library.open_article(correction.article)?.map(Box::new);
    Ok(Message::Corrected { correction, turn, rows, opened })
}

async fn relay_progress(
    request: RequestId,
    mut told: mpsc::UnboundedReceiver<Progress>,
    answers: mpsc::UnboundedSender<Message>,
) {
    while let Some(progress) = told.recv().await {
        _ = answers.send(Message::RefreshProgressed { request, progress });
    }
}

/// Sends an answer, or why there is none. When nobody listens any more, nobody needs it.
fn send(answers: &mpsc::UnboundedSender<Message>, request: RequestId, answer: Result<Message, AppError>) {
    _ = answers.send(answer.unwrap_or_else(|error| Message::Failed { request, reason: error.message() }));
}

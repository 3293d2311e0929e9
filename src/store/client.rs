//! Another process holds the database: requests to it, over its socket in the data directory.

use std::collections::HashMap;
use std::io::{self, BufReader, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;

use crate::archive::{Received, Size};
use crate::domain::{
    ArticleId, Correction, Headline, Mark, MarkChange, Overlay, Source, SourceId, TagChange,
};

use super::backup::BackupSummary;
use super::check::{Examination, Finding};
use super::envelope::Damage;
use super::error::StoreError;
use super::read::{Earlier, Health, Kept, Resolved, Statistics, earlier_of, sort_newest_first};
use super::record::{CorrectionV1, FetchV2, Names, OverlayV1, SourceV1};
use super::sources::{Contact, FetchState, KeptSource, SourceCount};
use super::survey::{Survey, Surveyed};
use super::wire::{
    Answer, ArticleW, Greeting, PROTOCOL, ReceivedW, Request, SurveyedW, bytes_of, ids_of, read, receive,
    send,
};
use super::write::{Incoming, Upserted};

/// Articles in one request.
const GROUP: usize = 50;

/// How long an answer is waited for: a whole backup or examination may lie before it.
const PATIENCE: Duration = Duration::from_secs(120);

/// The process that holds the database.
pub(super) struct Owner {
    data: PathBuf,
}

impl Owner {
    /// Finds it; fails when nobody answers, or when it is another version of the program.
    pub(super) fn greet(data: &Path) -> Result<Owner, StoreError> {
        let owner = Owner { data: data.to_owned() };
        owner.done(&Request::Greet)?;
        Ok(owner)
    }

    pub(super) fn headlines(&self) -> Result<Vec<Headline>, StoreError> {
        let mut rows = self.rows(&Request::Rows)?;
        sort_newest_first(&mut rows);
        Ok(rows)
    }

    pub(super) fn newest(&self, count: usize) -> Result<Vec<Headline>, StoreError> {
        self.rows(&Request::Newest(count as u64))
    }

    pub(super) fn headlines_of(&self, ids: &[ArticleId]) -> Result<Vec<Headline>, StoreError> {
        self.rows(&Request::RowsOf(bytes_of(ids)))
    }

    pub(super) fn article(&self, id: ArticleId) -> Result<Option<Kept>, StoreError> {
        self.one(&Request::Article(id.0), |answer| match answer {
            Answer::Article(article) => Some(article.map(|article| article.kept()).transpose()),
            _ => None,
        })?
        .map_err(|damage| StoreError::record(id, damage))
    }

    pub(super) fn digest(&self, id: ArticleId) -> Result<Option<u64>, StoreError> {
        self.number(&Request::Digest(id.0))
    }

    pub(super) fn is_gone(&self, id: ArticleId) -> Result<bool, StoreError> {
        self.truth(&Request::IsGone(id.0))
    }

    pub(super) fn earlier(&self, id: ArticleId) -> Result<Vec<Earlier>, StoreError> {
        self.one(&Request::Earlier(id.0), |answer| match answer {
            Answer::Earlier(records) => Some(records.iter().map(earlier_of).collect::<Result<_, Damage>>()),
            _ => None,
        })?
        .map_err(|damage| StoreError::record(id, damage))
    }

    pub(super) fn resolve(&self, digits: &str) -> Result<Resolved, StoreError> {
        let mut lists = self.ids(&Request::Resolve(digits))?;
        let ids = lists.pop().unwrap_or_default();
        Ok(match ids.as_slice() {
            [] => Resolved::Nothing,
            [one] => Resolved::One(*one),
            _ => Resolved::Several(ids),
        })
    }

    /// The first thread gets all texts: they come over one connection.
    pub(super) fn texts(
        &self,
        thread: usize,
        _threads: usize,
        visit: &mut dyn FnMut(usize, ArticleId, &str, &str) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        if thread > 0 {
            return Ok(());
        }
        self.talk(&Request::Texts, &mut |answer| match answer {
            Answer::Texts(texts) => {
                for (rank, id, title, text) in texts {
                    let rank = usize::try_from(rank).unwrap_or(usize::MAX);
                    if visit(rank, ArticleId(id), title, text).is_break() {
                        return Heard::Enough;
                    }
                }
                Heard::More
            }
            Answer::Done => Heard::Enough,
            _ => Heard::Nonsense,
        })
    }

    pub(super) fn counts(&self) -> Result<HashMap<SourceId, SourceCount>, StoreError> {
        self.one(&Request::Counts, |answer| {
            let Answer::Counts(counts) = answer else { return None };
            let count = |(id, articles, unread): &(&str, u64, u64)| {
                let count = SourceCount {
                    articles: usize::try_from(*articles).ok()?,
                    unread: usize::try_from(*unread).ok()?,
                };
                Some((SourceId::from_name(id)?, count))
            };
            counts.iter().map(count).collect()
        })
    }

    pub(super) fn health(&self) -> Result<Health, StoreError> {
        let (damaged, missing) = self.pair(&Request::Health)?;
        Ok(Health { damaged, missing })
    }

    pub(super) fn statistics(&self) -> Result<Statistics, StoreError> {
        let (articles, bytes) = self.pair(&Request::Statistics)?;
        Ok(Statistics { articles, bytes })
    }

    pub(super) fn revision(&self) -> Result<u64, StoreError> {
        Ok(self.number(&Request::Revision)?.unwrap_or(0))
    }

    pub(super) fn tags(&self) -> Result<HashMap<ArticleId, Vec<String>>, StoreError> {
        self.tag_lists(&Request::Tags).map(|lists| lists.into_iter().collect())
    }

    pub(super) fn tags_of(&self, id: ArticleId) -> Result<Vec<String>, StoreError> {
        let lists = self.tag_lists(&Request::TagsOf(id.0))?;
        Ok(lists.into_iter().next().map(|(_, tags)| tags).unwrap_or_default())
    }

    fn tag_lists(&self, request: &Request<'_>) -> Result<Vec<(ArticleId, Vec<String>)>, StoreError> {
        self.one(request, |answer| {
            let Answer::Tags(lists) = answer else { return None };
            Some(lists.into_iter().map(|(id, tags)| (ArticleId(id), tags)).collect())
        })
    }

    pub(super) fn tag(&self, ids: &[ArticleId], change: &TagChange) -> Result<Vec<ArticleId>, StoreError> {
        let (add, remove) = (change.add.clone(), change.remove.clone());
        let mut lists = self.ids(&Request::Tag(bytes_of(ids), add, remove))?;
        Ok(lists.pop().unwrap_or_default())
    }

    pub(super) fn survey(&self) -> Result<Survey, StoreError> {
        self.one(&Request::Survey, |answer| {
            let Answer::Survey(lot, articles) = answer else { return None };
            let surveyed = |(id, print, changed, mark): SurveyedW| Surveyed {
                id: ArticleId(id),
                print,
                changed,
                mark: mark.mark(),
            };
            Some(Survey { lot, articles: articles.into_iter().map(surveyed).collect() })
        })
    }

    pub(super) fn upsert(&self, incoming: &[Incoming]) -> Result<Upserted, StoreError> {
        let mut upserted = Upserted::default();
        for group in incoming.chunks(GROUP) {
            let articles = group.iter().map(record_of).collect();
            let mut lists = self.ids(&Request::Upsert(articles))?.into_iter();
            for list in [&mut upserted.new, &mut upserted.changed, &mut upserted.same] {
                list.extend(lists.next().unwrap_or_default());
            }
        }
        Ok(upserted)
    }

    pub(super) fn remove(&self, ids: &[ArticleId]) -> Result<usize, StoreError> {
        let removed = self.number(&Request::Remove(bytes_of(ids)))?;
        Ok(removed.and_then(|removed| usize::try_from(removed).ok()).unwrap_or(0))
    }

    pub(super) fn changed(&self) -> Result<Vec<ArticleId>, StoreError> {
        let mut lists = self.ids(&Request::Changed)?;
        Ok(lists.pop().unwrap_or_default())
    }

    pub(super) fn mark(&self, ids: &[ArticleId], change: MarkChange) -> Result<Vec<ArticleId>, StoreError> {
        let mut lists = self.ids(&Request::Mark(bytes_of(ids), change.into()))?;
        Ok(lists.pop().unwrap_or_default())
    }

    pub(super) fn sources(&self) -> Result<Vec<KeptSource>, StoreError> {
        self.one(&Request::Sources, |answer| match answer {
            Answer::Sources(records) => {
                Some(records.into_iter().map(SourceV1::kept).collect::<Result<_, Damage>>())
            }
            _ => None,
        })?
        .map_err(|damage| StoreError::record("?", damage))
    }

    pub(super) fn put_sources(&self, sources: &[Source]) -> Result<(), StoreError> {
        let record =
            |source: &Source| SourceV1::of(&KeptSource { source: source.clone(), order: 0, followed: true });
        self.done(&Request::PutSources(sources.iter().map(record).collect()))
    }

    pub(super) fn unfollow(&self, id: &SourceId) -> Result<bool, StoreError> {
        self.truth(&Request::Unfollow(id.as_str()))
    }

    pub(super) fn fetch_state(&self, id: &SourceId) -> Result<FetchState, StoreError> {
        self.one(&Request::FetchState(id.as_str()), |answer| match answer {
            Answer::Fetch(record) => Some(record.state()),
            _ => None,
        })?
        .map_err(|damage| StoreError::record(id, damage))
    }

    pub(super) fn put_fetch_state(&self, id: &SourceId, state: &FetchState) -> Result<(), StoreError> {
        self.done(&Request::PutFetchState(id.as_str(), Box::new(FetchV2::of(state))))
    }

    pub(super) fn contacts(&self) -> Result<Vec<Contact>, StoreError> {
        let instant = |milliseconds| Timestamp::from_millisecond(milliseconds).ok();
        self.one(&Request::Contacts, |answer| {
            let Answer::Contacts(rows) = answer else { return None };
            let contact = |(host, requests, first, last): (String, u64, i64, i64)| {
                Some(Contact { host, requests, first: instant(first)?, last: instant(last)? })
            };
            rows.into_iter().map(contact).collect()
        })
    }

    pub(super) fn add_contacts(&self, requests: &[(String, u64)], now: Timestamp) -> Result<(), StoreError> {
        self.done(&Request::AddContacts(requests.to_vec(), now.as_millisecond()))
    }

    pub(super) fn is_seeded(&self) -> Result<bool, StoreError> {
        self.truth(&Request::IsSeeded)
    }

    pub(super) fn set_seeded(&self) -> Result<(), StoreError> {
        self.done(&Request::SetSeeded)
    }

    pub(super) fn archive(&self, received: &[Received], most: Option<u64>) -> Result<(), StoreError> {
        self.done(&Request::Archive(received.iter().map(ReceivedW::of).collect(), most))
    }

    pub(super) fn archive_size(&self) -> Result<Size, StoreError> {
        let (files, bytes) = self.pair(&Request::ArchiveSize)?;
        Ok(Size { files, bytes })
    }

    pub(super) fn flush(&self) -> Result<(), StoreError> {
        self.done(&Request::Flush)
    }

    pub(super) fn backup(&self, to: &Path) -> Result<BackupSummary, StoreError> {
        let path =
            to.to_str().ok_or_else(|| StoreError::of_system(to, io::ErrorKind::InvalidInput.into()))?;
        self.one(&Request::Backup(path), |answer| match answer {
            Answer::Backup(schema, articles, records, bytes) => {
                Some(BackupSummary { schema, articles, records, bytes })
            }
            _ => None,
        })
    }

    pub(super) fn backup_daily(&self, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
        self.one(&Request::BackupDaily(now.as_millisecond()), |answer| match answer {
            Answer::Text(path) => Some(path.map(PathBuf::from)),
            _ => None,
        })
    }

    pub(super) fn examine(&self) -> Result<Examination, StoreError> {
        self.one(&Request::Examine, |answer| {
            let Answer::Examination(sound, findings) = answer else { return None };
            let finding = |(number, times): (u8, u64)| Some((*Finding::ALL.get(usize::from(number))?, times));
            let findings = findings.into_iter().map(finding).collect::<Option<_>>()?;
            Some(Examination { sound, findings })
        })
    }

    pub(super) fn corrections(&self, of: Option<ArticleId>) -> Result<Vec<Correction>, StoreError> {
        self.one(&Request::Corrections(of.map(|id| id.0)), |answer| match answer {
            Answer::Corrections(records) => Some(records.iter().map(CorrectionV1::correction).collect()),
            _ => None,
        })
        .and_then(|read: Result<Vec<Correction>, Damage>| {
            read.map_err(|damage| StoreError::record("?", damage))
        })
    }

    pub(super) fn correct(&self, correction: &Correction) -> Result<(), StoreError> {
        self.done(&Request::Correct(CorrectionV1::of(correction)))
    }

    pub(super) fn withdraw(&self, article: ArticleId, at: i64) -> Result<bool, StoreError> {
        self.truth(&Request::Withdraw(article.0, at))
    }

    pub(super) fn overlays(&self) -> Result<Vec<Overlay>, StoreError> {
        self.one(&Request::Overlays, |answer| match answer {
            Answer::Overlays(records) => Some(records.into_iter().map(OverlayV1::overlay).collect()),
            _ => None,
        })
        .and_then(|read: Result<Vec<Overlay>, Damage>| read.map_err(|damage| StoreError::record("?", damage)))
    }

    pub(super) fn lay(&self, overlay: &Overlay) -> Result<(), StoreError> {
        self.done(&Request::Lay(OverlayV1::of(overlay)))
    }

    pub(super) fn unlay(&self, at: i64) -> Result<bool, StoreError> {
        self.truth(&Request::Unlay(at))
    }

    pub(super) fn prints(&self) -> Result<Vec<(ArticleId, u64)>, StoreError> {
        self.one(&Request::Prints, |answer| match answer {
            Answer::Prints(prints) => {
                Some(prints.into_iter().map(|(id, print)| (ArticleId(id), print)).collect())
            }
            _ => None,
        })
    }

    // --- the forms of talks ---

    fn rows(&self, request: &Request<'_>) -> Result<Vec<Headline>, StoreError> {
        let mut names = Names::default();
        let mut headlines = Vec::new();
        self.talk(request, &mut |answer| match answer {
            Answer::Rows(rows) => {
                headlines.extend(rows.iter().filter_map(|row| row.headline(&mut names).ok()));
                Heard::More
            }
            Answer::Done => Heard::Enough,
            _ => Heard::Nonsense,
        })?;
        Ok(headlines)
    }

    fn done(&self, request: &Request<'_>) -> Result<(), StoreError> {
        self.one(request, |answer| matches!(answer, Answer::Done).then_some(()))
    }

    fn truth(&self, request: &Request<'_>) -> Result<bool, StoreError> {
        self.one(request, |answer| if let Answer::Truth(truth) = answer { Some(truth) } else { None })
    }

    fn number(&self, request: &Request<'_>) -> Result<Option<u64>, StoreError> {
        self.one(request, |answer| if let Answer::Number(number) = answer { Some(number) } else { None })
    }

    fn pair(&self, request: &Request<'_>) -> Result<(u64, u64), StoreError> {
        self.one(
            request,
            |answer| if let Answer::Pair(one, other) = answer { Some((one, other)) } else { None },
        )
    }

    fn ids(&self, request: &Request<'_>) -> Result<Vec<Vec<ArticleId>>, StoreError> {
        self.one(request, |answer| match answer {
            Answer::Ids(lists) => Some(lists.into_iter().map(ids_of).collect()),
            _ => None,
        })
    }

    /// Asks for one answer, which `take` turns into what is wanted.
    fn one<T>(&self, request: &Request<'_>, take: impl Fn(Answer<'_>) -> Option<T>) -> Result<T, StoreError> {
        let mut taken = None;
        self.talk(request, &mut |answer| {
            taken = take(answer);
            if taken.is_some() { Heard::Enough } else { Heard::Nonsense }
        })?;
        taken.ok_or_else(|| self.gone())
    }

    /// Asks, and hears answers until it is enough.
    fn talk(
        &self,
        request: &Request<'_>,
        hear: &mut dyn FnMut(Answer<'_>) -> Heard,
    ) -> Result<(), StoreError> {
        let stream = connect(&self.data).map_err(|_| self.gone())?;
        let mut frame = Vec::new();
        let mut from = BufReader::with_capacity(256 << 10, &stream);
        let mut to = BufWriter::new(&stream);
        let greeted = send(&mut to, &Greeting::ours()).and_then(|()| to.flush());
        greeted.and_then(|()| receive(&mut from, &mut frame)).map_err(|_| self.gone())?;
        let greeting: Greeting<'_> = read(&frame).map_err(|_| self.gone())?;
        if greeting != Greeting::ours() {
            let program = format!("{} ({})", greeting.program, greeting.protocol);
            return Err(StoreError::OtherVersion { folder: self.data.clone(), program, known: PROTOCOL });
        }
        send(&mut to, request).and_then(|()| to.flush()).map_err(|_| self.gone())?;
        loop {
            receive(&mut from, &mut frame).map_err(|_| self.gone())?;
            let answer = read(&frame).map_err(|_| self.gone())?;
            if let Answer::Failed(failure) = answer {
                return Err(StoreError::Owner {
                    message: failure.message.message(),
                    words: failure.words,
                    damage: failure.damage,
                });
            }
            match hear(answer) {
                Heard::More => {}
                Heard::Enough => return Ok(()),
                Heard::Nonsense => return Err(self.gone()),
            }
        }
    }

    fn gone(&self) -> StoreError {
        StoreError::OwnerGone { folder: self.data.clone() }
    }
}

fn record_of(incoming: &Incoming) -> ArticleW<'_> {
    let Incoming { article, digest, document, measures } = incoming;
    ArticleW::of(article, *digest, &[], Mark::default(), document, measures)
}

/// What an answer was to who asked.
enum Heard {
    More,
    Enough,
    Nonsense,
}

#[cfg(unix)]
fn connect(data: &Path) -> io::Result<std::os::unix::net::UnixStream> {
    let stream = std::os::unix::net::UnixStream::connect(data.join(super::folder::SOCKET))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(stream)
}

#[cfg(not(unix))]
fn connect(_data: &Path) -> io::Result<std::net::TcpStream> {
    Err(io::ErrorKind::Unsupported.into())
}

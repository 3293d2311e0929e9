//! A request of another process, carried out on the database of this one.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

use jiff::Timestamp;

use crate::domain::{ArticleId, Headline, SourceId};

use super::check::Finding;
use super::envelope::Damage;
use super::error::StoreError;
use super::open::Disk;
use super::read::Resolved;
use super::record::{FetchV2, HeaderV1, MarkV1, MessageV1, SourceV1};
use super::sources::{Contact, KeptSource};
use super::wire::{
    Answer, ArticleW, FailureW, ReceivedW, Request, RowW, bytes_of, earlier_record, ids_of, send,
};

/// Texts in one answer.
const TEXTS: usize = 64;

/// Carries out a request and writes its answers; a failure is an answer too.
pub(super) fn answer<W: Write>(disk: &Disk, request: Request<'_>, to: &mut W) -> io::Result<()> {
    match carry_out(disk, request, to) {
        Ok(()) => Ok(()),
        Err(Trouble::Store(error)) => send(to, &Answer::Failed(failure(&error))),
        Err(Trouble::Talk(error)) => Err(error),
    }
}

/// What keeps a request from being answered.
enum Trouble {
    /// The store; the client is told.
    Store(StoreError),
    /// The talk itself; nobody can be told.
    Talk(io::Error),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Trouble {
        Trouble::Store(error)
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Trouble {
        Trouble::Talk(error)
    }
}

fn carry_out<W: Write>(disk: &Disk, request: Request<'_>, to: &mut W) -> Result<(), Trouble> {
    let mut say = |answer: &Answer<'_>| send(to, answer).map_err(Trouble::Talk);
    match request {
        Request::Greet => say(&Answer::Done),
        Request::Rows => all_rows(disk, to),
        Request::Newest(count) => {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            rows(&disk.newest(count)?, to)
        }
        Request::RowsOf(ids) => rows(&disk.headlines_of(&ids_of(ids))?, to),
        Request::Article(id) => article(disk, ArticleId(id), to),
        Request::Digest(id) => say(&Answer::Number(disk.digest(ArticleId(id))?)),
        Request::IsGone(id) => say(&Answer::Truth(disk.is_gone(ArticleId(id))?)),
        Request::Earlier(id) => {
            let earlier = disk.earlier(ArticleId(id))?;
            say(&Answer::Earlier(earlier.iter().map(earlier_record).collect()))
        }
        Request::Changed => say(&Answer::Ids(vec![bytes_of(&disk.changed()?)])),
        Request::Resolve(digits) => say(&Answer::Ids(vec![match disk.resolve(digits)? {
            Resolved::Nothing => Vec::new(),
            Resolved::One(id) => vec![id.0],
            Resolved::Several(ids) => bytes_of(&ids),
        }])),
        Request::Texts => texts(disk, to),
        Request::Counts => counts(disk, to),
        Request::Health => {
            let health = disk.health();
            say(&Answer::Pair(health.damaged, health.missing))
        }
        Request::Statistics => {
            let statistics = disk.statistics()?;
            say(&Answer::Pair(statistics.articles, statistics.bytes))
        }
        Request::Revision => say(&Answer::Number(Some(disk.revision()))),
        Request::Upsert(articles) => upsert(disk, &articles, to),
        Request::Remove(ids) => say(&Answer::Number(Some(disk.remove(&ids_of(ids))? as u64))),
        Request::Mark(ids, change) => {
            let changed = disk.mark(&ids_of(ids), change.into())?;
            say(&Answer::Ids(vec![bytes_of(&changed)]))
        }
        Request::Sources => say(&Answer::Sources(disk.sources()?.iter().map(SourceV1::of).collect())),
        Request::PutSources(sources) => {
            let kept: Result<Vec<KeptSource>, Damage> = sources.into_iter().map(SourceV1::kept).collect();
            let kept = kept.map_err(|damage| StoreError::record("?", damage))?;
            disk.put_sources(&kept.into_iter().map(|kept| kept.source).collect::<Vec<_>>())?;
            say(&Answer::Done)
        }
        Request::Unfollow(id) => say(&Answer::Truth(disk.unfollow(&source(id)?)?)),
        Request::FetchState(id) => say(&Answer::Fetch(FetchV2::of(&disk.fetch_state(&source(id)?)?))),
        Request::PutFetchState(id, state) => {
            let state = state.state().map_err(|damage| StoreError::record(id, damage))?;
            disk.put_fetch_state(&source(id)?, &state)?;
            say(&Answer::Done)
        }
        Request::Contacts => {
            let row = |contact: Contact| {
                let Contact { host, requests, first, last } = contact;
                (host, requests, first.as_millisecond(), last.as_millisecond())
            };
            say(&Answer::Contacts(disk.contacts()?.into_iter().map(row).collect()))
        }
        Request::AddContacts(requests, now) => {
            disk.add_contacts(&requests, Timestamp::from_millisecond(now).unwrap_or(Timestamp::UNIX_EPOCH))?;
            say(&Answer::Done)
        }
        Request::IsSeeded => say(&Answer::Truth(disk.is_seeded()?)),
        Request::SetSeeded => {
            disk.set_seeded()?;
            say(&Answer::Done)
        }
        Request::Archive(received, most) => {
            let received: Result<Vec<_>, Damage> = received.iter().map(ReceivedW::received).collect();
            let received = received.map_err(|damage| StoreError::record("?", damage))?;
            disk.archive(&received, most)?;
            say(&Answer::Done)
        }
        Request::ArchiveSize => {
            let size = disk.archive_size()?;
            say(&Answer::Pair(size.files, size.bytes))
        }
        Request::Flush => {
            disk.flush()?;
            say(&Answer::Done)
        }
        Request::Backup(path) => {
            let summary = disk.backup(Path::new(path))?;
            say(&Answer::Backup(summary.schema, summary.articles, summary.records, summary.bytes))
        }
        Request::BackupDaily(now) => {
            let now = Timestamp::from_millisecond(now).unwrap_or(Timestamp::UNIX_EPOCH);
            let path = disk.backup_daily(now)?;
            say(&Answer::Text(path.map(|path| path.to_string_lossy().into_owned())))
        }
        Request::Examine => {
            let examination = disk.examine()?;
            let findings = examination.findings.iter().map(|(finding, times)| (number_of(*finding), *times));
            say(&Answer::Examination(examination.sound, findings.collect()))
        }
    }
}

/// Rows as they are stored, in blocks, without being read here.
fn all_rows<W: Write>(disk: &Disk, to: &mut W) -> Result<(), Trouble> {
    let mut broken = None;
    disk.each_block(&mut |block| {
        let rows = block.iter().map(|(header, mark)| RowW { header, mark: MarkV1::of(*mark) }).collect();
        match send(to, &Answer::Rows(rows)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                broken = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    match broken {
        Some(error) => Err(error.into()),
        None => Ok(send(to, &Answer::Done)?),
    }
}

fn rows<W: Write>(headlines: &[Headline], to: &mut W) -> Result<(), Trouble> {
    let sealed: Vec<Vec<u8>> =
        headlines.iter().map(|headline| HeaderV1::of(&headline.article, 0, &headline.facts).seal()).collect();
    let rows = headlines
        .iter()
        .zip(&sealed)
        .map(|(headline, header)| RowW { header, mark: MarkV1::of(headline.mark) })
        .collect();
    send(to, &Answer::Rows(rows))?;
    Ok(send(to, &Answer::Done)?)
}

fn article<W: Write>(disk: &Disk, id: ArticleId, to: &mut W) -> Result<(), Trouble> {
    let kept = disk.article(id)?;
    let record = kept.as_ref().map(|kept| {
        let Headline { article, mark, facts } = &kept.headline;
        ArticleW::of(article, 0, facts, *mark, &kept.document, &kept.measures)
    });
    Ok(send(to, &Answer::Article(record))?)
}

fn texts<W: Write>(disk: &Disk, to: &mut W) -> Result<(), Trouble> {
    let mut broken = None;
    let mut block: Vec<(u64, [u8; 16], String, String)> = Vec::new();
    let mut give = |block: &mut Vec<(u64, [u8; 16], String, String)>| {
        let texts = block.iter().map(|(rank, id, title, text)| (*rank, *id, title.as_str(), text.as_str()));
        let sent = send(to, &Answer::Texts(texts.collect()));
        block.clear();
        sent
    };
    disk.texts(0, 1, &mut |rank, id, title, text| {
        block.push((rank as u64, id.0, title.to_owned(), text.to_owned()));
        if block.len() < TEXTS {
            return ControlFlow::Continue(());
        }
        match give(&mut block) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                broken = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    if let Some(error) = broken {
        return Err(error.into());
    }
    give(&mut block)?;
    Ok(send(to, &Answer::Done)?)
}

fn counts<W: Write>(disk: &Disk, to: &mut W) -> Result<(), Trouble> {
    let counts = disk.counts()?;
    let counts = counts.iter().map(|(id, count)| (id.as_str(), count.articles as u64, count.unread as u64));
    Ok(send(to, &Answer::Counts(counts.collect()))?)
}

fn upsert<W: Write>(disk: &Disk, articles: &[ArticleW<'_>], to: &mut W) -> Result<(), Trouble> {
    let incoming: Result<Vec<_>, Damage> = articles.iter().map(ArticleW::incoming).collect();
    let upserted = disk.upsert(&incoming.map_err(|damage| StoreError::record("?", damage))?)?;
    let ids = [&upserted.new, &upserted.changed, &upserted.same].map(|ids| bytes_of(ids));
    Ok(send(to, &Answer::Ids(ids.into()))?)
}

fn source(id: &str) -> Result<SourceId, StoreError> {
    SourceId::from_name(id).ok_or_else(|| StoreError::record(id, Damage::Content))
}

fn number_of(finding: Finding) -> u8 {
    let place =
        Finding::ALL.iter().position(|known| *known == finding).expect("every finding is in the list");
    u8::try_from(place).expect("there are few findings")
}

fn failure(error: &StoreError) -> FailureW {
    FailureW { message: MessageV1::of(&error.message()), words: error.to_string(), damage: error.is_damage() }
}

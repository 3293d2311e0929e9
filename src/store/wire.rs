//! What two processes say to one another over the local socket: a greeting, one request, its answers.
//!
//! Frames of `[length u32, little-endian][postcard]`. Records are those that are stored. Both sides are the same program
//! of the same version: a greeting that differs ends the talk.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use jiff::Timestamp;

use crate::archive::{Part, Received};
use crate::domain::{Article, ArticleId, Fact, Headline, Mark, MarkChange, Measure, SourceId};
use crate::text::Document;

use super::envelope::Damage;
use super::read::{Earlier, Kept};
use super::record::{
    BodyV1, CorrectionV1, EarlierV1, FetchV2, HeaderV1, MarkV1, MeasureV1, MessageV1, Names, OverlayV1,
    SourceV1,
};
use super::write::Incoming;

/// What a talk begins with: another number is another language.
pub(super) const PROTOCOL: u32 = 4;
/// Longest frame that is read, in bytes.
const LONGEST: u32 = 512 << 20;

/// Who speaks.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Greeting<'a> {
    pub(super) protocol: u32,
    pub(super) program: &'a str,
}

impl Greeting<'static> {
    /// This program's.
    pub(super) fn ours() -> Greeting<'static> {
        Greeting { protocol: PROTOCOL, program: env!("CARGO_PKG_VERSION") }
    }
}

/// What is asked.
#[derive(Debug, Serialize, Deserialize)]
#[expect(clippy::large_enum_variant, reason = "a connection has one request in hand")]
pub(super) enum Request<'a> {
    Greet,
    Rows,
    Newest(u64),
    RowsOf(Vec<[u8; 16]>),
    Article([u8; 16]),
    Digest([u8; 16]),
    IsGone([u8; 16]),
    Earlier([u8; 16]),
    Changed,
    Resolve(&'a str),
    Texts,
    Counts,
    Health,
    Statistics,
    Revision,
    Upsert(#[serde(borrow)] Vec<ArticleW<'a>>),
    Remove(Vec<[u8; 16]>),
    Mark(Vec<[u8; 16]>, ChangeW),
    Sources,
    PutSources(Vec<SourceV1>),
    Unfollow(&'a str),
    FetchState(&'a str),
    PutFetchState(&'a str, Box<FetchV2>),
    Contacts,
    AddContacts(Vec<(String, u64)>, i64),
    IsSeeded,
    SetSeeded,
    Archive(#[serde(borrow)] Vec<ReceivedW<'a>>, Option<u64>),
    ArchiveSize,
    Flush,
    Backup(&'a str),
    BackupDaily(i64),
    Examine,
    Survey,
    Tags,
    TagsOf([u8; 16]),
    Tag(Vec<[u8; 16]>, Vec<String>, Vec<String>),
    Corrections(Option<[u8; 16]>),
    Correct(CorrectionV1<'a>),
    Withdraw([u8; 16], i64),
    Overlays,
    Lay(OverlayV1),
    Unlay(i64),
    Prints,
}

/// What is answered. Long lists come in several answers, closed by `Done`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer<'a> {
    Failed(FailureW),
    Rows(#[serde(borrow)] Vec<RowW<'a>>),
    Texts(Vec<(u64, [u8; 16], &'a str, &'a str)>),
    Done,
    Article(Option<ArticleW<'a>>),
    Earlier(Vec<EarlierV1<'a>>),
    Number(Option<u64>),
    Pair(u64, u64),
    Truth(bool),
    Text(Option<String>),
    Ids(Vec<Vec<[u8; 16]>>),
    Counts(Vec<(&'a str, u64, u64)>),
    Sources(Vec<SourceV1>),
    Fetch(FetchV2),
    Contacts(Vec<(String, u64, i64, i64)>),
    Backup(u32, u64, u64, u64),
    Examination(u64, Vec<(u8, u64)>),
    Survey(u64, Vec<SurveyedW>),
    Tags(Vec<([u8; 16], Vec<String>)>),
    Corrections(Vec<CorrectionV1<'a>>),
    Overlays(Vec<OverlayV1>),
    Prints(Vec<([u8; 16], u64)>),
}

/// A stored header, checksum and all, and its mark.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RowW<'a> {
    pub(super) header: &'a [u8],
    pub(super) mark: MarkV1,
}

/// An article with all that belongs to it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ArticleW<'a> {
    #[serde(borrow)]
    header: HeaderV1<'a>,
    mark: MarkV1,
    body: BodyV1<'a>,
    measures: Vec<MeasureV1<'a>>,
}

/// An article without its text: identifier, print, whether it changed, mark.
pub(super) type SurveyedW = ([u8; 16], u64, bool, MarkV1);

/// An answer to be archived; its time in milliseconds since 1970.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ReceivedW<'a> {
    source: &'a str,
    is_feed: bool,
    asked: &'a str,
    address: &'a str,
    at: i64,
    protocol: &'a str,
    head: Option<&'a [u8]>,
    body: &'a [u8],
    whole: bool,
}

/// A change of a mark.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) enum ChangeW {
    Read(bool),
    Starred(bool),
}

/// Why a request failed, in the words that the reader gets.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FailureW {
    pub(super) message: MessageV1,
    pub(super) words: String,
    pub(super) damage: bool,
}

impl<'a> ArticleW<'a> {
    /// `facts` are the measures in brief, or nothing where they are not needed.
    pub(super) fn of(
        article: &'a Article,
        digest: u64,
        facts: &'a [Fact],
        mark: Mark,
        document: &'a Document,
        measures: &'a [Measure],
    ) -> ArticleW<'a> {
        ArticleW {
            header: HeaderV1::of(article, digest, facts),
            mark: MarkV1::of(mark),
            body: BodyV1::of(document),
            measures: measures.iter().map(MeasureV1::of).collect(),
        }
    }

    pub(super) fn incoming(&self) -> Result<Incoming, Damage> {
        let kept = self.kept()?;
        Ok(Incoming {
            article: kept.headline.article,
            digest: self.header.digest(),
            document: kept.document,
            measures: kept.measures,
        })
    }

    pub(super) fn kept(&self) -> Result<Kept, Damage> {
        Ok(Kept {
            headline: self.header.headline(self.mark.mark(), &mut Names::default())?,
            document: self.body.document()?,
            measures: self.measures.iter().map(MeasureV1::measure).collect::<Result<_, _>>()?,
        })
    }
}

impl<'a> ReceivedW<'a> {
    pub(super) fn of(received: &'a Received) -> ReceivedW<'a> {
        ReceivedW {
            source: received.source.as_str(),
            is_feed: received.part == Part::Feed,
            asked: &received.asked,
            address: &received.address,
            at: received.at.as_millisecond(),
            protocol: &received.protocol,
            head: received.head.as_deref(),
            body: &received.body,
            whole: received.whole,
        }
    }

    pub(super) fn received(&self) -> Result<Received, Damage> {
        Ok(Received {
            source: SourceId::from_name(self.source).ok_or(Damage::Content)?,
            part: if self.is_feed { Part::Feed } else { Part::Page },
            asked: self.asked.to_owned(),
            address: self.address.to_owned(),
            at: Timestamp::from_millisecond(self.at).map_err(|_| Damage::Content)?,
            protocol: self.protocol.to_owned(),
            head: self.head.map(<[u8]>::to_vec),
            body: self.body.to_vec(),
            whole: self.whole,
        })
    }
}

impl RowW<'_> {
    pub(super) fn headline(&self, names: &mut Names) -> Result<Headline, Damage> {
        HeaderV1::read(self.header)?.headline(self.mark.mark(), names)
    }
}

impl From<MarkChange> for ChangeW {
    fn from(change: MarkChange) -> ChangeW {
        match change {
            MarkChange::Read(read) => ChangeW::Read(read),
            MarkChange::Starred(starred) => ChangeW::Starred(starred),
        }
    }
}

impl From<ChangeW> for MarkChange {
    fn from(change: ChangeW) -> MarkChange {
        match change {
            ChangeW::Read(read) => MarkChange::Read(read),
            ChangeW::Starred(starred) => MarkChange::Starred(starred),
        }
    }
}

pub(super) fn earlier_record(earlier: &Earlier) -> EarlierV1<'_> {
    EarlierV1 {
        replaced: earlier.replaced.as_millisecond(),
        title: &earlier.title,
        body: BodyV1::of(&earlier.document),
    }
}

pub(super) fn bytes_of(ids: &[ArticleId]) -> Vec<[u8; 16]> {
    ids.iter().map(|id| id.0).collect()
}

pub(super) fn ids_of(bytes: Vec<[u8; 16]>) -> Vec<ArticleId> {
    bytes.into_iter().map(ArticleId).collect()
}

/// Writes a frame.
pub(super) fn send<W: Write, T: Serialize>(to: &mut W, value: &T) -> io::Result<()> {
    let frame = postcard::to_extend(value, vec![0; 4]).map_err(io::Error::other)?;
    let length = u32::try_from(frame.len() - 4).ok().filter(|length| *length <= LONGEST);
    let length = length.ok_or(io::ErrorKind::FileTooLarge)?;
    let mut frame = frame;
    frame[..4].copy_from_slice(&length.to_le_bytes());
    to.write_all(&frame)
}

/// Reads a frame into a buffer, to be read with [`read`].
pub(super) fn receive<R: Read>(from: &mut R, buffer: &mut Vec<u8>) -> io::Result<()> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    buffer.clear();
    // Grown as bytes come: a length alone must not take memory.
    let read = from.take(u64::from(length)).read_to_end(buffer)?;
    if read == length as usize { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// Reads what a frame says.
pub(super) fn read<'a, T: Deserialize<'a>>(frame: &'a [u8]) -> io::Result<T> {
    postcard::from_bytes(frame).map_err(|_| io::ErrorKind::InvalidData.into())
}

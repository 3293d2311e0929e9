//! An answer as it came, the record that is made of it, and the way back.

use jiff::Timestamp;

use crate::domain::SourceId;

use super::record::{Record, RecordId, RecordKind, labelled_digest};

/// The field that tells which source was fetched.
const SOURCE: &str = "Vigie-Source";
/// The field that tells what it was fetched for.
const PART: &str = "Vigie-Part";
/// The field that tells the address that was asked, where another one answered.
const ASKED: &str = "Vigie-Asked";
/// The field of a changed record that tells when its content was received.
pub(super) const RECEIVED: &str = "Vigie-Received";
/// What revisit records say that they are (WARC/1.1, 6.7.2).
const IDENTICAL: &str = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
/// The type of a block that is an HTTP answer.
const HTTP: &str = "application/http; msgtype=response";

/// What an answer is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// A feed.
    Feed,
    /// The page of an entry.
    Page,
}

/// An answer as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The source that was fetched.
    pub source: SourceId,
    /// Feed or page.
    pub part: Part,
    /// The address that was asked.
    pub asked: String,
    /// The address that answered.
    pub address: String,
    /// When.
    pub at: Timestamp,
    /// Version of the protocol, `http/1.1` or `h2`; empty for a file.
    pub protocol: String,
    /// Status line and headers with the empty line that ends them; nothing for a file.
    pub head: Option<Vec<u8>>,
    /// The body as received, compressed as it was.
    pub body: Vec<u8>,
    /// Whether it came to its end.
    pub whole: bool,
}

/// The earlier record whose payload an answer repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Its name.
    pub id: RecordId,
    /// Its address.
    pub address: String,
    /// Its date.
    pub at: Timestamp,
}

impl Part {
    const fn code(self) -> &'static str {
        match self {
            Part::Feed => "feed",
            Part::Page => "page",
        }
    }
}

impl Received {
    /// The digest that tells payloads apart.
    pub fn payload_digest(&self) -> String {
        labelled_digest(&self.body)
    }

    /// The record of this answer; a revisit when an earlier record has its payload.
    pub(super) fn record(
        &self,
        id: RecordId,
        warcinfo: RecordId,
        concurrent: Option<RecordId>,
        earlier: Option<&Earlier>,
    ) -> Record {
        let kind = match (&self.head, earlier) {
            (_, Some(_)) => RecordKind::Revisit,
            (Some(_), None) => RecordKind::Response,
            (None, None) => RecordKind::Resource,
        };
        let mut record = Record::new(kind, id, self.at)
            .with("WARC-Target-URI", &self.address)
            .with("WARC-Warcinfo-ID", warcinfo.to_string())
            .with("WARC-Payload-Digest", self.payload_digest());
        record.block = self.head.clone().unwrap_or_default();
        if earlier.is_none() {
            record.block.extend_from_slice(&self.body);
        }
        let block = labelled_digest(&record.block);
        let of_type = if self.head.is_some() { HTTP } else { "application/octet-stream" };
        record = record.with("WARC-Block-Digest", block).with("Content-Type", of_type);
        if let Some(concurrent) = concurrent {
            record = record.with("WARC-Concurrent-To", concurrent.to_string());
        }
        if let Some(earlier) = earlier {
            record = record
                .with("WARC-Profile", IDENTICAL)
                .with("WARC-Refers-To", earlier.id.to_string())
                .with("WARC-Refers-To-Target-URI", &earlier.address)
                .with("WARC-Refers-To-Date", earlier.at.to_string());
        }
        if !self.whole {
            record = record.with("WARC-Truncated", "disconnect");
        }
        if !self.protocol.is_empty() {
            record = record.with("WARC-Protocol", &self.protocol);
        }
        if self.asked != self.address {
            record = record.with(ASKED, &self.asked);
        }
        record.with(SOURCE, self.source.as_str()).with(PART, self.part.code())
    }
}

/// An answer read from the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replayed {
    /// With its body.
    Whole {
        /// The record's name; that of the record which it replaces, when it was changed.
        id: RecordId,
        /// The feed's record with which it came.
        concurrent: Option<RecordId>,
        /// The answer.
        received: Received,
    },
    /// Its body is that of an earlier record.
    Again {
        /// The record's name.
        id: RecordId,
        /// The earlier record.
        earlier: RecordId,
        /// The feed's record with which it came.
        concurrent: Option<RecordId>,
        /// The answer, its body empty.
        received: Received,
    },
}

impl Replayed {
    /// The answer of a record; nothing when the record holds none that the reader asked for.
    pub fn of(record: Record) -> Option<Replayed> {
        let part =
            [Part::Feed, Part::Page].into_iter().find(|part| record.field(PART) == Some(part.code()))?;
        let kind = record.kind()?;
        let id = record.id()?;
        let concurrent = record.field("WARC-Concurrent-To").and_then(RecordId::read);
        let earlier = record.field("WARC-Refers-To").and_then(RecordId::read);
        let address = record.field("WARC-Target-URI")?.to_owned();
        let received_at = record.field(RECEIVED).and_then(|at| at.parse().ok());
        let mut received = Received {
            source: SourceId::from_name(record.field(SOURCE)?)?,
            part,
            asked: record.field(ASKED).unwrap_or(&address).to_owned(),
            at: received_at.or_else(|| record.date())?,
            protocol: record.field("WARC-Protocol").unwrap_or_default().to_owned(),
            head: None,
            body: Vec::new(),
            whole: record.field("WARC-Truncated").is_none(),
            address,
        };
        let is_http =
            record.field("Content-Type").is_some_and(|of_type| of_type.starts_with("application/http"));
        let mut block = record.block;
        if is_http {
            let end = memchr::memmem::find(&block, b"\r\n\r\n")? + 4;
            received.body = block.split_off(end);
            received.head = Some(block);
        } else {
            received.body = block;
        }
        Some(match (kind, earlier) {
            (RecordKind::Revisit, Some(earlier)) => Replayed::Again { id, earlier, concurrent, received },
            // Others refer to what was converted by the name that it had.
            (RecordKind::Conversion, Some(id)) => Replayed::Whole { id, concurrent, received },
            (RecordKind::Response | RecordKind::Resource, _) => Replayed::Whole { id, concurrent, received },
            _ => return None,
        })
    }
}

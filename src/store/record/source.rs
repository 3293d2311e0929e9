//! Sources, how their fetches fare, and marks.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::domain::{FullText, Language, Mark, Source, SourceFormat, SourceId, Trust};
use crate::labels::{Message, Value};
use crate::store::envelope::{self, Damage};
use crate::store::{Contact, FetchState, Gap, KeptSource};

use super::{instant_of, known, optional_instant_of};

/// The version that is written of sources.
pub(in crate::store) const SOURCE: u8 = 1;
/// The version that is written of fetch states.
pub(in crate::store) const FETCH: u8 = 2;
/// The version that is written of contacts.
pub(in crate::store) const CONTACT: u8 = 1;
/// The version that is written of marks.
pub(in crate::store) const MARK: u8 = 1;

/// A mark as stored.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct MarkV1 {
    read: bool,
    starred: bool,
}

impl MarkV1 {
    pub(in crate::store) fn of(mark: Mark) -> MarkV1 {
        MarkV1 { read: mark.read, starred: mark.starred }
    }

    pub(in crate::store) fn mark(&self) -> Mark {
        Mark { read: self.read, starred: self.starred }
    }
}

/// A source as stored; `order` is its place in the list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::store) struct SourceV1 {
    order: u32,
    followed: bool,
    id: String,
    title: String,
    address: String,
    alternates: Vec<String>,
    format: String,
    language: String,
    country: String,
    trust: String,
    tags: Vec<String>,
    full_text: String,
}

impl SourceV1 {
    pub(in crate::store) fn of(kept: &KeptSource) -> SourceV1 {
        let source = &kept.source;
        SourceV1 {
            order: kept.order,
            followed: kept.followed,
            id: source.id.as_str().to_owned(),
            title: source.title.clone(),
            address: source.address.clone(),
            alternates: source.alternates.clone(),
            format: source.format.code().to_owned(),
            language: source.language.tag().to_owned(),
            country: source.country.clone(),
            trust: source.trust.code().to_owned(),
            tags: source.tags.clone(),
            full_text: source.full_text.code().to_owned(),
        }
    }

    pub(in crate::store) fn kept(self) -> Result<KeptSource, Damage> {
        let source = Source {
            id: known(SourceId::from_name(&self.id))?,
            title: self.title,
            address: self.address,
            alternates: self.alternates,
            format: known(SourceFormat::from_code(&self.format))?,
            language: Language::from_tag(&self.language),
            country: self.country,
            trust: known(Trust::from_code(&self.trust))?,
            tags: self.tags,
            full_text: known(FullText::from_code(&self.full_text))?,
        };
        Ok(KeptSource { source, order: self.order, followed: self.followed })
    }
}

/// A fetch state as the first version stored it; instants are milliseconds since 1970.
#[derive(Debug, Serialize, Deserialize)]
struct FetchV1 {
    etag: Option<String>,
    last_modified: Option<String>,
    last_success: Option<i64>,
    last_failure: Option<i64>,
    failure: Option<MessageV1>,
    streak: u32,
    next_try: Option<i64>,
    mended: Vec<String>,
}

/// A fetch state as stored: what the first version had, and what came later.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct FetchV2 {
    first: FetchV1,
    remarks: Vec<MessageV1>,
    asked_until: Option<i64>,
    newest: Option<i64>,
    gaps: Vec<(i64, i64)>,
}

/// How often a host was contacted, as stored; instants are milliseconds since 1970.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct ContactV1 {
    pub(in crate::store) requests: u64,
    pub(in crate::store) first: i64,
    pub(in crate::store) last: i64,
}

impl ContactV1 {
    pub(in crate::store) fn contact(&self, host: &str) -> Result<Contact, Damage> {
        let (first, last) = (instant_of(self.first)?, instant_of(self.last)?);
        Ok(Contact { host: host.to_owned(), requests: self.requests, first, last })
    }
}

/// A message as stored: its label's key, and what fills its places.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct MessageV1 {
    key: String,
    arguments: Vec<(String, ValueV1)>,
}

/// What fills a place; the order is part of the format.
#[derive(Debug, Serialize, Deserialize)]
enum ValueV1 {
    Text(String),
    Count(u64),
    Label(Box<MessageV1>),
}

impl FetchV1 {
    fn of(state: &FetchState) -> FetchV1 {
        FetchV1 {
            etag: state.etag.clone(),
            last_modified: state.last_modified.clone(),
            last_success: state.last_success.map(|instant| instant.as_millisecond()),
            last_failure: state.last_failure.map(|instant| instant.as_millisecond()),
            failure: state.failure.as_ref().map(MessageV1::of),
            streak: state.streak,
            next_try: state.next_try.map(|instant| instant.as_millisecond()),
            mended: state.mended.clone(),
        }
    }

    fn state(self) -> Result<FetchState, Damage> {
        Ok(FetchState {
            etag: self.etag,
            last_modified: self.last_modified,
            last_success: optional_instant_of(self.last_success)?,
            last_failure: optional_instant_of(self.last_failure)?,
            failure: self.failure.map(MessageV1::message),
            streak: self.streak,
            next_try: optional_instant_of(self.next_try)?,
            mended: self.mended,
            ..FetchState::default()
        })
    }
}

impl FetchV2 {
    pub(in crate::store) fn of(state: &FetchState) -> FetchV2 {
        let milliseconds = |instant: jiff::Timestamp| instant.as_millisecond();
        FetchV2 {
            first: FetchV1::of(state),
            remarks: state.remarks.iter().map(MessageV1::of).collect(),
            asked_until: state.asked_until.map(milliseconds),
            newest: state.newest.map(milliseconds),
            gaps: state.gaps.iter().map(|gap| (milliseconds(gap.after), milliseconds(gap.before))).collect(),
        }
    }

    pub(in crate::store) fn state(self) -> Result<FetchState, Damage> {
        let gap = |(after, before)| Ok(Gap { after: instant_of(after)?, before: instant_of(before)? });
        Ok(FetchState {
            remarks: self.remarks.into_iter().map(MessageV1::message).collect(),
            asked_until: optional_instant_of(self.asked_until)?,
            newest: optional_instant_of(self.newest)?,
            gaps: self.gaps.into_iter().map(gap).collect::<Result<_, Damage>>()?,
            ..self.first.state()?
        })
    }

    /// Reads a stored state, whichever version wrote it.
    pub(in crate::store) fn read(bytes: &[u8]) -> Result<FetchState, Damage> {
        let sealed = envelope::check(bytes)?;
        match sealed.version {
            1 => envelope::open::<FetchV1>(bytes)?.state(),
            FETCH => postcard::from_bytes::<FetchV2>(sealed.raw()?).map_err(|_| Damage::Content)?.state(),
            unknown => Err(Damage::Version(unknown)),
        }
    }
}

impl MessageV1 {
    pub(in crate::store) fn of(message: &Message) -> MessageV1 {
        let argument = |(name, value): &(&'static str, Value)| ((*name).to_owned(), ValueV1::of(value));
        MessageV1 { key: message.key.to_owned(), arguments: message.arguments.iter().map(argument).collect() }
    }

    pub(in crate::store) fn message(self) -> Message {
        let argument = |(name, value): (String, ValueV1)| (for_ever(&name), value.value());
        Message { key: for_ever(&self.key), arguments: self.arguments.into_iter().map(argument).collect() }
    }
}

impl ValueV1 {
    fn of(value: &Value) -> ValueV1 {
        match value {
            Value::Text(text) => ValueV1::Text(text.clone()),
            Value::Count(count) => ValueV1::Count(*count),
            Value::Label(message) => ValueV1::Label(Box::new(MessageV1::of(message))),
        }
    }

    fn value(self) -> Value {
        match self {
            ValueV1::Text(text) => Value::Text(text),
            ValueV1::Count(count) => Value::Count(count),
            ValueV1::Label(message) => Value::Label(Box::new(message.message())),
        }
    }
}

/// How many names are held for ever; the labels have far fewer keys and places.
const MOST_NAMES: usize = 4096;

/// A label's key or place read from the store. There are few, and each is held once.
fn for_ever(name: &str) -> &'static str {
    static HELD: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);
    let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = held.get(name) {
        return known;
    }
    if held.len() >= MOST_NAMES {
        return "error-unknown";
    }
    let kept: &'static str = Box::leak(name.to_owned().into_boxed_str());
    held.insert(kept);
    kept
}

//! What the stored bytes mean: one record type a kind of value and version, converted by hand to the domain's values.
//!
//! The domain's types are free to change; these are not: a store in the field holds them. A grown record is a new type
//! (`HeaderV2`) and a step from the older one; fixtures of each version's bytes stand in the tests. Enumerations are
//! stored by their exported codes.

mod body;
mod header;
mod measure;
mod seen;
mod source;

pub(super) use body::{BodyV1, EarlierV1};
pub(super) use header::{HeaderV1, Names, Place as HeaderPlace};
pub(super) use measure::{MEASURES, MeasureV1};
pub(super) use seen::{SEEN, SeenV1};
pub(super) use source::{CONTACT, ContactV1, FETCH, FetchV2, MARK, MarkV1, MessageV1, SOURCE, SourceV1};

use jiff::Timestamp;

use crate::domain::{Cents, Currency, Money};

use super::envelope::Damage;

/// A sum: hundredths, code of the currency.
type MoneyV1<'a> = (i64, &'a str);

fn money_of(stored: Option<MoneyV1<'_>>) -> Result<Option<Money>, Damage> {
    let Some((cents, code)) = stored else { return Ok(None) };
    let currency = Currency::from_code(code).ok_or(Damage::Content)?;
    Ok(Some(Money { cents: Cents(cents), currency }))
}

fn instant_of(milliseconds: i64) -> Result<Timestamp, Damage> {
    Timestamp::from_millisecond(milliseconds).map_err(|_| Damage::Content)
}

fn optional_instant_of(milliseconds: Option<i64>) -> Result<Option<Timestamp>, Damage> {
    milliseconds.map(instant_of).transpose()
}

/// What a stored code stands for; a code that nobody knows is damage.
fn known<T>(found: Option<T>) -> Result<T, Damage> {
    found.ok_or(Damage::Content)
}

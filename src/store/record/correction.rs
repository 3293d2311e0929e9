//! What a reader says over the machine: corrections of measures, joins and splits of decisions.

use serde::{Deserialize, Serialize};

use crate::domain::{ArticleId, Change, Correction, Kind, Measure, Overlay, Pin, Sameness};
use crate::store::envelope::{self, Damage};

use super::{MeasureV1, instant_of, known, money_of};

/// The version that is written, of both.
const WRITTEN: u8 = 1;

/// A correction as stored. Which of the two measures are there follows from the change.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct CorrectionV1<'a> {
    article: [u8; 16],
    /// `correct`, `reject`, `add` or `confirm`.
    change: &'a str,
    #[serde(borrow)]
    machine: Option<MeasureV1<'a>>,
    value: Option<MeasureV1<'a>>,
    reason: &'a str,
    /// Milliseconds since 1970.
    at: i64,
}

impl<'a> CorrectionV1<'a> {
    pub(in crate::store) fn of(correction: &'a Correction) -> CorrectionV1<'a> {
        let (change, machine, value) = match &correction.change {
            Change::Correct { machine, value } => ("correct", Some(machine), Some(value.as_ref())),
            Change::Reject { machine } => ("reject", Some(machine), None),
            Change::Add { value } => ("add", None, Some(value)),
            Change::Confirm { machine } => ("confirm", Some(machine), None),
        };
        CorrectionV1 {
            article: correction.article.0,
            change,
            machine: machine.map(MeasureV1::of),
            value: value.map(MeasureV1::of),
            reason: &correction.reason,
            at: correction.at.as_millisecond(),
        }
    }

    pub(in crate::store) fn correction(&self) -> Result<Correction, Damage> {
        let measure =
            |stored: &Option<MeasureV1<'_>>| -> Result<Measure, Damage> { known(stored.as_ref())?.measure() };
        let change = match self.change {
            "correct" => {
                Change::Correct { machine: measure(&self.machine)?, value: Box::new(measure(&self.value)?) }
            }
            "reject" => Change::Reject { machine: measure(&self.machine)? },
            "add" => Change::Add { value: measure(&self.value)? },
            "confirm" => Change::Confirm { machine: measure(&self.machine)? },
            _ => return Err(Damage::Content),
        };
        Ok(Correction {
            article: ArticleId(self.article),
            change,
            reason: self.reason.to_owned(),
            at: instant_of(self.at)?,
        })
    }

    pub(in crate::store) fn seal(&self) -> Vec<u8> {
        envelope::seal(WRITTEN, self)
    }

    /// Reads what [`CorrectionV1::seal`] wrote.
    pub(in crate::store) fn read(bytes: &[u8]) -> Result<Correction, Damage> {
        let sealed = envelope::check(bytes)?;
        if sealed.version != WRITTEN {
            return Err(Damage::Version(sealed.version));
        }
        let record: CorrectionV1<'_> = postcard::from_bytes(sealed.raw()?).map_err(|_| Damage::Content)?;
        record.correction()
    }
}

/// A join or a split as stored.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct OverlayV1 {
    one: PinV1,
    other: PinV1,
    /// Whether both tell one decision.
    join: bool,
    reason: String,
    /// Milliseconds since 1970.
    at: i64,
}

/// A pointer at a measure as stored.
#[derive(Debug, Serialize, Deserialize)]
struct PinV1 {
    article: [u8; 16],
    kind: String,
    company: Option<String>,
    amount: Option<(i64, String)>,
    date: Option<String>,
    reference: Option<String>,
}

impl OverlayV1 {
    pub(in crate::store) fn of(overlay: &Overlay) -> OverlayV1 {
        OverlayV1 {
            one: PinV1::of(&overlay.one),
            other: PinV1::of(&overlay.other),
            join: overlay.sameness == Sameness::Join,
            reason: overlay.reason.clone(),
            at: overlay.at.as_millisecond(),
        }
    }

    pub(in crate::store) fn overlay(self) -> Result<Overlay, Damage> {
        Ok(Overlay {
            one: self.one.pin()?,
            other: self.other.pin()?,
            sameness: if self.join { Sameness::Join } else { Sameness::Split },
            reason: self.reason,
            at: instant_of(self.at)?,
        })
    }

    pub(in crate::store) fn seal(&self) -> Vec<u8> {
        envelope::seal(WRITTEN, self)
    }

    /// Reads what [`OverlayV1::seal`] wrote.
    pub(in crate::store) fn read(bytes: &[u8]) -> Result<Overlay, Damage> {
        envelope::open::<OverlayV1>(bytes)?.overlay()
    }
}

impl PinV1 {
    fn of(pin: &Pin) -> PinV1 {
        PinV1 {
            article: pin.article.0,
            kind: pin.kind.code().to_owned(),
            company: pin.company.clone(),
            amount: pin.amount.map(|money| (money.cents.0, money.currency.code().to_owned())),
            date: pin.date.map(|date| date.to_string()),
            reference: pin.reference.clone(),
        }
    }

    fn pin(self) -> Result<Pin, Damage> {
        Ok(Pin {
            article: ArticleId(self.article),
            kind: known(Kind::from_code(&self.kind))?,
            company: self.company,
            amount: money_of(self.amount.as_ref().map(|(cents, code)| (*cents, code.as_str())))?,
            date: self.date.map(|date| known(date.parse().ok())).transpose()?,
            reference: self.reference,
        })
    }
}

//! Measures whole, with the spans that prove them.

use serde::{Deserialize, Serialize};

use crate::domain::{Confidence, Evidence, Field, Kind, Measure, Period, Place, Provision, Span, Theme};
use crate::store::envelope::Damage;

use super::header::role_of;
use super::{MoneyV1, known, money_of};

/// The version that is written.
pub(in crate::store) const MEASURES: u8 = 1;

/// A measure as stored; dates and deadlines in the form that they are written in.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct MeasureV1<'a> {
    kind: &'a str,
    authority: Option<&'a str>,
    company: Option<&'a str>,
    #[serde(borrow)]
    aliases: Vec<&'a str>,
    amount: Option<MoneyV1<'a>>,
    period: Option<&'a str>,
    date: Option<String>,
    reference: Option<&'a str>,
    articles: Vec<&'a str>,
    breaches: Vec<&'a str>,
    role: &'a str,
    complainant: Option<&'a str>,
    deadline: Option<String>,
    evidence: Vec<EvidenceV1<'a>>,
    confidence: u8,
    rules: Vec<&'a str>,
}

/// A passage as stored: field, place, start, end.
type EvidenceV1<'a> = (&'a str, &'a str, usize, usize);

impl<'a> MeasureV1<'a> {
    pub(in crate::store) fn of(measure: &'a Measure) -> MeasureV1<'a> {
        MeasureV1 {
            kind: measure.kind.code(),
            authority: measure.authority.as_deref(),
            company: measure.company.as_deref(),
            aliases: strings(&measure.aliases),
            amount: measure.amount.as_ref().map(|money| (money.cents.0, money.currency.code())),
            period: measure.period.map(Period::code),
            date: measure.date.map(|date| date.to_string()),
            reference: measure.reference.as_deref(),
            articles: measure.articles.iter().map(|provision| provision.0.as_str()).collect(),
            breaches: measure.breaches.iter().map(|theme| theme.code()).collect(),
            role: measure.role.code(),
            complainant: measure.complainant.as_deref(),
            deadline: measure.deadline.map(|deadline| deadline.to_string()),
            evidence: measure.evidence.iter().map(evidence_record).collect(),
            confidence: measure.confidence.hundredths(),
            rules: strings(&measure.rules),
        }
    }

    pub(in crate::store) fn measure(&self) -> Result<Measure, Damage> {
        let theme = |code: &&str| known(Theme::from_code(code));
        Ok(Measure {
            kind: known(Kind::from_code(self.kind))?,
            authority: self.authority.map(str::to_owned),
            company: self.company.map(str::to_owned),
            aliases: owned(&self.aliases),
            amount: money_of(self.amount)?,
            period: self.period.map(|code| known(Period::from_code(code))).transpose()?,
            date: self.date.as_deref().map(|date| known(date.parse().ok())).transpose()?,
            reference: self.reference.map(str::to_owned),
            articles: owned(&self.articles).into_iter().map(Provision).collect(),
            breaches: self.breaches.iter().map(theme).collect::<Result<_, _>>()?,
            role: role_of(self.role)?,
            complainant: self.complainant.map(str::to_owned),
            deadline: self.deadline.as_deref().map(|deadline| known(deadline.parse().ok())).transpose()?,
            evidence: self.evidence.iter().map(evidence_of).collect::<Result<_, _>>()?,
            confidence: Confidence::from_hundredths(self.confidence),
            rules: owned(&self.rules),
        })
    }
}

fn strings(values: &[String]) -> Vec<&str> {
    values.iter().map(String::as_str).collect()
}

fn owned(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

fn evidence_record(evidence: &Evidence) -> EvidenceV1<'static> {
    (evidence.field.code(), evidence.place.code(), evidence.span.start, evidence.span.end)
}

fn evidence_of(&(field, place, start, end): &EvidenceV1<'_>) -> Result<Evidence, Damage> {
    if start > end {
        return Err(Damage::Content);
    }
    Ok(Evidence {
        field: known(Field::ALL.into_iter().find(|known| known.code() == field))?,
        place: known([Place::Title, Place::Body].into_iter().find(|known| known.code() == place))?,
        span: Span::new(start, end),
    })
}

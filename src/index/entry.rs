//! What is indexed of an article, and what the index gives back of its measures.

use serde::{Deserialize, Serialize};

use crate::domain::{
    Article, Cents, Confidence, Currency, Deadline, Kind, Measure, Money, Period, Provision, Role, Theme,
};

/// An article to be indexed.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its plain text.
    pub text: &'a str,
    /// Its measures, as they count for a reader.
    pub measures: &'a [Measure],
    /// Whether its source changed it after it was fetched.
    pub changed: bool,
    /// A number made from all that is indexed of it; another one means that it must be indexed anew.
    pub print: u64,
}

/// Bits of the column of signs.
pub(super) mod sign {
    pub(in crate::index) const CHANGED: u64 = 1;
    pub(in crate::index) const LINK: u64 = 2;
}

/// A measure as the index keeps it, without the passages that prove it: an array in JSON, in this order. Enumerations by
/// their exported codes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record<'a>(
    /// Kind.
    &'a str,
    /// Authority.
    Option<String>,
    /// Company.
    Option<String>,
    /// Aliases.
    Vec<String>,
    /// Cents, currency, period's code or nothing.
    Option<(i64, String)>,
    /// Period.
    Option<&'a str>,
    /// Date.
    Option<String>,
    /// Reference.
    Option<String>,
    /// Provisions.
    Vec<String>,
    /// Themes.
    Vec<&'a str>,
    /// Whether it is background.
    bool,
    /// Complainant.
    Option<String>,
    /// Deadline.
    Option<String>,
    /// Hundredths of confidence.
    u8,
);

impl Record<'_> {
    /// The record of a measure.
    pub(super) fn of(measure: &Measure) -> Record<'static> {
        Record(
            measure.kind.code(),
            measure.authority.clone(),
            measure.company.clone(),
            measure.aliases.clone(),
            measure.amount.map(|money| (money.cents.0, money.currency.code().to_owned())),
            measure.period.map(Period::code),
            measure.date.map(|date| date.to_string()),
            measure.reference.clone(),
            measure.articles.iter().map(|provision| provision.0.clone()).collect(),
            measure.breaches.iter().map(|theme| theme.code()).collect(),
            measure.role == Role::Background,
            measure.complainant.clone(),
            measure.deadline.map(|deadline| deadline.to_string()),
            measure.confidence.hundredths(),
        )
    }

    /// The measure, without its passages; nothing when the record is not one.
    fn measure(self) -> Option<Measure> {
        let amount = match self.4 {
            Some((cents, code)) => Some(Money { cents: Cents(cents), currency: Currency::from_code(&code)? }),
            None => None,
        };
        Some(Measure {
            authority: self.1,
            company: self.2,
            aliases: self.3,
            amount,
            period: self.5.and_then(Period::from_code),
            date: self.6.and_then(|date| date.parse().ok()),
            reference: self.7,
            articles: self.8.into_iter().map(Provision).collect(),
            breaches: self.9.into_iter().filter_map(Theme::from_code).collect(),
            role: if self.10 { Role::Background } else { Role::Main },
            complainant: self.11,
            deadline: self.12.and_then(|deadline| deadline.parse::<Deadline>().ok()),
            confidence: Confidence::from_hundredths(self.13),
            ..Measure::of_kind(Kind::from_code(self.0)?)
        })
    }
}

/// The bytes that an article's measures are kept as.
pub(super) fn seal(measures: &[Measure]) -> Vec<u8> {
    let records: Vec<Record<'static>> = measures.iter().map(Record::of).collect();
    serde_json::to_vec(&records).expect("records in memory can always be written to memory")
}

/// Reads what [`seal`] made; nothing when the bytes are damaged.
pub(super) fn open(bytes: &[u8]) -> Option<Vec<Measure>> {
    let records: Vec<Record<'_>> = serde_json::from_slice(bytes).ok()?;
    records.into_iter().map(Record::measure).collect()
}

#[cfg(test)]
mod tests {
    use super::{open, seal};
    use crate::domain::{Deadline, Kind, Measure, Money, Period, Provision, Role, Theme};

    #[test]
    fn measures_come_back_without_their_passages() {
        let measure = Measure {
            authority: Some("CNIL".to_owned()),
            company: Some("CLEARVIEW \"AI\"".to_owned()),
            aliases: vec!["Clearview".to_owned()],
            amount: Money::from_units(100_000, crate::domain::Currency::EUR),
            period: Some(Period::Day),
            date: "2022-10-17".parse().ok(),
            reference: Some("SAN-2022-019".to_owned()),
            articles: vec![Provision("RGPD 6".to_owned())],
            breaches: vec![Theme::Biometrics],
            role: Role::Background,
            complainant: Some("noyb".to_owned()),
            deadline: Some(Deadline::Months(2)),
            ..Measure::of_kind(Kind::PeriodicPenalty)
        };
        let measures = vec![measure, Measure::of_kind(Kind::Complaint)];
        assert_eq!(open(&seal(&measures)), Some(measures.clone()));
        assert_eq!(open(&seal(&measures)[1..]), None);
        assert_eq!(open(b"[[1]]"), None);
    }
}

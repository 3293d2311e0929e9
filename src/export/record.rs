//! The records of the JSON exports and of `vigie extract`: what each field is called and how it is written.
//!
//! They are converted by hand from the values of `domain`, so that a change there cannot change a published format by
//! itself. A change that a reader of these files would notice raises the number at the end of the schema's name;
//! `assets/schema/articles.json` says the same for machines, and a test holds the two together.

use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::{Item, escape, lead};
use crate::domain::{Cents, Evidence, Measure, Money, Place};

/// The name and version of the schema that articles are written in.
pub const ARTICLES_SCHEMA: &str = "vigie.articles/1";

/// What stands beside the articles in a JSON document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticlesHead {
    /// [`ARTICLES_SCHEMA`].
    pub schema: String,
    /// When it was written, RFC 3339 in UTC.
    pub generated: String,
}

/// An article; the lines of JSON Lines bear their schema themselves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArticleRecord {
    /// [`ARTICLES_SCHEMA`].
    pub schema: String,
    /// Thirty-two hexadecimal digits, from the source and the guid: the same on every machine.
    pub id: String,
    /// Where it came from.
    pub source: SourceRecord,
    /// The source's own identifier for it.
    pub guid: String,
    /// Permanent link, http or https, as the feed gives it.
    pub link: Option<String>,
    /// Plain text; empty when the feed gives none.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// RFC 3339 in UTC.
    pub published: Option<String>,
    /// RFC 3339 in UTC.
    pub updated: Option<String>,
    /// RFC 3339 in UTC.
    pub fetched: String,
    /// `fr`, `en` or `und`.
    pub language: String,
    /// Leading sentences, in reading order.
    pub lead: Vec<String>,
    /// The whole text, into which the evidence of place `text` points.
    pub text: String,
    /// What the article tells, main measures first.
    pub measures: Vec<MeasureRecord>,
    /// Whether it was read.
    #[serde(default)]
    pub read: bool,
    /// Whether it was starred.
    #[serde(default)]
    pub starred: bool,
}

/// A source, in brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// Its name in the catalogue.
    pub id: String,
    /// Its title, as shown.
    pub title: String,
}

/// A measure, in the fields and the order of the extraction contract. What is not known is `null`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeasureRecord {
    /// Who acts, by its usual short name.
    pub authority: Option<String>,
    /// The organisation aimed at.
    pub company: Option<String>,
    /// Its other names, or those fined jointly with it.
    pub aliases: Vec<String>,
    /// Code of the measure's kind.
    pub kind: String,
    /// Units of the currency: an integer when it is whole.
    pub amount: Option<Number>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// `day`, `week` or `month`.
    pub period: Option<String>,
    /// `2022-10-17`, `2022-10` or `2022`.
    pub date: Option<String>,
    /// `SAN-2022-019`, an ECLI, a case number.
    pub reference: Option<String>,
    /// `RGPD 6`, `LIL 82`.
    pub articles: Vec<String>,
    /// Codes of themes.
    pub breaches: Vec<String>,
    /// `main` or `background`.
    pub role: String,
    /// Who complained.
    pub complainant: Option<String>,
    /// ISO 8601 duration or date.
    pub deadline: Option<String>,
    /// Passages that prove the fields, in reading order.
    pub evidence: Vec<EvidenceRecord>,
    /// 0 to 1.
    pub confidence: f64,
    /// Names of the rules that fired.
    pub rules: Vec<String>,
}

/// A passage that proves a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRecord {
    /// The field's name in the measure.
    pub field: String,
    /// `title` or `text`.
    pub place: String,
    /// Offset of the first byte in the UTF-8 text of that place.
    pub start: usize,
    /// Offset just after the last byte.
    pub end: usize,
    /// The passage as written: the text from `start` to `end`.
    pub quote: String,
}

impl ArticleRecord {
    /// The record of an article.
    pub fn new(item: &Item) -> ArticleRecord {
        let article = &item.article;
        ArticleRecord {
            schema: ARTICLES_SCHEMA.to_owned(),
            id: article.id.to_string(),
            source: SourceRecord { id: article.source.to_string(), title: item.source.clone() },
            guid: article.guid.clone(),
            link: article.link.clone().filter(|link| escape::link(Some(link)).is_some()),
            title: article.title.clone(),
            author: article.author.clone(),
            published: article.dates.published.map(|time| time.to_string()),
            updated: article.dates.updated.map(|time| time.to_string()),
            fetched: article.dates.fetched.to_string(),
            language: article.language.tag().to_owned(),
            lead: lead(&item.document, &item.measures),
            text: item.document.text.clone(),
            measures: item
                .measures
                .iter()
                .map(|measure| MeasureRecord::new(measure, &article.title, &item.document.text))
                .collect(),
            read: item.mark.read,
            starred: item.mark.starred,
        }
    }
}

impl MeasureRecord {
    /// The record of a measure; `title` and `text` are what its evidence points into.
    pub fn new(measure: &Measure, title: &str, text: &str) -> MeasureRecord {
        MeasureRecord {
            authority: measure.authority.clone(),
            company: measure.company.clone(),
            aliases: measure.aliases.clone(),
            kind: measure.kind.code().to_owned(),
            amount: measure.amount.map(number),
            currency: measure.amount.map(|money| money.currency.to_string()),
            period: measure.period.map(|period| period.code().to_owned()),
            date: measure.date.map(|date| date.to_string()),
            reference: measure.reference.clone(),
            articles: measure.articles.iter().map(|provision| provision.0.clone()).collect(),
            breaches: measure.breaches.iter().map(|theme| theme.code().to_owned()).collect(),
            role: measure.role.code().to_owned(),
            complainant: measure.complainant.clone(),
            deadline: measure.deadline.map(|deadline| deadline.to_string()),
            evidence: measure.evidence.iter().map(|proof| EvidenceRecord::new(proof, title, text)).collect(),
            confidence: f64::from(measure.confidence.hundredths()) / 100.0,
            rules: measure.rules.clone(),
        }
    }
}

impl EvidenceRecord {
    fn new(evidence: &Evidence, title: &str, text: &str) -> EvidenceRecord {
        let place = match evidence.place {
            Place::Title => title,
            Place::Body => text,
        };
        EvidenceRecord {
            field: evidence.field.code().to_owned(),
            place: evidence.place.code().to_owned(),
            start: evidence.span.start,
            end: evidence.span.end,
            quote: evidence.span.of(place).unwrap_or_default().to_owned(),
        }
    }
}

/// A sum as JSON has it: units, an integer when whole, else with its cents.
pub fn number(money: Money) -> Number {
    let Cents(cents) = money.cents;
    match money.cents.remainder() {
        0 => Number::from(money.cents.units()),
        _ => Number::from_f64(cents as f64 / 100.0).expect("a sum is a finite number"),
    }
}

//! A decision as JSON has it: plain names of the project's exported values, days in ISO 8601, sums in units.
//!
//! A change that a reader of these files would notice raises the number at the end of the schema's name;
//! `assets/schema/decisions.json` says the same for machines, and a test holds the two together.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Number;

use super::DecisionItem;
use crate::domain::{
    Act, Claim, Decision, DecisionId, Field, Force, Link, LinkReason, Money, Period, Provision, Reason,
    Reconciled, Telling, Theme,
};
use crate::export::{escape, number};

/// The name and version of the schema that decisions are written in.
pub const DECISIONS_SCHEMA: &str = "vigie.decisions/1";

/// What stands beside the decisions in a JSON document.
#[derive(Serialize)]
pub(super) struct DecisionsHead {
    /// [`DECISIONS_SCHEMA`].
    pub(super) schema: &'static str,
    /// When it was written, RFC 3339 in UTC.
    pub(super) generated: String,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecisionRecord {
    /// [`DECISIONS_SCHEMA`].
    schema: &'static str,
    /// Sixteen hexadecimal digits.
    id: String,
    /// The identifier of its case: that of the case's first decision.
    case: Option<String>,
    stage: &'static str,
    authority: Option<String>,
    organisations: Vec<String>,
    /// Other names that articles use for them.
    names: Vec<String>,
    /// The day on which its publication by name ends, where that is known.
    naming_ends: Option<String>,
    reference: Option<String>,
    registers: Vec<String>,
    /// Of the decision, as far as it is known: `2022-10-17`, `2022-10`, `2022`.
    date: Option<String>,
    /// When the authority itself first published it.
    published: Option<String>,
    /// When the first article on it was published.
    first_told: Option<String>,
    measures: Vec<ActRecord>,
    breaches: Vec<&'static str>,
    articles: Vec<String>,
    complainants: Vec<String>,
    deadline: Option<String>,
    /// Who tells it, in order of trust.
    told_by: Vec<TellingRecord>,
    /// Decisions before it in its case.
    before: Vec<LinkRecord>,
    /// The last day of the time to comply, given or counted from the day of the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    compliance_due: Option<String>,
    /// Fields on which its sources contradict one another.
    clashes: Vec<ClashRecord>,
}

/// A measure of a decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct ActRecord {
    kind: &'static str,
    company: Option<String>,
    /// The sum first decided.
    amount: Option<Number>,
    /// The sum that stands today; nothing when it is annulled or not told.
    in_force: Option<Number>,
    currency: Option<String>,
    period: Option<&'static str>,
    /// `as_decided`, `upheld`, `reduced` or `annulled`.
    force: &'static str,
    /// The decision that upheld, reduced or annulled it.
    ruling: Option<String>,
    /// Whether the sum is a total of others that stand as measures of their own.
    total: bool,
}

/// An article that tells a decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct TellingRecord {
    article: String,
    source: String,
    trust: &'static str,
    published: Option<String>,
    role: &'static str,
    /// Why it was taken to tell this decision.
    reasons: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    /// Passages that prove what it tells.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    passages: Vec<PassageRecord>,
}

/// A passage as written, and the field that it proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct PassageRecord {
    field: &'static str,
    quote: String,
}

/// A link to an earlier decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct LinkRecord {
    relation: &'static str,
    decision: String,
    reasons: Vec<&'static str>,
}

/// A field that its sources tell differently: what each says, the most believed first.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct ClashRecord {
    field: &'static str,
    claims: Vec<ClaimRecord>,
}

/// What some articles say.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct ClaimRecord {
    value: String,
    articles: Vec<String>,
    trust: &'static str,
}

impl DecisionRecord {
    /// The record of a decision of that case, whose publication by name ends on that day; without what its articles say.
    pub fn new(decision: &Decision, case: Option<DecisionId>, naming_ends: Option<Date>) -> DecisionRecord {
        DecisionRecord {
            schema: DECISIONS_SCHEMA,
            id: decision.id.to_string(),
            case: case.map(|case| case.to_string()),
            stage: decision.stage.code(),
            authority: decision.authority().map(str::to_owned),
            organisations: decision.organisations.clone(),
            names: decision.names.clone(),
            naming_ends: naming_ends.map(|day| day.to_string()),
            reference: decision.reference.clone(),
            registers: decision.registers.clone(),
            date: decision.decided.as_ref().map(|date| date.value().to_string()),
            published: decision.published.map(|day| day.to_string()),
            first_told: decision.first_told.map(|day| day.to_string()),
            measures: decision.acts.iter().map(ActRecord::new).collect(),
            breaches: decision.themes.iter().copied().map(Theme::code).collect(),
            articles: decision.provisions.iter().map(Provision::to_string).collect(),
            complainants: decision.complainants.clone(),
            deadline: decision.deadline.as_ref().map(|deadline| deadline.value().to_string()),
            told_by: decision.tellings.iter().map(TellingRecord::new).collect(),
            before: decision.before.iter().map(LinkRecord::new).collect(),
            compliance_due: None,
            clashes: clashes(decision, &|money| money.to_string(), &|kind| kind.to_owned())
                .into_iter()
                .map(ClashRecord::new)
                .collect(),
        }
    }

    /// The record with what is known of the articles: titles, links, passages, and the end of the time to comply.
    pub fn whole(item: &DecisionItem) -> DecisionRecord {
        let mut record =
            DecisionRecord::new(&item.decision, item.case.as_ref().map(|case| case.id), item.naming_ends);
        record.compliance_due = item.due.map(|due| due.on.to_string());
        for reading in &item.readings {
            let id = reading.article.to_string();
            if let Some(telling) = record.told_by.iter_mut().find(|telling| telling.article == id) {
                telling.title = Some(reading.title.clone()).filter(|title| !title.is_empty());
                telling.link = escape::link(reading.link.as_deref());
                telling.passages = reading.passages.iter().map(PassageRecord::new).collect();
            }
        }
        record
    }
}

impl PassageRecord {
    fn new((field, quote): &(Field, String)) -> PassageRecord {
        PassageRecord { field: field.code(), quote: quote.clone() }
    }
}

impl ActRecord {
    fn new(act: &Act) -> ActRecord {
        let (force, ruling) = match act.force {
            Force::AsDecided => ("as_decided", None),
            Force::Upheld { by } => ("upheld", Some(by)),
            Force::Reduced { by, .. } => ("reduced", Some(by)),
            Force::Annulled { by } => ("annulled", Some(by)),
        };
        ActRecord {
            kind: act.kind().code(),
            company: act.organisation.clone(),
            amount: act.sum().map(number),
            in_force: act.sum_in_force().map(number),
            currency: act.sum().map(|sum| sum.currency.to_string()),
            period: act.period.map(Period::code),
            force,
            ruling: ruling.map(|id| id.to_string()),
            total: act.total,
        }
    }
}

impl TellingRecord {
    fn new(telling: &Telling) -> TellingRecord {
        TellingRecord {
            article: telling.article.to_string(),
            source: telling.source.to_string(),
            trust: telling.trust.code(),
            published: telling.published.map(|day| day.to_string()),
            role: telling.role.code(),
            reasons: telling.reasons.iter().copied().map(Reason::code).collect(),
            title: None,
            link: None,
            passages: Vec::new(),
        }
    }
}

impl LinkRecord {
    fn new(link: &Link) -> LinkRecord {
        LinkRecord {
            relation: link.relation.code(),
            decision: link.decision.to_string(),
            reasons: link.reasons.iter().copied().map(LinkReason::code).collect(),
        }
    }
}

impl ClashRecord {
    fn new(clash: Clash) -> ClashRecord {
        let record = |claim: Claim<String>| ClaimRecord {
            value: claim.value,
            articles: claim.articles.iter().map(ToString::to_string).collect(),
            trust: claim.trust.code(),
        };
        ClashRecord { field: clash.field, claims: clash.claims.into_iter().map(record).collect() }
    }
}

/// A field that its sources tell differently, with the values already in words.
#[derive(Debug, Clone)]
pub struct Clash {
    /// The field's name in a measure.
    pub field: &'static str,
    /// What is said, the most believed first.
    pub claims: Vec<Claim<String>>,
}

/// Every clash of a decision. Sums and kinds (by their exported values) are put in words by the caller.
pub fn clashes(
    decision: &Decision,
    of_money: &dyn Fn(Money) -> String,
    of_kind: &dyn Fn(&'static str) -> String,
) -> Vec<Clash> {
    let mut found = Vec::new();
    found.extend(clash("authority", decision.authority.as_ref(), &|it| it.clone()));
    found.extend(clash("date", decision.decided.as_ref(), &|it| it.to_string()));
    found.extend(clash("deadline", decision.deadline.as_ref(), &|it| it.to_string()));
    for act in &decision.acts {
        found.extend(clash("kind", Some(&act.kind), &|kind| of_kind(kind.code())));
        found.extend(clash("amount", act.amount.as_ref(), &|money| of_money(*money)));
    }
    found
}

fn clash<T>(
    field: &'static str,
    told: Option<&Reconciled<T>>,
    words: &dyn Fn(&T) -> String,
) -> Option<Clash> {
    let told = told.filter(|told| told.clashes())?;
    let claims = told.claims.iter().map(|claim| Claim {
        value: words(&claim.value),
        articles: claim.articles.clone(),
        trust: claim.trust,
        by_reader: claim.by_reader,
    });
    Some(Clash { field, claims: claims.collect() })
}

//! A decision as `--json` gives it: plain names of the project's exported values, days in ISO 8601, sums in units.

use serde::Serialize;
use serde_json::Number;

use crate::domain::{
    Act, Claim, Decision, Force, Link, LinkReason, Money, Period, Provision, Reason, Reconciled, Telling,
    Theme,
};
use crate::export::number;
use crate::ledger::{Ledger, NamingTerm};

/// A decision.
#[derive(Serialize)]
pub(super) struct DecisionRecord {
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
    /// Fields on which its sources contradict one another.
    clashes: Vec<ClashRecord>,
}

/// A measure of a decision.
#[derive(Serialize)]
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
#[derive(Serialize)]
struct TellingRecord {
    article: String,
    source: String,
    trust: &'static str,
    published: Option<String>,
    role: &'static str,
    /// Why it was taken to tell this decision.
    reasons: Vec<&'static str>,
}

/// A link to an earlier decision.
#[derive(Serialize)]
struct LinkRecord {
    relation: &'static str,
    decision: String,
    reasons: Vec<&'static str>,
}

/// A field that its sources tell differently: what each says, the most believed first.
#[derive(Serialize)]
struct ClashRecord {
    field: &'static str,
    claims: Vec<ClaimRecord>,
}

/// What some articles say.
#[derive(Serialize)]
struct ClaimRecord {
    value: String,
    articles: Vec<String>,
    trust: &'static str,
}

impl DecisionRecord {
    pub(super) fn new(decision: &Decision, ledger: &Ledger) -> DecisionRecord {
        DecisionRecord {
            id: decision.id.to_string(),
            case: ledger.case_of(decision.id).map(|case| case.id.to_string()),
            stage: decision.stage.code(),
            authority: decision.authority().map(str::to_owned),
            organisations: decision.organisations.clone(),
            names: decision.names.clone(),
            naming_ends: decision.naming_ends(&[NamingTerm::cnil()]).map(|day| day.to_string()),
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
            clashes: clashes(decision, &|money| money.to_string(), &|kind| kind.to_owned())
                .into_iter()
                .map(ClashRecord::new)
                .collect(),
        }
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
pub(super) struct Clash {
    /// The field's name in a measure.
    pub(super) field: &'static str,
    /// What is said, the most believed first.
    pub(super) claims: Vec<Claim<String>>,
}

/// Every clash of a decision. Sums and kinds (by their exported values) are put in words by the caller.
pub(super) fn clashes(
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

//! The summary of a decision: what was decided, its case, and the articles that tell it with the passages that prove it.
//!
//! All of it is text on one line, free of hidden characters; each format then escapes what it takes for markup.

use jiff::Timestamp;

use super::record::clashes;
use super::words::{cite_decision, decision_headline, force_in_words, organisations_in_words};
use super::{CaseItem, DecisionItem, Reading};
use crate::domain::{Act, DateToWatch, Decision, Kind};
use crate::export::summary::{deadline, quoted, shown_title};
use crate::export::{ExportOptions, escape};
use crate::labels::{Labels, Message};

/// A summary, put into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionSummary {
    /// The decision in one line.
    pub title: String,
    /// Names and values in the order in which they are shown.
    pub lines: Vec<(String, String)>,
    /// Its measures.
    pub acts: Vec<ActLine>,
    /// Fields on which its sources contradict one another, with what each says.
    pub clashes: Vec<String>,
    /// The decisions of its case in order of time, this one marked; empty when it is alone.
    pub case: Vec<String>,
    /// The articles that tell it.
    pub told: Vec<ToldLine>,
}

/// A measure of a decision, in cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActLine {
    /// What it is.
    pub kind: String,
    /// Whom it aims at.
    pub organisation: String,
    /// The sum first decided.
    pub decided: String,
    /// The sum that stands today.
    pub in_force: String,
    /// What has become of it.
    pub state: String,
}

impl ActLine {
    /// Its cells, in the order of [`DecisionSummary::act_heads`].
    pub fn cells(&self) -> [&str; 5] {
        [&self.kind, &self.organisation, &self.decided, &self.in_force, &self.state]
    }
}

/// An article that tells a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldLine {
    /// Day and source: "10 mai 2023, CNIL".
    pub place: String,
    /// Its title; empty when it is withheld.
    pub title: String,
    /// Its link, http or https.
    pub link: Option<String>,
    /// Sentences, or passages, between quotation marks.
    pub passages: Vec<String>,
}

impl DecisionSummary {
    /// The summary of a decision.
    pub fn new(item: &DecisionItem, options: &ExportOptions<'_>) -> DecisionSummary {
        let labels = options.labels;
        DecisionSummary {
            title: decision_headline(&item.decision, labels),
            lines: lines(item, options),
            acts: item.decision.acts.iter().map(|act| act_line(act, labels)).collect(),
            clashes: clash_lines(&item.decision, labels),
            case: item.case.iter().flat_map(|case| steps(case, &item.decision, labels)).collect(),
            told: item.readings.iter().map(|reading| told_line(reading, options)).collect(),
        }
    }

    /// The heads of the table of measures.
    pub fn act_heads(labels: &Labels) -> [String; 5] {
        ["field-kind", "field-company", "export-decided", "export-in-force", "export-state"]
            .map(|key| labels.text(key))
    }
}

fn lines(item: &DecisionItem, options: &ExportOptions<'_>) -> Vec<(String, String)> {
    let (decision, labels) = (&item.decision, options.labels);
    let day = |day: Option<jiff::civil::Date>| day.map(|day| labels.day(day));
    let list = |values: Vec<String>| (!values.is_empty()).then(|| escape::line(&values.join(", ")));
    let known = [
        ("export-citation", Some(cite_decision(decision))),
        ("export-stage", Some(labels.text(&format!("ledger-stage-{}", decision.stage.code())))),
        ("field-date", decision.decided.as_ref().map(|decided| labels.partial_date(*decided.value()))),
        ("export-decision-published", day(decision.published)),
        ("export-first-told", day(decision.first_told)),
        ("field-aliases", list(decision.names.clone())),
        ("field-breaches", list(decision.themes.iter().map(|theme| labels.theme(*theme)).collect())),
        ("field-articles", list(decision.provisions.iter().map(ToString::to_string).collect())),
        ("field-complainant", list(decision.complainants.clone())),
        ("field-deadline", time_to_comply(item, labels)),
        ("export-naming", naming(item, labels)),
        ("export-identifier", Some(decision.id.to_string())),
    ];
    known.into_iter().filter_map(|(key, value)| Some((labels.text(key), value?))).collect()
}

/// "deux mois, jusqu'au 17 déc. 2022 (compté depuis la date de l'acte)".
fn time_to_comply(item: &DecisionItem, labels: &Labels) -> Option<String> {
    let time = deadline(*item.decision.deadline.as_ref()?.value(), labels);
    Some(match item.due {
        Some(due) if labels.day(due.on) != time => {
            labels.say(&Message::new(due_key(due)).with("time", time).with("day", labels.day(due.on)))
        }
        _ => time,
    })
}

const fn due_key(due: DateToWatch) -> &'static str {
    if due.approximate { "export-due-about" } else { "export-due" }
}

fn naming(item: &DecisionItem, labels: &Labels) -> Option<String> {
    let key = if item.naming_over { "export-naming-over" } else { "export-naming-until" };
    Some(labels.say(&Message::new(key).with("day", labels.day(item.naming_ends?))))
}

fn act_line(act: &Act, labels: &Labels) -> ActLine {
    let sum = |money: Option<crate::domain::Money>| match (money, act.period) {
        (Some(money), Some(period)) => format!("{} {}", labels.money_in_full(money), labels.period(period)),
        (Some(money), None) => labels.money_in_full(money),
        (None, _) => String::new(),
    };
    let total = act.total.then(|| labels.text("ledger-total"));
    let state = [total, Some(force_in_words(act, labels)).filter(|state| !state.is_empty())];
    ActLine {
        kind: labels.kind(act.kind()),
        organisation: act.organisation.as_deref().map_or_else(|| labels.text("anonymous"), escape::line),
        decided: sum(act.sum()),
        in_force: sum(act.sum_in_force()),
        state: state.into_iter().flatten().collect::<Vec<_>>().join(", "),
    }
}

/// "montant : 20 M€ (autorité) ; 22 M€ (presse)".
fn clash_lines(decision: &Decision, labels: &Labels) -> Vec<String> {
    let kind = |code: &'static str| {
        let kind = Kind::ALL.into_iter().find(|kind| kind.code() == code);
        kind.map_or_else(|| code.to_owned(), |kind| labels.kind(kind))
    };
    let line = |clash: super::record::Clash| {
        let claim = |claim: &crate::domain::Claim<String>| {
            format!("{} ({})", escape::line(&claim.value), labels.trust(claim.trust))
        };
        let claims: Vec<String> = clash.claims.iter().map(claim).collect();
        let field = labels.text(&format!("field-{}", clash.field));
        labels.say(&Message::new("export-line").with("name", field).with("value", claims.join(" ; ")))
    };
    clashes(decision, &|money| labels.money(money), &kind).into_iter().map(line).collect()
}

/// A line a decision of the case: its day, what it is, and how it is tied to the one before.
fn steps(case: &CaseItem, this: &Decision, labels: &Labels) -> Vec<String> {
    let state = if case.closed { "ledger-case-closed" } else { "ledger-case-open" };
    let mut steps: Vec<String> =
        case.decisions.iter().map(|decision| step(case, decision, this, labels)).collect();
    steps.push(labels.text(state));
    steps
}

fn step(case: &CaseItem, decision: &Decision, this: &Decision, labels: &Labels) -> String {
    let day = Some(labels.decided(decision)).filter(|day| !day.is_empty());
    let tie = case.ties(decision).next().map(|(earlier, relation, _)| {
        let relation = labels.text(&format!("ledger-relation-{}", relation.code()));
        let what = earlier.reference.clone().unwrap_or_else(|| labels.standing(earlier));
        escape::line(&format!("({relation} {what}")).trim_end().to_owned() + ")"
    });
    let mark = (decision.id == this.id).then(|| "←".to_owned());
    let what = decision_headline(decision, labels);
    [day, Some(what), tie, mark].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn told_line(reading: &Reading, options: &ExportOptions<'_>) -> ToldLine {
    let labels = options.labels;
    let day = labels.day(options.day(shown(reading)));
    let withheld = reading.title.is_empty() && reading.link.is_none() && reading.passages.is_empty();
    ToldLine {
        place: format!("{day}, {}", escape::line(&reading.source_title)),
        title: if withheld { String::new() } else { shown_title(&reading.title, labels) },
        link: escape::link(reading.link.as_deref()),
        passages: proofs(reading).map(|passage| quoted(passage, labels)).collect(),
    }
}

/// The sentences that prove it, else the passages of the title.
fn proofs(reading: &Reading) -> Box<dyn Iterator<Item = &str> + '_> {
    match reading.sentences.is_empty() {
        false => Box::new(reading.sentences.iter().map(String::as_str)),
        true => Box::new(reading.passages.iter().map(|(_, passage)| passage.as_str())),
    }
}

/// The day by which an article is told: of its publication, else of its fetch.
pub(super) fn shown(reading: &Reading) -> Timestamp {
    reading.published.unwrap_or(reading.fetched)
}

/// Organisations and kinds in one line, for a subject line.
pub(super) fn short(item: &DecisionItem, labels: &Labels) -> String {
    format!("{}, {}", organisations_in_words(&item.decision, labels), labels.measures(&item.decision))
}

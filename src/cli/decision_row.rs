//! A decision in one line: the cells that tables of decisions share. All text is fit for a terminal.

use super::output;
use crate::domain::{Act, Decision, Force, Kind, Money};
use crate::labels::{Labels, Message};
use crate::text::one_line;

/// Columns that a name, or what was decided, may take.
const NAME_COLUMNS: usize = 32;

/// Digits of an identifier that are shown.
const SHORT: usize = 8;

/// The headings of [`cells`].
pub(super) fn headings(labels: &Labels) -> Vec<String> {
    ["id", "date", "authority", "organisation", "what", "sum", "reference", "articles"]
        .map(|column| labels.text(&format!("cli-decisions-column-{column}")))
        .to_vec()
}

/// Identifier, date, authority, organisation, what, sum in force, reference, number of articles.
pub(super) fn cells(decision: &Decision, labels: &Labels) -> Vec<String> {
    vec![
        short(decision),
        date(decision, labels),
        output::cut(&one_line(decision.authority().unwrap_or_default()), NAME_COLUMNS),
        output::cut(&organisations(decision, labels), NAME_COLUMNS),
        output::cut(&what(decision, labels), NAME_COLUMNS),
        sum(decision, labels),
        one_line(decision.reference.as_deref().unwrap_or_default()),
        decision.articles().count().to_string(),
    ]
}

/// The first digits of its identifier.
pub(super) fn short(decision: &Decision) -> String {
    decision.id.to_string()[..SHORT].to_owned()
}

/// The date of the decision as far as it is known, else the day of the first article with a mark of doubt.
fn date(decision: &Decision, labels: &Labels) -> String {
    match (&decision.decided, decision.day()) {
        (Some(decided), _) => labels.partial_date(*decided.value()),
        (None, Some(day)) => format!("~ {}", labels.day(day)),
        (None, None) => String::new(),
    }
}

fn organisations(decision: &Decision, labels: &Labels) -> String {
    match decision.organisations.is_empty() {
        true => labels.text("anonymous"),
        false => one_line(&decision.organisations.join(", ")),
    }
}

/// Its kinds, each once; of a closure, which has no measure, its stage.
fn what(decision: &Decision, labels: &Labels) -> String {
    let mut kinds: Vec<Kind> = Vec::new();
    for act in &decision.acts {
        if !kinds.contains(&act.kind()) {
            kinds.push(act.kind());
        }
    }
    if kinds.is_empty() {
        return labels.text(&format!("ledger-stage-{}", decision.stage.code()));
    }
    kinds.into_iter().map(|kind| labels.kind(kind)).collect::<Vec<_>>().join(", ")
}

/// Acts whose sums add up: rates of periodic penalties are none, nor totals told beside their parts.
fn summed(decision: &Decision) -> impl Iterator<Item = &Act> {
    let parts = decision.acts.iter().any(|act| !act.total && is_sum(act));
    decision.acts.iter().filter(move |act| is_sum(act) && (!act.total || !parts))
}

fn is_sum(act: &Act) -> bool {
    act.kind() != Kind::PeriodicPenalty && act.sum().is_some()
}

/// What stands today in each currency, with what was first decided where a court changed it.
fn sum(decision: &Decision, labels: &Labels) -> String {
    let first = added(summed(decision).filter_map(Act::sum));
    let standing = added(summed(decision).filter_map(Act::sum_in_force));
    let in_words = |sums: &[Money]| sums.iter().map(|sum| labels.money(*sum)).collect::<Vec<_>>().join(" + ");
    if first == standing {
        return in_words(&first);
    }
    let annulled = summed(decision).all(|act| matches!(act.force, Force::Annulled { .. }));
    let key = match (annulled, standing.is_empty()) {
        (true, _) => "cli-decisions-annulled",
        (false, true) => "cli-decisions-reduced",
        (false, false) => "cli-decisions-instead",
    };
    let message = Message::new(key).with("now", in_words(&standing)).with("first", in_words(&first));
    labels.say(&message)
}

/// Sums added by currency, in the order in which the currencies come.
fn added(sums: impl Iterator<Item = Money>) -> Vec<Money> {
    let mut totals: Vec<Money> = Vec::new();
    for sum in sums {
        match totals.iter_mut().find(|total| total.currency == sum.currency) {
            Some(total) => total.cents.0 = total.cents.0.saturating_add(sum.cents.0),
            None => totals.push(sum),
        }
    }
    totals
}

/// The largest sum in force, in hundredths of its own currency: currencies are not converted.
pub(super) fn largest(decision: &Decision) -> i64 {
    let standing = added(summed(decision).filter_map(Act::sum_in_force));
    standing.iter().map(|sum| sum.cents.0).max().unwrap_or_default()
}

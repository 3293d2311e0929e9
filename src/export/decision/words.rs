//! A decision in words: what was decided, how much of it stands, how it is cited. All of it is one line, fit to be shown.

use crate::domain::{Act, Decision, Force};
use crate::export::citation::{self, Cited};
use crate::export::escape;
use crate::labels::{Labels, Message};

/// "CNIL : CLEARVIEW AI, injonction, amende, 20 M€".
pub fn decision_headline(decision: &Decision, labels: &Labels) -> String {
    let sum = Some(labels.standing(decision)).filter(|sum| !sum.is_empty());
    let parts = [Some(organisations_in_words(decision, labels)), Some(labels.measures(decision)), sum];
    let act = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    match decision.authority() {
        None => act,
        Some(authority) => labels
            .say(&Message::new("export-act").with("authority", escape::line(authority)).with("act", act)),
    }
}

/// The organisations, or the words for none being named.
pub(super) fn organisations_in_words(decision: &Decision, labels: &Labels) -> String {
    escape::line(&labels.organisations(decision))
}

/// What has become of an act: "confirmé", "réduit", "annulé"; empty when no ruling is known.
pub(super) fn force_in_words(act: &Act, labels: &Labels) -> String {
    match act.force {
        Force::AsDecided => String::new(),
        Force::Upheld { .. } => labels.text("ledger-force-upheld"),
        Force::Reduced { .. } => labels.text("ledger-force-reduced"),
        Force::Annulled { .. } => labels.text("ledger-force-annulled"),
    }
}

/// Cites a decision as French legal writing does; see [`crate::export::CitationStyle::Legal`].
pub fn cite_decision(decision: &Decision) -> String {
    let organisation = decision.organisations.first().map(String::as_str);
    let word = match decision.acts.first() {
        Some(act) => citation::law_word(act.kind()),
        None => "clôture",
    };
    citation::legal(&Cited {
        authority: decision.authority(),
        reference: decision.reference.as_deref(),
        date: decision.decided.as_ref().map(|decided| *decided.value()),
        word,
        organisation,
    })
}

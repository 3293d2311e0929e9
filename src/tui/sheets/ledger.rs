//! The table of decisions: those that the filters of the news let through, in the order asked for.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::domain::{ArticleId, Decision, fold_name};
use crate::ledger::Ledger;
use crate::tui::cells::fold;
use crate::tui::model::Model;
use crate::tui::model::room::{LedgerOrder, SheetLine};
use crate::tui::theme::Part;

use super::{plain, the_ledger};

pub(super) fn lines(model: &Model) -> Vec<SheetLine> {
    let Some(ledger) = the_ledger(model) else { return Vec::new() };
    let decisions = shown(model, ledger);
    if decisions.is_empty() {
        let key = if ledger.is_empty() { "tui-ledger-empty" } else { "tui-ledger-filtered" };
        return vec![SheetLine::Blank, plain(model, Part::Dim, key)];
    }
    let mut lines = vec![SheetLine::Columns];
    lines.extend(decisions.iter().map(|decision| SheetLine::Decision(decision.id)));
    lines
}

/// The decisions that the filters let through, in the order asked for.
pub(in crate::tui) fn shown<'a>(model: &Model, ledger: &'a Ledger) -> Vec<&'a Decision> {
    let mut decisions = ledger.decisions();
    if !model.filter.is_empty() {
        let articles: HashSet<ArticleId> =
            model.list.rows.iter().map(|row| model.shelf.row(*row).headline.article.id).collect();
        let words = only_words(model);
        decisions.retain(|decision| {
            decision.articles().any(|id| articles.contains(&id))
                || words.as_ref().is_some_and(|words| holds(decision, words))
        });
    }
    sort(&mut decisions, model.rooms.order);
    decisions
}

/// The words of the search, when they are all that is asked: a decision of an imported table has no article to hold them.
fn only_words(model: &Model) -> Option<Vec<String>> {
    let others =
        crate::tui::filter::Filter { words: String::new(), bodies: HashSet::new(), ..model.filter.clone() };
    let words: Vec<String> = fold(&model.filter.words).split_whitespace().map(str::to_owned).collect();
    (others.is_empty() && !words.is_empty()).then_some(words)
}

fn holds(decision: &Decision, words: &[String]) -> bool {
    let names = decision.organisations.iter().chain(&decision.names).map(String::as_str);
    let others = [decision.authority(), decision.reference.as_deref()];
    let text = fold(&names.chain(others.into_iter().flatten()).collect::<Vec<_>>().join("\n"));
    words.iter().all(|word| text.contains(word.as_str()))
}

/// Decisions come latest first, and equal ones stay so.
fn sort(decisions: &mut [&Decision], order: LedgerOrder) {
    let by_name = |name: Option<&str>| (name.is_none(), name.map(fold_name));
    match order {
        LedgerOrder::Date => {}
        LedgerOrder::Sum => decisions.sort_by_cached_key(|decision| Reverse(decision.largest_in_force())),
        LedgerOrder::Authority => decisions.sort_by_cached_key(|decision| by_name(decision.authority())),
        LedgerOrder::Company => decisions
            .sort_by_cached_key(|decision| by_name(decision.organisations.first().map(String::as_str))),
    }
}

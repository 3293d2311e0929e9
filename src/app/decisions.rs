//! Decisions as they are exported: what the ledger knows, with the articles that tell them.
//!
//! Knows where articles and cases are. Leaves the ledger's making to `cases`, the writing to `export`.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::domain::{ArticleId, Decision, DecisionId, Telling};
use crate::export::{CaseItem, DecisionItem, Item, Reading};
use crate::ledger::{Ledger, NamingTerm};

use super::error::AppError;
use super::library::Library;

/// What is done with organisations whose public naming is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Expired {
    /// They are named as any other.
    #[default]
    Keep,
    /// Their decisions are kept without their names.
    Anonymise,
    /// Their decisions are left out.
    Omit,
}

/// What the first digits of a decision's identifier stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundDecision {
    /// No decision.
    Nothing,
    /// One decision.
    One(DecisionId),
    /// Several.
    Several,
}

impl Library {
    /// Decisions as they are exported, in the given order, those that are gone left out. Articles are read as they are
    /// asked for, a decision at a time.
    pub fn decision_items(
        &self,
        ledger: &Ledger,
        ids: &[DecisionId],
        expired: Expired,
        today: Date,
    ) -> Result<Vec<DecisionItem>, AppError> {
        let mut items = Vec::new();
        for decision in ids.iter().filter_map(|id| ledger.decision(*id)) {
            let item = self.decision_item(ledger, decision, today)?;
            match expired {
                Expired::Omit if item.naming_over => {}
                Expired::Anonymise if item.naming_over => items.push(item.without_names()),
                _ => items.push(item),
            }
        }
        Ok(items)
    }

    fn decision_item(
        &self,
        ledger: &Ledger,
        decision: &Decision,
        today: Date,
    ) -> Result<DecisionItem, AppError> {
        let articles: Vec<ArticleId> = decision.articles().collect();
        let items: HashMap<ArticleId, Item> =
            self.items(&articles)?.into_iter().map(|item| (item.article.id, item)).collect();
        Ok(decision_item(ledger, decision, &items, today))
    }

    /// The articles that tell a decision whose public naming is over: their text names who is no longer to be named.
    pub fn articles_past_naming(&self, ledger: &Ledger, today: Date) -> HashSet<ArticleId> {
        let terms = [NamingTerm::cnil()];
        let over = ledger.decisions().into_iter().filter(|decision| decision.is_naming_over(&terms, today));
        over.flat_map(Decision::articles).collect()
    }
}

/// A decision of the ledger as it is exported, with those of `items` that tell it.
pub fn decision_item(
    ledger: &Ledger,
    decision: &Decision,
    items: &HashMap<ArticleId, Item>,
    today: Date,
) -> DecisionItem {
    let terms = [NamingTerm::cnil()];
    let reading = |telling: &Telling| Some(Reading::of(items.get(&telling.article)?, telling));
    DecisionItem {
        case: case_of(ledger, decision),
        readings: decision.tellings.iter().filter_map(reading).collect(),
        due: decision.compliance_due(),
        naming_ends: decision.naming_ends(&terms).filter(|_| !decision.organisations.is_empty()),
        naming_over: decision.is_naming_over(&terms, today),
        decision: decision.clone(),
    }
}

fn case_of(ledger: &Ledger, decision: &Decision) -> Option<CaseItem> {
    let case = ledger.case_of(decision.id).filter(|case| case.decisions.len() > 1)?;
    let decisions = case.decisions.iter().filter_map(|id| ledger.decision(*id)).cloned();
    Some(CaseItem { id: case.id, closed: case.closed, decisions: decisions.collect() })
}

/// What the first digits of a decision's identifier stand for, at least four of them.
pub fn find_decision(ledger: &Ledger, digits: &str) -> FoundDecision {
    let digits = digits.trim().to_ascii_lowercase();
    if digits.len() < 4 {
        return FoundDecision::Nothing;
    }
    let decisions = ledger.decisions();
    let mut found = decisions.iter().filter(|decision| decision.id.to_string().starts_with(&digits));
    match (found.next(), found.next()) {
        (None, _) => FoundDecision::Nothing,
        (Some(decision), None) => FoundDecision::One(decision.id),
        (Some(_), Some(_)) => FoundDecision::Several,
    }
}

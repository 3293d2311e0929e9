//! Records: all that the ledger knows of a company, a group, an authority, a provision, a theme.

use std::collections::BTreeMap;

use super::book::Ledger;
use crate::domain::{
    ArticleId, Cents, Currency, Decision, DecisionId, Kind, Money, Period, Provision, Stage, Theme,
    bare_name, fold_name,
};

/// Sums in one currency. Totals are sums that do not hold one another: totals told beside their parts are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// How many fines have a known sum.
    pub fines: usize,
    /// Fines as first decided.
    pub fined: Cents,
    /// Fines as they stand today, after rulings.
    pub in_force: Cents,
    /// Periodic penalties that became due, as they stand today.
    pub liquidated: Cents,
    /// Settlements.
    pub settled: Cents,
}

/// All that the ledger knows of one subject.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// The subject's usual name, or its code.
    pub name: String,
    /// Other names, for an organisation.
    pub names: Vec<String>,
    /// The group, for an organisation that has one.
    pub group: Option<String>,
    /// Sums by currency.
    pub sums: BTreeMap<Currency, Sums>,
    /// Periodic penalties that were pronounced and not annulled: rate and period of each.
    pub periodic_penalties: Vec<(Money, Period)>,
    /// Its decisions, the earliest first.
    pub timeline: Vec<DecisionId>,
    /// How many decisions of each stage.
    pub stages: BTreeMap<Stage, usize>,
    /// Themes of its decisions with their counts, the commonest first.
    pub themes: Vec<(Theme, usize)>,
    /// Provisions, likewise.
    pub provisions: Vec<(Provision, usize)>,
    /// Authorities, likewise.
    pub authorities: Vec<(String, usize)>,
    /// Organisations, likewise.
    pub organisations: Vec<(String, usize)>,
    /// Articles that tell its decisions, each once.
    pub articles: Vec<ArticleId>,
}

impl Ledger {
    /// The record of the organisation of that name, under any of its names; nothing when no decision is about it.
    pub fn company(&self, name: &str) -> Option<Record> {
        let usual = self.organisations().usual_name(name);
        let wanted = bare_name(usual);
        let is_it = |other: &str| {
            let other = self.organisations().usual_name(other);
            other == usual || bare_name(other) == wanted
        };
        let about = |decision: &Decision| decision.organisations.iter().any(|other| is_it(other));
        let by_other_name = |decision: &Decision| decision.names.iter().any(|other| is_it(other));
        let decisions: Vec<&Decision> = self.all().filter(|it| about(it) || by_other_name(it)).collect();
        let main = decisions.iter().copied().find(|it| about(it)).or(decisions.first().copied())?;
        let shown = main.organisations.iter().find(|other| is_it(other)).cloned();
        let shown = shown.or_else(|| main.organisations.first().cloned()).unwrap_or_else(|| usual.to_owned());
        let organisation = self.organisations().find(name);
        let mut names: Vec<String> = organisation.map(|it| it.aliases.clone()).unwrap_or_default();
        for other in
            decisions.iter().flat_map(|it| if it.organisations.len() == 1 { &it.names[..] } else { &[] })
        {
            if !names.iter().any(|known| fold_name(known) == fold_name(other)) && !is_it(other) {
                names.push(other.clone());
            }
        }
        let own = bare_name(&shown);
        let mut record = record(shown, decisions, |organisation| bare_name(organisation) == own);
        record.names = names;
        record.group = self.organisations().group_of(name).map(str::to_owned);
        Some(record)
    }

    /// The record of a group: all its organisations together.
    pub fn group(&self, group: &str) -> Option<Record> {
        let wanted = fold_name(group);
        let is_member =
            |name: &str| self.organisations().group_of(name).is_some_and(|group| fold_name(group) == wanted);
        let decisions: Vec<&Decision> =
            self.all().filter(|it| it.organisations.iter().any(|name| is_member(name))).collect();
        (!decisions.is_empty()).then(|| Record {
            names: self.organisations().members(group).map(|it| it.name.clone()).collect(),
            ..record(group.to_owned(), decisions, is_member)
        })
    }

    /// The record of an authority or a court.
    pub fn authority(&self, name: &str) -> Option<Record> {
        let wanted = fold_name(name);
        self.record_of(name, |it| it.authority().is_some_and(|authority| fold_name(authority) == wanted))
    }

    /// The record of a provision, with what is inside it: `RGPD 5` holds `RGPD 5-1-e`.
    pub fn provision(&self, provision: &str) -> Option<Record> {
        self.record_of(provision, |it| it.provisions.iter().any(|other| is_within(&other.0, provision)))
    }

    /// The record of a theme.
    pub fn theme(&self, theme: Theme) -> Option<Record> {
        self.record_of(theme.code(), |it| it.themes.contains(&theme))
    }

    fn record_of(&self, name: &str, about: impl Fn(&Decision) -> bool) -> Option<Record> {
        let decisions: Vec<&Decision> = self.all().filter(|it| about(it)).collect();
        (!decisions.is_empty()).then(|| record(name.to_owned(), decisions, |_| true))
    }
}

/// Whether a provision is the one named or a part of it.
pub(super) fn is_within(provision: &str, whole: &str) -> bool {
    let rest = provision.get(..whole.len()).filter(|start| start.eq_ignore_ascii_case(whole));
    rest.is_some() && matches!(provision.as_bytes().get(whole.len()), None | Some(b'-'))
}

/// `counts` says of an organisation whether its sums belong to the record.
fn record(name: String, mut decisions: Vec<&Decision>, counts: impl Fn(&str) -> bool) -> Record {
    decisions.sort_by_key(|decision| (decision.day().is_none(), decision.day(), decision.stage, decision.id));
    let mut record = Record { name, ..Record::default() };
    for decision in &decisions {
        record.timeline.push(decision.id);
        *record.stages.entry(decision.stage).or_default() += 1;
        add_sums(&mut record, decision, &counts);
        for article in decision.articles() {
            if !record.articles.contains(&article) {
                record.articles.push(article);
            }
        }
    }
    record.themes = counted(decisions.iter().flat_map(|it| it.themes.iter().copied()));
    record.provisions = counted(decisions.iter().flat_map(|it| it.provisions.iter().cloned()));
    record.authorities = counted(decisions.iter().filter_map(|it| it.authority().map(str::to_owned)));
    record.organisations = counted(decisions.iter().flat_map(|it| it.organisations.iter().cloned()));
    record
}

fn add_sums(record: &mut Record, decision: &Decision, counts: &impl Fn(&str) -> bool) {
    for act in decision.acts.iter().filter(|act| !act.total) {
        let own = act.organisation.as_deref().is_none_or(counts);
        let Some(sum) = act.sum().filter(|_| own) else { continue };
        let standing = act.sum_in_force().map_or(0, |sum| sum.cents.0);
        if act.kind() == Kind::PeriodicPenalty {
            let period = act.period.unwrap_or(Period::Day);
            record.periodic_penalties.extend((standing > 0).then_some((sum, period)));
            continue;
        }
        let kind = act.kind();
        if !matches!(kind, Kind::AdministrativeFine | Kind::PenaltyLiquidation | Kind::Settlement) {
            continue;
        }
        let sums = record.sums.entry(sum.currency).or_default();
        let add = |to: &mut Cents, cents: i64| to.0 = to.0.saturating_add(cents);
        match kind {
            Kind::AdministrativeFine => {
                sums.fines += 1;
                add(&mut sums.fined, sum.cents.0);
                add(&mut sums.in_force, standing);
            }
            Kind::PenaltyLiquidation => add(&mut sums.liquidated, standing),
            _ => add(&mut sums.settled, standing),
        }
    }
}

/// Values with how often they come, the commonest first.
fn counted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counted: Vec<(T, usize)> = counts.into_iter().collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted
}

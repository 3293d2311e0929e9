//! The life of a case: which decisions follow which, and what rulings leave standing.
//!
//! A link rests on a reference that the later decision cites, on articles that tell both, on organisations and sums, and on
//! the order of time; it always says on which.

use std::collections::{BTreeSet, HashMap};

use super::filing::Filed;
use super::grouping::{Cluster, nearest};
use super::moment::day_number;
use super::names::{Names, Nearness, Symbol};
use crate::domain::{Act, Case, Decision, DecisionId, Force, Kind, Link, LinkReason, Relation, Stage};

/// The decisions of a neighbourhood, as far as links need them.
struct Neighbourhood<'a> {
    clusters: &'a [Cluster],
    decisions: &'a [Decision],
    names: &'a Names,
    /// How many articles tell both, for each decision and the others told with it.
    together: Vec<HashMap<usize, usize>>,
    /// The decision of each number.
    of_number: HashMap<Symbol, usize>,
    days: Vec<Option<i32>>,
}

/// A link between two decisions, by their places.
struct Found {
    earlier: usize,
    later: usize,
    relation: Relation,
    reasons: Vec<LinkReason>,
}

/// Links the decisions that those clusters made, tells what rulings left standing, and gives the cases.
pub(super) fn link(
    clusters: &[Cluster],
    tellings: &[&Filed],
    decisions: &mut [Decision],
    names: &Names,
) -> Vec<Case> {
    let found = Neighbourhood {
        clusters,
        names,
        together: told_together(clusters, tellings),
        of_number: clusters
            .iter()
            .enumerate()
            .filter_map(|(place, cluster)| Some((cluster.number?.written, place)))
            .collect(),
        days: decisions.iter().map(|decision| decision.day().map(day_number)).collect(),
        decisions,
    }
    .links();
    lay_links(&found, decisions);
    lay_rulings(&found, decisions);
    cases(&found, decisions)
}

impl Neighbourhood<'_> {
    fn links(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut order: Vec<usize> = (0..self.clusters.len()).collect();
        order
            .sort_by_key(|place| (self.days[*place].is_none(), self.days[*place], self.decisions[*place].id));
        let mut of_stage: HashMap<Stage, Vec<usize>> = HashMap::new();
        for place in &order {
            of_stage.entry(self.clusters[*place].stage).or_default().push(*place);
        }
        let mut followed = BTreeSet::new();
        for later in order {
            self.links_of(later, &of_stage, &mut followed, &mut found);
        }
        found
    }

    fn links_of(
        &self,
        later: usize,
        of_stage: &HashMap<Stage, Vec<usize>>,
        followed: &mut BTreeSet<usize>,
        found: &mut Vec<Found>,
    ) {
        for (relation, stages) in earlier_stages(self.clusters[later].stage) {
            let cited: Vec<usize> = match relation {
                Relation::Follows => self.cited_by(later, stages),
                _ => stages.iter().filter_map(|stage| of_stage.get(stage)).flatten().copied().collect(),
            };
            let mut weighed: Vec<Weighed> = cited
                .iter()
                .filter_map(|earlier| self.weigh(*relation, *earlier, later, followed.contains(earlier)))
                .collect();
            weighed.sort_by_key(|it| (std::cmp::Reverse(it.score), self.decisions[it.earlier].id));
            let several = matches!(relation, Relation::OnComplaint | Relation::Follows);
            for (rank, it) in weighed.into_iter().enumerate() {
                if rank == 0 || several || it.certain {
                    if *relation == Relation::AfterNotice || *relation == Relation::AfterInvestigation {
                        followed.insert(it.earlier);
                    }
                    found.push(Found {
                        earlier: it.earlier,
                        later,
                        relation: *relation,
                        reasons: it.reasons,
                    });
                }
            }
        }
    }

    /// Decisions at those stages whose number the later one cites.
    fn cited_by(&self, later: usize, stages: &[Stage]) -> Vec<usize> {
        let cited = self.clusters[later].cited.iter().filter_map(|number| self.of_number.get(number));
        cited.copied().filter(|place| stages.contains(&self.clusters[*place].stage)).collect()
    }

    /// How much speaks for a link; nothing when too little does.
    fn weigh(&self, relation: Relation, earlier: usize, later: usize, followed: bool) -> Option<Weighed> {
        if earlier == later {
            return None;
        }
        let (one, other) = (&self.clusters[earlier], &self.clusters[later]);
        let cites = one.number.is_some_and(|number| other.cited.contains(&number.written));
        let together = self.together[later].get(&earlier).copied().unwrap_or_default();
        if !cites && !self.may_follow(relation, earlier, later) {
            return None;
        }
        let party = nearest(&one.parties, &other.parties, self.names);
        let together = if party.is_some() || both_anonymous(one, other) { together } else { 0 };
        let mut link = Weighed { earlier, score: 0, certain: cites, reasons: Vec::new() };
        if cites {
            link.add(100, LinkReason::CitesReference);
        }
        if together > 0 {
            link.add(40 + 3 * i32::try_from(together.min(5)).unwrap_or(5), LinkReason::ToldTogether);
        }
        if !cites && party.is_none() && together == 0 {
            return None;
        }
        link.score += match party {
            Some(Nearness::Same) => 10,
            Some(Nearness::Twin) => 4,
            _ => 0,
        };
        self.weigh_relation(relation, earlier, later, &mut link);
        let years = self.years_between(earlier, later);
        let said = cites || together > 0;
        if !said && matches!(relation, Relation::AfterNotice | Relation::AfterInvestigation) {
            let shared = shared_themes(&self.decisions[earlier], &self.decisions[later]);
            link.score -= if shared == Some(false) { 40 } else { 0 };
        }
        if link.reasons.is_empty() {
            link.reasons.push(LinkReason::LatestBefore);
        }
        let too_late = years > longest(relation) && !said;
        // Another sanction between a notice and this one took the notice up.
        let taken =
            followed && !said && matches!(relation, Relation::AfterNotice | Relation::AfterInvestigation);
        link.score -= years * 4;
        (!too_late && !taken && link.score >= THRESHOLD).then_some(link)
    }

    /// Whether order of time, authority and organisation allow it.
    fn may_follow(&self, relation: Relation, earlier: usize, later: usize) -> bool {
        let (one, other) = (&self.clusters[earlier], &self.clusters[later]);
        let in_order = match (self.days[earlier], self.days[later]) {
            (Some(before), Some(after)) => before <= after,
            _ => true,
        };
        let one_authority = match (one.authority, other.authority) {
            (Some(authority), Some(other)) => authority == other,
            _ => true,
        };
        match relation {
            Relation::Appeal => in_order && !(one.authority.is_some() && one.authority == other.authority),
            Relation::Follows => false,
            _ => in_order && one_authority,
        }
    }

    fn weigh_relation(&self, relation: Relation, earlier: usize, later: usize, link: &mut Weighed) {
        let (before, after) = (&self.decisions[earlier], &self.decisions[later]);
        match relation {
            Relation::Appeal => weigh_sums(before, after, link),
            Relation::Liquidation => {
                let periodic = before.acts.iter().any(|act| act.kind() == Kind::PeriodicPenalty);
                let order = before.acts.iter().any(|act| act.kind() == Kind::Injunction);
                link.score += if periodic {
                    25
                } else if order {
                    15
                } else {
                    0
                };
                link.reasons.push(LinkReason::LatestBefore);
            }
            Relation::Closure => {
                let order = |act: &Act| {
                    matches!(act.kind(), Kind::FormalNotice | Kind::Injunction | Kind::PeriodicPenalty)
                };
                link.score += if before.acts.iter().any(order) { 25 } else { -5 };
                link.reasons.push(LinkReason::LatestBefore);
            }
            Relation::AfterNotice | Relation::AfterInvestigation => {
                link.score += 20;
                weigh_themes(before, after, link);
            }
            Relation::OnComplaint => {
                if before.complainants.iter().any(|name| after.complainants.contains(name)) {
                    link.add(30, LinkReason::SameComplainant);
                }
                weigh_themes(before, after, link);
            }
            Relation::Follows => {}
        }
    }

    fn years_between(&self, earlier: usize, later: usize) -> i32 {
        match (self.days[earlier], self.days[later]) {
            (Some(before), Some(after)) => (after - before).max(0) / 365,
            _ => 0,
        }
    }
}

/// For each decision, those that some article tells with it, and how many do.
fn told_together(clusters: &[Cluster], tellings: &[&Filed]) -> Vec<HashMap<usize, usize>> {
    let mut of_slot: HashMap<usize, BTreeSet<usize>> = HashMap::new();
    for (place, cluster) in clusters.iter().enumerate() {
        for member in &cluster.members {
            of_slot.entry(tellings[member.place].slot).or_default().insert(place);
        }
    }
    let mut together = vec![HashMap::new(); clusters.len()];
    for places in of_slot.into_values().filter(|places| places.len() <= MOST_TOLD_TOGETHER) {
        for one in &places {
            for other in places.iter().filter(|other| *other != one) {
                *together[*one].entry(*other).or_default() += 1;
            }
        }
    }
    together
}

/// An article that tells more decisions of one neighbourhood than this is a list, and ties none of them together.
const MOST_TOLD_TOGETHER: usize = 40;

fn both_anonymous(one: &Cluster, other: &Cluster) -> bool {
    one.parties.is_empty() && other.parties.is_empty()
}

/// What must speak for a link at least.
const THRESHOLD: i32 = 18;

/// Years after which a link must be said by an article.
fn longest(relation: Relation) -> i32 {
    match relation {
        Relation::Appeal => 7,
        Relation::Liquidation | Relation::Closure => 4,
        Relation::AfterNotice | Relation::AfterInvestigation => 2,
        Relation::OnComplaint => 5,
        Relation::Follows => 0,
    }
}

/// What a decision of a stage can follow, and how.
fn earlier_stages(stage: Stage) -> &'static [(Relation, &'static [Stage])] {
    const COMPLAINT: (Relation, &[Stage]) = (Relation::OnComplaint, &[Stage::Complaint]);
    const INVESTIGATION: (Relation, &[Stage]) = (Relation::AfterInvestigation, &[Stage::Investigation]);
    const NOTICE: (Relation, &[Stage]) = (Relation::AfterNotice, &[Stage::Notice]);
    const SAME: (Relation, &[Stage]) = (Relation::Follows, &[Stage::Sanction, Stage::Notice]);
    match stage {
        Stage::Complaint => &[],
        Stage::Investigation => &[COMPLAINT],
        Stage::Notice => &[COMPLAINT, INVESTIGATION, SAME],
        Stage::Sanction | Stage::Settlement => &[COMPLAINT, INVESTIGATION, NOTICE, SAME],
        Stage::Ruling => {
            &[(Relation::Appeal, &[Stage::Sanction, Stage::Liquidation, Stage::Notice, Stage::Settlement])]
        }
        Stage::Liquidation => &[(Relation::Liquidation, &[Stage::Sanction, Stage::Notice])],
        Stage::Closure => &[(Relation::Closure, &[Stage::Notice, Stage::Sanction])],
    }
}

/// A link in the balance.
struct Weighed {
    earlier: usize,
    score: i32,
    certain: bool,
    reasons: Vec<LinkReason>,
}

impl Weighed {
    fn add(&mut self, weight: i32, reason: LinkReason) {
        self.score += weight;
        self.reasons.push(reason);
    }
}

/// A ruling is on the decision whose sum it leaves standing, or on one with a larger sum that it reduces.
fn weigh_sums(before: &Decision, after: &Decision, link: &mut Weighed) {
    link.score += match before.stage {
        Stage::Sanction => 10,
        _ => 0,
    };
    let sums = |decision: &Decision| -> Vec<_> {
        decision.acts.iter().filter(|act| act.kind() != Kind::PeriodicPenalty).filter_map(Act::sum).collect()
    };
    let (earlier, left) = (sums(before), sums(after));
    if earlier.is_empty() || left.is_empty() {
        return;
    }
    let reduced = after.acts.iter().any(|act| act.kind() == Kind::Reduced);
    if reduced {
        let larger = earlier
            .iter()
            .any(|sum| left.iter().any(|it| it.currency == sum.currency && it.cents < sum.cents));
        if larger { link.add(12, LinkReason::LargerSum) } else { link.score -= 30 }
    } else if earlier.iter().any(|sum| left.contains(sum)) || is_total(&earlier, &left) {
        link.add(30, LinkReason::SameSum);
    } else {
        link.score -= 25;
    }
}

/// Whether one of the sums left is the total of the earlier ones.
fn is_total(earlier: &[crate::domain::Money], left: &[crate::domain::Money]) -> bool {
    let total = earlier.iter().try_fold(0_i64, |total, sum| total.checked_add(sum.cents.0));
    left.iter().any(|sum| Some(sum.cents.0) == total && earlier.iter().all(|it| it.currency == sum.currency))
}

/// Whether all themes of one are themes of the other; nothing when one of them tells none.
fn shared_themes(before: &Decision, after: &Decision) -> Option<bool> {
    let (few, many) = match before.themes.len() <= after.themes.len() {
        true => (&before.themes, &after.themes),
        false => (&after.themes, &before.themes),
    };
    (!few.is_empty()).then(|| few.iter().all(|theme| many.contains(theme)))
}

fn weigh_themes(before: &Decision, after: &Decision, link: &mut Weighed) {
    if before.themes.is_empty() || after.themes.is_empty() {
        return;
    }
    if before.themes.iter().any(|theme| after.themes.contains(theme)) {
        link.add(10, LinkReason::SharedThemes);
    } else {
        link.score -= 12;
    }
}

fn lay_links(found: &[Found], decisions: &mut [Decision]) {
    for decision in decisions.iter_mut() {
        decision.before.clear();
        decision.after.clear();
    }
    for link in found {
        let (earlier, later) = (decisions[link.earlier].id, decisions[link.later].id);
        let to = |decision| Link { relation: link.relation, decision, reasons: link.reasons.clone() };
        decisions[link.later].before.push(to(earlier));
        decisions[link.earlier].after.push(to(later));
    }
}

/// Lays rulings over the acts that they are about, in order of time: the last one holds.
fn lay_rulings(found: &[Found], decisions: &mut [Decision]) {
    for decision in decisions.iter_mut() {
        decision.acts.iter_mut().for_each(|act| act.force = Force::AsDecided);
    }
    let mut rulings: Vec<&Found> = found.iter().filter(|link| link.relation == Relation::Appeal).collect();
    rulings.sort_by_key(|link| (decisions[link.later].day(), decisions[link.later].id));
    for link in rulings {
        let ruling = decisions[link.later].clone();
        for act in &ruling.acts {
            let concerned = concerned(act, &ruling);
            lay_ruling(act, ruling.id, &concerned, &mut decisions[link.earlier]);
        }
    }
}

/// The organisations that a ruling is about: its own, or where it is the only one of a ruling on several, all of them.
fn concerned(act: &Act, ruling: &Decision) -> Vec<String> {
    let only = ruling.acts.iter().all(|other| other.organisation == act.organisation);
    if only { ruling.organisations.clone() } else { act.organisation.iter().cloned().collect() }
}

/// A ruling for one organisation is on that one's acts, where the decision has any; else on all.
fn lay_ruling(ruling: &Act, by: DecisionId, concerned: &[String], decision: &mut Decision) {
    let names = |act: &Act| act.organisation.as_ref().is_some_and(|name| concerned.contains(name));
    let own = decision.acts.iter().any(names);
    let several =
        decision.acts.iter().filter(|act| act.kind() == Kind::AdministrativeFine && !act.total).count() > 1;
    for act in decision.acts.iter_mut() {
        let about = !own || names(act);
        match ruling.kind() {
            Kind::Upheld if about => act.force = Force::Upheld { by },
            Kind::Annulled if about => act.force = Force::Annulled { by },
            Kind::Reduced if about && is_reducible(act.kind()) => {
                let to = ruling.sum().filter(|_| !several || (own && concerned.len() == 1));
                act.force = Force::Reduced { to, by };
            }
            _ => {}
        }
    }
}

/// A ruling that reduces a sum speaks of the fine or of what was liquidated, not of the daily rate.
fn is_reducible(kind: Kind) -> bool {
    matches!(kind, Kind::AdministrativeFine | Kind::PenaltyLiquidation | Kind::Settlement)
}

/// Decisions joined by links, directly or through others.
fn cases(found: &[Found], decisions: &[Decision]) -> Vec<Case> {
    let mut root: Vec<usize> = (0..decisions.len()).collect();
    for link in found {
        let (one, other) = (find(&mut root, link.earlier), find(&mut root, link.later));
        root[other.max(one)] = one.min(other);
    }
    let mut of_root: HashMap<usize, Vec<usize>> = HashMap::new();
    for place in 0..decisions.len() {
        of_root.entry(find(&mut root, place)).or_default().push(place);
    }
    let mut cases: Vec<Case> = of_root.into_values().map(|places| case(places, decisions)).collect();
    cases.sort_by_key(|case| case.id);
    cases
}

fn find(root: &mut [usize], mut place: usize) -> usize {
    while root[place] != place {
        root[place] = root[root[place]];
        place = root[place];
    }
    place
}

fn case(mut places: Vec<usize>, decisions: &[Decision]) -> Case {
    places.sort_by_key(|place| {
        let decision = &decisions[*place];
        (decision.day().is_none(), decision.day(), decision.stage, decision.id)
    });
    let last = &decisions[*places.last().expect("a case has a decision")];
    let annulled = |act: &Act| act.kind() == Kind::Annulled;
    Case {
        id: decisions[places[0]].id,
        closed: last.stage == Stage::Closure || last.acts.iter().any(annulled),
        decisions: places.into_iter().map(|place| decisions[place].id).collect(),
    }
}

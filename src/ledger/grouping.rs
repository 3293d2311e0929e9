//! From the tellings of many articles to decisions: which of them tell the same act, and why.
//!
//! Works on one neighbourhood of tellings at a time (see [`super::book`]) and gives the same answer whatever order they
//! came in: they are taken from the most telling to the least, and each joins the decision that it fits best, or opens
//! one. Two references that differ are never put together, save by the reader's hand.

use std::collections::{BTreeSet, HashMap};

use super::filing::{Filed, Kinds, Sum};
use super::moment::{Apart, Moment};
use super::names::{Names, Nearness, Number, Party, Symbol};
use crate::domain::{Kind, Reason, Role, Stage};

/// A decision in the making: tellings, by their places in the neighbourhood, and why each is there.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub(super) members: Vec<Member>,
    pub(super) stage: Stage,
    pub(super) authority: Option<Symbol>,
    pub(super) parties: Vec<Party>,
    pub(super) number: Option<Number>,
    pub(super) registers: Vec<Number>,
    pub(super) cited: Vec<Symbol>,
    /// Every number that a telling here gives for its own.
    claimed: Vec<Symbol>,
    sums: Vec<Sum>,
    kinds: Kinds,
    /// The moment that others are held against: that of the first telling, or the first that is stated.
    pub(super) moment: Moment,
    slots: BTreeSet<usize>,
    complainant: Option<Symbol>,
    has_news: bool,
    /// Day of publication of its first telling as news.
    first_news: Option<i32>,
}

/// A telling in a cluster.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) place: usize,
    pub(super) reasons: Vec<Reason>,
}

/// What the reader said by hand, as pairs of places in the neighbourhood.
#[derive(Debug, Clone, Default)]
pub(super) struct ByHand {
    pub(super) joined: Vec<(usize, usize)>,
    pub(super) apart: Vec<(usize, usize)>,
}

/// Groups tellings, sorted by rank, into decisions.
pub(super) fn group(tellings: &[&Filed], by_hand: &ByHand, names: &Names) -> Vec<Cluster> {
    let mut grouping = Grouping {
        tellings,
        by_hand,
        names,
        clusters: Vec::new(),
        shelves: HashMap::new(),
        home: vec![usize::MAX; tellings.len()],
    };
    grouping.run();
    grouping.clusters
}

struct Grouping<'a> {
    tellings: &'a [&'a Filed],
    by_hand: &'a ByHand,
    names: &'a Names,
    clusters: Vec<Cluster>,
    /// Clusters by stage and authority.
    shelves: HashMap<(Stage, Option<Symbol>), Vec<usize>>,
    /// The cluster of each telling.
    home: Vec<usize>,
}

/// A reference's stage, by the tellings that give it.
type Stages = HashMap<Symbol, Stage>;

impl Grouping<'_> {
    fn run(&mut self) {
        let stages = self.stages_of_numbers();
        let totals = totals(self.tellings);
        let (mut numbered, mut others, mut late) = (Vec::new(), Vec::new(), Vec::new());
        for place in 0..self.tellings.len() {
            if self.own_number(place, &stages).is_some() {
                numbered.push(place);
            } else if is_total(self.tellings[place], &totals) {
                late.push(place);
            } else {
                others.push(place);
            }
        }
        let mut by_number: HashMap<Symbol, Vec<usize>> = HashMap::new();
        for place in numbered {
            self.place_numbered(place, &mut by_number);
        }
        for place in others {
            self.place_other(place);
        }
        for place in late {
            self.place_total(place, &totals);
        }
        self.join_by_hand();
    }

    /// The stage at which each reference stands: what most of the news that gives it says, the most trusted first. A
    /// liquidation told under the reference of the sanction that it follows only cites it.
    fn stages_of_numbers(&self) -> Stages {
        let mut votes: HashMap<Symbol, HashMap<Stage, usize>> = HashMap::new();
        for telling in self.tellings {
            let Some(number) = telling.number else { continue };
            let weight = if telling.role == Role::Main { 3 } else { 2 };
            *votes.entry(number.written).or_default().entry(telling.stage).or_default() += weight;
        }
        let winner = |stages: HashMap<Stage, usize>| {
            stages.into_iter().max_by_key(|(stage, weight)| (*weight, std::cmp::Reverse(*stage)))
        };
        votes
            .into_iter()
            .filter_map(|(number, stages)| winner(stages).map(|(stage, _)| (number, stage)))
            .collect()
    }

    /// The telling's number, unless it only cites that of a decision of another stage.
    fn own_number(&self, place: usize, stages: &Stages) -> Option<Number> {
        let telling = self.tellings[place];
        let number = telling.number?;
        let stage = stages.get(&number.written).copied().unwrap_or(telling.stage);
        let same_act = stage == telling.stage || self.is_taken_for(telling, number, stage);
        same_act.then_some(number)
    }

    /// Whether another article gives the same number and the same sum at that stage: the same act, taken for another kind.
    fn is_taken_for(&self, telling: &Filed, number: Number, stage: Stage) -> bool {
        let same_sum =
            |other: &Filed| telling.sums.iter().any(|sum| other.sums.iter().any(|it| it.money == sum.money));
        let no_sum = telling.sums.is_empty() && matches!(telling.stage, Stage::Notice | Stage::Sanction);
        let orders = matches!(
            (telling.stage, stage),
            (Stage::Notice, Stage::Sanction) | (Stage::Sanction, Stage::Notice)
        );
        (no_sum && orders)
            || self
                .tellings
                .iter()
                .any(|other| other.stage == stage && other.number == Some(number) && same_sum(other))
    }

    fn place_numbered(&mut self, place: usize, by_number: &mut HashMap<Symbol, Vec<usize>>) {
        let telling = self.tellings[place];
        let number = telling.number.expect("a numbered telling has a number").written;
        let known = by_number.get(&number).cloned().unwrap_or_default();
        let fits = |index: &usize| {
            !differ(self.clusters[*index].authority, telling.authority) && !self.is_set_apart(place, *index)
        };
        match known.into_iter().find(fits) {
            Some(index) => {
                let mut reasons = vec![Reason::SameReference];
                reasons.extend(
                    self.judge(telling, &self.clusters[index]).map(|it| it.reasons()).unwrap_or_default(),
                );
                self.take_in(index, place, reasons);
            }
            None => {
                let index = self.open(place, true);
                by_number.entry(number).or_default().push(index);
            }
        }
    }

    fn place_other(&mut self, place: usize) {
        let telling = self.tellings[place];
        let mut best: Option<(i32, usize, Vec<Reason>)> = None;
        for index in self.candidates(telling) {
            let Some(comparison) = self.judge(telling, &self.clusters[index]) else { continue };
            let score = comparison.score();
            let is_best = best.as_ref().is_none_or(|(highest, ..)| score > *highest);
            if is_best && !self.is_barred(place, index) {
                best = Some((score, index, comparison.reasons()));
            }
        }
        match best {
            Some((_, index, reasons)) => self.take_in(index, place, reasons),
            None => {
                self.open(place, false);
            }
        }
    }

    /// A total goes to the decision of its own organisation among those of its parts, else to that of the largest part.
    fn place_total(&mut self, place: usize, totals: &Totals) {
        let telling = self.tellings[place];
        let sum = telling.sums[0];
        let parts = totals.get(&(sum.kind, sum.money)).map_or(&[][..], Vec::as_slice);
        let same_party = |part: &Part| match (part.party, sum.party) {
            (Some(one), Some(other)) => one.name == other.name,
            _ => false,
        };
        let near = parts.iter().filter(|part| is_near(telling, self.tellings[part.place]));
        let chosen = near.max_by_key(|part| (same_party(part), part.money, std::cmp::Reverse(part.place)));
        let home = chosen.map(|part| self.home[part.place]).filter(|index| *index != usize::MAX);
        let fits = |index: &usize| {
            !self.is_set_apart(place, *index) && !other_number(telling, &self.clusters[*index])
        };
        match home.filter(fits) {
            Some(index) => {
                let mut reasons = vec![Reason::SumOfParts];
                reasons.extend(about(telling, &self.clusters[index], self.names));
                self.take_in(index, place, reasons);
            }
            None => self.place_other(place),
        }
    }

    /// Clusters that may tell the same act, in their order: of a stage that is taken for its own, of its authority or of an
    /// unknown one. A court's name says little, and an unknown authority may be any.
    fn candidates(&self, telling: &Filed) -> Vec<usize> {
        let also = match telling.stage {
            Stage::Sanction => &[Stage::Liquidation, Stage::Settlement, Stage::Notice][..],
            Stage::Liquidation | Stage::Settlement | Stage::Notice => &[Stage::Sanction][..],
            _ => &[],
        };
        let any_authority = telling.authority.is_none() || telling.stage == Stage::Ruling;
        let is_open = |stage: Stage| stage == telling.stage || also.contains(&stage);
        let mut candidates: Vec<usize> = Vec::new();
        if any_authority {
            let shelves = self.shelves.iter().filter(|((stage, _), _)| is_open(*stage));
            candidates.extend(shelves.flat_map(|(_, shelf)| shelf));
        } else {
            for stage in std::iter::once(telling.stage).chain(also.iter().copied()) {
                for authority in [telling.authority, None] {
                    candidates.extend(self.shelves.get(&(stage, authority)).into_iter().flatten());
                }
            }
        }
        // Those of its own stage are tried first, so that among equals they have it.
        candidates.sort_unstable_by_key(|index| (self.clusters[*index].stage != telling.stage, *index));
        candidates
    }

    /// Two tellings of one organisation in one article are two decisions: the article told them apart.
    fn is_barred(&self, place: usize, index: usize) -> bool {
        let (telling, cluster) = (self.tellings[place], &self.clusters[index]);
        let same_party = |other: &Filed| {
            (telling.parties.is_empty() && other.parties.is_empty())
                || nearest(&telling.parties, &other.parties, self.names) == Some(Nearness::Same)
        };
        let members = || cluster.members.iter().map(|member| self.tellings[member.place]);
        let told_apart = || members().filter(|other| other.slot == telling.slot).any(same_party);
        let row_apart = |other: &Filed| other.table == telling.table && telling.kinds.meets(other.kinds);
        // Each anonymous row of a table is an act of its own, however alike they are.
        let anonymous_row = telling.table.is_some() && telling.parties.is_empty();
        self.is_set_apart(place, index)
            || (cluster.slots.contains(&telling.slot) && told_apart())
            || (anonymous_row && members().any(row_apart))
    }

    fn is_set_apart(&self, place: usize, index: usize) -> bool {
        let bars = |one: usize, other: usize| one == place && self.home[other] == index;
        self.by_hand.apart.iter().any(|(one, other)| bars(*one, *other) || bars(*other, *one))
    }

    fn open(&mut self, place: usize, numbered: bool) -> usize {
        let telling = self.tellings[place];
        let index = self.clusters.len();
        self.clusters.push(Cluster {
            members: vec![Member { place, reasons: vec![Reason::First] }],
            stage: telling.stage,
            authority: telling.authority,
            parties: telling.parties.clone(),
            number: telling.number.filter(|_| numbered),
            registers: telling.registers.clone(),
            cited: telling.cited.clone(),
            claimed: telling.number.iter().map(|number| number.written).collect(),
            sums: telling.sums.clone(),
            kinds: telling.kinds,
            moment: telling.moment,
            slots: BTreeSet::from([telling.slot]),
            complainant: telling.complainant,
            has_news: telling.role == Role::Main,
            first_news: telling.published.filter(|_| telling.role == Role::Main),
        });
        if let (false, Some(number)) = (numbered, telling.number) {
            self.clusters[index].cited.push(number.written);
        }
        self.shelves.entry((telling.stage, telling.authority)).or_default().push(index);
        self.home[place] = index;
        index
    }

    fn take_in(&mut self, index: usize, place: usize, reasons: Vec<Reason>) {
        let telling = self.tellings[place];
        let numbered = reasons.contains(&Reason::SameReference);
        let cluster = &mut self.clusters[index];
        cluster.members.push(Member { place, reasons });
        if cluster.authority.is_none() && telling.authority.is_some() {
            cluster.authority = telling.authority;
            let shelf = (cluster.stage, telling.authority);
            self.shelves.entry(shelf).or_default().push(index);
        }
        cluster.complainant = cluster.complainant.or(telling.complainant);
        extend_once(&mut cluster.parties, &telling.parties);
        extend_once(&mut cluster.registers, &telling.registers);
        extend_once(&mut cluster.cited, &telling.cited);
        extend_once(&mut cluster.sums, &telling.sums);
        if let Some(number) = telling.number {
            extend_once(&mut cluster.claimed, &[number.written]);
        }
        if let (false, Some(number)) = (numbered, telling.number) {
            extend_once(&mut cluster.cited, &[number.written]);
        }
        cluster.kinds = cluster.kinds.with(telling.kinds);
        cluster.slots.insert(telling.slot);
        if telling.role == Role::Main {
            cluster.has_news = true;
            cluster.first_news = cluster.first_news.into_iter().chain(telling.published).min();
        }
        if telling.moment.is_stated() && !matches!(cluster.moment, Moment::Day(_)) {
            let sharper = matches!(telling.moment, Moment::Day(_)) || !cluster.moment.is_stated();
            cluster.moment = if sharper { telling.moment } else { cluster.moment };
        }
        self.home[place] = index;
    }

    fn join_by_hand(&mut self) {
        for (one, other) in &self.by_hand.joined {
            let (one, other) =
                (self.home[*one].min(self.home[*other]), self.home[*one].max(self.home[*other]));
            if one == other {
                continue;
            }
            let moved = std::mem::take(&mut self.clusters[other].members);
            for mut member in moved {
                member.reasons.retain(|reason| *reason != Reason::First);
                member.reasons.insert(0, Reason::ByHand);
                self.take_in(one, member.place, member.reasons);
            }
            let number = self.clusters[other].number;
            self.clusters[one].number = self.clusters[one].number.or(number);
        }
        self.clusters.retain(|cluster| !cluster.members.is_empty());
    }

    /// How a telling and a decision compare, when the telling tells it.
    fn judge(&self, telling: &Filed, cluster: &Cluster) -> Option<Comparison> {
        let apart = telling.moment.apart(cluster.moment);
        if is_too_far(apart) || contradict(telling, cluster) {
            return None;
        }
        let mut comparison = Comparison {
            one_ruling: false,
            party: party_relation(telling, cluster, self.names)?,
            sum: sum_relation(telling, cluster),
            apart,
            same_authority: telling.authority.is_some() && telling.authority == cluster.authority,
            shares_kind: telling.kinds.meets(cluster.kinds),
            other_stage: telling.stage != cluster.stage,
            one_news: is_one_news(telling, cluster),
        };
        comparison.one_ruling = telling.stage == Stage::Ruling && comparison.is_one_ruling();
        if telling.stage == Stage::Ruling
            && differ(telling.authority, cluster.authority)
            && !comparison.one_ruling
        {
            return None;
        }
        let orders = comparison.other_stage && is_order(telling.kinds) && is_order(cluster.kinds);
        comparison.holds(orders).then_some(comparison)
    }
}

fn extend_once<T: Copy + PartialEq>(list: &mut Vec<T>, more: &[T]) {
    for item in more {
        if !list.contains(item) {
            list.push(*item);
        }
    }
}

fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// What can never be one decision, however alike the rest.
fn contradict(telling: &Filed, cluster: &Cluster) -> bool {
    let other_entry =
        |one: &Number, other: &Number| one.register == other.register && one.written != other.written;
    let registers =
        telling.registers.iter().any(|one| cluster.registers.iter().any(|other| other_entry(one, other)));
    registers
        || other_number(telling, cluster)
        || (differ(telling.authority, cluster.authority) && telling.stage != Stage::Ruling)
        || differ(telling.complainant, cluster.complainant)
}

/// Whether both are news of one week, which is how sums that contradict each other come about.
fn is_one_news(telling: &Filed, cluster: &Cluster) -> bool {
    let days = telling.published.zip(cluster.first_news).map(|(day, first)| (day - first).abs());
    let other_day = matches!(telling.moment.apart(cluster.moment), Apart::Days(days) if days > WEEK);
    telling.role == Role::Main && cluster.has_news && !other_day && days.is_some_and(|days| days <= WEEK)
}

/// Whether no likeness can make up for that distance.
fn is_too_far(apart: Apart) -> bool {
    match apart {
        Apart::Days(days) => days > WINDOW,
        Apart::Told(days) => days > LATE_NEWS,
        apart => apart == Apart::Wrong,
    }
}

/// Whether the telling gives a number for its own, and the decision another.
fn other_number(telling: &Filed, cluster: &Cluster) -> bool {
    telling.number.is_some_and(|number| cluster.claimed.iter().any(|other| *other != number.written))
}

/// Only an injunction or a notice, which the press takes for one another.
fn is_order(kinds: Kinds) -> bool {
    let orders = Kinds::of(Kind::Injunction).with(Kinds::of(Kind::FormalNotice));
    kinds.meets(orders) && !Kind::ALL.into_iter().any(|kind| kinds.has(kind) && !orders.has(kind))
}

/// How the organisations of a telling and of a decision relate; nothing when they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PartyRelation {
    Near(Nearness),
    OneAnonymous,
    BothAnonymous,
}

fn party_relation(telling: &Filed, cluster: &Cluster, names: &Names) -> Option<PartyRelation> {
    match (telling.parties.is_empty(), cluster.parties.is_empty()) {
        (true, true) => Some(PartyRelation::BothAnonymous),
        (true, false) | (false, true) => Some(PartyRelation::OneAnonymous),
        _ => nearest(&telling.parties, &cluster.parties, names).map(PartyRelation::Near),
    }
}

pub(super) fn nearest(parties: &[Party], others: &[Party], names: &Names) -> Option<Nearness> {
    let pairs = parties.iter().flat_map(|one| others.iter().map(move |other| (*one, *other)));
    pairs.filter_map(|(one, other)| names.nearness(one, other)).min()
}

/// How the sums of a telling and of a decision relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SumRelation {
    Same,
    /// One of the two gives the sum of parts that the other gives.
    Total,
    Rounded,
    /// One of the two gives no sum, or in another currency.
    Untold,
    Other,
}

fn sum_relation(telling: &Filed, cluster: &Cluster) -> SumRelation {
    let comparable = |one: &Sum, other: &Sum| {
        one.kind != Kind::PeriodicPenalty
            && other.kind != Kind::PeriodicPenalty
            && one.money.currency == other.money.currency
    };
    let mut relation = SumRelation::Untold;
    for one in &telling.sums {
        for other in cluster.sums.iter().filter(|other| comparable(one, other)) {
            let (smaller, larger) =
                (one.money.cents.min(other.money.cents).0, one.money.cents.max(other.money.cents).0);
            if smaller == larger {
                return SumRelation::Same;
            }
            // A rounding takes off at most a sixteenth: "plus de 5 millions" for 5.2 million.
            if larger.saturating_sub(smaller) <= larger / 16 {
                relation = SumRelation::Rounded;
            } else if relation == SumRelation::Untold {
                relation = SumRelation::Other;
            }
        }
    }
    let adds_up = || is_total_of(&telling.sums, &cluster.sums) || is_total_of(&cluster.sums, &telling.sums);
    if relation != SumRelation::Untold && adds_up() { SumRelation::Total } else { relation }
}

/// Whether the only sum of its kind on one side is that of all on the other, of which there are several.
fn is_total_of(one: &[Sum], parts: &[Sum]) -> bool {
    let [first, ..] = one else { return false };
    let of_kind = |sum: &&Sum| sum.kind == first.kind && sum.money.currency == first.money.currency;
    if one.iter().filter(of_kind).count() != 1 || parts.iter().filter(of_kind).count() < 2 {
        return false;
    }
    let mut distinct: Vec<(Option<Symbol>, crate::domain::Money)> = Vec::new();
    for part in parts.iter().filter(of_kind) {
        let part = (part.party.map(|party| party.name), part.money);
        if !distinct.contains(&part) {
            distinct.push(part);
        }
    }
    let total = distinct.iter().try_fold(0_i64, |total, (_, money)| total.checked_add(money.cents.0));
    distinct.len() > 1 && total == Some(first.money.cents.0)
}

/// Days within which the date of a decision and that of its publication lie.
const WINDOW: i32 = 90;

/// Days after which news of one sum is still taken for news of the act.
const LATE_NEWS: i32 = 400;

/// Days within which articles are on one piece of news.
const WEEK: i32 = 7;

struct Comparison {
    party: PartyRelation,
    sum: SumRelation,
    apart: Apart,
    same_authority: bool,
    shares_kind: bool,
    other_stage: bool,
    /// Both tell one court's ruling, under whatever name of the court.
    one_ruling: bool,
    /// Both are news of one week, and no day is told that says otherwise.
    one_news: bool,
}

impl Comparison {
    /// Courts have as many names as languages and papers; one organisation does not receive two alike rulings in a
    /// fortnight.
    fn is_one_ruling(&self) -> bool {
        self.party == PartyRelation::Near(Nearness::Same)
            && self.shares_kind
            && self.sum != SumRelation::Other
            && self.within(14)
    }

    /// Whether that much likeness makes one act.
    fn holds(&self, orders: bool) -> bool {
        if self.other_stage {
            return self.holds_across_stages(orders);
        }
        if self.one_ruling {
            return true;
        }
        let certain = self.has_same_sum() || self.apart == Apart::SameDay;
        let certain_of_one = certain && self.party == PartyRelation::Near(Nearness::Same);
        if !(self.same_authority || certain_of_one) {
            return false;
        }
        match self.party {
            PartyRelation::Near(Nearness::Same) => self.holds_for_one_organisation(),
            PartyRelation::Near(Nearness::Twin) => self.holds_for_twins(),
            PartyRelation::Near(Nearness::Group) => self.has_same_sum() && self.within(WINDOW / 3),
            PartyRelation::OneAnonymous => {
                self.sum == SumRelation::Same && self.shares_kind && self.within(10)
            }
            PartyRelation::BothAnonymous => {
                self.sum == SumRelation::Same && self.shares_kind && self.within(2)
            }
        }
    }

    fn holds_for_one_organisation(&self) -> bool {
        match self.sum {
            SumRelation::Same | SumRelation::Total => match self.apart {
                Apart::Days(days) => days <= WINDOW,
                Apart::Told(days) => days <= LATE_NEWS,
                Apart::Wrong => false,
                _ => true,
            },
            SumRelation::Rounded => {
                self.within(WINDOW) || matches!(self.apart, Apart::SameYear | Apart::Earlier(_))
            }
            SumRelation::Untold if !self.shares_kind => self.within(WINDOW / 2),
            SumRelation::Untold => {
                self.within(WINDOW) || matches!(self.apart, Apart::SameYear | Apart::Earlier(_))
            }
            SumRelation::Other => self.shares_kind && (self.apart == Apart::SameDay || self.one_news),
        }
    }

    fn holds_for_twins(&self) -> bool {
        match self.sum {
            SumRelation::Same | SumRelation::Total => {
                self.within(WINDOW) || matches!(self.apart, Apart::SameYear | Apart::Earlier(_))
            }
            SumRelation::Rounded | SumRelation::Untold => self.within(WINDOW / 3) && self.shares_kind,
            SumRelation::Other => false,
        }
    }

    /// A liquidation or a settlement called a fine, a notice called an injunction.
    fn holds_across_stages(&self, orders: bool) -> bool {
        let one_organisation = self.party == PartyRelation::Near(Nearness::Same) && self.same_authority;
        let same_sum = self.sum == SumRelation::Same && self.within(WINDOW / 3);
        one_organisation && (same_sum || (orders && self.within(10)))
    }

    fn has_same_sum(&self) -> bool {
        matches!(self.sum, SumRelation::Same | SumRelation::Total)
    }

    /// Whether both are dated, at most so many days apart.
    fn within(&self, bound: i32) -> bool {
        match self.apart {
            Apart::SameDay | Apart::SameMonth => true,
            Apart::Days(days) | Apart::Told(days) => days <= bound,
            _ => false,
        }
    }

    /// By which the best of several is chosen.
    fn score(&self) -> i32 {
        let sum = match self.sum {
            SumRelation::Same => 60,
            SumRelation::Total => 50,
            SumRelation::Rounded => 30,
            SumRelation::Untold => 0,
            SumRelation::Other => -40,
        };
        let party = match self.party {
            PartyRelation::Near(Nearness::Same) => 20,
            PartyRelation::Near(Nearness::Twin) => 8,
            PartyRelation::Near(Nearness::Group) => 0,
            _ => -10,
        };
        let kind = if self.shares_kind { 10 } else { 0 } - if self.other_stage { 25 } else { 0 };
        sum + party + kind + self.apart_score() + if self.same_authority { 10 } else { 0 }
    }

    fn apart_score(&self) -> i32 {
        match self.apart {
            Apart::SameDay => 45,
            Apart::SameMonth => 30,
            Apart::Days(days) => 28 - days / 4,
            Apart::Told(days) => 26 - (days / 4).min(50),
            Apart::SameYear => 10,
            Apart::Earlier(days) => 5 - (days / 60).min(60),
            Apart::Untold => 0,
            Apart::Wrong => -60,
        }
    }

    fn reasons(&self) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if self.same_authority {
            reasons.push(Reason::SameAuthority);
        }
        match self.party {
            PartyRelation::Near(Nearness::Same) => reasons.push(Reason::SameOrganisation),
            PartyRelation::Near(_) => reasons.push(Reason::SameGroup),
            _ => {}
        }
        match self.sum {
            SumRelation::Same => reasons.push(Reason::SameSum),
            SumRelation::Total => reasons.push(Reason::SumOfParts),
            SumRelation::Rounded => reasons.push(Reason::RoundedSum),
            SumRelation::Other => reasons.push(Reason::OtherSum),
            SumRelation::Untold => {}
        }
        match self.apart {
            Apart::SameDay => reasons.push(Reason::SameDay),
            Apart::SameMonth | Apart::SameYear => reasons.push(Reason::DatesAgree),
            Apart::Days(_) => reasons.push(Reason::DatesNear),
            Apart::Told(_) => reasons.push(Reason::ToldNear),
            Apart::Earlier(_) => reasons.push(Reason::EarlierAct),
            Apart::Untold | Apart::Wrong => {}
        }
        if self.other_stage {
            reasons.push(Reason::OtherKind);
        }
        reasons
    }
}

/// What a telling shares with a decision that it belongs to for another reason.
fn about(telling: &Filed, cluster: &Cluster, names: &Names) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if telling.authority.is_some() && telling.authority == cluster.authority {
        reasons.push(Reason::SameAuthority);
    }
    match nearest(&telling.parties, &cluster.parties, names) {
        Some(Nearness::Same) => reasons.push(Reason::SameOrganisation),
        Some(_) => reasons.push(Reason::SameGroup),
        None => {}
    }
    reasons
}

/// A part of a total: the telling that gives it.
#[derive(Debug, Clone, Copy)]
struct Part {
    place: usize,
    party: Option<Party>,
    money: crate::domain::Money,
}

/// Totals that the parts of one article make, and those parts.
type Totals = HashMap<(Kind, crate::domain::Money), Vec<Part>>;

/// Every article that gives one group several sums of one kind for one moment gives their total too: others will say "42
/// millions" for 27 and 15.
fn totals(tellings: &[&Filed]) -> Totals {
    let mut of_group: HashMap<(usize, Kind, Option<Symbol>), Vec<Part>> = HashMap::new();
    for (place, telling) in tellings.iter().enumerate() {
        for sum in telling.sums.iter().filter(|sum| sum.kind != Kind::PeriodicPenalty) {
            let part = Part { place, party: sum.party, money: sum.money };
            let group = sum.party.map(|party| party.group.or(party.first_word).unwrap_or(party.name));
            of_group.entry((telling.slot, sum.kind, group)).or_default().push(part);
        }
    }
    let mut totals = Totals::new();
    for ((_, kind, _), parts) in of_group {
        let Some(total) = total_of(&parts, tellings) else { continue };
        totals.entry((kind, total)).or_default().extend(parts);
    }
    totals
}

fn total_of(parts: &[Part], tellings: &[&Filed]) -> Option<crate::domain::Money> {
    let first = parts.first()?;
    let same = |part: &Part| {
        let (one, other) = (tellings[part.place], tellings[first.place]);
        part.money.currency == first.money.currency && one.role == other.role && is_near(one, other)
    };
    if parts.len() < 2 || !parts.iter().all(same) {
        return None;
    }
    let cents = parts.iter().try_fold(0_i64, |total, part| total.checked_add(part.money.cents.0))?;
    Some(crate::domain::Money { cents: crate::domain::Cents(cents), currency: first.money.currency })
}

/// Whether two tellings may be of one day's announcement.
fn is_near(one: &Filed, other: &Filed) -> bool {
    let near = match one.moment.apart(other.moment) {
        Apart::SameDay | Apart::SameMonth | Apart::SameYear | Apart::Earlier(_) | Apart::Untold => true,
        Apart::Days(days) | Apart::Told(days) => days <= WINDOW / 3,
        Apart::Wrong => false,
    };
    near && one.stage == other.stage && !differ(one.authority, other.authority)
}

fn is_total(telling: &Filed, totals: &Totals) -> bool {
    let [sum] = telling.sums.as_slice() else { return false };
    let parts = totals.get(&(sum.kind, sum.money));
    parts.is_some_and(|parts| parts.iter().all(|part| part.money != sum.money))
}

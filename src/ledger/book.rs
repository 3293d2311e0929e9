//! The ledger itself: what articles tell, and the decisions and cases that it makes.
//!
//! Tellings that may have to do with one another (the same organisation or group, the same reference, the same anonymous
//! sum) make a neighbourhood; nothing in one can change another. A new article is worked into the neighbourhoods that it
//! touches, which are made anew from their tellings: so the ledger is the same whatever order articles came in.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use super::filing::{self, Filed};
use super::grouping::{self, ByHand, Cluster};
use super::moment::Moment;
use super::names::{Names, Symbol};
use super::reconcile::{self, Sources};
use super::{cases, told::Told};
use crate::domain::{
    ArticleId, Case, Decision, DecisionId, Kind, Money, Organisations, Overlay, Overlays, Pin, Reason,
    Sameness, Stage,
};

/// What makes two tellings neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Group(Symbol),
    Name(Symbol),
    FirstWord(Symbol),
    Number(Symbol),
    /// An anonymous sum: of that authority and kind, on that day.
    Sum(Option<Symbol>, Kind, Money, i32),
    /// An anonymous telling that nothing can be neighbour to.
    Alone(usize),
    ByHand(usize),
}

/// A neighbourhood and what it makes.
#[derive(Debug, Clone, Default)]
struct Neighbourhood {
    tellings: Vec<usize>,
    /// What each decision was made from, in the order of the decisions.
    made_from: Vec<MadeFrom>,
    decisions: Vec<Decision>,
    cases: Vec<Case>,
}

/// All that a decision is made from, links and rulings apart: when it is the same, so is the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MadeFrom {
    /// Places of its tellings in the ledger, and why each is there.
    members: Vec<(usize, Vec<Reason>)>,
    /// Its identifier before it was told apart from another of the same number.
    id: DecisionId,
    stage: Stage,
    number: Option<Symbol>,
    authority: Option<Symbol>,
}

/// Decisions that stood before a neighbourhood was made anew, by the place of their first telling.
type Former = HashMap<usize, (MadeFrom, Decision)>;

/// From measures of many articles to decisions and cases. See the module for how.
#[derive(Debug, Clone)]
pub struct Ledger {
    names: Names,
    told: Vec<Option<Told>>,
    slots: HashMap<ArticleId, usize>,
    tellings: Vec<Option<Filed>>,
    of_slot: Vec<Vec<usize>>,
    keys: Vec<Vec<Key>>,
    bearers: HashMap<Key, Vec<usize>>,
    neighbourhood_of: Vec<usize>,
    neighbourhoods: Vec<Neighbourhood>,
    free: Vec<usize>,
    places: HashMap<DecisionId, usize>,
    overlays: Overlays,
    overlays_of: HashMap<ArticleId, Vec<usize>>,
}

impl Ledger {
    /// The ledger of those articles. Of two with one identifier the later holds.
    pub fn build(
        told: impl IntoIterator<Item = Told>,
        organisations: &Organisations,
        overlays: &Overlays,
    ) -> Ledger {
        let mut ledger = Ledger {
            names: Names::new(organisations.clone()),
            told: Vec::new(),
            slots: HashMap::new(),
            tellings: Vec::new(),
            of_slot: Vec::new(),
            keys: Vec::new(),
            bearers: HashMap::new(),
            neighbourhood_of: Vec::new(),
            neighbourhoods: Vec::new(),
            free: Vec::new(),
            places: HashMap::new(),
            overlays: overlays.clone(),
            overlays_of: HashMap::new(),
        };
        ledger.index_overlays();
        for article in told {
            ledger.discard(article.article);
            ledger.file(article);
        }
        let all = (0..ledger.tellings.len()).filter(|place| ledger.tellings[*place].is_some()).collect();
        ledger.settle(all, &mut Former::new());
        ledger
    }

    /// Takes in an article, in the place of what it told before.
    pub fn add(&mut self, told: Told) {
        let mut touched = self.discard(told.article);
        touched.extend(self.file(told));
        self.settle_around(touched);
    }

    /// Forgets an article.
    pub fn remove(&mut self, article: ArticleId) {
        let touched = self.discard(article);
        self.settle_around(touched);
    }

    /// Lays other joins and splits by hand, in the place of those before.
    pub fn lay(&mut self, overlays: &Overlays) {
        let touched: BTreeSet<ArticleId> =
            self.overlays.iter().chain(overlays).flat_map(|it| [it.one.article, it.other.article]).collect();
        self.overlays.clone_from(overlays);
        self.index_overlays();
        let mut places = Vec::new();
        for article in touched {
            let told = self.slots.get(&article).and_then(|slot| self.told[*slot].clone());
            places.extend(self.discard(article));
            places.extend(told.map(|told| self.file(told)).unwrap_or_default());
        }
        self.settle_around(places);
    }

    /// Every decision, the latest first.
    pub fn decisions(&self) -> Vec<&Decision> {
        let mut decisions: Vec<&Decision> = self.all().collect();
        decisions.sort_by_key(|decision| (std::cmp::Reverse(decision.day()), decision.id));
        decisions
    }

    /// Every decision, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = &Decision> {
        self.neighbourhoods.iter().flat_map(|neighbourhood| &neighbourhood.decisions)
    }

    /// How many decisions there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is no decision.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The decision of that identifier.
    pub fn decision(&self, id: DecisionId) -> Option<&Decision> {
        let neighbourhood = &self.neighbourhoods[*self.places.get(&id)?];
        neighbourhood.decisions.iter().find(|decision| decision.id == id)
    }

    /// The decisions that an article tells, in the order of its measures.
    pub fn decisions_of(&self, article: ArticleId) -> Vec<&Decision> {
        let Some(slot) = self.slots.get(&article) else { return Vec::new() };
        let neighbourhoods: BTreeSet<usize> =
            self.of_slot[*slot].iter().map(|place| self.neighbourhood_of[*place]).collect();
        let first_measure = |decision: &&Decision| {
            let tellings = decision.tellings.iter().filter(|telling| telling.article == article);
            tellings.map(|telling| telling.measures.first().copied().unwrap_or(usize::MAX)).min()
        };
        let all = neighbourhoods.into_iter().flat_map(|place| &self.neighbourhoods[place].decisions);
        let mut decisions: Vec<&Decision> =
            all.filter(|decision| first_measure(decision).is_some()).collect();
        decisions.sort_by_key(|decision| (first_measure(decision), decision.id));
        decisions
    }

    /// Every case of more than one decision, the one with the latest decision first.
    pub fn cases(&self) -> Vec<&Case> {
        let all = self.neighbourhoods.iter().flat_map(|neighbourhood| &neighbourhood.cases);
        let mut cases: Vec<&Case> = all.filter(|case| case.decisions.len() > 1).collect();
        let latest = |case: &Case| case.decisions.iter().filter_map(|id| self.decision(*id)?.day()).max();
        cases.sort_by_cached_key(|case| (std::cmp::Reverse(latest(case)), case.id));
        cases
    }

    /// The case that a decision belongs to, be it alone in it.
    pub fn case_of(&self, id: DecisionId) -> Option<&Case> {
        let neighbourhood = &self.neighbourhoods[*self.places.get(&id)?];
        neighbourhood.cases.iter().find(|case| case.decisions.contains(&id))
    }

    /// What was taken in under that identifier.
    pub fn told(&self, article: ArticleId) -> Option<&Told> {
        self.told[*self.slots.get(&article)?].as_ref()
    }

    /// The organisations by which names are read.
    pub fn organisations(&self) -> &Organisations {
        self.names.organisations()
    }

    fn index_overlays(&mut self) {
        self.overlays_of.clear();
        for (index, overlay) in self.overlays.iter().enumerate() {
            for article in BTreeSet::from([overlay.one.article, overlay.other.article]) {
                self.overlays_of.entry(article).or_default().push(index);
            }
        }
    }

    /// Takes an article's tellings out; gives back the places of their former neighbours.
    fn discard(&mut self, article: ArticleId) -> Vec<usize> {
        let Some(slot) = self.slots.remove(&article) else { return Vec::new() };
        let own = std::mem::take(&mut self.of_slot[slot]);
        let mut touched = Vec::new();
        for place in &own {
            for key in std::mem::take(&mut self.keys[*place]) {
                if let Some(bearers) = self.bearers.get_mut(&key) {
                    bearers.retain(|bearer| bearer != place);
                }
            }
            self.tellings[*place] = None;
            let home = self.neighbourhood_of[*place];
            if let Some(neighbourhood) = self.neighbourhoods.get(home) {
                touched.extend(neighbourhood.tellings.iter().copied());
            }
        }
        self.told[slot] = None;
        touched
    }

    /// Files an article; gives back the places of its tellings.
    fn file(&mut self, told: Told) -> Vec<usize> {
        let slot = self.told.len();
        let apart = self.set_apart_within(&told);
        let tellings = filing::file(slot, &told, &apart, &mut self.names);
        self.slots.insert(told.article, slot);
        self.told.push(Some(told));
        let mut places = Vec::with_capacity(tellings.len());
        for telling in tellings {
            let place = self.tellings.len();
            let keys = self.keys_of(place, &telling);
            for key in &keys {
                self.bearers.entry(*key).or_default().push(place);
            }
            self.keys.push(keys);
            self.tellings.push(Some(telling));
            self.neighbourhood_of.push(usize::MAX);
            places.push(place);
        }
        self.of_slot.push(places.clone());
        places
    }

    /// Pairs of measures of one article that the reader set apart.
    fn set_apart_within(&self, told: &Told) -> Vec<(usize, usize)> {
        let overlays =
            self.overlays_of.get(&told.article).into_iter().flatten().map(|index| &self.overlays[*index]);
        let within =
            overlays.filter(|it| it.one.article == it.other.article && it.sameness == Sameness::Split);
        within
            .filter_map(|it| Some((it.one.find(&told.measures)?, it.other.find(&told.measures)?)))
            .filter(|(one, other)| one != other)
            .collect()
    }

    fn keys_of(&self, place: usize, telling: &Filed) -> Vec<Key> {
        let mut keys = Vec::new();
        for party in &telling.parties {
            match party.group {
                Some(group) => keys.push(Key::Group(group)),
                None => keys.push(Key::Name(party.name)),
            }
            if let (None, Some(word)) = (party.group, party.first_word) {
                keys.push(Key::FirstWord(word));
            }
        }
        keys.extend(
            telling.number.iter().chain(&telling.registers).map(|number| Key::Number(number.written)),
        );
        keys.extend(telling.cited.iter().map(|written| Key::Number(*written)));
        for day in sum_days(telling) {
            keys.extend(telling.sums.iter().map(|sum| Key::Sum(telling.authority, sum.kind, sum.money, day)));
        }
        let article = self.told[telling.slot].as_ref().map(|told| told.article);
        let overlays = article.and_then(|article| self.overlays_of.get(&article));
        keys.extend(overlays.into_iter().flatten().map(|index| Key::ByHand(*index)));
        if keys.is_empty() {
            keys.push(Key::Alone(place));
        }
        keys
    }

    /// Makes anew the neighbourhoods of those tellings and of all that they now touch.
    fn settle_around(&mut self, touched: Vec<usize>) {
        let mut homes: BTreeSet<usize> = touched.iter().map(|place| self.neighbourhood_of[*place]).collect();
        let mut seen: HashSet<usize> = HashSet::new();
        let mut waiting = touched;
        let mut all = Vec::new();
        let mut keys_seen: HashSet<Key> = HashSet::new();
        while let Some(place) = waiting.pop() {
            if self.tellings[place].is_none() || !seen.insert(place) {
                continue;
            }
            all.push(place);
            for key in &self.keys[place] {
                if keys_seen.insert(*key) {
                    waiting.extend(self.bearers.get(key).into_iter().flatten());
                }
            }
        }
        homes.extend(all.iter().map(|place| self.neighbourhood_of[*place]));
        let mut former = Former::new();
        for home in homes.into_iter().filter(|home| *home != usize::MAX) {
            self.dissolve(home, &mut former);
        }
        self.settle(all, &mut former);
    }

    fn dissolve(&mut self, home: usize, former: &mut Former) {
        let neighbourhood = std::mem::take(&mut self.neighbourhoods[home]);
        for (made_from, decision) in neighbourhood.made_from.into_iter().zip(neighbourhood.decisions) {
            self.places.remove(&decision.id);
            former.insert(made_from.members[0].0, (made_from, decision));
        }
        self.free.push(home);
    }

    /// Parts those tellings into neighbourhoods and makes each. They must hold every bearer of each of their keys.
    fn settle(&mut self, places: Vec<usize>, former: &mut Former) {
        for mut tellings in self.parted(&places) {
            tellings.sort_by_key(|place| self.tellings[*place].as_ref().map(|telling| telling.rank));
            let made = self.make(tellings, former);
            let home = self.free.pop().unwrap_or_else(|| {
                self.neighbourhoods.push(Neighbourhood::default());
                self.neighbourhoods.len() - 1
            });
            for place in &made.tellings {
                self.neighbourhood_of[*place] = home;
            }
            self.places.extend(made.decisions.iter().map(|decision| (decision.id, home)));
            self.neighbourhoods[home] = made;
        }
    }

    /// Groups of tellings that keys join.
    fn parted(&self, places: &[usize]) -> Vec<Vec<usize>> {
        let mut first_bearer: HashMap<Key, usize> = HashMap::new();
        let mut root: Vec<usize> = (0..places.len()).collect();
        for (index, place) in places.iter().enumerate() {
            for key in &self.keys[*place] {
                let other = *first_bearer.entry(*key).or_insert(index);
                let (one, other) = (find(&mut root, index), find(&mut root, other));
                root[one.max(other)] = one.min(other);
            }
        }
        let mut parts: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, place) in places.iter().enumerate() {
            parts.entry(find(&mut root, index)).or_default().push(*place);
        }
        parts.into_values().collect()
    }

    fn make(&self, places: Vec<usize>, former: &mut Former) -> Neighbourhood {
        let tellings: Vec<&Filed> = places
            .iter()
            .map(|place| self.tellings[*place].as_ref().expect("a neighbourhood holds tellings that stand"))
            .collect();
        let by_hand = self.by_hand(&tellings);
        let clusters: Vec<Cluster> = grouping::group(&tellings, &by_hand, &self.names);
        let sources = Sources { tellings: &tellings, told: &self.told, names: &self.names };
        let (mut made_from, mut decisions) = (Vec::new(), Vec::new());
        for cluster in &clusters {
            let (from, decision) = decide(cluster, &places, &sources, former);
            made_from.push(from);
            decisions.push(decision);
        }
        tell_apart(&mut decisions);
        let cases = cases::link(&clusters, &tellings, &mut decisions, &self.names);
        Neighbourhood { tellings: places, made_from, decisions, cases }
    }

    /// The reader's joins and splits among those tellings; of contrary ones the last said holds.
    fn by_hand(&self, tellings: &[&Filed]) -> ByHand {
        let mut by_hand = ByHand::default();
        if self.overlays.is_empty() {
            return by_hand;
        }
        let mut concerned: BTreeSet<usize> = BTreeSet::new();
        for telling in tellings {
            let article = self.told[telling.slot].as_ref().map(|told| told.article);
            concerned
                .extend(article.and_then(|article| self.overlays_of.get(&article)).into_iter().flatten());
        }
        let mut overlays: Vec<&Overlay> = concerned.into_iter().map(|index| &self.overlays[index]).collect();
        overlays.sort_by_key(|overlay| overlay.at);
        let mut said: Vec<((usize, usize), Sameness)> = Vec::new();
        for overlay in overlays {
            let pair = (self.place_of(&overlay.one, tellings), self.place_of(&overlay.other, tellings));
            let (Some(one), Some(other)) = pair else { continue };
            let pair = (one.min(other), one.max(other));
            said.retain(|(known, _)| *known != pair);
            said.push((pair, overlay.sameness));
        }
        for (pair, sameness) in said.into_iter().filter(|((one, other), _)| one != other) {
            match sameness {
                Sameness::Join => by_hand.joined.push(pair),
                Sameness::Split => by_hand.apart.push(pair),
            }
        }
        by_hand
    }

    /// The place among `tellings` of the one that holds the measure pointed at.
    fn place_of(&self, pin: &Pin, tellings: &[&Filed]) -> Option<usize> {
        let slot = *self.slots.get(&pin.article)?;
        let index = pin.find(&self.told[slot].as_ref()?.measures)?;
        tellings.iter().position(|telling| telling.slot == slot && telling.measures.contains(&index))
    }
}

/// Days by which a sum can be met without a name: its own; for an anonymous sum without a date, those on which other
/// articles of the same news may be published.
fn sum_days(telling: &Filed) -> std::ops::Range<i32> {
    match telling.moment {
        Moment::Day(day) => day..day + 1,
        Moment::NewsOf(day) if telling.parties.is_empty() => day..day + 3,
        _ => 0..0,
    }
}

fn find(root: &mut [usize], mut place: usize) -> usize {
    while root[place] != place {
        root[place] = root[root[place]];
        place = root[place];
    }
    place
}

/// The decision of a cluster: the former one, where it was made from the same, else one made now.
fn decide(
    cluster: &Cluster,
    places: &[usize],
    sources: &Sources<'_>,
    former: &mut Former,
) -> (MadeFrom, Decision) {
    let members: Vec<(usize, Vec<Reason>)> =
        cluster.members.iter().map(|member| (places[member.place], member.reasons.clone())).collect();
    let stands = |from: &MadeFrom| {
        from.members == members
            && from.stage == cluster.stage
            && from.number == cluster.number.map(|number| number.written)
            && from.authority == cluster.authority
    };
    if let Some((from, mut decision)) = former.remove(&members[0].0).filter(|(from, _)| stands(from)) {
        decision.id = from.id;
        return (from, decision);
    }
    let decision = reconcile::decide(cluster, sources);
    let number = cluster.number.map(|number| number.written);
    let (stage, authority) = (cluster.stage, cluster.authority);
    (MadeFrom { members, id: decision.id, stage, number, authority }, decision)
}

/// Gives decisions that bear one reference (set apart by hand, or numbered alike by two authorities) identifiers of their
/// own; the first keeps the one made from the reference.
fn tell_apart(decisions: &mut [Decision]) {
    let mut seen = HashSet::new();
    for decision in decisions {
        if !seen.insert(decision.id) {
            decision.id = reconcile::identify_apart(decision);
            seen.insert(decision.id);
        }
    }
}

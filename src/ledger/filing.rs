//! From the measures of one article to tellings: each is one decision as that article tells it.
//!
//! A fine, an injunction and an astreinte that an article tells of one authority, one organisation and one moment are one
//! decision. What other articles say of it is left to [`super::grouping`].

use super::moment::{Apart, Moment, day_number};
use super::names::{Names, Nearness, Number, Party, Symbol};
use super::told::{Closure, Told};
use crate::domain::{ArticleId, Kind, Measure, Money, Origin, Role, Stage, Trust};

/// A sum that a telling gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) kind: Kind,
    pub(super) party: Option<Party>,
    pub(super) money: Money,
}

/// A set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Kinds(u16);

impl Kinds {
    pub(super) fn of(kind: Kind) -> Kinds {
        Kinds(1 << (kind as u16))
    }

    pub(super) fn with(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    pub(super) fn meets(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn has(self, kind: Kind) -> bool {
        self.meets(Kinds::of(kind))
    }
}

/// The place of a telling among all: the most telling first. Made of content alone, so that the order in which articles
/// came does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    pub(super) class: u8,
    trust: Trust,
    first: Option<i32>,
    published: Option<i32>,
    article: ArticleId,
    number: u32,
}

/// One decision as one article tells it.
#[derive(Debug, Clone)]
pub(super) struct Filed {
    /// The article's place in the ledger.
    pub(super) slot: usize,
    /// For a row of a table, the table.
    pub(super) table: Option<Symbol>,
    /// Places of its measures in the article's list.
    pub(super) measures: Vec<usize>,
    /// Place of the closure in the article's list, for a telling of one.
    pub(super) closure: Option<usize>,
    pub(super) stage: Stage,
    pub(super) authority: Option<Symbol>,
    /// The organisation and its other names, each once.
    pub(super) parties: Vec<Party>,
    pub(super) sums: Vec<Sum>,
    pub(super) kinds: Kinds,
    pub(super) number: Option<Number>,
    pub(super) registers: Vec<Number>,
    pub(super) cited: Vec<Symbol>,
    pub(super) moment: Moment,
    pub(super) published: Option<i32>,
    pub(super) role: Role,
    pub(super) complainant: Option<Symbol>,
    pub(super) rank: Rank,
}

/// One measure or closure, before it finds its telling.
struct Statement {
    measure: Option<usize>,
    closure: Option<usize>,
    stage: Stage,
    kind: Option<Kind>,
    authority: Option<Symbol>,
    parties: Vec<Party>,
    sum: Option<Money>,
    number: Option<Number>,
    cited: Option<Symbol>,
    moment: Moment,
    role: Role,
    complainant: Option<Symbol>,
}

/// How many tellings of an article a measure is held against: those before it in reading order.
const LOOKED_BACK: usize = 48;

/// The tellings of an article. `apart` holds pairs of places of measures that the reader set apart.
pub(super) fn file(slot: usize, told: &Told, apart: &[(usize, usize)], names: &mut Names) -> Vec<Filed> {
    let published = told.published.map(day_number);
    let table = (told.origin == Origin::Table).then(|| names.symbol(told.source.as_str()));
    let mut tellings: Vec<Filed> = Vec::new();
    for statement in statements(told, published, names) {
        let bound = tellings.len().saturating_sub(LOOKED_BACK);
        let fits = |place: &usize| belongs(&statement, &tellings[*place], apart, names);
        let found: Vec<usize> = (bound..tellings.len()).rev().filter(fits).collect();
        match found.as_slice() {
            [] => tellings.push(open(slot, told, published, &statement)),
            [only] => take_in(&mut tellings[*only], &statement),
            [last, ..] if statement.parties.len() < 2 => take_in(&mut tellings[*last], &statement),
            _ => take_in_joint(&statement, found, &mut tellings),
        }
    }
    cite(told, &mut tellings, names);
    for (number, telling) in tellings.iter_mut().enumerate() {
        telling.table = table;
        telling.rank = rank(told, telling, number);
    }
    tellings
}

fn statements(told: &Told, published: Option<i32>, names: &mut Names) -> Vec<Statement> {
    let measures = told.measures.iter().enumerate();
    let mut statements: Vec<Statement> =
        measures.map(|(index, measure)| of_measure(index, measure, published, names)).collect();
    for (index, closure) in told.closures.iter().enumerate() {
        statements.push(of_closure(index, closure, published, names));
    }
    statements
}

fn of_measure(index: usize, measure: &Measure, published: Option<i32>, names: &mut Names) -> Statement {
    let stage = Stage::of(measure.kind);
    let number = measure.reference.as_deref().and_then(|reference| names.number(reference));
    // The number of a sanction is never that of the ruling on it.
    let borrowed = number.filter(|number| stage == Stage::Ruling && number.of_an_authority);
    Statement {
        measure: Some(index),
        closure: None,
        stage,
        kind: Some(measure.kind),
        authority: measure.authority.as_deref().map(|authority| names.authority(authority)),
        parties: parties(measure.company.as_deref(), &measure.aliases, names),
        sum: measure.amount,
        number: if borrowed.is_some() { None } else { number },
        cited: borrowed.map(|number| number.written),
        moment: moment(measure.date, measure.role, published),
        role: measure.role,
        complainant: measure.complainant.as_deref().map(|name| names.authority(name)),
    }
}

fn of_closure(index: usize, closure: &Closure, published: Option<i32>, names: &mut Names) -> Statement {
    Statement {
        measure: None,
        closure: Some(index),
        stage: Stage::Closure,
        kind: None,
        authority: closure.authority.as_deref().map(|authority| names.authority(authority)),
        parties: parties(closure.company.as_deref(), &[], names),
        sum: None,
        number: closure.reference.as_deref().and_then(|reference| names.number(reference)),
        cited: None,
        moment: moment(closure.date, Role::Main, published),
        role: Role::Main,
        complainant: None,
    }
}

fn moment(date: Option<crate::domain::PartialDate>, role: Role, published: Option<i32>) -> Moment {
    match (date, role, published) {
        (Some(date), _, _) => Moment::stated(date),
        (None, Role::Main, Some(day)) => Moment::NewsOf(day),
        (None, Role::Background, Some(day)) => Moment::Before(day),
        (None, _, None) => Moment::Unknown,
    }
}

/// The organisation and its other names. A brand with which the organisation's own name begins ("Google" beside "Google
/// Ireland") is no second organisation.
fn parties(company: Option<&str>, aliases: &[String], names: &mut Names) -> Vec<Party> {
    // Every name is read, even where no organisation bears it, so that what is known does not depend on other articles.
    let others: Vec<(&String, Option<Party>)> =
        aliases.iter().map(|alias| (alias, names.party(alias))).collect();
    let Some(main) = company.and_then(|company| names.party(company)) else { return Vec::new() };
    let mut parties = vec![main];
    for (alias, party) in others {
        let Some(party) = party else { continue };
        let brand = company.is_some_and(|company| names.is_brand_of(alias, company));
        if !brand && !parties.contains(&party) && !names.is_short_for(party, main) {
            parties.push(party);
        }
    }
    parties
}

fn belongs(statement: &Statement, telling: &Filed, apart: &[(usize, usize)], names: &Names) -> bool {
    if statement.stage != telling.stage || set_apart(statement, telling, apart) {
        return false;
    }
    if differ(statement.authority, telling.authority) || differ(statement.complainant, telling.complainant) {
        return false;
    }
    match (statement.number, telling.number) {
        (Some(number), Some(other)) if number.register.is_none() => return number == other,
        _ => {}
    }
    same_parties(statement, telling, names) && same_moment(statement, telling)
}

fn set_apart(statement: &Statement, telling: &Filed, apart: &[(usize, usize)]) -> bool {
    let Some(index) = statement.measure else { return false };
    let meets = |other: usize| telling.measures.contains(&other);
    apart.iter().any(|(one, other)| (*one == index && meets(*other)) || (*other == index && meets(*one)))
}

fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// Anonymous measures belong together as long as each is of another kind: two anonymous fines are two decisions.
fn same_parties(statement: &Statement, telling: &Filed, names: &Names) -> bool {
    if statement.parties.is_empty() && telling.parties.is_empty() {
        return statement.kind.is_some_and(|kind| !telling.kinds.has(kind));
    }
    let is_same = |one: Party, other: Party| names.nearness(one, other) == Some(Nearness::Same);
    statement.parties.iter().any(|party| telling.parties.iter().any(|other| is_same(*party, *other)))
}

fn same_moment(statement: &Statement, telling: &Filed) -> bool {
    let both_stated = statement.moment.is_stated() && telling.moment.is_stated();
    if both_stated {
        return matches!(
            statement.moment.apart(telling.moment),
            Apart::SameDay | Apart::SameMonth | Apart::SameYear
        ) && !another_of_its_year(statement, telling);
    }
    let same_sum = |sum: &Sum| Some(sum.kind) == statement.kind && Some(sum.money) == statement.sum;
    let no_other_sum = statement.sum.is_none()
        || statement.role == Role::Main
        || telling.sums.iter().all(|sum| Some(sum.kind) != statement.kind || same_sum(sum));
    statement.role == telling.role && no_other_sum
}

/// Two sums of one kind in "2021" are two acts of that year, unless the day is told.
fn another_of_its_year(statement: &Statement, telling: &Filed) -> bool {
    let exact = matches!(statement.moment, Moment::Day(_)) && matches!(telling.moment, Moment::Day(_));
    let other_sum = |sum: &Sum| Some(sum.kind) == statement.kind && Some(sum.money) != statement.sum;
    !exact && statement.sum.is_some() && telling.sums.iter().any(other_sum)
}

fn open(slot: usize, told: &Told, published: Option<i32>, statement: &Statement) -> Filed {
    let mut telling = Filed {
        slot,
        table: None,
        measures: Vec::new(),
        closure: statement.closure,
        stage: statement.stage,
        authority: None,
        parties: Vec::new(),
        sums: Vec::new(),
        kinds: Kinds::default(),
        number: None,
        registers: Vec::new(),
        cited: Vec::new(),
        moment: statement.moment,
        published,
        role: statement.role,
        complainant: None,
        rank: Rank { class: 0, trust: told.trust, first: None, published, article: told.article, number: 0 },
    };
    take_in(&mut telling, statement);
    telling
}

fn take_in(telling: &mut Filed, statement: &Statement) {
    telling.measures.extend(statement.measure);
    telling.authority = telling.authority.or(statement.authority);
    telling.complainant = telling.complainant.or(statement.complainant);
    for party in &statement.parties {
        if !telling.parties.contains(party) {
            telling.parties.push(*party);
        }
    }
    if let (Some(kind), Some(money)) = (statement.kind, statement.sum) {
        telling.sums.push(Sum { kind, party: statement.parties.first().copied(), money });
    }
    if let Some(kind) = statement.kind {
        telling.kinds = telling.kinds.with(Kinds::of(kind));
    }
    match statement.number {
        Some(number) if number.register.is_some() => telling.registers.push(number),
        number => telling.number = telling.number.or(number),
    }
    telling.cited.extend(statement.cited);
    if is_more_precise(statement.moment, telling.moment) {
        telling.moment = statement.moment;
    }
    if statement.role == Role::Main {
        telling.role = Role::Main;
    }
}

/// An order to two organisations together makes one decision of the tellings of each, as long as these do not contradict one
/// another.
fn take_in_joint(statement: &Statement, found: Vec<usize>, tellings: &mut Vec<Filed>) {
    let first = *found.last().expect("several tellings were found");
    for place in found.into_iter().filter(|place| *place != first) {
        let (one, other) = (&tellings[first], &tellings[place]);
        let shared = one.parties.iter().any(|party| other.parties.contains(party));
        let numbers = differ(one.number, other.number);
        let days = one.moment.is_stated() && other.moment.is_stated() && one.moment != other.moment;
        if !shared && !numbers && !days && one.role == other.role {
            let merged = tellings.remove(place);
            merge(&mut tellings[first], merged);
        }
    }
    take_in(&mut tellings[first], statement);
}

fn merge(telling: &mut Filed, other: Filed) {
    telling.measures.extend(other.measures);
    telling.measures.sort_unstable();
    telling.authority = telling.authority.or(other.authority);
    telling.complainant = telling.complainant.or(other.complainant);
    for party in other.parties {
        if !telling.parties.contains(&party) {
            telling.parties.push(party);
        }
    }
    telling.sums.extend(other.sums);
    telling.kinds = telling.kinds.with(other.kinds);
    telling.number = telling.number.or(other.number);
    telling.registers.extend(other.registers);
    telling.cited.extend(other.cited);
    if is_more_precise(other.moment, telling.moment) {
        telling.moment = other.moment;
    }
}

fn is_more_precise(one: Moment, other: Moment) -> bool {
    let precision = |moment: Moment| match moment {
        Moment::Day(_) => 0,
        Moment::Within(first, last) => 1 + last - first,
        Moment::NewsOf(_) => 1000,
        Moment::Before(_) => 1001,
        Moment::Unknown => 1002,
    };
    precision(one) < precision(other)
}

/// References of the title link the article's one decision to earlier ones; where the article has several for news, nobody
/// knows whose they are.
fn cite(told: &Told, tellings: &mut [Filed], names: &mut Names) {
    let mut news = tellings.iter_mut().filter(|telling| telling.role == Role::Main);
    let (Some(only), None) = (news.next(), news.next()) else { return };
    for number in told.cited.iter().filter_map(|text| names.number(text)) {
        let own = only.number.is_some_and(|own| own.written == number.written);
        if !own && !only.cited.contains(&number.written) {
            only.cited.push(number.written);
        }
    }
}

fn rank(told: &Told, telling: &Filed, number: usize) -> Rank {
    let sum = !telling.sums.is_empty();
    let class = match (telling.number.is_some(), telling.moment) {
        (true, _) => 0,
        (_, Moment::Day(_)) if sum && telling.role == Role::Main => 1,
        (_, Moment::Day(_)) => 2,
        (_, Moment::Within(..)) => 3,
        (_, Moment::NewsOf(_)) if sum => 4,
        (_, Moment::NewsOf(_)) => 5,
        _ if sum => 6,
        _ => 7,
    };
    let anonymous = if telling.parties.is_empty() && class > 0 { 8 } else { 0 };
    Rank {
        class: class + anonymous,
        trust: told.trust,
        first: telling.moment.first(),
        published: telling.published,
        article: told.article,
        number: u32::try_from(number).unwrap_or(u32::MAX),
    }
}

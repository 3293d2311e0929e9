//! From the tellings of one decision to its fields: what is believed, and who says otherwise.
//!
//! The reader goes before every source; then news before recollection, the more trusted source, the value that more
//! articles give. A date known to the month is no clash with a day in it.

use std::collections::HashMap;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::filing::Filed;
use super::grouping::{Cluster, Member};
use super::names::{Names, Nearness, Party};
use super::told::Told;
use crate::domain::{
    Act, ArticleId, Cents, Claim, Decision, DecisionId, Force, Kind, Measure, Money, Origin, PartialDate,
    Reason, Reconciled, Role, Stage, Telling, Trust, fold_name,
};

/// Where tellings and articles are found.
pub(super) struct Sources<'a> {
    pub(super) tellings: &'a [&'a Filed],
    pub(super) told: &'a [Option<Told>],
    pub(super) names: &'a Names,
}

/// One measure of the decision, with the telling that gives it.
#[derive(Clone, Copy)]
struct Statement<'a> {
    told: &'a Told,
    measure: &'a Measure,
    index: usize,
    /// The organisation, once brands are given to the subsidiary that they stand for.
    party: Option<Party>,
    /// Whether its telling was found to give a total.
    total: bool,
}

impl Statement<'_> {
    fn voice(&self) -> Voice {
        Voice {
            by_reader: self.told.by_reader.contains(&self.index),
            role: self.measure.role,
            trust: self.told.trust,
            article: self.told.article,
            published: self.told.published,
        }
    }
}

/// Who says something. The order of its fields is the order of belief.
#[derive(Debug, Clone, Copy)]
struct Voice {
    by_reader: bool,
    role: Role,
    trust: Trust,
    article: ArticleId,
    published: Option<Date>,
}

impl Voice {
    fn belief(&self) -> (bool, bool, Trust) {
        (!self.by_reader, self.role == Role::Background, self.trust)
    }
}

/// The decision that a cluster makes. Links and what rulings did to it are left to [`super::cases`].
pub(super) fn decide(cluster: &Cluster, sources: &Sources<'_>) -> Decision {
    let statements = statements(cluster, sources);
    let parties = parties_by_weight(cluster, &statements, sources.names);
    let reference = cluster.number.map(|number| sources.names.text(number.written).to_owned());
    let authority = authority(cluster, sources);
    let tellings = tellings(cluster, sources);
    Decision {
        id: identify(reference.as_deref(), authority.as_ref().map(|it| it.value().as_str()), &tellings),
        stage: cluster.stage,
        organisations: parties.iter().map(|party| shown_name(*party, cluster, sources)).collect(),
        names: other_names(&parties, cluster, sources),
        reference,
        registers: registers(cluster, sources.names),
        decided: decided(cluster, sources),
        published: first_day(&tellings, |telling| {
            telling.trust <= Trust::Court && telling.role == Role::Main && telling.origin == Origin::Article
        }),
        first_told: first_day(&tellings, |telling| telling.role == Role::Main)
            .or_else(|| first_day(&tellings, |_| true)),
        acts: acts(cluster.stage, &statements, cluster, sources),
        themes: by_weight(statements.iter().flat_map(|statement| statement.measure.breaches.iter().copied())),
        provisions: by_weight(statements.iter().flat_map(|it| it.measure.articles.iter().cloned())),
        complainants: by_weight(statements.iter().filter_map(|it| it.measure.complainant.clone())),
        deadline: reconcile(
            statements.iter().filter_map(|it| it.measure.deadline.map(|deadline| (deadline, it.voice()))),
        ),
        authority,
        tellings,
        before: Vec::new(),
        after: Vec::new(),
    }
}

fn told<'a>(member: &Member, sources: &Sources<'a>) -> &'a Told {
    let slot = sources.tellings[member.place].slot;
    sources.told[slot].as_ref().expect("a telling's article is in the ledger")
}

fn statements<'a>(cluster: &Cluster, sources: &Sources<'a>) -> Vec<Statement<'a>> {
    let mut statements = Vec::new();
    for member in &cluster.members {
        let told = told(member, sources);
        let telling = sources.tellings[member.place];
        let adds_up = member.reasons.contains(&Reason::SumOfParts);
        for index in &telling.measures {
            let measure = &told.measures[*index];
            let alone = telling.sums.iter().filter(|sum| sum.kind == measure.kind).count() == 1;
            let total = adds_up && alone;
            let party = measure.company.as_deref().and_then(|company| sources.names.known_party(company));
            statements.push(Statement { told, measure, index: *index, party, total });
        }
    }
    unite_names(&mut statements, cluster, sources);
    give_brands_to_subsidiaries(&mut statements, sources.names);
    find_totals(&mut statements);
    statements
}

/// Marks statements whose sum is that of all sums which one article gives apart, or of those of several organisations.
fn find_totals(statements: &mut [Statement<'_>]) {
    let mut kinds: Vec<Kind> = statements.iter().map(|it| it.measure.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds.into_iter().filter(|kind| *kind != Kind::PeriodicPenalty) {
        let totals = totals_of(kind, statements);
        for statement in statements.iter_mut().filter(|it| it.measure.kind == kind) {
            statement.total |= statement.measure.amount.is_some_and(|sum| totals.contains(&sum));
        }
    }
}

fn totals_of(kind: Kind, statements: &[Statement<'_>]) -> Vec<Money> {
    let mut of_article: Vec<(ArticleId, Vec<Money>)> = Vec::new();
    let mut of_party: Vec<(Party, Voice, Money)> = Vec::new();
    for statement in statements.iter().filter(|it| it.measure.kind == kind && !it.total) {
        let Some(sum) = statement.measure.amount else { continue };
        match of_article.iter_mut().find(|(article, _)| *article == statement.told.article) {
            Some((_, sums)) => sums.push(sum),
            None => of_article.push((statement.told.article, vec![sum])),
        }
        let Some(party) = statement.party else { continue };
        match of_party.iter_mut().find(|(known, ..)| *known == party) {
            Some(known) if statement.voice().belief() < known.1.belief() => {
                *known = (party, statement.voice(), sum)
            }
            Some(_) => {}
            None => of_party.push((party, statement.voice(), sum)),
        }
    }
    let parts = of_party.into_iter().map(|(.., sum)| sum).collect();
    of_article.into_iter().map(|(_, sums)| sums).chain([parts]).filter_map(|sums| added(&sums)).collect()
}

/// The sum of two or more sums of one currency.
fn added(sums: &[Money]) -> Option<Money> {
    let first = sums.first()?;
    let one_currency = sums.len() > 1 && sums.iter().all(|sum| sum.currency == first.currency);
    let cents = sums.iter().try_fold(0_i64, |total, sum| total.checked_add(sum.cents.0))?;
    one_currency.then_some(Money { cents: Cents(cents), currency: first.currency })
}

/// What a decision's articles call by two names, without any of them telling the two apart, is one organisation where both
/// have the same sum: "Shein" and "Infinite Style E-Commerce", "Banque nationale de Grèce" and "National Bank of Greece".
fn unite_names(statements: &mut [Statement<'_>], cluster: &Cluster, sources: &Sources<'_>) {
    let mut parties: Vec<(Party, Voice)> = Vec::new();
    for statement in statements.iter() {
        let Some(party) = statement.party else { continue };
        match parties.iter_mut().find(|(known, _)| *known == party) {
            Some((_, voice)) if statement.voice().belief() < voice.belief() => *voice = statement.voice(),
            Some(_) => {}
            None => parties.push((party, statement.voice())),
        }
    }
    if parties.len() < 2 || parties.len() > MOST_PARTS {
        return;
    }
    parties.sort_by_key(|(_, voice)| voice.belief());
    for later in 1..parties.len() {
        let party = parties[later].0;
        let into = parties[..later]
            .iter()
            .map(|(other, _)| *other)
            .find(|other| is_other_name(party, *other, statements, cluster, sources));
        for statement in statements.iter_mut().filter(|it| into.is_some() && it.party == Some(party)) {
            statement.party = into;
        }
    }
}

fn is_other_name(
    party: Party,
    other: Party,
    statements: &[Statement<'_>],
    cluster: &Cluster,
    sources: &Sources<'_>,
) -> bool {
    let of = |wanted: Party| statements.iter().filter(move |it| it.party == Some(wanted));
    let told_apart = of(party).any(|one| of(other).any(|two| one.told.article == two.told.article));
    let sum = |it: &Statement<'_>| it.measure.amount;
    let same_sum = of(party).filter_map(sum).any(|one| of(other).filter_map(sum).any(|two| one == two));
    let no_sum = of(party).filter_map(sum).next().is_none() || of(other).filter_map(sum).next().is_none();
    let listed = is_listed(party, sources.names) && is_listed(other, sources.names);
    let together = |telling: &Filed| telling.parties.contains(&party) && telling.parties.contains(&other);
    let related = cluster.number.is_some()
        || sources.names.nearness(party, other).is_some()
        || cluster.members.iter().any(|member| together(sources.tellings[member.place]));
    related && !told_apart && (same_sum || (no_sum && !listed))
}

/// "Google, 40 millions" where others say "Google Ireland, 40 millions" is about Google Ireland; an anonymous sum goes to
/// the organisation that has it, or to the only one there is.
fn give_brands_to_subsidiaries(statements: &mut [Statement<'_>], names: &Names) {
    let mut holders: Vec<(Kind, Money, Party)> = Vec::new();
    let mut parties: Vec<Party> = Vec::new();
    for statement in statements.iter() {
        let Some(party) = statement.party else { continue };
        if !parties.contains(&party) {
            parties.push(party);
        }
        if let Some(money) = statement.measure.amount {
            holders.push((statement.measure.kind, money, party));
        }
    }
    for statement in statements.iter_mut() {
        let (kind, sum) = (statement.measure.kind, statement.measure.amount);
        let own = statement.party;
        let stands_for = |holder: Party| match own {
            Some(own) => {
                names.nearness(own, holder) == Some(Nearness::Twin) && names.is_short_for(own, holder)
            }
            None => true,
        };
        let longer = holders
            .iter()
            .find(|(of, money, holder)| *of == kind && Some(*money) == sum && stands_for(*holder));
        match (longer, own, parties.as_slice()) {
            (Some((_, _, holder)), ..) => statement.party = Some(*holder),
            (None, None, [only]) => statement.party = Some(*only),
            _ => {}
        }
    }
}

/// Organisations that measures still name, the one most spoken of first; those that only a closure names last.
fn parties_by_weight(cluster: &Cluster, statements: &[Statement<'_>], names: &Names) -> Vec<Party> {
    let mut parties = by_weight_in_order(statements.iter().filter_map(|statement| statement.party));
    if parties.is_empty() {
        parties.extend(cluster.parties.first().copied());
    }
    let is_joint = |party: &Party| {
        // One that some article has for its organisation, and no measure still names, was another name.
        !parties.contains(party) && is_listed(*party, names) && !is_named(*party, statements, names)
    };
    let joint: Vec<Party> = cluster.parties.iter().copied().filter(is_joint).collect();
    let not_short = |party: &Party| !parties.iter().any(|other| names.is_short_for(*party, *other));
    let joint: Vec<Party> = joint.into_iter().filter(not_short).collect();
    parties.extend(joint);
    let all = parties.clone();
    let brand_alone = |party: &Party| {
        all.iter().any(|other| names.is_short_for(*party, *other)) && !has_own_sum(*party, statements)
    };
    if parties.len() > 1 {
        parties.retain(|party| !brand_alone(party));
    }
    parties
}

fn is_named(party: Party, statements: &[Statement<'_>], names: &Names) -> bool {
    statements
        .iter()
        .filter_map(|it| it.measure.company.as_deref())
        .any(|name| names.known_party(name) == Some(party))
}

fn has_own_sum(party: Party, statements: &[Statement<'_>]) -> bool {
    statements.iter().any(|it| it.party == Some(party) && it.measure.amount.is_some() && !it.total)
}

/// Whether the list of organisations holds it: only then is another name surely another organisation.
fn is_listed(party: Party, names: &Names) -> bool {
    names.organisations().find(names.text(party.name)).is_some()
}

/// The usual name of an organisation, else the writing that most articles have.
fn shown_name(party: Party, cluster: &Cluster, sources: &Sources<'_>) -> String {
    if let Some(organisation) = sources.names.organisations().find(sources.names.text(party.name)) {
        return organisation.name.clone();
    }
    let written = raw_names(cluster, sources).filter(|name| sources.names.known_party(name) == Some(party));
    by_weight_in_order(written)
        .into_iter()
        .next()
        .unwrap_or_else(|| sources.names.text(party.name))
        .to_owned()
}

fn raw_names<'a>(cluster: &'a Cluster, sources: &'a Sources<'_>) -> impl Iterator<Item = &'a str> {
    cluster.members.iter().flat_map(move |member| {
        let (told, telling) = (told(member, sources), sources.tellings[member.place]);
        let closure = telling.closure.and_then(|index| told.closures[index].company.as_deref());
        let measures = telling.measures.iter().map(|index| &told.measures[*index]);
        let of_measures = measures.flat_map(|measure| {
            measure.company.iter().chain(&measure.aliases).map(String::as_str).collect::<Vec<_>>()
        });
        closure.into_iter().chain(of_measures)
    })
}

/// Names that are not those shown, each once whatever its writing.
fn other_names(parties: &[Party], cluster: &Cluster, sources: &Sources<'_>) -> Vec<String> {
    let mut seen: Vec<Party> = parties.to_vec();
    let mut others: Vec<String> = Vec::new();
    let mut written: Vec<&str> = raw_names(cluster, sources).collect();
    written.sort_unstable();
    for name in written {
        let Some(party) = sources.names.known_party(name) else { continue };
        if !seen.contains(&party) {
            seen.push(party);
            others.push(name.to_owned());
        }
    }
    others
}

fn registers(cluster: &Cluster, names: &Names) -> Vec<String> {
    let mut registers: Vec<String> =
        cluster.registers.iter().map(|number| names.text(number.written).to_owned()).collect();
    registers.sort();
    registers
}

fn authority(cluster: &Cluster, sources: &Sources<'_>) -> Option<Reconciled<String>> {
    let mut voices = Vec::new();
    for member in &cluster.members {
        let (told, telling) = (told(member, sources), sources.tellings[member.place]);
        let voice = |index: Option<usize>| voice_of(told, telling, index);
        for index in &telling.measures {
            if let Some(authority) = &told.measures[*index].authority {
                voices.push((authority.clone(), voice(Some(*index))));
            }
        }
        if let Some(authority) = telling.closure.and_then(|index| told.closures[index].authority.clone()) {
            voices.push((authority, voice(None)));
        }
    }
    let mut reconciled = reconcile(voices.into_iter())?;
    let mut seen: Vec<String> = Vec::new();
    // Another writing of one name is no clash; another name of a court may be.
    reconciled.claims.retain(|claim| {
        let folded = fold_name(&claim.value);
        let new = !seen.contains(&folded);
        seen.extend(new.then_some(folded));
        new
    });
    Some(reconciled)
}

fn voice_of(told: &Told, telling: &Filed, index: Option<usize>) -> Voice {
    Voice {
        by_reader: index.is_some_and(|index| told.by_reader.contains(&index)),
        role: telling.role,
        trust: told.trust,
        article: told.article,
        published: told.published,
    }
}

fn decided(cluster: &Cluster, sources: &Sources<'_>) -> Option<Reconciled<PartialDate>> {
    let mut voices = Vec::new();
    for member in &cluster.members {
        let (told, telling) = (told(member, sources), sources.tellings[member.place]);
        let measures = telling.measures.iter().map(|index| (Some(*index), told.measures[*index].date));
        let closure = telling.closure.map(|index| (None, told.closures[index].date));
        for (index, date) in measures.chain(closure) {
            voices.extend(date.map(|date| (date, voice_of(told, telling, index))));
        }
    }
    let mut reconciled = reconcile(voices.into_iter())?;
    fold_vague_dates(&mut reconciled.claims);
    Some(reconciled)
}

/// A vaguer date that agrees with a more precise one says the same; the precise one is shown.
fn fold_vague_dates(claims: &mut Vec<Claim<PartialDate>>) {
    let precision = |date: PartialDate| match date {
        PartialDate::Day(_) => 0,
        PartialDate::Month(..) => 1,
        PartialDate::Year(_) => 2,
    };
    let mut index = 0;
    while index < claims.len() {
        let date = claims[index].value;
        let sharper = claims
            .iter()
            .position(|claim| precision(claim.value) < precision(date) && claim.value.agrees_with(date));
        let Some(sharper) = sharper else {
            index += 1;
            continue;
        };
        let vague = claims.remove(index);
        let target = if sharper > index { sharper - 1 } else { sharper };
        let by_reader = vague.by_reader;
        let precise = &mut claims[target];
        precise.trust = precise.trust.min(vague.trust);
        precise.by_reader |= by_reader;
        precise.articles.extend(vague.articles);
        if target >= index {
            claims[index..=target].rotate_right(1);
        }
    }
}

/// What is said, each value once, the most believed first; nothing when nothing is said.
fn reconcile<T: PartialEq + Ord + Clone>(said: impl Iterator<Item = (T, Voice)>) -> Option<Reconciled<T>> {
    let mut claims: Vec<(T, Vec<Voice>)> = Vec::new();
    for (value, voice) in said {
        match claims.iter_mut().find(|(known, _)| *known == value) {
            Some((_, voices)) => voices.push(voice),
            None => claims.push((value, vec![voice])),
        }
    }
    for (_, voices) in &mut claims {
        voices
            .sort_by_key(|voice| (voice.belief(), voice.published.is_none(), voice.published, voice.article));
        voices.dedup_by_key(|voice| voice.article);
    }
    claims.sort_by(|(value, voices), (other, others)| {
        let belief = |voices: &[Voice]| voices[0].belief();
        belief(voices)
            .cmp(&belief(others))
            .then(others.len().cmp(&voices.len()))
            .then_with(|| value.cmp(other))
    });
    let claims: Vec<Claim<T>> = claims.into_iter().map(|(value, voices)| claim(value, &voices)).collect();
    (!claims.is_empty()).then_some(Reconciled { claims })
}

fn claim<T>(value: T, voices: &[Voice]) -> Claim<T> {
    let mut articles = Vec::new();
    for voice in voices {
        if !articles.contains(&voice.article) {
            articles.push(voice.article);
        }
    }
    let trust = voices.iter().map(|voice| voice.trust).min().unwrap_or(Trust::Press);
    Claim { value, articles, trust, by_reader: voices.iter().any(|voice| voice.by_reader) }
}

fn tellings(cluster: &Cluster, sources: &Sources<'_>) -> Vec<Telling> {
    let mut tellings: Vec<Telling> = cluster
        .members
        .iter()
        .map(|member| {
            let (told, telling) = (told(member, sources), sources.tellings[member.place]);
            Telling {
                article: told.article,
                source: told.source.clone(),
                trust: told.trust,
                origin: told.origin,
                published: told.published,
                role: telling.role,
                measures: telling.measures.clone(),
                reasons: member.reasons.clone(),
            }
        })
        .collect();
    tellings
        .sort_by_key(|it| (it.trust, it.published.is_none(), it.published, it.article, it.measures.clone()));
    tellings
}

fn first_day(tellings: &[Telling], counts: impl Fn(&Telling) -> bool) -> Option<Date> {
    tellings.iter().filter(|telling| counts(telling)).filter_map(|telling| telling.published).min()
}

fn identify(reference: Option<&str>, authority: Option<&str>, tellings: &[Telling]) -> DecisionId {
    let mut hasher = Sha256::new();
    match reference {
        Some(reference) => {
            hasher.update(b"reference\0");
            hasher.update(authority.unwrap_or_default().as_bytes());
            hasher.update([0]);
            hasher.update(reference.as_bytes());
        }
        None => hash_first(tellings, &mut hasher),
    }
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hasher.finalize()[..8]);
    DecisionId(bytes)
}

fn hash_first(tellings: &[Telling], hasher: &mut Sha256) {
    let first =
        tellings.iter().min_by_key(|it| (it.published.is_none(), it.published, it.article, &it.measures));
    let first = first.expect("a decision has a telling");
    hasher.update(b"telling\0");
    hasher.update(first.article.0);
    for place in &first.measures {
        hasher.update(place.to_be_bytes());
    }
}

/// An identifier for a second decision that bears the reference of a first one, because the reader set them apart or two
/// authorities number alike.
pub(super) fn identify_apart(decision: &Decision) -> DecisionId {
    identify(None, None, &decision.tellings)
}

/// Values, each once, those that come most often first.
fn by_weight<T: Ord + Clone + std::hash::Hash>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: HashMap<T, usize> = HashMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counted: Vec<(T, usize)> = counts.into_iter().collect();
    counted.sort_by(|(value, count), (other, others)| others.cmp(count).then_with(|| value.cmp(other)));
    counted.into_iter().map(|(value, _)| value).collect()
}

/// The same for values that have no order of their own: the first met goes first among equals.
fn by_weight_in_order<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut counted: Vec<(T, usize)> = Vec::new();
    for value in values {
        match counted.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counted.push((value, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted.into_iter().map(|(value, _)| value).collect()
}

/// Statements that tell one act: of one kind and one organisation, with one sum or sums that contradict each other.
struct Draft<'a> {
    kind: Kind,
    party: Option<Party>,
    statements: Vec<Statement<'a>>,
    total: bool,
}

fn acts(stage: Stage, statements: &[Statement<'_>], cluster: &Cluster, sources: &Sources<'_>) -> Vec<Act> {
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    for (kind, party) in buckets(stage, statements) {
        let of_bucket: Vec<Statement<'_>> = statements
            .iter()
            .filter(|statement| filed_as(stage, statement, statements) == kind && statement.party == party)
            .copied()
            .collect();
        drafts.extend(split_by_sum(kind, party, &of_bucket));
    }
    mark_totals(&mut drafts);
    let mut acts: Vec<Act> = drafts.iter().filter_map(|draft| act(draft, cluster, sources)).collect();
    let gravity = |kind: Kind| Kind::ALL.iter().position(|it| *it == kind);
    acts.sort_by(|one, other| {
        gravity(one.kind())
            .cmp(&gravity(other.kind()))
            .then(one.total.cmp(&other.total))
            .then(other.sum().map(|sum| sum.cents).cmp(&one.sum().map(|sum| sum.cents)))
            .then_with(|| one.organisation.cmp(&other.organisation))
    });
    acts
}

/// Kinds and organisations of which there are acts, in the order of the statements.
fn buckets(stage: Stage, statements: &[Statement<'_>]) -> Vec<(Kind, Option<Party>)> {
    let mut buckets = Vec::new();
    for statement in statements {
        let bucket = (filed_as(stage, statement, statements), statement.party);
        if !buckets.contains(&bucket) {
            buckets.push(bucket);
        }
    }
    buckets
}

/// The kind under which a statement is filed: its own, or for one that takes the act for another kind, the decision's;
/// rulings on one act are one.
fn filed_as(stage: Stage, statement: &Statement<'_>, statements: &[Statement<'_>]) -> Kind {
    let own = statement.measure.kind;
    let fits = |kind: Kind| Stage::of(kind) == stage;
    match stage {
        Stage::Ruling => statements
            .iter()
            .filter(|it| it.party == statement.party && fits(it.measure.kind))
            .min_by_key(|it| (it.voice().belief(), it.measure.kind))
            .map_or(own, |it| it.measure.kind),
        _ if fits(own) => own,
        _ => statements
            .iter()
            .filter(|it| fits(it.measure.kind))
            .min_by_key(|it| (it.measure.amount != statement.measure.amount, it.measure.kind))
            .map_or(own, |it| it.measure.kind),
    }
}

/// One act, or several where one article gives several sums of that kind for that organisation.
fn split_by_sum<'a>(kind: Kind, party: Option<Party>, statements: &[Statement<'a>]) -> Vec<Draft<'a>> {
    let draft = |statements: Vec<Statement<'a>>, total: bool| Draft { kind, party, statements, total };
    let (totals, plain): (Vec<_>, Vec<_>) = statements.iter().partition(|statement| statement.total);
    let mut drafts = Vec::new();
    let several = sums_told_apart(&plain);
    if several.len() < 2 {
        drafts.push(draft(plain, false));
    } else {
        drafts.extend(several.iter().map(|sum| {
            let with_sum = |it: &&Statement<'a>| nearest_sum(it.measure.amount, &several) == Some(*sum);
            draft(plain.iter().filter(with_sum).copied().collect(), false)
        }));
    }
    if !totals.is_empty() {
        drafts.push(draft(totals, true));
    }
    drafts.retain(|draft| !draft.statements.is_empty());
    drafts
}

/// The sums of the most believed article that gives several, and those of others that are the sum of some of them.
fn sums_told_apart(statements: &[Statement<'_>]) -> Vec<Money> {
    let mut of_article: Vec<(Voice, Vec<Money>)> = Vec::new();
    for statement in statements {
        let Some(money) = statement.measure.amount else { continue };
        match of_article.iter_mut().find(|(voice, _)| voice.article == statement.told.article) {
            Some((_, sums)) if !sums.contains(&money) => sums.push(money),
            Some(_) => {}
            None => of_article.push((statement.voice(), vec![money])),
        }
    }
    let best = of_article
        .iter()
        .filter(|(_, sums)| sums.len() > 1)
        .min_by_key(|(voice, _)| (voice.belief(), voice.published, voice.article));
    let Some((_, sums)) = best else { return Vec::new() };
    let mut several = sums.clone();
    for money in statements.iter().filter_map(|statement| statement.measure.amount) {
        if !several.contains(&money) && is_sum_of(money, sums) {
            several.push(money);
        }
    }
    several
}

/// The same sum, else the nearest of that currency, else the first.
fn nearest_sum(sum: Option<Money>, several: &[Money]) -> Option<Money> {
    let Some(sum) = sum else { return several.first().copied() };
    let distance =
        |other: &&Money| (other.currency != sum.currency, other.cents.0.abs_diff(sum.cents.0), other.cents);
    several.iter().min_by_key(distance).copied()
}

/// Longest list of parts among which those of a total are looked for.
const MOST_PARTS: usize = 8;

/// Whether a sum is that of two or more of these.
fn is_sum_of(total: Money, parts: &[Money]) -> bool {
    let parts: Vec<i64> = parts
        .iter()
        .filter(|part| part.currency == total.currency && part.cents < total.cents)
        .map(|part| part.cents.0)
        .take(MOST_PARTS)
        .collect();
    (1_u32..1 << parts.len()).filter(|chosen| chosen.count_ones() > 1).any(|chosen| {
        let picked = parts.iter().enumerate().filter(|(index, _)| chosen & (1 << index) != 0);
        picked.map(|(_, cents)| *cents).try_fold(0_i64, i64::checked_add) == Some(total.cents.0)
    })
}

/// Marks the acts whose sum is that of others of their kind.
fn mark_totals(drafts: &mut [Draft<'_>]) {
    let sums: Vec<Option<(Kind, Money)>> =
        drafts.iter().map(|it| Some((it.kind, believed_sum(it)?))).collect();
    for index in 0..drafts.len() {
        let Some((kind, total)) = sums[index] else { continue };
        let others = sums.iter().enumerate().filter(|(place, _)| *place != index);
        let parts: Vec<Money> = others
            .filter_map(|(_, sum)| *sum)
            .filter(|(of, _)| *of == kind)
            .map(|(_, money)| money)
            .collect();
        let adds_up = kind != Kind::PeriodicPenalty && is_sum_of(total, &parts);
        drafts[index].total |= adds_up;
    }
}

fn believed_sum(draft: &Draft<'_>) -> Option<Money> {
    amount(draft).map(|amount| *amount.value())
}

fn amount(draft: &Draft<'_>) -> Option<Reconciled<Money>> {
    reconcile(draft.statements.iter().filter_map(|it| it.measure.amount.map(|amount| (amount, it.voice()))))
}

fn act(draft: &Draft<'_>, cluster: &Cluster, sources: &Sources<'_>) -> Option<Act> {
    let kind = reconcile(draft.statements.iter().map(|it| (it.measure.kind, it.voice())))?;
    let kind = with_first(kind, draft.kind);
    let period = reconcile(draft.statements.iter().filter_map(|it| Some((it.measure.period?, it.voice()))));
    Some(Act {
        kind,
        organisation: draft.party.map(|party| shown_name(party, cluster, sources)),
        amount: amount(draft).filter(|amount| amount.value().cents > Cents(0)),
        period: period.map(|period| *period.value()),
        force: Force::AsDecided,
        total: draft.total,
    })
}

/// The kind under which the act is filed goes first: a liquidation that the press calls a fine stays one.
fn with_first(mut kinds: Reconciled<Kind>, filed: Kind) -> Reconciled<Kind> {
    if let Some(index) = kinds.claims.iter().position(|claim| claim.value == filed) {
        kinds.claims[..=index].rotate_right(1);
    }
    kinds
}

//! Signs of an entity as the one that an act aims at.

use std::ops::Range;

use super::super::cue::Cue;
use super::super::model::Signs;
use super::super::name::Sort;
use super::super::scene::Scene;
use super::{bucket, count, window};

/// Whom an act may aim at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in super::super) enum Target {
    /// An organisation that the text names.
    Entity(usize),
    /// One that it keeps anonymous.
    Anonymous,
}

/// What is known of an act when its target is looked for.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Aim<'a> {
    pub(in super::super) anchor: &'a Range<usize>,
    /// "fine", "complaint", …: acts that share how they name their target.
    pub(in super::super) family: &'a str,
    /// The place of this sum among those of the sentence, and how many there are.
    pub(in super::super) rank: Option<(usize, usize)>,
}

/// The signs of a target for an act.
pub(in super::super) fn target_signs(scene: &Scene, aim: &Aim<'_>, target: Target, signs: &mut impl Signs) {
    match target {
        Target::Entity(entity) => entity_signs(scene, aim, entity, signs),
        Target::Anonymous => anonymous_signs(scene, aim, signs),
    }
}

fn both(signs: &mut impl Signs, aim: &Aim<'_>, parts: &[&str]) {
    const MOST: usize = 8;
    let mut all = [""; MOST];
    let length = (parts.len() + 1).min(MOST);
    all[1..length].copy_from_slice(&parts[..length - 1]);
    for head in ["t", aim.family] {
        all[0] = head;
        signs.put(&all[..length]);
    }
}

fn entity_signs(scene: &Scene, aim: &Aim<'_>, entity: usize, signs: &mut impl Signs) {
    let bearer = &scene.names.entities[entity];
    let sort = if bearer.sort == Sort::Place {
        "place"
    } else if bearer.vouched {
        "vouched"
    } else {
        "name"
    };
    both(signs, aim, &["sort", sort]);
    both(signs, aim, &["count", count(bearer.count)]);
    if bearer.complainant {
        both(signs, aim, &["complainant"]);
    }
    super::bearer::bearer_signs(scene, entity, signs);
    put_locative(scene, aim, entity, signs);
    put_standing(scene, aim, entity, signs);
    put_here(scene, aim, entity, signs);
    put_before(scene, aim, entity, signs);
    put_title(scene, aim, entity, signs);
}

/// Whether the name stands elsewhere where towns stand: "à Belfort", "in Zug".
fn put_locative(scene: &Scene, aim: &Aim<'_>, entity: usize, signs: &mut impl Signs) {
    let here = scene.sentence_of(aim.anchor.start);
    let mentions =
        scene.names.mentions_of[entity].iter().take(6).map(|number| &scene.names.mentions[*number].tokens);
    let elsewhere = mentions.filter(|tokens| scene.sentence_of(tokens.start) != here);
    let word_before =
        |tokens: &Range<usize>| tokens.start.checked_sub(1).map_or("", |before| scene.stream.word(before));
    let locative =
        elsewhere.filter(|tokens| matches!(word_before(tokens), "a" | "en" | "in" | "at" | "near")).count();
    both(signs, aim, &["locative", count(locative.min(2))]);
}

/// How often the entity is named, with regard to the others.
fn put_standing(scene: &Scene, aim: &Aim<'_>, entity: usize, signs: &mut impl Signs) {
    both(signs, aim, &["standing", count(scene.names.standing[entity])]);
    both(signs, aim, &["first", count(scene.names.first[entity].min(9))]);
}

/// The entity in the act's own sentence.
fn put_here(scene: &Scene, aim: &Aim<'_>, entity: usize, signs: &mut impl Signs) {
    let window = window(scene, aim.anchor);
    let numbers = scene.names_in(&window);
    let mine: Vec<usize> =
        numbers.clone().filter(|number| scene.names.mentions[*number].entity == entity).collect();
    if mine.is_empty() {
        let others = numbers.filter(|number| scene.organisation(*number).is_some()).count();
        both(signs, aim, &["absent", count(others)]);
        if scene.anaphors_in(&window).iter().any(|anaphor| !anaphor.indefinite) {
            both(signs, aim, &["absent.pronoun"]);
        }
        return;
    }
    let nearest =
        mine.iter().copied().min_by_key(|number| distance(&scene.names.mentions[*number].tokens, aim.anchor));
    let nearest = nearest.expect("at least one mention here");
    put_mention(scene, aim, nearest, signs);
    for number in mine.into_iter().filter(|number| *number != nearest).take(2) {
        put_preposition(scene, aim, number, "again", signs);
    }
}

fn distance(one: &Range<usize>, other: &Range<usize>) -> usize {
    if one.end <= other.start { other.start - one.end } else { one.start.saturating_sub(other.end) }
}

fn put_mention(scene: &Scene, aim: &Aim<'_>, number: usize, signs: &mut impl Signs) {
    let tokens = &scene.names.mentions[number].tokens;
    let side = if tokens.start < aim.anchor.start { "left" } else { "right" };
    both(signs, aim, &["here", side, bucket(distance(tokens, aim.anchor))]);
    let between = between(tokens, aim.anchor);
    let organisations = scene
        .names_in(&between)
        .filter(|other| {
            scene.organisation(*other).is_some_and(|entity| entity != scene.names.mentions[number].entity)
        })
        .count();
    both(signs, aim, &["here", side, "names", count(organisations)]);
    let sums = scene.sums_in(&between).len();
    both(signs, aim, &["here", side, "sums", count(sums.min(2))]);
    both(signs, aim, &["here", side, "both", count(organisations.min(2)), count(sums.min(2))]);
    for mention in scene.cues_in(&between).iter().filter(|mention| tells_side(mention.cue)) {
        both(signs, aim, &["between", side, mention.cue.key()]);
    }
    if (between.start..between.end)
        .any(|at| matches!(scene.stream.word(at), ";" | "tandis" | "while" | "mais" | "but" | "alors"))
    {
        both(signs, aim, &["here", side, "clause"]);
    }
    put_preposition(scene, aim, number, side, signs);
    put_follower(scene, aim, number, side, signs);
    put_rank(scene, aim, number, signs);
}

fn between(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    if one.end <= other.start { one.end..other.start } else { other.end.min(one.start)..one.start }
}

fn tells_side(cue: Cue) -> bool {
    matches!(
        cue,
        Cue::Inflict
            | Cue::Condemn
            | Cue::Undergo
            | Cue::FineNoun
            | Cue::FormalNotice
            | Cue::Injunction
            | Cue::Complaint
            | Cue::Investigation
            | Cue::OpenVerb
            | Cue::Uphold
            | Cue::Annul
            | Cue::Reduce
            | Cue::SettlementNoun
            | Cue::Reprimand
            | Cue::Ban
    )
}

/// The word before the name, articles and nouns such as "la société" passed over.
fn put_preposition(scene: &Scene, aim: &Aim<'_>, number: usize, side: &str, signs: &mut impl Signs) {
    let tokens = &scene.names.mentions[number].tokens;
    let sentence = scene.sentence(scene.sentence_of(tokens.start));
    let (word, passed) = head_before(scene, tokens.start, sentence.start);
    both(signs, aim, &["preposition", side, word]);
    if passed {
        both(signs, aim, &["announced", side]);
    }
    let verb = scene
        .cues_in(&(tokens.start.saturating_sub(4)..tokens.start))
        .iter()
        .rev()
        .find(|mention| tells_side(mention.cue));
    if let Some(verb) = verb {
        both(signs, aim, &["object", verb.cue.key()]);
    }
}

/// The first telling word leftward, and whether a noun or article was passed over.
fn head_before(scene: &Scene, start: usize, floor: usize) -> (&str, bool) {
    let mut at = start;
    for _ in 0..6 {
        if at <= floor {
            return ("^", at < start);
        }
        at -= 1;
        let word = scene.stream.word(at);
        let is_article = matches!(
            word,
            "la" | "le" | "l" | "les" | "'" | "the" | "a" | "\"" | "une" | "un" | "its" | "sa" | "son"
        );
        let is_noun = scene
            .anaphors_in(&(at.saturating_sub(1)..at + 1))
            .iter()
            .any(|anaphor| anaphor.tokens.contains(&at))
            || is_company_noun(word);
        if (is_article && word != "a") || is_noun {
            continue;
        }
        return (word, at + 1 < start);
    }
    ("far", true)
}

fn is_company_noun(word: &str) -> bool {
    matches!(
        word,
        "societe"
            | "entreprise"
            | "groupe"
            | "plateforme"
            | "site"
            | "association"
            | "editeur"
            | "operateur"
            | "banque"
            | "company"
            | "firm"
            | "group"
            | "bank"
            | "geant"
            | "giant"
            | "controller"
            | "reseau"
            | "social"
            | "filiale"
            | "enseigne"
            | "chaine"
            | "assureur"
            | "fournisseur"
            | "americain"
            | "operator"
            | "platform"
            | "retailer"
            | "insurer"
    )
}

/// What follows the name: a verb, a colon, a bracket.
fn put_follower(scene: &Scene, aim: &Aim<'_>, number: usize, side: &str, signs: &mut impl Signs) {
    let tokens = &scene.names.mentions[number].tokens;
    let word = scene.stream.word(tokens.end);
    both(signs, aim, &["follower", side, word]);
    let near = tokens.end..tokens.end + 6;
    if let Some(verb) = scene.cues_in(&near).iter().find(|mention| tells_side(mention.cue)) {
        both(signs, aim, &["subject", verb.cue.key()]);
    }
}

/// "A et B, respectivement de 2 et 3 millions": the same place in both lists.
fn put_rank(scene: &Scene, aim: &Aim<'_>, number: usize, signs: &mut impl Signs) {
    let Some((rank, sums)) = aim.rank.filter(|(_, sums)| *sums > 1) else { return };
    let sentence = scene.sentence(scene.sentence_of(aim.anchor.start));
    let here: Vec<usize> =
        scene.names_in(sentence).filter(|other| scene.organisation(*other).is_some()).take(12).collect();
    let mut entities: Vec<usize> = here.iter().map(|other| scene.names.mentions[*other].entity).collect();
    entities.dedup();
    let mine = entities.iter().position(|entity| *entity == scene.names.mentions[number].entity);
    let same = mine == Some(rank);
    let respectively = scene.has_cue(sentence, Cue::Respectively);
    let even = entities.len() == sums;
    both(
        signs,
        aim,
        &[
            "rank",
            if same { "same" } else { "other" },
            if respectively { "respectively" } else { "plain" },
            if even { "even" } else { "odd" },
        ],
    );
}

/// The entity in the sentences before.
fn put_before(scene: &Scene, aim: &Aim<'_>, entity: usize, signs: &mut impl Signs) {
    let sentence = scene.sentence(scene.sentence_of(aim.anchor.start));
    let before = scene.names.mentions.partition_point(|mention| mention.tokens.start < sentence.start);
    let last = scene.names.mentions[..before]
        .iter()
        .rev()
        .filter(|mention| scene.names.entities[mention.entity].sort != Sort::Person)
        .take(30);
    let mut others: Vec<usize> = Vec::new();
    for mention in last {
        if mention.entity == entity {
            both(signs, aim, &["recent", count(others.len())]);
            return;
        }
        if !others.contains(&mention.entity) {
            others.push(mention.entity);
        }
    }
    both(signs, aim, &["recent", "never"]);
}

fn put_title(scene: &Scene, aim: &Aim<'_>, entity: usize, signs: &mut impl Signs) {
    let titled = scene
        .names
        .mentions
        .iter()
        .take_while(|mention| scene.in_title(mention.tokens.start))
        .position(|mention| mention.entity == entity);
    both(signs, aim, &["title", titled.map_or("absent", count)]);
    let has_any = scene.names.mentions.first().is_some_and(|mention| scene.in_title(mention.tokens.start));
    if !has_any {
        both(signs, aim, &["title", "empty"]);
    }
}

fn anonymous_signs(scene: &Scene, aim: &Aim<'_>, signs: &mut impl Signs) {
    signs.put(&["anonymous"]);
    signs.put(&["anonymous", aim.family]);
    let window = window(scene, aim.anchor);
    let here = scene.names_in(&window).filter(|number| scene.organisation(*number).is_some()).count();
    both(signs, aim, &["anonymous.names", count(here)]);
    both(signs, aim, &["anonymous.article", count(scene.summary.organisations)]);
    both(signs, aim, &["anonymous.vouched", count(scene.summary.vouched)]);
    for anaphor in scene.anaphors_in(&window).iter().filter(|anaphor| anaphor.indefinite).take(3) {
        let side = if anaphor.tokens.start < aim.anchor.start { "left" } else { "right" };
        both(signs, aim, &["anonymous.noun", side, bucket(distance(&anaphor.tokens, aim.anchor))]);
    }
    both(signs, aim, &["anonymous.most", count(scene.summary.most)]);
}

//! Several organisations with sums of their own: which one a list, a bracket, a row of a table, "respectivement" or "chacun" gives to a sum.
//!
//! Knows the layouts that leave no doubt. Leaves every other sum to the weights.

use std::ops::Range;

use super::cue::Cue;
use super::rule;
use super::scene::Scene;

/// The organisations that the layout gives to a sum: one, or several where each pays it; none where the layout tells nothing.
pub(super) fn owners(scene: &Scene, number: usize) -> Vec<usize> {
    if let Some(owner) = beside(scene, number).or_else(|| attached(scene, number)) {
        return vec![owner];
    }
    let sentence = scene.sentence(scene.sentence_of(scene.sums[number].tokens.start)).clone();
    let end = scene.sums[number].tokens.end;
    let each = (end..(end + 4).min(sentence.end))
        .any(|at| matches!(scene.stream.word(at), "chacun" | "chacune" | "each" | "apiece"));
    let paired =
        sentence.clone().any(|at| matches!(scene.stream.word(at), "respectivement" | "respectively"));
    let list = || longest_list(scene, &sentence);
    match () {
        () if paired => in_turn(scene, number, &sentence).into_iter().collect(),
        () if each => list().filter(|list| list.len() > 1).unwrap_or_default(),
        () => Vec::new(),
    }
}

/// Whether a sum is one of several that follow a name each in one sentence: "A (8,6 millions), B (5,1 millions)".
pub(super) fn is_listed(scene: &Scene, number: usize) -> bool {
    let sentence = scene.sentence(scene.sentence_of(scene.sums[number].tokens.start)).clone();
    beside(scene, number).is_some()
        && scene.sums_in(&sentence).filter(|other| beside(scene, *other).is_some()).count() > 1
}

/// "A (8,6 millions)", "A : 8 millions", "| A | 8 millions |".
fn beside(scene: &Scene, number: usize) -> Option<usize> {
    const REACH: usize = 5;
    let start = scene.sums[number].tokens.start;
    let near = start.saturating_sub(REACH + 8)..start;
    let mention = scene.names_in(&near).last()?;
    let gap = scene.names.mentions[mention].tokens.end..start;
    let word = |at: usize| scene.stream.word(at);
    let opened = gap.clone().next().is_some_and(|at| matches!(word(at), "(" | ":" | "|"));
    let plain = gap.clone().all(|at| {
        matches!(
            word(at),
            "(" | ":" | "|" | "-" | "amende" | "de" | "d" | "'" | "fine" | "of" | "une" | "a" | "sanction"
        )
    });
    (opened && plain && gap.len() <= REACH).then(|| aimed(scene, mention)).flatten()
}

/// The organisation that nothing but words of fining parts from the sum: "X à hauteur de 5 millions", "5 millions contre X".
fn attached(scene: &Scene, number: usize) -> Option<usize> {
    let sum = &scene.sums[number].tokens;
    let sentence = scene.sentence(scene.sentence_of(sum.start)).clone();
    if sentence.clone().any(|at| matches!(scene.stream.word(at), "respectivement" | "respectively")) {
        return None;
    }
    let right = scene.names_in(&(sum.end..sentence.end.min(sum.end + REACH_RIGHT))).next();
    let right =
        right.filter(|mention| aims_right(scene, sum.end..scene.names.mentions[*mention].tokens.start));
    let left = scene.names_in(&(sentence.start.max(sum.start.saturating_sub(REACH_LEFT))..sum.start)).last();
    let left = left.filter(|mention| fined_left(scene, scene.names.mentions[*mention].tokens.end..sum.start));
    left.and_then(|mention| aimed(scene, mention)).or_else(|| right.and_then(|mention| aimed(scene, mention)))
}

/// How far behind a sum its organisation may stand, in tokens.
const REACH_RIGHT: usize = 9;

/// How far before a sum its organisation may stand, in tokens.
const REACH_LEFT: usize = 22;

/// "… d'amende contre la société": only words of fining, and one that aims.
fn aims_right(scene: &Scene, gap: Range<usize>) -> bool {
    let word = |at: usize| scene.stream.word(at);
    let aims = gap
        .clone()
        .any(|at| matches!(word(at), "contre" | "encontre" | "a" | "au" | "aux" | "against" | "on"));
    let paid = gap.start.saturating_sub(10)..gap.start;
    let pays = paid.clone().any(|at| {
        matches!(
            word(at),
            "payer" | "paiera" | "paie" | "paye" | "verser" | "versera" | "verse" | "pay" | "paid" | "pays"
        )
    });
    aims && (!pays || gap.clone().any(|at| matches!(word(at), "contre" | "encontre" | "against")))
        && gap.clone().all(|at| {
            matches!(
                word(at),
                "d" | "'"
                    | "amende"
                    | "amendes"
                    | "a"
                    | "au"
                    | "aux"
                    | "contre"
                    | "l"
                    | "encontre"
                    | "de"
                    | "du"
                    | "la"
                    | "le"
                    | "les"
                    | "societe"
                    | "groupe"
                    | "entreprise"
                    | "geant"
                    | "operateur"
                    | "banque"
                    | "filiale"
                    | "infligee"
                    | "infligees"
                    | "prononcee"
                    | "prononcees"
                    | "imposee"
                    | "imposees"
                    | "adressee"
                    | "notifiee"
                    | ","
                    | "\""
                    | "the"
                    | "fine"
                    | "penalty"
                    | "against"
                    | "on"
                    | "company"
                    | "imposed"
                    | "firm"
            )
        })
}

/// "X a été condamnée à une amende de": only words of fining, and one that condemns.
fn fined_left(scene: &Scene, gap: Range<usize>) -> bool {
    let word = |at: usize| scene.stream.word(at);
    let condemned =
        gap.clone().any(|at| matches!(word(at), "hauteur" | "amende" | "fine" | "fined" | "penalty"))
            || [Cue::Inflict, Cue::Condemn, Cue::Undergo].iter().any(|cue| scene.has_cue(&gap, *cue));
    let free =
        gap.clone().all(|at| {
            scene.cues_in(&(at..at + 1)).iter().any(|mention| {
                matches!(mention.cue, Cue::Inflict | Cue::Condemn | Cue::Undergo | Cue::FineNoun)
            }) || matches!(
                word(at),
                "a" | "hauteur"
                    | "de"
                    | "d"
                    | "'"
                    | "une"
                    | "un"
                    | "amende"
                    | "record"
                    | "lourde"
                    | "administrative"
                    | "penale"
                    | "pecuniaire"
                    | "sanction"
                    | "montant"
                    | "somme"
                    | "total"
                    | "est"
                    | "ete"
                    | "etre"
                    | "s"
                    | "vu"
                    | "vue"
                    | "se"
                    | "voit"
                    | "devra"
                    | "doit"
                    | "avait"
                    | "ont"
                    | "sont"
                    | "ainsi"
                    | "egalement"
                    | "aussi"
                    | "for"
                    | "fine"
                    | "of"
                    | "was"
                    | "has"
                    | "been"
                    | "were"
                    | "had"
                    | "also"
                    | "an"
                    | "the"
                    | "must"
                    | "to"
                    | "with"
                    | "monetary"
                    | "civil"
                    | "penalty"
                    | "by"
                    | "eur"
            )
        });
    condemned && free
}

/// "A et B … de 3 et 5 millions respectivement": the name of the same rank, here or in the two sentences before.
fn in_turn(scene: &Scene, number: usize, sentence: &Range<usize>) -> Option<usize> {
    let sums: Vec<usize> = scene.sums_in(sentence).collect();
    let rank = sums.iter().position(|other| *other == number)?;
    let here = scene.sentence_of(sentence.start);
    let named = (here.saturating_sub(2)..=here).rev().find_map(|place| {
        let range = scene.sentence(place).clone();
        let list = longest_list(scene, &range).filter(|list| list.len() == sums.len());
        list.or_else(|| Some(distinct(scene, &range)).filter(|list| list.len() == sums.len()))
    })?;
    (sums.len() > 1).then(|| named[rank])
}

fn aimed(scene: &Scene, mention: usize) -> Option<usize> {
    scene
        .organisation(mention)
        .filter(|entity| !scene.is_source(*entity) && !rule::is_mere_word(scene, *entity))
}

fn distinct(scene: &Scene, range: &Range<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    for entity in scene.names_in(range).filter_map(|mention| aimed(scene, mention)) {
        if !found.contains(&entity) {
            found.push(entity);
        }
    }
    found
}

/// The longest run of names joined by commas and "et".
pub(super) fn longest_list(scene: &Scene, range: &Range<usize>) -> Option<Vec<usize>> {
    let mut lists: Vec<Vec<usize>> = Vec::new();
    let mut end = None;
    for mention in scene.names_in(range) {
        let tokens = &scene.names.mentions[mention].tokens;
        let joined = end.is_some_and(|end: usize| {
            end < tokens.start
                && tokens.start - end <= 6
                && (end..tokens.start).all(|at| {
                    matches!(
                        scene.stream.word(at),
                        "," | "et"
                            | "and"
                            | "&"
                            | "la"
                            | "le"
                            | "l"
                            | "'"
                            | "d"
                            | "a"
                            | "sa"
                            | "filiale"
                            | "de"
                            | "vente"
                    )
                })
        });
        if !joined {
            lists.push(Vec::new());
        }
        end = Some(tokens.end);
        if let (Some(list), Some(entity)) = (lists.last_mut(), aimed(scene, mention))
            && !list.contains(&entity)
        {
            list.push(entity);
        }
    }
    lists.into_iter().max_by_key(Vec::len)
}

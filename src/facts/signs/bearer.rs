//! Signs of what bears a name: an organisation, or a word that a capital makes look like one.
//!
//! Knows the shape of names and what stands around them anywhere in the article. Leaves to `target` what an act has to do with them.

use std::ops::Range;

use super::super::model::Signs;
use super::super::name::Entity;
use super::super::scene::Scene;
use crate::text::Case;

/// How many mentions are looked at.
const MENTIONS: usize = 6;

/// Puts the signs of an entity, whatever the act.
pub(super) fn bearer_signs(scene: &Scene, entity: usize, signs: &mut impl Signs) {
    let bearer = &scene.names.entities[entity];
    let mentions = || {
        scene.names.mentions_of[entity]
            .iter()
            .take(MENTIONS)
            .map(|number| &scene.names.mentions[*number].tokens)
    };
    let Some(first) = mentions().find(|tokens| !scene.in_title(tokens.start)).or_else(|| mentions().next())
    else {
        return;
    };
    let known = if bearer.vouched { "known" } else { "new" };
    signs.put(&["b", known, "shape", shape(scene, first)]);
    signs.put(&["b", known, "ordinary", ordinary(bearer)]);
    if !bearer.vouched {
        signs.put(&["b", "first", scene.stream.word(first.start)]);
        signs.put(&["b", "last", scene.stream.word(first.end - 1)]);
        first.clone().for_each(|at| signs.put(&["b", "word", scene.stream.word(at)]));
    }
    put_surroundings(scene, known, mentions(), signs);
}

/// How its letters are written, and in how many words.
fn shape(scene: &Scene, tokens: &Range<usize>) -> &'static str {
    let case = scene.stream.tokens[tokens.start].case;
    let upper = tokens.clone().all(|at| matches!(scene.stream.tokens[at].case, Case::Upper));
    match (tokens.len(), case) {
        (1, Case::Upper) if scene.stream.word(tokens.start).len() <= 5 => "letters",
        (1, Case::Upper) => "upper",
        (1, Case::Mixed) => "mixed",
        (1, _) => "one",
        _ if upper => "uppers",
        (2, _) => "two",
        _ => "many",
    }
}

/// Whether its words stand in small letters elsewhere in the article.
fn ordinary(bearer: &Entity) -> &'static str {
    match bearer.ordinary {
        (0, _) => "none",
        (small, all) if small == all => "all",
        _ => "some",
    }
}

/// What stands right before and after its mentions: who is accused, acts, owns or is spoken to.
fn put_surroundings<'a>(
    scene: &Scene,
    known: &str,
    mentions: impl Iterator<Item = &'a Range<usize>>,
    signs: &mut impl Signs,
) {
    let (mut object, mut subject, mut owner, mut part) = (false, false, false, false);
    for tokens in mentions {
        let word = |at: Option<usize>| at.map_or("", |at| scene.stream.word(at));
        let (one, two) = (word(tokens.start.checked_sub(1)), word(tokens.start.checked_sub(2)));
        let article = matches!(one, "la" | "le" | "les" | "the" | "l" | "'" | "d");
        let before = if article { two } else { one };
        let after = word(Some(tokens.end));
        object |= matches!(
            before,
            "against"
                | "contre"
                | "encontre"
                | "societe"
                | "fined"
                | "on"
                | "entreprise"
                | "company"
                | "sanctionne"
                | "condamne"
        );
        subject |= matches!(
            after,
            "a" | "has"
                | "was"
                | "est"
                | "had"
                | "failed"
                | "ecope"
                | "avait"
                | "must"
                | "devra"
                | "doit"
                | "did"
                | "is"
                | "will"
        );
        owner |= after == "'" && word(Some(tokens.end + 1)) == "s";
        part |= matches!(after, "of" | "de" | "du" | "des" | "no" | "n°" | "and" | "et");
    }
    for (said, name) in [(object, "object"), (subject, "subject"), (owner, "owner"), (part, "part")] {
        if said {
            signs.put(&["b", known, name]);
        }
    }
}

//! Plain rules over acts told by words: what makes one certain, what makes it void, whatever the weights say.
//!
//! Knows the clearest wordings of each kind, and the moods in which nothing is done yet. Leaves the rest to the weights.

use std::ops::Range;

use crate::domain::Kind;

use super::cue::Cue;
use super::lexicon::AuthorityKind;
use super::scene::Scene;
use super::signs::{ActCandidate, SumClass, mood_of, noun_of, verb_of};

/// How sure a plain rule makes an act, in place of what the weights say where it applies.
const CERTAIN: f32 = 0.8;

/// The chance of an act once the plain rules have spoken.
pub(super) fn ruled(scene: &Scene, candidate: &ActCandidate, classes: &[SumClass], learnt: f32) -> f32 {
    let view = View { scene, candidate };
    match () {
        () if view.is_void() => 0.0,
        () if view.is_certain(classes) => learnt.max(CERTAIN),
        () => learnt,
    }
}

/// The chance that a sum counts, once the plain rules have spoken.
pub(super) fn ruled_sum(scene: &Scene, number: usize, learnt: f32) -> f32 {
    let (noun, verb, mood) = (noun_of(scene, number), verb_of(scene, number), mood_of(scene, number));
    match () {
        () if is_void_sum(scene, number, noun, verb, mood) => learnt.min(0.2),
        () if is_certain_sum(scene, number, noun, verb, mood) => learnt.max(CERTAIN),
        () => learnt,
    }
}

/// Ends of ranges, what the law allows at most, turnover, damages, conversions.
fn is_void_sum(scene: &Scene, number: usize, noun: &str, verb: &str, mood: &str) -> bool {
    let sum = &scene.sums[number];
    let fined = matches!(verb, "inflict" | "condemn" | "undergo");
    let sentence = scene.sentence(scene.sentence_of(sum.tokens.start)).clone();
    let aimed = scene.names_in(&sentence).any(|mention| scene.organisation(mention).is_some())
        || !scene.anaphors_in(&sentence).is_empty();
    let word = |at: usize| scene.stream.word(at);
    let plural = (sum.tokens.end..sum.tokens.end + 3)
        .any(|at| matches!(word(at), "amendes" | "sanctions" | "fines" | "penalties"));
    let above = sum.tokens.start >= 2
        && matches!(
            (word(sum.tokens.start - 2), word(sum.tokens.start - 1)),
            ("plus", "de") | ("more", "than")
        );
    (plural || above) && !aimed
        || is_only_possible(scene, number)
        || (sum.range && !is_cut_by_court(scene, number))
        || scene.converted[number]
        || (mood == "maximum" && !fined)
        || (matches!(noun, "turnover" | "damages" | "provision") && !fined)
}

fn is_certain_sum(scene: &Scene, number: usize, noun: &str, verb: &str, mood: &str) -> bool {
    let sum = &scene.sums[number];
    let sentence = scene.sentence(scene.sentence_of(sum.tokens.start)).clone();
    let acted = scene.actors_in(&sentence).any(|mention| {
        scene.actors.actors[scene.actors.mentions[mention].actor].kind == AuthorityKind::Regulator
    });
    let aimed = scene.names_in(&sentence).any(|mention| scene.organisation(mention).is_some())
        || !scene.anaphors_in(&sentence).is_empty();
    let imposed = matches!(
        (noun, verb),
        ("fine_noun", "inflict" | "condemn" | "undergo" | "condemned_after")
            | ("bill_noun" | "-", "inflict" | "condemn")
    );
    let beside = scene.sentence_of(sum.tokens.start);
    let told = scene.sentence(beside.saturating_sub(2)).start..sentence.end;
    let listed = super::share::is_listed(scene, number)
        && noun != "turnover"
        && [Cue::FineNoun, Cue::Condemn, Cue::Undergo].iter().any(|cue| scene.has_cue(&told, *cue));
    let unnamed = is_unnamed_item(scene, number) && noun != "turnover" && noun != "damages";
    (is_cut_by_court(scene, number) || listed || unnamed) && mood == "plain"
        || mood == "plain"
            && acted
            && aimed
            && imposed
            && !scene.stream.sentences[scene.sentence_of(sum.tokens.start)].question
}

/// Whether a capital makes no name: a place that is only a place, an infinitive or a common word at a sentence's head, what an act is done with or where.
pub(super) fn is_mere_word(scene: &Scene, entity: usize) -> bool {
    let bearer = &scene.names.entities[entity];
    let mentions =
        || scene.names.mentions_of[entity].iter().take(6).map(|number| &scene.names.mentions[*number].tokens);
    let all = |is: &dyn Fn(&Range<usize>) -> bool| mentions().all(is);
    let word = |at: Option<usize>| at.map_or("", |at| scene.stream.word(at));
    let opens = |at: usize| {
        let before = word(at.checked_sub(1));
        super::name::first_word(&scene.stream, scene.sentence(scene.sentence_of(at))) == at
            || matches!(before, "\"" | "«" | ":" | ".")
    };
    let located = |tokens: &Range<usize>| {
        let (one, two) = (word(tokens.start.checked_sub(1)), word(tokens.start.checked_sub(2)));
        let heads = |at: Option<usize>| at.is_some_and(&opens);
        matches!(one, "in" | "en" | "via" | "dans" | "near" | "loi" | "directive")
            || (matches!(one, "la" | "les" | "le" | "the" | "a" | "un" | "une")
                && matches!(two, "dans" | "via" | "in"))
            || matches!((two, one), ("partager", "sur") | ("share", "on"))
            || (one == "a" && heads(tokens.start.checked_sub(1)) && scene.stream.word(tokens.end) == ",")
    };
    let home = |tokens: &Range<usize>| is_home_of_unnamed(scene, tokens);
    let bare = |tokens: &Range<usize>| {
        let folded = scene.stream.word(tokens.start);
        tokens.len() == 1 && (opens(tokens.start) && is_infinitive(folded) || is_bare_noun(folded))
    };
    all(&home) || !bearer.vouched && (bearer.sort == super::name::Sort::Place || all(&located) || all(&bare))
}

/// "une société de Pondichéry", "un cabinet dentaire des Hauts-de-France": where an unnamed body is at home.
fn is_home_of_unnamed(scene: &Scene, tokens: &Range<usize>) -> bool {
    let mut at = tokens.start;
    let word = |at: usize| scene.stream.word(at);
    while at > 0 && matches!(word(at - 1), "de" | "du" | "des" | "d" | "'") {
        at -= 1;
    }
    let phrase = at.saturating_sub(4)..at;
    let owned = phrase.clone().any(|at| {
        matches!(
            word(at),
            "filiale"
                | "entite"
                | "magasin"
                | "boutique"
                | "succursale"
                | "site"
                | "service"
                | "plainte"
                | "amende"
                | ","
                | "."
        )
    });
    let noun = phrase.clone().any(|at| {
        matches!(
            word(at),
            "societe"
                | "entreprise"
                | "agence"
                | "cabinet"
                | "clinique"
                | "hotel"
                | "restaurant"
                | "prestataire"
                | "lycee"
                | "banque"
                | "commercant"
                | "boulangerie"
        )
    });
    at < tokens.start && !owned && noun && phrase.clone().any(|at| matches!(word(at), "un" | "une"))
}

fn is_infinitive(word: &str) -> bool {
    word.len() > 4 && (word.ends_with("er") || word.ends_with("oir"))
}

/// Nouns that head the names of many bodies and alone name none.
fn is_bare_noun(word: &str) -> bool {
    matches!(
        word,
        "centre"
            | "trust"
            | "hopital"
            | "ministere"
            | "universite"
            | "tresor"
            | "etat"
            | "group"
            | "groupe"
            | "board"
            | "energie"
            | "sante"
            | "pas"
            | "mairie"
            | "region"
            | "ville"
            | "council"
            | "university"
            | "hospital"
    ) || word.ends_with("-de-france")
        || matches!(
            word,
            "american"
                | "belgian"
                | "british"
                | "danish"
                | "dutch"
                | "french"
                | "german"
                | "greek"
                | "irish"
                | "italian"
                | "polish"
                | "spanish"
                | "swedish"
                | "european"
                | "chinese"
                | "russian"
                | "norwegian"
                | "austrian"
                | "swiss"
                | "finnish"
                | "hungarian"
                | "romanian"
                | "portuguese"
                | "korean"
                | "japanese"
        )
}

/// "pourrait infliger … 8 millions", "could fine the firm £2m": nobody has done it.
fn is_only_possible(scene: &Scene, number: usize) -> bool {
    let start = scene.sums[number].tokens.start;
    let sentence = scene.sentence(scene.sentence_of(start)).clone();
    (sentence.start..start).any(|at| {
        matches!(scene.stream.word(at), "pourrait" | "pourraient" | "could" | "might")
            && [Cue::Inflict, Cue::Condemn].iter().any(|cue| scene.has_cue(&(at + 1..at + 3), *cue))
    })
}

/// "un hôtel : 3 000 euros, pour …", a line of a list of bodies without names, one of several such lines.
pub(super) fn is_unnamed_item(scene: &Scene, number: usize) -> bool {
    const LEAST: usize = 3;
    let lines = (0..scene.sums.len()).filter(|number| introduces_unnamed(scene, *number)).count();
    lines >= LEAST && introduces_unnamed(scene, number)
}

fn introduces_unnamed(scene: &Scene, number: usize) -> bool {
    let start = scene.sums[number].tokens.start;
    let sentence = scene.sentence(scene.sentence_of(start)).clone();
    let first = super::name::first_word(&scene.stream, &sentence);
    let word = |at: usize| scene.stream.word(at);
    let dated = first..(first + 6).min(start);
    let head = dated.clone().find(|at| matches!(word(*at), "un" | "une" | "a" | "an"));
    let opened = head.is_some_and(|head| {
        head == first || (word(head - 1) == ":" && scene.dates_in(&(first..head)).len() == 1)
    });
    let named = scene.names_in(&sentence).any(|mention| {
        scene.organisation(mention).is_some_and(|entity| scene.names.entities[entity].vouched)
    });
    let only = scene.sums_in(&sentence).next() == Some(number);
    let close = matches!(start.checked_sub(1).map_or("", word), ":" | "," | "(" | "-" | "de" | "a" | "fined");
    opened && only && close && !named && scene.sums[number].money.cents.units() >= 100
}

/// "a ramené de 32 à 15 millions d'euros l'amende": both ends of what a court cuts.
fn is_cut_by_court(scene: &Scene, number: usize) -> bool {
    let start = scene.sums[number].tokens.start;
    let sentence = scene.sentence(scene.sentence_of(start)).clone();
    let court = scene.actors_in(&sentence).any(|mention| {
        scene.actors.actors[scene.actors.mentions[mention].actor].kind == AuthorityKind::Court
    });
    scene.sums[number].range
        && court
        && scene.has_cue(&(start.saturating_sub(10).max(sentence.start)..start), Cue::Reduce)
}

struct View<'a> {
    scene: &'a Scene,
    candidate: &'a ActCandidate,
}

impl View<'_> {
    fn sentence(&self) -> &Range<usize> {
        self.scene.sentence(self.candidate.sentence)
    }

    fn before(&self, reach: usize) -> Range<usize> {
        let start = self.candidate.anchor.start;
        start.saturating_sub(reach).max(self.sentence().start)..start
    }

    fn around(&self, reach: usize) -> Range<usize> {
        let anchor = &self.candidate.anchor;
        anchor.start.saturating_sub(reach).max(self.sentence().start)
            ..(anchor.end + reach).min(self.sentence().end)
    }

    fn has(&self, range: &Range<usize>, cues: &[Cue]) -> bool {
        cues.iter().any(|cue| self.scene.has_cue(range, *cue))
    }

    /// What is feared, asked for, awaited or supposed is not done.
    fn is_void(&self) -> bool {
        let ruling = self.candidate.kind.is_ruling();
        let asked =
            ruling && (self.has(&self.before(5), &[Cue::Requested, Cue::Awaited]) || self.is_infinitive());
        let offered = self.candidate.kind == Kind::Settlement && !self.is_concluded();
        let feared = self.has(&self.before(4), &[Cue::Risk, Cue::Hypothetical])
            && self.candidate.kind != Kind::Injunction;
        let reminded =
            self.candidate.kind == Kind::FormalNotice && self.has(self.sentence(), &[Cue::NoticeClosed]);
        let over = self.candidate.kind == Kind::Investigation
            && self.before(5).any(|at| {
                matches!(self.scene.stream.word(at), "apres" | "issue" | "suite" | "after" | "following")
            });
        asked || feared || reminded || over || offered
    }

    /// "d'annuler la décision", "à rejeter", "to annul": asked for or awaited, unless a court decides it.
    fn is_infinitive(&self) -> bool {
        let anchor = &self.candidate.anchor;
        let word = self.scene.stream.word(anchor.end - 1);
        let before = |back: usize| anchor.start.checked_sub(back).map_or("", |at| self.scene.stream.word(at));
        let french = word.ends_with("er")
            && (matches!(before(1), "de" | "a" | "pour") || (before(1) == "'" && before(2) == "d"));
        let english = before(1) == "to";
        let decided = self.before(6).any(|at| {
            let word = self.scene.stream.word(at);
            word.starts_with("decid") || word.starts_with("choisi")
        });
        (french || english) && !decided
    }

    /// Whether the sentence, or the title, says that both sides agreed: "rend obligatoires", "accepte", "a conclu".
    fn is_concluded(&self) -> bool {
        self.has(self.sentence(), &[Cue::Concluded])
    }

    fn is_certain(&self, classes: &[SumClass]) -> bool {
        let told = !self.scene.stream.sentences[self.candidate.sentence].question
            && !self.has(
                &self.around(7),
                &[Cue::Risk, Cue::Hypothetical, Cue::Negation, Cue::Maximum, Cue::Planned],
            );
        let organisation = self.names_organisation(self.candidate.sentence)
            || (self.candidate.kind == Kind::Complaint
                && self.candidate.sentence > 0
                && self.names_organisation(self.candidate.sentence - 1));
        told && self.names_authority() && organisation && self.is_said_plainly(classes)
    }

    fn names_authority(&self) -> bool {
        self.scene.actors_in(self.sentence()).any(|number| {
            let actor = self.scene.actors.mentions[number].actor;
            matches!(self.scene.actors.actors[actor].kind, AuthorityKind::Regulator)
        })
    }

    fn names_organisation(&self, sentence: usize) -> bool {
        self.scene.names_in(self.scene.sentence(sentence)).any(|number| {
            let entity = &self.scene.names.entities[self.scene.names.mentions[number].entity];
            entity.sort == super::name::Sort::Organisation
                && (entity.vouched || entity.count > 1)
                && !entity.complainant
        })
    }

    fn is_said_plainly(&self, classes: &[SumClass]) -> bool {
        let leads = self.candidate.sentence <= self.scene.first_body_sentence() + 3;
        let fined = classes.iter().any(|class| *class != SumClass::None);
        match self.candidate.kind {
            Kind::Complaint => leads && !fined && self.is_filed(),
            Kind::Investigation => {
                self.has(&self.around(6), &[Cue::OpenVerb])
                    && !self.has(&self.around(6), &[Cue::NoticeClosed, Cue::PersonFine])
                    && leads
                    && !fined
            }
            Kind::FormalNotice => {
                matches!(
                    self.scene.stream.word(self.candidate.anchor.start),
                    "met" | "mis" | "mise" | "mises"
                ) && self.has_aim()
                    && leads
            }
            Kind::Reprimand => {
                self.has_aim()
                    && leads
                    && self.scene.stream.word(self.candidate.anchor.start).starts_with("r")
            }
            _ => false,
        }
    }

    /// "a saisi la Cnil", "a déposé plainte auprès de", "visée par une plainte", "filed a complaint".
    fn is_filed(&self) -> bool {
        const VERBS: &[&str] = &[
            "depose",
            "deposee",
            "deposees",
            "deposer",
            "porte",
            "saisi",
            "saisit",
            "saisissent",
            "annonce",
            "visee",
            "vise",
            "formule",
            "adresse",
            "filed",
            "files",
            "lodged",
            "lodges",
            "submitted",
            "complained",
            "brought",
            "deposent",
            "attaque",
        ];
        let word = self.scene.stream.word(self.candidate.anchor.start);
        VERBS.contains(&word) || self.around(7).any(|at| VERBS.contains(&self.scene.stream.word(at)))
    }

    /// Whether a name follows or precedes closely.
    fn has_aim(&self) -> bool {
        self.scene.names_in(&self.around(10)).next().is_some()
    }
}

//! Plain rules over acts told by words: what makes one certain, what makes it void, whatever the weights say.
//!
//! Knows the clearest wordings of each kind, and the moods in which nothing is done yet. Leaves the rest to the weights.

use std::ops::Range;

use crate::domain::Kind;

use super::cue::Cue;
use super::lexicon::AuthorityKind;
use super::scene::Scene;
use super::signs::{ActCandidate, SumClass};

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
        let asked = ruling && self.has(&self.before(5), &[Cue::Requested, Cue::Awaited]);
        let feared = self.has(&self.before(4), &[Cue::Risk, Cue::Hypothetical])
            && self.candidate.kind != Kind::Injunction;
        let reminded =
            self.candidate.kind == Kind::FormalNotice && self.has(self.sentence(), &[Cue::NoticeClosed]);
        asked || feared || reminded
    }

    fn is_certain(&self, classes: &[SumClass]) -> bool {
        let told = !self.scene.stream.sentences[self.candidate.sentence].question
            && !self.has(
                &self.around(7),
                &[Cue::Risk, Cue::Hypothetical, Cue::Negation, Cue::Maximum, Cue::Planned],
            );
        told && self.names_authority() && self.names_organisation() && self.is_said_plainly(classes)
    }

    fn names_authority(&self) -> bool {
        self.scene.actors_in(self.sentence()).any(|number| {
            let actor = self.scene.actors.mentions[number].actor;
            matches!(self.scene.actors.actors[actor].kind, AuthorityKind::Regulator)
        })
    }

    fn names_organisation(&self) -> bool {
        self.scene.names_in(self.sentence()).any(|number| {
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
        const VERBS: [&str; 22] = [
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

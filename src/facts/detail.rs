//! The rest of a measure: date, reference, provisions, themes, complainant, deadline, role, and the passages that prove each.
//!
//! Knows which of the bricks' finds belongs to which act. Leaves to `resolve` which acts there are.

use std::ops::Range;

use jiff::civil::Date;

use crate::domain::{Confidence, Evidence, Field, Kind, Measure, PartialDate, Provision, Role, Theme};

use super::agree::agree;
use super::cue::Cue;
use super::date::DateMention;
use super::decide::Event;
use super::lexicon::Lexicon;
use super::name::Sort;
use super::resolve::is_court;
use super::scene::Scene;
use super::signs::Target;

/// Turns resolved events into measures, main ones first.
pub(super) fn measures(scene: &Scene, lexicon: &Lexicon, events: &[Event]) -> Vec<Measure> {
    let teller = Teller { scene, lexicon, events };
    let mut measures: Vec<Measure> = events.iter().map(|event| teller.measure(event)).collect();
    agree(&mut measures);
    measures.sort_by_key(|measure| measure.role);
    measures
}

struct Teller<'a> {
    scene: &'a Scene,
    lexicon: &'a Lexicon,
    events: &'a [Event],
}

impl Teller<'_> {
    fn measure(&self, event: &Event) -> Measure {
        let mut measure = Measure::of_kind(event.kind);
        measure.amount = event.money;
        measure.period = event.period;
        measure.confidence = Confidence::from_hundredths((event.confidence * 100.0) as u8);
        measure.rules = vec![event.rule.clone()];
        self.tell_kind(event, &mut measure);
        self.tell_agent(event, &mut measure);
        self.tell_target(event, &mut measure);
        self.tell_date(event, &mut measure);
        self.tell_reference(event, &mut measure);
        measure.role = self.role(event, measure.date);
        self.tell_law(event, &mut measure);
        self.tell_deadline(event, &mut measure);
        self.tell_complainant(event, &mut measure);
        measure.evidence.sort_by_key(|evidence| (evidence.place, evidence.span.start, evidence.field));
        measure.evidence.dedup();
        measure
    }

    fn prove(&self, measure: &mut Measure, field: Field, tokens: &Range<usize>) {
        let (place, span) = self.scene.place(tokens);
        if !span.is_empty() {
            measure.evidence.push(Evidence { field, place, span });
        }
    }

    fn sentences(&self, event: &Event) -> Vec<usize> {
        let mut sentences: Vec<usize> =
            event.anchors.iter().map(|anchor| self.scene.sentence_of(anchor.start)).collect();
        sentences.dedup();
        sentences
    }

    fn tell_kind(&self, event: &Event, measure: &mut Measure) {
        let field = if event.sums.is_empty() { Field::Kind } else { Field::Amount };
        for anchor in &event.anchors {
            self.prove(measure, field, anchor);
        }
    }

    fn tell_agent(&self, event: &Event, measure: &mut Measure) {
        let Some(actor) = event.agent else { return };
        measure.authority = Some(self.scene.actors.actors[actor].name.clone());
        if let Some(tokens) = self.nearest(
            event,
            self.scene
                .actors
                .mentions
                .iter()
                .filter(|mention| mention.actor == actor)
                .map(|mention| &mention.tokens),
        ) {
            self.prove(measure, Field::Authority, &tokens);
        }
    }

    fn tell_target(&self, event: &Event, measure: &mut Measure) {
        let Target::Entity(entity) = event.target else { return };
        let joint = self.jointly_fined(event, entity);
        let first = joint.first().copied().unwrap_or(entity);
        let bearer = &self.scene.names.entities[first];
        measure.company =
            self.form_here(event, first).or_else(|| bearer.forms.first().map(|form| self.shown(form)));
        let others =
            joint.iter().skip(1).flat_map(|other| self.scene.names.entities[*other].forms.iter().take(1));
        for form in bearer.forms.iter().chain(others).map(|form| self.shown(form)) {
            if Some(&form) != measure.company.as_ref() && !measure.aliases.contains(&form) {
                measure.aliases.push(form);
            }
        }
        let mentions = self
            .scene
            .names
            .mentions
            .iter()
            .filter(|mention| mention.entity == entity)
            .map(|mention| &mention.tokens);
        if let Some(tokens) = self.nearest(event, mentions) {
            self.prove(measure, Field::Company, &tokens);
        }
    }

    /// The writing of a name nearest to what tells the act, when the article writes it more fully there than elsewhere.
    fn form_here(&self, event: &Event, entity: usize) -> Option<String> {
        let sentences = self.sentences(event);
        let mentions = self.scene.names.mentions.iter().filter(|mention| {
            mention.entity == entity && sentences.contains(&self.scene.sentence_of(mention.tokens.start))
        });
        let usual = self.scene.names.entities[entity].forms.first()?;
        mentions.map(|mention| self.shown(self.scene.stream.original(&mention.tokens))).find(|form| {
            form.len() > usual.len() && crate::text::fold(form).contains(&crate::text::fold(usual))
        })
    }

    /// "A, B et C ont reçu une amende de …": those named in one list with the target, in their order, when the list has one sum.
    fn jointly_fined(&self, event: &Event, entity: usize) -> Vec<usize> {
        if event.sums.is_empty() {
            return Vec::new();
        }
        let shared = self.events.iter().any(|other| {
            other != event
                && !other.sums.is_empty()
                && self.sentences(other).iter().any(|number| self.sentences(event).contains(number))
        });
        let list = self.sentences(event).into_iter().find_map(|number| self.list_with(number, entity));
        list.filter(|_| !shared).unwrap_or_default()
    }

    fn list_with(&self, sentence: usize, entity: usize) -> Option<Vec<usize>> {
        let numbers: Vec<usize> = self.scene.names_in(self.scene.sentence(sentence)).collect();
        let joined = |pair: &[usize]| {
            let (one, other) =
                (&self.scene.names.mentions[pair[0]].tokens, &self.scene.names.mentions[pair[1]].tokens);
            let gap = one.end..other.start.max(one.end);
            !gap.is_empty()
                && gap.len() <= 2
                && gap.clone().all(|at| {
                    matches!(
                        self.scene.stream.word(at),
                        "," | "et" | "and" | "&" | "la" | "le" | "l" | "'" | "d"
                    )
                })
        };
        let mut lists: Vec<Vec<usize>> = Vec::new();
        for (index, number) in numbers.iter().enumerate() {
            let follows = index > 0 && joined(&numbers[index - 1..=index]);
            if !follows {
                lists.push(Vec::new());
            }
            lists.last_mut()?.extend(self.scene.organisation(*number));
        }
        lists.into_iter().find(|list| list.len() > 1 && list.contains(&entity))
    }

    fn shown(&self, form: &str) -> String {
        form.trim_matches(|character: char| matches!(character, ',' | ' ' | '"' | '«' | '»')).to_owned()
    }

    /// The passage nearest to what tells the event.
    fn nearest<'b>(
        &self,
        event: &Event,
        passages: impl Iterator<Item = &'b Range<usize>>,
    ) -> Option<Range<usize>> {
        passages
            .min_by_key(|tokens| event.anchors.iter().map(|anchor| anchor.start.abs_diff(tokens.start)).min())
            .cloned()
    }

    fn tell_date(&self, event: &Event, measure: &mut Measure) {
        let Some(mention) = self.date_of(event) else { return };
        measure.date = Some(mention.date);
        self.prove(measure, Field::Date, &mention.tokens.clone());
    }

    /// The nearest date of the first sentence that has one; where another sentence tells the same more finely, that one.
    fn date_of(&self, event: &Event) -> Option<&DateMention> {
        let nearest = |anchor: &Range<usize>| {
            let dates = self.scene.dates_in(self.scene.sentence(self.scene.sentence_of(anchor.start)));
            let fitting = dates.iter().filter(|mention| {
                self.is_past(mention.date) && !self.is_of_earlier_order(event, mention.date)
            });
            fitting.min_by_key(|mention| mention.tokens.start.abs_diff(anchor.start))
        };
        let dates: Vec<&DateMention> = event.anchors.iter().filter_map(nearest).collect();
        let first = dates.first()?;
        let finer =
            dates.iter().find(|mention| mention.date.day().is_some() && mention.date.agrees_with(first.date));
        finer.or(Some(first)).copied()
    }

    /// What a liquidation says of the decision that it liquidates is not its own date.
    fn is_of_earlier_order(&self, event: &Event, date: PartialDate) -> bool {
        event.kind == Kind::PenaltyLiquidation
            && self.events.iter().any(|other| {
                let earlier =
                    matches!(other.kind, Kind::AdministrativeFine | Kind::Injunction | Kind::PeriodicPenalty);
                earlier
                    && other.target == event.target
                    && self.date_of(other).is_some_and(|mention| mention.date.agrees_with(date))
            })
    }

    fn is_past(&self, date: PartialDate) -> bool {
        self.scene.published.is_none_or(|published| date.first_day() <= published)
    }

    fn tell_reference(&self, event: &Event, measure: &mut Measure) {
        let sentences = self.sentences(event);
        let fits = |family: usize| match (&self.lexicon.references[family].authority, &measure.authority) {
            (Some(owner), Some(agent)) => owner == agent,
            (None, _) => true,
            (Some(_), None) => true,
        };
        let references = || self.scene.references.iter().filter(|reference| fits(reference.family));
        let here = references()
            .find(|reference| sentences.contains(&self.scene.sentence_of(reference.tokens.start)));
        let mut distinct: Vec<&str> = references().map(|reference| reference.text.as_str()).collect();
        distinct.dedup();
        let only = references().next().filter(|_| distinct.len() == 1);
        if let Some(reference) = here.or(only) {
            measure.reference = Some(reference.text.clone());
            let tokens = reference.tokens.clone();
            self.prove(measure, Field::Reference, &tokens);
        }
    }

    /// An act is context when it is much older than the news, or the text says that it came earlier.
    fn role(&self, event: &Event, date: Option<PartialDate>) -> Role {
        let main_kind_is_ruling = self.events.iter().any(|other| other.kind.is_ruling());
        if main_kind_is_ruling && !event.kind.is_ruling() && !is_court(self.scene, event.agent) {
            return Role::Background;
        }
        let liquidated = self.events.iter().any(|other| other.kind == Kind::PenaltyLiquidation);
        if liquidated && event.kind != Kind::PenaltyLiquidation {
            return Role::Background;
        }
        let old = |published: Date| {
            date.is_some_and(|date| date.last_day().until(published).is_ok_and(|span| span.get_days() > 120))
        };
        let told_as_earlier = event.anchors.iter().all(|anchor| {
            let sentence = self.scene.sentence(self.scene.sentence_of(anchor.start));
            !self.scene.in_title(anchor.start) && self.scene.has_cue(sentence, Cue::Earlier)
        });
        let background = self.scene.published.is_some_and(old) || told_as_earlier && date.is_some();
        if background { Role::Background } else { Role::Main }
    }

    fn tell_law(&self, event: &Event, measure: &mut Measure) {
        let single = measure.role == Role::Main;
        let sentences = self.sentences(event);
        let near = |tokens: &Range<usize>| sentences.contains(&self.scene.sentence_of(tokens.start));
        for provisions in
            self.scene.provisions.iter().filter(|provisions| single || near(&provisions.tokens)).take(30)
        {
            for provision in &provisions.list {
                if !measure.articles.contains(provision) {
                    measure.articles.push(provision.clone());
                }
            }
            self.prove(measure, Field::Articles, &provisions.tokens);
        }
        // Provisions say best what an act is about; words say it in the title and beside the act, or anywhere when nothing else does.
        let by_words = measure.articles.is_empty();
        let tells =
            |tokens: &Range<usize>| near(tokens) || single && (by_words || self.scene.in_title(tokens.start));
        let mut themes: Vec<(Theme, Range<usize>)> = Vec::new();
        for (theme, tokens) in self.scene.themes.iter().filter(|(_, tokens)| tells(tokens)) {
            let theme = self.lexicon.themes[usize::from(*theme)].theme;
            if themes.iter().all(|(other, _)| *other != theme) {
                themes.push((theme, tokens.clone()));
            }
        }
        for (theme, tokens) in themes {
            measure.breaches.push(theme);
            self.prove(measure, Field::Breaches, &tokens);
        }
        self.add_themes_of_provisions(measure);
        measure.breaches.sort();
        measure.breaches.dedup();
    }

    fn add_themes_of_provisions(&self, measure: &mut Measure) {
        let tells = |told: &str, provision: &Provision| {
            provision.0 == told || provision.0.strip_prefix(told).is_some_and(|rest| rest.starts_with('-'))
        };
        for entry in &self.lexicon.themes {
            if measure
                .articles
                .iter()
                .any(|provision| entry.provisions.iter().any(|told| tells(told, provision)))
            {
                measure.breaches.push(entry.theme);
            }
        }
    }

    fn tell_deadline(&self, event: &Event, measure: &mut Measure) {
        if !matches!(event.kind, Kind::Injunction | Kind::FormalNotice | Kind::ProcessingBan) {
            return;
        }
        for number in self.sentences(event).into_iter().flat_map(|number| [number, number + 1]) {
            let Some(sentence) = self.scene.stream.sentences.get(number) else { continue };
            let lapse = self
                .scene
                .lapses
                .iter()
                .find(|lapse| lapse.announced && sentence.tokens.contains(&lapse.tokens.start));
            if let Some(lapse) = lapse {
                measure.deadline = Some(lapse.deadline);
                self.prove(measure, Field::Deadline, &lapse.tokens.clone());
                return;
            }
        }
    }

    fn tell_complainant(&self, event: &Event, measure: &mut Measure) {
        if event.kind != Kind::Complaint {
            return;
        }
        let sentences = self.sentences(event);
        let mentions = || {
            self.scene
                .names
                .mentions
                .iter()
                .filter(|mention| sentences.contains(&self.scene.sentence_of(mention.tokens.start)))
        };
        let entity = |number: usize| &self.scene.names.entities[number];
        let known = mentions().find(|mention| entity(mention.entity).complainant);
        let person = mentions().find(|mention| entity(mention.entity).sort == Sort::Person);
        let other = mentions().find(|mention| {
            event.target != Target::Entity(mention.entity)
                && entity(mention.entity).sort == Sort::Organisation
        });
        if let Some(mention) = known.or(person).or(other) {
            measure.complainant = entity(mention.entity).forms.first().cloned();
            self.prove(measure, Field::Complainant, &mention.tokens.clone());
        }
    }
}

//! What is exported of a decision.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::{
    ArticleId, DateToWatch, Decision, DecisionId, Field, LinkReason, Measure, Place, Relation, SourceId,
    Telling,
};
use crate::export::lead::proving;
use crate::export::{Item, escape};

/// Passages of one article that are kept at most: a decision told at length stays readable.
const MOST_PASSAGES: usize = 12;

/// Sentences of one article that are kept at most.
const MOST_SENTENCES: usize = 2;

/// A decision with all that is written of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionItem {
    /// The decision.
    pub decision: Decision,
    /// Its case, when it is not alone in it.
    pub case: Option<CaseItem>,
    /// The articles that tell it, in the order of its tellings.
    pub readings: Vec<Reading>,
    /// The end of the time to comply.
    pub due: Option<DateToWatch>,
    /// The day on which its public naming ends.
    pub naming_ends: Option<Date>,
    /// Whether that day has passed.
    pub naming_over: bool,
}

/// The case that a decision belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseItem {
    /// The identifier of its first decision.
    pub id: DecisionId,
    /// Whether its last word is a closure or an annulment.
    pub closed: bool,
    /// Its decisions in order of time, this one among them.
    pub decisions: Vec<Decision>,
}

/// An article that tells a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The article.
    pub article: ArticleId,
    /// Name of its source.
    pub source: SourceId,
    /// Title of its source.
    pub source_title: String,
    /// Its title, as the feed gave it.
    pub title: String,
    /// Its link.
    pub link: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was first fetched.
    pub fetched: Timestamp,
    /// Passages that prove what it tells, each on one line, with the field that each proves.
    pub passages: Vec<(Field, String)>,
    /// The sentences that hold them, the fewest that prove the most; empty when only the title proves it.
    pub sentences: Vec<String>,
}

impl Reading {
    /// What is kept of an article that tells a decision in that way.
    pub fn of(item: &Item, telling: &Telling) -> Reading {
        let measures = telling.measures.iter().filter_map(|place| item.measures.get(*place)).cloned();
        let measures: Vec<Measure> = measures.collect();
        Reading {
            article: item.article.id,
            source: item.article.source.clone(),
            source_title: item.source.clone(),
            title: item.article.title.clone(),
            link: item.article.link.clone(),
            published: item.article.dates.published,
            fetched: item.article.dates.fetched,
            sentences: proving(&item.document, &measures, MOST_SENTENCES),
            passages: passages(&measures, item),
        }
    }
}

/// Passages for the act, the sum and the organisation, each once: what a reader of a decision asks to see.
fn passages(measures: &[Measure], item: &Item) -> Vec<(Field, String)> {
    let mut passages: Vec<(Field, String)> = Vec::new();
    let wanted = [Field::Kind, Field::Amount, Field::Company, Field::Reference, Field::Deadline];
    for evidence in measures.iter().flat_map(|measure| &measure.evidence) {
        let place = match evidence.place {
            Place::Title => &item.article.title,
            Place::Body => &item.document.text,
        };
        let quote = evidence.span.of(place).map(escape::line).unwrap_or_default();
        let known = passages.iter().any(|(field, known)| *field == evidence.field && *known == quote);
        if wanted.contains(&evidence.field) && !quote.is_empty() && !known && passages.len() < MOST_PASSAGES {
            passages.push((evidence.field, quote));
        }
    }
    passages
}

impl CaseItem {
    /// How the decision is tied to an earlier one of the case, and why.
    pub(super) fn ties<'a>(
        &'a self,
        decision: &'a Decision,
    ) -> impl Iterator<Item = (&'a Decision, Relation, &'a [LinkReason])> {
        decision.before.iter().filter_map(|link| {
            let earlier = self.decisions.iter().find(|other| other.id == link.decision)?;
            Some((earlier, link.relation, link.reasons.as_slice()))
        })
    }
}

impl DecisionItem {
    /// The same without what names the organisation: its names, and the titles, links and passages of the articles, which
    /// hold them too. Source, day and identifier of each article stay, so that who may know can find it.
    #[must_use]
    pub fn without_names(mut self) -> DecisionItem {
        self.decision = self.decision.without_names();
        if let Some(case) = &mut self.case {
            case.decisions = case.decisions.drain(..).map(Decision::without_names).collect();
        }
        for reading in &mut self.readings {
            reading.title.clear();
            reading.link = None;
            reading.passages.clear();
            reading.sentences.clear();
        }
        self
    }
}

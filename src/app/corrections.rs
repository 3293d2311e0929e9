//! What a reader says over the machine: corrections of facts, the queue of doubtful ones, corrected articles as lessons.
//!
//! A correction never changes what the machine found: it is kept beside and laid over at each reading. Leaves how it is
//! laid to `ledger`.

use std::collections::{HashMap, HashSet};

use jiff::tz::TimeZone;

use crate::domain::{ArticleId, Change, Correction, Fact, Field, Headline, Measure, Place};
use crate::ledger::Lesson;
use crate::ledger::review::{self, Reviewed};
use crate::store::Kept;

use super::error::AppError;
use super::library::Library;

/// A fact that waits for a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The article's row.
    pub headline: Headline,
    /// The fact, as it stands.
    pub fact: Reviewed,
    /// Its place among the article's reviewed facts.
    pub place: usize,
    /// The passage that tells its kind or its sum, with what stands around it; empty when none is known.
    pub passage: String,
}

/// Bytes of text shown on each side of a passage.
const AROUND: usize = 110;

impl Library {
    /// Says something over the machine about an article's facts; gives back what is kept, to be taken back.
    pub fn correct(&self, article: ArticleId, change: Change, reason: &str) -> Result<Correction, AppError> {
        let earlier = self.store.corrections(Some(article))?;
        let mut at = self.now();
        // Two in one millisecond are kept one after the other.
        if let Some(last) = earlier.iter().map(|correction| correction.at).max().filter(|last| *last >= at) {
            at = last.checked_add(jiff::Span::new().milliseconds(1)).unwrap_or(at);
        }
        let correction = Correction { article, change, reason: reason.trim().to_owned(), at };
        self.put_correction(&correction)?;
        Ok(correction)
    }

    /// Keeps a correction as it is, for one that is done again.
    pub fn put_correction(&self, correction: &Correction) -> Result<(), AppError> {
        self.store.correct(correction)?;
        self.index_corrected(correction.article)
    }

    /// Takes a correction back; says whether it was there.
    pub fn withdraw(&self, correction: &Correction) -> Result<bool, AppError> {
        let withdrawn = self.store.withdraw(correction.article, correction.at)?;
        self.index_corrected(correction.article)?;
        Ok(withdrawn)
    }

    /// Corrections of one article, or all, the earliest of each article first.
    pub fn corrections(&self, of: Option<ArticleId>) -> Result<Vec<Correction>, AppError> {
        Ok(self.store.corrections(of)?)
    }

    /// The facts of an article after review, rejected ones last; nothing when the article is gone.
    pub fn reviewed(&self, id: ArticleId) -> Result<Option<Vec<Reviewed>>, AppError> {
        let Some(kept) = self.store.article(id)? else { return Ok(None) };
        Ok(Some(in_order(&self.store.corrections(Some(id))?, &kept.measures)))
    }

    /// Facts that the machine is not sure of and about which nobody has said anything yet, those of the newest articles
    /// first, at most `most`; and how many there are.
    pub fn doubts(&self, most: usize) -> Result<(Vec<Doubt>, usize), AppError> {
        let mut doubts = Vec::new();
        let mut count = 0;
        for headline in self.headlines()?.into_iter().filter(is_doubtful) {
            if doubts.len() >= most {
                count += headline.facts.iter().filter(|fact| fact.doubtful).count();
                continue;
            }
            let Some(kept) = self.store.article(headline.article.id)? else { continue };
            let corrections = self.store.corrections(Some(headline.article.id))?;
            let reviewed = in_order(&corrections, &kept.measures);
            for (place, fact) in reviewed.into_iter().enumerate().filter(|(_, fact)| fact.is_to_review()) {
                let passage = passage(&fact.measure, &kept.headline.article.title, &kept.document.text);
                doubts.push(Doubt { headline: headline.clone(), fact, place, passage });
                count += 1;
            }
        }
        doubts.truncate(most);
        Ok((doubts, count))
    }

    /// Every corrected article as a case of the corpus of facts.
    pub fn lessons(&self) -> Result<Vec<String>, AppError> {
        let mut lessons = Vec::new();
        for (id, corrections) in self.corrections_by_article()? {
            let Some(kept) = self.store.article(id)? else { continue };
            let article = &kept.headline.article;
            let lesson = Lesson {
                title: &article.title,
                text: &kept.document.text,
                language: article.language,
                published: article.dates.published.map(|time| TimeZone::UTC.to_datetime(time).date()),
                reviewed: &review::apply(&corrections, &kept.measures),
            };
            lessons.push(lesson.to_string());
        }
        Ok(lessons)
    }

    /// Articles of which the reader corrected something.
    pub(super) fn corrected(&self) -> Result<HashSet<ArticleId>, AppError> {
        Ok(self.store.corrections(None)?.into_iter().map(|correction| correction.article).collect())
    }

    /// Lays corrections over an article's measures.
    pub(super) fn with_corrections(&self, kept: Option<Kept>) -> Result<Option<Kept>, AppError> {
        let Some(mut kept) = kept else { return Ok(None) };
        let corrections = self.store.corrections(Some(kept.headline.article.id))?;
        let reviewed = review::apply(&corrections, &kept.measures);
        kept.measures = reviewed.into_iter().filter(Reviewed::stands).map(|it| it.measure).collect();
        Ok(Some(kept))
    }

    /// Lays corrections over rows: facts that stand take the place of those that the machine found.
    pub(super) fn lay_over(&self, mut rows: Vec<Headline>) -> Result<Vec<Headline>, AppError> {
        let corrections: HashMap<ArticleId, Vec<Correction>> =
            self.corrections_by_article()?.into_iter().collect();
        if corrections.is_empty() {
            return Ok(rows);
        }
        for row in &mut rows {
            let Some(corrections) = corrections.get(&row.article.id) else { continue };
            let Some(kept) = self.store.article(row.article.id)? else { continue };
            row.facts = standing_facts(&review::apply(corrections, &kept.measures));
        }
        Ok(rows)
    }

    fn corrections_by_article(&self) -> Result<Vec<(ArticleId, Vec<Correction>)>, AppError> {
        let mut grouped: Vec<(ArticleId, Vec<Correction>)> = Vec::new();
        for correction in self.store.corrections(None)? {
            match grouped.last_mut().filter(|(id, _)| *id == correction.article) {
                Some((_, corrections)) => corrections.push(correction),
                None => grouped.push((correction.article, vec![correction])),
            }
        }
        Ok(grouped)
    }
}

/// Facts after review, those that stand first: their places are the same wherever facts are numbered.
pub(super) fn in_order(corrections: &[Correction], measures: &[Measure]) -> Vec<Reviewed> {
    let mut reviewed = review::apply(corrections, measures);
    reviewed.sort_by_key(|it| !it.stands());
    reviewed
}

fn is_doubtful(headline: &Headline) -> bool {
    headline.facts.iter().any(|fact| fact.doubtful)
}

/// Facts that stand, in brief; what the reader vouches for is doubtful no more.
fn standing_facts(reviewed: &[Reviewed]) -> Vec<Fact> {
    let fact = |reviewed: &Reviewed| {
        let fact = Fact::from(&reviewed.measure);
        Fact { doubtful: fact.doubtful && !reviewed.is_by_reader(), ..fact }
    };
    reviewed.iter().filter(|reviewed| reviewed.stands()).map(fact).collect()
}

/// The passage that tells a fact's sum or kind, with what stands around it on its line.
pub(super) fn passage(measure: &Measure, title: &str, text: &str) -> String {
    let proves = |field: Field| measure.evidence.iter().find(move |proof| proof.field == field);
    let Some(proof) =
        proves(Field::Amount).or_else(|| proves(Field::Kind)).or_else(|| measure.evidence.first())
    else {
        return String::new();
    };
    let whole = if proof.place == Place::Title { title } else { text };
    let (Some(before), Some(after)) = (whole.get(..proof.span.start), whole.get(proof.span.end..)) else {
        return String::new();
    };
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line_end = proof.span.end + after.find('\n').unwrap_or(after.len());
    let start = boundary(whole, line_start.max(proof.span.start.saturating_sub(AROUND)));
    let end = boundary(whole, line_end.min(proof.span.end + AROUND));
    whole[start..end.max(start)].to_owned()
}

/// The boundary of a character at or after an offset.
fn boundary(text: &str, offset: usize) -> usize {
    (offset..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

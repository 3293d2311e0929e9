//! The article that is read, set in lines, and the fact that is looked at.

use crate::app::Opened;
use crate::domain::{ArticleId, Evidence, Field, Kind, Place, Span};
use crate::tui::cells::fold;
use crate::tui::effect::RequestId;
use crate::tui::page::{Ink, Page};
use crate::tui::shelf::RowNumber;

/// The article.
#[derive(Debug, Default)]
pub(in crate::tui) struct ArticlePane {
    /// Its row, also while it is being read from the store.
    pub(in crate::tui) row: Option<RowNumber>,
    pub(in crate::tui) waiting: Option<(RequestId, ArticleId)>,
    pub(in crate::tui) opened: Option<Box<Opened>>,
    /// Set for the width of the pane.
    pub(in crate::tui) page: Option<Page>,
    /// First line shown.
    pub(in crate::tui) offset: usize,
    /// The fact that is looked at, by its place among the measures.
    pub(in crate::tui) fact: Option<usize>,
    /// Words to find in the article, and where they are.
    pub(in crate::tui) found: Option<Found>,
}

/// What was sought in the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Found {
    pub(in crate::tui) words: String,
    /// In reading order.
    pub(in crate::tui) passages: Vec<(Place, Span)>,
    /// The passage gone to last.
    pub(in crate::tui) at: usize,
}

/// A passage to be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) struct Passage {
    pub(in crate::tui) place: Place,
    pub(in crate::tui) span: Span,
    pub(in crate::tui) what: PassageKind,
}

/// Why a passage is marked; later ones are drawn over earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::tui) enum PassageKind {
    /// It proves a fact.
    Proof(Kind),
    /// It proves the fact that is looked at.
    ProofInHand(Kind),
    /// A search found it.
    Found,
    /// The search is there.
    FoundInHand,
}

impl ArticlePane {
    /// Passages to be marked, those drawn last at the end.
    pub(in crate::tui) fn passages(&self) -> Vec<Passage> {
        let mut passages = Vec::new();
        for (place, measure) in self.opened.iter().flat_map(|opened| opened.measures.iter()).enumerate() {
            let in_hand = self.fact == Some(place);
            for Evidence { field, place, span } in &measure.evidence {
                let what = match in_hand {
                    true => PassageKind::ProofInHand(measure.kind),
                    false => PassageKind::Proof(measure.kind),
                };
                // The names and dates of every fact would underline half the page.
                if in_hand || matches!(field, Field::Kind | Field::Amount) {
                    passages.push(Passage { place: *place, span: *span, what });
                }
            }
        }
        for (number, (place, span)) in self.found.iter().flat_map(|found| found.passages.iter()).enumerate() {
            let in_hand = self.found.as_ref().is_some_and(|found| found.at == number);
            let what = if in_hand { PassageKind::FoundInHand } else { PassageKind::Found };
            passages.push(Passage { place: *place, span: *span, what });
        }
        passages.sort_by_key(|passage| passage.what);
        passages
    }

    /// The first line that proves a fact.
    pub(in crate::tui) fn line_of_fact(&self, fact: usize) -> Option<usize> {
        let measure = self.opened.as_ref()?.measures.get(fact)?;
        let page = self.page.as_ref()?;
        let told =
            measure.evidence.iter().filter(|evidence| matches!(evidence.field, Field::Kind | Field::Amount));
        let line_of = |evidence: &Evidence| page.line_of(evidence.place, evidence.span.start);
        let first =
            |place: Place| told.clone().filter(move |evidence| evidence.place == place).find_map(line_of);
        first(Place::Body)
            .or_else(|| first(Place::Title))
            .or_else(|| measure.evidence.iter().find_map(line_of))
    }

    /// How far the reading is, in hundredths: the last line shown over all lines.
    pub(in crate::tui) fn percent(&self, height: u16) -> usize {
        let lines = self.page.as_ref().map_or(0, |page| page.lines.len());
        match lines {
            0 => 100,
            lines => ((self.offset + usize::from(height)).min(lines) * 100) / lines,
        }
    }

    /// The furthest offset for a pane of that height.
    pub(in crate::tui) fn last_offset(&self, height: u16) -> usize {
        let lines = self.page.as_ref().map_or(0, |page| page.lines.len());
        lines.saturating_sub(usize::from(height))
    }

    /// Seeks words in the title and the text, whatever their case and accents.
    pub(in crate::tui) fn find(&mut self, words: &str) {
        let wanted = fold(words.trim());
        self.found = self.opened.as_ref().filter(|_| !wanted.is_empty()).map(|opened| {
            let mut passages = passages_of(&opened.article.title, &wanted, Place::Title);
            passages.extend(passages_of(&opened.document.text, &wanted, Place::Body));
            Found { words: words.to_owned(), passages, at: 0 }
        });
    }

    /// The links whose mark or text stands in the lines shown.
    pub(in crate::tui) fn links_in_sight(&self, height: u16) -> Vec<u32> {
        let Some(page) = &self.page else { return Vec::new() };
        let shown = page.lines.iter().skip(self.offset).take(usize::from(height));
        let mut links: Vec<u32> = shown
            .flat_map(|line| &line.runs)
            .filter(|run| matches!(run.ink, Ink::Source(..)))
            .filter_map(|run| run.look.link)
            .collect();
        links.dedup();
        links
    }
}

/// Where a folded text stands in a text. Folding changes lengths, so each character is folded by itself and its way
/// back kept.
pub(in crate::tui) fn passages_of(text: &str, wanted: &str, place: Place) -> Vec<(Place, Span)> {
    let mut folded = String::with_capacity(text.len());
    let mut ways_back: Vec<usize> = Vec::with_capacity(text.len() + 1);
    let mut buffer = [0; 4];
    for (offset, c) in text.char_indices() {
        folded.push_str(&fold(c.encode_utf8(&mut buffer)));
        ways_back.resize(folded.len(), offset);
    }
    ways_back.push(text.len());
    folded
        .match_indices(wanted)
        .map(|(start, found)| {
            let last = ways_back[start + found.len() - 1];
            let end = text[last..].chars().next().map_or(text.len(), |c| last + c.len_utf8());
            (place, Span::new(ways_back[start], end))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::passages_of;
    use crate::domain::Place;

    fn check(text: &str, wanted: &str, found: &[&str]) {
        let passages = passages_of(text, wanted, Place::Body);
        let texts: Vec<&str> =
            passages.iter().map(|(_, span)| span.of(text).expect("a span of the text")).collect();
        assert_eq!(texts, found);
    }

    #[test]
    fn passages_are_found_whatever_their_accents_and_point_into_the_text() {
        check("La société et la SOCIÉTÉ", "societe", &["société", "SOCIÉTÉ"]);
        check("Une œuvre, des Œuvres", "oeuvre", &["œuvre", "Œuvre"]);
        check("e\u{301}te\u{301}", "ete", &["e\u{301}te"]);
        check("rien", "tout", &[]);
    }
}

//! Conditions on words, answered by postings: the documents of a segment that meet them, and how well.

use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED, Term};

use super::bits::Bits;
use super::schema::{Fields, TextFields};
use super::snapshot::Snapshot;
use super::sought::Sought;
use super::view::View;
use crate::domain::Language;
use crate::query::Scope;

/// Weights of the places where a word stands: a title says more than a body, an exact form more than a stem.
const TITLE: f32 = 2.2;
const EXACT: f32 = 0.7;
/// What a sequence is worth beside its words apart.
const SEQUENCE: f32 = 1.5;
/// What a beginning is worth beside a whole word.
const BEGINNING: f32 = 0.5;
/// What it is worth that the word is in the name of the organisation or authority that the news is about.
const ABOUT: f32 = 1.8;
/// A term in more than this share of the documents may have filled a set.
const COMMON: u32 = 16;

/// A condition on words with what the whole index tells of its terms.
pub(super) struct Leaf {
    pub(super) sought: Sought,
    scope: Scope,
    /// Rarity of each word in the whole index; of a sequence, of all its words together.
    rarity: f32,
}

/// Scores of the documents of one segment, where they are wanted.
pub(super) type Scores<'a> = Option<&'a mut Vec<f32>>;

impl Leaf {
    /// Makes a condition ready for all segments of a snapshot.
    pub(super) fn new(snapshot: &Snapshot, sought: Sought, scope: Scope) -> tantivy::Result<Leaf> {
        let words: Vec<&str> = match &sought {
            Sought::Nothing => Vec::new(),
            Sought::Word { exact, .. } => vec![exact],
            Sought::Sequence { words, .. } | Sought::Near { words, .. } => {
                words.iter().map(String::as_str).collect()
            }
        };
        let mut rarity = 0.0;
        for word in words {
            rarity += snapshot.rarity(word)?;
        }
        Ok(Leaf { sought, scope, rarity })
    }

    /// The documents of a segment that meet the condition; their scores are added to.
    pub(super) fn docs(
        &self,
        snapshot: &Snapshot,
        view: &View,
        mut scores: Scores<'_>,
    ) -> tantivy::Result<Bits> {
        let mut found = Bits::none(view.bound());
        let Fields { title, body, .. } = snapshot.fields;
        for (text, weight) in [(title, TITLE), (body, 1.0)] {
            let wanted = match self.scope {
                Scope::Anywhere => true,
                Scope::Title => text.exact == title.exact,
                Scope::Body => text.exact == body.exact,
            };
            if wanted {
                let mut place = Place {
                    snapshot,
                    view,
                    text,
                    weight: weight * self.rarity,
                    scores: scores.as_deref_mut(),
                };
                found.or(&place.docs(&self.sought)?);
            }
        }
        if let (Some(scores), Sought::Word { exact, .. }, Scope::Anywhere) =
            (scores, &self.sought, self.scope)
        {
            for doc in view.facts.docs_about(exact) {
                scores[doc as usize] += ABOUT * self.rarity;
            }
        }
        Ok(found)
    }
}

/// Documents that hold several words, and readers of the words' positions, each with the word's rank.
type Together = (Bits, Vec<(u32, SegmentPostings)>);

/// One text (title or body) of a segment.
struct Place<'a> {
    snapshot: &'a Snapshot,
    view: &'a View,
    text: TextFields,
    weight: f32,
    scores: Scores<'a>,
}

impl Place<'_> {
    fn docs(&mut self, sought: &Sought) -> tantivy::Result<Bits> {
        match sought {
            Sought::Nothing => Ok(Bits::none(self.view.bound())),
            Sought::Word { exact, french, english } => self.word(exact, [french, english]),
            Sought::Sequence { words, last_begins } => match words.as_slice() {
                [word] if *last_begins => self.beginning(word, true),
                [word] => self.word(word, [&None, &None]),
                _ => self.sequence(words, *last_begins),
            },
            Sought::Near { words, between } => self.near(words, *between),
        }
    }

    fn term(&self, field: Field, word: &str) -> tantivy::Result<Option<TermInfo>> {
        Ok(self.view.field(field).0.get_term_info(&Term::from_field_text(field, word))?)
    }

    fn word(&mut self, exact: &str, [french, english]: [&Option<String>; 2]) -> tantivy::Result<Bits> {
        let mut found = Bits::none(self.view.bound());
        if let Some(term) = self.term(self.text.exact, exact)? {
            self.add(self.text.exact, &term, EXACT, &mut found)?;
        }
        for (language, stem) in [(Language::French, french), (Language::English, english)] {
            let Some((field, stem)) = self.text.stems(language).zip(stem.as_deref()) else { continue };
            if let Some(term) = self.term(field, stem)? {
                self.add(field, &term, 1.0, &mut found)?;
            }
        }
        Ok(found)
    }

    /// Adds the documents of a term, and to their scores what it is worth there.
    fn add(&mut self, field: Field, term: &TermInfo, worth: f32, found: &mut Bits) -> tantivy::Result<()> {
        let (inverted, norms) = self.view.field(field);
        let Some((scores, norms)) = self.scores.as_deref_mut().zip(norms) else {
            let mut block = inverted.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?;
            add_docs(&mut block, found);
            return Ok(());
        };
        let lengths = self.snapshot.lengths(field);
        let weight = self.weight * worth;
        let mut block = inverted.read_block_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
        while !block.docs().is_empty() {
            for (doc, count) in block.docs().iter().zip(block.freqs()) {
                found.insert(*doc);
                let count = *count as f32;
                scores[*doc as usize] +=
                    weight * count / (count + lengths[usize::from(norms.fieldnorm_id(*doc))]);
            }
            block.advance();
        }
        Ok(())
    }

    /// The documents with a word that begins so.
    fn beginning(&mut self, beginning: &str, scored: bool) -> tantivy::Result<Bits> {
        let mut terms = self.terms_beginning(beginning)?;
        terms.sort_unstable_by_key(|term| std::cmp::Reverse(term.doc_freq));
        let inverted = self.view.field(self.text.exact).0;
        let bound = self.view.bound();
        let mut found = Bits::none(bound);
        let mut block: Option<BlockSegmentPostings> = None;
        for term in &terms {
            match &mut block {
                Some(block) => inverted.reset_block_postings_from_terminfo(term, block)?,
                None => {
                    block = Some(inverted.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?);
                }
            }
            block.as_mut().into_iter().for_each(|block| add_docs(block, &mut found));
            if term.doc_freq > bound / COMMON && found.count() == bound as usize {
                break;
            }
        }
        if scored {
            self.score_beginning(beginning, &found)?;
        }
        Ok(found)
    }

    fn score_beginning(&mut self, beginning: &str, found: &Bits) -> tantivy::Result<()> {
        let weight = self.weight * BEGINNING;
        let Some(scores) = self.scores.as_deref_mut() else { return Ok(()) };
        found.iter().for_each(|doc| scores[doc as usize] += weight);
        if let Some(term) = self.term(self.text.exact, beginning)? {
            self.add(self.text.exact, &term, EXACT, &mut Bits::none(self.view.bound()))?;
        }
        Ok(())
    }

    fn terms_beginning(&self, beginning: &str) -> tantivy::Result<Vec<TermInfo>> {
        let dictionary = self.view.field(self.text.exact).0.terms();
        let mut range = dictionary.range().ge(beginning.as_bytes());
        if let Some(after) = after_all_beginning(beginning) {
            range = range.lt(after);
        }
        let mut stream = range.into_stream()?;
        let mut terms = Vec::new();
        while stream.advance() {
            terms.push(stream.value().clone());
        }
        Ok(terms)
    }

    /// The documents where exact forms stand side by side.
    fn sequence(&mut self, words: &[String], last_begins: bool) -> tantivy::Result<Bits> {
        let whole = if last_begins { &words[..words.len() - 1] } else { words };
        let Some((mut candidates, mut readers)) = self.together(whole)? else {
            return Ok(Bits::none(self.view.bound()));
        };
        if last_begins {
            candidates.and(&self.beginning(&words[words.len() - 1], false)?);
        }
        let mut starts = Vec::new();
        let mut buffer = Vec::new();
        let mut standing: Vec<(u32, Vec<u32>)> = Vec::new();
        for doc in candidates.iter() {
            starts_in(&mut readers, doc, &mut starts, &mut buffer);
            if !starts.is_empty() {
                standing.push((doc, starts.clone()));
            }
        }
        if last_begins {
            self.keep_followed(&words[words.len() - 1], whole.len() as u32, &mut standing)?;
        }
        let mut found = Bits::none(self.view.bound());
        standing.iter().for_each(|(doc, _)| found.insert(*doc));
        self.score_places(&standing)?;
        Ok(found)
    }

    /// Keeps the documents where one of the starts is followed, at an offset, by a word that begins so.
    fn keep_followed(
        &self,
        beginning: &str,
        offset: u32,
        standing: &mut Vec<(u32, Vec<u32>)>,
    ) -> tantivy::Result<()> {
        let inverted = self.view.field(self.text.exact).0;
        let mut followed = vec![false; standing.len()];
        let mut buffer = Vec::new();
        for term in self.terms_beginning(beginning)? {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings = inverted.read_postings_from_terminfo(&term, option)?;
            let mut rank = 0;
            while postings.doc() != TERMINATED && rank < standing.len() {
                let (doc, starts) = &standing[rank];
                if postings.doc() < *doc {
                    postings.seek(*doc);
                } else if postings.doc() > *doc {
                    rank += standing[rank..].partition_point(|(doc, _)| *doc < postings.doc());
                } else {
                    if !followed[rank] {
                        postings.positions(&mut buffer);
                        followed[rank] =
                            starts.iter().any(|start| buffer.binary_search(&(start + offset)).is_ok());
                    }
                    rank += 1;
                }
            }
        }
        let mut followed = followed.into_iter();
        standing.retain(|_| followed.next().unwrap_or(false));
        Ok(())
    }

    /// The documents that hold all the words, and readers of their positions, the rarest word first, each with the
    /// word's rank. Nothing when a word is in no document.
    fn together(&self, words: &[String]) -> tantivy::Result<Option<Together>> {
        let inverted = self.view.field(self.text.exact).0;
        let mut terms = Vec::new();
        for (rank, word) in words.iter().enumerate() {
            let Some(term) = self.term(self.text.exact, word)? else { return Ok(None) };
            terms.push((rank as u32, term));
        }
        terms.sort_by_key(|(_, term)| term.doc_freq);
        let mut candidates: Option<Bits> = None;
        let mut readers = Vec::new();
        for (rank, term) in terms {
            let mut docs = Bits::none(self.view.bound());
            add_docs(
                &mut inverted.read_block_postings_from_terminfo(&term, IndexRecordOption::Basic)?,
                &mut docs,
            );
            match &mut candidates {
                Some(candidates) => candidates.and(&docs),
                None => candidates = Some(docs),
            }
            let option = IndexRecordOption::WithFreqsAndPositions;
            readers.push((rank, inverted.read_postings_from_terminfo(&term, option)?));
        }
        Ok(candidates.map(|candidates| (candidates, readers)))
    }

    /// The documents where exact forms stand near each other.
    fn near(&mut self, words: &[String], between: usize) -> tantivy::Result<Bits> {
        let mut distinct: Vec<String> = words.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        let Some((candidates, mut readers)) = self.together(&distinct)? else {
            return Ok(Bits::none(self.view.bound()));
        };
        let width = (words.len() + between) as u32;
        let mut standing = Vec::new();
        let mut places: Vec<(u32, u32)> = Vec::new();
        let mut buffer = Vec::new();
        for doc in candidates.iter() {
            places.clear();
            for (rank, postings) in &mut readers {
                seek(postings, doc);
                postings.positions(&mut buffer);
                places.extend(buffer.iter().map(|position| (*position, *rank)));
            }
            places.sort_unstable();
            if let Some(start) = first_window(&places, width, distinct.len()) {
                standing.push((doc, vec![start]));
            }
        }
        let mut found = Bits::none(self.view.bound());
        standing.iter().for_each(|(doc, _)| found.insert(*doc));
        self.score_places(&standing)?;
        Ok(found)
    }

    fn score_places(&mut self, standing: &[(u32, Vec<u32>)]) -> tantivy::Result<()> {
        let Some((scores, norms)) = self.scores.as_deref_mut().zip(self.view.field(self.text.exact).1) else {
            return Ok(());
        };
        let lengths = self.snapshot.lengths(self.text.exact);
        for (doc, starts) in standing {
            let count = starts.len() as f32;
            let length = lengths[usize::from(norms.fieldnorm_id(*doc))];
            scores[*doc as usize] += self.weight * SEQUENCE * count / (count + length);
        }
        Ok(())
    }
}

fn add_docs(block: &mut BlockSegmentPostings, found: &mut Bits) {
    while !block.docs().is_empty() {
        block.docs().iter().for_each(|doc| found.insert(*doc));
        block.advance();
    }
}

fn seek(postings: &mut SegmentPostings, doc: u32) {
    if postings.doc() < doc {
        postings.seek(doc);
    }
}

/// The positions in a document from which the words stand side by side.
fn starts_in(readers: &mut [(u32, SegmentPostings)], doc: u32, starts: &mut Vec<u32>, buffer: &mut Vec<u32>) {
    starts.clear();
    for (turn, (rank, postings)) in readers.iter_mut().enumerate() {
        seek(postings, doc);
        postings.positions(buffer);
        if turn == 0 {
            starts.extend(buffer.iter().filter_map(|position| position.checked_sub(*rank)));
        } else {
            starts.retain(|start| buffer.binary_search(&(start + *rank)).is_ok());
        }
        if starts.is_empty() {
            return;
        }
    }
}

/// The first position from which a window of so many words holds all of the distinct words; places come in order.
fn first_window(places: &[(u32, u32)], width: u32, distinct: usize) -> Option<u32> {
    let mut seen = vec![0_usize; distinct];
    let (mut held, mut end) = (0, 0);
    for (begin, (start, word)) in places.iter().enumerate() {
        while end < places.len() && places[end].0 < start + width {
            let count = &mut seen[places[end].1 as usize];
            held += usize::from(*count == 0);
            *count += 1;
            end += 1;
        }
        if held == distinct {
            return Some(places[begin].0);
        }
        seen[*word as usize] -= 1;
        held -= usize::from(seen[*word as usize] == 0);
    }
    None
}

/// The least text after all that begin so; nothing when there is none.
fn after_all_beginning(beginning: &str) -> Option<Vec<u8>> {
    let mut bytes = beginning.as_bytes().to_vec();
    while let Some(last) = bytes.last_mut() {
        if *last < u8::MAX {
            *last += 1;
            return Some(bytes);
        }
        bytes.pop();
    }
    None
}

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
/// A term that is in so many times more documents than count is asked about each of them.
const SPARSE: usize = 32;

/// A condition on words with what the whole index tells of its terms.
pub(super) struct Leaf {
    pub(super) sought: Sought,
    scope: Scope,
    /// Rarity of each word in the whole index; of a sequence, of all its words together.
    rarity: f32,
}

/// Scores of the documents of one segment, where they are wanted.
pub(super) type Scores<'a> = Option<&'a mut Vec<f32>>;

/// Documents where the beginning of a word was found, by text, and what that is worth.
pub(super) type Begun = Vec<(f32, Bits)>;

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

    /// The documents of a segment that meet the condition. Sequences add to their scores, as nobody wants to look for
    /// them twice; single words are left to [`Leaf::score`], which then knows the documents that count.
    pub(super) fn docs(
        &self,
        snapshot: &Snapshot,
        view: &View,
        mut scores: Scores<'_>,
        begun: &mut Begun,
    ) -> tantivy::Result<Bits> {
        let mut found = Bits::none(view.bound());
        for (text, weight) in self.texts(snapshot) {
            let scores = scores.as_deref_mut();
            let mut place = Place { snapshot, view, text, weight: weight * self.rarity, scores };
            let docs = place.docs(&self.sought)?;
            found.or(&docs);
            if self.is_beginning() {
                begun.push((weight * self.rarity * BEGINNING, docs));
            }
        }
        Ok(found)
    }

    /// Adds to the scores of the documents that count what single words are worth there.
    pub(super) fn score(
        &self,
        snapshot: &Snapshot,
        view: &View,
        docs: &Bits,
        begun: &Begun,
        scores: &mut Vec<f32>,
    ) -> tantivy::Result<()> {
        for (worth, found) in begun {
            found.iter().filter(|doc| docs.contains(*doc)).for_each(|doc| scores[doc as usize] += worth);
        }
        for (text, weight) in self.texts(snapshot) {
            let mut place =
                Place { snapshot, view, text, weight: weight * self.rarity, scores: Some(&mut *scores) };
            place.score(&self.sought, docs)?;
        }
        if let (Sought::Word { exact, .. }, Scope::Anywhere) = (&self.sought, self.scope) {
            for doc in view.facts.docs_about(exact) {
                scores[doc as usize] += ABOUT * self.rarity;
            }
        }
        Ok(())
    }

    fn is_beginning(&self) -> bool {
        matches!(&self.sought, Sought::Sequence { words, last_begins: true } if words.len() == 1)
    }

    /// The texts that are looked at, with what a word is worth there.
    fn texts(&self, snapshot: &Snapshot) -> impl Iterator<Item = (TextFields, f32)> {
        let Fields { title, body, .. } = snapshot.fields;
        let scope = self.scope;
        [(title, TITLE), (body, 1.0)].into_iter().filter(move |(text, _)| match scope {
            Scope::Anywhere => true,
            Scope::Title => text.exact == title.exact,
            Scope::Body => text.exact == body.exact,
        })
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
                [word] if *last_begins => self.beginning(word),
                [word] => self.word(word, [&None, &None]),
                _ => self.sequence(words, *last_begins),
            },
            Sought::Near { words, between } => self.near(words, *between),
        }
    }

    fn term(&self, field: Field, word: &str) -> tantivy::Result<Option<TermInfo>> {
        Ok(self.view.field(field).0.get_term_info(&Term::from_field_text(field, word))?)
    }

    fn word(&self, exact: &str, stems: [&Option<String>; 2]) -> tantivy::Result<Bits> {
        let mut found = Bits::none(self.view.bound());
        for (field, term, _) in self.terms_of(exact, stems)? {
            let inverted = self.view.field(field).0;
            let option = IndexRecordOption::Basic;
            add_docs(&mut inverted.read_block_postings_from_terminfo(&term, option)?, &mut found);
        }
        Ok(found)
    }

    /// The terms that stand for a word, their fields, and what each is worth.
    fn terms_of(
        &self,
        exact: &str,
        [french, english]: [&Option<String>; 2],
    ) -> tantivy::Result<Vec<(Field, TermInfo, f32)>> {
        let mut terms = Vec::new();
        let of_exact = self.term(self.text.exact, exact)?;
        terms.extend(of_exact.map(|term| (self.text.exact, term, EXACT)));
        for (language, stem) in [(Language::French, french), (Language::English, english)] {
            let Some((field, stem)) = self.text.stems(language).zip(stem.as_deref()) else { continue };
            terms.extend(self.term(field, stem)?.map(|term| (field, term, 1.0)));
        }
        Ok(terms)
    }

    /// Adds to the scores of the documents that count what single words are worth.
    fn score(&mut self, sought: &Sought, docs: &Bits) -> tantivy::Result<()> {
        let terms = match sought {
            Sought::Word { exact, french, english } => self.terms_of(exact, [french, english])?,
            Sought::Sequence { words, .. } if words.len() == 1 => self.terms_of(&words[0], [&None, &None])?,
            Sought::Nothing | Sought::Sequence { .. } | Sought::Near { .. } => return Ok(()),
        };
        terms.iter().try_for_each(|(field, term, worth)| self.score_term(*field, term, *worth, docs))
    }

    fn score_term(&mut self, field: Field, term: &TermInfo, worth: f32, docs: &Bits) -> tantivy::Result<()> {
        let (inverted, norms) = self.view.field(field);
        let Some((scores, norms)) = self.scores.as_deref_mut().zip(norms) else { return Ok(()) };
        let lengths = self.snapshot.lengths(field);
        let weight = self.weight * worth;
        let mut add = |doc: u32, count: u32| {
            let count = count as f32;
            let length = lengths[usize::from(norms.fieldnorm_id(doc))];
            scores[doc as usize] += weight * count / (count + length);
        };
        if docs.count() * SPARSE < term.doc_freq as usize {
            let mut postings = inverted.read_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
            for doc in docs.iter() {
                seek(&mut postings, doc);
                if postings.doc() == doc {
                    add(doc, postings.term_freq());
                }
            }
            return Ok(());
        }
        let mut block = inverted.read_block_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
        while !block.docs().is_empty() {
            for (doc, count) in block.docs().iter().zip(block.freqs()) {
                if docs.contains(*doc) {
                    add(*doc, *count);
                }
            }
            block.advance();
        }
        Ok(())
    }

    /// The documents with a word that begins so.
    fn beginning(&self, beginning: &str) -> tantivy::Result<Bits> {
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
        Ok(found)
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
            candidates.and(&self.beginning(&words[words.len() - 1])?);
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

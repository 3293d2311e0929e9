//! Who may be aimed at: organisations that a list knows and, more often, those that none does.
//!
//! Knows capitals, legal forms, appositions, and what sets a person or a place apart. Names of one organisation are one entity. Leaves to
//! `targets` which entity an act aims at.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{Case, TokenKind, fold};

use super::actor::Actors;
use super::lexicon::Lexicon;
use super::matcher::{Found, Hit};
use super::stream::Stream;

/// A name, found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameMention {
    pub(super) entity: usize,
    /// The name without its legal form.
    pub(super) tokens: Range<usize>,
}

/// What a name is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// An organisation.
    Organisation,
    /// A natural person.
    Person,
    /// A town or country, which may also stand for its authorities.
    Place,
}

/// One bearer of names in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entity {
    /// Forms in which the text writes it, without legal form, each once, the most frequent first.
    pub(super) forms: Vec<String>,
    /// How often each form stands.
    pub(super) form_counts: Vec<usize>,
    pub(super) sort: Sort,
    /// Whether a list, a legal form or a noun such as "société" vouches for it.
    pub(super) vouched: bool,
    /// Whether it is known to file complaints.
    pub(super) complainant: bool,
    pub(super) count: usize,
    /// Of the words of its first form, how many stand somewhere in small letters, and how many there are.
    pub(super) ordinary: (usize, usize),
}

/// The entities of an article and where they stand.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) entities: Vec<Entity>,
    pub(super) mentions: Vec<NameMention>,
    /// For each entity, the numbers of its mentions.
    pub(super) mentions_of: Vec<Vec<usize>>,
    /// For each entity, how many organisations are named more often.
    pub(super) standing: Vec<usize>,
    /// For each entity, how many names of organisations and places stand before its first one.
    pub(super) first: Vec<usize>,
}

impl Names {
    /// Counts what is asked of every entity again and again.
    fn count(&mut self) {
        self.mentions_of = vec![Vec::new(); self.entities.len()];
        self.first = vec![usize::MAX; self.entities.len()];
        let mut before = 0;
        for (number, mention) in self.mentions.iter().enumerate() {
            self.mentions_of[mention.entity].push(number);
            if self.entities[mention.entity].sort != Sort::Person {
                self.first[mention.entity] = self.first[mention.entity].min(before);
                before += 1;
            }
        }
        let mut counts: Vec<usize> = self
            .entities
            .iter()
            .filter(|entity| entity.sort == Sort::Organisation)
            .map(|entity| entity.count)
            .collect();
        counts.sort_unstable();
        self.standing = self
            .entities
            .iter()
            .map(|entity| counts.len() - counts.partition_point(|count| *count <= entity.count))
            .collect();
    }
}

/// Finds every name of the text.
pub(super) fn names(stream: &Stream, hits: &[Hit], actors: &Actors, lexicon: &Lexicon) -> Names {
    let taken = taken(stream, hits, actors);
    let mut finder = Finder {
        stream,
        lexicon,
        taken,
        listed: listed(hits),
        nouns: nouns(hits),
        common: common(stream, hits),
        small: small_words(stream),
        inside: inside_words(stream),
        raw: Vec::new(),
    };
    finder.run();
    let raw = std::mem::take(&mut finder.raw);
    let small = std::mem::take(&mut finder.small);
    let mut names = Gatherer::new(stream, lexicon).gather(raw);
    for entity in &mut names.entities {
        let words = entity.forms.first().map(|form| words_of(form)).unwrap_or_default();
        entity.ordinary = (words.iter().filter(|word| small.contains(word.as_str())).count(), words.len());
    }
    names
}

/// Tokens that authorities take.
fn taken(stream: &Stream, hits: &[Hit], actors: &Actors) -> Vec<bool> {
    let mut taken = vec![false; stream.tokens.len()];
    for mention in &actors.mentions {
        taken[mention.tokens.clone()].fill(true);
    }
    for hit in hits.iter().filter(|hit| matches!(hit.found, Found::Instrument(_))) {
        taken[hit.tokens.clone()].fill(true);
    }
    taken
}

fn listed(hits: &[Hit]) -> FxHashMap<usize, (Range<usize>, u16)> {
    let mut map = FxHashMap::default();
    for hit in hits {
        if let Found::Organisation(index) = hit.found {
            map.entry(hit.tokens.start).or_insert((hit.tokens.clone(), index));
        }
    }
    map
}

/// For each token, whether a noun such as "société" ends there.
fn nouns(hits: &[Hit]) -> FxHashMap<usize, usize> {
    hits.iter()
        .filter(|hit| hit.found == Found::OrganisationNoun)
        .map(|hit| (hit.tokens.end, hit.tokens.start))
        .collect()
}

fn common(stream: &Stream, hits: &[Hit]) -> Vec<bool> {
    let mut common = vec![false; stream.tokens.len()];
    for hit in hits
        .iter()
        .filter(|hit| matches!(hit.found, Found::Cue(_) | Found::OrganisationNoun | Found::Theme(_)))
    {
        common[hit.tokens.clone()].fill(true);
    }
    common
}

/// Words that stand somewhere in small letters, of those that may stand elsewhere with a capital: no others are asked for.
fn small_words(stream: &Stream) -> FxHashSet<&str> {
    const SHAPES: usize = 1 << 12;
    let shape = |at: usize| match stream.word(at).as_bytes() {
        word @ [first, .., last] => {
            (usize::from(*first) << 7 ^ usize::from(*last) << 3 ^ word.len()) % SHAPES
        }
        _ => 0,
    };
    let words = || (0..stream.tokens.len()).filter(|at| stream.tokens[*at].kind == TokenKind::Word);
    let mut capital = [false; SHAPES];
    words().filter(|at| stream.tokens[*at].case.has_capital()).for_each(|at| capital[shape(at)] = true);
    words()
        .filter(|at| stream.tokens[*at].case == Case::Small)
        .filter(|at| capital[shape(*at)])
        .map(|at| stream.word(at))
        .collect()
}

fn inside_words(stream: &Stream) -> FxHashSet<&str> {
    let sentences = stream.sentences.iter().filter(|sentence| !sentence.shouted && !sentence.title);
    sentences
        .flat_map(|sentence| first_word(stream, &sentence.tokens) + 1..sentence.tokens.end)
        .filter(|at| stream.tokens[*at].case.has_capital())
        .map(|at| stream.word(at))
        .collect()
}

/// A name before it is tied to an entity.
#[derive(Debug, Clone)]
struct RawName {
    tokens: Range<usize>,
    listed: Option<u16>,
    sort: Sort,
    vouched: bool,
}

struct Finder<'a> {
    stream: &'a Stream,
    lexicon: &'a Lexicon,
    taken: Vec<bool>,
    listed: FxHashMap<usize, (Range<usize>, u16)>,
    nouns: FxHashMap<usize, usize>,
    /// Tokens that belong to a cue or stand for an organisation as common nouns.
    common: Vec<bool>,
    /// Words that stand somewhere in small letters.
    small: FxHashSet<&'a str>,
    /// Words that stand somewhere with a capital inside a sentence.
    inside: FxHashSet<&'a str>,
    raw: Vec<RawName>,
}

impl Finder<'_> {
    fn run(&mut self) {
        for index in 0..self.stream.sentences.len() {
            let sentence = self.stream.sentences[index].clone();
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                at = self.name_at(at, &sentence.tokens, sentence.shouted).max(at + 1);
            }
        }
    }

    fn word(&self, at: usize) -> &str {
        self.stream.word(at)
    }

    /// Reads a name that begins at a token, if there is one, and gives the token after it.
    fn name_at(&mut self, at: usize, sentence: &Range<usize>, shouted: bool) -> usize {
        if self.taken[at] {
            return at + 1;
        }
        if let Some((tokens, index)) = self.listed.get(&at).cloned() {
            let end = if shouted { tokens.end } else { self.run_end(tokens.end, sentence) };
            let longer = end > tokens.end;
            let named = !longer || self.is_extension(tokens.end, end);
            let end = if named { end } else { tokens.end };
            self.push(at..end, Some(index), sentence);
            return end;
        }
        if shouted || !self.may_begin(at, sentence) {
            return at + 1;
        }
        let from = if self.is_glued_number(at) { at + 2 } else { at + 1 };
        let end = self.run_end(from, sentence);
        self.push(at..end, None, sentence);
        end
    }

    /// "Orange Espagne" goes beyond the listed "Orange"; "Google Le" does not.
    fn is_extension(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| !self.lexicon.names.not_names.contains(self.word(at)))
    }

    fn is_capital(&self, at: usize) -> bool {
        self.stream
            .tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word && token.case.has_capital())
    }

    fn may_begin(&self, at: usize, sentence: &Range<usize>) -> bool {
        if self.is_glued_number(at) {
            return true;
        }
        if !self.is_capital(at) {
            return false;
        }
        let word = self.word(at);
        if is_code(word) || is_origin(word) {
            return false;
        }
        if word.len() < 2 && word != "x" || (self.word(at + 1) == "'" && word.len() <= 2) {
            return false;
        }
        !self.opens(at, sentence) || !self.is_common_opener(at)
    }

    /// Whether a token stands where a capital may be that of a sentence: at its head, or behind a quote, a colon, a bracket.
    fn opens(&self, at: usize, sentence: &Range<usize>) -> bool {
        let before = at
            .checked_sub(1)
            .filter(|before| *before >= sentence.start)
            .map_or("", |before| self.word(before));
        at == first_word(self.stream, sentence) || matches!(before, "\"" | ":" | "(" | "[" | "-" | "/" | ">")
    }

    /// "4chan", "23andMe": digits glued to letters, with a capital or without.
    fn is_glued_number(&self, at: usize) -> bool {
        let Some((number, next)) = self.stream.tokens.get(at).zip(self.stream.tokens.get(at + 1)) else {
            return false;
        };
        number.kind == TokenKind::Number
            && next.kind == TokenKind::Word
            && !next.spaced
            && next.span.len() > 2
            && !matches!(
                self.word(at + 1),
                "eme"
                    | "ieme"
                    | "eurs"
                    | "euros"
                    | "million"
                    | "millions"
                    | "ers"
                    | "ans"
                    | "est"
                    | "eur"
                    | "mille"
                    | "milliards"
            )
            && number.span.len() <= 4
    }

    /// Whether a capital at the head of a sentence is that of the sentence and not of a name.
    fn is_common_opener(&self, at: usize) -> bool {
        if matches!(self.stream.tokens[at].case, Case::Upper | Case::Mixed) && self.word(at).len() > 1 {
            return false;
        }
        if self.lexicon.names.institutions.contains(self.word(at))
            && self.word(at + 1) == "of"
            && self.is_capital(at + 2)
        {
            return false;
        }
        let next_capital = self.is_capital(at + 1) && !self.taken.get(at + 1).copied().unwrap_or(false);
        let counts = || self.word(at).split('-').all(|part| super::number::small_word(part).is_some());
        let common = self.common[at] && !next_capital;
        self.lexicon.names.function_words.contains(self.word(at))
            || common
            || counts()
            || (self.occurs_small(at) && !self.occurs_inside(at))
            || (!next_capital && looks_common(self.word(at)) && !self.occurs_inside(at))
    }

    fn occurs_small(&self, at: usize) -> bool {
        self.small.contains(self.word(at))
    }

    /// Whether the same word stands with a capital inside a sentence.
    fn occurs_inside(&self, at: usize) -> bool {
        self.inside.contains(self.word(at))
    }

    /// The end of a run of capitals, with the small words and signs that names hold inside.
    fn run_end(&self, from: usize, sentence: &Range<usize>) -> usize {
        let mut end = from;
        while end < sentence.end {
            match self.step(end, from, sentence) {
                Some(next) if next <= sentence.end => end = next,
                _ => break,
            }
        }
        end
    }

    /// How far a name goes on at a token.
    fn step(&self, at: usize, from: usize, sentence: &Range<usize>) -> Option<usize> {
        if self.taken[at] {
            return None;
        }
        let word = self.word(at);
        let capital = |at: usize| at < sentence.end && self.is_capital(at) && !self.taken[at];
        if capital(at) && code_like(word) {
            return None;
        }
        if capital(at) {
            let elision = self.word(at + 1) == "'" && word.len() == 1;
            return if elision {
                capital(at + 2).then_some(at + 3).filter(|_| word == "l")
            } else {
                Some(at + 1)
            };
        }
        let linked = self.is_institution(from - 1) || !self.listed.contains_key(&(from - 1));
        match word {
            "&" | "+" if capital(at + 1) || word == "+" => Some(at + 1 + usize::from(capital(at + 1))),
            "/" if !self.stream.tokens[at].spaced && capital(at + 1) => Some(at + 2),
            "-" if !self.stream.tokens[at].spaced && capital(at + 1) => Some(at + 2),
            "'" if !self.stream.tokens[at].spaced
                && capital(at + 1)
                && !self.stream.tokens[at + 1].spaced
                && self.word(at - 1).len() > 1 =>
            {
                Some(at + 2)
            }
            "'" if self.word(at + 1) == "s" && capital(at + 2) && self.is_brand_possessive(at) => {
                Some(at + 3)
            }
            "." if self.word(at - 1).len() <= 4 && self.is_legal_form(at - 1) => Some(at + 1),
            "," if self.is_legal_form(at + 1) && self.is_capital(at + 1) => Some(at + 2),
            "(" => self.bracketed_part(at),
            "and" if self.joins_institution(at, from, sentence) => Some(at + 2),
            "du" | "des" | "of" if linked && capital(at + 1) => Some(at + 2),
            "de" if linked && self.is_institution(from - 1) && capital(at + 1) => Some(at + 2),
            "de" | "of" if linked && matches!(self.word(at + 1), "la" | "the") && capital(at + 2) => {
                Some(at + 3)
            }
            "de" if linked && self.word(at + 1) == "l" && self.word(at + 2) == "'" && capital(at + 3) => {
                Some(at + 4)
            }
            "d" if linked && self.word(at + 1) == "'" && capital(at + 2) => Some(at + 3),
            _ if self.is_institution(from - 1) && at < from + 9 => self.institution_tail(at, sentence),
            _ if self.stream.tokens[at].kind == TokenKind::Number
                && word.len() <= 4
                && self.number_belongs(at) =>
            {
                Some(at + 1)
            }
            _ if self.is_legal_form(at)
                && word.len() >= 3
                && self.is_capital(at - 1)
                && matches!(word, "gmbh" | "s.r.l" | "d.o.o" | "s.p.a" | "s.r.o" | "spa" | "srl" | "e.v") =>
            {
                Some(at + 1)
            }
            _ if self.lexicon.names.links.contains(word)
                && matches!(word, "di" | "del" | "della" | "der" | "fur" | "und" | "van" | "von" | "dos")
                && capital(at + 1) =>
            {
                Some(at + 2)
            }
            _ => None,
        }
    }

    /// "Limerick City and County Council", "Social and Health Authority": what "and" joins is one name, because only its end heads an institution.
    fn joins_institution(&self, at: usize, from: usize, sentence: &Range<usize>) -> bool {
        let capital = |at: &usize| *at < sentence.end && self.is_capital(*at) && !self.taken[*at];
        let rest = (at + 1..at + 5).take_while(capital).last();
        let heads = &self.lexicon.names.institutions;
        let listed = (from.saturating_sub(1)..=at + 1).any(|at| self.listed.contains_key(&at));
        let first_heads = |at: usize| heads.contains(self.word(at)) && self.word(at) != "city";
        rest.is_some_and(|last| last > at + 1 && heads.contains(self.word(last)))
            && !listed
            && !first_heads(at - 1)
            && !self.is_legal_form(at - 1)
    }

    /// "Caisse mutuelle du Rouergue", "Association des donneurs de l'Ouest": small words up to the next capital, with no verb among them.
    fn institution_tail(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        const VERBS: &[&str] = &[
            "a", "est", "ont", "sont", "qui", "par", "pour", "et", "avait", "sera", "doit", "en", "dans",
            "sur", "aux", "au",
        ];
        let end = (at + 6).min(sentence.end);
        let mut linked = false;
        for next in at..end {
            let token = &self.stream.tokens[next];
            let word = self.word(next);
            if self.is_capital(next) {
                return (linked && !self.taken[next]).then_some(next + 1);
            }
            linked = matches!(
                word,
                "de" | "du"
                    | "des"
                    | "d"
                    | "l"
                    | "'"
                    | "la"
                    | "les"
                    | "of"
                    | "for"
                    | "di"
                    | "del"
                    | "dell"
                    | "della"
                    | "delle"
                    | "dei"
                    | "per"
                    | "el"
                    | "los"
                    | "las"
                    | "y"
                    | "do"
                    | "da"
                    | "van"
                    | "voor"
                    | "pentru"
                    | "al"
            );
            if VERBS.contains(&word) || (token.kind != TokenKind::Word && word != "'") {
                return None;
            }
        }
        None
    }

    /// "McDonald's Polska": a possessive that is part of a brand, because a legal or national word or nothing else follows in this run.
    fn is_brand_possessive(&self, at: usize) -> bool {
        matches!(
            self.word(at - 1),
            "mcdonald"
                | "levi"
                | "sainsbury"
                | "sotheby"
                | "christie"
                | "kellogg"
                | "wendy"
                | "moody"
                | "lloyd"
                | "domino"
        )
    }

    /// "C-Planet (IT Solutions) Limited".
    fn bracketed_part(&self, at: usize) -> Option<usize> {
        let close = (at + 1..at + 6).find(|close| self.word(*close) == ")")?;
        (self.is_capital(at + 1) && self.is_legal_form(close + 1) && self.is_capital(close + 1))
            .then_some(close + 2)
    }

    fn number_belongs(&self, at: usize) -> bool {
        let year = self.word(at).parse::<u32>().is_ok_and(|number| (1950..2100).contains(&number));
        let after = self.word(at + 1);
        let counts = matches!(
            after,
            "€" | "%"
                | "euros"
                | "million"
                | "millions"
                | "m"
                | "k"
                | "milliards"
                | "ans"
                | "mois"
                | "jours"
                | "million-euro"
                | "bn"
                | "and"
                | "days"
        );
        let money_before = at > 0 && code_like(self.word(at - 1));
        !year
            && !counts
            && !money_before
            && self.stream.tokens[at].span.len() <= 4
            && self.word(at).bytes().all(|byte| byte.is_ascii_digit())
            && self.is_capital(at - 1)
            && self.word(at - 1).len() > 2
    }

    /// Whether the word at a token heads names of institutions: "Hôpital", "Ville", "Ministère".
    fn is_institution(&self, at: usize) -> bool {
        let heads = &self.lexicon.names.institutions;
        heads.contains(self.word(at))
            || (at > 1 && heads.contains(self.word(at - 1)) && self.is_capital(at - 1))
    }

    fn is_legal_form(&self, at: usize) -> bool {
        self.lexicon.names.legal_forms.contains(self.word(at))
    }

    /// Takes a run of tokens as a name: trims what is no part of it, and says what sort of bearer it has.
    fn push(&mut self, run: Range<usize>, listed: Option<u16>, sentence: &Range<usize>) {
        let (tokens, had_form) = self.trimmed(run.clone());
        if tokens.is_empty() {
            return;
        }
        let announced = self.announcing_noun(tokens.start);
        let joined = self.joined(&tokens);
        let alone_not = self.lexicon.names.not_names.contains(&joined)
            || is_calendar(&joined)
            || (listed.is_none() && self.lexicon.names.function_words.contains(&joined));
        if alone_not && !had_form || (listed.is_none() && self.all_not_names(&tokens)) {
            return;
        }
        let sort = if listed.is_some() || had_form {
            Sort::Organisation
        } else {
            self.sort_of(&tokens, &joined, announced.is_some(), sentence)
        };
        let vouched = listed.is_some() || had_form || announced.is_some();
        let tokens = if listed.is_none() { self.with_institution(tokens, announced) } else { tokens };
        self.raw.push(RawName { tokens, listed, sort, vouched: vouched && sort == Sort::Organisation });
    }

    fn all_not_names(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().all(|at| {
            let word = self.word(at);
            self.stream.tokens[at].kind != TokenKind::Word
                || self.lexicon.names.not_names.contains(word)
                || self.lexicon.names.bare_words.contains(word)
                || (tokens.len() > 1 && self.lexicon.nations.nations.contains_key(word))
                || is_calendar(word)
                || self.lexicon.names.function_words.contains(word)
        })
    }

    /// "commune de Bressoles", "centre hospitalier de Marceney": for public bodies the noun is part of the name.
    fn with_institution(&self, tokens: Range<usize>, announced: Option<usize>) -> Range<usize> {
        const PUBLIC: &[&str] = &[
            "commune",
            "ville",
            "mairie",
            "hopital",
            "ministere",
            "departement",
            "region",
            "universite",
            "centre",
            "prefecture",
            "rectorat",
            "metropole",
            "communaute",
            "lycee",
            "college",
            "ecole",
            "clinique",
            "municipality",
            "city",
            "ministry",
            "caisse",
            "chambre",
            "office",
            "conseil",
            "municipalite",
            "academie",
            "university",
            "hospital",
            "agglomeration",
            "chu",
            "crous",
        ];
        let joined_by = tokens.start.checked_sub(1).map_or("", |before| self.word(before));
        match announced {
            Some(start)
                if PUBLIC.contains(&self.word(start))
                    && matches!(joined_by, "de" | "du" | "d" | "'" | "of" | "la" | "des") =>
            {
                start..tokens.end
            }
            _ => tokens,
        }
    }

    fn joined(&self, tokens: &Range<usize>) -> String {
        fold(self.stream.original(tokens))
    }

    /// Drops legal forms at the end and the start, and function words at the start.
    fn trimmed(&self, mut run: Range<usize>) -> (Range<usize>, bool) {
        let mut had_form = false;
        while run.len() > 1 {
            let last = run.end - 1;
            let is_sign = matches!(self.word(last), "." | "," | "&" | "-" | "/");
            let is_form = self.is_legal_form(last) && (run.len() > 1);
            if !is_sign && !is_form {
                break;
            }
            had_form |= is_form;
            run.end -= 1;
        }
        while run.len() > 1 {
            let first = run.start;
            let leading = self.lexicon.names.leading_forms.contains(self.word(first))
                && self.stream.tokens[first].case == Case::Upper;
            let opener = self.lexicon.names.function_words.contains(self.word(first))
                && first == self.sentence_start(first);
            if !leading && !opener {
                break;
            }
            had_form |= leading;
            run.start += 1;
        }
        (run, had_form)
    }

    fn sentence_start(&self, at: usize) -> usize {
        first_word(self.stream, &self.stream.sentences[self.stream.sentence_of(at)].tokens)
    }

    /// Where a noun such as "la société" right before the name begins: directly, or over "de" and an article.
    fn announcing_noun(&self, start: usize) -> Option<usize> {
        let mut at = start;
        for _ in 0..4 {
            if let Some(noun) = self.nouns.get(&at) {
                return Some(*noun);
            }
            let before = at.checked_sub(1)?;
            if !matches!(self.word(before), "de" | "du" | "d" | "'" | "la" | "le" | "l" | "of" | "\"" | "des")
                && !is_adjective_between(self.word(before))
            {
                return None;
            }
            at = before;
        }
        None
    }

    fn sort_of(&self, tokens: &Range<usize>, joined: &str, announced: bool, sentence: &Range<usize>) -> Sort {
        if self.is_person(tokens, sentence, announced) {
            return Sort::Person;
        }
        let places = &self.lexicon.names.places;
        if !announced && places.contains(joined) {
            return Sort::Place;
        }
        Sort::Organisation
    }

    fn is_person(&self, tokens: &Range<usize>, sentence: &Range<usize>, announced: bool) -> bool {
        let names = &self.lexicon.names;
        let first = self.word(tokens.start);
        let titled = tokens.start.checked_sub(1).is_some_and(|before| {
            let before = if self.word(before) == "." { before.saturating_sub(1) } else { before };
            before >= sentence.start
                && names.person_nouns.contains(self.word(before))
                && !matches!(
                    self.word(before),
                    "responsable"
                        | "specialiste"
                        | "general"
                        | "partner"
                        | "head"
                        | "chief"
                        | "fille"
                        | "frere"
                )
        });
        if titled {
            return true;
        }
        if tokens.len() >= 2 && names.first_names.contains(first) && !announced {
            return true;
        }
        if tokens.len() == 2
            && self.word(tokens.end) == ","
            && self.stream.tokens.get(tokens.end + 1).is_some_and(|token| token.kind == TokenKind::Number)
            && matches!(self.word(tokens.end + 2), "ans" | ",")
        {
            return true;
        }
        let apposed = |at: usize| {
            names.person_nouns.contains(self.word(at))
                && !matches!(
                    self.word(at),
                    "specialiste" | "responsable" | "acteur" | "head" | "partner" | "chief"
                )
        };
        tokens.len() == 2
            && self.word(tokens.end) == ","
            && !announced
            && (apposed(tokens.end + 1)
                || matches!(
                    self.word(tokens.end + 1),
                    "le" | "la" | "l" | "the" | "his" | "her" | "who" | "ancien"
                ) && (apposed(tokens.end + 2) || apposed(tokens.end + 3)))
    }
}

/// "naih-3932-5", "t-355", "d-14": references and not names.
fn is_code(word: &str) -> bool {
    word.split('-').skip(1).any(|part| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_digit()))
        && !word.starts_with(|first: char| first.is_ascii_digit())
}

/// "Oldham-based", "Chinese-owned": where a bearer is at home, and no part of its name.
fn is_origin(word: &str) -> bool {
    matches!(
        word.rsplit('-').next(),
        Some("based" | "owned" | "backed" | "listed" | "headquartered" | "born")
    ) && word.contains('-')
}

fn code_like(word: &str) -> bool {
    matches!(
        word,
        "eur"
            | "usd"
            | "gbp"
            | "chf"
            | "sek"
            | "nok"
            | "dkk"
            | "pln"
            | "huf"
            | "czk"
            | "ron"
            | "bgn"
            | "isk"
            | "hrk"
    )
}

/// The first word of a sentence, quotes and dashes passed over.
pub(super) fn first_word(stream: &Stream, sentence: &Range<usize>) -> usize {
    sentence.clone().find(|at| stream.tokens[*at].kind != TokenKind::Sign).unwrap_or(sentence.start)
}

fn is_adjective_between(word: &str) -> bool {
    matches!(
        word,
        "americaine"
            | "americain"
            | "francaise"
            | "francais"
            | "chinoise"
            | "chinois"
            | "irlandaise"
            | "britannique"
            | "allemande"
            | "espagnole"
            | "italienne"
            | "lyonnaise"
            | "parisienne"
            | "nordiste"
            | "hospitalier"
            | "prive"
            | "public"
            | "privee"
            | "bancaire"
            | "sportif"
            | "sportive"
            | "dentaire"
            | "giant"
            | "sociale"
            | "mere"
    )
}

fn is_calendar(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "jan",
        "feb",
        "oct",
        "nov",
        "dec",
        "sept",
    ];
    WORDS.contains(&word)
}

/// Endings of common nouns, verbs and adverbs, which names seldom have.
fn looks_common(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "er", "ir", "oir", "tion", "tions", "ment", "ments", "ite", "ites", "ance", "ence", "eur", "eurs",
        "age", "ages", "ure", "isme", "iste", "ant", "ant", "ee", "ees", "es", "ing", "ed", "ly", "ness",
        "ies", "ers", "ous", "able", "ive", "e",
    ];
    word.len() > 3 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Ties names to entities.
struct Gatherer<'a> {
    stream: &'a Stream,
    lexicon: &'a Lexicon,
    names: Names,
    by_key: FxHashMap<String, usize>,
    by_entry: FxHashMap<u16, usize>,
    beside: FxHashSet<(usize, usize)>,
}

/// Among how many names of the same first or last word a longer form is sought.
const MOST_ALIKE: usize = 40;

impl<'a> Gatherer<'a> {
    fn new(stream: &'a Stream, lexicon: &'a Lexicon) -> Gatherer<'a> {
        Gatherer {
            stream,
            lexicon,
            names: Names::default(),
            by_key: FxHashMap::default(),
            by_entry: FxHashMap::default(),
            beside: FxHashSet::default(),
        }
    }

    fn gather(mut self, raw: Vec<RawName>) -> Names {
        for name in raw {
            let entity = self.entity_of(&name);
            self.names.mentions.push(NameMention { entity, tokens: name.tokens });
        }
        self.remember();
        self.find_neighbours();
        let merged = self.merge_parts();
        self.rename(&merged);
        self.names
    }

    /// Finds, in sentences whose capitals tell nothing, the names that the rest of the article has taught.
    fn remember(&mut self) {
        let mut known: FxHashMap<String, Vec<(Vec<String>, usize)>> = FxHashMap::default();
        for (key, entity) in &self.by_key {
            let words: Vec<String> =
                key.split([' ', '\'']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
            if words.first().is_some_and(|first| first.len() > 2)
                && self.names.entities[*entity].sort == Sort::Organisation
            {
                known.entry(words[0].clone()).or_default().push((words, *entity));
            }
        }
        known
            .values_mut()
            .for_each(|forms| forms.sort_by_key(|(words, entity)| (usize::MAX - words.len(), *entity)));
        let taken: FxHashSet<usize> =
            self.names.mentions.iter().flat_map(|mention| mention.tokens.clone()).collect();
        for sentence in self.stream.sentences.iter().filter(|sentence| sentence.shouted) {
            for at in sentence.tokens.clone().filter(|at| !taken.contains(at)) {
                let forms = known.get(self.stream.word(at));
                let found = forms.and_then(|forms| {
                    forms.iter().find(|(words, _)| {
                        words.iter().enumerate().all(|(offset, word)| self.stream.word(at + offset) == word)
                    })
                });
                if let Some((words, entity)) = found {
                    self.names.mentions.push(NameMention { entity: *entity, tokens: at..at + words.len() });
                    self.names.entities[*entity].count += 1;
                }
            }
        }
        self.names.mentions.sort_by_key(|mention| mention.tokens.start);
    }

    fn entity_of(&mut self, name: &RawName) -> usize {
        let form = self.stream.original(&name.tokens).split_whitespace().collect::<Vec<_>>().join(" ");
        let key = fold(&form);
        let exact = self.is_exact_alias(name, &key);
        let listed = name.listed.filter(|_| exact).and_then(|entry| self.by_entry.get(&entry).copied());
        let entity = self.by_key.get(&key).copied().or(listed).unwrap_or_else(|| self.new_entity(name));
        self.by_key.insert(key, entity);
        if let Some(entry) = name.listed.filter(|_| exact) {
            self.by_entry.entry(entry).or_insert(entity);
        }
        self.note(entity, name, form);
        entity
    }

    /// Whether the whole name, not a part of it, is what the list knows.
    fn is_exact_alias(&self, name: &RawName, key: &str) -> bool {
        name.listed.is_some_and(|entry| self.lexicon.organisations[usize::from(entry)].folded.contains(key))
    }

    fn new_entity(&mut self, name: &RawName) -> usize {
        let complainant =
            name.listed.is_some_and(|entry| self.lexicon.organisations[usize::from(entry)].complainant);
        let entity = Entity {
            forms: Vec::new(),
            form_counts: Vec::new(),
            sort: name.sort,
            vouched: false,
            complainant,
            count: 0,
            ordinary: (0, 0),
        };
        self.names.entities.push(entity);
        self.names.entities.len() - 1
    }

    fn note(&mut self, entity: usize, name: &RawName, form: String) {
        let entity = &mut self.names.entities[entity];
        entity.count += 1;
        entity.vouched |= name.vouched;
        if name.sort == Sort::Person
            || (name.sort == Sort::Organisation && entity.sort == Sort::Place && name.vouched)
        {
            entity.sort = name.sort;
        }
        match entity.forms.iter().position(|known| *known == form) {
            Some(known) => entity.form_counts[known] += 1,
            None => {
                entity.forms.push(form);
                entity.form_counts.push(1);
            }
        }
    }

    /// For each entity, the one that it is a part or an abbreviation of, or itself.
    fn merge_parts(&self) -> Vec<usize> {
        let keys: Vec<Vec<String>> =
            self.names.entities.iter().map(|entity| words_of(&entity.forms[0])).collect();
        let mut by_edge: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (entity, words) in keys.iter().enumerate() {
            for edge in [words.first(), words.last().filter(|_| words.len() > 1)].into_iter().flatten() {
                by_edge.entry(edge).or_default().push(entity);
            }
        }
        let explained = self.explained();
        (0..keys.len())
            .map(|short| {
                let near = keys[short]
                    .first()
                    .and_then(|edge| by_edge.get(edge.as_str()))
                    .into_iter()
                    .flatten()
                    .take(MOST_ALIKE);
                let longer: Vec<usize> =
                    near.copied().filter(|long| self.is_part(short, *long, &keys)).collect();
                match longer.as_slice() {
                    [only] if !self.beside.contains(&(short.min(*only), short.max(*only))) => *only,
                    _ => explained.get(&short).copied().unwrap_or(short),
                }
            })
            .collect()
    }

    /// "Meta" is part of "Meta Platforms"; "Pons" of the person "Gérard Pons".
    fn is_part(&self, short: usize, long: usize, keys: &[Vec<String>]) -> bool {
        let (part, whole) = (&keys[short], &keys[long]);
        if short == long || part.len() >= whole.len() || part.is_empty() {
            return false;
        }
        let (one, other) = (&self.names.entities[short], &self.names.entities[long]);
        let starts = whole.starts_with(part);
        let ends = whole.ends_with(part) && (other.sort == Sort::Person || is_public_head(&whole[0]));
        let same_sort = one.sort == other.sort || one.sort == Sort::Place || other.sort == Sort::Person;
        (starts || ends) && same_sort
    }

    /// Pairs of entities named side by side, as two bearers are.
    fn find_neighbours(&mut self) {
        for pair in self.names.mentions.windows(2) {
            let gap = pair[0].tokens.end..pair[1].tokens.start.max(pair[0].tokens.end);
            let joined = gap.len() <= 3
                && gap.clone().any(|at| matches!(self.stream.word(at), "et" | "and" | "," | "ainsi" | "ou"));
            if joined {
                let (one, other) = (pair[0].entity, pair[1].entity);
                self.beside.insert((one.min(other), one.max(other)));
            }
        }
    }

    /// "De Particulier à Particulier (PAP)", "Infinite Styles Services (SHEIN)", "X (ex-Twitter)": a name in brackets right behind another is
    /// another name of it.
    fn explained(&self) -> FxHashMap<usize, usize> {
        let mut explained = FxHashMap::default();
        for pair in self.names.mentions.windows(2) {
            let gap = pair[0].tokens.end..pair[1].tokens.start.max(pair[0].tokens.end);
            let word = |at: usize| self.stream.word(at);
            let opens = gap.len() <= 4
                && gap.clone().any(|at| word(at) == "(")
                && !gap.clone().any(|at| word(at) == ")");
            let both = [pair[0].entity, pair[1].entity]
                .iter()
                .all(|entity| self.names.entities[*entity].sort == Sort::Organisation);
            if opens && word(pair[1].tokens.end) == ")" && both && pair[0].entity != pair[1].entity {
                explained.entry(pair[1].entity).or_insert(pair[0].entity);
            }
        }
        explained
    }

    fn rename(&mut self, merged: &[usize]) {
        let root = |mut entity: usize| {
            for _ in 0..8 {
                if merged[entity] == entity {
                    break;
                }
                entity = merged[entity];
            }
            entity
        };
        for mention in &mut self.names.mentions {
            mention.entity = root(mention.entity);
        }
        for entity in 0..merged.len() {
            let into = root(entity);
            if into != entity {
                let moved = self.names.entities[entity].clone();
                let target = &mut self.names.entities[into];
                target.count += moved.count;
                target.vouched |= moved.vouched;
                target.complainant |= moved.complainant;
                target.forms.extend(moved.forms);
                target.form_counts.extend(moved.form_counts);
            }
        }
        self.names.entities.iter_mut().for_each(order_forms);
        self.names.count();
    }
}

/// Puts the most frequent form first; writings in capitals count with the others of the same letters.
fn order_forms(entity: &mut Entity) {
    let folded: Vec<String> = entity.forms.iter().map(|form| fold(form)).collect();
    let total = |index: usize| -> usize {
        folded
            .iter()
            .zip(&entity.form_counts)
            .filter(|(other, _)| **other == folded[index])
            .map(|(_, count)| count)
            .sum()
    };
    let mut order: Vec<usize> = (0..folded.len()).collect();
    order.sort_by_key(|index| (usize::MAX - total(*index), *index));
    entity.forms = order.iter().map(|index| entity.forms[*index].clone()).collect();
    entity.form_counts = order.iter().map(|index| entity.form_counts[*index]).collect();
}

fn is_public_head(word: &str) -> bool {
    matches!(
        word,
        "commune"
            | "ville"
            | "mairie"
            | "hopital"
            | "centre"
            | "universite"
            | "clinique"
            | "departement"
            | "city"
            | "societe"
            | "groupe"
    )
}

fn words_of(form: &str) -> Vec<String> {
    fold(form)
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

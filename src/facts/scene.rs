//! Everything that the bricks found in one article, side by side on one stream.
//!
//! Knows where things stand with regard to each other. Leaves to `signs` what a linear model sees of it.

use std::ops::Range;

use jiff::civil::Date;

use crate::domain::{Currency, Place};

use super::actor::{Actors, actors};
use super::conversion::conversions;
use super::cue::Cue;
use super::date::{DateMention, dates};
use super::deadline::{Lapse, lapses};
use super::lexicon::Lexicon;
use super::manner::{Found, Manner, manner};
use super::matcher::{Found as Listed, Hit, Matcher};
use super::money::{Sum, sums};
use super::name::{Names, Sort, names};
use super::provision::{Provisions, provisions};
use super::reference::{Reference, references};
use super::stream::Stream;

/// A notion at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CueMention {
    pub(super) cue: Cue,
    pub(super) tokens: Range<usize>,
}

/// Words that stand for an organisation: "la société", "une banque", "elle".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Anaphor {
    pub(super) tokens: Range<usize>,
    /// "une société", "a bank": a new one, without a name.
    pub(super) indefinite: bool,
}

/// An article, read by the bricks.
#[derive(Debug)]
pub(super) struct Scene {
    pub(super) stream: Stream,
    pub(super) published: Option<Date>,
    pub(super) cues: Vec<CueMention>,
    pub(super) themes: Vec<(u16, Range<usize>)>,
    pub(super) sums: Vec<Sum>,
    /// For each sum, whether it only says another one again in foreign money.
    pub(super) converted: Vec<bool>,
    pub(super) dates: Vec<DateMention>,
    pub(super) lapses: Vec<Lapse>,
    pub(super) references: Vec<Reference>,
    pub(super) provisions: Vec<Provisions>,
    pub(super) actors: Actors,
    pub(super) names: Names,
    pub(super) anaphors: Vec<Anaphor>,
    /// Words such as "le régulateur" or "the DPA", which stand for an authority.
    pub(super) heads: Vec<Range<usize>>,
    /// The entities named most often, most frequent first.
    pub(super) frequent: Vec<usize>,
    /// How it speaks as a whole.
    pub(super) manner: Manner,
    /// What is asked of the names as a whole.
    pub(super) summary: Summary,
    names_law: bool,
}

/// Figures of the organisations of an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Summary {
    /// How many there are.
    pub(super) organisations: usize,
    /// How many something vouches for.
    pub(super) vouched: usize,
    /// How often the most frequent one is named.
    pub(super) most: usize,
}

/// Sums beyond this many are not looked at; an article that tells so many is a table.
const MOST_SUMS: usize = 400;

/// An article as far as its lists and authorities are known, which is enough to pass over most news.
#[derive(Debug)]
pub(super) struct Opening {
    stream: Stream,
    hits: Vec<Hit>,
    actors: Actors,
}

impl Opening {
    /// Finds listed words and authorities.
    pub(super) fn of(stream: Stream, matcher: &Matcher, lexicon: &Lexicon) -> Opening {
        let hits = matcher.hits(&stream);
        Opening { actors: actors(&stream, &hits, lexicon), hits, stream }
    }

    /// Whether it names an authority, or words that stand for one, without which no act is told.
    pub(super) fn may_tell_an_act(&self) -> bool {
        !self.actors.mentions.is_empty() || self.hits.iter().any(|hit| hit.found == Listed::AuthorityHead)
    }
}

impl Scene {
    /// Runs every other brick.
    pub(super) fn of(opening: Opening, published: Option<Date>, lexicon: &Lexicon) -> Scene {
        let Opening { stream, hits, actors } = opening;
        let names = names(&stream, &hits, &actors, lexicon);
        let mut sums = sums(&stream, &lexicon.currencies);
        sums.truncate(MOST_SUMS);
        let cues = cues(&hits);
        let converted = conversions(&stream, &sums, &cues, &home_money(&actors, lexicon));
        let manner =
            manner(&Found { stream: &stream, cues: &cues, sums: &sums, actors: &actors, names: &names });
        Scene {
            manner,
            published,
            cues,
            converted,
            themes: themes(&hits),
            sums,
            dates: dates(&stream, published),
            lapses: lapses(&stream),
            references: references(&stream, lexicon),
            provisions: provisions(&stream, &hits, lexicon),
            anaphors: anaphors(&stream, &hits, &names),
            names_law: hits.iter().any(|hit| matches!(hit.found, Listed::Instrument(_))),
            heads: heads(&hits),
            frequent: frequent(&names),
            summary: summary(&names),
            actors,
            names,
            stream,
        }
    }

    /// The tokens of a sentence.
    pub(super) fn sentence(&self, number: usize) -> &Range<usize> {
        &self.stream.sentences[number].tokens
    }

    /// The number of the sentence that holds a token.
    pub(super) fn sentence_of(&self, token: usize) -> usize {
        self.stream.sentence_of(token).min(self.stream.sentences.len().saturating_sub(1))
    }

    /// The cues that begin within a range of tokens.
    pub(super) fn cues_in(&self, range: &Range<usize>) -> &[CueMention] {
        within(&self.cues, range, |cue| cue.tokens.start)
    }

    /// The sums that begin within a range of tokens, with their numbers.
    pub(super) fn sums_in(&self, range: &Range<usize>) -> Range<usize> {
        bounds(&self.sums, range, |sum| sum.tokens.start)
    }

    /// The numbers of the authority mentions that begin within a range of tokens.
    pub(super) fn actors_in(&self, range: &Range<usize>) -> Range<usize> {
        bounds(&self.actors.mentions, range, |mention| mention.tokens.start)
    }

    /// The numbers of the name mentions that begin within a range of tokens.
    pub(super) fn names_in(&self, range: &Range<usize>) -> Range<usize> {
        bounds(&self.names.mentions, range, |mention| mention.tokens.start)
    }

    /// The anaphors that begin within a range of tokens.
    pub(super) fn anaphors_in(&self, range: &Range<usize>) -> &[Anaphor] {
        within(&self.anaphors, range, |anaphor| anaphor.tokens.start)
    }

    /// The lapses of time that begin within a range of tokens.
    pub(super) fn lapses_in(&self, range: &Range<usize>) -> &[Lapse] {
        within(&self.lapses, range, |lapse| lapse.tokens.start)
    }

    /// The words standing for an authority that begin within a range of tokens.
    pub(super) fn heads_in(&self, range: &Range<usize>) -> &[Range<usize>] {
        within(&self.heads, range, |head| head.start)
    }

    /// The dates that begin within a range of tokens.
    pub(super) fn dates_in(&self, range: &Range<usize>) -> &[DateMention] {
        within(&self.dates, range, |date| date.tokens.start)
    }

    /// Whether a cue begins within a range.
    pub(super) fn has_cue(&self, range: &Range<usize>, wanted: Cue) -> bool {
        self.cues_in(range).iter().any(|cue| cue.cue == wanted)
    }

    /// The entity of a name mention, if it is an organisation or a place.
    pub(super) fn organisation(&self, mention: usize) -> Option<usize> {
        let entity = self.names.mentions[mention].entity;
        (self.names.entities[entity].sort != Sort::Person).then_some(entity)
    }

    /// Whether the article only cites the bearer of a name: "selon L'Informé", "according to Reuters".
    pub(super) fn is_source(&self, entity: usize) -> bool {
        let mut mentions =
            self.names.mentions_of[entity].iter().take(4).map(|number| &self.names.mentions[*number]);
        mentions.all(|mention| {
            let word =
                |back: usize| mention.tokens.start.checked_sub(back).map_or("", |at| self.stream.word(at));
            let elided = matches!(word(1), "'") && word(2) == "l";
            let before = if elided || matches!(word(1), "le" | "la" | "les") {
                word(if elided { 3 } else { 2 })
            } else {
                word(1)
            };
            matches!(before, "selon" | "d'apres") || (before == "to" && word(2) == "according")
        })
    }

    /// Whether the article speaks of data-protection law: its instruments, its articles, its themes.
    pub(super) fn speaks_of_data_law(&self) -> bool {
        self.names_law || !self.provisions.is_empty()
    }

    /// Whether a token stands in the title.
    pub(super) fn in_title(&self, token: usize) -> bool {
        self.stream.sentences.get(self.sentence_of(token)).is_some_and(|sentence| sentence.title)
    }

    /// The first sentence of the body.
    pub(super) fn first_body_sentence(&self) -> usize {
        self.stream.sentences.iter().position(|sentence| !sentence.title).unwrap_or(0)
    }

    /// Where a passage stands in the article.
    pub(super) fn place(&self, tokens: &Range<usize>) -> (Place, crate::domain::Span) {
        self.stream.place(tokens)
    }
}

fn bounds<T>(items: &[T], range: &Range<usize>, start: impl Fn(&T) -> usize) -> Range<usize> {
    let first = items.partition_point(|item| start(item) < range.start);
    let last = items.partition_point(|item| start(item) < range.end);
    first..last.max(first)
}

fn within<'a, T>(items: &'a [T], range: &Range<usize>, start: impl Fn(&T) -> usize) -> &'a [T] {
    &items[bounds(items, range, start)]
}

/// The moneys of the countries whose authorities an article names.
fn home_money(actors: &Actors, lexicon: &Lexicon) -> Vec<Currency> {
    let of_list = |name: &str| lexicon.authorities.iter().find(|entry| entry.name == name);
    let countries = actors.actors.iter().filter_map(|actor| of_list(&actor.name));
    countries.filter_map(|entry| lexicon.currencies.of_country(&entry.country)).collect()
}

fn cues(hits: &[Hit]) -> Vec<CueMention> {
    hits.iter()
        .filter_map(|hit| match hit.found {
            Listed::Cue(cue) => Some(CueMention { cue, tokens: hit.tokens.clone() }),
            _ => None,
        })
        .collect()
}

fn heads(hits: &[Hit]) -> Vec<Range<usize>> {
    hits.iter().filter(|hit| hit.found == Listed::AuthorityHead).map(|hit| hit.tokens.clone()).collect()
}

fn summary(names: &Names) -> Summary {
    let organisations =
        || names.entities.iter().filter(|entity| entity.sort == Sort::Organisation && entity.count > 0);
    Summary {
        organisations: organisations().count(),
        vouched: organisations().filter(|entity| entity.vouched).count(),
        most: organisations().map(|entity| entity.count).max().unwrap_or(0),
    }
}

/// How many entities are worth considering wherever an act stands.
const MOST_FREQUENT: usize = 10;

fn frequent(names: &Names) -> Vec<usize> {
    let mut entities: Vec<usize> =
        (0..names.entities.len()).filter(|entity| names.entities[*entity].count > 0).collect();
    entities.sort_by_key(|entity| (usize::MAX - names.entities[*entity].count, *entity));
    entities.truncate(MOST_FREQUENT);
    entities
}

fn themes(hits: &[Hit]) -> Vec<(u16, Range<usize>)> {
    hits.iter()
        .filter_map(|hit| match hit.found {
            Listed::Theme(theme) => Some((theme, hit.tokens.clone())),
            _ => None,
        })
        .collect()
}

/// Nouns and pronouns that stand for an organisation and are not followed by its name.
fn anaphors(stream: &Stream, hits: &[Hit], names: &Names) -> Vec<Anaphor> {
    let named = |end: usize| {
        let after = names.mentions.partition_point(|mention| mention.tokens.start < end);
        names.mentions.get(after).is_some_and(|mention| mention.tokens.start <= end + 1)
    };
    let mut found: Vec<Anaphor> = hits
        .iter()
        .filter(|hit| hit.found == Listed::OrganisationNoun && !named(hit.tokens.end))
        .filter_map(|hit| noun_phrase(stream, &hit.tokens))
        .collect();
    found.extend(
        (0..stream.tokens.len())
            .filter(|at| is_pronoun(stream, *at))
            .map(|at| Anaphor { tokens: at..at + 1, indefinite: false }),
    );
    found.sort_by_key(|anaphor| anaphor.tokens.start);
    found
}

fn noun_phrase(stream: &Stream, noun: &Range<usize>) -> Option<Anaphor> {
    let article = (noun.start.saturating_sub(3)..noun.start).rev().find(|at| is_article(stream.word(*at)))?;
    let indefinite = matches!(
        stream.word(article),
        "un" | "une" | "a" | "an" | "deux" | "des" | "two" | "three" | "trois"
    );
    Some(Anaphor { tokens: article..noun.end, indefinite })
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "le" | "la"
            | "l"
            | "les"
            | "un"
            | "une"
            | "cette"
            | "ce"
            | "cet"
            | "des"
            | "du"
            | "au"
            | "aux"
            | "the"
            | "a"
            | "an"
            | "this"
            | "its"
            | "deux"
            | "trois"
            | "two"
            | "three"
            | "these"
    )
}

fn is_pronoun(stream: &Stream, at: usize) -> bool {
    match stream.word(at) {
        "elle" | "il" | "it" | "lui" | "they" | "elles" | "ils" => true,
        "l" => {
            stream.word(at + 1) == "'"
                && matches!(stream.word(at + 2), "a" | "avait" | "ont" | "enjoint" | "oblige" | "accuse")
        }
        _ => false,
    }
}

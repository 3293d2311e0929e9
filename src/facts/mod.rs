//! From a document to the measures that it tells: clean → segment → tokenise → match → resolve.
//!
//! - **clean** ([`clean`]): markup that slipped in becomes blanks, byte for byte.
//! - **segment, tokenise** ([`stream`]): title and body as one stream of tokens, cut into sentences, with spans into both.
//! - **match**: listed words in one pass ([`matcher`]), then the bricks: numbers, sums, dates, lapses, references, provisions,
//!   authorities, names; together they are the [`scene`].
//! - **decide** ([`decide`]): five linear models over signs that a person can read ([`signs`]) say what each sum is for, which acts are told, whom
//!   each aims at and who acts.
//! - **resolve** ([`resolve`], [`detail`]): events that tell one act become one measure, with the passages that prove each field.
//!
//! Words, names and weights are data of `assets/`, read by [`Lexicon`]; weights are found by [`learn()`] on the corpus, which [`corpus`] reads and [`score`]
//! judges. Nothing here knows a file, a clock or the network.

mod actor;
mod agree;
mod clean;
mod conversion;
pub mod corpus;
mod cue;
mod currency;
mod date;
mod deadline;
mod decide;
mod detail;
mod examples;
mod group;
mod learn;
mod lexicon;
mod manner;
mod matcher;
mod model;
mod money;
mod name;
mod number;
mod provision;
mod reference;
mod resolve;
mod role;
mod rule;
mod scene;
pub mod score;
mod share;
mod signs;
mod stream;
mod train;

pub use learn::learn;
pub use lexicon::{Lexicon, LexiconError, LexiconTexts};

use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{Language, Measure};
use crate::text::Document;

use decide::{Models, WrittenModels};
use matcher::Matcher;
use scene::{Opening, Scene};
use stream::Stream;

/// What the engine reads.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The title; empty when there is none.
    pub title: &'a str,
    /// The body.
    pub body: &'a Document,
    /// Day of publication, from which "jeudi" is counted.
    pub published: Option<Date>,
    /// Language, when it is known.
    pub language: Option<Language>,
}

/// The engine: rules and name lists made ready, shared by all threads.
#[derive(Debug, Clone)]
pub struct Engine {
    lexicon: Arc<Lexicon>,
    french: Arc<Matcher>,
    english: Arc<Matcher>,
    models: Models,
}

impl Engine {
    /// Makes the automata and models of a lexicon ready; its weights must be readable.
    pub fn new(lexicon: Lexicon) -> Result<Engine, LexiconError> {
        let written: WrittenModels = toml::from_str(&lexicon.weights)
            .map_err(|source| LexiconError::Shape { file: "weights.toml", source: Box::new(source) })?;
        let french = Arc::new(Matcher::of(&lexicon, Language::French));
        let english = Arc::new(Matcher::of(&lexicon, Language::English));
        Ok(Engine { lexicon: Arc::new(lexicon), french, english, models: Models::of(&written) })
    }

    /// The same engine with other weights, as `learn` writes them.
    pub fn with_weights(&self, weights: &str) -> Result<Engine, LexiconError> {
        let written: WrittenModels = toml::from_str(weights)
            .map_err(|source| LexiconError::Shape { file: "weights.toml", source: Box::new(source) })?;
        Ok(Engine { models: Models::of(&written), ..self.clone() })
    }

    /// The word lists that it was made from.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The measures that the article tells, main ones first.
    pub fn extract(&self, reading: &Reading<'_>) -> Vec<Measure> {
        let opening = self.opening(reading);
        if !opening.may_tell_an_act() {
            return Vec::new();
        }
        let scene = Scene::of(opening, reading.published, &self.lexicon);
        let events = decide::events(&scene, &self.models);
        let events = resolve::resolve(&scene, &self.models, events);
        detail::measures(&scene, &self.lexicon, &events)
    }

    fn opening(&self, reading: &Reading<'_>) -> Opening {
        let stream = Stream::of(reading.title, &reading.body.text, reading.language);
        let matcher = if stream.language == Language::English { &self.english } else { &self.french };
        Opening::of(stream, matcher, &self.lexicon)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::LazyLock;

    use super::{Lexicon, LexiconTexts};

    /// The lexicon of `assets/`, read once for all tests of the module.
    pub(super) fn lexicon() -> &'static Lexicon {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(read_lexicon);
        &LEXICON
    }

    fn read_lexicon() -> Lexicon {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let read = |file: &str| fs::read_to_string(folder.join(file)).expect("a data file of the project");
        let texts = LexiconTexts {
            authorities: &read("authorities.toml"),
            organisations: &read("organisations.toml"),
            cues: &read("rules/cues.toml"),
            currencies: &read("rules/currencies.toml"),
            nations: &read("rules/nations.toml"),
            names: &read("rules/names.toml"),
            themes: &read("rules/themes.toml"),
            provisions: &read("rules/provisions.toml"),
            references: &read("rules/references.toml"),
            weights: &read("weights.toml"),
        };
        Lexicon::read(&texts).expect("data files that can be read")
    }
}

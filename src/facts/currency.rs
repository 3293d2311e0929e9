//! Brick: currencies by their signs, codes and names.
//!
//! Knows whose crowns an article speaks of. Leaves to `money` the number that they count.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::domain::Currency;
use crate::text::{TokenKind, fold};

use super::lexicon::LexiconError;
use super::stream::Stream;

/// How the press writes currencies, as `assets/rules/currencies.toml` lists it.
#[derive(Debug, Default)]
pub(super) struct Currencies {
    codes: FxHashSet<String>,
    signs: FxHashMap<String, Currency>,
    prefixes: FxHashMap<String, Currency>,
    names: FxHashMap<String, Currency>,
    /// First words of names of two words.
    openers: FxHashSet<String>,
    scaled: FxHashMap<String, Currency>,
    shared: FxHashMap<String, Vec<Bearer>>,
    /// Country code to its currency.
    homes: FxHashMap<String, Currency>,
    /// Text and currency, to show that each is found.
    pub(super) examples: Vec<(String, Currency)>,
}

/// A currency that bears a name with others.
#[derive(Debug, Clone)]
struct Bearer {
    currency: Currency,
    /// The nation's words, folded.
    nation: Vec<String>,
    usual: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    signs: Vec<String>,
    #[serde(default)]
    prefixes: Vec<String>,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    scaled: Vec<String>,
    #[serde(default)]
    shared: Vec<String>,
    #[serde(default)]
    nation: String,
    #[serde(default)]
    usual: bool,
    #[serde(default)]
    examples: Vec<String>,
}

impl Currencies {
    /// Reads the list; `nations` tells for each folded word which country it means.
    pub(super) fn read(text: &str, nations: &FxHashMap<String, String>) -> Result<Currencies, LexiconError> {
        const FILE: &str = "currencies.toml";
        let file: BTreeMap<String, Written> = toml::from_str(text)
            .map_err(|source| LexiconError::Shape { file: FILE, source: Box::new(source) })?;
        let mut currencies = Currencies::default();
        for (code, written) in file {
            let currency = Currency::from_code(&code)
                .ok_or_else(|| LexiconError::UnknownKey { file: FILE, key: code.clone() })?;
            currencies.add(currency, written, nations);
        }
        Ok(currencies)
    }

    fn add(&mut self, currency: Currency, written: Written, nations: &FxHashMap<String, String>) {
        let each = |words: &[String]| words.iter().map(|word| (fold(word), currency)).collect::<Vec<_>>();
        self.codes.insert(currency.code().to_ascii_lowercase());
        self.signs.extend(each(&written.signs));
        self.prefixes.extend(each(&written.prefixes));
        self.scaled.extend(each(&written.scaled));
        let two_words = written.names.iter().filter_map(|name| name.split_once(' '));
        self.openers.extend(two_words.map(|(first, _)| first.to_owned()));
        self.names.extend(each(&written.names));
        self.homes.insert(written.nation.clone(), currency);
        let nation: Vec<String> = nations
            .iter()
            .filter(|(_, country)| !written.nation.is_empty() && **country == written.nation)
            .map(|(word, _)| word.clone())
            .collect();
        for noun in &written.shared {
            let bearer = Bearer { currency, nation: nation.clone(), usual: written.usual };
            self.shared.entry(fold(noun)).or_default().push(bearer);
        }
        self.examples.extend(written.examples.into_iter().map(|example| (example, currency)));
    }

    /// The money of a country, unless it is the euro.
    pub(super) fn of_country(&self, code: &str) -> Option<Currency> {
        self.homes.get(code).copied()
    }

    /// The currency written before a number, and the token where its writing begins.
    pub(super) fn before(&self, stream: &Stream, number: usize) -> Option<(Currency, usize)> {
        let before = number.checked_sub(1)?;
        let word = stream.word(before);
        if let Some(currency) = self.signs.get(word) {
            return Some(self.prefixed(stream, before, *currency));
        }
        let is_word = stream.tokens[before].kind == TokenKind::Word;
        let is_prefix = stream.tokens[before].case.has_capital();
        if let Some(currency) = self.names.get(word).filter(|_| is_prefix) {
            return Some((*currency, before));
        }
        (is_word && word.len() == 3).then(|| self.code(word)).flatten().map(|currency| (currency, before))
    }

    /// "US$", "A$", "C$".
    fn prefixed(&self, stream: &Stream, at: usize, currency: Currency) -> (Currency, usize) {
        let glued = !stream.tokens[at].spaced && currency == Currency::USD;
        let before = at.checked_sub(1).filter(|_| glued);
        let prefix = before.and_then(|before| Some((*self.prefixes.get(stream.word(before))?, before)));
        prefix.unwrap_or((currency, at))
    }

    /// The currency whose writing begins at the token after a number, and the token after it; `scaled` tells whether "million" or the like stands before.
    pub(super) fn after(&self, stream: &Stream, at: usize, scaled: bool) -> Option<(Currency, usize)> {
        let whole = stream.word(at);
        if let Some(currency) = self.signs.get(whole) {
            return Some((*currency, at + 1));
        }
        let compound = whole.starts_with("million") || whole.starts_with("billion");
        let word = whole.rsplit('-').next().filter(|_| compound).unwrap_or(whole);
        let word = word.strip_suffix('d').filter(|_| stream.word(at + 1) == "'").unwrap_or(word);
        self.named(stream, at, word, scaled)
            .or_else(|| (word.len() == 3).then(|| self.code(word)).flatten().map(|code| (code, at + 1)))
    }

    fn named(&self, stream: &Stream, at: usize, word: &str, scaled: bool) -> Option<(Currency, usize)> {
        if self.openers.contains(word) {
            let pair = [word, " ", stream.word(at + 1)].concat();
            if let Some(currency) = self.names.get(&pair) {
                return Some((*currency, at + 2));
            }
            let three = [pair.as_str(), " ", stream.word(at + 2)].concat();
            if let Some(currency) = self.names.get(&three) {
                return Some((*currency, at + 3));
            }
        }
        let one = self.names.get(word).or_else(|| self.scaled.get(word).filter(|_| scaled)).copied();
        one.or_else(|| self.borne(stream, word)).map(|currency| (currency, at + 1))
    }

    /// Of the currencies that bear a name, that of the nation most often named, or the usual one.
    fn borne(&self, stream: &Stream, word: &str) -> Option<Currency> {
        let bearers = self.shared.get(word)?;
        let text = stream.folded_text();
        let named = |bearer: &Bearer| -> usize {
            bearer.nation.iter().map(|word| text.matches(word.as_str()).count()).sum()
        };
        let most =
            bearers.iter().map(|bearer| (named(bearer), bearer)).rev().max_by_key(|(count, _)| *count)?;
        if most.0 > 0 {
            return Some(most.1.currency);
        }
        bearers.iter().find(|bearer| bearer.usual).map(|bearer| bearer.currency)
    }

    fn code(&self, word: &str) -> Option<Currency> {
        self.codes.contains(word).then(|| Currency::from_code(word)).flatten()
    }
}

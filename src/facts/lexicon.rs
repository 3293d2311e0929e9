//! The word lists of `assets/`, read and made ready.
//!
//! Knows the shape of those files. Leaves to others how words are found in a text (`matcher`) and what follows from them.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::text::fold;

use super::cue::Cue;
use super::currency::Currencies;

/// The texts of the data files, as they stand in `assets/`.
#[derive(Debug, Clone, Copy)]
pub struct LexiconTexts<'a> {
    /// `authorities.toml`
    pub authorities: &'a str,
    /// `organisations.toml`
    pub organisations: &'a str,
    /// `rules/cues.toml`
    pub cues: &'a str,
    /// `rules/currencies.toml`
    pub currencies: &'a str,
    /// `rules/nations.toml`
    pub nations: &'a str,
    /// `rules/names.toml`
    pub names: &'a str,
    /// `rules/themes.toml`
    pub themes: &'a str,
    /// `rules/provisions.toml`
    pub provisions: &'a str,
    /// `rules/references.toml`
    pub references: &'a str,
    /// `weights.toml`
    pub weights: &'a str,
}

/// A data file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file is not TOML of the expected shape.
    #[error("{file}: {source}")]
    Shape {
        /// Which file.
        file: &'static str,
        /// What the reader of TOML says.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// A key that the engine does not know.
    #[error("{file}: unknown key {key:?}")]
    UnknownKey {
        /// Which file.
        file: &'static str,
        /// The key.
        key: String,
    },
    /// A pattern that cannot be compiled.
    #[error("{file}: {pattern:?} is no pattern: {reason}")]
    Pattern {
        /// Which file.
        file: &'static str,
        /// The pattern.
        pattern: String,
        /// Why.
        reason: String,
    },
}

/// Word lists, read.
#[derive(Debug)]
pub struct Lexicon {
    pub(super) cues: Vec<CueWords>,
    pub(super) authorities: Vec<AuthorityEntry>,
    pub(super) organisations: Vec<OrganisationEntry>,
    pub(super) nations: Nations,
    pub(super) names: Names,
    pub(super) themes: Vec<ThemeEntry>,
    pub(super) instruments: Vec<InstrumentEntry>,
    pub(super) references: Vec<ReferenceEntry>,
    pub(super) currencies: Currencies,
    /// The patterns of `references` in the same order, without word boundaries: where one finds nothing, its strict form finds nothing either.
    pub(super) loose_references: regex::RegexSet,
    pub(super) weights: String,
}

/// The words of a cue, braces expanded, not folded.
#[derive(Debug)]
pub(super) struct CueWords {
    pub(super) cue: Cue,
    pub(super) french: Vec<String>,
    pub(super) english: Vec<String>,
    pub(super) examples: Vec<String>,
}

/// What sort of body acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum AuthorityKind {
    /// May sanction.
    Regulator,
    /// Judges.
    Court,
    /// Prosecutes.
    Prosecutor,
    /// Speaks, but does not sanction.
    Other,
}

/// An authority of the list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AuthorityEntry {
    pub(super) name: String,
    pub(super) kind: AuthorityKind,
    pub(super) country: String,
    pub(super) domain: String,
    pub(super) aliases: Vec<String>,
}

/// An organisation of the list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationEntry {
    pub(super) name: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    /// Its name and aliases, folded once for all articles.
    #[serde(skip)]
    pub(super) folded: FxHashSet<String>,
    #[serde(default)]
    #[expect(dead_code, reason = "kept for those who read the list")]
    pub(super) group: String,
    #[serde(default)]
    #[expect(dead_code, reason = "kept for those who read the list")]
    pub(super) sector: String,
    #[serde(default)]
    #[expect(dead_code, reason = "kept for those who read the list")]
    pub(super) country: String,
    #[serde(default)]
    pub(super) complainant: bool,
}

/// Nations and the words around them.
#[derive(Debug)]
pub(super) struct Nations {
    pub(super) heads: Vec<String>,
    /// Folded word to field.
    pub(super) domains: FxHashMap<String, String>,
    /// Folded adjective or name to country code.
    pub(super) nations: FxHashMap<String, String>,
}

/// Word lists about names, folded.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) legal_forms: FxHashSet<String>,
    pub(super) leading_forms: FxHashSet<String>,
    pub(super) organisation_nouns: Vec<String>,
    pub(super) person_nouns: FxHashSet<String>,
    pub(super) first_names: FxHashSet<String>,
    pub(super) places: FxHashSet<String>,
    pub(super) not_names: FxHashSet<String>,
    /// Words that make no name by themselves or among themselves, and may be part of one.
    pub(super) bare_words: FxHashSet<String>,
    /// Words too common to be a name when they open a sentence.
    pub(super) function_words: FxHashSet<String>,
    /// Nouns that head names of institutions.
    pub(super) institutions: FxHashSet<String>,
    pub(super) links: FxHashSet<String>,
}

/// A theme with its words and provisions.
#[derive(Debug)]
pub(super) struct ThemeEntry {
    pub(super) theme: crate::domain::Theme,
    pub(super) words: Vec<String>,
    /// Provisions that tell it, in short form.
    pub(super) provisions: Vec<String>,
    pub(super) examples: Vec<String>,
}

/// A law that provisions belong to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InstrumentEntry {
    /// Short form: `RGPD`.
    pub(super) code: String,
    pub(super) names: Vec<String>,
}

/// A family of references.
#[derive(Debug)]
pub(super) struct ReferenceEntry {
    pub(super) name: String,
    pub(super) pattern: regex::Regex,
    /// How the reference is written, with `$1`…; empty when as found.
    pub(super) form: String,
    /// Name of the authority that it tells, or nothing.
    pub(super) authority: Option<String>,
    pub(super) examples: BTreeMap<String, String>,
}

impl Lexicon {
    /// Reads the data files.
    pub fn read(texts: &LexiconTexts<'_>) -> Result<Lexicon, LexiconError> {
        let references = read_references(texts.references)?;
        let nations = read_nations(texts.nations)?;
        Ok(Lexicon {
            loose_references: loose_set(&references)?,
            references,
            cues: read_cues(texts.cues)?,
            authorities: read_list::<AuthorityFile>("authorities.toml", texts.authorities)?.authority,
            organisations: read_organisations(texts.organisations)?,
            currencies: Currencies::read(texts.currencies, &nations.nations)?,
            nations,
            names: read_names(texts.names)?,
            themes: read_themes(texts.themes)?,
            instruments: read_list::<InstrumentFile>("provisions.toml", texts.provisions)?.instrument,
            weights: texts.weights.to_owned(),
        })
    }
}

#[derive(Deserialize)]
struct AuthorityFile {
    authority: Vec<AuthorityEntry>,
}

#[derive(Deserialize)]
struct OrganisationFile {
    organisation: Vec<OrganisationEntry>,
}

#[derive(Deserialize)]
struct InstrumentFile {
    instrument: Vec<InstrumentEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(default)]
    fr: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    leading: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    provisions: Vec<String>,
}

impl Words {
    fn all_folded(&self) -> impl Iterator<Item = String> {
        self.fr
            .iter()
            .chain(&self.en)
            .chain(&self.words)
            .flat_map(|word| expand(word))
            .map(|word| fold(&word))
    }
}

fn read_list<'a, File: Deserialize<'a>>(file: &'static str, text: &'a str) -> Result<File, LexiconError> {
    toml::from_str(text).map_err(|source| LexiconError::Shape { file, source: Box::new(source) })
}

fn read_organisations(text: &str) -> Result<Vec<OrganisationEntry>, LexiconError> {
    let mut organisations = read_list::<OrganisationFile>("organisations.toml", text)?.organisation;
    for entry in &mut organisations {
        entry.folded = entry.aliases.iter().chain([&entry.name]).map(|name| fold(name)).collect();
    }
    Ok(organisations)
}

fn read_cues(text: &str) -> Result<Vec<CueWords>, LexiconError> {
    let file: BTreeMap<String, Words> = read_list("cues.toml", text)?;
    let unknown = |key: &String| LexiconError::UnknownKey { file: "cues.toml", key: key.clone() };
    file.iter()
        .map(|(key, words)| {
            Ok(CueWords {
                cue: Cue::from_key(key).ok_or_else(|| unknown(key))?,
                french: words.fr.iter().flat_map(|word| expand(word)).collect(),
                english: words.en.iter().flat_map(|word| expand(word)).collect(),
                examples: words.examples.clone(),
            })
        })
        .collect()
}

#[derive(Deserialize)]
struct NationFile {
    heads: Words,
    domains: BTreeMap<String, Vec<String>>,
    nations: BTreeMap<String, Vec<String>>,
}

fn read_nations(text: &str) -> Result<Nations, LexiconError> {
    let file: NationFile = read_list("nations.toml", text)?;
    Ok(Nations {
        heads: file.heads.all_folded().collect(),
        domains: inverted(&file.domains),
        nations: inverted(&file.nations),
    })
}

/// Folded word to key.
fn inverted(lists: &BTreeMap<String, Vec<String>>) -> FxHashMap<String, String> {
    lists.iter().flat_map(|(key, words)| words.iter().map(|word| (fold(word), key.clone()))).collect()
}

fn read_names(text: &str) -> Result<Names, LexiconError> {
    let file: BTreeMap<String, Words> = read_list("names.toml", text)?;
    let list = |key: &str| -> Result<&Words, LexiconError> {
        file.get(key).ok_or_else(|| LexiconError::UnknownKey { file: "names.toml", key: key.to_owned() })
    };
    Ok(Names {
        legal_forms: list("legal_forms")?.all_folded().collect(),
        leading_forms: list("legal_forms")?.leading.iter().map(|word| fold(word)).collect(),
        organisation_nouns: list("organisation_nouns")?.all_folded().collect(),
        person_nouns: list("person_nouns")?.all_folded().collect(),
        first_names: list("first_names")?.all_folded().collect(),
        places: list("places")?.all_folded().collect(),
        not_names: list("not_names")?.all_folded().collect(),
        bare_words: list("bare_words")?.all_folded().collect(),
        function_words: list("function_words")?.all_folded().collect(),
        institutions: list("institutions")?.all_folded().collect(),
        links: list("small_links")?.all_folded().collect(),
    })
}

fn read_themes(text: &str) -> Result<Vec<ThemeEntry>, LexiconError> {
    let file: BTreeMap<String, Words> = read_list("themes.toml", text)?;
    let unknown = |key: &String| LexiconError::UnknownKey { file: "themes.toml", key: key.clone() };
    file.iter()
        .map(|(key, words)| {
            Ok(ThemeEntry {
                theme: crate::domain::Theme::from_code(key).ok_or_else(|| unknown(key))?,
                words: words.fr.iter().chain(&words.en).flat_map(|word| expand(word)).collect(),
                provisions: words.provisions.clone(),
                examples: words.examples.clone(),
            })
        })
        .collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReferenceWords {
    pattern: String,
    #[serde(default)]
    form: String,
    authority: Option<String>,
    examples: BTreeMap<String, String>,
}

fn read_references(text: &str) -> Result<Vec<ReferenceEntry>, LexiconError> {
    let file: BTreeMap<String, ReferenceWords> = read_list("references.toml", text)?;
    file.into_iter()
        .map(|(name, words)| {
            let pattern = regex::Regex::new(&words.pattern).map_err(|reason| LexiconError::Pattern {
                file: "references.toml",
                pattern: words.pattern.clone(),
                reason: reason.to_string(),
            })?;
            Ok(ReferenceEntry {
                name,
                pattern,
                form: words.form,
                authority: words.authority,
                examples: words.examples,
            })
        })
        .collect()
}

/// All patterns as one automaton. Word boundaries are left out, because with them no fast automaton reads a text that is not all ASCII.
fn loose_set(references: &[ReferenceEntry]) -> Result<regex::RegexSet, LexiconError> {
    let patterns = references.iter().map(|entry| without_boundaries(entry.pattern.as_str()));
    regex::RegexSet::new(patterns).map_err(|reason| LexiconError::Pattern {
        file: "references.toml",
        pattern: "all of them without boundaries".to_owned(),
        reason: reason.to_string(),
    })
}

/// A pattern without its `\b`.
fn without_boundaries(pattern: &str) -> String {
    let mut loose = String::with_capacity(pattern.len());
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match (character, characters.clone().next()) {
            ('\\', Some('b')) => {
                characters.next();
            }
            ('\\', Some(escaped)) => {
                loose.extend([character, escaped]);
                characters.next();
            }
            _ => loose.push(character),
        }
    }
    loose
}

/// The words that braces stand for: `amende{,s}` is `amende` and `amendes`.
pub(super) fn expand(word: &str) -> Vec<String> {
    let Some(open) = word.find('{') else { return vec![word.to_owned()] };
    let Some(close) = word[open..].find('}').map(|length| open + length) else {
        return vec![word.to_owned()];
    };
    let (head, tail) = (&word[..open], &word[close + 1..]);
    word[open + 1..close].split(',').flat_map(|ending| expand(&[head, ending, tail].concat())).collect()
}

#[cfg(test)]
mod tests {
    use super::{expand, without_boundaries};

    #[test]
    fn boundaries_alone_are_left_out() {
        assert_eq!(without_boundaries(r"\bn ?(\d\d)\b"), r"n ?(\d\d)");
        assert_eq!(without_boundaries(r"a\\b"), r"a\\b");
    }

    #[test]
    fn braces_hold_endings() {
        assert_eq!(expand("amende{,s}"), ["amende", "amendes"]);
        assert_eq!(
            expand("mis{,e} en {jeu,vente}"),
            ["mis en jeu", "mis en vente", "mise en jeu", "mise en vente"]
        );
        assert_eq!(expand("plain"), ["plain"]);
    }
}

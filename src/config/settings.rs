//! The list of settings: name, what each takes, where it goes.

use std::path::PathBuf;
use std::time::Duration;

use crate::labels::Tongue;

use super::error::{Reason, Wanted};
use super::{Archiving, Config};

/// A value as a layer gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Given {
    /// A text of a file.
    Text(String),
    /// A number of a file.
    Number(String),
    /// A truth value of a file.
    Truth(bool),
    /// What an environment variable or a flag holds: it may be any of them.
    Word(String),
    /// Anything else, as it is written.
    Other(String),
}

/// Where a value goes.
enum Target {
    Truth(fn(&mut Config, bool)),
    Number(u64, u64, fn(&mut Config, u64)),
    Text(fn(&mut Config, &str)),
    OneOf(&'static [&'static str], fn(&mut Config, &str)),
}

const SETTINGS: &[(&str, Target)] = &[
    (
        "store.directory",
        Target::Text(|config, text| config.store.directory = filled(text).map(PathBuf::from)),
    ),
    (
        "store.archive",
        Target::OneOf(&["full", "slim", "off"], |config, word| {
            config.store.archive = match word {
                "slim" => Archiving::Slim,
                "off" => Archiving::Off,
                _ => Archiving::Full,
            };
        }),
    ),
    (
        "store.archive_megabytes",
        Target::Number(0, 10_000_000, |config, number| {
            config.store.archive_bytes = (number > 0).then(|| number * 1_000_000);
        }),
    ),
    (
        "interface.language",
        Target::OneOf(&["auto", "fr", "en"], |config, word| {
            config.interface.language = Tongue::from_locale(word)
        }),
    ),
    (
        "interface.keys",
        Target::OneOf(&["vigie", "newsboat"], |config, word| {
            config.interface.newsboat_keys = word == "newsboat";
        }),
    ),
    ("sources.file", Target::Text(|config, text| config.sources.file = filled(text).map(PathBuf::from))),
    ("refresh.on_start", Target::Truth(|config, truth| config.refresh.on_start = truth)),
    (
        "refresh.every_minutes",
        Target::Number(0, 100_000, |config, minutes| {
            config.refresh.every = (minutes > 0).then(|| Duration::from_secs(60 * minutes));
        }),
    ),
    ("refresh.parallel", Target::Number(1, 64, |config, number| config.refresh.parallel = size(number))),
    ("refresh.pages", Target::Truth(|config, truth| config.refresh.pages = truth)),
    (
        "refresh.pages_per_source",
        Target::Number(0, 1_000, |config, number| config.refresh.pages_per_source = size(number)),
    ),
    ("fetch.offline", Target::Truth(|config, truth| config.fetch.offline = truth)),
    (
        "fetch.connect_seconds",
        Target::Number(1, 600, |config, seconds| config.fetch.connect = Duration::from_secs(seconds)),
    ),
    (
        "fetch.answer_seconds",
        Target::Number(1, 600, |config, seconds| config.fetch.answer = Duration::from_secs(seconds)),
    ),
    (
        "fetch.total_seconds",
        Target::Number(1, 3_600, |config, seconds| config.fetch.total = Duration::from_secs(seconds)),
    ),
    (
        "fetch.feed_megabytes",
        Target::Number(1, 200, |config, number| config.fetch.feed_bytes = size(number << 20)),
    ),
    (
        "fetch.page_megabytes",
        Target::Number(1, 200, |config, number| config.fetch.page_bytes = size(number << 20)),
    ),
    ("fetch.redirects", Target::Number(0, 20, |config, number| config.fetch.redirects = size(number))),
    ("fetch.proxy", Target::Text(|config, text| config.fetch.proxy = filled(text).map(str::to_owned))),
    ("privacy.hide_expired_names", Target::Truth(|config, truth| config.privacy.hide_expired_names = truth)),
    (
        "fetch.certificates",
        Target::Text(|config, text| config.fetch.certificates = filled(text).map(PathBuf::from)),
    ),
    (
        "fetch.user_agent",
        Target::Text(|config, text| config.fetch.user_agent = filled(text).map(str::to_owned)),
    ),
];

/// The names of all settings: section, point, key.
pub fn setting_names() -> impl Iterator<Item = &'static str> {
    SETTINGS.iter().map(|(name, _)| *name)
}

/// Sets what `name` stands for; gives the name back as the list has it.
pub(super) fn set(config: &mut Config, name: &str, given: &Given) -> Result<&'static str, Reason> {
    let Some((name, target)) = SETTINGS.iter().find(|(known, _)| *known == name) else {
        return Err(unknown(name));
    };
    let refused = |wanted| Reason::Value { name, wanted, value: given.written() };
    match target {
        Target::Truth(put) => put(config, given.truth().ok_or_else(|| refused(Wanted::Truth))?),
        Target::Number(least, most, put) => {
            let number = given.number().filter(|number| (*least..=*most).contains(number));
            put(config, number.ok_or_else(|| refused(Wanted::Number(*least, *most)))?);
        }
        Target::Text(put) => put(config, given.text().ok_or_else(|| refused(Wanted::Text))?),
        Target::OneOf(words, put) => {
            let word = given.text().filter(|word| words.contains(word));
            put(config, word.ok_or_else(|| refused(Wanted::OneOf(words)))?);
        }
    }
    Ok(name)
}

/// What is said about a name that no setting has.
pub(super) fn unknown(name: &str) -> Reason {
    let nearest = setting_names().map(|known| (distance(name, known), known)).min();
    let nearest = nearest.filter(|(steps, _)| *steps <= 3).map(|(_, known)| known);
    Reason::Unknown { name: name.to_owned(), nearest }
}

impl Given {
    fn truth(&self) -> Option<bool> {
        match self {
            Given::Truth(truth) => Some(*truth),
            Given::Word(word) => word.parse().ok(),
            _ => None,
        }
    }

    fn number(&self) -> Option<u64> {
        match self {
            Given::Number(digits) | Given::Word(digits) => digits.trim().parse().ok(),
            _ => None,
        }
    }

    fn text(&self) -> Option<&str> {
        match self {
            Given::Text(text) | Given::Word(text) => Some(text),
            _ => None,
        }
    }

    /// As it is written.
    pub(super) fn written(&self) -> String {
        match self {
            Given::Text(text) | Given::Number(text) | Given::Word(text) | Given::Other(text) => text.clone(),
            Given::Truth(truth) => truth.to_string(),
        }
    }
}

fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn size(number: u64) -> usize {
    usize::try_from(number).expect("the bounds of settings are small")
}

/// Levenshtein's distance, in characters.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, a) in one.chars().take(100).enumerate() {
        let mut diagonal = row[0];
        row[0] = above + 1;
        for (column, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn a_distance_counts_the_letters_to_change() {
        assert_eq!(distance("paralel", "parallel"), 1);
        assert_eq!(distance("", "ab"), 2);
        assert_eq!(distance("été", "ete"), 2);
    }
}

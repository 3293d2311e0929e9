//! What a search needs to know of sources: they change without any article changing, so they are no part of the index.

use std::collections::HashMap;

use super::facts::Sought;
use crate::domain::{Source, SourceId, Trust};
use crate::query::Words;

/// Sources by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Sources {
    known: HashMap<SourceId, Known>,
}

#[derive(Debug)]
struct Known {
    title: Words,
    trust: Trust,
    tags: Vec<String>,
}

impl Sources {
    /// What is needed of these sources.
    pub(super) fn of(sources: &[Source]) -> Sources {
        let known = |source: &Source| Known {
            title: Words::of(&source.title),
            trust: source.trust,
            tags: source.tags.clone(),
        };
        Sources { known: sources.iter().map(|source| (source.id.clone(), known(source))).collect() }
    }

    /// Whether a source is meant by a written name, by its identifier or title.
    pub(super) fn is_called(&self, id: &str, sought: &Sought) -> bool {
        sought.is_met_by(&Words::of(id))
            || self.known.get(id).is_some_and(|known| sought.is_met_by(&known.title))
    }

    /// How far a source is believed, when it is known.
    pub(super) fn trust(&self, id: &str) -> Option<Trust> {
        self.known.get(id).map(|known| known.trust)
    }

    /// The words that a source is grouped by.
    pub(super) fn tags(&self, id: &str) -> &[String] {
        self.known.get(id).map_or(&[], |known| &known.tags)
    }
}

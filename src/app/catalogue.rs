//! The catalogue: sources that the program knows by itself, from `assets/sources.toml`.

use std::collections::HashSet;

use serde::Deserialize;

use crate::assets;
use crate::domain::{FullText, Language, Source, SourceFormat, SourceId, Trust};
use crate::labels::Message;

/// Sources that the program knows by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    entries: Vec<(Source, bool)>,
}

/// What is wrong with a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("catalogue of sources: {0}")]
pub struct CatalogueError(String);

impl CatalogueError {
    /// What is said to the reader.
    pub fn message(&self) -> Message {
        Message::new("error-app-catalogue").with("reason", &self.0)
    }
}

/// The file: a list of `[[source]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CatalogueFile {
    #[serde(default)]
    source: Vec<SourceEntry>,
}

/// An entry of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceEntry {
    id: String,
    title: String,
    address: String,
    #[serde(default)]
    alternates: Vec<String>,
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    language: String,
    #[serde(default)]
    country: String,
    #[serde(default)]
    trust: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    full_text: Option<String>,
    /// Whether a new reader follows it.
    #[serde(default)]
    default: bool,
}

impl Catalogue {
    /// The catalogue in the program.
    pub fn bundled() -> Result<Catalogue, CatalogueError> {
        Catalogue::read(assets::SOURCES)
    }

    /// Reads a catalogue.
    pub fn read(text: &str) -> Result<Catalogue, CatalogueError> {
        let file: CatalogueFile = toml::from_str(text).map_err(|error| CatalogueError(error.to_string()))?;
        let mut names = HashSet::new();
        let mut entries = Vec::new();
        for entry in file.source {
            let default = entry.default;
            let source = entry.source()?;
            if !names.insert(source.id.clone()) {
                return Err(CatalogueError(format!("{} stands there twice", source.id)));
            }
            entries.push((source, default));
        }
        Ok(Catalogue { entries })
    }

    /// Every source, in the catalogue's order.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.entries.iter().map(|(source, _)| source)
    }

    /// The sources that a new reader follows.
    pub fn first(&self) -> impl Iterator<Item = &Source> {
        self.entries.iter().filter(|(_, first)| *first).map(|(source, _)| source)
    }

    /// The source at an address.
    pub fn at(&self, address: &str) -> Option<&Source> {
        self.sources().find(|source| source.address == address)
    }
}

impl SourceEntry {
    fn source(self) -> Result<Source, CatalogueError> {
        let wrong = |field: &str, value: &str| CatalogueError(format!("{}: {field} {value:?}", self.id));
        let id = SourceId::from_name(&self.id).ok_or_else(|| wrong("id", &self.id))?;
        let trust = match &self.trust {
            Some(code) => Trust::from_code(code).ok_or_else(|| wrong("trust", code))?,
            None => Trust::Press,
        };
        let full_text = match &self.full_text {
            Some(code) => FullText::from_code(code).ok_or_else(|| wrong("full_text", code))?,
            None => FullText::Auto,
        };
        match self.format.as_deref() {
            None | Some("feed") => {}
            Some(other) => return Err(wrong("format", other)),
        }
        Ok(Source {
            id,
            title: self.title,
            address: self.address,
            alternates: self.alternates,
            format: SourceFormat::Feed,
            language: Language::from_tag(&self.language),
            country: self.country,
            trust,
            tags: self.tags,
            full_text,
        })
    }
}

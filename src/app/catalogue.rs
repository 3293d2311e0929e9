//! The catalogue: sources that the program knows by itself, from `assets/sources.toml`, and those of the reader's own list in
//! the same form.

use std::collections::HashSet;

use serde::Deserialize;

use crate::assets;
use crate::domain::{FullText, Language, Source, SourceFormat, SourceId, Trust};
use crate::feed::listing::{BadSelector, Selectors};
use crate::feed::table::Columns;
use crate::labels::Message;

use super::error::AppError;
use super::recipe::{Listing, Login, Recipe, Table};
use super::sources::followable_url;

/// Sources that the program knows by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    entries: Vec<Known>,
}

/// A source that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    source: Source,
    /// Whether a new reader follows it.
    first: bool,
    recipe: Recipe,
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
    /// Where the article stands on the pages behind entries.
    #[serde(default)]
    article: Option<String>,
    #[serde(default)]
    listing: Option<ListingEntry>,
    #[serde(default)]
    table: Option<TableEntry>,
    #[serde(default)]
    login: Option<LoginEntry>,
}

/// `[source.listing]`: selectors of a page that lists entries.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListingEntry {
    item: String,
    #[serde(default)]
    link: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    next: String,
}

/// `[source.table]`: selectors of a table of decisions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TableEntry {
    #[serde(default)]
    row: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    breaches: String,
    measure: String,
    #[serde(default)]
    authority: String,
}

/// `[source.login]`: a user, and the command that gives the password.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LoginEntry {
    user: String,
    command: Vec<String>,
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
            let known = entry.known()?;
            if !names.insert(known.source.id.clone()) {
                return Err(CatalogueError(format!("{} stands there twice", known.source.id)));
            }
            entries.push(known);
        }
        Ok(Catalogue { entries })
    }

    /// Every source, in the catalogue's order.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.entries.iter().map(|known| &known.source)
    }

    /// The sources that a new reader follows.
    pub fn first(&self) -> impl Iterator<Item = &Source> {
        self.entries.iter().filter(|known| known.first).map(|known| &known.source)
    }

    /// The source at an address.
    pub fn at(&self, address: &str) -> Option<&Source> {
        self.sources().find(|source| source.address == address)
    }

    /// The source of that name.
    pub fn named(&self, id: &SourceId) -> Option<&Source> {
        self.sources().find(|source| source.id == *id)
    }

    /// How a source is read; a source that is not known is a feed.
    pub fn recipe(&self, id: &SourceId) -> Option<&Recipe> {
        self.entries.iter().find(|known| known.source.id == *id).map(|known| &known.recipe)
    }

    /// This catalogue with the sources of another before its own; those of the same name give way.
    pub fn under(mut self, other: &Catalogue) -> Catalogue {
        self.entries.retain(|known| other.named(&known.source.id).is_none());
        Catalogue { entries: other.entries.iter().cloned().chain(self.entries).collect() }
    }
}

impl SourceEntry {
    fn known(mut self) -> Result<Known, CatalogueError> {
        let first = self.default;
        let recipe = self.recipe()?;
        let source = self.source()?;
        let fits = match source.format {
            SourceFormat::Feed => recipe.listing.is_none() && recipe.table.is_none(),
            SourceFormat::Page => recipe.listing.is_some() && recipe.table.is_none(),
            SourceFormat::Table => recipe.table.is_some() && recipe.listing.is_none(),
        };
        if !fits {
            let format = source.format.code();
            return Err(CatalogueError(format!(
                "{}: format {format:?} and its selectors do not agree",
                source.id
            )));
        }
        Ok(Known { source, first, recipe })
    }

    fn recipe(&mut self) -> Result<Recipe, CatalogueError> {
        let listing = self.listing.take().map(ListingEntry::listing);
        let table = self.table.take().map(TableEntry::table);
        let wrong = |error: BadSelector| CatalogueError(format!("{}: {error}", self.id));
        listing.as_ref().map_or(Ok(()), |listing| listing.selectors.check()).map_err(wrong)?;
        table.as_ref().map_or(Ok(()), |table| table.columns.check()).map_err(wrong)?;
        let login = self.login.take().map(|login| Login { user: login.user, command: login.command });
        Ok(Recipe { listing, table, article: self.article.take(), login })
    }

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
        let format = match &self.format {
            Some(code) => SourceFormat::from_code(code).ok_or_else(|| wrong("format", code))?,
            None => SourceFormat::Feed,
        };
        if let Err(AppError::UserInfo(address)) = followable_url(&self.address) {
            return Err(wrong("address", &address));
        }
        Ok(Source {
            id,
            title: self.title,
            address: self.address,
            alternates: self.alternates,
            format,
            language: Language::from_tag(&self.language),
            country: self.country,
            trust,
            tags: self.tags,
            full_text,
        })
    }
}

impl ListingEntry {
    fn listing(self) -> Listing {
        let selectors = Selectors { item: self.item, link: self.link, title: self.title, date: self.date };
        Listing { selectors, next: self.next }
    }
}

impl TableEntry {
    fn table(self) -> Table {
        let columns = Columns {
            row: self.row,
            date: self.date,
            organisation: self.organisation,
            breaches: self.breaches,
            measure: self.measure,
        };
        Table { columns, authority: self.authority }
    }
}

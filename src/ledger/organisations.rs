//! The list of organisations, from its file's text.

use serde::Deserialize;

use crate::domain::{Organisation, Organisations};

/// A text that is no list of organisations.
#[derive(Debug, thiserror::Error)]
#[error("not a list of organisations: {0}")]
pub struct NotOrganisations(#[from] Box<toml::de::Error>);

/// The file: one `[[organisation]]` table each.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    organisation: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    group: Option<String>,
    sector: Option<String>,
    country: Option<String>,
    #[serde(default)]
    complainant: bool,
}

/// Reads `organisations.toml`: `name`, and as far as known `aliases`, `group`, `sector`, `country`, `complainant`.
pub fn read_organisations(text: &str) -> Result<Organisations, NotOrganisations> {
    let file: File = toml::from_str(text).map_err(Box::new)?;
    Ok(Organisations::new(file.organisation.into_iter().map(organisation).collect()))
}

fn organisation(entry: Entry) -> Organisation {
    Organisation {
        name: entry.name,
        aliases: entry.aliases,
        group: entry.group.filter(|group| !group.is_empty()),
        sector: entry.sector,
        country: entry.country,
        complainant: entry.complainant,
    }
}

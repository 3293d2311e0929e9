//! What a query needs to know of names: organisations with the reader's own aliases, authorities, saved views, values.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::assets;
use crate::config::Standing;
use crate::domain::{Organisation, Organisations, fold_name};
use crate::ledger::read_organisations;
use crate::query::{self, FieldName, ValueCount};

use super::error::AppError;
use super::library::Library;

/// The reader's own names of organisations, in the folder of the settings: `"usual name" = ["other name", …]`.
const ALIASES: &str = "aliases.toml";

/// Names and views, as they stood when they were asked for. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Names {
    organisations: Arc<Organisations>,
    standing: Arc<Standing>,
    values: Arc<HashMap<&'static str, Vec<ValueCount>>>,
}

impl Library {
    /// The names that queries are read with.
    pub fn names(&self) -> Result<Names, AppError> {
        Ok(Names {
            organisations: self.organisations()?,
            standing: Arc::new(self.standing()?),
            values: Arc::default(),
        })
    }

    /// The same with the values that occur in fields, for completion: from the index, nothing while there is none.
    pub fn names_with_values(&self) -> Result<Names, AppError> {
        Ok(Names { values: Arc::new(self.values()?), ..self.names()? })
    }

    fn values(&self) -> Result<HashMap<&'static str, Vec<ValueCount>>, AppError> {
        let Some(index) = self.ready_index() else { return Ok(HashMap::new()) };
        let mut values: HashMap<&'static str, Vec<ValueCount>> = HashMap::new();
        for (field, counts) in index.values(&TimeZone::UTC)? {
            let counted = counts
                .into_iter()
                .map(|count| ValueCount { value: count.value, count: Some(count.articles as u64) });
            values.insert(field, counted.collect());
        }
        let mut tags: HashMap<String, u64> = HashMap::new();
        self.store.tags()?.into_values().flatten().for_each(|tag| *tags.entry(tag).or_default() += 1);
        let tags = tags.into_iter().map(|(value, count)| ValueCount { value, count: Some(count) });
        values.insert("tag", tags.collect());
        Ok(values)
    }

    /// The organisations that the program knows, with the reader's own aliases; read once.
    pub(super) fn organisations(&self) -> Result<Arc<Organisations>, AppError> {
        if let Some(known) = self.shared.organisations.get() {
            return Ok(Arc::clone(known));
        }
        let known = read_organisations(assets::ORGANISATIONS).expect("tests read the data files");
        let known = Arc::new(known.with_aliases(&self.own_aliases()?));
        Ok(Arc::clone(self.shared.organisations.get_or_init(|| known)))
    }

    fn own_aliases(&self) -> Result<Vec<(String, String)>, AppError> {
        let Some(path) = self.own_file(ALIASES) else { return Ok(Vec::new()) };
        let text = super::files::read_if_there(&path)?;
        let table: HashMap<String, Vec<String>> = toml::from_str(&text).map_err(|error| {
            AppError::OwnFile { path: path.display().to_string(), reason: error.message().to_owned() }
        })?;
        let pairs = table
            .into_iter()
            .flat_map(|(name, aliases)| aliases.into_iter().map(move |alias| (alias, name.clone())));
        Ok(pairs.collect())
    }
}

impl query::Names for Names {
    fn organisation(&self, written: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        if let Some(known) = self.organisations.find(written) {
            names.extend(names_of(known));
        }
        let group = self.organisations.iter().filter_map(|known| known.group.as_deref());
        let sought = fold_name(written);
        if let Some(group) = group.into_iter().find(|group| fold_name(group) == sought) {
            self.organisations.members(group).for_each(|member| names.extend(names_of(member)));
        }
        names.sort_unstable();
        names.dedup();
        names
    }

    fn authority(&self, written: &str) -> Vec<String> {
        let sought = fold_name(written);
        let bears = |known: &&Authority| known.names().any(|name| fold_name(name) == sought);
        AUTHORITIES.iter().find(bears).map_or_else(Vec::new, |known| known.names().cloned().collect())
    }

    fn view(&self, name: &str) -> Option<String> {
        self.standing.view(name).map(|view| view.query.clone())
    }

    fn views(&self) -> Vec<ValueCount> {
        let named = |view: &crate::config::View| ValueCount { value: view.name.clone(), count: None };
        self.standing.views.iter().map(named).collect()
    }

    fn values(&self, field: FieldName) -> Vec<ValueCount> {
        self.values.get(field.code()).cloned().unwrap_or_default()
    }
}

fn names_of(organisation: &Organisation) -> impl Iterator<Item = String> + '_ {
    std::iter::once(&organisation.name).chain(&organisation.aliases).cloned()
}

/// An authority of the list, as far as its names go.
#[derive(Debug, Deserialize)]
struct Authority {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
}

impl Authority {
    fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.aliases)
    }
}

/// The file of authorities.
#[derive(Debug, Deserialize)]
struct Authorities {
    authority: Vec<Authority>,
}

static AUTHORITIES: LazyLock<Vec<Authority>> = LazyLock::new(|| {
    let file: Authorities = toml::from_str(assets::AUTHORITIES).expect("tests read the data files");
    file.authority
});

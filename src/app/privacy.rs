//! What is stored about persons: counted, so that the reader can say it to who asks.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::error::AppError;
use super::library::Library;

/// What is stored about persons, and where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Privacy {
    /// Articles.
    pub articles: u64,
    /// When the first of them was fetched.
    pub since: Option<Timestamp>,
    /// Names of organisations that measures bear; a sole trader's is a person's.
    pub organisations: u64,
    /// Names of complainants that measures bear.
    pub complainants: u64,
    /// Names of authors.
    pub authors: u64,
    /// Articles that the reader has read or starred: what the reader was interested in.
    pub marks: u64,
    /// What lies in the data directory: path, bytes, and since when; nothing that is not there.
    pub places: Vec<(PathBuf, u64, Option<Timestamp>)>,
    /// The hosts to which requests were ever sent.
    pub hosts: Vec<String>,
}

impl Library {
    /// What is stored about persons.
    pub fn privacy(&self) -> Result<Privacy, AppError> {
        let rows = self.headlines()?;
        let mut organisations = HashSet::new();
        let mut authors = HashSet::new();
        let mut complainants = HashSet::new();
        let mut privacy = Privacy { articles: rows.len() as u64, ..Privacy::default() };
        for row in &rows {
            let fetched = row.article.dates.fetched;
            privacy.since = Some(privacy.since.map_or(fetched, |since| since.min(fetched)));
            privacy.marks += u64::from(row.mark.read || row.mark.starred);
            organisations.extend(row.facts.iter().filter_map(|fact| fact.company.clone()));
            authors.extend(row.article.author.clone());
        }
        for row in rows.iter().filter(|row| !row.facts.is_empty()) {
            let kept = self.store.article(row.article.id)?;
            let measures = kept.into_iter().flat_map(|kept| kept.measures);
            complainants.extend(measures.filter_map(|measure| measure.complainant));
        }
        privacy.organisations = organisations.len() as u64;
        privacy.authors = authors.len() as u64;
        privacy.complainants = complainants.len() as u64;
        privacy.places = places(self.folder());
        privacy.hosts = self.hosts()?.into_iter().map(|contact| contact.host).collect();
        Ok(privacy)
    }
}

fn places(folder: &Path) -> Vec<(PathBuf, u64, Option<Timestamp>)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut places: Vec<_> = entries
        .filter(|entry| !["lock", "socket", "stamp"].iter().any(|name| entry.file_name() == *name))
        .map(|entry| (entry.path(), size_of(&entry.path()), made(&entry.path())))
        .collect();
    places.sort();
    places
}

/// When a file or directory was made, where the file system tells.
fn made(path: &Path) -> Option<Timestamp> {
    Timestamp::try_from(std::fs::metadata(path).ok()?.created().ok()?).ok()
}

/// Bytes of a file, or of all files under a directory.
fn size_of(path: &Path) -> u64 {
    match std::fs::read_dir(path) {
        Ok(entries) => entries.flatten().map(|entry| size_of(&entry.path())).sum(),
        Err(_) => std::fs::metadata(path).map_or(0, |metadata| metadata.len()),
    }
}

//! Sources: which are followed, and how they fare.

use std::path::Path;

use url::Url;

use crate::domain::{FullText, Language, Source, SourceFormat, SourceId, Trust};

use super::catalogue::Catalogue;
use super::error::AppError;
use super::library::Library;
use super::views::SourceStatus;

impl Library {
    /// Every source, in the catalogue's order.
    pub fn sources(&self) -> Result<Vec<SourceStatus>, AppError> {
        let mut counts = self.store.counts()?;
        let mut statuses = Vec::new();
        for source in self.followed()? {
            let state = self.store.fetch_state(&source.id)?;
            let count = counts.remove(&source.id).unwrap_or_default();
            statuses.push(SourceStatus {
                articles: count.articles,
                unread: count.unread,
                last_success: state.last_success,
                failure: state.failure,
                mended: state.mended,
                source,
            });
        }
        Ok(statuses)
    }

    /// Every source that names an article, also those that are no longer followed.
    pub fn known_sources(&self) -> Result<Vec<Source>, AppError> {
        Ok(self.store.sources()?.into_iter().map(|kept| kept.source).collect())
    }

    /// Every source that the program knows by itself.
    pub fn catalogue(&self) -> Vec<Source> {
        Catalogue::bundled().map_or_else(|_| Vec::new(), |catalogue| catalogue.sources().cloned().collect())
    }

    /// Follows a feed at an http, https or file address; the title is the feed's own until it is fetched. A path of a
    /// file that exists is taken as its file address. A source that is followed already is given back as it is.
    pub fn add_source(&self, address: &str, title: Option<&str>) -> Result<Source, AppError> {
        let address = followable(address)?;
        let kept = self.store.sources()?;
        let before = kept.iter().find(|kept| kept.source.address == address);
        if let Some(kept) = before.filter(|kept| kept.followed && title.is_none()) {
            return Ok(kept.source.clone());
        }
        let known = before.map(|kept| kept.source.clone());
        let known = known.or_else(|| Catalogue::bundled().ok()?.at(&address).cloned());
        let mut source = known.unwrap_or_else(|| unknown_source(&address));
        if let Some(title) = title {
            title.trim().clone_into(&mut source.title);
        }
        self.store.put_sources(std::slice::from_ref(&source))?;
        Ok(source)
    }

    /// Follows sources as they are: those of the catalogue, or of a list that was imported.
    pub fn follow(&self, sources: &[Source]) -> Result<(), AppError> {
        Ok(self.store.put_sources(sources)?)
    }

    /// Ceases to follow a source; its articles stay.
    pub fn remove_source(&self, id: &SourceId) -> Result<(), AppError> {
        if self.store.unfollow(id)? { Ok(()) } else { Err(AppError::UnknownSource(id.clone())) }
    }

    /// The sources that are followed, in their order.
    pub(super) fn followed(&self) -> Result<Vec<Source>, AppError> {
        let kept = self.store.sources()?;
        Ok(kept.into_iter().filter(|kept| kept.followed).map(|kept| kept.source).collect())
    }

    /// Once in the life of a store.
    pub(super) fn follow_first_sources(&self) -> Result<(), AppError> {
        if self.store.is_seeded()? {
            return Ok(());
        }
        self.follow(&Catalogue::bundled()?.first().cloned().collect::<Vec<Source>>())?;
        Ok(self.store.set_seeded()?)
    }
}

/// A source of which nothing is known but its address; the address stands for its title until it is fetched.
pub(super) fn unknown_source(address: &str) -> Source {
    Source {
        id: SourceId::from_address(address),
        title: address.to_owned(),
        address: address.to_owned(),
        alternates: Vec::new(),
        format: SourceFormat::Feed,
        language: Language::Other,
        country: String::new(),
        trust: Trust::Press,
        tags: Vec::new(),
        full_text: FullText::Auto,
    }
}

/// The address in its usual form, if it can be followed.
pub(super) fn followable(address: &str) -> Result<String, AppError> {
    let address = address.trim();
    let refused = || AppError::Address(address.to_owned());
    if let Ok(path) = Path::new(address).canonicalize() {
        return Url::from_file_path(path).map(String::from).map_err(|()| refused());
    }
    followable_url(address)
}

/// The same of an address that is no path.
pub(super) fn followable_url(address: &str) -> Result<String, AppError> {
    let address = address.trim();
    let refused = || AppError::Address(address.to_owned());
    let url = Url::parse(address).map_err(|_| refused())?;
    match url.scheme() {
        "http" | "https" if url.has_host() => Ok(url.into()),
        "file" if address.starts_with("file:/") && url.to_file_path().is_ok() => Ok(url.into()),
        _ => Err(refused()),
    }
}

//! Sources: which are followed, and how they fare.

use std::fs;
use std::io;
use std::path::Path;

use url::Url;

use crate::domain::{FullText, Language, Source, SourceFormat, SourceId, Trust};

use super::catalogue::Catalogue;
use super::error::AppError;
use super::library::Library;
use super::recipe::Recipe;
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

    /// Every source that the program knows by itself, after those of the reader's own list.
    pub fn catalogue(&self) -> Vec<Source> {
        self.known().map_or_else(|_| Vec::new(), |catalogue| catalogue.sources().cloned().collect())
    }

    /// Follows a feed at an http, https or file address; the title is the feed's own until it is fetched. A path of a
    /// file that exists is taken as its file address. A source that is followed already is given back as it is.
    ///
    /// Instead of an address, the name of a source of the catalogue is taken too.
    pub fn add_source(&self, address: &str, title: Option<&str>) -> Result<Source, AppError> {
        let named = SourceId::from_name(address.trim());
        let address = match named.and_then(|id| Some(self.known().ok()?.named(&id)?.address.clone())) {
            Some(address) => address,
            None => followable(address)?,
        };
        let kept = self.store.sources()?;
        let before = kept.iter().find(|kept| kept.source.address == address);
        if let Some(kept) = before.filter(|kept| kept.followed && title.is_none()) {
            return Ok(kept.source.clone());
        }
        let known = before.map(|kept| kept.source.clone());
        let known = known.or_else(|| self.known().ok()?.at(&address).cloned());
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

    /// Whether an address, or a name of the catalogue, is followed already, and as what.
    pub fn followed_at(&self, address: &str) -> Result<Option<Source>, AppError> {
        let followed = self.followed()?;
        let named = SourceId::from_name(address.trim());
        let address = followable(address).unwrap_or_default();
        let by_address = SourceId::from_address(&address);
        Ok(followed.into_iter().find(|source| {
            source.address == address || source.id == by_address || Some(&source.id) == named.as_ref()
        }))
    }

    /// The catalogue and the reader's own list of sources.
    pub(super) fn known(&self) -> Result<&Catalogue, AppError> {
        if let Some(known) = self.shared.catalogue.get() {
            return Ok(known);
        }
        let known = Catalogue::bundled()?.under(&self.own_sources()?);
        Ok(self.shared.catalogue.get_or_init(|| known))
    }

    /// How a source is read.
    pub(super) fn recipe(&self, id: &SourceId) -> Recipe {
        self.known().ok().and_then(|known| known.recipe(id)).cloned().unwrap_or_default()
    }

    fn own_sources(&self) -> Result<Catalogue, AppError> {
        let Some(path) = &self.shared.config.sources.file else { return Ok(Catalogue::default()) };
        let wrong = |reason: String| AppError::OwnSources { path: path.display().to_string(), reason };
        match fs::read_to_string(path) {
            Ok(text) => Catalogue::read(&text).map_err(|error| wrong(error.to_string())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Catalogue::default()),
            Err(error) => Err(wrong(error.to_string())),
        }
    }

    /// Follows what the reader's own list names: a source that is new is added, one that reads otherwise is put right, one
    /// that was removed stays away.
    pub(super) fn follow_own_sources(&self) -> Result<(), AppError> {
        let own = self.own_sources()?;
        if own.sources().next().is_none() {
            return Ok(());
        }
        let kept = self.store.sources()?;
        let is_wanted = |source: &&Source| match kept.iter().find(|kept| kept.source.id == source.id) {
            Some(kept) => kept.followed && kept.source != **source,
            None => true,
        };
        let wanted: Vec<Source> = own.sources().filter(is_wanted).cloned().collect();
        if wanted.is_empty() { Ok(()) } else { self.follow(&wanted) }
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

/// An address without the user and password in it.
pub(super) fn without_user_info(mut url: Url) -> String {
    let gone = url.set_username("").and_then(|()| url.set_password(None));
    if gone.is_ok() { url.into() } else { String::new() }
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
        "http" | "https" if !url.username().is_empty() || url.password().is_some() => {
            Err(AppError::UserInfo(without_user_info(url)))
        }
        "http" | "https" if url.has_host() => Ok(url.into()),
        "file" if address.starts_with("file:/") && url.to_file_path().is_ok() => Ok(url.into()),
        _ => Err(refused()),
    }
}

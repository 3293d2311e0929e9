//! The settings that hold for this run: the reader's file, the environment, the flags.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::arguments::Global;
use super::failure::Failure;
use crate::app::Library;
use crate::config::{Config, Explained, Layers};
use crate::labels::Labels;

impl Global {
    /// The settings.
    pub(super) fn settings(&self, labels: &Labels) -> Result<Config, Failure> {
        let file = self.file(labels)?;
        let environment = environment();
        let layers = Layers {
            file: file.as_ref().map(|(path, text)| (path.as_path(), text.as_str())),
            environment: &environment,
            flags: &self.flags(),
        };
        let mut config =
            Config::load(&layers).map_err(|error| Failure::new(Failure::USAGE, &error.message(), labels))?;
        // A path need not be text, so it does not pass through the layer of flags.
        let path = self.config.clone().or_else(Config::default_path);
        config.own_folder = path.and_then(|path| path.parent().map(Path::to_owned));
        if let Some(store) = &self.store {
            config.store.directory = Some(store.clone());
        }
        if config.sources.file.is_none() {
            let settings = self.config.clone().or_else(Config::default_path);
            config.sources.file = settings.map(|path| path.with_file_name("sources.toml"));
        }
        Ok(config)
    }

    /// Every setting with its value and where it comes from, and where the reader's file is or would be.
    pub(super) fn explained(&self, labels: &Labels) -> Result<(Option<PathBuf>, Vec<Explained>), Failure> {
        let file = self.file(labels)?;
        let mut flags = self.flags();
        flags.extend(
            self.store
                .iter()
                .map(|store| ("store.directory".to_owned(), store.to_string_lossy().into_owned())),
        );
        let layers = Layers {
            file: file.as_ref().map(|(path, text)| (path.as_path(), text.as_str())),
            environment: &environment(),
            flags: &flags,
        };
        let settings = Config::explain(&layers)
            .map_err(|error| Failure::new(Failure::USAGE, &error.message(), labels))?;
        Ok((self.config.clone().or_else(Config::default_path), settings))
    }

    /// The library in the data directory, opened.
    pub(super) fn library(&self, labels: &Labels) -> Result<Library, Failure> {
        Library::open(self.settings(labels)?).map_err(|error| Failure::of_app(&error, labels))
    }

    /// The folder of the reader's configuration.
    pub(super) fn config_folder(&self) -> Option<PathBuf> {
        let file = self.config.clone().or_else(Config::default_path)?;
        file.parent().map(PathBuf::from)
    }

    fn flags(&self) -> Vec<(String, String)> {
        let offline = self.offline.then(|| ("fetch.offline".to_owned(), "true".to_owned()));
        let language = self.lang.clone().map(|language| ("interface.language".to_owned(), language));
        offline.into_iter().chain(language).collect()
    }

    /// The file that was named, which must be there, or the one at the usual place, if there is one.
    fn file(&self, labels: &Labels) -> Result<Option<(PathBuf, String)>, Failure> {
        let Some(path) = self.config.clone().or_else(Config::default_path) else { return Ok(None) };
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some((path, text))),
            Err(error) if self.config.is_none() && error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::of_file(&path.to_string_lossy(), &error, labels)),
        }
    }
}

/// The variables of the environment that are text.
fn environment() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

//! Settings: the defaults, then the reader's file, then the environment, then flags; the later goes before the earlier.
//!
//! The defaults are a file like the reader's, `assets/config.toml`, complete and commented: one truth. Reads no file and
//! no environment by itself: both arrive as arguments. A name that does not exist, a value that makes no sense: told
//! with its line, the reason, and the nearest name that exists.

mod error;
mod layer;
mod settings;
mod standing;

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::assets;
use crate::labels::Tongue;

pub use error::{ConfigError, Origin, Reason, Wanted};
pub use settings::setting_names;
pub use standing::{
    Rule, Standing, StandingEntry, StandingError, StandingKind, View, Watch, with_entry, with_name,
    with_place, without_entry,
};

/// Every setting, with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `[store]`
    pub store: StoreSettings,
    /// `[interface]`
    pub interface: InterfaceSettings,
    /// `[sources]`
    pub sources: SourcesSettings,
    /// `[refresh]`
    pub refresh: RefreshSettings,
    /// `[fetch]`
    pub fetch: FetchSettings,
    /// `[privacy]`
    pub privacy: PrivacySettings,
    /// The folder of the reader's own files: views, aliases. No setting: it is the settings file's own folder; nothing
    /// where there is no such place.
    pub own_folder: Option<PathBuf>,
}

/// What is done for the persons that articles name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrivacySettings {
    /// Whether decisions whose publication by name has ended are shown without names.
    pub hide_expired_names: bool,
}

/// Where articles are kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoreSettings {
    /// The data directory; nothing for the platform's.
    pub directory: Option<PathBuf>,
    /// What is archived of what is received.
    pub archive: Archiving,
    /// Most bytes of the archive, beyond which its oldest files go; nothing for no bound.
    pub archive_bytes: Option<u64>,
}

/// What is archived of what is received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Archiving {
    /// Feeds and pages.
    #[default]
    Full,
    /// Feeds alone.
    Slim,
    /// Nothing.
    Off,
}

/// How the program speaks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InterfaceSettings {
    /// The language; nothing for the system's.
    pub language: Option<Tongue>,
    /// Whether the keys are those of newsboat.
    pub newsboat_keys: bool,
}

/// What the reader tells of sources.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourcesSettings {
    /// The reader's own list of sources; nothing for the one beside the settings.
    pub file: Option<PathBuf>,
}

/// When and how sources are fetched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RefreshSettings {
    /// Whether the reader fetches when it opens.
    pub on_start: bool,
    /// Time between two refreshes while the reader is open; nothing for none.
    pub every: Option<Duration>,
    /// Sources fetched at the same time.
    pub parallel: usize,
    /// Whether pages are fetched where a feed gives a summary only.
    pub pages: bool,
    /// Pages fetched at most for one source in one refresh.
    pub pages_per_source: usize,
}

/// Bounds of one answer from the net.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FetchSettings {
    /// Whether nothing at all is sent over the network.
    pub offline: bool,
    /// Time to reach a server.
    pub connect: Duration,
    /// Time for an answer to begin.
    pub answer: Duration,
    /// Time for a whole answer.
    pub total: Duration,
    /// Largest feed, in bytes.
    pub feed_bytes: usize,
    /// Largest page, in bytes.
    pub page_bytes: usize,
    /// Redirections followed at most.
    pub redirects: usize,
    /// A proxy for everything; nothing for what the environment says.
    pub proxy: Option<String>,
    /// A file of certificates, in PEM, that are trusted beside the system's.
    pub certificates: Option<PathBuf>,
    /// How the reader presents itself; nothing for its name and version.
    pub user_agent: Option<String>,
}

/// What stands above the defaults. Everything is optional.
#[derive(Debug, Clone, Copy, Default)]
pub struct Layers<'a> {
    /// The reader's file: its path, to be named in errors, and its text.
    pub file: Option<(&'a Path, &'a str)>,
    /// Environment variables; those that do not begin with `VIGIE_` are passed over.
    pub environment: &'a [(String, String)],
    /// Settings given as flags: `refresh.parallel` and its value.
    pub flags: &'a [(String, String)],
}

/// A setting, the value that holds, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// Section, point, key.
    pub name: &'static str,
    /// The value as it is written there.
    pub value: String,
    /// Where it stands; nothing when it is the default.
    pub origin: Option<Origin>,
}

/// By what name errors call the file of the defaults.
const DEFAULTS: &str = "assets/config.toml";

impl Config {
    /// The defaults.
    pub fn defaults() -> Config {
        Config::load(&Layers::default())
            .expect("the default settings are complete and right; a test sees to it")
    }

    /// The defaults with the layers on them.
    pub fn load(layers: &Layers<'_>) -> Result<Config, ConfigError> {
        Config::laid(layers, &mut Vec::new())
    }

    /// Every setting in its order with the value that holds, and where it comes from.
    pub fn explain(layers: &Layers<'_>) -> Result<Vec<Explained>, ConfigError> {
        let mut seen = Vec::new();
        Config::laid(layers, &mut seen)?;
        let last = |name: &'static str| {
            let (_, value, origin) = seen.iter().rfind(|(of, ..)| *of == name)?;
            let is_default = matches!(origin, Origin::File { path, .. } if path == Path::new(DEFAULTS));
            let origin = (!is_default).then(|| origin.clone());
            Some(Explained { name, value: value.clone(), origin })
        };
        Ok(setting_names().filter_map(last).collect())
    }

    fn laid(layers: &Layers<'_>, seen: &mut Vec<layer::Seen>) -> Result<Config, ConfigError> {
        let mut config = Config::blank();
        layer::file(&mut config, seen, Path::new(DEFAULTS), assets::CONFIG)?;
        if let Some((path, text)) = layers.file {
            layer::file(&mut config, seen, path, text)?;
        }
        layer::environment(&mut config, seen, layers.environment)?;
        layer::flags(&mut config, seen, layers.flags)?;
        Ok(config)
    }

    /// Where the reader's file stands on this platform; nothing when the reader has no home.
    pub fn default_path() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "vigie").map(|places| places.config_dir().join("config.toml"))
    }

    fn blank() -> Config {
        Config {
            store: StoreSettings::default(),
            interface: InterfaceSettings::default(),
            sources: SourcesSettings::default(),
            refresh: RefreshSettings::default(),
            fetch: FetchSettings::default(),
            privacy: PrivacySettings::default(),
            own_folder: None,
        }
    }
}

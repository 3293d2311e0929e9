//! What is wrong with a setting, and where it stands.

use std::fmt;
use std::path::PathBuf;

use crate::labels::Message;

/// A setting that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{origin}: {reason}")]
pub struct ConfigError {
    /// Where it stands.
    pub origin: Origin,
    /// What is wrong with it.
    pub reason: Reason,
}

/// Where a setting stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A line of a file, counted from 1.
    File {
        /// The file.
        path: PathBuf,
        /// The line.
        line: usize,
    },
    /// An environment variable, by its name.
    Variable(String),
    /// A flag, by its setting.
    Flag(String),
}

/// What is wrong with a setting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The file is not TOML; with the parser's words.
    #[error("not TOML: {0}")]
    Syntax(String),
    /// No setting has that name.
    #[error("no setting {name}")]
    Unknown {
        /// The name.
        name: String,
        /// The nearest name that exists, if one is near.
        nearest: Option<&'static str>,
    },
    /// The value is none of those that the setting takes.
    #[error("{name} takes {wanted:?}, not {value:?}")]
    Value {
        /// The setting.
        name: &'static str,
        /// What it takes.
        wanted: Wanted,
        /// What was given.
        value: String,
    },
}

/// What a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// `true` or `false`.
    Truth,
    /// A whole number between two bounds, both included.
    Number(u64, u64),
    /// A text.
    Text,
    /// One of a few words.
    OneOf(&'static [&'static str]),
}

impl ConfigError {
    /// What is said to the reader: where, what, what to do.
    pub fn message(&self) -> Message {
        let reason = self.reason.message();
        match &self.origin {
            Origin::File { path, line } => Message::new("error-config-file")
                .with("path", path.display().to_string())
                .count("line", *line as u64)
                .because("reason", reason),
            Origin::Variable(name) => {
                Message::new("error-config-variable").with("name", name).because("reason", reason)
            }
            Origin::Flag(name) => {
                Message::new("error-config-flag").with("name", name).because("reason", reason)
            }
        }
    }
}

impl Reason {
    fn message(&self) -> Message {
        match self {
            Reason::Syntax(words) => Message::new("error-config-syntax").with("words", words),
            Reason::Unknown { name, nearest: Some(nearest) } => {
                Message::new("error-config-unknown-near").with("name", name).with("nearest", *nearest)
            }
            Reason::Unknown { name, nearest: None } => {
                Message::new("error-config-unknown").with("name", name)
            }
            Reason::Value { name, wanted, value } => {
                wanted.message().with("name", *name).with("value", value)
            }
        }
    }
}

impl Wanted {
    fn message(self) -> Message {
        match self {
            Wanted::Truth => Message::new("error-config-truth"),
            Wanted::Number(least, most) => Message::new("error-config-number")
                .with("least", least.to_string())
                .with("most", most.to_string()),
            Wanted::Text => Message::new("error-config-text"),
            Wanted::OneOf(words) => Message::new("error-config-words").with("words", words.join(", ")),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::File { path, line } => write!(formatter, "{}:{line}", path.display()),
            Origin::Variable(name) | Origin::Flag(name) => formatter.write_str(name),
        }
    }
}

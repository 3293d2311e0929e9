//! Why a command ended badly, and the exit code that tells it.

use std::io;
use std::process::ExitCode;

use crate::app::AppError;
use crate::labels::{Labels, Message, system_words};

/// What is told on standard error, and with which exit code.
#[derive(Debug)]
pub(super) enum Failure {
    /// The reader of our output has gone: success.
    ClosedPipe,
    /// Anything else, already in the reader's words.
    Told {
        /// What failed, why, what to do.
        words: String,
        /// The exit code.
        code: u8,
    },
}

impl Failure {
    /// Done in part.
    pub(super) const PARTIAL: u8 = 1;
    /// Arguments that make no sense.
    pub(super) const USAGE: u8 = 2;
    /// Nothing by that name.
    pub(super) const NOT_FOUND: u8 = 3;
    /// The store cannot be used.
    pub(super) const STORE: u8 = 4;

    /// A failure said by a label.
    pub(super) fn new(code: u8, message: &Message, labels: &Labels) -> Failure {
        Failure::Told { words: labels.say(message), code }
    }

    /// A failure of a use case.
    pub(super) fn of_app(error: &AppError, labels: &Labels) -> Failure {
        let code = match error {
            AppError::Address(_) | AppError::UserInfo(_) | AppError::OwnSources { .. } => Failure::USAGE,
            AppError::UnknownSource(_) => Failure::NOT_FOUND,
            AppError::Fetch(_) | AppError::NoFeed { .. } | AppError::Pdf(_) => Failure::PARTIAL,
            _ => Failure::STORE,
        };
        Failure::new(code, &error.message(), labels)
    }

    /// A file or stream that could not be read or written; a closed pipe is none.
    pub(super) fn of_file(name: &str, error: &io::Error, labels: &Labels) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::ClosedPipe;
        }
        let message =
            Message::new("error-file").with("name", name).because("reason", system_words(&error.to_string()));
        Failure::new(Failure::PARTIAL, &message, labels)
    }

    /// Tells it on standard error.
    pub(super) fn report(self) -> ExitCode {
        match self {
            Failure::ClosedPipe => ExitCode::SUCCESS,
            Failure::Told { words, code } => {
                eprintln!("vigie: {words}");
                ExitCode::from(code)
            }
        }
    }
}

//! How a source is read beside its address: selectors for its pages, and the login that it asks for. Told by the catalogue or
//! by the reader's own list of sources, not kept in the store: a secret never comes there.

use std::time::Duration;

use tokio::process::Command;
use url::Url;

use crate::feed::listing::Selectors;
use crate::feed::table::Columns;
use crate::labels::Message;

/// How long a command may take that gives a secret.
const PATIENCE: Duration = Duration::from_secs(30);

/// How a source is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recipe {
    /// For a page that lists entries.
    pub listing: Option<Listing>,
    /// For a page with a table of decisions.
    pub table: Option<Table>,
    /// Where the article stands on the pages behind entries, as a CSS selector; nothing to have it sought.
    pub article: Option<String>,
    /// The login that its server asks for.
    pub login: Option<Login>,
}

/// A page that lists entries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// Where the parts of an entry stand.
    pub selectors: Selectors,
    /// Where the link to the next page stands; empty for the page's own `rel="next"`.
    pub next: String,
}

/// A page with a table of decisions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Where its columns stand.
    pub columns: Columns,
    /// Whose decisions they are, by the usual name; empty when the rows say so themselves.
    pub authority: String,
}

/// A user and the command whose first line of output is the password.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// The user's name.
    pub user: String,
    /// The program and its arguments; no shell reads them.
    pub command: Vec<String>,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Login").field("user", &self.user).finish_non_exhaustive()
    }
}

impl Login {
    /// The address with user and password in it, for the one request that needs them. Runs the command.
    pub(super) async fn address(&self, address: &str) -> Result<String, Message> {
        let secret = self.secret().await.map_err(|reason| {
            let program = self.command.first().cloned().unwrap_or_default();
            Message::new("error-app-secret").with("command", program).with("reason", reason)
        })?;
        let refused = || Message::new("error-app-address").with("address", address);
        let mut url = Url::parse(address).map_err(|_| refused())?;
        url.set_username(&self.user).map_err(|()| refused())?;
        url.set_password(Some(&secret)).map_err(|()| refused())?;
        Ok(url.into())
    }

    async fn secret(&self) -> Result<String, String> {
        let (program, arguments) = self.command.split_first().ok_or_else(String::new)?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(std::process::Stdio::null()).kill_on_drop(true);
        let ended = tokio::time::timeout(PATIENCE, command.output()).await;
        let output =
            ended.map_err(|_| format!("{} s", PATIENCE.as_secs()))?.map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(output.status.to_string());
        }
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.lines().next().map(str::to_owned).filter(|line| !line.is_empty()).ok_or_else(String::new)
    }
}

//! How the reader has arranged the screen: what is remembered from one day to the next.

use serde::{Deserialize, Serialize};

use super::filter::Order;
use super::model::{Model, Sidebar};

/// What is remembered, as its file has it; what the file does not say is as at first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Settings {
    /// The theme's name; nothing for the one that suits the terminal.
    pub theme: Option<String>,
    /// The order of the list, by its name on the command line.
    pub order: Option<String>,
    /// Whether the pane of sources is shown; nothing for where there is room.
    pub sources: Option<bool>,
    /// Columns added to the list.
    pub list_columns: i16,
    /// Columns added to the sources.
    pub sources_columns: i16,
    /// Whether the mouse is left to the terminal.
    pub mouse_off: bool,
}

impl Settings {
    /// Reads a file's text; a file that is no such thing says nothing.
    pub fn read(text: &str) -> Settings {
        toml::from_str(text).unwrap_or_default()
    }

    /// The file's text.
    pub fn written(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }
}

impl Model {
    /// How the screen is arranged now.
    pub(super) fn settings(&self) -> Settings {
        let arrangement = self.arrangement;
        Settings {
            theme: self.chosen_theme.clone(),
            order: (self.order != Order::default()).then(|| self.order.name().to_owned()),
            sources: match arrangement.sidebar {
                Sidebar::WhereRoom => None,
                Sidebar::Hidden => Some(false),
                Sidebar::Shown => Some(true),
            },
            list_columns: arrangement.list_change,
            sources_columns: arrangement.sources_change,
            mouse_off: !arrangement.mouse,
        }
    }

    /// Arranges the screen as it was; the mouse is the runtime's to take.
    pub(super) fn arrange(&mut self, settings: &Settings) {
        let named = |name: &String| Order::ALL.into_iter().find(|order| order.name() == name);
        self.order = settings.order.as_ref().and_then(named).unwrap_or_default();
        self.chosen_theme.clone_from(&settings.theme);
        self.arrangement.sidebar = match settings.sources {
            None => Sidebar::WhereRoom,
            Some(false) => Sidebar::Hidden,
            Some(true) => Sidebar::Shown,
        };
        self.arrangement.list_change = settings.list_columns.clamp(-60, 60);
        self.arrangement.sources_change = settings.sources_columns.clamp(-20, 20);
        self.remembered = self.settings();
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn what_is_written_is_read_and_nonsense_says_nothing() {
        let settings = Settings {
            theme: Some("light".to_owned()),
            order: Some("sum".to_owned()),
            sources: Some(false),
            list_columns: -8,
            ..Settings::default()
        };
        assert_eq!(Settings::read(&settings.written()), settings);
        assert_eq!(Settings::read("theme = 3"), Settings::default());
        assert_eq!(Settings::read("order = 'sum'").order.as_deref(), Some("sum"));
    }
}

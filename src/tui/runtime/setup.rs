//! What the screen begins with: the reader's keymap and themes, what the terminal can show, what day it is.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use ratatui::layout::Size;
use tokio::time::{Instant, Interval, MissedTickBehavior};

use crate::assets;
use crate::labels::{Labels, Message};
use crate::tui::keymap::Keymap;
use crate::tui::model::{Beginning, Model};
use crate::tui::settings::Settings;
use crate::tui::theme::{Depth, Theme};

use super::{Options, word};

/// Largest file of keys or looks that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// Where the arrangement of the screen is kept, if it is.
pub(super) fn settings_file(options: &Options) -> Option<PathBuf> {
    options.folder.as_ref().filter(|_| options.remember).map(|folder| folder.join("screen.toml"))
}

/// How the screen was arranged.
pub(super) fn settings(options: &Options) -> Settings {
    let text = settings_file(options).and_then(|file| read(&file));
    text.map(|text| Settings::read(&text)).unwrap_or_default()
}

pub(super) fn model(labels: Labels, options: &Options, settings: Settings, size: Size) -> Model {
    let asked = options.theme.clone().or_else(|| settings.theme.clone());
    let (keymap, keymap_word) = keymap(options);
    let depth = depth();
    let (themes, theme_word) = themes(options, depth);
    let ground = ground();
    let theme = theme(asked.as_deref(), &themes, depth, ground);
    let follows_ground = asked.is_none() && ground.is_none() && depth >= Depth::Indexed;
    Model::new(Beginning {
        labels,
        keymap,
        theme,
        follows_ground,
        themes,
        zone: TimeZone::system(),
        today: today(),
        size,
        refresh: options.refresh,
        mouse: !options.no_mouse && !settings.mouse_off,
        settings,
        word: keymap_word.or(theme_word),
    })
}

/// What day it is where the reader is.
pub(super) fn today() -> Date {
    TimeZone::system().to_datetime(Timestamp::now()).date()
}

/// A timer for refreshes, its first tick one period from now.
pub(super) fn timer(every: Option<Duration>) -> Option<Interval> {
    let every = every.filter(|every| !every.is_zero())?;
    let mut interval = tokio::time::interval_at(Instant::now() + every, every);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    Some(interval)
}

pub(super) async fn tick(timer: &mut Option<Interval>) {
    match timer {
        Some(timer) => _ = timer.tick().await,
        None => std::future::pending().await,
    }
}

/// The embedded keymap, the preset over it, the reader's file over both; and the first fault, to be said.
fn keymap(options: &Options) -> (Keymap, Option<Message>) {
    let own = options.folder.as_deref().and_then(|folder| read(&folder.join("keymap.toml")));
    let mut layers = vec![assets::KEYMAP];
    if options.newsboat {
        layers.push(assets::KEYMAP_NEWSBOAT);
    }
    layers.extend(own.as_deref());
    let (keymap, faults) = Keymap::read(&layers);
    let word = faults.first().map(|fault| word("tui-said-keymap-fault", "fault", fault));
    (keymap, word)
}

/// The embedded themes, then the reader's own; and the first fault, to be said.
fn themes(options: &Options, depth: Depth) -> (Vec<Theme>, Option<Message>) {
    let mut themes = Vec::new();
    let mut fault = None;
    let own = options.folder.as_deref().map(|folder| own_themes(&folder.join("themes"))).unwrap_or_default();
    let embedded = assets::SCREEN_THEMES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    for (name, text) in embedded.chain(own) {
        match Theme::read(&name, &text, depth) {
            Ok(theme) => {
                themes.retain(|other: &Theme| other.name() != name);
                themes.push(theme);
            }
            Err(error) => {
                let said = format!("{name}: {error}");
                fault.get_or_insert(word("tui-said-theme-fault", "fault", said));
            }
        }
    }
    (themes, fault)
}

fn own_themes(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut themes: Vec<(String, String)> = entries
        .filter_map(|entry| {
            let path = entry.path();
            let name = path.file_stem()?.to_str()?.to_owned();
            (path.extension()? == "toml").then(|| Some((name, read(&path)?)))?
        })
        .collect();
    themes.sort();
    themes
}

fn read(path: &Path) -> Option<String> {
    let length = fs::metadata(path).ok()?.len();
    (length <= LARGEST).then(|| fs::read_to_string(path).ok())?
}

/// The theme asked for, else the one that suits what the terminal shows and its ground.
fn theme(asked: Option<&str>, themes: &[Theme], depth: Depth, ground: Option<Ground>) -> Theme {
    let named = |name: &str| themes.iter().find(|theme| theme.name() == name).cloned();
    let suiting = match depth {
        Depth::Monochrome => "monochrome",
        Depth::Sixteen => "sixteen",
        Depth::Indexed | Depth::True => match ground {
            Some(Ground::Dark) => "dark",
            Some(Ground::Light) => "light",
            None => "sixteen",
        },
    };
    asked.and_then(named).or_else(|| named(suiting)).unwrap_or_else(Theme::plain)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    Dark,
    Light,
}

/// The ground that the terminal tells through `COLORFGBG`, as rxvt began: the last number is its colour.
fn ground() -> Option<Ground> {
    let told = env::var("COLORFGBG").ok()?;
    let colour: u8 = told.rsplit(';').next()?.parse().ok()?;
    Some(if matches!(colour, 7 | 9..=15) { Ground::Light } else { Ground::Dark })
}

/// How many colours the terminal shows, after its environment and the wish of the reader (`NO_COLOR`).
fn depth() -> Depth {
    let variable = |name: &str| env::var(name).unwrap_or_default();
    let terminal = variable("TERM");
    if !variable("NO_COLOR").is_empty() || terminal == "dumb" {
        return Depth::Monochrome;
    }
    let colour_term = variable("COLORTERM");
    if colour_term == "truecolor" || colour_term == "24bit" || cfg!(windows) {
        return Depth::True;
    }
    if terminal.contains("256color") { Depth::Indexed } else { Depth::Sixteen }
}

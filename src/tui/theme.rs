//! How each part of the screen looks: `assets/themes/*.toml`, and what a terminal can show of it.
//!
//! Knows colours and emphasis by role. Leaves to `view` where each role is used.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::domain::Kind;

macro_rules! parts {
    ($($variant:ident = $name:literal, $meaning:literal;)*) => {
        /// A part of the screen that has a look of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) enum Part {
            $(#[doc = $meaning] $variant,)*
        }

        impl Part {
            const ALL: &'static [(Part, &'static str)] = &[$((Part::$variant, $name)),*];
        }
    };
}

parts! {
    Text = "text", "Ordinary text.";
    Dim = "dim", "What is beside the point.";
    Strong = "strong", "Titles, names.";
    Accent = "accent", "Where one is: the pane in focus, the name of the place.";
    Rule = "rule", "Lines between panes.";
    Bar = "bar", "The lines at the top and at the bottom.";
    BarStrong = "bar-strong", "What matters in those lines.";
    Key = "key", "A key to press.";
    Cursor = "cursor", "The row under the cursor, in the pane in focus.";
    CursorAway = "cursor-away", "The row under the cursor, elsewhere.";
    Unread = "unread", "The title of an article not yet read.";
    Star = "star", "The star.";
    Chosen = "chosen", "The mark of a selected article.";
    Day = "day", "The heading of a day.";
    Good = "good", "What went well.";
    Warning = "warning", "What deserves a look.";
    Failure = "failure", "What failed.";
    Heading = "heading", "Headings of an article.";
    Emphasis = "emphasis", "Emphasised text.";
    Link = "link", "Links.";
    Quote = "quote", "Quotations.";
    Code = "code", "Code and preformatted text.";
    Found = "found", "What a search found.";
    Label = "label", "Names of fields.";
    Popup = "popup", "The ground of dialogs.";
    Fine = "fine", "Fines and the sums of courts.";
    Penalty = "penalty", "Periodic penalties and their liquidation.";
    Order = "order", "Injunctions, notices, bans.";
    Reproof = "reproof", "Reprimands and settlements.";
    Opening = "opening", "Complaints and investigations.";
    Ruling = "ruling", "Rulings on earlier acts.";
}

/// The part that a kind of measure is drawn as.
pub(super) const fn part_of_kind(kind: Kind) -> Part {
    match kind {
        Kind::AdministrativeFine => Part::Fine,
        Kind::PeriodicPenalty | Kind::PenaltyLiquidation => Part::Penalty,
        Kind::Injunction | Kind::FormalNotice | Kind::ProcessingBan => Part::Order,
        Kind::Reprimand | Kind::Settlement => Part::Reproof,
        Kind::Complaint | Kind::Investigation => Part::Opening,
        Kind::Upheld | Kind::Annulled | Kind::Reduced => Part::Ruling,
    }
}

/// How many colours a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None, or none wanted (`NO_COLOR`).
    Monochrome,
    /// The sixteen that the reader's terminal names.
    Sixteen,
    /// The table of 256.
    Indexed,
    /// Any.
    True,
}

/// A theme as its file is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    parts: std::collections::BTreeMap<String, Look>,
    #[serde(default)]
    glyphs: Glyphs,
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Look {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    reverse: bool,
}

/// Signs that stand in a fixed column; each takes one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Glyphs {
    pub(super) cursor: String,
    pub(super) unread: String,
    pub(super) star: String,
    pub(super) chosen: String,
    pub(super) failure: String,
    pub(super) doubtful: String,
    pub(super) bar: String,
    pub(super) thin_bar: String,
    pub(super) rule: String,
    pub(super) divider: String,
    pub(super) bullet: String,
    pub(super) arrow: String,
    pub(super) separator: String,
    pub(super) gauge_done: String,
    pub(super) gauge_left: String,
    pub(super) bar_full: String,
    pub(super) ended: String,
}

impl Default for Glyphs {
    fn default() -> Glyphs {
        let own = str::to_owned;
        Glyphs {
            cursor: own("▌"),
            unread: own("●"),
            star: own("★"),
            chosen: own("✓"),
            failure: own("!"),
            doubtful: own("?"),
            bar: own("▌"),
            thin_bar: own("│"),
            rule: own("─"),
            divider: own("│"),
            bullet: own("•"),
            arrow: own("→"),
            separator: own("·"),
            gauge_done: own("━"),
            gauge_left: own("─"),
            bar_full: own("█"),
            ended: own("×"),
        }
    }
}

/// A theme ready to be drawn with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    name: String,
    styles: Vec<Style>,
    glyphs: Glyphs,
}

/// Why a theme cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeFault {
    /// The file is not as themes are, with the parser's words.
    #[error("{0}")]
    Shape(String),
    /// A part that does not exist.
    #[error("no such part: {0}")]
    Part(String),
    /// A text that is no colour.
    #[error("no such colour: {0}")]
    Colour(String),
    /// A sign that does not take one column.
    #[error("not one column wide: {0}")]
    Glyph(String),
}

impl Theme {
    /// Reads a theme for a terminal of that depth.
    pub fn read(name: &str, text: &str, depth: Depth) -> Result<Theme, ThemeFault> {
        let file: ThemeFile = toml::from_str(text).map_err(|error| ThemeFault::Shape(error.to_string()))?;
        let mut styles = vec![Style::default(); Part::ALL.len()];
        for (part_name, look) in &file.parts {
            let (part, _) = Part::ALL
                .iter()
                .find(|(_, known)| known == part_name)
                .ok_or_else(|| ThemeFault::Part(part_name.clone()))?;
            styles[*part as usize] = style_of(look, depth)?;
        }
        check_glyphs(&file.glyphs)?;
        Ok(Theme { name: name.to_owned(), styles, glyphs: file.glyphs })
    }

    /// A theme without any look, for when none can be read.
    pub fn plain() -> Theme {
        Theme {
            name: "plain".to_owned(),
            styles: vec![Style::default(); Part::ALL.len()],
            glyphs: Glyphs::default(),
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The look of a part.
    pub(super) fn style(&self, part: Part) -> Style {
        self.styles[part as usize]
    }

    /// The look of a kind of measure.
    pub(super) fn kind(&self, kind: Kind) -> Style {
        self.style(part_of_kind(kind))
    }

    /// Its signs.
    pub(super) fn glyphs(&self) -> &Glyphs {
        &self.glyphs
    }
}

fn check_glyphs(glyphs: &Glyphs) -> Result<(), ThemeFault> {
    let all = [
        &glyphs.cursor,
        &glyphs.unread,
        &glyphs.star,
        &glyphs.chosen,
        &glyphs.failure,
        &glyphs.doubtful,
        &glyphs.bar,
        &glyphs.thin_bar,
        &glyphs.rule,
        &glyphs.divider,
        &glyphs.bullet,
        &glyphs.arrow,
        &glyphs.separator,
        &glyphs.gauge_done,
        &glyphs.gauge_left,
        &glyphs.bar_full,
        &glyphs.ended,
    ];
    match all.into_iter().find(|glyph| super::cells::width(glyph) != 1) {
        Some(wrong) => Err(ThemeFault::Glyph(wrong.clone())),
        None => Ok(()),
    }
}

fn style_of(look: &Look, depth: Depth) -> Result<Style, ThemeFault> {
    let mut style = Style::default();
    if let Some(colour) = &look.fg {
        style.fg = colour_of(colour, depth)?;
    }
    if let Some(colour) = &look.bg {
        style.bg = colour_of(colour, depth)?;
    }
    let emphases = [
        (look.bold, Modifier::BOLD),
        (look.dim, Modifier::DIM),
        (look.italic, Modifier::ITALIC),
        (look.underline, Modifier::UNDERLINED),
        (look.reverse, Modifier::REVERSED),
    ];
    for (_, modifier) in emphases.into_iter().filter(|(wanted, _)| *wanted) {
        style = style.add_modifier(modifier);
    }
    Ok(style)
}

/// The names of the sixteen colours, in the terminal's order.
const SIXTEEN: [(&str, Color); 16] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// A colour's name or `#rrggbb`, brought down to what the terminal shows; nothing where it shows no colour.
fn colour_of(text: &str, depth: Depth) -> Result<Option<Color>, ThemeFault> {
    let wrong = || ThemeFault::Colour(text.to_owned());
    if let Some((_, colour)) = SIXTEEN.iter().find(|(name, _)| *name == text) {
        return Ok((depth >= Depth::Sixteen).then_some(*colour));
    }
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(wrong)?;
    let value = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
    let [_, red, green, blue] = value.to_be_bytes();
    Ok(match depth {
        Depth::True => Some(Color::Rgb(red, green, blue)),
        Depth::Indexed => Some(Color::Indexed(nearest_index(red, green, blue))),
        Depth::Sixteen => Some(nearest_of_sixteen(red, green, blue)),
        Depth::Monochrome => None,
    })
}

/// The nearest of the 6×6×6 cube and of the 24 greys of the table of 256.
fn nearest_index(red: u8, green: u8, blue: u8) -> u8 {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let level = |value: u8| -> u8 {
        let nearest = (0..6).min_by_key(|index| LEVELS[*index].abs_diff(value));
        nearest.expect("there are six levels") as u8
    };
    let (r, g, b) = (level(red), level(green), level(blue));
    let cube = (16 + 36 * r + 6 * g + b, LEVELS[r as usize], LEVELS[g as usize], LEVELS[b as usize]);
    let grey = (0..24_u8)
        .map(|step| (232 + step, 8 + 10 * step))
        .min_by_key(|(_, shade)| distance((red, green, blue), (*shade, *shade, *shade)))
        .map(|(index, shade)| (index, shade, shade, shade))
        .expect("there are 24 greys");
    [cube, grey]
        .into_iter()
        .min_by_key(|(_, r, g, b)| distance((red, green, blue), (*r, *g, *b)))
        .map_or(16, |(index, ..)| index)
}

fn nearest_of_sixteen(red: u8, green: u8, blue: u8) -> Color {
    const SHADES: [(u8, u8, u8); 16] = [
        (0, 0, 0),
        (170, 0, 0),
        (0, 170, 0),
        (170, 120, 0),
        (0, 0, 170),
        (170, 0, 170),
        (0, 170, 170),
        (170, 170, 170),
        (95, 95, 95),
        (255, 95, 95),
        (95, 255, 95),
        (255, 255, 95),
        (95, 95, 255),
        (255, 95, 255),
        (95, 255, 255),
        (255, 255, 255),
    ];
    (0..16)
        .min_by_key(|index| distance((red, green, blue), SHADES[*index]))
        .map_or(Color::Reset, |index| SIXTEEN[index].1)
}

fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    square(a.0, b.0) + square(a.1, b.1) + square(a.2, b.2)
}

#[cfg(test)]
mod tests {
    use super::{Depth, Part, Theme, ThemeFault};
    use crate::assets;

    #[test]
    fn every_theme_reads_at_every_depth_and_names_every_part() {
        for (name, text) in assets::SCREEN_THEMES {
            for depth in [Depth::Monochrome, Depth::Sixteen, Depth::Indexed, Depth::True] {
                Theme::read(name, text, depth).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            }
            for (_, part) in Part::ALL {
                assert!(text.contains(&format!("\n{part} = ")), "{name} says nothing of {part}");
            }
        }
    }

    #[test]
    fn faults_name_what_is_wrong() {
        let read = |text: &str| Theme::read("mine", text, Depth::True).expect_err("a fault");
        assert_eq!(read("[parts]\nsky = {}"), ThemeFault::Part("sky".to_owned()));
        assert_eq!(read("[parts]\ntext = { fg = 'bluish' }"), ThemeFault::Colour("bluish".to_owned()));
        assert_eq!(read("[parts]\n[glyphs]\nstar = '**'"), ThemeFault::Glyph("**".to_owned()));
        assert!(matches!(read("parts = 3"), ThemeFault::Shape(_)));
    }

    #[test]
    fn a_terminal_without_colours_gets_none() {
        for (name, text) in assets::SCREEN_THEMES {
            let theme = Theme::read(name, text, Depth::Monochrome).expect("a theme");
            for (part, _) in Part::ALL {
                assert_eq!((theme.style(*part).fg, theme.style(*part).bg), (None, None));
            }
        }
    }
}

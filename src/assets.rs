//! The data files of `assets/`, embedded in the program.
//!
//! Knows where each file stands; leaves its meaning to the module that reads it. The core never names this module: data
//! arrives there as arguments.

/// The default settings, complete and commented.
pub const CONFIG: &str = include_str!("../assets/config.toml");

/// The catalogue of sources.
pub const SOURCES: &str = include_str!("../assets/sources.toml");

/// The demonstration's feeds, by their file names.
pub const DEMO: &[(&str, &str)] = &[
    ("cnil.rss.xml", include_str!("../assets/demo/cnil.rss.xml")),
    ("cnil-en.atom.xml", include_str!("../assets/demo/cnil-en.atom.xml")),
    ("depeches.rss.xml", include_str!("../assets/demo/depeches.rss.xml")),
    ("droit-et-donnees.atom.xml", include_str!("../assets/demo/droit-et-donnees.atom.xml")),
    ("gazette-tech.json", include_str!("../assets/demo/gazette-tech.json")),
    ("eu-watch.json", include_str!("../assets/demo/eu-watch.json")),
    ("concurrence.rdf.xml", include_str!("../assets/demo/concurrence.rdf.xml")),
];

/// The schema of the JSON exports, as JSON Schema (draft 2020-12).
pub const SCHEMA: &str = include_str!("../assets/schema/articles.json");

/// The schema of the JSON exports of decisions, likewise.
pub const DECISIONS_SCHEMA: &str = include_str!("../assets/schema/decisions.json");

/// The template of a briefing as Markdown.
pub const BRIEF_MARKDOWN: &str = include_str!("../assets/templates/brief.md");

/// The template of a briefing as HTML.
pub const BRIEF_HTML: &str = include_str!("../assets/templates/brief.html");

/// The template of a briefing as plain text.
pub const BRIEF_TEXT: &str = include_str!("../assets/templates/brief.txt");

/// The keys of the screen.
pub const KEYMAP: &str = include_str!("../assets/keymap.toml");

/// Keys for hands used to newsboat, laid over [`KEYMAP`].
pub const KEYMAP_NEWSBOAT: &str = include_str!("../assets/keymap-newsboat.toml");

/// The themes of the screen, by name.
pub const SCREEN_THEMES: [(&str, &str); 5] = [
    ("dark", include_str!("../assets/themes/dark.toml")),
    ("light", include_str!("../assets/themes/light.toml")),
    ("high-contrast", include_str!("../assets/themes/high-contrast.toml")),
    ("sixteen", include_str!("../assets/themes/sixteen.toml")),
    ("monochrome", include_str!("../assets/themes/monochrome.toml")),
];
/// Authorities and courts, with the names that texts give them.
pub const AUTHORITIES: &str = include_str!("../assets/authorities.toml");

/// Organisations met in the news.
pub const ORGANISATIONS: &str = include_str!("../assets/organisations.toml");

/// Words that tell what is done, and how it is said.
pub const CUES: &str = include_str!("../assets/rules/cues.toml");

/// Currencies and how the press writes them.
pub const CURRENCIES: &str = include_str!("../assets/rules/currencies.toml");

/// Nations, for authorities told by paraphrase.
pub const NATIONS: &str = include_str!("../assets/rules/nations.toml");

/// How organisations, people and places are told apart.
pub const NAMES: &str = include_str!("../assets/rules/names.toml");

/// Themes of breaches, with their words and provisions.
pub const THEMES: &str = include_str!("../assets/rules/themes.toml");

/// Laws that provisions belong to.
pub const PROVISIONS: &str = include_str!("../assets/rules/provisions.toml");

/// Families of references of decisions.
pub const REFERENCES: &str = include_str!("../assets/rules/references.toml");

/// Weights of the facts engine's models.
pub const WEIGHTS: &str = include_str!("../assets/weights.toml");

//! Languages of articles.

/// The language of a text, as far as the reader tells languages apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Français.
    French,
    /// English.
    English,
    /// Any other, or unknown.
    Other,
}

impl Language {
    /// Reads a BCP 47 tag by its first subtag: `fr`, `fr-FR`, `en_GB`.
    pub fn from_tag(tag: &str) -> Language {
        match tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "fr" | "fra" | "fre" => Language::French,
            "en" | "eng" => Language::English,
            _ => Language::Other,
        }
    }

    /// The primary subtag: `fr`, `en`, or `und` for any other.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::French => "fr",
            Language::English => "en",
            Language::Other => "und",
        }
    }
}

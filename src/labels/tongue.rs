//! The languages of the interface, and which one a reader wants.

use unic_langid::LanguageIdentifier;

use crate::domain::Language;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// Français.
    French,
    /// English.
    English,
}

impl Tongue {
    /// Every tongue.
    pub const ALL: [Tongue; 2] = [Tongue::French, Tongue::English];

    /// The tongue of a locale's name as in `LC_ALL` or `LANG` (`fr_FR.UTF-8`, `en`), if it is one of ours.
    pub fn from_locale(locale: &str) -> Option<Tongue> {
        match Language::from_tag(locale.split('.').next().unwrap_or_default()) {
            Language::French => Some(Tongue::French),
            Language::English => Some(Tongue::English),
            Language::Other => None,
        }
    }

    /// The first of `locales` that is set decides, as POSIX has it (`LC_ALL`, then `LC_MESSAGES`, then `LANG`);
    /// a locale that is neither French nor `C` gets English, and French stands where nothing is set at all.
    pub fn from_locales<'a>(locales: impl IntoIterator<Item = &'a str>) -> Tongue {
        match locales.into_iter().find(|locale| !locale.is_empty()) {
            Some(locale) => Tongue::from_locale(locale).unwrap_or(Tongue::English),
            None => Tongue::French,
        }
    }

    /// `fr` or `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Tongue::French => "fr",
            Tongue::English => "en",
        }
    }

    pub(super) fn identifier(self) -> LanguageIdentifier {
        self.tag().parse().expect("a tongue's tag is a language identifier")
    }
}

//! The facts engine on the data that the program embeds.

use std::sync::LazyLock;

use crate::assets;
use crate::facts::{Engine, Lexicon, LexiconTexts};

/// The texts of the data files that the program embeds.
const TEXTS: LexiconTexts<'static> = LexiconTexts {
    authorities: assets::AUTHORITIES,
    organisations: assets::ORGANISATIONS,
    cues: assets::CUES,
    currencies: assets::CURRENCIES,
    nations: assets::NATIONS,
    names: assets::NAMES,
    themes: assets::THEMES,
    provisions: assets::PROVISIONS,
    references: assets::REFERENCES,
    weights: assets::WEIGHTS,
};

/// The engine; it is made once and shared.
pub fn engine() -> Engine {
    static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
        let lexicon = Lexicon::read(&TEXTS).expect("tests read the data files");
        Engine::new(lexicon).expect("tests read the weights")
    });
    ENGINE.clone()
}

//! Words of the interface, in French and in English, from `assets/labels`; alone in knowing fluent.
//!
//! Also how dates, numbers and sums are written in each language. Knows no screen and no environment.

use jiff::civil::Date;

use crate::domain::{Kind, Money, PartialDate, Theme};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// Français.
    French,
    /// English.
    English,
}

/// Something to be said to the reader: a label's key and what fills its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Key in `assets/labels`.
    pub key: &'static str,
    /// Names and values of its places.
    pub arguments: Vec<(&'static str, Value)>,
}

/// What fills a label's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number, from which the plural is chosen.
    Count(u64),
}

/// The labels of one language.
pub struct Labels {
    tongue: Tongue,
}

impl Labels {
    /// The labels of a language.
    pub fn new(tongue: Tongue) -> Labels {
        Labels { tongue }
    }

    /// Which language.
    pub fn tongue(&self) -> Tongue {
        self.tongue
    }

    /// The label of that key; the key itself when there is none (a test sees to it that there is).
    pub fn text(&self, key: &str) -> String {
        key.to_owned()
    }

    /// The label of a message, its places filled.
    pub fn say(&self, message: &Message) -> String {
        message.key.to_owned()
    }

    /// A kind's name: "amende", "astreinte liquidée".
    pub fn kind(&self, kind: Kind) -> String {
        kind.code().to_owned()
    }

    /// A theme's name.
    pub fn theme(&self, theme: Theme) -> String {
        theme.code().to_owned()
    }

    /// A sum, shortened where nothing is lost: "5,2 M€", "€5.2M".
    pub fn money(&self, money: Money) -> String {
        money.to_string()
    }

    /// A sum in full: "5 200 000 €", "€5,200,000".
    pub fn money_in_full(&self, money: Money) -> String {
        money.to_string()
    }

    /// A date as far as it is known: "17 oct. 2022", "octobre 2022", "2022".
    pub fn partial_date(&self, date: PartialDate) -> String {
        date.to_string()
    }

    /// A day, short enough for a column: "17 oct. 2022".
    pub fn day(&self, date: Date) -> String {
        date.to_string()
    }
}

//! Words of the interface, in French and in English, from `assets/labels`; alone in knowing fluent.
//!
//! Also how dates, numbers and sums are written in each language. Knows no screen and no environment: which tongue is
//! wanted arrives as an argument.

mod message;
mod number;
mod system;
mod tongue;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::Date;

pub use message::{Message, Value};
pub use system::system_words;
pub use tongue::Tongue;

use crate::domain::{Kind, Language, Money, PartialDate, Period, Role, Theme, Trust};

/// The label files of each language: the same names, the same keys.
const FILES: &[(Tongue, &str)] = &[
    (Tongue::French, include_str!("../../assets/labels/fr/common.ftl")),
    (Tongue::French, include_str!("../../assets/labels/fr/errors.ftl")),
    (Tongue::French, include_str!("../../assets/labels/fr/errors-store.ftl")),
    (Tongue::French, include_str!("../../assets/labels/fr/errors-fetch.ftl")),
    (Tongue::French, include_str!("../../assets/labels/fr/cli.ftl")),
    (Tongue::French, include_str!("../../assets/labels/fr/export.ftl")),
    (Tongue::French, include_str!("../../assets/labels/fr/query.ftl")),
    (Tongue::French, include_str!("../../assets/labels/fr/tui.ftl")),
    (Tongue::French, include_str!("../../assets/labels/fr/ledger.ftl")),
    (Tongue::French, include_str!("../../assets/labels/fr/sources.ftl")),
    (Tongue::English, include_str!("../../assets/labels/en/common.ftl")),
    (Tongue::English, include_str!("../../assets/labels/en/errors.ftl")),
    (Tongue::English, include_str!("../../assets/labels/en/errors-store.ftl")),
    (Tongue::English, include_str!("../../assets/labels/en/errors-fetch.ftl")),
    (Tongue::English, include_str!("../../assets/labels/en/cli.ftl")),
    (Tongue::English, include_str!("../../assets/labels/en/export.ftl")),
    (Tongue::English, include_str!("../../assets/labels/en/query.ftl")),
    (Tongue::English, include_str!("../../assets/labels/en/tui.ftl")),
    (Tongue::English, include_str!("../../assets/labels/en/ledger.ftl")),
    (Tongue::English, include_str!("../../assets/labels/en/sources.ftl")),
];

/// The labels of one language.
pub struct Labels {
    tongue: Tongue,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Labels {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Labels").field("tongue", &self.tongue).finish_non_exhaustive()
    }
}

impl Labels {
    /// The labels of a language.
    pub fn new(tongue: Tongue) -> Labels {
        let mut bundle = FluentBundle::new_concurrent(vec![tongue.identifier()]);
        // Isolation marks are invisible characters round each place: a terminal shows them as blanks.
        bundle.set_use_isolating(false);
        for (_, text) in FILES.iter().filter(|(of, _)| *of == tongue) {
            let resource = FluentResource::try_new((*text).to_owned())
                .unwrap_or_else(|(_, errors)| panic!("a label file is Fluent: {errors:?}"));
            bundle.add_resource(resource).expect("each label is written once");
        }
        Labels { tongue, bundle }
    }

    /// Which language.
    pub fn tongue(&self) -> Tongue {
        self.tongue
    }

    /// The label of that key; the key itself when there is none (a test sees to it that there is).
    pub fn text(&self, key: &str) -> String {
        self.format(key, &[])
    }

    /// The label of that key with its places filled by counts, from which plurals are chosen.
    pub fn counted(&self, key: &str, counts: &[(&'static str, u64)]) -> String {
        let arguments: Vec<_> = counts.iter().map(|(name, count)| (*name, Value::Count(*count))).collect();
        self.format(key, &arguments)
    }

    /// The label of a message, its places filled.
    pub fn say(&self, message: &Message) -> String {
        self.format(message.key, &message.arguments)
    }

    fn format(&self, key: &str, arguments: &[(&'static str, Value)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|label| label.value()) else {
            return key.to_owned();
        };
        let mut filled = FluentArgs::new();
        for (name, value) in arguments {
            filled.set(*name, self.fluent_value(value));
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&filled), &mut errors).into_owned()
    }

    /// Text that fills a place may come from the net: its control characters stay outside the label.
    fn fluent_value(&self, value: &Value) -> FluentValue<'static> {
        match value {
            Value::Text(text) => FluentValue::from(message::without_controls(text)),
            Value::Count(count) => FluentValue::from(*count),
            Value::Label(inner) => FluentValue::from(self.say(inner)),
        }
    }

    /// A kind's name: "amende", "astreinte liquidée".
    pub fn kind(&self, kind: Kind) -> String {
        self.text(&format!("kind-{}", kind.code().replace('_', "-")))
    }

    /// A theme's name: "cookies et traceurs".
    pub fn theme(&self, theme: Theme) -> String {
        self.text(&format!("theme-{}", theme.code().replace('_', "-")))
    }

    /// A role's name.
    pub fn role(&self, role: Role) -> String {
        self.text(&format!("role-{}", role.code()))
    }

    /// A degree of trust.
    pub fn trust(&self, trust: Trust) -> String {
        self.text(&format!("trust-{}", trust.code().replace('_', "-")))
    }

    /// A language's name.
    pub fn language(&self, language: Language) -> String {
        self.text(&format!("language-{}", language.tag()))
    }

    /// "par jour", "a week".
    pub fn period(&self, period: Period) -> String {
        self.text(&format!("period-{}", period.code()))
    }

    /// A whole number with its thousands set apart.
    pub fn number(&self, number: i64) -> String {
        number::whole(number, self.tongue)
    }

    /// A sum, shortened where nothing is lost: "5,2 M€", "€5.2M".
    pub fn money(&self, money: Money) -> String {
        number::money(money, self.tongue)
    }

    /// A sum in full: "5 200 000 €", "€5,200,000".
    pub fn money_in_full(&self, money: Money) -> String {
        number::money_in_full(money, self.tongue)
    }

    /// A date as far as it is known: "17 oct. 2022", "oct. 2022", "2022".
    pub fn partial_date(&self, date: PartialDate) -> String {
        match date {
            PartialDate::Year(year) => year.to_string(),
            PartialDate::Month(year, month) => format!("{} {year}", self.month(month)),
            PartialDate::Day(date) => self.day(date),
        }
    }

    /// A day, short enough for a column: "17 oct. 2022".
    pub fn day(&self, date: Date) -> String {
        format!("{} {} {}", date.day(), self.month(date.month()), date.year())
    }

    /// A day with its weekday, to head a group: "lundi 17 octobre 2022".
    pub fn long_day(&self, date: Date) -> String {
        let weekday = self.text(&format!("weekday-{}", date.weekday().to_monday_one_offset()));
        let month = self.text(&format!("month-long-{}", date.month()));
        format!("{weekday} {} {month} {}", date.day(), date.year())
    }

    /// A day as an article shows it: when it was published, or, said so, when it was fetched.
    pub fn article_day(&self, day: String, is_published: bool) -> String {
        if is_published { day } else { self.say(&Message::new("day-fetched").with("day", day)) }
    }

    fn month(&self, month: i8) -> String {
        self.text(&format!("month-{month}"))
    }
}

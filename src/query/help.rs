//! The language told as data: fields with their names, values and an example. Its words are labels.

use super::field::{FieldName, Nature};
use super::parse::{Context, Query};
use super::words::{KINDS, LANGUAGES, ORDERS, SIGNS, STATES, THEMES, TRUSTS, Word};
use crate::domain::Language;

/// A field, as help shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldHelp {
    /// The field.
    pub field: FieldName,
    /// Its name in the language of the help.
    pub name: &'static str,
    /// Its other names.
    pub others: Vec<&'static str>,
    /// The key of the label that says what it is: `query-field-company`.
    pub key: String,
    /// Its values, when they stand in a table.
    pub values: Vec<ValueHelp>,
    /// A use of it, in the language of the help.
    pub example: String,
}

/// A value of a table, as help shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueHelp {
    /// Its word in the language of the help.
    pub name: &'static str,
    /// Its other words.
    pub others: Vec<&'static str>,
}

/// Every field, in the order in which it is explained.
pub fn help(language: Language) -> Vec<FieldHelp> {
    FieldName::ALL.iter().map(|field| field_help(*field, language)).collect()
}

fn field_help(field: FieldName, language: Language) -> FieldHelp {
    let name = field.name(language);
    FieldHelp {
        field,
        name,
        others: once_each(field.names(), name),
        key: format!("query-field-{}", field.code()),
        values: values(field, language),
        example: example(field, language),
    }
}

/// The field's example as a reader of that language writes it.
fn example(field: FieldName, language: Language) -> String {
    // The day shows nowhere in a printed query.
    Query::parse(field.example(), &Context::on(jiff::civil::Date::MIN)).print(language)
}

/// The words of a field's table; nothing for a field without one.
pub(super) fn values(field: FieldName, language: Language) -> Vec<ValueHelp> {
    match field {
        FieldName::Type => table(KINDS, language),
        FieldName::Theme => table(THEMES, language),
        FieldName::Lang => table(LANGUAGES, language),
        FieldName::Trust => table(TRUSTS, language),
        FieldName::Is => table(STATES, language),
        FieldName::Has => table(SIGNS, language),
        FieldName::Sort => table(ORDERS, language),
        _ => Vec::new(),
    }
}

fn table<T>(words: &[Word<T>], language: Language) -> Vec<ValueHelp> {
    let help = |word: &Word<T>| {
        let name = word.name(language);
        ValueHelp { name, others: once_each(word.names(), name) }
    };
    words.iter().map(help).collect()
}

fn once_each(names: impl Iterator<Item = &'static str>, but: &str) -> Vec<&'static str> {
    let mut kept = Vec::new();
    for name in names {
        if name != but && !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}

/// Beginnings of dates and sums that are worth offering.
pub(super) fn samples(field: FieldName, language: Language) -> &'static [&'static str] {
    match (field.nature(), language) {
        (Nature::Date, Language::French) => &[
            "aujourd'hui",
            "hier",
            "cette semaine",
            "ce mois",
            "cette année",
            "année dernière",
            "depuis 30 jours",
            "depuis 3 mois",
        ],
        (Nature::Date, _) => &[
            "today",
            "yesterday",
            "this week",
            "this month",
            "this year",
            "last year",
            "since 30d",
            "since 3m",
        ],
        (Nature::Amount, Language::French) => &[">100k€", ">1M€", ">10M€", "100k..1M€"],
        (Nature::Amount, _) => &[">100k€", ">1M€", ">10M€", "100k..1M€"],
        _ => &[],
    }
}

//! Dates and lapses of time: `2022..2024`, `2024-T2`, `since 90d`, `depuis 3 mois`, `cette année`.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::fold::key;
use crate::domain::{Language, PartialDate};

/// A lapse of the calendar that has a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bounds {
    /// A year, a month or a day.
    Date(PartialDate),
    /// A quarter of a year, 1 to 4: `2024-T2`.
    Quarter(i16, i8),
    /// A half of a year, 1 or 2: `2024-S1`.
    Half(i16, i8),
    /// A week as ISO 8601 counts them: `2024-W07`.
    Week(ISOWeekDate),
}

/// A unit that lapses are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks, from Monday.
    Week,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

/// When something happened, as a query says it. What is relative stays so, and is counted from the day of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// Within a lapse.
    In(Bounds),
    /// From the first day of one to the last day of another.
    Between(Bounds, Bounds),
    /// On its first day or later.
    From(Bounds),
    /// On its last day or earlier.
    Until(Bounds),
    /// Later than its last day.
    After(Bounds),
    /// Earlier than its first day.
    Before(Bounds),
    /// So many units back, or later: `since 90d`.
    Since(u16, Unit),
    /// That weekday, the last time it was, or later: `since monday`.
    SinceWeekday(Weekday),
    /// The unit in which the day lies: `cette année`; the day itself: `today`.
    This(Unit),
    /// The unit before it: `le mois dernier`; the day before: `hier`.
    Previous(Unit),
}

impl Bounds {
    /// The first day.
    pub fn first(self) -> Date {
        match self {
            Bounds::Date(date) => date.first_day(),
            Bounds::Quarter(year, quarter) => PartialDate::Month(year, 3 * quarter - 2).first_day(),
            Bounds::Half(year, half) => PartialDate::Month(year, 6 * half - 5).first_day(),
            Bounds::Week(week) => week.date(),
        }
    }

    /// The last day.
    pub fn last(self) -> Date {
        match self {
            Bounds::Date(date) => date.last_day(),
            Bounds::Quarter(year, quarter) => PartialDate::Month(year, 3 * quarter).last_day(),
            Bounds::Half(year, half) => PartialDate::Month(year, 6 * half).last_day(),
            Bounds::Week(week) => week.date().saturating_add(6.days()),
        }
    }

    fn read(text: &str) -> Option<Bounds> {
        let text = text.trim();
        if let Ok(date) = text.parse::<PartialDate>() {
            return Some(Bounds::Date(date));
        }
        numbered(text).or_else(|| slashed(text)).or_else(|| in_words(text))
    }

    fn print(self, language: Language) -> String {
        let french = language == Language::French;
        match self {
            Bounds::Date(date) => date.to_string(),
            Bounds::Quarter(year, quarter) => {
                format!("{year:04}-{}{quarter}", if french { 'T' } else { 'Q' })
            }
            Bounds::Half(year, half) => format!("{year:04}-{}{half}", if french { 'S' } else { 'H' }),
            Bounds::Week(week) => format!("{:04}-W{:02}", week.year(), week.week()),
        }
    }
}

/// `2024-T2`, `2024Q2`, `2024-S1`, `2024-W07`.
fn numbered(text: &str) -> Option<Bounds> {
    let (year, rest) = text.split_at_checked(4)?;
    let year: i16 = year.parse().ok().filter(|year| (1..=9998).contains(year))?;
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let letter = rest.chars().next()?;
    let number: i8 = rest[letter.len_utf8()..].parse().ok()?;
    match letter.to_ascii_lowercase() {
        't' | 'q' => (1..=4).contains(&number).then_some(Bounds::Quarter(year, number)),
        's' | 'h' => (1..=2).contains(&number).then_some(Bounds::Half(year, number)),
        'w' => ISOWeekDate::new(year, number, Weekday::Monday).ok().map(Bounds::Week),
        _ => None,
    }
}

/// `17/10/2022` and `10/2022`, the day first as in Europe.
fn slashed(text: &str) -> Option<Bounds> {
    let parts: Vec<&str> = text.split(['/', '.']).collect();
    let number = |text: &str| {
        (text.len() <= 4).then(|| text.parse::<i16>().ok()).flatten().filter(|number| *number > 0)
    };
    let small = |text: &str| number(text).and_then(|number| i8::try_from(number).ok());
    let year = |text: &str| number(text).filter(|_| text.len() == 4);
    match parts.as_slice() {
        [day, month, of_year] => {
            let date = Date::new(year(of_year)?, small(month)?, small(day)?).ok()?;
            Some(Bounds::Date(PartialDate::Day(date)))
        }
        [month, of_year] => month_of(year(of_year)?, small(month)?),
        _ => None,
    }
}

fn month_of(year: i16, month: i8) -> Option<Bounds> {
    Date::new(year, month, 1).ok().map(|_| Bounds::Date(PartialDate::Month(year, month)))
}

/// Months as they begin in French and English, folded: enough letters to tell them apart.
const MONTHS: &[(&str, i8)] = &[
    ("janv", 1),
    ("jan", 1),
    ("fev", 2),
    ("feb", 2),
    ("mars", 3),
    ("mar", 3),
    ("avr", 4),
    ("apr", 4),
    ("mai", 5),
    ("may", 5),
    ("juin", 6),
    ("jun", 6),
    ("juil", 7),
    ("jul", 7),
    ("aou", 8),
    ("aug", 8),
    ("sept", 9),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// Whole names of months, folded, of which the written one must be a beginning.
const MONTH_NAMES: &[&str] = &[
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `17 octobre 2022`, `1er mars 2023`, `October 2022`, `October 17 2022`.
fn in_words(text: &str) -> Option<Bounds> {
    let text = key(text).replace(',', " ");
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let year =
        |word: &str| (word.len() == 4).then(|| word.parse::<i16>().ok()).flatten().filter(|year| *year > 0);
    let day = |word: &str| word.trim_end_matches("er").trim_end_matches("th").parse::<i8>().ok();
    match words.as_slice() {
        [named, of_year] => month_of(year(of_year)?, month(named)?),
        [first, second, of_year] => {
            let (of_month, day) = match month(second) {
                Some(of_month) => (of_month, day(first)?),
                None => (month(first)?, day(second)?),
            };
            let date = Date::new(year(of_year)?, of_month, day).ok()?;
            Some(Bounds::Date(PartialDate::Day(date)))
        }
        _ => None,
    }
}

fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    MONTH_NAMES.iter().find(|name| name.starts_with(word))?;
    MONTHS.iter().find(|(beginning, _)| word.starts_with(beginning)).map(|(_, month)| *month)
}

/// Words for units, folded.
const UNITS: &[(&str, Unit)] = &[
    ("d", Unit::Day),
    ("j", Unit::Day),
    ("day", Unit::Day),
    ("days", Unit::Day),
    ("jour", Unit::Day),
    ("jours", Unit::Day),
    ("w", Unit::Week),
    ("week", Unit::Week),
    ("weeks", Unit::Week),
    ("semaine", Unit::Week),
    ("semaines", Unit::Week),
    ("sem", Unit::Week),
    ("m", Unit::Month),
    ("month", Unit::Month),
    ("months", Unit::Month),
    ("mois", Unit::Month),
    ("q", Unit::Quarter),
    ("quarter", Unit::Quarter),
    ("quarters", Unit::Quarter),
    ("trimestre", Unit::Quarter),
    ("trimestres", Unit::Quarter),
    ("y", Unit::Year),
    ("a", Unit::Year),
    ("year", Unit::Year),
    ("years", Unit::Year),
    ("an", Unit::Year),
    ("ans", Unit::Year),
    ("annee", Unit::Year),
    ("annees", Unit::Year),
];

const WEEKDAYS: &[(&str, &str, Weekday)] = &[
    ("monday", "lundi", Weekday::Monday),
    ("tuesday", "mardi", Weekday::Tuesday),
    ("wednesday", "mercredi", Weekday::Wednesday),
    ("thursday", "jeudi", Weekday::Thursday),
    ("friday", "vendredi", Weekday::Friday),
    ("saturday", "samedi", Weekday::Saturday),
    ("sunday", "dimanche", Weekday::Sunday),
];

impl When {
    /// Reads a whole value; nothing when it is no date.
    pub fn read(text: &str) -> Option<When> {
        let text = text.trim();
        compared(text)
            .or_else(|| ranged(text))
            .or_else(|| Bounds::read(text).map(When::In))
            .or_else(|| relative(&key(text)))
    }

    /// The first and the last day, as seen on `today`; nothing where it is open.
    pub fn days(self, today: Date) -> (Option<Date>, Option<Date>) {
        match self {
            When::In(bounds) => (Some(bounds.first()), Some(bounds.last())),
            When::Between(first, last) => (Some(first.first()), Some(last.last())),
            When::From(bounds) => (Some(bounds.first()), None),
            When::Until(bounds) => (None, Some(bounds.last())),
            When::After(bounds) => (Some(bounds.last().saturating_add(1.day())), None),
            When::Before(bounds) => (None, Some(bounds.first().saturating_sub(1.day()))),
            When::Since(count, unit) => (Some(back(today, i64::from(count), unit)), None),
            When::SinceWeekday(weekday) => (Some(last_weekday(today, weekday)), None),
            When::This(unit) => (Some(start(today, unit)), Some(end(today, unit))),
            When::Previous(unit) => {
                let before = start(today, unit).saturating_sub(1.day());
                (Some(start(before, unit)), Some(before))
            }
        }
    }

    /// Whether a day lies within, as seen on `today`.
    pub fn holds(self, day: Date, today: Date) -> bool {
        let (first, last) = self.days(today);
        first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
    }

    /// Whether a date may lie within: `2022` may be a day of October 2022.
    pub fn may_hold(self, date: PartialDate, today: Date) -> bool {
        let (first, last) = self.days(today);
        first.is_none_or(|first| first <= date.last_day()) && last.is_none_or(|last| date.first_day() <= last)
    }

    /// The value as it is written, read back to the same.
    pub(super) fn print(self, language: Language) -> String {
        let bounds = |bounds: Bounds| bounds.print(language);
        let french = language == Language::French;
        match self {
            When::In(within) => bounds(within),
            When::Between(first, last) => format!("{}..{}", bounds(first), bounds(last)),
            When::From(first) => format!("{}..", bounds(first)),
            When::Until(last) => format!("..{}", bounds(last)),
            When::After(last) => format!(">{}", bounds(last)),
            When::Before(first) => format!("<{}", bounds(first)),
            When::Since(count, unit) => print_since(count, unit, french),
            When::SinceWeekday(weekday) => print_weekday(weekday, french),
            When::This(unit) => print_unit(unit, french, THIS).to_owned(),
            When::Previous(unit) => print_unit(unit, french, PREVIOUS).to_owned(),
        }
    }
}

/// How bounds become a value.
type Make = fn(Bounds) -> When;

/// `>2022`, `>=2022-03`, `<2024`.
fn compared(text: &str) -> Option<When> {
    let signs: [(&str, Make); 6] = [
        (">=", When::From),
        ("≥", When::From),
        ("<=", When::Until),
        ("≤", When::Until),
        (">", When::After),
        ("<", When::Before),
    ];
    let (rest, make) = signs.into_iter().find_map(|(sign, make)| Some((text.strip_prefix(sign)?, make)))?;
    Bounds::read(rest).map(make)
}

/// `2022..2024`, `2022..`, `..2024`.
fn ranged(text: &str) -> Option<When> {
    let (first, last) = text.split_once("..")?;
    match (first.trim(), last.trim()) {
        ("", "") => None,
        ("", last) => Bounds::read(last).map(When::Until),
        (first, "") => Bounds::read(first).map(When::From),
        (first, last) => {
            let (first, last) = (Bounds::read(first)?, Bounds::read(last)?);
            Some(if first.first() <= last.first() {
                When::Between(first, last)
            } else {
                When::Between(last, first)
            })
        }
    }
}

const THIS: [(&str, &str, Unit); 5] = [
    ("today", "aujourd'hui", Unit::Day),
    ("this week", "cette semaine", Unit::Week),
    ("this month", "ce mois", Unit::Month),
    ("this quarter", "ce trimestre", Unit::Quarter),
    ("this year", "cette année", Unit::Year),
];

const PREVIOUS: [(&str, &str, Unit); 5] = [
    ("yesterday", "hier", Unit::Day),
    ("last week", "semaine dernière", Unit::Week),
    ("last month", "mois dernier", Unit::Month),
    ("last quarter", "trimestre dernier", Unit::Quarter),
    ("last year", "année dernière", Unit::Year),
];

fn print_unit(unit: Unit, french: bool, words: [(&'static str, &'static str, Unit); 5]) -> &'static str {
    let found = words.into_iter().find(|(.., of)| *of == unit);
    found
        .map(|(english, in_french, _)| if french { in_french } else { english })
        .expect("every unit has its words")
}

fn print_since(count: u16, unit: Unit, french: bool) -> String {
    let (letter, word) = match unit {
        Unit::Day => ('d', "jours"),
        Unit::Week => ('w', "semaines"),
        Unit::Month => ('m', "mois"),
        Unit::Quarter => ('q', "trimestres"),
        Unit::Year => ('y', "ans"),
    };
    if french { format!("depuis {count} {word}") } else { format!("since {count}{letter}") }
}

fn print_weekday(weekday: Weekday, french: bool) -> String {
    let found = WEEKDAYS.iter().find(|(.., of)| *of == weekday);
    let (english, in_french, _) = found.expect("every weekday has its words");
    if french { format!("depuis {in_french}") } else { format!("since {english}") }
}

/// Words counted from the day of the query; `text` is folded.
fn relative(text: &str) -> Option<When> {
    let named = |table: [(&str, &str, Unit); 5], text: &str| {
        table
            .into_iter()
            .find(|(english, french, _)| key(english) == text || key(french) == text)
            .map(|(.., unit)| unit)
    };
    let bare = ["le ", "la ", "l "].iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text);
    let bare = if bare == "an dernier" { "annee derniere" } else { bare };
    named(THIS, bare)
        .map(When::This)
        .or_else(|| named(PREVIOUS, bare).map(When::Previous))
        .or_else(|| since(text))
        .or_else(|| last_units(text))
}

/// `since 90d`, `depuis 3 mois`, `since 2022`, `depuis lundi`, `avant 2022`, `après 2022`, `jusqu'à 2024`, `90d`.
fn since(text: &str) -> Option<When> {
    let starts: [(&str, Make); 8] = [
        ("since ", When::From),
        ("depuis ", When::From),
        ("until ", When::Until),
        ("jusqu a ", When::Until),
        ("before ", When::Before),
        ("avant ", When::Before),
        ("after ", When::After),
        ("apres ", When::After),
    ];
    let split = starts.into_iter().find_map(|(start, make)| Some((text.strip_prefix(start)?, make)));
    let Some((rest, make)) = split else { return lapse(text).map(|(count, unit)| When::Since(count, unit)) };
    let rest = ["le ", "la "].iter().find_map(|article| rest.strip_prefix(article)).unwrap_or(rest);
    // Folding took the hyphens of a date away.
    if let Some(bounds) = Bounds::read(&rest.replace(' ', "-")).or_else(|| Bounds::read(rest)) {
        return Some(make(bounds));
    }
    let counts_back = text.starts_with("since ") || text.starts_with("depuis ");
    if !counts_back {
        return None;
    }
    let weekday = WEEKDAYS.iter().find(|(english, french, _)| *english == rest || *french == rest);
    let back = lapse(rest).map(|(count, unit)| When::Since(count, unit));
    back.or_else(|| weekday.map(|(.., weekday)| When::SinceWeekday(*weekday)))
}

/// `last 30 days`, `30 derniers jours`, `les 3 derniers mois`.
fn last_units(text: &str) -> Option<When> {
    let words: Vec<&str> = text
        .split(' ')
        .filter(|word| !matches!(*word, "les" | "the" | "derniers" | "dernieres" | "last"))
        .collect();
    let told = text.contains("last ") || text.contains(" dernier");
    let (count, unit) = lapse(&words.join(" ")).filter(|_| told)?;
    Some(When::Since(count, unit))
}

/// `90d`, `3 mois`, `1 an`.
fn lapse(text: &str) -> Option<(u16, Unit)> {
    let unit_at = text.find(|c: char| !c.is_ascii_digit())?;
    let count = text[..unit_at].parse().ok()?;
    let unit = UNITS.iter().find(|(word, _)| *word == text[unit_at..].trim_start())?;
    Some((count, unit.1))
}

fn back(today: Date, count: i64, unit: Unit) -> Date {
    let span = match unit {
        Unit::Day => count.days(),
        Unit::Week => count.weeks(),
        Unit::Month => count.months(),
        Unit::Quarter => (3 * count).months(),
        // A year of the calendar has room for ten thousand of them.
        Unit::Year => count.min(9_998).years(),
    };
    today.saturating_sub(span)
}

fn last_weekday(today: Date, weekday: Weekday) -> Date {
    let days = i64::from(today.weekday().since(weekday));
    today.saturating_sub(days.days())
}

fn start(day: Date, unit: Unit) -> Date {
    match unit {
        Unit::Day => day,
        Unit::Week => last_weekday(day, Weekday::Monday),
        Unit::Month => day.first_of_month(),
        Unit::Quarter => Bounds::Quarter(day.year(), (day.month() + 2) / 3).first(),
        Unit::Year => day.first_of_year(),
    }
}

fn end(day: Date, unit: Unit) -> Date {
    match unit {
        Unit::Day => day,
        Unit::Week => last_weekday(day, Weekday::Monday).saturating_add(6.days()),
        Unit::Month => day.last_of_month(),
        Unit::Quarter => Bounds::Quarter(day.year(), (day.month() + 2) / 3).last(),
        Unit::Year => day.last_of_year(),
    }
}

#[cfg(test)]
mod tests {
    use super::When;
    use crate::domain::Language;

    /// Days as seen on Wednesday 15 May 2024, and the value printed in both languages.
    fn check(text: &str, expected: &str) {
        let today = jiff::civil::date(2024, 5, 15);
        let shown = When::read(text).map(|when| {
            for language in [Language::French, Language::English] {
                let printed = when.print(language);
                assert_eq!(When::read(&printed), Some(when), "{printed} is read back");
            }
            let (first, last) = when.days(today);
            let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            format!("{}..{} {}", day(first), day(last), when.print(Language::English))
        });
        assert_eq!(shown.unwrap_or_else(|| "nothing".to_owned()), expected, "{text}");
    }

    #[test]
    fn dates_of_the_calendar() {
        check("2022", "2022-01-01..2022-12-31 2022");
        check("2022-10", "2022-10-01..2022-10-31 2022-10");
        check("2022-10-17", "2022-10-17..2022-10-17 2022-10-17");
        check("17/10/2022", "2022-10-17..2022-10-17 2022-10-17");
        check("17 octobre 2022", "2022-10-17..2022-10-17 2022-10-17");
        check("1er févr. 2023", "2023-02-01..2023-02-01 2023-02-01");
        check("October 17, 2022", "2022-10-17..2022-10-17 2022-10-17");
        check("août 2021", "2021-08-01..2021-08-31 2021-08");
        check("2024-T2", "2024-04-01..2024-06-30 2024-Q2");
        check("2024s2", "2024-07-01..2024-12-31 2024-H2");
        check("2024-W07", "2024-02-12..2024-02-18 2024-W07");
        check("2022..2024-03", "2022-01-01..2024-03-31 2022..2024-03");
        check("2024..2022", "2022-01-01..2024-12-31 2022..2024");
        check("2022..", "2022-01-01.. 2022..");
        check("..2022", "..2022-12-31 ..2022");
        check(">2022", "2023-01-01.. >2022");
        check(">= 2022-03", "2022-03-01.. 2022-03..");
        check("<2022-T3", "..2022-06-30 <2022-Q3");
    }

    #[test]
    fn lapses_counted_from_the_day() {
        check("since 90d", "2024-02-15.. since 90d");
        check("90d", "2024-02-15.. since 90d");
        check("depuis 3 mois", "2024-02-15.. since 3m");
        check("30 derniers jours", "2024-04-15.. since 30d");
        check("last 2 weeks", "2024-05-01.. since 2w");
        check("cette année", "2024-01-01..2024-12-31 this year");
        check("this quarter", "2024-04-01..2024-06-30 this quarter");
        check("l’an dernier", "2023-01-01..2023-12-31 last year");
        check("le mois dernier", "2024-04-01..2024-04-30 last month");
        check("la semaine dernière", "2024-05-06..2024-05-12 last week");
        check("hier", "2024-05-14..2024-05-14 yesterday");
        check("aujourd’hui", "2024-05-15..2024-05-15 today");
        check("since monday", "2024-05-13.. since monday");
        check("depuis mercredi", "2024-05-15.. since wednesday");
        check("since 2022", "2022-01-01.. 2022..");
        check("depuis 2022-10", "2022-10-01.. 2022-10..");
        check("depuis octobre 2022", "2022-10-01.. 2022-10..");
        check("avant 2022", "..2021-12-31 <2022");
        check("après le 17 octobre 2022", "2022-10-18.. >2022-10-17");
        check("since 65535y", "-007974-05-15.. since 65535y");
    }

    #[test]
    fn what_is_no_date_is_not_taken_for_one() {
        for text in [
            "",
            "..",
            "2022-13",
            "2022-02-30",
            "google",
            "since",
            "since google",
            "90",
            "2024-T5",
            "9999-W99",
            "99/99/9999",
        ] {
            check(text, "nothing");
        }
    }
}

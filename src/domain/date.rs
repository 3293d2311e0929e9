//! Dates as far as a text gives them, and the time given to comply.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// A date known to the day, the month or the year: `2022-10-17`, `2022-10`, `2022`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// A year alone.
    Year(i16),
    /// A year and a month (1 to 12).
    Month(i16, i8),
    /// A full date.
    Day(Date),
}

impl PartialDate {
    /// The year.
    pub fn year(self) -> i16 {
        match self {
            PartialDate::Year(year) | PartialDate::Month(year, _) => year,
            PartialDate::Day(date) => date.year(),
        }
    }

    /// The month, when it is known.
    pub fn month(self) -> Option<i8> {
        match self {
            PartialDate::Year(_) => None,
            PartialDate::Month(_, month) => Some(month),
            PartialDate::Day(date) => Some(date.month()),
        }
    }

    /// The full date, when it is known.
    pub fn day(self) -> Option<Date> {
        match self {
            PartialDate::Day(date) => Some(date),
            _ => None,
        }
    }

    /// The first day that it may mean.
    pub fn first_day(self) -> Date {
        match self {
            PartialDate::Year(year) => jiff::civil::date(year, 1, 1),
            PartialDate::Month(year, month) => jiff::civil::date(year, month, 1),
            PartialDate::Day(date) => date,
        }
    }

    /// The last day that it may mean.
    pub fn last_day(self) -> Date {
        match self {
            PartialDate::Year(year) => jiff::civil::date(year, 12, 31),
            PartialDate::Month(year, month) => jiff::civil::date(year, month, 1).last_of_month(),
            PartialDate::Day(date) => date,
        }
    }

    /// Whether both may mean the same day: `2022` agrees with `2022-10-17`.
    pub fn agrees_with(self, other: PartialDate) -> bool {
        self.first_day() <= other.last_day() && other.first_day() <= self.last_day()
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Year(year) => write!(formatter, "{year:04}"),
            PartialDate::Month(year, month) => write!(formatter, "{year:04}-{month:02}"),
            PartialDate::Day(date) => write!(formatter, "{date}"),
        }
    }
}

/// A text that is no date in one of the three forms.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a date as 2022, 2022-10 or 2022-10-17: {0:?}")]
pub struct NotADate(String);

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<PartialDate, NotADate> {
        let parsed = match text.len() {
            4 => text.parse().ok().filter(|year| (1..=9999).contains(year)).map(PartialDate::Year),
            7 => text.split_once('-').and_then(|(year, month)| {
                let (year, month) = (year.parse().ok()?, month.parse().ok()?);
                jiff::civil::Date::new(year, month, 1).ok()?;
                Some(PartialDate::Month(year, month))
            }),
            10 => text.parse().ok().map(PartialDate::Day),
            _ => None,
        };
        parsed.ok_or_else(|| NotADate(text.to_owned()))
    }
}

/// Time given to comply, as the text states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deadline {
    /// So many hours (`PT24H`).
    Hours(u32),
    /// So many days (`P15D`).
    Days(u32),
    /// So many weeks (`P2W`).
    Weeks(u32),
    /// So many months (`P3M`).
    Months(u32),
    /// So many years (`P1Y`).
    Years(u32),
    /// A set day.
    On(Date),
}

/// An ISO 8601 duration, or a date.
impl fmt::Display for Deadline {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Deadline::Hours(count) => write!(formatter, "PT{count}H"),
            Deadline::Days(count) => write!(formatter, "P{count}D"),
            Deadline::Weeks(count) => write!(formatter, "P{count}W"),
            Deadline::Months(count) => write!(formatter, "P{count}M"),
            Deadline::Years(count) => write!(formatter, "P{count}Y"),
            Deadline::On(date) => write!(formatter, "{date}"),
        }
    }
}

/// A text that is neither a duration of one unit nor a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a deadline as P2M, PT24H or 2023-01-31: {0:?}")]
pub struct NotADeadline(String);

impl FromStr for Deadline {
    type Err = NotADeadline;

    fn from_str(text: &str) -> Result<Deadline, NotADeadline> {
        let duration = || {
            let rest = text.strip_prefix('P')?;
            let (number, make): (&str, fn(u32) -> Deadline) = match rest.strip_prefix('T') {
                Some(time) => (time.strip_suffix('H')?, Deadline::Hours),
                None => match rest.chars().last()? {
                    'D' => (rest.strip_suffix('D')?, Deadline::Days),
                    'W' => (rest.strip_suffix('W')?, Deadline::Weeks),
                    'M' => (rest.strip_suffix('M')?, Deadline::Months),
                    'Y' => (rest.strip_suffix('Y')?, Deadline::Years),
                    _ => return None,
                },
            };
            number.parse().ok().map(make)
        };
        text.parse().ok().map(Deadline::On).or_else(duration).ok_or_else(|| NotADeadline(text.to_owned()))
    }
}

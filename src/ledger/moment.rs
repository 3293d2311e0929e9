//! When an act took place as far as one article tells, as numbers of days; and how far two such moments lie apart.

use jiff::civil::Date;

use crate::domain::PartialDate;

/// A day's number, from 1970-01-01.
pub(super) fn day_number(date: Date) -> i32 {
    // Days from civil: the year begins in March, so that leap days end it.
    let (year, month, day) = (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// When an act took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Moment {
    /// On that day.
    Day(i32),
    /// In that month or year: its first and last days.
    Within(i32, i32),
    /// Not told by an article that has it for news, and that was published on that day.
    NewsOf(i32),
    /// Not told by an article that recalls it, and that was published on that day.
    Before(i32),
    /// Not told, and the article has no date.
    Unknown,
}

impl Moment {
    pub(super) fn stated(date: PartialDate) -> Moment {
        match date {
            PartialDate::Day(day) => Moment::Day(day_number(day)),
            _ => Moment::Within(day_number(date.first_day()), day_number(date.last_day())),
        }
    }

    /// The earliest day that it may mean, for sorting.
    pub(super) fn first(self) -> Option<i32> {
        match self {
            Moment::Day(day) | Moment::Within(day, _) | Moment::NewsOf(day) | Moment::Before(day) => {
                Some(day)
            }
            Moment::Unknown => None,
        }
    }

    pub(super) fn is_stated(self) -> bool {
        matches!(self, Moment::Day(_) | Moment::Within(..))
    }

    pub(super) fn apart(self, other: Moment) -> Apart {
        match (self, other) {
            (Moment::Unknown, _) | (_, Moment::Unknown) => Apart::Untold,
            (Moment::Before(_), Moment::Before(_)) => Apart::Untold,
            (Moment::Day(day), Moment::Day(other)) => match (day - other).abs() {
                0 => Apart::SameDay,
                days => Apart::Days(days),
            },
            (Moment::Day(day), Moment::Within(first, last))
            | (Moment::Within(first, last), Moment::Day(day)) => within(day, day, first, last),
            (Moment::Within(first, last), Moment::Within(other_first, other_last)) => {
                within(first, last, other_first, other_last)
            }
            (Moment::NewsOf(day), Moment::NewsOf(other)) => Apart::Told((day - other).abs()),
            (Moment::NewsOf(told), Moment::Day(day)) | (Moment::Day(day), Moment::NewsOf(told)) => {
                after(told, day, day)
            }
            (Moment::NewsOf(told), Moment::Within(first, last))
            | (Moment::Within(first, last), Moment::NewsOf(told)) => after(told, first, last),
            (Moment::Before(told), other) | (other, Moment::Before(told)) => before(told, other),
        }
    }
}

fn within(first: i32, last: i32, other_first: i32, other_last: i32) -> Apart {
    let gap = (other_first - last).max(first - other_last);
    let precision = (last - first).max(other_last - other_first);
    match gap {
        1.. => Apart::Days(gap),
        _ if precision > 31 => Apart::SameYear,
        _ => Apart::SameMonth,
    }
}

/// News is told on the day or later; a week is left for feeds that date too early.
fn after(told: i32, first: i32, last: i32) -> Apart {
    match told {
        told if told < first - 7 => Apart::Wrong,
        told => Apart::Told((told - last).max(0)),
    }
}

fn before(told: i32, other: Moment) -> Apart {
    match other.first() {
        Some(day) if day <= told => Apart::Earlier(told - day),
        _ => Apart::Wrong,
    }
}

/// How far two moments lie apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    /// Both give the same day.
    SameDay,
    /// They agree to the month.
    SameMonth,
    /// They agree to the year.
    SameYear,
    /// Both are given, so many days apart.
    Days(i32),
    /// One or both are known by the day of publication only; so many days apart.
    Told(i32),
    /// One is recalled without a date, and the other lies so many days before.
    Earlier(i32),
    /// Nothing can be said.
    Untold,
    /// They cannot be one: news before the act, an act after it was recalled.
    Wrong,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Apart, Moment, day_number};

    #[test]
    fn days_are_numbered_as_the_calendar_runs() {
        for (day, number) in [(date(1970, 1, 1), 0), (date(2000, 2, 29), 11_016), (date(1969, 12, 31), -1)] {
            assert_eq!(day_number(day), number, "{day}");
        }
        let start = date(1999, 12, 25);
        for days in 0..900 {
            let later = start.checked_add(jiff::Span::new().days(days)).unwrap();
            assert_eq!(i64::from(day_number(later) - day_number(start)), days, "{later}");
        }
    }

    #[test]
    fn moments_lie_apart() {
        let day = Moment::stated("2021-12-31".parse().unwrap());
        let year = Moment::stated("2022".parse().unwrap());
        let month = Moment::stated("2021-12".parse().unwrap());
        assert_eq!(day.apart(day), Apart::SameDay);
        assert_eq!(day.apart(year), Apart::Days(1));
        assert_eq!(month.apart(day), Apart::SameMonth);
        assert_eq!(Moment::NewsOf(day_number(date(2022, 1, 6))).apart(day), Apart::Told(6));
        assert_eq!(Moment::Before(day_number(date(2020, 1, 6))).apart(day), Apart::Wrong);
    }
}

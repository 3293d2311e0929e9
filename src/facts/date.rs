//! Brick: dates, whole, partial, and told from the day of publication.
//!
//! Knows months, weekdays and words such as "hier". Leaves to `detail` which date is that of an act.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::domain::PartialDate;
use crate::text::TokenKind;

use super::stream::Stream;

/// A date, found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DateMention {
    pub(super) date: PartialDate,
    pub(super) tokens: Range<usize>,
}

/// Every date of the text, in reading order.
pub(super) fn dates(stream: &Stream, published: Option<Date>) -> Vec<DateMention> {
    let reader = Reader { stream, published };
    let mut found = Vec::new();
    let mut at = 0;
    while at < stream.tokens.len() {
        match reader.at(at) {
            Some(mention) => {
                at = mention.tokens.end.max(at + 1);
                found.push(mention);
            }
            None => at += 1,
        }
    }
    found
}

struct Reader<'a> {
    stream: &'a Stream,
    published: Option<Date>,
}

impl Reader<'_> {
    fn at(&self, at: usize) -> Option<DateMention> {
        match self.stream.tokens[at].kind {
            TokenKind::Number => self.numeric(at).or_else(|| self.day_first(at)).or_else(|| self.year(at)),
            TokenKind::Word => self.month_first(at).or_else(|| self.relative(at)),
            _ => None,
        }
    }

    fn word(&self, at: usize) -> &str {
        self.stream.word(at)
    }

    fn number(&self, at: usize) -> Option<i16> {
        let token = self.stream.tokens.get(at)?;
        (token.kind == TokenKind::Number).then(|| self.word(at).parse().ok()).flatten()
    }

    fn year_at(&self, at: usize) -> Option<i16> {
        self.number(at).filter(|year| (1990..=2049).contains(year) && self.word(at).len() == 4)
    }

    fn mention(&self, date: Option<PartialDate>, tokens: Range<usize>) -> Option<DateMention> {
        date.map(|date| DateMention { date, tokens })
    }

    /// `17/10/2022`, `17.10.2022`, `2022-10-17`.
    fn numeric(&self, at: usize) -> Option<DateMention> {
        let text = self.word(at);
        if let Some((day, rest)) = text.split_once('.') {
            let (month, year) = rest.split_once('.')?;
            return self
                .mention(whole(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?), at..at + 1);
        }
        let sign = self.word(at + 1);
        if !matches!(sign, "/" | "-") || self.word(at + 3) != sign {
            return None;
        }
        let (first, second, third) = (self.number(at)?, self.number(at + 2)?, self.number(at + 4)?);
        let date = if first > 31 { whole(first, second, third) } else { whole(third, second, first) };
        self.mention(date, at..at + 5)
    }

    /// `17 octobre 2022`, `1er mars`, `13 October`.
    fn day_first(&self, at: usize) -> Option<DateMention> {
        let day = self.number(at).filter(|day| (1..=31).contains(day))?;
        let suffixed = matches!(self.word(at + 1), "er" | "st" | "nd" | "rd" | "th")
            && !self.stream.tokens[at + 1].spaced;
        let mut next = at + 1 + usize::from(suffixed);
        if self.word(next) == "of" {
            next += 1;
        }
        let month = month(self.word(next))?;
        let dotted = usize::from(self.word(next + 1) == ".");
        match self.year_at(next + 1 + dotted) {
            Some(year) => self.mention(whole(year, month, day), at..next + 2 + dotted),
            None => self.mention(self.last_day_of_year(month, day), at..next + 1),
        }
    }

    /// `octobre 2022`, `October 17, 2022`, `en octobre`.
    fn month_first(&self, at: usize) -> Option<DateMention> {
        let month = month(self.word(at))?;
        let dotted = usize::from(self.word(at + 1) == ".");
        let next = at + 1 + dotted;
        if let Some(year) = self.year_at(next) {
            return self.mention(Some(PartialDate::Month(year, month as i8)), at..next + 1);
        }
        if let Some(day) = self.number(next).filter(|day| (1..=31).contains(day)) {
            let comma = usize::from(self.word(next + 1) == ",");
            return match self.year_at(next + 1 + comma) {
                Some(year) => self.mention(whole(year, month, day), at..next + 2 + comma),
                None => self.mention(self.last_day_of_year(month, day), at..next + 1),
            };
        }
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let announced = matches!(
            before,
            "en" | "in"
                | "depuis"
                | "since"
                | "debut"
                | "fin"
                | "mi"
                | "last"
                | "late"
                | "early"
                | "de"
                | "d"
                | "'"
        );
        let ambiguous = matches!(self.word(at), "may" | "mars" | "march" | "sept" | "mar" | "mai")
            && !matches!(before, "en" | "in" | "last");
        if !announced || ambiguous {
            return None;
        }
        self.mention(self.last_month(month), at..at + 1)
    }

    /// A year alone, where words announce it.
    fn year(&self, at: usize) -> Option<DateMention> {
        let year = self.year_at(at)?;
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let announced = matches!(
            before,
            "en" | "in"
                | "depuis"
                | "since"
                | "de"
                | "fin"
                | "debut"
                | "annee"
                | "ete"
                | "a"
                | "late"
                | "early"
                | "("
                | "of"
        );
        announced.then(|| DateMention { date: PartialDate::Year(year), tokens: at..at + 1 })
    }

    /// `jeudi`, `hier`, `le mois dernier`, `on Tuesday`, `last month`.
    fn relative(&self, at: usize) -> Option<DateMention> {
        let published = self.published?;
        let (word, next) = (self.word(at), self.word(at + 1));
        if let Some(weekday) = weekday(word) {
            let coming = matches!(next, "prochain" | "next") || (at > 0 && self.word(at - 1) == "next");
            let date = last_weekday(published, weekday);
            return (!coming).then(|| DateMention { date: PartialDate::Day(date), tokens: at..at + 1 });
        }
        let month_before = || published.first_of_month().checked_sub(1.month()).ok();
        let (date, length) = match (word, next) {
            ("hier" | "yesterday", _) => (PartialDate::Day(published.yesterday().ok()?), 1),
            ("aujourd", "'") | ("today", _) => (PartialDate::Day(published), 1),
            ("mois", "dernier" | "passe") | ("last", "month") => {
                let month = month_before()?;
                (PartialDate::Month(month.year(), month.month()), 2)
            }
            ("an", "dernier" | "passe") | ("annee", "derniere" | "passee") | ("last", "year") => {
                (PartialDate::Year(published.year() - 1), 2)
            }
            _ => return None,
        };
        self.mention(Some(date), at..at + length)
    }

    /// A day without its year: the last one that is not after publication, or a few days beyond.
    fn last_day_of_year(&self, month: i16, day: i16) -> Option<PartialDate> {
        let published = self.published?;
        let this_year = whole(published.year(), month, day)?;
        let near = published.checked_add(7.days()).ok()?;
        if this_year.first_day() <= near { Some(this_year) } else { whole(published.year() - 1, month, day) }
    }

    fn last_month(&self, month: i16) -> Option<PartialDate> {
        let published = self.published?;
        let year =
            if month <= i16::from(published.month()) { published.year() } else { published.year() - 1 };
        Some(PartialDate::Month(year, month as i8))
    }
}

fn whole(year: i16, month: i16, day: i16) -> Option<PartialDate> {
    let year = if (0..100).contains(&year) { year + 2000 } else { year };
    if !(1950..=2100).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(PartialDate::Day)
}

fn last_weekday(published: Date, weekday: Weekday) -> Date {
    let back = published.weekday().since(weekday);
    published.checked_sub(i64::from(back).days()).unwrap_or(published)
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "lundi" | "monday" => Weekday::Monday,
        "mardi" | "tuesday" => Weekday::Tuesday,
        "mercredi" | "wednesday" => Weekday::Wednesday,
        "jeudi" | "thursday" => Weekday::Thursday,
        "vendredi" | "friday" => Weekday::Friday,
        "samedi" | "saturday" => Weekday::Saturday,
        "dimanche" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn month(word: &str) -> Option<i16> {
    Some(match word {
        "janvier" | "january" | "janv" | "jan" => 1,
        "fevrier" | "february" | "fevr" | "feb" => 2,
        "mars" | "march" | "mar" => 3,
        "avril" | "april" | "avr" | "apr" => 4,
        "mai" | "may" => 5,
        "juin" | "june" | "jun" => 6,
        "juillet" | "july" | "juil" | "jul" => 7,
        "aout" | "august" | "aug" => 8,
        "septembre" | "september" | "sept" | "sep" => 9,
        "octobre" | "october" | "oct" => 10,
        "novembre" | "november" | "nov" => 11,
        "decembre" | "december" | "dec" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::dates;
    use crate::facts::stream::Stream;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let stream = Stream::of("", text, None);
        let published = Some(jiff::civil::date(2025, 9, 18));
        let found: Vec<String> =
            dates(&stream, published).iter().map(|mention| mention.date.to_string()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn dates_whole_partial_and_relative() {
        check("le 17 octobre 2022, le 1er mars 2023", &["2022-10-17", "2023-03-01"]);
        check("en octobre 2022 puis en 2021", &["2022-10", "2021"]);
        check("On October 17, 2022 and 13 June 2023", &["2022-10-17", "2023-06-13"]);
        check("17/10/2022, 2022-10-17, 17.10.2022", &["2022-10-17", "2022-10-17", "2022-10-17"]);
        check("jeudi, mardi, hier", &["2025-09-18", "2025-09-16", "2025-09-17"]);
        check("le mois dernier, l'an dernier, last month", &["2025-08", "2024", "2025-08"]);
        check("le 22 décembre, en juin", &["2024-12-22", "2025-06"]);
    }
}

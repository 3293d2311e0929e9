//! Reads dates as feeds write them: RFC 822 and ISO 8601 in all their bad forms, month names of many languages, European
//! numeric dates, zone names, seconds since 1970.
//!
//! A date without a time is midnight, one without a zone is UTC. Knows no clock: a date without a year is none.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use unicode_normalization::UnicodeNormalization;

/// Longest text that is looked at, in bytes; no date is longer.
const LONGEST: usize = 120;
const HOUR: i64 = 3600;

/// The moment that a text tells, if it tells one.
pub fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let text = fold(text);
    if let Some(moment) = parse_epoch(&text) {
        return Some(moment);
    }
    let (before, time, after) = split_time(&text)?;
    let (zone, after) = if time.is_some() { split_zone(after)? } else { (None, after) };
    let korean = text.contains(KOREAN_MARK);
    let date = parse_date(&format!("{before} {after}"), time.as_ref().is_some_and(|time| time.half_day))?;
    let offset = zone.unwrap_or(if korean { 9 * HOUR } else { 0 });
    let seconds = time.as_ref().map_or(0, |time| time.seconds) - offset;
    let nanoseconds = time.as_ref().map_or(0, |time| time.nanoseconds);
    let midnight = Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?;
    midnight.checked_add(SignedDuration::new(seconds, nanoseconds)).ok()
}

/// Stands for Korean date marks once they are rewritten, since Korean dates tell no zone.
const KOREAN_MARK: char = '\u{1}';

/// Lower case, without accents, East Asian date marks as hyphens, blanks as single spaces.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        let plain = |c: char| {
            if c.is_whitespace() || matches!(c, ',' | '"' | '\'') { ' ' } else { c.to_ascii_lowercase() }
        };
        return one_blank(&text.chars().map(plain).collect::<String>().replace("- ", "-"));
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !matches!(*c, '\u{300}'..='\u{36f}' | ',')).nfc() {
        match c {
            '년' | '월' => folded.extend([KOREAN_MARK, '-']),
            '일' | '日' => folded.push(' '),
            '年' | '月' => folded.push('-'),
            '\u{2212}' | '\u{2013}' => folded.push('-'),
            c if c.is_whitespace() || c == '"' || c == '\'' => folded.push(' '),
            c => folded.extend(c.to_lowercase()),
        }
    }
    let folded = folded.replace("오전", "am").replace("오후", "pm").replace("- ", "-");
    one_blank(&folded)
}

fn one_blank(text: &str) -> String {
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Seconds, milliseconds or microseconds since 1970, and dates with their time in fourteen digits.
fn parse_epoch(text: &str) -> Option<Timestamp> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') || text.matches('.').count() > 1 {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        9 | 10 => Timestamp::from_second(number).ok(),
        12 | 13 => Timestamp::from_millisecond(number).ok(),
        15 | 16 => Timestamp::from_microsecond(number).ok(),
        _ => None,
    }
}

// --- time of day ---

/// A time of day.
#[derive(Debug)]
struct Time {
    /// Since midnight.
    seconds: i64,
    nanoseconds: i32,
    /// Whether it was told as a.m. or p.m., which Americans do.
    half_day: bool,
}

/// What stands before the time of day, the time, what stands after; nothing at all when the time cannot be.
fn split_time(text: &str) -> Option<(&str, Option<Time>, &str)> {
    let bytes = text.as_bytes();
    let separator = (1..bytes.len()).find(|&at| {
        let digit_before = bytes[at - 1].is_ascii_digit();
        let digit_after = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        digit_before && digit_after && matches!(bytes[at], b':' | b'h')
    });
    let Some(separator) = separator else { return split_compact_time(text) };
    let start = bytes[..separator].iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
    let before = text[..start].trim_end_matches('t');
    let (before, told_before) = split_half_day_before(before);
    let (time, after) = read_clock(&text[start..separator], &text[separator + 1..], told_before)?;
    Some((before, Some(time), after))
}

/// "오후 11:23:17": the half of the day told before the time.
fn split_half_day_before(before: &str) -> (&str, Option<bool>) {
    let trimmed = before.trim_end();
    for (word, afternoon) in [("pm", true), ("am", false)] {
        if let Some(rest) = trimmed.strip_suffix(word)
            && !rest.ends_with(char::is_alphabetic)
        {
            return (rest, Some(afternoon));
        }
    }
    (before, None)
}

fn read_clock<'a>(hour: &str, rest: &'a str, told_before: Option<bool>) -> Option<(Time, &'a str)> {
    let hour: i64 = hour.get(hour.len().saturating_sub(2)..)?.parse().ok()?;
    let (minute, rest) = take_number(rest, 2)?;
    let (second, fraction, rest) = match rest.strip_prefix([':', 'm']) {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => {
            let (second, rest) = take_number(rest, 2)?;
            let (fraction, rest) = take_fraction(rest);
            (second, fraction, rest)
        }
        Some(_) if rest.starts_with(':') => return None,
        _ => (0, 0, rest),
    };
    let (afternoon, rest) = take_half_day(rest);
    let afternoon = afternoon.or(told_before);
    let hour = match (afternoon, hour) {
        (Some(true), 1..=11) => hour + 12,
        (Some(false), 12) => 0,
        _ => hour,
    };
    let allowed = hour <= 24 && minute <= 59 && second <= 60 && (hour < 24 || minute + second == 0);
    let seconds = hour * HOUR + minute * 60 + second;
    allowed.then_some((Time { seconds, nanoseconds: fraction, half_day: afternoon.is_some() }, rest))
}

/// A number of at most so many digits, and what follows.
fn take_number(text: &str, most: usize) -> Option<(i64, &str)> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let number = text[..length].parse().ok()?;
    let rest = &text[length..];
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some((number, rest))
}

/// A fraction of a second in nanoseconds.
fn take_fraction(text: &str) -> (i32, &str) {
    let Some(digits) = text.strip_prefix(['.', ':']) else { return (0, text) };
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let nanoseconds = format!("{:0<9.9}", &digits[..length.min(9)]).parse().unwrap_or(0);
    (nanoseconds, &digits[length..])
}

fn take_half_day(text: &str) -> (Option<bool>, &str) {
    let trimmed = text.trim_start();
    for (words, afternoon) in [(["a.m.", "am"], false), (["p.m.", "pm"], true)] {
        for word in words {
            if let Some(rest) = trimmed.strip_prefix(word)
                && !rest.starts_with(char::is_alphabetic)
            {
                return (Some(afternoon), rest);
            }
        }
    }
    (None, text)
}

/// "20040105t101455z": a time in digits alone.
fn split_compact_time(text: &str) -> Option<(&str, Option<Time>, &str)> {
    let none = Some((text, None, ""));
    let (date, clock) = match text.split_once('t') {
        Some(parts) => parts,
        None if text.len() == 14 && text.is_ascii() => text.split_at(8),
        None => return none,
    };
    let digits = clock.bytes().take_while(u8::is_ascii_digit).count();
    let numeric = !date.is_empty() && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if !numeric || !matches!(digits, 4 | 6) {
        return none;
    }
    let second = if digits == 6 { &clock[4..6] } else { "00" };
    let clock_text = format!("{}:{second}", &clock[2..4]);
    let (time, _) = read_clock(&clock[..2], &clock_text, None)?;
    let (fraction, rest) = take_fraction(&clock[digits..]);
    Some((date, Some(Time { nanoseconds: fraction, ..time }), rest))
}

// --- zone ---

/// Names of zones and their offsets from UTC in minutes; the ambiguous ones as RFC 822 and usage in feeds have them.
const ZONES: &[(&str, i64)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("cet", 60),
    ("met", 60),
    ("mez", 60),
    ("mesz", 120),
    ("cest", 120),
    ("mest", 120),
    ("sast", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("msd", 240),
    ("trt", 180),
    ("pkt", 300),
    ("ist", 330),
    ("ict", 420),
    ("wib", 420),
    ("hkt", 480),
    ("sgt", 480),
    ("awst", 480),
    ("jst", 540),
    ("kst", 540),
    ("acst", 570),
    ("aest", 600),
    ("acdt", 630),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("nst", -210),
    ("ndt", -150),
    ("adt", -180),
    ("brt", -180),
    ("art", -180),
    ("ast", -240),
    ("at", -240),
    ("edt", -240),
    ("est", -300),
    ("et", -300),
    ("cdt", -300),
    ("cst", -360),
    ("ct", -360),
    ("mdt", -360),
    ("mst", -420),
    ("mt", -420),
    ("pdt", -420),
    ("pst", -480),
    ("pt", -480),
    ("akdt", -480),
    ("akst", -540),
    ("hst", -600),
    ("a", -60),
    ("n", 60),
    ("m", -720),
    ("y", 720),
];

/// The offset from UTC in seconds that a text begins with, and what follows; nothing at all when an offset is malformed.
fn split_zone(text: &str) -> Option<(Option<i64>, &str)> {
    let text = text.trim_start().trim_start_matches('(');
    let text = text.strip_prefix("etc/").unwrap_or(text);
    if let Some(offset) = split_offset(text) {
        return offset.map(|(seconds, rest)| (Some(seconds), rest));
    }
    let length = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (name, rest) = text.split_at(length);
    let Some((_, minutes)) = ZONES.iter().find(|(zone, _)| *zone == name) else { return Some((None, text)) };
    match split_offset(rest.trim_start()) {
        // "GMT+0200" and "UTC +1"; "CET +0100" says the same thing twice.
        Some(offset) => offset.map(|(seconds, rest)| (Some(seconds), rest)),
        None => Some((Some(minutes * 60), rest)),
    }
}

/// An offset such as `+0100`, `-5` or `+01:00`: nothing when there is none, a hollow inside when it is malformed.
fn split_offset(text: &str) -> Option<Option<(i64, &str)>> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        // "0000" and "0100" stand for an offset whose sign was lost.
        '0' if text.bytes().take_while(u8::is_ascii_digit).count() == 4 => {
            return split_offset(&format!("+{text}")).map(|_| offset_digits(text, 1));
        }
        _ => return None,
    };
    let digits = text[1..].trim_start();
    if text.starts_with('-') && text[1..].starts_with(' ') {
        return None;
    }
    Some(offset_digits(digits, sign))
}

fn offset_digits(digits: &str, sign: i64) -> Option<(i64, &str)> {
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let (hours, minutes, rest) = match (length, digits[length..].strip_prefix(':')) {
        (1 | 2, Some(after)) => {
            let (minutes, rest) = take_number(after, 2)?;
            (digits[..length].parse::<i64>().ok()?, minutes, rest)
        }
        (1 | 2, None) => (digits[..length].parse().ok()?, 0, &digits[length..]),
        (3 | 4, _) => {
            let (hours, minutes) = digits[..length].split_at(length - 2);
            (hours.parse().ok()?, minutes.parse().ok()?, &digits[length..])
        }
        _ => return None,
    };
    Some((sign * (hours * HOUR + minutes * 60), rest))
}

// --- date ---

/// A number as written: how many digits it has tells years from days.
#[derive(Debug, Clone, Copy)]
struct Number {
    value: i64,
    digits: usize,
}

/// What is found in the text of a date.
#[derive(Debug, Default)]
struct Found {
    numbers: Vec<Number>,
    month: Option<i8>,
    month_first: bool,
    separator: Option<char>,
}

fn parse_date(text: &str, american: bool) -> Option<Date> {
    let found = find_parts(text)?;
    let date = match found.month {
        Some(month) => with_month_name(&found, month),
        None => match found.numbers[..] {
            [only] => from_one_number(only),
            [year, ordinal] if year.digits == 4 && ordinal.digits == 3 => {
                ordinal_date(year.value, ordinal.value)
            }
            [year, month] if year.digits == 4 => civil(year.value, month.value, 1),
            // "-03-12" and "-0312" are years and months in ISO 8601.
            [year, month] if text.trim_start().starts_with('-') => civil(full_year(year), month.value, 1),
            [first, second, third, ..] => from_three_numbers(&found, [first, second, third], american),
            _ => None,
        },
    }?;
    (date.year() > 0).then_some(date)
}

fn find_parts(text: &str) -> Option<Found> {
    let mut found = Found::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if c.is_ascii_digit() {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            if found.numbers.len() < 4 {
                found.numbers.push(Number { value: rest[..length].parse().ok()?, digits: length });
            }
            length
        } else if c.is_alphabetic() {
            let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            if let Some(month) = month_of(&rest[..length]) {
                found.month = Some(month);
                found.month_first = found.numbers.is_empty();
            }
            length
        } else {
            if found.numbers.len() == 1 && found.separator.is_none() && matches!(c, '/' | '.' | '-') {
                found.separator = Some(c);
            }
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    Some(found)
}

fn with_month_name(found: &Found, month: i8) -> Option<Date> {
    let (day, year) = match found.numbers[..] {
        [year] if year.digits == 4 => (Number { value: 1, digits: 1 }, year),
        [year, day, ..] if year.digits >= 3 => (day, year),
        [year, day] if year.value > 31 && !found.month_first => (day, year),
        [day, year, ..] => (day, year),
        _ => return None,
    };
    civil(full_year(year), month.into(), day.value)
}

fn from_one_number(Number { value, digits }: Number) -> Option<Date> {
    match digits {
        8 => civil(value / 10_000, value / 100 % 100, value % 100),
        7 => ordinal_date(value / 1000, value % 1000),
        6 => civil(2000 + value / 10_000, value / 100 % 100, value % 100),
        5 => ordinal_date(2000 + value / 1000, value % 1000),
        4 => civil(value, 1, 1)
            .filter(|date| (1900..2200).contains(&date.year()))
            .or_else(|| civil(2000 + value / 100, value % 100, 1)),
        _ => None,
    }
}

/// Year, month, day in the order that their digits, separators and sizes tell; the European one when nothing does.
fn from_three_numbers(found: &Found, numbers: [Number; 3], american: bool) -> Option<Date> {
    let [first, second, third] = numbers;
    if first.digits >= 3 || first.value > 31 {
        let year = full_year(first);
        return civil(year, second.value, third.value).or_else(|| civil(year, third.value, second.value));
    }
    if third.digits == 2 && first.digits == 2 && found.separator == Some('-') {
        return civil(2000 + first.value, second.value, third.value);
    }
    let year = full_year(third);
    let (day, month) = if american { (second, first) } else { (first, second) };
    civil(year, month.value, day.value).or_else(|| civil(year, day.value, month.value))
}

/// Two digits below 90 are of this century, as feeds have it.
fn full_year(year: Number) -> i64 {
    match (year.digits, year.value) {
        (1 | 2, value @ 0..90) => 2000 + value,
        (1 | 2, value) => 1900 + value,
        (_, value) => value,
    }
}

fn civil(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

fn ordinal_date(year: i64, ordinal: i64) -> Option<Date> {
    let first = civil(year, 1, 1)?;
    let days = SignedDuration::from_hours(24 * (ordinal - 1));
    (1..=366).contains(&ordinal).then(|| first.checked_add(days).ok()).flatten()
}

/// How month names begin, without accents, month by month: English, French, German, Italian, Spanish, Portuguese, Dutch,
/// Scandinavian, Finnish, Polish, Czech, Romanian, Turkish, Russian, Ukrainian, Greek, Hungarian.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "ian", "sty", "led", "oca", "янв", "січ", "ιαν", "tammi"],
    &["feb", "fev", "lut", "uno", "sub", "фев", "лют", "φεβ", "helmi"],
    &["mar", "mrz", "mrt", "maa", "mae", "brez", "мар", "бер", "μαρ"],
    &["apr", "avr", "abr", "kwi", "dub", "nis", "апр", "кві", "απρ", "huhti"],
    &["may", "mai", "mag", "mei", "maj", "kve", "май", "маи", "мая", "трав", "μαι", "touko"],
    &["jun", "juin", "giu", "cze", "cer", "haz", "июн", "чер", "ιουν", "kesa", "iun"],
    &["jul", "juil", "lug", "lip", "cervenec", "tem", "июл", "лип", "ιουλ", "heina", "iul"],
    &["aug", "aou", "ago", "sie", "srp", "agu", "авг", "сер", "αυγ", "elo"],
    &["sep", "set", "wrz", "zar", "eyl", "сен", "вер", "σεπ", "syys", "szep"],
    &["oct", "okt", "out", "ott", "paz", "rij", "eki", "окт", "жов", "οκτ", "loka"],
    &["nov", "lis", "kas", "ноя", "νοε", "marras", "лис"],
    &["dec", "dez", "dic", "gru", "pro", "des", "ara", "дек", "гру", "δεκ", "joulu"],
];

/// Words that begin like a month and are weekdays.
const WEEKDAYS: &[&str] = &["mard", "marte", "marti", "maand", "maanan", "sunnuntai", "setar"];

/// The month, 1 to 12, that a word names: the one whose beginning is longest.
fn month_of(word: &str) -> Option<i8> {
    if WEEKDAYS.iter().any(|weekday| word.starts_with(weekday)) {
        return None;
    }
    (1..)
        .zip(MONTHS)
        .filter_map(|(number, names)| {
            let longest =
                names.iter().filter(|name| word.starts_with(**name)).map(|name| name.len()).max()?;
            Some((longest, number))
        })
        .max()
        .map(|(_, number)| number)
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// A text a line, ` → `, the moment that it tells, or `-` for none.
    fn check(cases: &str) {
        for case in cases.trim().lines() {
            let (text, expected) = case.trim().split_once(" → ").expect("an arrow");
            let told = parse(text).map_or("-".to_owned(), |moment| moment.to_string());
            assert_eq!(told, expected, "{text}");
        }
    }

    #[test]
    fn rfc_822_well_and_badly_written() {
        check(
            "
            Thu, 01 Jan 2004 19:48:21 GMT → 2004-01-01T19:48:21Z
            Thu, 30 Apr 2015 08:57:00 MET → 2015-04-30T07:57:00Z
            Thu, 01 Jan 04 19:48:21 GMT → 2004-01-01T19:48:21Z
            Thu,  5 Apr 2012 10:00:00 GMT → 2012-04-05T10:00:00Z
            Wed, 19 Aug 2009 18:28:00 Etc/GMT → 2009-08-19T18:28:00Z
            Wed, 19 Feb 2012 22:40:00 GMT-01:01 → 2012-02-19T23:41:00Z
            Mon, 13 Feb, 2012 06:28:00 UTC → 2012-02-13T06:28:00Z
            Thu, 01 Jan 2004 00:00 GMT → 2004-01-01T00:00:00Z
            Thu, 01 Jan 2004 → 2004-01-01T00:00:00Z
            Mon, 26 January 2004 16:31:00 ET → 2004-01-26T21:31:00Z
            Thu Aug 30 2012 17:26:16 +0200 → 2012-08-30T15:26:16Z
            Sun Jan  4 16:29:06 2004 → 2004-01-04T16:29:06Z
            Sun Jul 15 01:16:00 +0000 2012 → 2012-07-15T01:16:00Z
            Sun Jul 15 01:16:00 PDT 2012 → 2012-07-15T08:16:00Z
            Fri 01 Dec 2017 10:00:00 GMT → 2017-12-01T10:00:00Z
            Thurs, 13 Jul 2011 07:38:00 GMT → 2011-07-13T07:38:00Z
            13 Sept 2011 7:38 PM → 2011-09-13T19:38:00Z
            Wed, 13 Jul 2011 24:00:00 GMT → 2011-07-14T00:00:00Z
            Wed, 13 Jul 2011 07:38:00 +1 → 2011-07-13T06:38:00Z
            Wed, 13 Jul 2011 07:38:00 +01 → 2011-07-13T06:38:00Z
            Wed, 13 Jul 2011 07:38:00 CEST → 2011-07-13T05:38:00Z
            Wed, 13 Jul 2011 07:38:00 GMT+1 → 2011-07-13T06:38:00Z
            Wed, 13 Jul 2011 07:38:00 0000 → 2011-07-13T07:38:00Z
            Wed Oct 01 2014 00:00:00 GMT+0200 (CEST) → 2014-09-30T22:00:00Z
            Sun, 16 zzz 2012 11:47:32 GMT → -
            Sun, Dec x 2012 11:47:32 GMT → 2012-12-01T11:47:32Z
            Sun, 16 Dec zz 11:47:32 GMT → -
            Sun, 16 Dec 2012 11:47:32 +zz:00 → -
            Sun, 99 Jun 2009 12:00:00 GMT → -
            ",
        );
    }

    #[test]
    fn iso_8601_well_and_badly_written() {
        check(
            "
            2003-12-31T10:14:55Z → 2003-12-31T10:14:55Z
            2003-12-31T10:14:55.1234Z → 2003-12-31T10:14:55.1234Z
            2003-12-31T10:14:55-08:00 → 2003-12-31T18:14:55Z
            2003-12-31T10:14:55-0800 → 2003-12-31T18:14:55Z
            2003-12-31T10:14 → 2003-12-31T10:14:00Z
            2003-12-31 10:14:55 +0100 → 2003-12-31T09:14:55Z
            2003-12-31 10:14:55 → 2003-12-31T10:14:55Z
            2003-12-31 → 2003-12-31T00:00:00Z
            2003-12 → 2003-12-01T00:00:00Z
            2003 → 2003-01-01T00:00:00Z
            -0312 → 2003-12-01T00:00:00Z
            -03-12 → 2003-12-01T00:00:00Z
            031231 → 2003-12-31T00:00:00Z
            03-12-31 → 2003-12-31T00:00:00Z
            03335 → 2003-12-01T00:00:00Z
            2003-335 → 2003-12-01T00:00:00Z
            20031231 → 2003-12-31T00:00:00Z
            20031231T101455Z → 2003-12-31T10:14:55Z
            20031231101455 → 2003-12-31T10:14:55Z
            2003-012-31T10:14:55+00:00 → 2003-12-31T10:14:55Z
            2020/1/10 14:33:00 → 2020-01-10T14:33:00Z
            2003-12-31T25:14:55Z → -
            2003-12-31T10:61:55Z → -
            9999-12-31T23:59:59-99:99 → -
            ",
        );
    }

    #[test]
    fn months_in_many_languages() {
        check(
            "
            mar. 12 mars 2024 08:00 → 2024-03-12T08:00:00Z
            mardi 1er août 2023 à 14h30 → 2023-08-01T14:30:00Z
            lun, 05 fév 2024 09:12:00 +0100 → 2024-02-05T08:12:00Z
            jeu., 15 févr. 2024 09:12:00 CET → 2024-02-15T08:12:00Z
            3 juillet 2024 → 2024-07-03T00:00:00Z
            3 juin 2024 → 2024-06-03T00:00:00Z
            Mer, 25 Déc 2024 10:00:00 GMT → 2024-12-25T10:00:00Z
            Seg, 10 Fev 2014 10:00:00 -0300 → 2014-02-10T13:00:00Z
            Do, 7 Mär 2024 10:00:00 +0100 → 2024-03-07T09:00:00Z
            martes, 7 de mayo de 2024 10:00 → 2024-05-07T10:00:00Z
            Κυρ, 11 Ιούλ 2004 12:00:00 EST → 2004-07-11T17:00:00Z
            2004-július-13T9:15-05:00 → 2004-07-13T14:15:00Z
            Пт, 07 июн 2024 10:00:00 +0300 → 2024-06-07T07:00:00Z
            2004-05-25 오후 11:23:17 → 2004-05-25T23:23:17Z
            2004년 05월 28일  01:31:15 → 2004-05-27T16:31:15Z
            2024年3月5日 → 2024-03-05T00:00:00Z
            ",
        );
    }

    #[test]
    fn numeric_dates_are_european_unless_they_cannot_be() {
        check(
            "
            25/12/2023 → 2023-12-25T00:00:00Z
            05/04/2023 → 2023-04-05T00:00:00Z
            05.04.2023, 14:30 → 2023-04-05T14:30:00Z
            12/25/2023 10:00 → 2023-12-25T10:00:00Z
            4/5/2023 10:00:00 AM → 2023-04-05T10:00:00Z
            31-12-2023 → 2023-12-31T00:00:00Z
            05/04/23 → 2023-04-05T00:00:00Z
            30/02/2023 → -
            Fri, 2006/09/15 08:19:53 EDT → 2006-09-15T12:19:53Z
            ",
        );
    }

    #[test]
    fn seconds_since_1970() {
        check(
            "
            1262304000 → 2010-01-01T00:00:00Z
            1262304000123 → 2010-01-01T00:00:00.123Z
            12 → -
            hier → -
            ",
        );
    }
}

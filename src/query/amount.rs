//! Sums: `>1M€`, `100k..5M`, `>=50000 GBP`, `1,5 milliard`.

use super::scan::ends_value;
use crate::domain::{Cents, Currency, Language, Money};
use crate::text::fold;

/// The sums between two bounds; a bound that is missing is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmountRange {
    /// The least sum, and whether it is itself within.
    pub least: Option<(Cents, bool)>,
    /// The greatest sum, and whether it is itself within.
    pub greatest: Option<(Cents, bool)>,
    /// The currency; any when none is told, and numbers are then compared as they are.
    pub currency: Option<Currency>,
}

impl AmountRange {
    /// Whether a sum lies within.
    pub fn holds(&self, money: Money) -> bool {
        let above =
            self.least.is_none_or(|(least, within)| money.cents > least || within && money.cents == least);
        let below = self
            .greatest
            .is_none_or(|(greatest, within)| money.cents < greatest || within && money.cents == greatest);
        above && below && self.currency.is_none_or(|currency| currency == money.currency)
    }

    /// Reads a text that is one sum and nothing else.
    pub fn exact(text: &str) -> Option<(Cents, Option<Currency>)> {
        let (range, taken) = AmountRange::read(text)?;
        let ((least, _), (greatest, _)) = (range.least?, range.greatest?);
        (taken == text.len() && least == greatest).then_some((least, range.currency))
    }

    /// Reads the longest beginning of `text` that is a range of sums; how many bytes it takes comes with it.
    pub(super) fn read(text: &str) -> Option<(AmountRange, usize)> {
        let mut reader = Reader { text, at: 0 };
        let range = reader.range()?;
        reader.ends_a_word().then_some((range, reader.at))
    }

    /// The range as it is written, read back to the same.
    pub(super) fn print(&self, language: Language) -> String {
        let number = |cents: Cents| print_number(cents, language);
        let bounds = match (self.least, self.greatest) {
            (Some((least, true)), Some((greatest, true))) if least == greatest => number(least),
            (Some((least, true)), Some((greatest, true))) => {
                format!("{}..{}", number(least), number(greatest))
            }
            (Some((least, within)), None) => format!(">{}{}", if within { "=" } else { "" }, number(least)),
            (None, Some((greatest, within))) => {
                format!("<{}{}", if within { "=" } else { "" }, number(greatest))
            }
            // Only `read` makes ranges, and it makes no others.
            (Some((least, _)), Some((greatest, _))) => format!("{}..{}", number(least), number(greatest)),
            (None, None) => "..".to_owned(),
        };
        match self.currency {
            Some(Currency::EUR) => format!("{bounds}€"),
            Some(currency) => format!("{bounds}{currency}"),
            None => bounds,
        }
    }
}

/// Scales by their words, folded; the longest first where one begins another.
const SCALES: &[(&str, i64)] = &[
    ("milliards", 1_000_000_000),
    ("milliard", 1_000_000_000),
    ("billions", 1_000_000_000),
    ("billion", 1_000_000_000),
    ("millions", 1_000_000),
    ("million", 1_000_000),
    ("mille", 1_000),
    ("thousand", 1_000),
    ("mds", 1_000_000_000),
    ("mrd", 1_000_000_000),
    ("mio", 1_000_000),
    ("md", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("b", 1_000_000_000),
    ("k", 1_000),
    ("m", 1_000_000),
];

/// Currencies by their signs and words, folded; the longest first where one begins another.
const CURRENCIES: &[(&str, &str)] = &[
    ("d'euros", "EUR"),
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("€", "EUR"),
    ("de dollars", "USD"),
    ("dollars", "USD"),
    ("dollar", "USD"),
    ("us$", "USD"),
    ("$", "USD"),
    ("livres", "GBP"),
    ("pounds", "GBP"),
    ("£", "GBP"),
    ("francs suisses", "CHF"),
];

/// Codes that are read as such; others would make words of every three letters.
const CODES: &[&str] = &[
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "ISK", "CAD", "AUD",
    "JPY", "CNY", "KRW", "INR", "BRL", "TRY", "ZAR", "SGD", "HKD", "NZD", "MXN",
];

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

/// A number, and what it is counted in.
struct Sum {
    cents: Cents,
    scale: Option<i64>,
    number: Decimal,
    currency: Option<Currency>,
}

#[derive(Clone, Copy)]
struct Decimal {
    hundredths_of_thousandths: i128,
}

impl Decimal {
    /// Decimals are kept to the hundred-thousandth.
    const ONE: i128 = 100_000;

    fn scaled(self, scale: i64) -> Option<Cents> {
        let cents =
            self.hundredths_of_thousandths.checked_mul(i128::from(scale))?.checked_mul(100)? / Decimal::ONE;
        i64::try_from(cents).ok().map(Cents)
    }
}

impl Reader<'_> {
    fn range(&mut self) -> Option<AmountRange> {
        self.skip_blanks();
        for (sign, is_least, within) in [
            (">=", true, true),
            ("≥", true, true),
            ("<=", false, true),
            ("≤", false, true),
            (">", true, false),
            ("<", false, false),
        ] {
            if self.take(sign) {
                self.skip_blanks();
                let sum = self.sum()?;
                let bound = Some((sum.cents, within));
                let (least, greatest) = if is_least { (bound, None) } else { (None, bound) };
                return Some(AmountRange { least, greatest, currency: sum.currency });
            }
        }
        if self.take("..") {
            let sum = self.sum()?;
            return Some(AmountRange {
                least: None,
                greatest: Some((sum.cents, true)),
                currency: sum.currency,
            });
        }
        let first = self.sum()?;
        if self.take("..") {
            return self.upper(&first);
        }
        let exact = Some((first.cents, true));
        Some(AmountRange { least: exact, greatest: exact, currency: first.currency })
    }

    /// What follows `..`: `5..10M` counts both in millions; `5M..` is open.
    fn upper(&mut self, first: &Sum) -> Option<AmountRange> {
        let before = self.at;
        let Some(second) = self.sum() else {
            self.at = before;
            return Some(AmountRange {
                least: Some((first.cents, true)),
                greatest: None,
                currency: first.currency,
            });
        };
        let least = match (first.scale, second.scale) {
            (None, Some(scale)) if first.cents < second.cents => {
                first.number.scaled(scale).filter(|scaled| *scaled <= second.cents).unwrap_or(first.cents)
            }
            _ => first.cents,
        };
        let (least, greatest) =
            if least <= second.cents { (least, second.cents) } else { (second.cents, least) };
        let currency = second.currency.or(first.currency);
        Some(AmountRange { least: Some((least, true)), greatest: Some((greatest, true)), currency })
    }

    fn sum(&mut self) -> Option<Sum> {
        let before = self.currency();
        self.skip_blanks_if(before.is_some());
        let number = self.number()?;
        let scale = self.spaced(Reader::scale);
        let currency = before.or_else(|| self.spaced(Reader::currency));
        let cents = number.scaled(scale.unwrap_or(1))?;
        Some(Sum { cents, scale, number, currency })
    }

    /// What `read` finds here or after blanks; the place is kept when it finds nothing.
    fn spaced<T>(&mut self, read: fn(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.at;
        self.skip_blanks();
        let found = read(self);
        if found.is_none() {
            self.at = before;
        }
        found
    }

    /// Digits in groups of three or not, then decimals: `1 000 000`, `1,500`, `1.5`, `1,5`.
    fn number(&mut self) -> Option<Decimal> {
        let mut whole = i128::from(self.digits()?.parse::<u64>().ok()?);
        let mut grouped = false;
        while let Some(group) = self.group() {
            whole = whole.checked_mul(1000)?.checked_add(i128::from(group))?;
            grouped = true;
            if whole > i128::from(i64::MAX) {
                return None;
            }
        }
        let decimals = self.decimals(grouped).unwrap_or_default();
        Some(Decimal { hundredths_of_thousandths: whole.checked_mul(Decimal::ONE)?.checked_add(decimals)? })
    }

    fn digits(&mut self) -> Option<&str> {
        let rest = &self.text[self.at..];
        let length = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        self.at += length;
        (length > 0).then(|| &rest[..length])
    }

    /// A separator and exactly three digits, not followed by a scale glued to them (`1,500M` is one and a half).
    fn group(&mut self) -> Option<u32> {
        let rest = &self.text[self.at..];
        let separator = rest.chars().next()?;
        let blank = matches!(separator, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '_');
        if !blank && !matches!(separator, ',' | '.') {
            return None;
        }
        let digits = rest.get(separator.len_utf8()..separator.len_utf8() + 3)?;
        let after = rest[separator.len_utf8() + 3..].chars().next();
        let ends = after.is_none_or(|c| !c.is_ascii_digit() && (blank || !c.is_alphabetic()));
        let value =
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()?;
        ends.then(|| {
            self.at += separator.len_utf8() + 3;
            value
        })
    }

    fn decimals(&mut self, _grouped: bool) -> Option<i128> {
        let rest = &self.text[self.at..];
        let digits = rest.strip_prefix([',', '.'])?;
        let length = digits.len() - digits.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if length == 0 || length > 5 {
            return None;
        }
        self.at += 1 + length;
        let value: i128 = digits[..length].parse().ok()?;
        Some(value * 10_i128.pow(5 - length as u32))
    }

    fn scale(&mut self) -> Option<i64> {
        let (word, scale) = SCALES.iter().find(|(word, _)| self.stands(word))?;
        self.at += word.len();
        Some(*scale)
    }

    fn currency(&mut self) -> Option<Currency> {
        let known = CURRENCIES.iter().find_map(|(word, code)| Some((self.folded_length(word)?, *code)));
        let code =
            || CODES.iter().find_map(|code| Some((self.folded_length(&code.to_ascii_lowercase())?, *code)));
        let (length, code) = known.or_else(code)?;
        self.at += length;
        Currency::from_code(code)
    }

    /// Whether a word in ASCII stands here, and ends here or before a currency.
    fn stands(&self, word: &str) -> bool {
        let here = self.text.get(self.at..self.at + word.len());
        here.is_some_and(|here| here.eq_ignore_ascii_case(word)) && {
            let rest = Reader { text: self.text, at: self.at + word.len() };
            rest.ends_a_word() || Reader { ..rest }.currency().is_some()
        }
    }

    /// The bytes here that fold to `word`, when it ends here.
    fn folded_length(&self, word: &str) -> Option<usize> {
        let rest = &self.text[self.at..];
        let length: usize = rest.chars().take(word.chars().count()).map(char::len_utf8).sum();
        let same = fold(&rest[..length]) == *word;
        let sign = word.chars().all(|c| !c.is_alphabetic());
        let ends = sign
            || Reader { text: self.text, at: self.at + length }.ends_a_word()
            || rest[length..].starts_with(|c: char| c.is_ascii_digit());
        (same && ends).then_some(length)
    }

    fn take(&mut self, sign: &str) -> bool {
        let here = self.text[self.at..].starts_with(sign);
        if here {
            self.at += sign.len();
        }
        here
    }

    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn skip_blanks_if(&mut self, condition: bool) {
        if condition {
            self.skip_blanks();
        }
    }

    /// Whether what follows belongs to no word: the end, a blank, or a sign of the language.
    fn ends_a_word(&self) -> bool {
        ends_value(&self.text[self.at..]) || self.text[self.at..].starts_with("..")
    }
}

/// The number in the greatest scale that says it with at most two decimals.
fn print_number(cents: Cents, language: Language) -> String {
    let Cents(cents) = cents;
    let french = language == Language::French;
    for (scale, suffix) in
        [(100_000_000_000, if french { "Md" } else { "bn" }), (100_000_000, "M"), (100_000, "k")]
    {
        let hundredth = scale / 100;
        if cents >= scale && cents % hundredth == 0 {
            return format!("{}{suffix}", decimal(cents / scale, cents % scale / hundredth, french));
        }
    }
    decimal(cents / 100, cents % 100, french)
}

fn decimal(whole: i64, hundredths: i64, french: bool) -> String {
    let point = if french { ',' } else { '.' };
    match hundredths {
        0 => whole.to_string(),
        tens if tens % 10 == 0 => format!("{whole}{point}{}", tens / 10),
        rest => format!("{whole}{point}{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::AmountRange;
    use crate::domain::Language;

    fn check(text: &str, expected: &str) {
        let printed = AmountRange::read(text).map(|(range, length)| {
            let printed = range.print(Language::English);
            let again = AmountRange::read(&printed).map(|(again, _)| again);
            assert_eq!(again, Some(range), "{printed} is read back");
            format!("{printed} + {:?}", &text[length..])
        });
        assert_eq!(printed.unwrap_or_else(|| "nothing".to_owned()), expected, "{text}");
    }

    #[test]
    fn sums_are_read_as_they_are_written() {
        check(">1M€", ">1M€ + \"\"");
        check(">1 M€ google", ">1M€ + \" google\"");
        check("100k..5M", "100k..5M + \"\"");
        check(">=50000 GBP", ">=50kGBP + \"\"");
        check("5..10M€", "5M..10M€ + \"\"");
        check(">1,5 milliard d'euros", ">1.5bn€ + \"\"");
        check("1 000 000 €", "1M€ + \"\"");
        check("1,500", "1.5k + \"\"");
        check("1,500M", "1.5M + \"\"");
        check("1.5", "1.5 + \"\"");
        check("$5bn..", ">=5bnUSD + \"\"");
        check("..20k", "<=20k + \"\"");
        check("≤ 20 000", "<=20k + \"\"");
        check("20 millions google", "20M + \" google\"");
        check("20 mais", "20 + \" mais\"");
        check("123,45", "123.45 + \"\"");
    }

    #[test]
    fn what_is_no_sum_is_not_taken_for_one() {
        for text in ["", ">", "M€", "1x", "google", "..", "99999999999999999999", "1M€x", "9999999999999bn"]
        {
            check(text, "nothing");
        }
    }
}

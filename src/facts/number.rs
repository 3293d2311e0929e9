//! Brick: numbers in digits and in words, French and English.
//!
//! Knows separators, scales and number words. Leaves to `money` what the number counts.

use super::stream::Stream;
use crate::text::TokenKind;

/// Millionths of a unit, so that "5,2 millions" stays exact.
pub(super) const UNIT: i128 = 1_000_000;

/// The largest number that is read; beyond it a text tells nothing of use.
const LARGEST: i128 = 100_000_000_000_000 * UNIT;

/// A number, in millionths, and the token after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) millionths: i128,
    pub(super) next: usize,
    /// Whether a word or letter such as "millions" or "k" multiplied it.
    pub(super) scaled: bool,
}

/// Reads a number in digits at a token: `5,2`, `1.750.000`, `100 000`, with its scale if there is one.
pub(super) fn in_digits(stream: &Stream, at: usize) -> Option<Number> {
    if stream.tokens.get(at)?.kind != TokenKind::Number {
        return None;
    }
    let text = stream.word(at);
    let scale = scale_after(stream, at + 1);
    let millionths = digits(text, scale.is_some())?;
    let (factor, next) = scale.unwrap_or((1, at + 1));
    let millionths = millionths.checked_mul(factor).filter(|value| *value <= LARGEST)?;
    Some(Number { millionths, next, scaled: factor > 1 })
}

/// The value of digits with separators; with a scale behind, a single separator is that of decimals.
pub(super) fn digits(text: &str, scaled: bool) -> Option<i128> {
    let separators: Vec<usize> = text.match_indices([',', '.', '\'']).map(|(at, _)| at).collect();
    let decimal = decimal_point(text, &separators, scaled);
    let whole: String = text[..decimal.unwrap_or(text.len())].chars().filter(char::is_ascii_digit).collect();
    let fraction: String = decimal
        .map(|at| text[at + 1..].chars().filter(char::is_ascii_digit).take(6).collect())
        .unwrap_or_default();
    if whole.len() > 15 {
        return None;
    }
    let units: i128 = whole.parse().ok()?;
    let parts: i128 = format!("{fraction:0<6}").parse().ok()?;
    Some(units * UNIT + parts)
}

/// Where decimals begin: the last separator, unless it parts thousands.
fn decimal_point(text: &str, separators: &[usize], scaled: bool) -> Option<usize> {
    let last = *separators.last()?;
    let after = text.len() - last - 1;
    let signs = || separators.iter().map(|at| text.as_bytes()[*at]);
    let mixed = separators.len() > 1 && signs().next() != signs().next_back();
    let decimals_of_scale = scaled && separators.len() == 1;
    let thousands = after == 3 && !mixed && !decimals_of_scale && !text.starts_with('0');
    let repeated = separators.len() > 1 && !mixed;
    ((!thousands && !repeated) || (mixed && after != 3)).then_some(last)
}

/// The factor told by the word after a number, and the token after that word.
fn scale_after(stream: &Stream, at: usize) -> Option<(i128, usize)> {
    let token = stream.tokens.get(at)?;
    let (at, hyphen) = if stream.word(at) == "-" && !token.spaced { (at + 1, true) } else { (at, false) };
    let word = stream.word(at);
    let head = word.split('-').next().unwrap_or(word);
    let head = head.strip_suffix('d').filter(|_| stream.word(at + 1) == "'").unwrap_or(head);
    let factor = match head {
        "million" | "millions" | "mio" | "mn" | "mln" | "millon" | "millones" | "meur" | "meuros" => {
            1_000_000
        }
        "milliard" | "milliards" | "bn" | "md" | "mds" | "mrd" | "billion" | "billions" => 1_000_000_000,
        "mille" | "thousand" | "milliers" | "keur" | "keuros" => 1_000,
        "trillion" | "trillions" => 1_000_000_000_000,
        "m" if !hyphen && is_abbreviated_scale(stream, at) => 1_000_000,
        "k" if is_abbreviated_scale(stream, at) => 1_000,
        "b" if is_abbreviated_scale(stream, at) => 1_000_000_000,
        _ => return None,
    };
    let compound = head.len() < word.len() && word.contains('-');
    Some((
        factor,
        if compound || matches!(head, "meur" | "meuros" | "keur" | "keuros") { at } else { at + 1 },
    ))
}

/// "m" and "k" scale only beside a currency: "20m EUR", "€20m", "42 M€".
fn is_abbreviated_scale(stream: &Stream, at: usize) -> bool {
    let glued = !stream.tokens[at].spaced;
    let before = at >= 2
        && matches!(
            stream.word(at - 2),
            "€" | "$"
                | "£"
                | "¥"
                | "₦"
                | "₹"
                | "₩"
                | "eur"
                | "usd"
                | "gbp"
                | "chf"
                | "sek"
                | "nok"
                | "dkk"
                | "pln"
                | "ron"
                | "ngn"
        );
    let after = matches!(
        stream.word(at + 1),
        "€" | "$" | "£" | "eur" | "euros" | "euro" | "usd" | "gbp" | "chf" | "d" | "dollars"
    );
    (glued && (before || after))
        || (after && stream.word(at + 1) != "d")
        || (after && stream.word(at + 3).starts_with("euro"))
}

/// Reads a number in words at a token: "huit cent mille", "un million et demi", "twenty million".
pub(super) fn in_words(stream: &Stream, at: usize) -> Option<Number> {
    let mut reader = WordReader::default();
    let mut next = at;
    while next < stream.tokens.len() && next < at + 14 {
        let word = stream.word(next);
        if reader.started() && matches!(word, "et" | "and") && reader.takes_half(stream, &mut next) {
            continue;
        }
        if reader.started() && word == "and" && small_word(stream.word(next + 1)).is_some() {
            next += 1;
            continue;
        }
        if !word.split('-').filter(|part| *part != "et").all(|part| reader.take(part)) {
            break;
        }
        next += 1;
    }
    (reader.scaled && next > at).then(|| Number { millionths: reader.value(), next, scaled: true })
}

#[derive(Default)]
struct WordReader {
    total: i128,
    group: i128,
    last_scale: i128,
    scaled: bool,
    begun: bool,
}

impl WordReader {
    fn started(&self) -> bool {
        self.begun
    }

    fn value(&self) -> i128 {
        (self.total + self.group * UNIT).min(LARGEST)
    }

    /// Takes one word; says whether it was a number word.
    fn take(&mut self, word: &str) -> bool {
        if matches!(word, "vingt" | "vingts") && self.group % 100 == 4 {
            self.group += 76;
        } else if let Some(value) = small_word(word) {
            self.group += value;
        } else if matches!(word, "cent" | "cents" | "hundred") {
            self.group = self.group.max(1) * 100;
            self.scaled = true;
        } else if let Some(scale) = large_word(word) {
            let group =
                if self.group == 0 && scale > 1000 && !self.begun { return false } else { self.group.max(1) };
            self.total += group * scale * UNIT;
            self.group = 0;
            self.last_scale = scale;
            self.scaled = true;
        } else {
            return false;
        }
        self.begun = true;
        self.total <= LARGEST && self.group < 1_000_000
    }

    /// "et demi", "and a half".
    fn takes_half(&mut self, stream: &Stream, next: &mut usize) -> bool {
        let length = match (stream.word(*next + 1), stream.word(*next + 2)) {
            ("demi" | "demie", _) => 2,
            ("a", "half") => 3,
            _ => return false,
        };
        self.total += self.last_scale * UNIT / 2;
        *next += length;
        true
    }
}

/// The value of a French or English word below a hundred.
pub(super) fn small_word(word: &str) -> Option<i128> {
    const LONGEST: usize = 9;
    if word.len() > LONGEST {
        return None;
    }
    Some(match word {
        "un" | "une" | "one" | "a" => 1,
        "deux" | "two" => 2,
        "trois" | "three" => 3,
        "quatre" | "four" => 4,
        "cinq" | "five" => 5,
        "six" => 6,
        "sept" | "seven" => 7,
        "huit" | "eight" => 8,
        "neuf" | "nine" => 9,
        "dix" | "ten" => 10,
        "onze" | "eleven" => 11,
        "douze" | "twelve" => 12,
        "treize" | "thirteen" => 13,
        "quatorze" | "fourteen" => 14,
        "quinze" | "fifteen" => 15,
        "seize" | "sixteen" => 16,
        "seventeen" => 17,
        "dix-huit" | "eighteen" => 18,
        "nineteen" => 19,
        "vingt" | "vingts" | "twenty" => 20,
        "trente" | "thirty" => 30,
        "quarante" | "forty" => 40,
        "cinquante" | "fifty" => 50,
        "soixante" | "sixty" => 60,
        "septante" | "seventy" => 70,
        "octante" | "eighty" => 80,
        "nonante" | "ninety" => 90,
        _ => return None,
    })
}

fn large_word(word: &str) -> Option<i128> {
    Some(match word {
        "mille" | "thousand" => 1_000,
        "million" | "millions" => 1_000_000,
        "milliard" | "milliards" | "billion" => 1_000_000_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{UNIT, digits, in_digits, in_words};
    use crate::facts::stream::Stream;

    #[test]
    fn separators_part_thousands_or_decimals() {
        let cases = [
            ("5,2", true, 5_200_000),
            ("1.750.000", false, 1_750_000 * UNIT),
            ("1,750,000", false, 1_750_000 * UNIT),
            ("100 000", false, 100_000 * UNIT),
            ("1.098", true, 1_098_000),
            ("20,000", false, 20_000 * UNIT),
            ("5,47", false, 5_470_000),
            ("1,234.50", false, 1_234_500_000),
            ("1.234,50", false, 1_234_500_000),
            ("124'432", false, 124_432 * UNIT),
        ];
        for (text, scaled, expected) in cases {
            assert_eq!(digits(text, scaled), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_and_scales_multiply() {
        let digits = [
            ("5,2 millions", 5_200_000),
            ("42 M€", 42_000_000),
            ("55-million-euro", 55_000_000),
            ("1,3 Md€", 1_300_000_000),
        ];
        for (text, expected) in digits {
            let stream = Stream::of("", text, None);
            assert_eq!(
                (0..stream.tokens.len())
                    .find_map(|at| in_digits(&stream, at))
                    .map(|number| number.millionths),
                Some(expected * UNIT),
                "{text}"
            );
        }
        let words = [
            ("huit cent mille", 800_000),
            ("un million et demi", 1_500_000),
            ("quatre-vingt mille", 80_000),
            ("twenty million", 20_000_000),
            ("deux millions", 2_000_000),
        ];
        for (text, expected) in words {
            let stream = Stream::of("", text, None);
            let first = (0..stream.tokens.len()).find_map(|at| in_words(&stream, at));
            assert_eq!(first.map(|number| number.millionths), Some(expected * UNIT), "{text}");
        }
    }
}

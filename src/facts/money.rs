//! Brick: sums of money in every writing.
//!
//! Knows sums that borrow scale and currency from their neighbour. Leaves to `currency`
//! how a currency is written, to `role` what a sum is for.

use std::ops::Range;

use crate::domain::{Cents, Currency, Money};
use crate::text::TokenKind;

use super::currency::Currencies;
use super::number::{Number, UNIT, in_digits, in_words};
use super::stream::Stream;

/// A sum, found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) money: Money,
    pub(super) tokens: Range<usize>,
    /// Whether its currency is borrowed and not written.
    pub(super) borrowed: bool,
    /// Whether it is one end of a range.
    pub(super) range: bool,
}

/// Every sum of the text, in reading order.
pub(super) fn sums(stream: &Stream, currencies: &Currencies) -> Vec<Sum> {
    let mut sums: Vec<Sum> = Vec::new();
    let mut bare: Vec<(usize, Number)> = Vec::new();
    let mut at = 0;
    while at < stream.tokens.len() {
        let read = if stream.tokens[at].kind == TokenKind::Number {
            in_digits(stream, at)
        } else {
            spelled(stream, at)
        };
        let Some(number) = read else {
            at += 1;
            continue;
        };
        match with_currency(stream, currencies, at, number) {
            Some(sum) => sums.push(sum),
            None => bare.push((at, number)),
        }
        at = sums
            .last()
            .filter(|sum| sum.tokens.contains(&at))
            .map_or(number.next, |sum| sum.tokens.end)
            .max(at + 1);
    }
    let lent = borrowers(stream, &sums, &bare);
    sums.extend(lent);
    sums.sort_by_key(|sum| sum.tokens.start);
    mark_ranges(stream, &mut sums);
    sums
}

/// Words are tried only where a sum in words may begin, for the sake of speed.
fn spelled(stream: &Stream, at: usize) -> Option<Number> {
    let word = stream.word(at);
    let head = memchr::memchr(b'-', word.as_bytes()).map_or(word, |hyphen| &word[..hyphen]);
    let may_begin = super::number::small_word(head).is_some() || matches!(head, "cent" | "mille" | "hundred");
    // "à deux millions" begins at "deux".
    let preposition = word == "a" && super::number::small_word(stream.word(at + 1)).is_some();
    (may_begin && !preposition).then(|| in_words(stream, at)).flatten()
}

fn with_currency(stream: &Stream, currencies: &Currencies, at: usize, number: Number) -> Option<Sum> {
    let after = currency_after(stream, currencies, number.next, number.scaled);
    let before = currencies.before(stream, at);
    let (currency, start, end) = match (before, after) {
        (Some((currency, start)), Some((same, end))) if currency == same => (currency, start, end),
        (Some((currency, start)), _) => (currency, start, number.next),
        (None, Some((currency, end))) => (currency, at, end),
        (None, None) => return None,
    };
    let number = scaled_behind(stream, number, end).unwrap_or(number);
    let money = money(number.millionths, currency)?;
    Some(Sum { money, tokens: start..end.max(number.next), borrowed: false, range: false })
}

/// "5 € millions" is read as five millions.
fn scaled_behind(stream: &Stream, number: Number, end: usize) -> Option<Number> {
    let factor = match stream.word(end) {
        "millions" | "million" if !number.scaled => 1_000_000,
        "milliards" | "billion" if !number.scaled => 1_000_000_000,
        _ => return None,
    };
    Some(Number { millionths: number.millionths.checked_mul(factor)?, next: end + 1, scaled: true })
}

fn money(millionths: i128, currency: Currency) -> Option<Money> {
    let cents = i64::try_from(millionths / (UNIT / 100)).ok().filter(|cents| *cents > 0)?;
    Some(Money { cents: Cents(cents), currency })
}

/// The currency written after a number, and the token after it.
fn currency_after(
    stream: &Stream,
    currencies: &Currencies,
    at: usize,
    scaled: bool,
) -> Option<(Currency, usize)> {
    let at = if matches!(stream.word(at), ")") { at + 1 } else { at };
    let at = match (stream.word(at), stream.word(at + 1)) {
        ("d", "'") => at + 2,
        ("'", _) if at > 0 && stream.word(at - 1).ends_with('d') => at + 1,
        ("de" | "of" | "-", _) => at + 1,
        _ => at,
    };
    currencies.after(stream, at, scaled)
}

/// Numbers without a currency that borrow one: "27 et 15 millions d'euros", "60 millions pour A, 40 pour B".
fn borrowers(stream: &Stream, sums: &[Sum], bare: &[(usize, Number)]) -> Vec<Sum> {
    let main = main_currency(sums);
    let mut lent = Vec::new();
    for &(at, number) in bare {
        let end = number.next;
        let next_sum =
            sums.iter().find(|sum| sum.tokens.start >= end).filter(|sum| sum.tokens.start <= end + 2);
        let joined = matches!(stream.word(end), "et" | "and" | "," | "ou" | "or" | "puis" | "a" | "to" | "-");
        let same_sentence = |sum: &&Sum| stream.sentence_of(sum.tokens.start) == stream.sentence_of(at);
        let scaled_sum = |sum: &Sum| sum.money.cents.0 % 10_000_000 == 0;
        let factor = next_sum.map_or(1, |next| scale_of(stream, next));
        let small = factor > 1 && number.millionths < 1_000 * UNIT;
        let whole = factor == 1
            && number.millionths >= 1_000 * UNIT
            && stream.word(at).len() != 4
            && stream.word(end) != ",";
        if let Some(next) = next_sum.filter(|_| joined && !number.scaled && (small || whole)) {
            lent.extend(borrowed(number.millionths.saturating_mul(factor), next.money.currency, at..end));
        } else if number.scaled && may_be_a_sum(stream, end) {
            let earlier = sums.iter().rev().find(|sum| sum.tokens.end <= at).filter(same_sentence);
            let currency =
                earlier.or_else(|| sums.iter().find(same_sentence)).map(|sum| sum.money.currency).or(main);
            lent.extend(currency.and_then(|currency| borrowed(number.millionths, currency, at..end)));
        } else if !number.scaled
            && (matches!(stream.word(end), "pour" | "for" | "contre" | "to" | "seulement" | ";")
                || matches!(stream.word(at.saturating_sub(1)), "que" | "only"))
            && number.millionths < 1_000 * UNIT
        {
            let earlier = sums
                .iter()
                .rev()
                .find(|sum| sum.tokens.end <= at)
                .filter(same_sentence)
                .filter(|sum| scaled_sum(sum));
            lent.extend(earlier.and_then(|sum| {
                borrowed(number.millionths.saturating_mul(scale_of(stream, sum)), sum.money.currency, at..end)
            }));
        }
    }
    lent
}

fn borrowed(millionths: i128, currency: Currency, tokens: Range<usize>) -> Option<Sum> {
    Some(Sum { money: money(millionths, currency)?, tokens, borrowed: true, range: false })
}

/// The factor of the scale written in a sum.
fn scale_of(stream: &Stream, sum: &Sum) -> i128 {
    sum.tokens
        .clone()
        .map(|token| stream.word(token))
        .find_map(|word| match word {
            "million" | "millions" | "m" | "mio" => Some(1_000_000),
            "milliard" | "milliards" | "billion" | "bn" | "md" | "mds" => Some(1_000_000_000),
            "k" | "mille" => Some(1_000),
            _ => None,
        })
        .unwrap_or(1)
}

fn main_currency(sums: &[Sum]) -> Option<Currency> {
    let mut currencies: Vec<Currency> = sums.iter().map(|sum| sum.money.currency).collect();
    currencies.sort();
    currencies.chunk_by(|one, other| one == other).max_by_key(|chunk| chunk.len()).map(|chunk| chunk[0])
}

/// Whether a scaled number may count money although it names none: what follows is no noun that it counts.
fn may_be_a_sum(stream: &Stream, at: usize) -> bool {
    const AFTER: &[&str] = &[
        "",
        ".",
        ",",
        ")",
        ";",
        ":",
        "\"",
        "!",
        "?",
        "-",
        "pour",
        "a",
        "contre",
        "au",
        "aux",
        "et",
        "en",
        "infliges",
        "infligee",
        "prononces",
        "prononcee",
        "qui",
        "que",
        "par",
        "le",
        "for",
        "on",
        "to",
        "in",
        "and",
        "against",
        "was",
        "fine",
        "penalty",
        "imposed",
        "handed",
        "by",
        "it",
        "over",
        "is",
        "after",
        "had",
        "dont",
        "lors",
        "seulement",
        "il",
        "requis",
        "l",
        "from",
        "last",
        "demandes",
        "reclames",
        "proposes",
        "mais",
        "soit",
        "chacun",
        "chacune",
        "the",
    ];
    AFTER.contains(&stream.word(at))
}

fn mark_ranges(stream: &Stream, sums: &mut [Sum]) {
    for index in 1..sums.len() {
        let (before, after) = (sums[index - 1].tokens.clone(), sums[index].tokens.clone());
        if after.start != before.end + 1 || before.start == 0 {
            continue;
        }
        let opener = stream.word(before.start - 1);
        let joiner = stream.word(before.end);
        let is_range = matches!(
            (opener, joiner),
            ("de" | "from", "a" | "to") | ("entre", "et") | ("between", "and") | (_, "-")
        );
        sums[index - 1].range |= is_range;
        sums[index].range |= is_range;
    }
}

#[cfg(test)]
mod tests {
    use super::sums;
    use crate::facts::stream::Stream;
    use crate::facts::tests::lexicon;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let stream = Stream::of("", text, None);
        let found: Vec<String> =
            sums(&stream, &lexicon().currencies).iter().map(|sum| sum.money.to_string()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn sums_are_read_in_every_writing() {
        check("une amende de 5,2 millions d'euros", &["5200000 EUR"]);
        check("soit 1.750.000 € ou 1 750 000 euros", &["1750000 EUR", "1750000 EUR"]);
        check(
            "42 M€, 80 k€, 1,3 Md€, 20M EUR",
            &["42000000 EUR", "80000 EUR", "1300000000 EUR", "20000000 EUR"],
        );
        check("$1.3bn and £500,000 and €20m", &["1300000000 USD", "500000 GBP", "20000000 EUR"]);
        check("RON 24,885 (EUR 5,000)", &["24885 RON", "5000 EUR"]);
        check("un million et demi d'euros", &["1500000 EUR"]);
        check("huit cent mille (800 000) euros", &["800000 EUR"]);
        check("a 55-million-euro fine", &["55000000 EUR"]);
        check("100 000eurosd'amende, 5,2millionsd'euros", &["100000 EUR", "5200000 EUR"]);
        check("US$5 million, 12 millions de couronnes suédoises", &["5000000 USD", "12000000 SEK"]);
        check("PLN 16.9 million (about €3.9 million)", &["16900000 PLN", "3900000 EUR"]);
        check("10 000 francs suisses", &["10000 CHF"]);
        check("a fine of Euro 4,800 and Euro 18 mn", &["4800 EUR", "18000000 EUR"]);
    }

    #[test]
    fn a_shared_name_means_the_currency_of_the_nation_that_is_named() {
        check("Norway: 1.6 million kroner for Bergen", &["1600000 NOK"]);
        check("fined 100,000 kroner by Danish Datatilsynet", &["100000 DKK"]);
        check("L'autorité tchèque : 300 000 couronnes", &["300000 CZK"]);
        check("about NOK 1,600,000 (1.6 million Norwegian kroner)", &["1600000 NOK", "1600000 NOK"]);
        check("₦555.8m and S$50,000", &["555800000 NGN", "50000 SGD"]);
        check("3 billion won; he won 3", &["3000000000 KRW"]);
    }

    #[test]
    fn every_example_of_the_list_is_found() {
        for (text, currency) in &lexicon().currencies.examples {
            let stream = Stream::of("", text, None);
            let found = sums(&stream, &lexicon().currencies);
            assert!(found.iter().any(|sum| sum.money.currency == *currency), "{text}: {found:?}");
        }
    }

    #[test]
    fn sums_borrow_from_their_neighbours() {
        check("à hauteur, respectivement, de 27 et 15 millions d'euros", &["27000000 EUR", "15000000 EUR"]);
        check("60 millions d'euros pour A, 40 pour B", &["60000000 EUR", "40000000 EUR"]);
        check(
            "30 millions d'euros, puis une astreinte liquidée à 5,2 millions en mai",
            &["30000000 EUR", "5200000 EUR"],
        );
        check("5 millions d'euros pour 20 millions de personnes", &["5000000 EUR"]);
    }
}

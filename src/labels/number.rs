//! Numbers and sums as each language writes them.

use super::Tongue;
use crate::domain::{Cents, Currency, Money};

/// No-break space: between a French number and its unit, and between its thousands.
const NO_BREAK: char = '\u{a0}';

/// A whole number, thousands set apart.
pub(super) fn whole(number: i64, tongue: Tongue) -> String {
    let separator = match tongue {
        Tongue::French => NO_BREAK,
        Tongue::English => ',',
    };
    let digits = number.unsigned_abs().to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        written.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(separator);
        }
        written.push(digit);
    }
    written
}

/// A sum in millions or billions when three digits say it all, else in full.
pub(super) fn money(money: Money, tongue: Tongue) -> String {
    let Cents(cents) = money.cents;
    let scales: [(i64, &str, &str); 2] = [(100_000_000_000, "Md", "bn"), (100_000_000, "M", "M")];
    for (scale, french, english) in scales {
        // The hundredth of the scale is the finest step that two decimals can say.
        if cents >= scale && cents % (scale / 100) == 0 {
            let (whole_part, hundredths) = (cents / scale, (cents % scale) / (scale / 100));
            let suffix = if tongue == Tongue::French { french } else { english };
            return with_unit(&decimal(whole_part, hundredths, tongue), suffix, money.currency, tongue);
        }
    }
    money_in_full(money, tongue)
}

/// A sum to the unit, or to the cent when there are any.
pub(super) fn money_in_full(money: Money, tongue: Tongue) -> String {
    let written = match money.cents.remainder() {
        0 => whole(money.cents.units(), tongue),
        rest => format!("{}{}{:02}", whole(money.cents.units(), tongue), point(tongue), rest.abs()),
    };
    with_unit(&written, "", money.currency, tongue)
}

fn point(tongue: Tongue) -> char {
    match tongue {
        Tongue::French => ',',
        Tongue::English => '.',
    }
}

/// A number with at most two decimals, none of them a final nought.
fn decimal(whole_part: i64, hundredths: i64, tongue: Tongue) -> String {
    let written = whole(whole_part, tongue);
    match hundredths {
        0 => written,
        tens if tens % 10 == 0 => format!("{written}{}{}", point(tongue), tens / 10),
        rest => format!("{written}{}{rest:02}", point(tongue)),
    }
}

/// French puts the unit behind, a sign close to its scale and a code apart; English puts it before.
fn with_unit(number: &str, scale: &str, currency: Currency, tongue: Tongue) -> String {
    let symbol = symbol(currency);
    let is_sign = symbol != currency.code();
    match tongue {
        Tongue::French if scale.is_empty() => format!("{number}{NO_BREAK}{symbol}"),
        Tongue::French if is_sign => format!("{number}{NO_BREAK}{scale}{symbol}"),
        Tongue::French => format!("{number}{NO_BREAK}{scale}{NO_BREAK}{symbol}"),
        Tongue::English if is_sign => format!("{symbol}{number}{scale}"),
        Tongue::English => format!("{symbol} {number}{scale}"),
    }
}

/// The sign that readers know, else the code.
fn symbol(currency: Currency) -> String {
    match currency {
        Currency::EUR => "€".to_owned(),
        Currency::GBP => "£".to_owned(),
        Currency::USD => "$".to_owned(),
        other => other.code().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Tongue, money, money_in_full, whole};
    use crate::domain::{Cents, Currency, Money};

    fn check(cents: i64, currency: &str, french: &str, english: &str) {
        let sum = Money {
            cents: Cents(cents),
            currency: Currency::from_code(currency).expect("a code of three letters"),
        };
        assert_eq!(money(sum, Tongue::French).replace('\u{a0}', " "), french);
        assert_eq!(money(sum, Tongue::English), english);
    }

    #[test]
    fn sums_are_short_where_nothing_is_lost() {
        check(520_000_000, "EUR", "5,2 M€", "€5.2M");
        check(2_000_000_000, "EUR", "20 M€", "€20M");
        check(120_000_000_000, "EUR", "1,2 Md€", "€1.2bn");
        check(10_000_000, "EUR", "100 000 €", "€100,000");
        check(466_500_000, "EUR", "4 665 000 €", "€4,665,000");
        check(2_712_481_600, "PLN", "27 124 816 PLN", "PLN 27,124,816");
        check(6_500_000_000, "NOK", "65 M NOK", "NOK 65M");
        check(500_000_000_000, "USD", "5 Md$", "$5bn");
        check(12_345, "GBP", "123,45 £", "£123.45");
    }

    #[test]
    fn full_sums_keep_every_digit() {
        let sum = Money { cents: Cents(520_000_000), currency: Currency::EUR };
        assert_eq!(money_in_full(sum, Tongue::French), "5\u{a0}200\u{a0}000\u{a0}€");
        assert_eq!(whole(-1_234, Tongue::English), "-1,234");
    }
}

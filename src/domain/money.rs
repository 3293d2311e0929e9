//! Sums and their currencies.

use std::fmt;

/// Hundredths of a currency's unit; never a floating number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cents(pub i64);

impl Cents {
    /// So many whole units, or nothing when the number is too large to hold.
    pub fn from_units(units: i64) -> Option<Cents> {
        units.checked_mul(100).map(Cents)
    }

    /// Whole units, the rest dropped.
    pub const fn units(self) -> i64 {
        self.0 / 100
    }

    /// Hundredths beyond the whole units.
    pub const fn remainder(self) -> i64 {
        self.0 % 100
    }
}

/// A currency by its ISO 4217 code: three capital letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Currency = Currency(*b"EUR");
    /// The pound sterling.
    pub const GBP: Currency = Currency(*b"GBP");
    /// The dollar of the United States.
    pub const USD: Currency = Currency(*b"USD");
    /// The Swiss franc.
    pub const CHF: Currency = Currency(*b"CHF");

    /// Reads a code of three ASCII letters, in either case.
    pub fn from_code(code: &str) -> Option<Currency> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Currency(bytes.map(|byte| byte.to_ascii_uppercase())))
    }

    /// The ISO 4217 code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a currency holds three ASCII letters")
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// A sum in a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// The sum.
    pub cents: Cents,
    /// Its currency.
    pub currency: Currency,
}

impl Money {
    /// A sum of whole units, or nothing when it is too large to hold.
    pub fn from_units(units: i64, currency: Currency) -> Option<Money> {
        Some(Money { cents: Cents::from_units(units)?, currency })
    }
}

/// The plain, language-neutral form: digits, a point before cents if there are any, the code.
impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cents(cents) = self.cents;
        if cents % 100 == 0 {
            write!(formatter, "{} {}", cents / 100, self.currency)
        } else {
            write!(formatter, "{}.{:02} {}", cents / 100, (cents % 100).abs(), self.currency)
        }
    }
}

/// The lapse of time for which a periodic penalty is due once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// Par jour.
    Day,
    /// Par semaine.
    Week,
    /// Par mois.
    Month,
}

impl Period {
    /// Every period.
    pub const ALL: [Period; 3] = [Period::Day, Period::Week, Period::Month];

    /// The exported value: `day`, `week` or `month`.
    pub const fn code(self) -> &'static str {
        match self {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
        }
    }

    /// Reads an exported value.
    pub fn from_code(code: &str) -> Option<Period> {
        Period::ALL.into_iter().find(|period| period.code() == code)
    }
}

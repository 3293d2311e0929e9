//! A measure: one act of one authority toward one organisation, as told by one article.

use std::fmt;

use super::{Deadline, Kind, Money, PartialDate, Period, Span, Theme};

/// An authority's usual short name, as in `assets/authorities.toml`, or a court's name.
pub type Authority = String;

/// A provision in the project's short form: `RGPD 5-1-e`, `LIL 82`, `CPCE L34-5`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Provision(pub String);

impl fmt::Display for Provision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether the article tells the act as its news or as context.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What the article is about.
    Main,
    /// An earlier act, told as context.
    Background,
}

impl Role {
    /// The exported value: `main` or `background`.
    pub const fn code(self) -> &'static str {
        match self {
            Role::Main => "main",
            Role::Background => "background",
        }
    }
}

/// A field of a measure that a passage can prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Who acts.
    Authority,
    /// The organisation aimed at.
    Company,
    /// The nature of the act.
    Kind,
    /// The sum.
    Amount,
    /// The date of the act.
    Date,
    /// Its reference.
    Reference,
    /// The provisions.
    Articles,
    /// The themes.
    Breaches,
    /// Who complained.
    Complainant,
    /// Time given to comply.
    Deadline,
}

impl Field {
    /// Every field.
    pub const ALL: [Field; 10] = [
        Field::Authority,
        Field::Company,
        Field::Kind,
        Field::Amount,
        Field::Date,
        Field::Reference,
        Field::Articles,
        Field::Breaches,
        Field::Complainant,
        Field::Deadline,
    ];

    /// The exported value, which is also the field's name in a measure.
    pub const fn code(self) -> &'static str {
        match self {
            Field::Authority => "authority",
            Field::Company => "company",
            Field::Kind => "kind",
            Field::Amount => "amount",
            Field::Date => "date",
            Field::Reference => "reference",
            Field::Articles => "articles",
            Field::Breaches => "breaches",
            Field::Complainant => "complainant",
            Field::Deadline => "deadline",
        }
    }
}

/// Which of an article's texts a span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The title.
    Title,
    /// The body's plain text.
    Body,
}

impl Place {
    /// The exported value: `title` or `text`.
    pub const fn code(self) -> &'static str {
        match self {
            Place::Title => "title",
            Place::Body => "text",
        }
    }
}

/// A passage that proves a field. The quote is not stored: it is the text at the span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// What it proves.
    pub field: Field,
    /// The text that the span points into.
    pub place: Place,
    /// Where in that text.
    pub span: Span,
}

/// How sure the engine is, in hundredths: 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u8);

impl Confidence {
    /// Below this a measure is marked as doubtful.
    pub const DOUBTFUL_BELOW: Confidence = Confidence(60);

    /// So many hundredths, at most 100.
    pub fn from_hundredths(hundredths: u8) -> Confidence {
        Confidence(hundredths.min(100))
    }

    /// Hundredths, 0 to 100.
    pub const fn hundredths(self) -> u8 {
        self.0
    }

    /// Whether a reader should look at it again.
    pub fn is_doubtful(self) -> bool {
        self < Confidence::DOUBTFUL_BELOW
    }
}

/// One act of one authority toward one organisation, as told by one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The nature of the act.
    pub kind: Kind,
    /// Who acts; for a complaint, who was seized. Nothing when the text does not say.
    pub authority: Option<Authority>,
    /// The organisation aimed at, as the text writes it, without its legal form. Nothing when it is anonymous.
    pub company: Option<String>,
    /// Other names that this text uses for it, or those fined jointly with it.
    pub aliases: Vec<String>,
    /// The sum.
    pub amount: Option<Money>,
    /// For a periodic penalty alone.
    pub period: Option<Period>,
    /// Of the act, as far as the text and the date of publication tell.
    pub date: Option<PartialDate>,
    /// `SAN-2022-019`, an ECLI, a case number.
    pub reference: Option<String>,
    /// Provisions breached or invoked.
    pub articles: Vec<Provision>,
    /// Themes of the breaches.
    pub breaches: Vec<Theme>,
    /// News or context.
    pub role: Role,
    /// Who filed a complaint.
    pub complainant: Option<String>,
    /// Time given to comply.
    pub deadline: Option<Deadline>,
    /// Passages that prove the fields, in reading order.
    pub evidence: Vec<Evidence>,
    /// How sure the engine is.
    pub confidence: Confidence,
    /// Names of the rules that fired.
    pub rules: Vec<String>,
}

impl Measure {
    /// A measure of that kind with nothing else known.
    pub fn of_kind(kind: Kind) -> Measure {
        Measure {
            kind,
            authority: None,
            company: None,
            aliases: Vec::new(),
            amount: None,
            period: None,
            date: None,
            reference: None,
            articles: Vec::new(),
            breaches: Vec::new(),
            role: Role::Main,
            complainant: None,
            deadline: None,
            evidence: Vec::new(),
            confidence: Confidence::from_hundredths(100),
            rules: Vec::new(),
        }
    }
}

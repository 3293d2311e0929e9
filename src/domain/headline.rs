//! An article's row in a list.

use std::sync::Arc;

use super::{Article, Kind, Mark, Measure, Money, Period, Role};

/// A row of a list: all that can be shown and filtered without reading a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// The article.
    pub article: Article,
    /// Its mark.
    pub mark: Mark,
    /// Its measures in brief, main ones first.
    pub facts: Vec<Fact>,
}

/// A measure in brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The nature of the act.
    pub kind: Kind,
    /// Who acts.
    pub authority: Option<Arc<str>>,
    /// The organisation aimed at.
    pub company: Option<Arc<str>>,
    /// The sum.
    pub amount: Option<Money>,
    /// For a periodic penalty.
    pub period: Option<Period>,
    /// News or context.
    pub role: Role,
    /// Whether a reader should look at it again.
    pub doubtful: bool,
}

impl From<&Measure> for Fact {
    fn from(measure: &Measure) -> Fact {
        Fact {
            kind: measure.kind,
            authority: measure.authority.as_deref().map(Arc::from),
            company: measure.company.as_deref().map(Arc::from),
            amount: measure.amount,
            period: measure.period,
            role: measure.role,
            doubtful: measure.confidence.is_doubtful(),
        }
    }
}

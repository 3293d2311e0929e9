//! Plain values of the field: articles, sources, measures, money, dates, spans.
//!
//! Knows the words of the law and what may be said with them. Leaves to others how values are found
//! (`facts`), kept (`store`), shown (`tui`) or written (`export`); nothing here reads a file or a clock.

mod article;
mod correction;
mod date;
mod decision;
mod identity;
mod kind;
mod language;
mod mark;
mod measure;
mod money;
mod organisation;
mod source;
mod span;
mod theme;

pub use article::{Article, ArticleDates};
pub use correction::{Change, Correction, Overlay, Overlays, Pin, Sameness};
pub use date::{Deadline, PartialDate};
pub use decision::{
    Act, Case, Claim, DateToWatch, Decision, DecisionId, Force, Link, LinkReason, Origin, Reason, Reconciled,
    Relation, Stage, Telling, Watch,
};
pub use identity::{ArticleId, SourceId};
pub use kind::Kind;
pub use language::Language;
pub use mark::{Mark, MarkChange};
pub use measure::{Authority, Confidence, Evidence, Field, Measure, Place, Provision, Role};
pub use money::{Cents, Currency, Money, Period};
pub use organisation::{Organisation, Organisations, bare_name, fold_name};
pub use source::{FullText, Source, SourceFormat, Trust};
pub use span::Span;
pub use theme::Theme;

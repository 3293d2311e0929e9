//! The query language: one line over text and facts, read into a tree and printed back.
//!
//! Knows fields and values in French and English, dates relative to a given day, sums with their units, and what a tree
//! means for an article. Knows no index, no store and no clock: the day, the organisations' other names and the saved
//! views arrive as arguments ([`Context`]).
//!
//! A line is never refused. What is unfinished or wrong gives its best meaning and a [`Remark`] where it stands.
//!
//! ```text
//! amende montant:>1M€ thème:cookies date:2022.. sauf société:google
//! "mise en demeure" or avertiss* source:cnil is:unread sort:amount
//! ```
//!
//! Conditions on facts that stand side by side are about one and the same measure: `type:fine amount:>1M
//! company:google` is a fine of more than a million for Google, not a fine and a sum somewhere. A group in parentheses
//! beside others is about a measure of its own: `(type:fine company:google) (type:complaint company:meta)`. A line that
//! only excludes (`cookies -company:google`) excludes every article that tells such a measure.
//!
//! ```
//! use vigie::domain::Language;
//! use vigie::query::{Context, Query};
//!
//! let context = Context::on("2026-01-15".parse()?);
//! let query = Query::parse("sanction:amende montant:>1M€ since", &context);
//! assert_eq!(query.print(Language::English), "type:fine amount:>1M€ since");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod amount;
mod complete;
mod expression;
mod field;
mod fold;
mod help;
mod matching;
mod name;
mod nearest;
mod parse;
mod print;
mod provision;
mod remark;
mod scan;
mod when;
mod words;

pub use amount::AmountRange;
pub use complete::{Completion, Completions, complete};
pub use expression::{ArticleTerm, Expression, FactTerm, Scope, SortKey, Term, TextForm, TextTerm};
pub use field::FieldName;
pub use fold::Words;
pub use help::{FieldHelp, ValueHelp, help};
pub use matching::{Answers, Candidate, Signs};
pub use name::NameTerm;
pub use parse::{Context, Names, NoNames, Query, ValueCount};
pub use provision::ProvisionTerm;
pub use remark::{Remark, RemarkKind};
pub use when::{Bounds, Unit, When};
pub use words::{FactSign, KindChoice, Order, State};

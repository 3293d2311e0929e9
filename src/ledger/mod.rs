//! From a hundred articles to one decision, and from decisions to a company's record.
//!
//! Takes in what each article tells ([`Told`]) and gives decisions, cases, records and figures ([`Ledger`]). Every merge
//! and every link says why. Pure: knows no store, no clock, no screen; `today` arrives as an argument.
//!
//! ```
//! use vigie::domain::{ArticleId, Kind, Measure, Money, Currency, Organisations, SourceId, Trust};
//! use vigie::ledger::{Ledger, Told};
//!
//! let source = SourceId::from_name("cnil").unwrap();
//! let fine = Measure {
//!     authority: Some("CNIL".to_owned()),
//!     company: Some("Optical Center".to_owned()),
//!     amount: Money::from_units(250_000, Currency::EUR),
//!     date: "2018-05-07".parse().ok(),
//!     ..Measure::of_kind(Kind::AdministrativeFine)
//! };
//! let told = |guid: &str, trust| {
//!     Told::by_article(ArticleId::of(&source, guid), source.clone(), trust, None, "", vec![fine.clone()])
//! };
//! let articles = [told("1", Trust::Authority), told("2", Trust::Press)];
//! let ledger = Ledger::build(articles, &Organisations::default(), &Vec::new());
//! assert_eq!(ledger.len(), 1);
//! assert_eq!(ledger.decisions()[0].articles().count(), 2);
//! ```

mod book;
mod cases;
pub mod figures;
mod filing;
mod grouping;
mod lesson;
mod moment;
mod names;
mod organisations;
mod reconcile;
mod record;
mod reference;
pub mod review;
pub mod table;
mod told;
mod watch;

pub use book::Ledger;
pub use lesson::Lesson;
pub use organisations::{NotOrganisations, read_organisations};
pub use record::{Record, Sums};
pub use told::{Closure, Told};
pub use watch::NamingTerm;

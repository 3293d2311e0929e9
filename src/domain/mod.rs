//! Plain values of the field: articles, sources, measures, money, dates, spans.
//!
//! Knows the words of the law and what may be said with them. Leaves to others how values are found
//! (`facts`), kept (`store`), shown (`tui`) or written (`export`); nothing here reads a file or a clock.
//!
//! # Glossary
//!
//! The law's word, the name that the code gives it, and where the English comes from. A test holds this table to the code.
//!
//! | the law's word | code name | meaning and source |
//! |---|---|---|
//! | mesure | `Measure` | one act of one authority toward one organisation, as one article tells it |
//! | amende administrative | `AdministrativeFine` | loi n° 78-17, art. 20; GDPR art. 83 |
//! | astreinte | `PeriodicPenalty` | a sum due per day, week or month of delay; loi n° 78-17, art. 20 |
//! | liquidation d'astreinte | `PenaltyLiquidation` | the sum that became due under an astreinte |
//! | injonction | `Injunction` | an order to comply; loi n° 78-17, art. 20 |
//! | mise en demeure | `FormalNotice` | a demand to comply within a set time; loi n° 78-17, art. 20, II |
//! | rappel à l'ordre | `Reprimand` | loi n° 78-17, art. 20; GDPR art. 58(2)(b) |
//! | limitation ou interdiction du traitement | `ProcessingBan` | GDPR art. 58(2)(f) and (j) |
//! | transaction, composition | `Settlement` | an end agreed with the authority |
//! | plainte, réclamation | `Complaint` | GDPR art. 77 |
//! | enquête, contrôle | `Investigation` | GDPR art. 58(1) |
//! | rejet du recours | `Upheld` | a court leaves the act standing |
//! | annulation | `Annulled` | a court takes the act away |
//! | réduction | `Reduced` | a court lowers the sum |
//! | manquement | `Theme` | what a breach is about |
//! | disposition | `Provision` | an article of a text of law |
//! | délai de mise en conformité | `Deadline` | time given to comply |
//! | responsable visé, organisme | `company` | the organisation aimed at, public ones too |
//! | plaignant | `complainant` | who filed the complaint |

mod article;
mod correction;
mod date;
mod decision;
mod headline;
mod identity;
mod kind;
mod language;
mod mark;
mod measure;
mod money;
mod organisation;
mod source;
mod span;
mod tag;
mod theme;

pub use article::{Article, ArticleDates};
pub use correction::{Change, Correction, Overlay, Overlays, Pin, Sameness};
pub use date::{Deadline, PartialDate};
pub use decision::{
    Act, Case, Claim, DateToWatch, Decision, DecisionId, Force, Link, LinkReason, Origin, Reason, Reconciled,
    Relation, Stage, Telling, Watch,
};
pub use headline::{Fact, Headline};
pub use identity::{ArticleId, SourceId};
pub use kind::Kind;
pub use language::Language;
pub use mark::{Mark, MarkChange};
pub use measure::{Authority, Confidence, Evidence, Field, Measure, Place, Provision, Role};
pub use money::{Cents, Currency, Money, Period};
pub use organisation::{Organisation, Organisations, bare_name, fold_name};
pub use source::{FullText, Source, SourceFormat, Trust};
pub use span::Span;
pub use tag::{TagChange, tag_of};
pub use theme::Theme;

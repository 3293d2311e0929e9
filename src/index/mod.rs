//! Full-text and facet index, derived from the store; alone in knowing tantivy.
//!
//! Nothing here is the truth: an index that is missing, damaged, of an older version or of another store is built anew, and
//! nobody has lost anything. Texts are not kept in it, only what finds them.
//!
//! - [`Index`]: opening and searching (`open`), building and changing (`write`), which of two homes is the finished one
//!   (`stamp`), why it cannot (`error`)
//! - `analysis`, `schema`, [`Entry`]: words and stems; fields; what is indexed of an article
//! - `snapshot`, `view`, `facts`, `overlay`, `sources`, `bits`: what a search sees of the whole, of one segment, of its
//!   measures, of what a reader laid on it, of sources; sets of documents
//! - `sought`, `words`, `evaluate`: conditions on words made ready, answered by postings; the meaning of a whole tree
//! - [`Answer`], [`Facets`], [`Snippet`]: what comes out
//!
//! # Facts of one measure belong together
//!
//! Measures are a column of their article's document, so that both are written by one commit, and are held in memory for
//! each segment, a few hundred bytes each. A condition on facts is answered for all measures at once as a set of bits;
//! conditions that bind one measure are joined there before they become articles. A reader has thousands of measures where
//! it has a hundred thousand articles: going through them costs less than any join of documents would.

mod analysis;
mod answer;
mod bits;
mod entry;
mod error;
mod evaluate;
mod facets;
mod facts;
mod open;
mod overlay;
mod schema;
mod snapshot;
mod snippet;
mod sought;
mod sources;
mod stamp;
mod view;
mod words;
mod write;

pub use answer::{Answer, Ask};
pub use entry::Entry;
pub use error::IndexError;
pub use facets::{Count, Facets, Figure};
pub use open::Index;
pub use overlay::Laid;
pub use snippet::{Part, Snippet, highlights, snippet};
pub use sought::{FoldedText, WordMatcher, text_meets};
pub use write::{Building, Update};

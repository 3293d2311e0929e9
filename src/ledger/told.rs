//! What one article tells, as the ledger takes it in.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::reference;
use crate::domain::{ArticleId, Authority, Measure, Origin, PartialDate, SourceId, Trust};

/// The measures of one article, with what is needed to weigh them. Corrections are already laid over them
/// ([`super::review`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The article, or the row of a table under an identifier of the same form.
    pub article: ArticleId,
    /// Its source.
    pub source: SourceId,
    /// How far the source is believed.
    pub trust: Trust,
    /// Article or table.
    pub origin: Origin,
    /// Day of publication.
    pub published: Option<Date>,
    /// Its measures, in the engine's order.
    pub measures: Vec<Measure>,
    /// Places in `measures` of those that the reader corrected, confirmed or added: believed before any source.
    pub by_reader: BTreeSet<usize>,
    /// Notices and injunctions that it says are closed.
    pub closures: Vec<Closure>,
    /// References that its title gives beside the act's own: in the title of a later act, an older number is a link.
    pub cited: Vec<String>,
}

impl Told {
    /// What an article with that title tells; references in the title are read from it.
    pub fn by_article(
        article: ArticleId,
        source: SourceId,
        trust: Trust,
        published: Option<Date>,
        title: &str,
        measures: Vec<Measure>,
    ) -> Told {
        Told {
            article,
            source,
            trust,
            origin: Origin::Article,
            published,
            measures,
            by_reader: BTreeSet::new(),
            closures: Vec::new(),
            cited: reference::mentioned(title),
        }
    }
}

/// The end of a notice or of an injunction: the authority says that the organisation now complies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Closure {
    /// Who closes.
    pub authority: Option<Authority>,
    /// The organisation.
    pub company: Option<String>,
    /// When.
    pub date: Option<PartialDate>,
    /// The closing decision's own reference.
    pub reference: Option<String>,
}

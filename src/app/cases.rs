//! The ledger of a library: what its articles tell, worked into decisions and cases.
//!
//! Knows where measures, trust and days of publication are kept. Leaves the working to `ledger`.

use std::collections::HashMap;

use jiff::tz::TimeZone;

use crate::assets;
use crate::domain::{Organisations, Overlays, SourceId, Trust};
use crate::ledger::{Ledger, Told, read_organisations};
use crate::store::Kept;

use super::error::AppError;
use super::library::Library;

impl Library {
    /// The ledger of every article that tells a measure, made from nothing. Days of publication are those of UTC. An
    /// article whose source is gone is believed as the press is.
    pub fn ledger(&self) -> Result<Ledger, AppError> {
        let sources = self.known_sources()?;
        let trusts: HashMap<SourceId, Trust> =
            sources.into_iter().map(|source| (source.id, source.trust)).collect();
        let mut told = Vec::new();
        for headline in self.headlines()?.into_iter().filter(|headline| !headline.facts.is_empty()) {
            let kept = self.store.article(headline.article.id)?;
            told.extend(kept.map(|kept| told_by(kept, &trusts)));
        }
        Ok(Ledger::build(told, &organisations(), &Overlays::new()))
    }
}

/// The organisations that the program knows by itself.
pub(super) fn organisations() -> Organisations {
    read_organisations(assets::ORGANISATIONS).expect("tests read the data files")
}

fn told_by(kept: Kept, trusts: &HashMap<SourceId, Trust>) -> Told {
    let article = kept.headline.article;
    let trust = trusts.get(&article.source).copied().unwrap_or(Trust::Press);
    let published = article.dates.published.map(|time| TimeZone::UTC.to_datetime(time).date());
    Told::by_article(article.id, article.source, trust, published, &article.title, kept.measures)
}

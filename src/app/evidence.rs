//! What was received, given to the archive before anything drawn from it is kept.

use jiff::Timestamp;

use crate::archive::{Part, Received};
use crate::config::Archiving;
use crate::domain::{Source, SourceId};
use crate::fetch::Fetched;

use super::error::AppError;
use super::intake::Batch;
use super::library::Library;

/// Pages by the place of their candidates; nothing in the place of one that could not be fetched.
pub(super) type Pages = [Option<(usize, Fetched)>];

impl Library {
    /// Archives a feed that brought something new, and the pages that were fetched for it, as far as the settings say.
    pub(super) fn archive(
        &self,
        source: &Source,
        feed: &Fetched,
        batch: &Batch,
        pages: &Pages,
    ) -> Result<(), AppError> {
        let settings = &self.shared.config.store;
        if settings.archive == Archiving::Off || !self.shared.lasting || batch.candidates.is_empty() {
            return Ok(());
        }
        let address = feed.final_address.clone();
        let mut received = vec![received(&source.id, Part::Feed, address, feed, batch.now)];
        if settings.archive == Archiving::Full {
            received.extend(pages.iter().flatten().filter_map(|(place, page)| {
                let asked = batch.candidates.get(*place)?.link()?.to_owned();
                Some(self::received(&source.id, Part::Page, asked, page, batch.now))
            }));
        }
        Ok(self.store.archive(&received, settings.archive_bytes)?)
    }
}

fn received(source: &SourceId, part: Part, asked: String, fetched: &Fetched, at: Timestamp) -> Received {
    let wire = fetched.wire.as_ref();
    Received {
        source: source.clone(),
        part,
        asked,
        address: fetched.final_address.clone(),
        at,
        protocol: wire.map_or_else(String::new, |wire| wire.protocol.to_owned()),
        head: wire.map(|wire| wire.head.clone()),
        body: wire.and_then(|wire| wire.packed.as_ref()).unwrap_or(&fetched.body).clone(),
        whole: fetched.whole,
    }
}

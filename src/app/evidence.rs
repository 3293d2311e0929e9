//! What was received, given to the archive before anything drawn from it is kept.

use jiff::Timestamp;

use crate::archive::{Part, Received};
use crate::config::Archiving;
use crate::domain::{Source, SourceId};
use crate::fetch::Fetched;

use super::intake::Batch;
use super::library::Library;

/// Pages by the place of their candidates; nothing in the place of one that could not be fetched.
pub(super) type Pages = [Option<(usize, Fetched)>];

impl Library {
    /// Whether what was received with a batch is archived.
    pub(super) fn archives(&self, batch: &Batch) -> bool {
        let off = self.shared.config.store.archive == Archiving::Off || !self.shared.lasting;
        !off && !batch.candidates.is_empty()
    }

    /// What is to be archived of a feed that brought something new and of the pages that were fetched for it, as far as the
    /// settings say.
    pub(super) fn to_archive(
        &self,
        source: &Source,
        feed: &Fetched,
        batch: &Batch,
        pages: &Pages,
    ) -> Vec<Received> {
        if !self.archives(batch) {
            return Vec::new();
        }
        let address = without_login(&feed.final_address);
        let mut first = received(&source.id, Part::Feed, address, feed, batch.now);
        if let Some(reduced) = &batch.reduced {
            first = Received { head: None, body: reduced.clone(), protocol: String::new(), ..first };
        }
        let mut received = vec![first];
        if self.shared.config.store.archive == Archiving::Full {
            received.extend(pages.iter().flatten().filter_map(|(place, page)| {
                let asked = batch.candidates.get(*place)?.link()?.to_owned();
                Some(self::received(&source.id, Part::Page, asked, page, batch.now))
            }));
        }
        received
    }
}

/// The address without the user and the password that it may hold.
fn without_login(address: &str) -> String {
    match url::Url::parse(address) {
        Ok(mut url) if !url.username().is_empty() || url.password().is_some() => {
            let stripped = url.set_username("").and_then(|()| url.set_password(None));
            stripped.map_or_else(|()| String::new(), |()| url.into())
        }
        _ => address.to_owned(),
    }
}

fn received(source: &SourceId, part: Part, asked: String, fetched: &Fetched, at: Timestamp) -> Received {
    let wire = fetched.wire.as_ref();
    Received {
        source: source.clone(),
        part,
        asked,
        address: without_login(&fetched.final_address),
        at,
        protocol: wire.map_or_else(String::new, |wire| wire.protocol.to_owned()),
        head: wire.map(|wire| wire.head.clone()),
        body: wire.and_then(|wire| wire.packed.as_ref()).unwrap_or(&fetched.body).clone(),
        whole: fetched.whole,
    }
}

//! A store made anew: the archive's answers are read again in their order as if they came today, and their facts drawn
//! with today's rules.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::archive::{Part, Received, RecordId, Replayed, Walked, read_at, walk};
use crate::config::Config;
use crate::domain::Source;
use crate::fetch::Fetched;
use crate::store::{Leg, Making, Rebuilt, StoreError};
use crate::text::readable::Page;

use super::error::AppError;
use super::intake::Batch;
use super::library::Library;
use super::pages::article_on;
use super::sources::unknown_source;

/// The archive's directory in a data directory.
const ARCHIVE: &str = "archive";
/// Most bytes of a body that was archived: what may be received at all.
const LONGEST: usize = 256 << 20;

/// What became of a store that was made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remade {
    /// The new store and the old one.
    pub store: Rebuilt,
    /// Feeds that were read again.
    pub feeds: u64,
    /// Answers of the archive that could not be read again.
    pub unreadable: u64,
}

impl Library {
    /// Makes the store anew from archive and journal; nobody may use it meanwhile. Articles that the archive does not
    /// have come from the old store as far as it can be read, which is kept aside.
    pub fn rebuild(config: &Config) -> Result<Remade, AppError> {
        Library::remake(config, Leg::Archive)
    }

    /// Makes the store anew from what can be read of the old one, from archive and journal where it is damaged, and from
    /// the newest backup when it does not open at all; nobody may use it meanwhile. The old store is kept aside.
    pub fn repair(config: &Config) -> Result<Remade, AppError> {
        Library::remake(config, Leg::Database)
    }

    fn remake(config: &Config, first: Leg) -> Result<Remade, AppError> {
        let data = Library::directory(config)?;
        let making = Making::start(&data)?;
        let mut config = config.clone();
        // The pages that were fetched are at hand, whatever is fetched now.
        config.refresh.pages = true;
        let library = Library::scratch(making.scratch().clone(), config);
        let (feeds, unreadable) = Replay::new(&library)?.run(&data.join(ARCHIVE))?;
        drop(library);
        Ok(Remade { store: making.finish(first)?, feeds, unreadable })
    }
}

/// A feed of the archive and the pages that came with it.
struct Together {
    id: RecordId,
    feed: Fetched,
    received: Received,
    pages: Vec<(String, Page)>,
}

/// The archive's answers on their way into a library.
struct Replay<'a> {
    library: &'a Library,
    sources: Vec<Source>,
    /// Where each record stands.
    places: HashMap<RecordId, (PathBuf, u64)>,
    /// Pages whose feed cannot be read, by the address that was asked.
    alone: HashMap<String, Page>,
    in_hand: Option<Together>,
    feeds: u64,
    unreadable: u64,
}

impl Replay<'_> {
    fn new(library: &Library) -> Result<Replay<'_>, AppError> {
        Ok(Replay {
            library,
            sources: library.known_sources()?,
            places: HashMap::new(),
            alone: HashMap::new(),
            in_hand: None,
            feeds: 0,
            unreadable: 0,
        })
    }

    fn run(mut self, archive: &Path) -> Result<(u64, u64), AppError> {
        let mut outcome = Ok(());
        walk(archive, &mut |path, walked| {
            outcome = self.take(path, walked);
            if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })
        .map_err(|(path, cause)| StoreError::of_system(&path, cause))?;
        outcome?;
        self.keep()?;
        Ok((self.feeds, self.unreadable))
    }

    fn take(&mut self, path: &Path, walked: Walked) -> Result<(), AppError> {
        let Walked::Record { offset, record, .. } = walked else {
            self.unreadable += 1;
            return Ok(());
        };
        let Some(replayed) = Replayed::of(record) else { return Ok(()) };
        let (id, concurrent, received) = match replayed {
            Replayed::Whole { id, concurrent, received } => {
                self.places.insert(id, (path.to_owned(), offset));
                (id, concurrent, received)
            }
            Replayed::Again { id, earlier, concurrent, received } => {
                let Some(body) = self.body_of(earlier) else {
                    self.unreadable += 1;
                    return Ok(());
                };
                (id, concurrent, Received { body, ..received })
            }
        };
        match received.part {
            Part::Feed => self.take_feed(id, received),
            Part::Page => {
                self.take_page(concurrent, received);
                Ok(())
            }
        }
    }

    fn body_of(&self, earlier: RecordId) -> Option<Vec<u8>> {
        let (path, offset) = self.places.get(&earlier)?;
        match Replayed::of(read_at(path, *offset, LONGEST as u64)?)? {
            Replayed::Whole { received, .. } => Some(received.body),
            Replayed::Again { .. } => None,
        }
    }

    fn take_feed(&mut self, id: RecordId, received: Received) -> Result<(), AppError> {
        self.keep()?;
        match fetched(&received) {
            Some(feed) => self.in_hand = Some(Together { id, feed, received, pages: Vec::new() }),
            None => self.unreadable += 1,
        }
        Ok(())
    }

    fn take_page(&mut self, concurrent: Option<RecordId>, received: Received) {
        let Some(document) = fetched(&received).map(|page| article_on(&page, None)) else {
            self.unreadable += 1;
            return;
        };
        match &mut self.in_hand {
            Some(together) if concurrent == Some(together.id) => {
                together.pages.push((received.asked, document));
            }
            _ => drop(self.alone.insert(received.asked, document)),
        }
    }

    /// Reads the feed in hand and keeps what it brought.
    fn keep(&mut self) -> Result<(), AppError> {
        let Some(mut together) = self.in_hand.take() else { return Ok(()) };
        let source = self.source(&together.received);
        let Ok(batch) = self.library.read_feed(&source, &together.feed, together.received.at) else {
            self.unreadable += 1;
            return Ok(());
        };
        let pages = self.pages_of(&batch, &mut together.pages);
        self.feeds += 1;
        self.library.keep(&source, batch, pages).map(drop)
    }

    /// The pages of a feed's candidates, by their places.
    fn pages_of(&mut self, batch: &Batch, pages: &mut Vec<(String, Page)>) -> Vec<(usize, Page)> {
        let mut found = Vec::new();
        for (place, link) in
            batch.candidates.iter().enumerate().filter_map(|(at, one)| Some((at, one.link()?)))
        {
            let own = pages.iter().position(|(asked, _)| asked == link).map(|at| pages.swap_remove(at).1);
            let page = own.or_else(|| self.alone.remove(link));
            found.extend(page.map(|page| (place, page)));
        }
        found
    }

    /// The source as the journal tells it, else one of which its address alone is known.
    fn source(&mut self, received: &Received) -> Source {
        if let Some(source) = self.sources.iter().find(|source| source.id == received.source) {
            return source.clone();
        }
        let source = Source { id: received.source.clone(), ..unknown_source(&received.asked) };
        self.sources.push(source.clone());
        source
    }
}

fn fetched(received: &Received) -> Option<Fetched> {
    let Received { address, head, body, whole, .. } = received;
    Fetched::again(address, head.as_deref(), body.clone(), *whole, LONGEST)
}

//! Keeping together what sources that are read side by side bring at the same time: the disk is waited for once for all of
//! them. What belongs to a source is kept whole or not at all, as if it were kept alone.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::archive::Received;
use crate::domain::{ArticleId, Source};
use crate::store::{Incoming, Upserted};

use super::error::AppError;
use super::library::Library;

/// Articles that are kept together at most; bounds what is held in memory beside them.
const MOST: usize = 2_000;

/// What a source brings.
#[derive(Debug, Default)]
pub(super) struct Haul {
    /// What was received, for the archive.
    pub(super) received: Vec<Received>,
    /// Its articles.
    pub(super) incoming: Vec<Incoming>,
    /// The source itself, when it has another title now.
    pub(super) renamed: Option<Source>,
}

/// Hauls that wait to be kept, and those that were.
#[derive(Debug, Default)]
pub(super) struct Commits {
    waiting: Mutex<Waiting>,
    /// Held by who keeps.
    keeping: Mutex<()>,
}

#[derive(Debug, Default)]
struct Waiting {
    next: u64,
    hauls: Vec<(u64, Haul)>,
    done: HashMap<u64, Outcome>,
}

/// What became of a haul.
#[derive(Debug)]
enum Outcome {
    Kept(Upserted),
    /// Those it was kept with could not be kept: it is tried alone.
    Alone(Haul),
}

impl Library {
    /// Keeps what a source brings, together with what others bring while the disk is waited for. Blocks until it is on disk.
    pub(super) fn keep_together(&self, haul: Haul) -> Result<Upserted, AppError> {
        let commits = &self.shared.commits;
        let number = commits.join(haul);
        loop {
            let _keeping = commits.keeping.lock().unwrap_or_else(PoisonError::into_inner);
            match commits.take_outcome(number) {
                Some(Outcome::Kept(upserted)) => return Ok(upserted),
                Some(Outcome::Alone(haul)) => return self.keep_hauls(&mut [haul]).map(merged),
                None if self.keep_waiting() => {}
                None => return Err(AppError::Internal),
            }
        }
    }

    /// Keeps the hauls that wait; whether there was one.
    fn keep_waiting(&self) -> bool {
        let commits = &self.shared.commits;
        let (numbers, mut hauls): (Vec<u64>, Vec<Haul>) = commits.take_waiting().into_iter().unzip();
        let outcomes: Vec<Outcome> = match self.keep_hauls(&mut hauls) {
            Ok(upserted) => upserted.into_iter().map(Outcome::Kept).collect(),
            // Each then learns its own failure.
            Err(_) => hauls.into_iter().map(Outcome::Alone).collect(),
        };
        let mut waiting = commits.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let any = !outcomes.is_empty();
        waiting.done.extend(numbers.into_iter().zip(outcomes));
        any
    }

    /// Keeps hauls in one go and tells what became of each. When it fails, they are as they were.
    fn keep_hauls(&self, hauls: &mut [Haul]) -> Result<Vec<Upserted>, AppError> {
        let lengths: Vec<(usize, usize)> =
            hauls.iter().map(|haul| (haul.received.len(), haul.incoming.len())).collect();
        let received: Vec<Received> = hauls.iter_mut().flat_map(|haul| haul.received.drain(..)).collect();
        let incoming: Vec<Incoming> = hauls.iter_mut().flat_map(|haul| haul.incoming.drain(..)).collect();
        let outcome = self.keep_all(&received, &incoming, hauls);
        let owners = owners(&incoming, &lengths);
        match outcome {
            Ok(upserted) => Ok(parted(upserted, &owners, hauls.len())),
            Err(error) => {
                let (mut received, mut incoming) = (received.into_iter(), incoming.into_iter());
                for (haul, (parts, articles)) in hauls.iter_mut().zip(lengths) {
                    haul.received.extend(received.by_ref().take(parts));
                    haul.incoming.extend(incoming.by_ref().take(articles));
                }
                Err(error)
            }
        }
    }

    /// What is archived comes first: nothing is kept that the archive does not have.
    fn keep_all(
        &self,
        received: &[Received],
        incoming: &[Incoming],
        hauls: &[Haul],
    ) -> Result<Upserted, AppError> {
        if !received.is_empty() {
            self.store.archive(received, self.shared.config.store.archive_bytes)?;
        }
        let upserted = if incoming.is_empty() { Upserted::default() } else { self.store.upsert(incoming)? };
        self.index_changed(&[upserted.new.as_slice(), &upserted.changed, &upserted.same].concat());
        let renamed: Vec<Source> = hauls.iter().filter_map(|haul| haul.renamed.clone()).collect();
        if !renamed.is_empty() {
            self.follow(&renamed)?;
        }
        Ok(upserted)
    }
}

impl Commits {
    fn join(&self, haul: Haul) -> u64 {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let number = waiting.next;
        waiting.next += 1;
        waiting.hauls.push((number, haul));
        number
    }

    fn take_outcome(&self, number: u64) -> Option<Outcome> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).done.remove(&number)
    }

    /// The hauls that have waited longest, one at least.
    fn take_waiting(&self) -> Vec<(u64, Haul)> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let mut articles = 0;
        let fits = |(_, haul): &&(u64, Haul)| {
            articles += haul.incoming.len();
            articles <= MOST
        };
        let count = waiting.hauls.iter().take_while(fits).count().max(1).min(waiting.hauls.len());
        waiting.hauls.drain(..count).collect()
    }
}

/// Which haul each article belongs to.
fn owners(incoming: &[Incoming], lengths: &[(usize, usize)]) -> HashMap<ArticleId, usize> {
    let places = lengths.iter().enumerate().flat_map(|(place, (_, articles))| vec![place; *articles]);
    incoming.iter().map(|incoming| incoming.article.id).zip(places).collect()
}

fn parted(upserted: Upserted, owners: &HashMap<ArticleId, usize>, hauls: usize) -> Vec<Upserted> {
    let mut parts = vec![Upserted::default(); hauls];
    let place = |id: &ArticleId| owners.get(id).copied().unwrap_or(0);
    upserted.new.into_iter().for_each(|id| parts[place(&id)].new.push(id));
    upserted.changed.into_iter().for_each(|id| parts[place(&id)].changed.push(id));
    upserted.same.into_iter().for_each(|id| parts[place(&id)].same.push(id));
    parts
}

fn merged(mut upserted: Vec<Upserted>) -> Upserted {
    upserted.pop().unwrap_or_default()
}

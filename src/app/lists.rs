//! Lists of feeds, in and out: what is followed as subscriptions, and subscriptions followed.

use crate::domain::{Source, SourceId};
use crate::feed::opml::Subscription;

use super::demo;
use super::error::AppError;
use super::library::Library;
use super::sources::{followable_url, unknown_source};

/// What became of the feeds of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// Feeds that are followed from now on.
    pub added: usize,
    /// Feeds that were followed already.
    pub known: usize,
    /// Addresses that cannot be followed, as the list has them.
    pub refused: Vec<String>,
}

impl Library {
    /// What is followed, in its order, tags as folders.
    pub fn subscriptions(&self) -> Result<Vec<Subscription>, AppError> {
        let real = self.followed()?.into_iter().filter(|source| !source.address.starts_with(demo::SCHEME));
        let subscription = |source: Source| Subscription {
            title: source.title,
            address: source.address,
            home: None,
            tags: source.tags,
        };
        Ok(real.map(subscription).collect())
    }

    /// Follows the feeds of a list, untested. A feed that is followed already stays as it is and gains the list's tags, so
    /// that a second import changes nothing.
    pub fn import(&self, subscriptions: &[Subscription]) -> Result<Imported, AppError> {
        let kept = self.store.sources()?;
        let catalogue = self.known()?;
        let mut imported = Imported::default();
        let mut changed: Vec<Source> = Vec::new();
        for subscription in subscriptions {
            let Ok(address) = followable_url(&subscription.address) else {
                imported.refused.push(subscription.address.clone());
                continue;
            };
            // A source that has moved keeps the name that its first address gave it.
            let name = SourceId::from_address(&address);
            let is_same = |source: &Source| source.address == address || source.id == name;
            let before = kept.iter().find(|kept| is_same(&kept.source));
            let known = before.map(|kept| &kept.source).or_else(|| catalogue.at(&address));
            let mut source = known.cloned().unwrap_or_else(|| titled(&address, &subscription.title));
            let gained = gain_tags(&mut source, &subscription.tags);
            let is_followed = before.is_some_and(|kept| kept.followed) || changed.iter().any(is_same);
            match is_followed {
                true => imported.known += 1,
                false => imported.added += 1,
            }
            if gained || !is_followed {
                changed.push(source);
            }
        }
        if !changed.is_empty() {
            self.follow(&changed)?;
        }
        Ok(imported)
    }
}

fn titled(address: &str, title: &str) -> Source {
    let mut source = unknown_source(address);
    if !title.trim().is_empty() {
        title.trim().clone_into(&mut source.title);
    }
    source
}

/// Adds the tags that it lacks; whether there was one.
fn gain_tags(source: &mut Source, tags: &[String]) -> bool {
    let before = source.tags.len();
    for tag in tags {
        if !source.tags.contains(tag) {
            source.tags.push(tag.clone());
        }
    }
    source.tags.len() > before
}

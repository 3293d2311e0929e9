//! Feeds at an address before they are followed: the one that stands there, or those that the page there leads to. Each is
//! fetched and read once, so that what is offered is known to work; nothing is kept.

use futures_util::stream::{self, StreamExt};

use crate::feed::{self, FeedError, Hints, discover};
use crate::fetch::{Answer, Client, Fetched, Limits, Validators};
use crate::labels::Message;
use crate::text::encoding;

use super::error::AppError;
use super::intake::unreadable;
use super::library::Library;
use super::sources::followable;

/// Most announced feeds that are tried.
const MOST: usize = 20;
/// Feeds that are tried side by side.
const SIDE_BY_SIDE: usize = 2;

/// A feed that was fetched and read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFeed {
    /// Where it stands.
    pub address: String,
    /// Its own title, else the one that the page gives it, else its address; one line is not ensured.
    pub title: String,
    /// How many entries it holds now.
    pub entries: usize,
}

impl Library {
    /// Whether an address can be tried before it is followed: it is on the web, and the web may be used.
    pub fn can_try(&self, address: &str) -> bool {
        let address = address.trim().to_ascii_lowercase();
        let on_web = address.starts_with("http://") || address.starts_with("https://");
        on_web && !self.shared.config.fetch.offline
    }

    /// The feed at an address, else the feeds to which the page there leads: those that it announces, else what it links to
    /// and looks like a feed, else the first at one of the usual places. Never empty: without any feed, it fails.
    pub async fn find_feeds(&self, address: &str) -> Result<Vec<FoundFeed>, AppError> {
        let address = followable(address)?;
        let client = self.client()?;
        let (feed_limits, page_limits) = self.limits();
        let Answer::Fetched(fetched) = client.get(&address, &Validators::default(), &feed_limits).await?
        else {
            return Err(AppError::NoFeed { address, reason: Message::new("error-feed-empty") });
        };
        let error = match read(&address, "", &fetched) {
            Ok(found) => return Ok(vec![found]),
            Err(error) => error,
        };
        let is_page = error == FeedError::WebPage && fetched.body.len() <= page_limits.body;
        let found = if is_page { feeds_of_page(&client, &fetched, &feed_limits).await } else { Vec::new() };
        if found.is_empty() {
            let reason = match error {
                FeedError::WebPage => Message::new("error-feed-none-announced"),
                other => unreadable(&other),
            };
            return Err(AppError::NoFeed { address, reason });
        }
        Ok(found)
    }
}

async fn feeds_of_page(client: &Client, page: &Fetched, limits: &Limits) -> Vec<FoundFeed> {
    let html = encoding::decode(&page.body, page.content_type.as_deref()).text;
    let (sure, likely): (Vec<_>, Vec<_>) =
        discover::announced(&html, &page.final_address).into_iter().partition(|feed| feed.sure);
    for announced in [sure, likely] {
        let addresses = announced.into_iter().take(MOST).map(|feed| (feed.address, feed.title));
        let found = try_all(client, addresses.collect(), limits).await;
        if !found.is_empty() {
            return found;
        }
    }
    for address in discover::usual(&page.final_address) {
        if let Some((found, _)) = try_one(client, address, String::new(), limits).await {
            return vec![found];
        }
    }
    Vec::new()
}

/// Those that are feeds, in the given order; addresses that lead to the same place count once.
async fn try_all(client: &Client, addresses: Vec<(String, String)>, limits: &Limits) -> Vec<FoundFeed> {
    let tried: Vec<Option<(FoundFeed, String)>> = stream::iter(addresses)
        .map(|(address, title)| try_one(client, address, title, limits))
        .buffered(SIDE_BY_SIDE)
        .collect()
        .await;
    let mut places = Vec::new();
    let mut found = Vec::new();
    for (feed, place) in tried.into_iter().flatten() {
        if !places.contains(&place) {
            places.push(place);
            found.push(feed);
        }
    }
    found
}

/// A feed and the address at which it stood in the end; nothing when there is none.
async fn try_one(
    client: &Client,
    address: String,
    title: String,
    limits: &Limits,
) -> Option<(FoundFeed, String)> {
    match client.get(&address, &Validators::default(), limits).await {
        Ok(Answer::Fetched(fetched)) => {
            let found = read(&address, &title, &fetched).ok()?;
            Some((found, fetched.final_address))
        }
        Ok(Answer::NotModified(_)) | Err(_) => None,
    }
}

fn read(address: &str, told_title: &str, fetched: &Fetched) -> Result<FoundFeed, FeedError> {
    let hints =
        Hints { content_type: fetched.content_type.as_deref(), base: Some(fetched.final_address.as_str()) };
    let feed = feed::parse(&fetched.body, &hints)?;
    let titles = [feed.title.trim(), told_title.trim(), address];
    let title = titles.into_iter().find(|title| !title.is_empty()).unwrap_or(address).to_owned();
    Ok(FoundFeed { address: address.to_owned(), title, entries: feed.entries.len() })
}

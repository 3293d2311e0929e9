//! The pages behind entries: fetched where a feed gives a summary only, as far as their sites allow it, and reduced to the
//! article.

use futures_util::stream::{self, StreamExt};

use crate::fetch::{Answer, Client, FetchError, Fetched, Validators};
use crate::labels::Message;
use crate::text::encoding;
use crate::text::readable::{self, Page};

use super::intake::Batch;
use super::library::Library;

/// Pages of one source that are fetched side by side.
const SIDE_BY_SIDE: usize = 2;

/// What became of the pages that were wanted.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Pages by the place of their candidates; nothing in the place of one that did not come.
    pub(super) answers: Vec<Option<(usize, Fetched)>>,
    /// How many did not come and are wanted again.
    pub(super) missing: usize,
    /// How many their sites forbid.
    forbidden: usize,
}

/// What became of one page.
enum Outcome {
    Came(usize, Box<Fetched>),
    Forbidden(usize),
    Missing,
}

impl Pages {
    /// What there is to say of them on their source.
    pub(super) fn remarks(&self) -> Vec<Message> {
        let counts = [("health-pages-forbidden", self.forbidden), ("health-pages-missing", self.missing)];
        let told = counts.into_iter().filter(|(_, count)| *count > 0);
        told.map(|(key, count)| Message::new(key).count("pages", count as u64)).collect()
    }
}

impl Library {
    /// Fetches the pages that are wanted. One that its site forbids is not wanted any more; one that did not come, or was
    /// one too many, is wanted again.
    pub(super) async fn fetch_pages(&self, client: &Client, batch: &mut Batch) -> Pages {
        let limits = self.limits().1;
        let most = self.shared.config.refresh.pages_per_source;
        let wanted = batch.candidates.iter().enumerate().filter(|(_, candidate)| candidate.wants_page);
        let wanted: Vec<(usize, String)> =
            wanted.filter_map(|(place, candidate)| Some((place, candidate.link()?.to_owned()))).collect();
        let mut pages = Pages { missing: wanted.len().saturating_sub(most), ..Pages::default() };
        let limits = &limits;
        let mut running = stream::iter(wanted.into_iter().take(most))
            .map(|(place, link)| async move {
                match client.get_page(&link, &Validators::default(), limits).await {
                    Ok(Answer::Fetched(page)) => Outcome::Came(place, Box::new(page)),
                    Err(FetchError::Forbidden { for_now: false, .. }) => Outcome::Forbidden(place),
                    Ok(Answer::NotModified(_)) | Err(_) => Outcome::Missing,
                }
            })
            .buffer_unordered(SIDE_BY_SIDE);
        while let Some(outcome) = running.next().await {
            match outcome {
                Outcome::Came(place, page) => pages.answers.push(Some((place, *page))),
                Outcome::Missing => pages.missing += 1,
                Outcome::Forbidden(place) => {
                    pages.forbidden += 1;
                    batch.candidates[place].wants_page = false;
                }
            }
        }
        pages
    }
}

/// The article on a page; a CSS `selector` tells where it stands. What is no page, or holds no article, gives an empty text,
/// which the feed's own then beats: menus and notices must not become facts.
pub(super) fn article_on(page: &Fetched, selector: Option<&str>) -> Page {
    let kind = page.content_type.as_deref().unwrap_or("text/html").to_ascii_lowercase();
    if !kind.contains("html") && !kind.contains("xml") {
        return Page::default();
    }
    let decoded = encoding::decode(&page.body, page.content_type.as_deref());
    let read = readable::read(&decoded.text, &page.final_address, selector);
    if read.reduced { read } else { Page::default() }
}

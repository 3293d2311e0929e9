//! Forgetting: an article, a source or whatever names a company, taken out of the store, the archive, the backups and what
//! is derived from them, and kept out.
//!
//! Articles go whole. Of an archived feed, the entries that go are left out and the others stay; pages go. The journal
//! says that something was purged; of a name it keeps a fingerprint alone.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::archive::{Change, Part, Received, Record, Replayed, Rewritten};
use crate::domain::{ArticleId, Organisations, SourceId};
use crate::feed::{self, Entry};
use crate::fetch::Fetched;
use crate::store::{Kept, all_backups, kept_aside};
use crate::text::{Document, fold};

use super::error::AppError;
use super::intake::parse;
use super::library::Library;

/// Most bytes of an archived body that is read again.
const LONGEST: usize = 256 << 20;

/// What is to be forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purge {
    /// These articles.
    Articles(Vec<ArticleId>),
    /// Every article of a source, and its subscription.
    Source(SourceId),
    /// Every article that names a company, under any name that it is known by.
    Company(String),
}

/// What was forgotten, or would be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Purged {
    /// The articles.
    pub articles: Vec<ArticleId>,
    /// What became of the archive.
    pub archive: Rewritten,
    /// Backups and old databases that held them, and went too.
    pub copies: Vec<PathBuf>,
}

impl Library {
    /// Forgets. With `dry`, nothing is changed and the same is told. The space that the database took is overwritten by
    /// the next [`Library::compact`] alone.
    pub fn purge(&self, what: &Purge, dry: bool) -> Result<Purged, AppError> {
        let going = self.articles_to_purge(what)?;
        let links = self.headlines_of(&going)?.into_iter().filter_map(|row| row.article.link).collect();
        let forgotten = Forgotten {
            library: self,
            articles: going,
            links,
            what,
            names: Names::of(what, self.organisations()?.as_ref()),
        };
        let mut purged = Purged { articles: forgotten.articles.clone(), ..Purged::default() };
        let folder = self.folder().to_owned();
        purged.copies = [all_backups(&folder), kept_aside(&folder)].concat();
        if !dry {
            self.store.note_purge(what.code(), forgotten.names.as_ref().map(Names::fingerprint))?;
            if let Purge::Source(source) = what {
                self.store.unfollow(source)?;
            }
            self.remove_articles(&purged.articles)?;
        }
        purged.archive =
            self.store.rewrite_archive(self.now(), dry, &mut |record| forgotten.change(record))?;
        if !dry {
            for copy in &purged.copies {
                remove(copy).map_err(|cause| crate::store::StoreError::of_system(copy, cause))?;
            }
            self.flush()?;
        }
        Ok(purged)
    }

    fn articles_to_purge(&self, what: &Purge) -> Result<Vec<ArticleId>, AppError> {
        let rows = self.headlines()?;
        let names = Names::of(what, self.organisations()?.as_ref());
        let mut going = Vec::new();
        for row in rows {
            let id = row.article.id;
            let goes = match what {
                Purge::Articles(ids) => ids.contains(&id),
                Purge::Source(source) => row.article.source == *source,
                Purge::Company(_) => match (&names, self.store.article(id)?) {
                    (Some(names), Some(kept)) => self.is_named(names, &kept)?,
                    _ => false,
                },
            };
            going.extend(goes.then_some(id));
        }
        Ok(going)
    }

    /// Whether an article names a company, or did so in an earlier state.
    fn is_named(&self, names: &Names, kept: &Kept) -> Result<bool, AppError> {
        let article = &kept.headline.article;
        let companies = kept.measures.iter().filter_map(|measure| measure.company.as_deref());
        let own = [
            article.title.as_str(),
            &article.guid,
            article.link.as_deref().unwrap_or_default(),
            &kept.document.text,
        ];
        if own.into_iter().chain(companies).any(|text| names.are_in(text)) {
            return Ok(true);
        }
        let earlier = self.store.earlier(article.id)?;
        Ok(earlier.iter().any(|state| names.are_in(&state.title) || names.are_in(&state.document.text)))
    }
}

impl Purge {
    const fn code(&self) -> &'static str {
        match self {
            Purge::Articles(_) => "articles",
            Purge::Source(_) => "source",
            Purge::Company(_) => "name",
        }
    }
}

/// Removes a file, or a directory with all that is in it.
fn remove(path: &Path) -> std::io::Result<()> {
    if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }
}

/// The names of a company as they are sought: folded, without punctuation, between spaces.
struct Names(Vec<String>);

impl Names {
    fn of(what: &Purge, known: &Organisations) -> Option<Names> {
        let Purge::Company(name) = what else { return None };
        let organisation = known.find(name);
        let aliases = organisation.map(|organisation| organisation.aliases.clone()).unwrap_or_default();
        let usual = organisation.map(|organisation| organisation.name.clone());
        let names = [name.clone()].into_iter().chain(usual).chain(aliases);
        Some(Names(names.map(|name| spaced(&name)).filter(|name| name.len() > 3).collect()))
    }

    fn are_in(&self, text: &str) -> bool {
        let text = spaced(text);
        self.0.iter().any(|name| text.contains(name.as_str()))
    }

    /// Sixteen digits by which the name can be known again by who has it.
    fn fingerprint(&self) -> String {
        let digest = Sha256::digest(self.0.first().map_or(&[][..], |name| name.as_bytes()));
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Letters and digits in small letters without accents, everything else one space; a space at both ends.
fn spaced(text: &str) -> String {
    let mut spaced = String::from(" ");
    for c in fold(text).chars() {
        if c.is_alphanumeric() {
            spaced.push(c);
        } else if !spaced.ends_with(' ') {
            spaced.push(' ');
        }
    }
    if !spaced.ends_with(' ') {
        spaced.push(' ');
    }
    spaced
}

/// What goes out of the archive.
struct Forgotten<'a> {
    library: &'a Library,
    articles: Vec<ArticleId>,
    /// The links of those articles.
    links: Vec<String>,
    what: &'a Purge,
    names: Option<Names>,
}

impl Forgotten<'_> {
    fn change(&self, record: &Record) -> Change {
        let received = match Replayed::of(record.clone()) {
            Some(Replayed::Whole { received, .. } | Replayed::Again { received, .. }) => received,
            None => return Change::Stay,
        };
        match (self.what, received.part) {
            (Purge::Source(source), _) if received.source == *source => Change::Go,
            (Purge::Source(_), _) => Change::Stay,
            (_, Part::Page) => self.change_of_page(&received),
            (_, Part::Feed) => self.change_of_feed(&received),
        }
    }

    /// A page goes when its article does: when it names the company, or is asked for by an entry that goes.
    fn change_of_page(&self, received: &Received) -> Change {
        let named = |names: &Names| {
            let text = again(received).map(|page| text_of(&page)).unwrap_or_default();
            [&received.asked, &received.address, &text].into_iter().any(|text| names.are_in(text))
        };
        let goes = self.links.contains(&received.asked) || self.names.as_ref().is_some_and(named);
        if goes { Change::Go } else { Change::Stay }
    }

    fn change_of_feed(&self, received: &Received) -> Change {
        let Some(fetched) = again(received) else { return Change::Stay };
        let Ok((feed, _)) = parse(&self.library.recipe(&received.source), &fetched) else {
            return Change::Stay;
        };
        let stays = |entry: &Entry| !self.goes(&received.source, entry);
        match feed.entries.iter().filter(|entry| stays(entry)).count() {
            0 => Change::Go,
            staying if staying == feed.entries.len() => Change::Stay,
            _ => Change::Payload(feed::reduced(&feed, &stays)),
        }
    }

    fn goes(&self, source: &SourceId, entry: &Entry) -> bool {
        let named = |names: &Names| {
            let link = entry.link.as_deref().unwrap_or_default();
            let texts = [entry.id.as_str(), &entry.title, link, &entry.summary, &entry.content];
            texts.into_iter().any(|text| names.are_in(text))
                || [&entry.summary, &entry.content]
                    .into_iter()
                    .any(|html| names.are_in(&Document::from_html(html, None).text))
        };
        self.articles.contains(&ArticleId::of(source, &entry.id)) || self.names.as_ref().is_some_and(named)
    }
}

fn again(received: &Received) -> Option<Fetched> {
    let Received { address, head, body, whole, .. } = received;
    Fetched::again(address, head.as_deref(), body.clone(), *whole, LONGEST)
}

/// The text of a page, with its source, since a name may stand in either.
fn text_of(page: &Fetched) -> String {
    let decoded = crate::text::encoding::decode(&page.body, page.content_type.as_deref());
    let document = Document::from_html(&decoded.text, None);
    format!("{}\n{}", document.text, decoded.text)
}

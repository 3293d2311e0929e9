//! A feed as its outline says it: titles in plain text, links absolute, bodies as HTML; dates still as written.

use sha2::{Digest, Sha256};

use super::content::Contents;
use super::names::Vocabulary as V;
use super::outline::{Family, Field, Item, Outline};
use super::{Enclosure, Mended, links, people};
use crate::domain::Language;

/// A feed, before its dates and media are read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) format: &'static str,
    pub(super) title: String,
    pub(super) language: Option<Language>,
    pub(super) ttl: Option<u32>,
    pub(super) entries: Vec<EntryDraft>,
}

/// An entry, before its dates and media are read.
#[derive(Debug, Default)]
pub(super) struct EntryDraft {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) link: Option<String>,
    pub(super) published: String,
    pub(super) updated: String,
    pub(super) author: Option<String>,
    pub(super) language: Option<Language>,
    pub(super) summary: String,
    pub(super) content: String,
    pub(super) enclosures: Vec<Enclosure>,
    /// Elements about media, as well-formed XML with usual prefixes.
    pub(super) media: String,
}

/// Drafts a feed from its outline.
pub(super) fn draft(outline: &Outline<'_>, mended: &Mended) -> Draft {
    let contents = Contents { entities: &outline.entities, atom: outline.family == Family::Atom, mended };
    let root_language = outline.root.attribute("xml:lang").and_then(language_of);
    let mut feed = Draft { format: format_of(outline), language: root_language, ..Draft::default() };
    for field in &outline.fields {
        take_feed_field(&mut feed, field, &contents);
    }
    note_dialect(outline, mended);
    feed.entries = outline.items.iter().map(|item| draft_entry(outline, item, &contents, mended)).collect();
    feed
}

fn format_of(outline: &Outline<'_>) -> &'static str {
    match outline.family {
        Family::Rss => "rss",
        Family::Rdf => "rdf",
        Family::Atom => "atom",
    }
}

fn take_feed_field(feed: &mut Draft, field: &Field<'_>, contents: &Contents<'_>) {
    match (field.vocabulary, field.name.to_ascii_lowercase().as_str()) {
        (V::Plain | V::Atom | V::DublinCore, "title") if feed.title.is_empty() => {
            feed.title = contents.title(field);
        }
        (V::Plain | V::DublinCore, "language") => {
            feed.language = language_of(&contents.word(field)).or(feed.language);
        }
        (V::Plain, "ttl") => feed.ttl = contents.word(field).parse().ok().or(feed.ttl),
        _ => {}
    }
}

fn language_of(tag: &str) -> Option<Language> {
    let tag = tag.trim();
    (!tag.is_empty()).then(|| Language::from_tag(tag))
}

/// Notes versions and namespaces that the format does not have.
fn note_dialect(outline: &Outline<'_>, mended: &Mended) {
    let version = outline.root.attribute("version").unwrap_or_default();
    match outline.family {
        Family::Rss if !matches!(version, "2.0" | "0.91" | "0.92") => mended.note("version"),
        Family::Atom if outline.root.inside.contains("purl.org/atom") || version == "0.3" => {
            mended.note("atom-0.3")
        }
        _ => {}
    }
}

/// The fields of an entry by what they say; the first of each rank counts.
#[derive(Default)]
struct Found<'f, 'a> {
    title: Ranked<'f, 'a>,
    summary: Ranked<'f, 'a>,
    content: Ranked<'f, 'a>,
    author: Ranked<'f, 'a>,
    id: Ranked<'f, 'a>,
    published: Option<&'f Field<'a>>,
    updated: Option<&'f Field<'a>>,
    dated: Option<&'f Field<'a>>,
    created: Option<&'f Field<'a>>,
    language: Option<Language>,
}

/// The field of the lowest rank that is not empty, the first among equals.
#[derive(Default)]
struct Ranked<'f, 'a>(Option<(u8, &'f Field<'a>)>);

impl<'f, 'a> Ranked<'f, 'a> {
    fn offer(&mut self, rank: u8, field: &'f Field<'a>) {
        let better = self.0.is_none_or(|(taken, _)| rank < taken);
        if better && !field.inner.trim_ascii().is_empty() {
            self.0 = Some((rank, field));
        }
    }

    fn field(&self) -> Option<&'f Field<'a>> {
        self.0.map(|(_, field)| field)
    }
}

impl<'f, 'a> Found<'f, 'a> {
    fn take(&mut self, field: &'f Field<'a>, contents: &Contents<'_>) {
        let filled = !field.inner.trim_ascii().is_empty();
        match (field.vocabulary, field.name.to_ascii_lowercase().as_str()) {
            (V::Plain | V::Atom, "title") => self.title.offer(0, field),
            (V::DublinCore, "title") => self.title.offer(1, field),
            (V::Media | V::Itunes, "title") => self.title.offer(2, field),
            (V::Plain, "description") | (V::Plain | V::Atom, "summary") => self.summary.offer(0, field),
            (V::Plain, "abstract") | (V::DublinCore, "description") => self.summary.offer(1, field),
            (V::Terms, "abstract") | (V::Itunes, "summary") => self.summary.offer(2, field),
            (V::Media, "description") => self.summary.offer(3, field),
            (V::Itunes, "subtitle") => self.summary.offer(4, field),
            (V::Content, "encoded") => self.content.offer(0, field),
            (V::Plain | V::Atom, "content" | "fullitem") => self.content.offer(1, field),
            (V::Xhtml, "body" | "div") | (V::Plain, "body") => self.content.offer(2, field),
            (V::Plain | V::Atom, "author") => self.author.offer(0, field),
            (V::DublinCore, "creator" | "author") => self.author.offer(1, field),
            (V::Itunes, "author") => self.author.offer(2, field),
            (V::Plain | V::Atom, "guid" | "id") => self.id.offer(0, field),
            (V::DublinCore, "identifier") => self.id.offer(1, field),
            (V::Plain | V::Atom, "pubdate" | "published" | "issued") | (V::Terms, "issued") if filled => {
                self.published = Some(field);
            }
            (V::Plain | V::Atom, "updated" | "modified" | "lastbuilddate") | (V::Terms, "modified")
                if filled =>
            {
                self.updated = Some(field);
            }
            (V::DublinCore | V::Plain, "date") if filled => self.dated = Some(field),
            (V::Plain | V::Atom, "created" | "publishdate") | (V::Terms, "created" | "date") if filled => {
                self.created = Some(field);
            }
            (V::DublinCore | V::Plain, "language") => self.language = language_of(&contents.word(field)),
            _ => {}
        }
    }
}

fn draft_entry(
    outline: &Outline<'_>,
    item: &Item<'_>,
    contents: &Contents<'_>,
    mended: &Mended,
) -> EntryDraft {
    let mut found = Found::default();
    for field in &item.fields {
        found.take(field, contents);
    }
    let word = |field: Option<&Field<'_>>| field.map(|field| contents.word(field)).unwrap_or_default();
    let html = |field: Option<&Field<'_>>| field.map(|field| contents.html(field)).unwrap_or_default();
    let summary = html(found.summary.field());
    let content = html(found.content.field());
    let title = found.title.field().map(|field| contents.title(field)).unwrap_or_default();
    let link = links::link_of(outline, item, contents, mended);
    let published = found.published.or(found.dated).or(found.created);
    let attribute =
        |name: &str| item.tag.attribute(name).map(|value| contents.entities.resolve(value).into_owned());
    let mut entry = EntryDraft {
        id: word(found.id.field()),
        title,
        link,
        published: word(published),
        // CDF tells the change as an attribute.
        updated: attribute("lastmod").unwrap_or_else(|| word(found.updated.or(found.dated))),
        author: found.author.field().and_then(|field| people::name_of(field, contents)),
        language: found.language.or_else(|| item.tag.attribute("xml:lang").and_then(language_of)),
        summary,
        content,
        enclosures: super::media::enclosures(outline, item, contents),
        media: super::media::written(item, contents),
    };
    if entry.id.is_empty() {
        entry.id = about(item, contents).unwrap_or_else(|| made_id(&entry));
    }
    entry
}

/// What an RDF item is about.
fn about(item: &Item<'_>, contents: &Contents<'_>) -> Option<String> {
    let told =
        item.tag.attributes().find(|attribute| attribute.name.to_ascii_lowercase().ends_with("about"))?;
    let about = contents.entities.resolve(told.value).trim().to_owned();
    (!about.is_empty()).then_some(about)
}

/// The link, else a hash of what the entry holds.
pub(super) fn made_id(entry: &EntryDraft) -> String {
    if let Some(link) = &entry.link {
        return link.clone();
    }
    let mut hasher = Sha256::new();
    for part in [&entry.title, &entry.published, &entry.summary, &entry.content] {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Makes the identifiers of unlike entries that share one unlike too: the later ones take their link or title along.
pub(super) fn part_equal_ids(entries: &mut [EntryDraft], mended: &Mended) {
    let mut seen = std::collections::HashMap::new();
    for entry in entries {
        let told = (entry.link.clone(), entry.title.clone());
        match seen.get(&entry.id) {
            None => {
                seen.insert(entry.id.clone(), told);
            }
            Some(first) if *first != told => {
                let unlike = |link: &&str| first.0.as_deref() != Some(*link);
                let tail = entry.link.as_deref().filter(unlike).unwrap_or(&entry.title);
                entry.id = format!("{} {tail}", entry.id);
                mended.note("equal-ids");
            }
            Some(_) => {}
        }
    }
}

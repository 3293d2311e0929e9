//! The outline of an XML feed, however broken: which elements stand in the feed and in each entry, their insides untouched.
//!
//! No tree is built and nothing nests without bound: a feed has a root, entries and fields, and what a field holds is a stretch
//! of the text for others to read. Tags that are left open, misplaced or cut off are dealt with here; names are told by
//! `names`, contents by `content`.

use std::borrow::Cow;

use url::Url;

use super::Mended;
use super::names::{Scope, Vocabulary};
use crate::text::markup::{Tag, Token, Tokens};
use crate::text::references;

/// Most entries of a feed.
const MOST_ITEMS: usize = 20_000;
/// Most fields of an entry or of the feed itself.
const MOST_FIELDS: usize = 2_000;
/// Longest base address, in bytes: nested relative ones would grow without end.
const LONGEST_BASE: usize = 2_000;
/// Elements of no known kind that may stand before or around the root.
const MOST_BEFORE_ROOT: usize = 2_000;
/// Most and longest entities that a document type may declare.
const MOST_ENTITIES: usize = 300;
const LONGEST_ENTITY: usize = 1_000;
/// How many times the length of the text may be read anew in search of end tags that are not there.
const SEARCHES: usize = 6;

/// The family of a feed's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Rss,
    Rdf,
    Atom,
}

/// An element and its inside.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) vocabulary: Vocabulary,
    pub(super) name: Name<'a>,
    pub(super) tag: Tag<'a>,
    /// What stands between its tags, as written.
    pub(super) inner: &'a str,
    /// Index of its base address.
    pub(super) base: usize,
}

/// A local name as written; compared without regard to case.
pub(super) type Name<'a> = &'a str;

/// An entry's elements.
#[derive(Debug)]
pub(super) struct Item<'a> {
    pub(super) tag: Tag<'a>,
    pub(super) fields: Vec<Field<'a>>,
    pub(super) base: usize,
}

/// A feed's elements.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    pub(super) family: Family,
    pub(super) root: Tag<'a>,
    pub(super) fields: Vec<Field<'a>>,
    pub(super) items: Vec<Item<'a>>,
    pub(super) bases: Vec<Option<Url>>,
    pub(super) entities: Entities,
}

/// Entities that the document type declares.
#[derive(Debug, Default)]
pub(super) struct Entities(Vec<(String, String)>);

impl Entities {
    /// Whether none is declared.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Resolves references, declared ones among them.
    pub(super) fn resolve<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.0.is_empty() {
            return references::resolve(text);
        }
        references::resolve_with(text, |name| {
            self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
        })
    }
}

/// What a text is when it is no feed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoFeed {
    Empty,
    WebPage,
    /// With what it is, as far as that can be told.
    Other(String),
}

/// Reads the outline of a feed.
pub(super) fn read<'a>(text: &'a str, base: Option<&str>, mended: &Mended) -> Result<Outline<'a>, NoFeed> {
    let mut reader = Reader::new(text, base, mended);
    reader.find_root()?;
    reader.read_inside();
    reader.finish()
}

/// An element that holds others and is open.
#[derive(Debug)]
struct Container {
    name: String,
    scope_mark: usize,
    base: usize,
}

struct Reader<'a, 'm> {
    text: &'a str,
    tokens: Tokens<'a>,
    scope: Scope,
    bases: Vec<Option<Url>>,
    base: usize,
    root: Option<(Family, Tag<'a>)>,
    root_name: &'a str,
    containers: Vec<Container>,
    fields: Vec<Field<'a>>,
    items: Vec<Item<'a>>,
    item: Option<Item<'a>>,
    entities: Entities,
    /// Bytes that may still be read in search of missing end tags.
    searches: usize,
    first_name: Option<&'a str>,
    is_page: bool,
    mended: &'m Mended,
}

impl<'a, 'm> Reader<'a, 'm> {
    fn new(text: &'a str, base: Option<&str>, mended: &'m Mended) -> Reader<'a, 'm> {
        Reader {
            text,
            tokens: Tokens::new(text),
            scope: Scope::default(),
            bases: vec![base.and_then(|base| Url::parse(base).ok())],
            base: 0,
            root: None,
            root_name: "",
            containers: Vec::new(),
            fields: Vec::new(),
            items: Vec::new(),
            item: None,
            entities: Entities::default(),
            searches: text.len().saturating_mul(SEARCHES),
            first_name: None,
            is_page: false,
            mended,
        }
    }

    // --- the root ---

    fn find_root(&mut self) -> Result<(), NoFeed> {
        let mut passed = 0;
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open(tag) if self.take_root(tag) => return Ok(()),
                Token::Open(tag) => {
                    passed += 1;
                    if passed > MOST_BEFORE_ROOT {
                        break;
                    }
                    self.pass_by(tag);
                }
                Token::Declaration(declaration) => self.take_declaration(declaration),
                Token::Text(text) if !text.trim().is_empty() => self.mended.note("junk-before-root"),
                _ => {}
            }
        }
        Err(match self.first_name {
            _ if self.text.trim().is_empty() => NoFeed::Empty,
            _ if self.is_page => NoFeed::WebPage,
            Some(name) => {
                NoFeed::Other(format!("it begins with {:?}", name.chars().take(40).collect::<String>()))
            }
            None => NoFeed::Other("it holds no markup".to_owned()),
        })
    }

    fn take_root(&mut self, tag: Tag<'a>) -> bool {
        let local = local_name(tag.name);
        let is = |name: &str| local.eq_ignore_ascii_case(name);
        let family = match () {
            () if is("rss") || is("channel") => Family::Rss,
            () if is("rdf") => Family::Rdf,
            () if is("feed") || is("entry") => Family::Atom,
            () => return false,
        };
        if self.first_name.is_some() {
            self.mended.note("junk-before-root");
        }
        if tag.name.bytes().any(|byte| byte.is_ascii_uppercase()) && !is("rdf") && !is("channel") {
            self.mended.note("letter-case");
        }
        self.root = Some((family, tag));
        self.root_name = tag.name;
        self.declare(&tag);
        self.scope.adopt(tag.name.rsplit_once(':').map_or("", |(prefix, _)| prefix));
        self.base = self.base_of(&tag);
        if is("entry") {
            self.begin_item(tag);
        }
        true
    }

    fn pass_by(&mut self, tag: Tag<'a>) {
        self.first_name.get_or_insert(tag.name);
        let name = tag.name.to_ascii_lowercase();
        let first = self.first_name.is_some_and(|first| first.eq_ignore_ascii_case(&name));
        let of_page = ["html", "head", "body", "meta", "div", "script", "p", "br", "b", "svg"];
        self.is_page |= first && of_page.contains(&name.as_str());
        if matches!(name.as_str(), "script" | "style") && !tag.closed {
            self.tokens.skip_raw(&name);
        }
    }

    fn take_declaration(&mut self, declaration: &str) {
        let lower_start: String = declaration.chars().take(12).collect::<String>().to_ascii_lowercase();
        self.is_page |= lower_start.starts_with("doctype html");
        let Some((_, mut rest)) = declaration.split_once('[') else { return };
        while let Some((_, after)) = rest.split_once("<!ENTITY") {
            rest = after;
            if self.entities.0.len() >= MOST_ENTITIES {
                break;
            }
            if let Some((name, value)) = read_entity(after) {
                self.entities.0.push((name.to_owned(), references::resolve(value).into_owned()));
            }
        }
    }

    // --- inside the root ---

    fn read_inside(&mut self) {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open(tag) => self.open(tag),
                Token::Close(name) if self.close(name) => return,
                Token::Cut(_) | Token::CutCdata(_) => self.mended.note("truncated"),
                _ => {}
            }
        }
        self.mended.note("truncated");
    }

    fn open(&mut self, tag: Tag<'a>) {
        let mark = self.scope.mark();
        self.declare(&tag);
        if tag.inside.contains('=') && tag.attributes().any(|attribute| !attribute.quoted) {
            self.mended.note("unquoted-attribute");
        }
        let (vocabulary, name) = self.scope.resolve(tag.name);
        let own = matches!(vocabulary, Vocabulary::Plain | Vocabulary::Atom);
        match name.as_str() {
            "item" | "entry" if own && self.is_item(&name) => {
                if tag.closed {
                    self.scope.back_to(mark);
                }
                self.begin_item(tag);
                if tag.closed {
                    self.end_item();
                }
            }
            "channel" | "items" | "rss" | "feed" | "rdf" | "seq" | "li" | "entries"
                if self.item.is_none() && vocabulary != Vocabulary::Other =>
            {
                self.open_container(&tag, name, mark);
            }
            _ => {
                self.take_field(tag, vocabulary);
                self.scope.back_to(mark);
            }
        }
    }

    /// Whether an element of that name is an entry here: `item` in RSS, `entry` in Atom, either outside its own family.
    fn is_item(&self, name: &str) -> bool {
        match self.root {
            Some((Family::Atom, _)) => name == "entry" || self.item.is_none(),
            _ => name == "item" || self.item.is_none(),
        }
    }

    fn open_container(&mut self, tag: &Tag<'a>, name: String, scope_mark: usize) {
        if tag.closed || self.containers.len() > 50 {
            return self.scope.back_to(scope_mark);
        }
        self.containers.push(Container { name, scope_mark, base: self.base });
        self.base = self.base_of(tag);
    }

    fn begin_item(&mut self, tag: Tag<'a>) {
        if self.item.is_some() {
            self.mended.note("unclosed-entry");
            self.end_item();
        }
        let in_channel = self.containers.iter().any(|container| container.name == "channel");
        if !in_channel
            && matches!(self.root, Some((Family::Rss, root)) if !local_name(root.name).eq_ignore_ascii_case("channel"))
        {
            self.mended.note("entry-outside-channel");
        }
        let base = self.base_of(&tag);
        self.item = Some(Item { tag, fields: Vec::new(), base });
    }

    fn end_item(&mut self) {
        let Some(item) = self.item.take() else { return };
        if self.items.len() < MOST_ITEMS {
            self.items.push(item);
        } else {
            self.mended.note("too-many-entries");
        }
    }

    /// Closes what bears that name; whether it is the root.
    fn close(&mut self, name: &'a str) -> bool {
        let local = local_name(name).to_ascii_lowercase();
        if matches!(local.as_str(), "item" | "entry") {
            if local_name(self.root_name).eq_ignore_ascii_case("entry") {
                return true;
            }
            self.end_item();
            return false;
        }
        if let Some(index) = self.containers.iter().rposition(|container| container.name == local) {
            self.end_open_item();
            let container = &self.containers[index];
            self.base = container.base;
            self.scope.back_to(container.scope_mark);
            self.containers.truncate(index);
            return false;
        }
        let is_root = local_name(self.root_name).eq_ignore_ascii_case(&local);
        if !is_root {
            self.mended.note("stray-end-tag");
        }
        is_root
    }

    fn end_open_item(&mut self) {
        if self.item.is_some() {
            self.mended.note("unclosed-entry");
            self.end_item();
        }
    }

    // --- fields ---

    fn take_field(&mut self, tag: Tag<'a>, vocabulary: Vocabulary) {
        let base = match &self.item {
            Some(item) => self.base_within(&tag, item.base),
            None => self.base_within(&tag, self.base),
        };
        let inner = if tag.closed { self.text_after_closed_link(&tag) } else { self.read_inner(&tag) };
        if vocabulary == Vocabulary::Other {
            return;
        }
        let field = Field { vocabulary, name: local_name(tag.name), tag, inner, base };
        let fields = match &mut self.item {
            Some(item) => &mut item.fields,
            None => &mut self.fields,
        };
        if fields.len() < MOST_FIELDS {
            fields.push(field);
        }
    }

    /// `<link/>http://…`: what becomes of an RSS link in a tool that takes it for HTML's.
    fn text_after_closed_link(&mut self, tag: &Tag<'a>) -> &'a str {
        if tag.name.eq_ignore_ascii_case("link") && tag.inside.trim().is_empty() {
            let mut ahead = self.tokens.clone();
            if let Some(Token::Text(text)) = ahead.next()
                && text.trim_start().starts_with("http")
            {
                self.tokens = ahead;
                self.mended.note("link");
                return text;
            }
        }
        ""
    }

    /// What stands up to the end tag, which may be missing; goes on after it.
    fn read_inner(&mut self, tag: &Tag<'a>) -> &'a str {
        let start = self.tokens.offset();
        let mut search = Search::new(tag.name, self.tokens.clone(), self.holds_entries(tag));
        let found = search.run(self.searches);
        match found {
            End::Found { inner_end } => {
                self.tokens = search.tokens;
                if search.other_case {
                    self.mended.note("letter-case");
                }
                &self.text[start..inner_end]
            }
            End::Missing { at } => {
                self.searches = self.searches.saturating_sub(at - start);
                self.mended.note("unclosed-element");
                let end = self.end_of_unclosed(start, at);
                self.tokens.go_to(end);
                &self.text[start..end]
            }
            End::Cut { inner_end } => {
                // What is cut off at the end may also have been left open long before.
                self.searches = self.searches.saturating_sub(self.text.len() - start);
                let end = self.end_of_unclosed(start, inner_end);
                let is_cut = end == inner_end;
                self.mended.note(if is_cut { "truncated" } else { "unclosed-element" });
                self.tokens.go_to(if is_cut { self.text.len() } else { end });
                &self.text[start..end]
            }
            End::GivenUp => "",
        }
    }

    /// Whether the element may hold whole feeds or entries of others, as Atom's content may.
    fn holds_entries(&self, tag: &Tag<'a>) -> bool {
        let local = local_name(tag.name);
        let content =
            ["content", "source", "div", "body"].iter().any(|name| local.eq_ignore_ascii_case(name));
        content && matches!(self.root, Some((Family::Atom, _)))
    }

    /// Where an element without end tag ends: at the next field of the entry, before `limit`.
    fn end_of_unclosed(&self, start: usize, limit: usize) -> usize {
        let mut tokens = self.tokens.clone();
        let mut at = start;
        while at < limit {
            match tokens.next() {
                Some(Token::Open(tag)) if begins_field(tag.name) => return at,
                None => break,
                _ => at = tokens.offset(),
            }
        }
        limit
    }

    // --- declarations of scope ---

    fn declare(&mut self, tag: &Tag<'a>) {
        if !contains(tag.inside, "xmlns") {
            return;
        }
        for attribute in tag.attributes() {
            let address = references::resolve(attribute.value);
            if attribute.name.eq_ignore_ascii_case("xmlns") {
                self.scope.declare("", &address);
            } else if let Some(prefix) = attribute.name.strip_prefix("xmlns:") {
                self.scope.declare(prefix, &address);
            }
        }
    }

    fn base_of(&mut self, tag: &Tag<'a>) -> usize {
        self.base_within(tag, self.base)
    }

    /// The base address that holds inside a tag: its `xml:base` joined to the outer one, or the outer one.
    fn base_within(&mut self, tag: &Tag<'a>, outer: usize) -> usize {
        if !contains(tag.inside, "xml:base") {
            return outer;
        }
        let Some(told) = tag.attribute("xml:base") else { return outer };
        let told = references::resolve(told);
        let joined = match &self.bases[outer] {
            Some(base) => base.join(told.trim()),
            None => Url::parse(told.trim()),
        };
        match joined {
            Ok(base) if base.as_str().len() <= LONGEST_BASE && !base.cannot_be_a_base() => {
                self.bases.push(Some(base));
                self.bases.len() - 1
            }
            _ => {
                self.mended.note("base-address");
                outer
            }
        }
    }

    fn finish(mut self) -> Result<Outline<'a>, NoFeed> {
        if self.item.is_some() && !local_name(self.root_name).eq_ignore_ascii_case("entry") {
            self.mended.note("unclosed-entry");
        }
        self.end_item();
        if self.scope.mended {
            self.mended.note("namespace");
        }
        let (family, root) = self.root.ok_or(NoFeed::Empty)?;
        Ok(Outline {
            family,
            root,
            fields: self.fields,
            items: self.items,
            bases: self.bases,
            entities: self.entities,
        })
    }
}

/// How the search for an end tag ended.
enum End {
    Found {
        inner_end: usize,
    },
    /// The entry or the feed ends first, there.
    Missing {
        at: usize,
    },
    /// The text ends first.
    Cut {
        inner_end: usize,
    },
    /// Too much was searched in vain already.
    GivenUp,
}

/// A search for the end tag of an element.
struct Search<'a> {
    name: &'a str,
    tokens: Tokens<'a>,
    holds_entries: bool,
    depth: usize,
    inner_entries: usize,
    /// Whether the end tag is written in other letters than the start tag.
    other_case: bool,
}

impl<'a> Search<'a> {
    fn new(name: &'a str, tokens: Tokens<'a>, holds_entries: bool) -> Search<'a> {
        Search {
            name: local_name(name),
            tokens,
            holds_entries,
            depth: 1,
            inner_entries: 0,
            other_case: false,
        }
    }

    fn run(&mut self, budget: usize) -> End {
        let start = self.tokens.offset();
        loop {
            let before = self.tokens.offset();
            if before - start > budget {
                return End::GivenUp;
            }
            match self.tokens.next() {
                None => return End::Cut { inner_end: before },
                Some(Token::Cut(_)) => return End::Cut { inner_end: before },
                Some(Token::CutCdata(_)) => return End::Cut { inner_end: self.tokens.offset() },
                Some(Token::Close(name)) => {
                    if let Some(end) = self.take_close(local_name(name), before) {
                        return end;
                    }
                }
                Some(Token::Open(tag)) if !tag.closed => {
                    if let Some(end) = self.take_open(tag.name, before) {
                        return end;
                    }
                }
                _ => {}
            }
        }
    }

    fn take_close(&mut self, local: &str, before: usize) -> Option<End> {
        if local.eq_ignore_ascii_case(self.name) {
            self.depth -= 1;
            self.other_case |= local != self.name;
            return (self.depth == 0).then_some(End::Found { inner_end: before });
        }
        if !is_container(local) {
            return None;
        }
        if self.inner_entries > 0 {
            self.inner_entries -= 1;
            return None;
        }
        Some(End::Missing { at: before })
    }

    fn take_open(&mut self, name: &str, before: usize) -> Option<End> {
        let local = local_name(name);
        if local.eq_ignore_ascii_case(self.name) {
            self.depth += 1;
        } else if is_container(local) {
            if !self.holds_entries
                && (local.eq_ignore_ascii_case("item") || local.eq_ignore_ascii_case("entry"))
                && !name.contains(':')
            {
                return Some(End::Missing { at: before });
            }
            self.inner_entries += 1;
        }
        None
    }
}

fn is_container(local: &str) -> bool {
    ["item", "entry", "channel", "rss", "feed", "rdf"].iter().any(|name| local.eq_ignore_ascii_case(name))
}

/// Whether a tag of that name begins a field of an entry rather than being markup inside a text.
fn begins_field(name: &str) -> bool {
    const FIELDS: &[&str] = &[
        "title",
        "link",
        "description",
        "pubdate",
        "guid",
        "author",
        "category",
        "comments",
        "enclosure",
        "source",
        "updated",
        "published",
        "summary",
        "content",
        "id",
        "issued",
        "modified",
        "created",
        "generator",
        "contributor",
        "lastbuilddate",
        "language",
        "copyright",
        "item",
        "entry",
        "channel",
        "image",
    ];
    match name.split_once(':') {
        Some((prefix, _)) => matches!(
            prefix.to_ascii_lowercase().as_str(),
            "dc" | "content"
                | "media"
                | "itunes"
                | "atom"
                | "slash"
                | "wfw"
                | "dcterms"
                | "feedburner"
                | "thr"
        ),
        None => FIELDS.iter().any(|field| field.eq_ignore_ascii_case(name)),
    }
}

/// The name without its prefix.
pub(super) fn local_name(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn contains(text: &str, part: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some()
}

/// The name and value of an entity declaration, what follows `<!ENTITY`; parameters and outside files are passed by.
fn read_entity(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let (name, rest) = text.split_once(|c: char| c.is_whitespace())?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, _) = rest[1..].split_once(quote)?;
    (name != "%" && value.len() <= LONGEST_ENTITY).then_some((name, value))
}

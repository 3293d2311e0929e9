//! A web page reduced to its article: the text without menus and notices, and what the page says of itself.
//!
//! The reduction is dom_smoothie's. What it is given was balanced and bounded first, because building a tree of a page that
//! nests without end takes time and memory without end.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Matcher;
use dom_smoothie::{Config, Readability};

use super::html::{collapse, plain_line};
use super::markup::{Tag, Token, Tokens};
use super::{Document, references};

/// Longest page that is looked at, in bytes; the rest is left out.
const LONGEST: usize = 5 << 20;
/// Deepest nesting that is kept.
const DEEPEST: usize = 150;
/// Most elements that are kept.
const MOST_ELEMENTS: usize = 60_000;
/// Shortest text that is taken for an article, in bytes.
const SHORTEST: usize = 140;

/// A page, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Title of the article, without the site's name where they can be told apart.
    pub title: String,
    /// Author, as written.
    pub author: Option<String>,
    /// Publication, as written: an ISO date mostly.
    pub published: Option<String>,
    /// BCP 47 tag of its language.
    pub language: Option<String>,
    /// The address that the page calls its own.
    pub canonical: Option<String>,
    /// The article.
    pub document: Document,
    /// Whether an article was found; if not, the document is all the text of the page.
    pub reduced: bool,
}

/// Reads a page that came from `address`. A CSS `selector` tells where the article stands; without one, or when it finds
/// nothing, the article is sought.
pub fn read(html: &str, address: &str, selector: Option<&str>) -> Page {
    let html = beginning(html);
    let chosen = selector.and_then(|selector| select(&balanced(html), selector));
    let classless = balance(html, false);
    let reduced = catch_unwind(AssertUnwindSafe(|| reduce(&classless, address))).ok().flatten();
    let told = Told::read(html);
    let (found, article) = match (chosen, &reduced) {
        (Some(chosen), _) => (true, Document::from_html(&chosen, Some(address))),
        (None, Some(article)) => (true, Document::from_html(&article.content, Some(address))),
        (None, None) => (false, Document::default()),
    };
    let enough = found && article.text.len() >= SHORTEST;
    let document = if enough { article } else { Document::from_html(html, Some(address)) };
    let reduced_title = reduced.as_ref().map(|article| collapse(&article.title)).unwrap_or_default();
    Page {
        title: told.best_title(reduced_title),
        author: reduced.as_ref().and_then(|article| article.byline.as_deref()).map(collapse),
        published: reduced.as_ref().and_then(|article| article.published_time.clone()).or(told.published),
        language: told.language,
        canonical: told.canonical.and_then(|canonical| join(address, &canonical)),
        document,
        reduced: enough,
    }
}

/// As much of a page as is looked at.
fn beginning(html: &str) -> &str {
    let mut end = html.len().min(LONGEST);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    &html[..end]
}

fn reduce(balanced: &str, address: &str) -> Option<dom_smoothie::Article> {
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, char_threshold: 250, ..Config::default() };
    let address = Some(address).filter(|address| url::Url::parse(address).is_ok());
    Readability::new(balanced, address, Some(config)).ok()?.parse().ok()
}

/// The inside of what a selector finds, in order; nothing when it finds nothing or is malformed.
pub fn select(html: &str, selector: &str) -> Option<String> {
    let matcher = Matcher::new(selector).ok()?;
    let document = dom_query::Document::from(html);
    let found = document.select_matcher(&matcher);
    let parts: Vec<String> = found.nodes().iter().map(|node| node.html().to_string()).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

fn join(base: &str, address: &str) -> Option<String> {
    let joined = url::Url::parse(base).ok()?.join(address.trim()).ok()?;
    matches!(joined.scheme(), "http" | "https").then(|| joined.into())
}

/// What the head of a page says.
#[derive(Debug, Default)]
struct Told {
    title: String,
    /// The first heading of the first rank.
    heading: String,
    published: Option<String>,
    language: Option<String>,
    canonical: Option<String>,
}

impl Told {
    fn read(html: &str) -> Told {
        let mut told = Told::default();
        let mut tokens = Tokens::new(html);
        while let Some(token) = tokens.next() {
            let Token::Open(tag) = token else { continue };
            match tag.name.to_ascii_lowercase().as_str() {
                "html" => told.language = attribute(&tag, "lang").or_else(|| attribute(&tag, "xml:lang")),
                "title" if told.title.is_empty() => {
                    told.title = collapse(&references::resolve(tokens.skip_raw("title")));
                }
                "h1" if told.heading.is_empty() => told.heading = plain_line(tokens.skip_raw("h1")),
                "link" if attribute(&tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                    told.canonical = attribute(&tag, "href").or(told.canonical);
                }
                "meta" => told.take_meta(&tag),
                "time" if told.published.is_none() => told.published = attribute(&tag, "datetime"),
                "script" | "style" => {
                    tokens.skip_raw(tag.name);
                }
                _ => {}
            }
        }
        told
    }

    /// The heading where the title is that and the site's name, else what the reduction found, else the title.
    fn best_title(&self, reduced: String) -> String {
        let long_enough = self.heading.chars().count() >= 5;
        if long_enough && (self.title.starts_with(&self.heading) || self.title.ends_with(&self.heading)) {
            return self.heading.clone();
        }
        if reduced.is_empty() { self.title.clone() } else { reduced }
    }

    fn take_meta(&mut self, tag: &Tag<'_>) {
        let name = attribute(tag, "property")
            .or_else(|| attribute(tag, "name"))
            .or_else(|| attribute(tag, "itemprop"));
        let Some(content) = attribute(tag, "content") else { return };
        match name.unwrap_or_default().to_ascii_lowercase().as_str() {
            "article:published_time"
            | "datepublished"
            | "dc.date"
            | "dcterms.date"
            | "dcterms.created"
            | "date" => {
                self.published = Some(content);
            }
            "og:url" if self.canonical.is_none() => self.canonical = Some(content),
            _ => {}
        }
    }
}

fn attribute(tag: &Tag<'_>, name: &str) -> Option<String> {
    let value = references::resolve(tag.attribute(name)?).trim().to_owned();
    (!value.is_empty()).then_some(value)
}

// --- balancing ---

/// The page written anew so that every element is closed where it was opened, none is deeper than a bound, and nothing stands
/// there that is never read: a tree can be built of it in a time that grows with its length.
pub fn balanced(html: &str) -> String {
    balance(html, true)
}

/// Elements inside sentences may lose their classes, by which a glossary's words could be mistaken for a menu's.
fn balance(html: &str, inline_classes: bool) -> String {
    let html = beginning(html);
    let written = String::with_capacity(html.len());
    let mut writer = Balance { written, open: Vec::new(), elements: 0, inline_classes };
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Open(tag) => writer.open(&tag, &mut tokens),
            Token::Close(name) => writer.close(&name.to_ascii_lowercase()),
            Token::Text(text) => writer.text(text),
            _ => {}
        }
    }
    writer.close_down_to(0);
    writer.written
}

struct Balance {
    written: String,
    /// Names as they came, and as they are written.
    open: Vec<(String, String)>,
    elements: usize,
    inline_classes: bool,
}

impl Balance {
    fn text(&mut self, text: &str) {
        // A stray sign could make a tag of what is none.
        let mut rest = text;
        while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
            self.written.push_str(&rest[..at]);
            self.written.push_str("&lt;");
            rest = &rest[at + 1..];
        }
        self.written.push_str(rest);
    }

    fn open(&mut self, tag: &Tag<'_>, tokens: &mut Tokens<'_>) {
        let name = tag.name.to_ascii_lowercase();
        match name.as_str() {
            "script" => return self.script(tag, tokens),
            "style" => {
                tokens.skip_raw("style");
                return;
            }
            "textarea" | "iframe" | "noembed" | "noframes" | "xmp" | "plaintext" | "frameset" | "frame" => {
                return;
            }
            _ => {}
        }
        if self.elements >= MOST_ELEMENTS
            || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        {
            return;
        }
        self.end_implied(&name);
        let void = is_void(&name);
        if !void && self.open.len() >= DEEPEST {
            return;
        }
        self.elements += 1;
        // A glossary's buttons stand inside sentences.
        let in_sentence = name == "button" && self.open.iter().any(|(open, _)| open == "p");
        let written = if in_sentence { "span".to_owned() } else { name.clone() };
        self.write_tag(&written, tag);
        if void {
            return;
        }
        self.open.push((name, written));
        if tag.closed {
            self.close_down_to(self.open.len() - 1);
        }
    }

    fn write_tag(&mut self, name: &str, tag: &Tag<'_>) {
        self.written.push('<');
        self.written.push_str(name);
        for attribute in tag.attributes() {
            let told = attribute.name.to_ascii_lowercase();
            if is_kept(&told) && (self.inline_classes || !(is_mark(&told) && is_inline(name))) {
                self.written.push(' ');
                self.written.push_str(&told);
                self.written.push_str("=\"");
                self.written.push_str(&quoted(attribute.value));
                self.written.push('"');
            }
        }
        self.written.push('>');
    }

    /// Scripts are left out but for those that describe the article.
    fn script(&mut self, tag: &Tag<'_>, tokens: &mut Tokens<'_>) {
        let inside = tokens.skip_raw("script");
        let describes =
            tag.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
        if describes && inside.len() < 200_000 {
            self.written.push_str("<script type=\"application/ld+json\">");
            self.written.push_str(inside);
            self.written.push_str("</script>");
        }
    }

    /// Closes what HTML closes by itself when such an element begins.
    fn end_implied(&mut self, name: &str) {
        let (ended, walls): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "option" => (&["option"], &["select"]),
            _ if is_inline(name) || is_void(name) => return,
            _ => (&["p"], &["div", "td", "li", "section", "article", "blockquote", "body", "main"]),
        };
        for index in (0..self.open.len()).rev() {
            if ended.contains(&self.open[index].0.as_str()) {
                return self.close_down_to(index);
            }
            if walls.contains(&self.open[index].0.as_str()) {
                return;
            }
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(index) = self.open.iter().rposition(|(open, _)| open == name) {
            self.close_down_to(index);
        }
    }

    fn close_down_to(&mut self, index: usize) {
        while self.open.len() > index {
            let (_, name) = self.open.pop().expect("the stack is longer than the index");
            self.written.push_str("</");
            self.written.push_str(&name);
            self.written.push('>');
        }
    }
}

/// Attributes that say something to a reader, a selector or the reduction.
fn is_kept(attribute: &str) -> bool {
    is_mark(attribute)
        || attribute.starts_with("data-")
        || matches!(
            attribute,
            "href"
                | "src"
                | "alt"
                | "title"
                | "lang"
                | "dir"
                | "datetime"
                | "content"
                | "name"
                | "property"
                | "rel"
                | "itemprop"
                | "itemscope"
                | "itemtype"
                | "hidden"
                | "aria-hidden"
                | "colspan"
                | "rowspan"
                | "start"
                | "value"
                | "charset"
                | "srcset"
                | "style"
                | "type"
        )
}

/// Attributes by which the reduction tells articles from menus.
fn is_mark(attribute: &str) -> bool {
    matches!(attribute, "class" | "id" | "role")
}

fn quoted(value: &str) -> Cow<'_, str> {
    if value.contains(['"', '<']) {
        Cow::Owned(value.replace('"', "&quot;").replace('<', "&lt;"))
    } else {
        Cow::Borrowed(value)
    }
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "button"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
    ) || name.contains('-')
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Page, read};

    const ADDRESS: &str = "https://www.example.org/actualites/sanction";

    fn page(body: &str) -> Page {
        let html = format!(
            "<!doctype html><html lang=fr><head><title>Sanction de la société | Autorité</title>\
             <meta property='article:published_time' content='2024-03-05T10:00:00+01:00'>\
             <link rel=canonical href='/fr/sanction'></head><body>\
             <header><nav><ul><li><a href=/>Accueil</a><li><a href=/m>Missions</a></ul></nav></header>\
             <main><article><h1>Sanction de la société</h1>{body}</article></main>\
             <aside class='related sidebar'><ul><li><a href=/1>Autre article</a></ul></aside>\
             <footer><p>Mentions légales</p></footer><script>alert('x')</script></body></html>"
        );
        read(&html, ADDRESS, None)
    }

    const SENTENCE: &str = "Le 5 mars 2024, la formation restreinte de l'autorité a prononcé une amende de 20 000 euros à \
         l'encontre de la société, qui n'avait pas répondu à ses demandes et n'avait pas désigné de délégué. ";

    #[test]
    fn an_article_stands_without_menus_and_says_what_it_is() {
        let page =
            page(&format!("<p>{SENTENCE}</p><p>{SENTENCE}</p><ul><li>Premier manquement constaté</ul>"));
        assert!(page.reduced);
        assert!(page.document.text.contains("amende de 20 000 euros"), "{}", page.document.text);
        assert!(page.document.text.contains("Premier manquement"), "{}", page.document.text);
        for left_out in ["Accueil", "Mentions", "Autre article", "alert"] {
            assert!(!page.document.text.contains(left_out), "{left_out}: {}", page.document.text);
        }
        assert_eq!(page.title, "Sanction de la société");
        assert_eq!(page.published.as_deref(), Some("2024-03-05T10:00:00+01:00"));
        assert_eq!(page.language.as_deref(), Some("fr"));
        assert_eq!(page.canonical.as_deref(), Some("https://www.example.org/fr/sanction"));
    }

    #[test]
    fn glossary_words_inside_sentences_stay() {
        let page = page(&format!(
            "<p>{SENTENCE}Le <span class='glossary popup-menu'><a href='#' class='sidebar-link hidden-tip'>responsable \
             de traitement</a></span> et son <button class='tooltip'>sous-traitant</button> répondent.</p><p>{SENTENCE}</p>"
        ));
        let text = &page.document.text;
        assert!(text.contains("Le responsable de traitement et son sous-traitant répondent."), "{text}");
    }

    #[test]
    fn a_selector_decides() {
        let html =
            format!("<body><p>{SENTENCE}</p><div id=d><p>{SENTENCE}</p><p>fin choisie</p></div></body>");
        let chosen = read(&html, ADDRESS, Some("#d"));
        assert_eq!(chosen.document.text.matches("20 000").count(), 1);
        assert!(chosen.document.text.ends_with("fin choisie"));
        assert!(read(&html, ADDRESS, Some("###")).document.text.contains("20 000"), "a bad selector is none");
    }

    #[test]
    fn a_page_without_article_gives_its_text() {
        let page = read("<p>court</p>", ADDRESS, None);
        assert_eq!((page.document.text.as_str(), page.reduced), ("court", false));
    }

    #[test]
    fn pages_that_nest_without_end_take_little_time() {
        let started = Instant::now();
        for hostile in [
            "<div>".repeat(100_000),
            "<b><p>".repeat(20_000),
            "<table><tr><td>".repeat(10_000),
            "<a href=x><b><i>".repeat(10_000),
            format!("<p>{}</p>", "<br>".repeat(50_000)),
        ] {
            read(&hostile, ADDRESS, None);
        }
        assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
    }
}

//! HTML to a [`Document`], in one pass over its tokens.
//!
//! Knows which elements are blocks, which are emphasis, which hold nothing to be read. No tree is built: time and memory grow
//! with the length of the text alone, however deep or broken the markup is.

use std::borrow::Cow;

use url::Url;

use super::markup::{Tag, Token, Tokens};
use super::{Block, BlockKind, Document, Link, Style, Styled, references};
use crate::domain::Span;

/// Longest text that is kept of a page, in bytes.
const LONGEST_TEXT: usize = 4 << 20;
/// Open elements that are remembered; deeper ones give their text but no structure.
const DEEPEST: usize = 256;
/// Most blocks, links and styles that are kept of a page, each.
const MOST_MARKS: usize = 100_000;
/// Longest address of a link, in bytes.
const LONGEST_ADDRESS: usize = 8 << 10;

impl Document {
    /// Reads HTML, a fragment or a whole page; relative links are joined to `base`, and dropped when there is none.
    ///
    /// Scripts, styles, navigation and hidden elements are left out; an image becomes its alternative text. Words and the spaces
    /// between them are those that a browser shows, however the words are wrapped in inline elements.
    pub fn from_html(html: &str, base: Option<&str>) -> Document {
        let mut builder = Builder::new(base);
        let mut tokens = Tokens::new(html);
        while let Some(token) = tokens.next() {
            builder.take(token, &mut tokens);
            if builder.text.len() > LONGEST_TEXT {
                break;
            }
        }
        builder.finish()
    }
}

/// The text of HTML on one line, blocks separated by a blank.
pub fn plain_line(html: &str) -> String {
    if memchr::memchr2(b'<', b'&', html.as_bytes()).is_none() {
        return collapse(html);
    }
    collapse(&Document::from_html(html, None).text)
}

/// A text on one line: control characters dropped, blanks collapsed, ends trimmed.
pub fn collapse(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(is_blank).filter(|word| !word.is_empty()) {
        let length = line.len();
        if length > 0 {
            line.push(' ');
        }
        line.extend(word.chars().filter(|&c| !is_dropped(c)));
        if line.len() == length + 1 && length > 0 {
            line.pop();
        }
    }
    let trimmed = line.trim();
    if trimmed.len() == line.len() { line } else { trimmed.to_owned() }
}

/// Whether HTML collapses it with its neighbours into one space; a no-break space is none.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{2028}' | '\u{2029}' | '\u{85}')
}

/// Whether it never reaches a text: control characters, marks without width that hide inside words, and those that turn the
/// direction of what a terminal shows.
fn is_dropped(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
                | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// What an element does to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Runs on in its line.
    Inline,
    /// Stands as a block.
    Block,
    Heading(u8),
    Quotation,
    List {
        numbered: bool,
    },
    Item,
    Preformatted,
    Table,
    TableHead,
    Row,
    Cell {
        header: bool,
    },
    Anchor,
    Emphasis(Style),
    /// French or English quotation marks around it.
    Quoted,
    Break,
    Rule,
    Image,
    /// Holds nothing to be read, markup included.
    Hidden,
    /// Holds raw text that is not to be read.
    Raw,
}

fn role_of(name: &str) -> Role {
    match name {
        "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "figure"
        | "figcaption" | "address" | "center" | "details" | "summary" | "dl" | "dt" | "dd" | "fieldset"
        | "form" | "legend" | "body" | "html" | "caption" | "hgroup" | "search" | "dialog" => Role::Block,
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "blockquote" => Role::Quotation,
        "ul" | "menu" | "dir" => Role::List { numbered: false },
        "ol" => Role::List { numbered: true },
        "li" => Role::Item,
        "pre" | "listing" | "plaintext" => Role::Preformatted,
        "table" => Role::Table,
        "thead" => Role::TableHead,
        "tr" => Role::Row,
        "td" => Role::Cell { header: false },
        "th" => Role::Cell { header: true },
        "a" => Role::Anchor,
        "em" | "i" | "cite" | "dfn" | "var" => Role::Emphasis(Style::Emphasis),
        "strong" | "b" => Role::Emphasis(Style::Strong),
        "code" | "kbd" | "samp" | "tt" => Role::Emphasis(Style::Code),
        "del" | "s" | "strike" => Role::Emphasis(Style::Struck),
        "q" => Role::Quoted,
        "br" => Role::Break,
        "hr" => Role::Rule,
        "img" => Role::Image,
        "nav" | "template" | "noscript" | "object" | "svg" | "canvas" | "audio" | "video" | "select"
        | "button" | "datalist" | "noembed" | "noframes" | "applet" => Role::Hidden,
        "script" | "style" | "title" | "textarea" | "iframe" | "xmp" => Role::Raw,
        _ => Role::Inline,
    }
}

/// Whether an element never has an end tag.
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

/// An element that is open.
#[derive(Debug)]
struct Open {
    name: String,
    role: Role,
    /// Where its text began, in this block, for links and styles.
    start: usize,
    address: Option<String>,
}

/// The table row being read.
#[derive(Debug, Default)]
struct RowState {
    cells: usize,
    all_headers: bool,
}

#[derive(Debug)]
struct Builder {
    base: Option<Url>,
    text: String,
    document: Document,
    open: Vec<Open>,
    /// Elements left out of `open` because they were too deep.
    deeper: usize,
    block_start: usize,
    kind: BlockKind,
    /// A blank waits to be written before the next word.
    blank: bool,
    /// Names of hidden elements that have no end tag from some place on.
    unclosed: Vec<String>,
    /// How many hidden elements of the same name are open, and that name.
    hidden: Option<(String, usize)>,
    lists: Vec<Option<u32>>,
    quoted: u8,
    preformatted: usize,
    row: Option<RowState>,
    /// Images met inside a paragraph, to be told after it.
    images: Vec<String>,
}

impl Builder {
    fn new(base: Option<&str>) -> Builder {
        Builder {
            base: base.and_then(|base| Url::parse(base).ok()),
            text: String::new(),
            document: Document::default(),
            open: Vec::new(),
            deeper: 0,
            block_start: 0,
            kind: BlockKind::Paragraph,
            blank: false,
            unclosed: Vec::new(),
            hidden: None,
            lists: Vec::new(),
            quoted: 0,
            preformatted: 0,
            row: None,
            images: Vec::new(),
        }
    }

    fn take(&mut self, token: Token<'_>, tokens: &mut Tokens<'_>) {
        match token {
            Token::Open(tag) => self.open_tag(tag, tokens),
            Token::Close(name) => self.close_tag(&lower(name)),
            Token::Text(text) if self.hidden.is_none() => self.write(&references::resolve(text)),
            Token::Cdata(text) | Token::CutCdata(text) if self.hidden.is_none() => self.write(text),
            _ => {}
        }
    }

    // --- words ---

    fn write(&mut self, text: &str) {
        if self.preformatted > 0 {
            return self.write_preformatted(text);
        }
        let mut rest = text;
        while !rest.is_empty() {
            let word_start = rest.find(|c| !is_blank(c)).unwrap_or(rest.len());
            self.blank |= word_start > 0;
            rest = &rest[word_start..];
            let word_end = rest.find(is_blank).unwrap_or(rest.len());
            self.write_word(&rest[..word_end]);
            rest = &rest[word_end..];
        }
    }

    fn write_word(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        if self.blank && !self.at_line_start() {
            self.text.push(' ');
        }
        self.blank = false;
        self.text.extend(word.chars().filter(|&c| !is_dropped(c)));
    }

    fn write_preformatted(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\t' => self.text.push_str("    "),
                '\n' => self.text.push('\n'),
                c if is_dropped(c) => {}
                c => self.text.push(c),
            }
        }
    }

    /// Whether a blank would stand where a browser shows none: at a block's start, or after a blank.
    fn at_line_start(&self) -> bool {
        self.text.len() == self.block_start || self.text.ends_with([' ', '\n'])
    }

    // --- blocks ---

    /// Ends the block being written and begins another of that kind.
    fn begin_block(&mut self, kind: BlockKind) {
        if self.row.is_some() {
            self.blank = true;
            return;
        }
        self.end_block();
        self.kind = kind;
    }

    fn end_block(&mut self) {
        self.trim_block();
        self.cut_inline();
        let span = Span::new(self.block_start, self.text.len());
        if !span.is_empty() {
            self.push_block(span, self.kind);
        }
        self.blank = false;
        self.kind = BlockKind::Paragraph;
        for alternative in std::mem::take(&mut self.images) {
            self.write_image(&alternative);
        }
    }

    fn push_block(&mut self, span: Span, kind: BlockKind) {
        if self.document.blocks.len() < MOST_MARKS {
            self.document.blocks.push(Block { kind, span, quoted: self.quoted });
        }
        self.text.push('\n');
        self.block_start = self.text.len();
        for open in &mut self.open {
            open.start = self.block_start;
        }
    }

    fn write_image(&mut self, alternative: &str) {
        self.text.push_str(alternative);
        self.push_block(Span::new(self.block_start, self.text.len()), BlockKind::Image);
    }

    /// Takes the blanks off both ends of the block being written.
    fn trim_block(&mut self) {
        let kept = self.text[self.block_start..].trim_end().len();
        self.text.truncate(self.block_start + kept);
        let code = self.kind == BlockKind::Code;
        let block = &self.text[self.block_start..];
        let lead = if code {
            block.len() - block.trim_start_matches('\n').len()
        } else {
            block.len() - block.trim_start().len()
        };
        if lead > 0 {
            self.text.replace_range(self.block_start..self.block_start + lead, "");
            for open in &mut self.open {
                open.start = open.start.saturating_sub(lead).max(self.block_start);
            }
            self.shift_marks(lead);
        }
    }

    /// Moves the marks of this block when its beginning was taken off.
    fn shift_marks(&mut self, lead: usize) {
        let start = self.block_start;
        let shift = |span: &mut Span| {
            if span.end > start {
                span.start = span.start.saturating_sub(lead).max(start);
                span.end = span.end.saturating_sub(lead).max(start);
            }
        };
        for link in self.document.links.iter_mut().rev().take_while(|link| link.span.end > start) {
            shift(&mut link.span);
        }
        for styled in self.document.styles.iter_mut().rev().take_while(|styled| styled.span.end > start) {
            shift(&mut styled.span);
        }
    }

    // --- links and styles ---

    /// Notes links and styles that are still open, for what they cover of this block.
    fn cut_inline(&mut self) {
        for index in 0..self.open.len() {
            self.note_inline(index);
            self.open[index].start = self.text.len();
        }
    }

    fn note_inline(&mut self, index: usize) {
        let open = &self.open[index];
        let start = open.start.min(self.text.len());
        let Some(covered) = self.text.get(start..) else { return };
        let lead = covered.len() - covered.trim_start().len();
        let span = Span::new(start + lead, start + covered.trim_end().len().max(lead));
        if span.is_empty() {
            return;
        }
        match (open.role, &open.address) {
            (Role::Emphasis(style), _) if self.document.styles.len() < MOST_MARKS => {
                self.document.styles.push(Styled { span, style });
            }
            (Role::Anchor, Some(address)) if self.document.links.len() < MOST_MARKS => {
                self.document.links.push(Link { span, address: address.clone() });
            }
            _ => {}
        }
    }

    fn join_address(&self, href: &str) -> Option<String> {
        let href: String = references::resolve(href)
            .chars()
            .filter(|c| !c.is_control())
            .collect::<String>()
            .trim()
            .to_owned();
        if href.is_empty() || href.starts_with('#') || href.len() > LONGEST_ADDRESS {
            return None;
        }
        let address = match &self.base {
            Some(base) => base.join(&href).ok()?,
            None => Url::parse(&href).ok()?,
        };
        matches!(address.scheme(), "http" | "https" | "mailto").then(|| address.into())
    }

    // --- tags ---

    fn open_tag(&mut self, tag: Tag<'_>, tokens: &mut Tokens<'_>) {
        let name = lower(tag.name);
        if let Some((hidden, count)) = &mut self.hidden {
            if *hidden == name && !tag.closed && !is_void(&name) {
                *count += 1;
            }
            return;
        }
        let role = match role_of(&name) {
            // A glossary's buttons stand inside sentences; others are no text.
            Role::Hidden if name == "button" && self.is_inside_text() => Role::Inline,
            role => role,
        };
        if role == Role::Raw {
            if matches!(&*name, "script" | "style") || self.is_closed_ahead(&name, tokens) {
                tokens.skip_raw(&name);
            }
            return;
        }
        let is_void = is_void(&name);
        if !is_void && (role == Role::Hidden || is_hidden(&tag)) {
            // What is never closed would hide everything after it.
            if !tag.closed && self.is_closed_ahead(&name, tokens) {
                self.hidden = Some((name.into_owned(), 1));
            }
            return;
        }
        if name == "base" {
            return self.set_base(&tag);
        }
        self.close_implied(role, &name);
        self.enter(role, &tag);
        if !is_void && !tag.closed {
            self.push_open(name, role, &tag);
        }
    }

    fn is_inside_text(&self) -> bool {
        self.open.iter().any(|open| matches!(open.name.as_str(), "p" | "dd" | "td" | "blockquote"))
    }

    fn is_closed_ahead(&mut self, name: &str, tokens: &Tokens<'_>) -> bool {
        if self.unclosed.iter().any(|unclosed| unclosed == name) {
            return false;
        }
        let closed = tokens.closes_ahead(name);
        if !closed {
            self.unclosed.push(name.to_owned());
        }
        closed
    }

    fn push_open(&mut self, name: Cow<'_, str>, role: Role, tag: &Tag<'_>) {
        if self.open.len() >= DEEPEST {
            self.deeper += 1;
            return;
        }
        let address = if role == Role::Anchor {
            tag.attribute("href").and_then(|href| self.join_address(href))
        } else {
            None
        };
        self.open.push(Open { name: name.into_owned(), role, start: self.text.len(), address });
    }

    /// Ends the elements whose end tag HTML lets one leave out.
    fn close_implied(&mut self, role: Role, name: &str) {
        let ended: &[&str] = match role {
            Role::Item => &["li"],
            Role::Cell { .. } => &["td", "th"],
            Role::Row => &["td", "th", "tr"],
            Role::Anchor => &["a"],
            Role::Block if matches!(name, "dt" | "dd") => &["dt", "dd"],
            Role::Block | Role::Heading(_) | Role::List { .. } | Role::Table | Role::Quotation => &["p"],
            _ => return,
        };
        for name in ended {
            self.close_within(name);
        }
    }

    /// Closes the innermost element of that name, unless a list or table stands in between.
    fn close_within(&mut self, name: &str) {
        for index in (0..self.open.len()).rev() {
            let open = &self.open[index];
            if open.name == name {
                return self.close_down_to(index);
            }
            let walls = match name {
                "li" | "dt" | "dd" => matches!(open.role, Role::List { .. } | Role::Table),
                "a" => !matches!(open.role, Role::Inline | Role::Emphasis(_) | Role::Quoted),
                "p" => !matches!(open.role, Role::Inline | Role::Emphasis(_) | Role::Quoted | Role::Anchor),
                _ => open.role == Role::Table,
            };
            if walls {
                return;
            }
        }
    }

    fn close_tag(&mut self, name: &str) {
        if let Some((hidden, count)) = &mut self.hidden {
            if hidden == name {
                *count -= 1;
                if *count == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        match name {
            // As browsers do: `</br>` is a break, `</p>` without `<p>` an empty paragraph.
            "br" => return self.enter(Role::Break, &Tag { name: "br", inside: "", closed: false }),
            "p" if !self.open.iter().any(|open| open.name == "p") => {
                return self.begin_block(BlockKind::Paragraph);
            }
            _ => {}
        }
        if let Some(index) = self.open.iter().rposition(|open| open.name == name) {
            let role = self.open[index].role;
            let wall = self.open[index + 1..].iter().any(|open| matches!(open.role, Role::Cell { .. }));
            if !wall || matches!(role, Role::Row | Role::Table | Role::TableHead) {
                self.close_down_to(index);
            }
        } else if self.deeper > 0 {
            self.deeper -= 1;
        }
    }

    fn close_down_to(&mut self, index: usize) {
        while self.open.len() > index {
            let last = self.open.len() - 1;
            self.leave(last);
            self.open.pop();
        }
    }

    /// What the start of an element does.
    fn enter(&mut self, role: Role, tag: &Tag<'_>) {
        match role {
            Role::Block | Role::Rule => self.begin_block(BlockKind::Paragraph),
            Role::Heading(level) => self.begin_block(BlockKind::Heading(level)),
            Role::Quotation => {
                self.begin_block(BlockKind::Paragraph);
                self.quoted = self.quoted.saturating_add(1);
            }
            Role::List { numbered } => self.enter_list(numbered, tag),
            Role::Item => self.enter_item(tag),
            Role::Preformatted => {
                self.begin_block(BlockKind::Code);
                self.preformatted += 1;
            }
            Role::Table => self.leave_row(),
            Role::Row => self.enter_row(),
            Role::Cell { header } => self.enter_cell(header),
            Role::Quoted => self.write_word("“"),
            Role::Break => self.enter_break(),
            Role::Image => self.enter_image(tag),
            Role::Inline | Role::Anchor | Role::Emphasis(_) | Role::TableHead | Role::Hidden | Role::Raw => {}
        }
    }

    fn enter_list(&mut self, numbered: bool, tag: &Tag<'_>) {
        self.begin_block(BlockKind::Paragraph);
        let first = tag.attribute("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        if self.lists.len() < DEEPEST {
            self.lists.push(numbered.then_some(first));
        }
    }

    fn enter_item(&mut self, tag: &Tag<'_>) {
        let depth = u8::try_from(self.lists.len().max(1)).unwrap_or(u8::MAX);
        let told = tag.attribute("value").and_then(|value| value.trim().parse().ok());
        let number = self.lists.last_mut().and_then(|next| {
            let number = told.or(*next)?;
            *next = next.map(|_| number.saturating_add(1));
            Some(number)
        });
        self.begin_block(BlockKind::Item { depth, number });
    }

    fn enter_row(&mut self) {
        self.leave_row();
        self.end_block();
        self.row = Some(RowState { cells: 0, all_headers: true });
    }

    fn enter_cell(&mut self, header: bool) {
        if self.row.is_none() {
            self.enter_row();
        }
        let Some(row) = &mut self.row else { return };
        row.all_headers &= header;
        row.cells += 1;
        if row.cells > 1 {
            let kept = self.text[self.block_start..].trim_end_matches(' ').len();
            self.text.truncate(self.block_start + kept);
            self.text.push_str(" | ");
        }
        self.blank = false;
    }

    fn leave_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        let in_head = self.open.iter().any(|open| open.role == Role::TableHead);
        let kept = self.text[self.block_start..].trim_end_matches([' ', '|']).len();
        if kept == 0 {
            self.text.truncate(self.block_start);
        }
        self.kind = match row.cells {
            0 | 1 => BlockKind::Paragraph,
            _ => BlockKind::Row { header: row.all_headers || in_head },
        };
        self.end_block();
    }

    fn enter_break(&mut self) {
        if self.preformatted > 0 {
            self.text.push('\n');
        } else if matches!(self.kind, BlockKind::Heading(_)) || self.row.is_some() {
            self.blank = true;
        } else {
            self.begin_block(BlockKind::Paragraph);
        }
    }

    fn enter_image(&mut self, tag: &Tag<'_>) {
        let Some(alternative) = tag.attribute("alt") else { return };
        let alternative = collapse(&references::resolve(alternative));
        if alternative.is_empty() {
            return;
        }
        // A picture that stands for a sign, such as a smiley, runs on in its line.
        if alternative.chars().count() <= 2 || self.row.is_some() {
            self.write_word(&alternative);
        } else if self.images.len() < MOST_MARKS && self.document.blocks.len() < MOST_MARKS {
            self.images.push(alternative);
        }
    }

    /// What the end of an element does.
    fn leave(&mut self, index: usize) {
        self.note_inline(index);
        match self.open[index].role {
            Role::Block | Role::Heading(_) => self.begin_block(BlockKind::Paragraph),
            Role::Item => self.begin_block(BlockKind::Paragraph),
            Role::Quotation => {
                self.begin_block(BlockKind::Paragraph);
                self.quoted = self.quoted.saturating_sub(1);
            }
            Role::List { .. } => {
                self.begin_block(BlockKind::Paragraph);
                self.lists.pop();
            }
            Role::Preformatted => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.begin_block(BlockKind::Paragraph);
            }
            Role::Row | Role::Table => {
                self.leave_row();
                self.begin_block(BlockKind::Paragraph);
            }
            Role::Quoted => {
                self.blank = false;
                self.write_word("”");
            }
            _ => {}
        }
    }

    fn set_base(&mut self, tag: &Tag<'_>) {
        let Some(href) = tag.attribute("href") else { return };
        let href = references::resolve(href);
        let joined = match &self.base {
            Some(base) => base.join(href.trim()),
            None => Url::parse(href.trim()),
        };
        if let Ok(base) = joined {
            self.base = Some(base);
        }
    }

    fn finish(mut self) -> Document {
        self.close_down_to(0);
        self.leave_row();
        self.end_block();
        let kept = self.text.trim_end_matches('\n').len();
        self.text.truncate(kept);
        let mut document = self.document;
        document.text = self.text;
        document.links.sort_by_key(|link| (link.span.start, link.span.end));
        document.styles.sort_by_key(|styled| (styled.span.start, std::cmp::Reverse(styled.span.end)));
        document
    }
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    if tag.inside.is_empty() {
        return false;
    }
    tag.attributes().any(|attribute| {
        attribute.name.eq_ignore_ascii_case("hidden")
            || (attribute.name.eq_ignore_ascii_case("style") && hides(attribute.value))
    })
}

fn hides(style: &str) -> bool {
    let style: String =
        style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    style.contains("display:none")
}

#[cfg(test)]
mod tests {
    use super::{collapse, plain_line};
    use crate::text::{BlockKind, Document, Style};

    /// A document, a line a block: what it is, how deep it is quoted, its text.
    fn told(document: &Document) -> String {
        let line = |block: &crate::text::Block| {
            let kind = match block.kind {
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::Heading(level) => format!("h{level}"),
                BlockKind::Item { depth, number: Some(number) } => format!("li{depth}.{number}"),
                BlockKind::Item { depth, number: None } => format!("li{depth}"),
                BlockKind::Code => "pre".to_owned(),
                BlockKind::Row { header: true } => "th".to_owned(),
                BlockKind::Row { header: false } => "tr".to_owned(),
                BlockKind::Image => "img".to_owned(),
            };
            let text = block.span.of(&document.text).expect("a span inside the text");
            format!("{}{kind}: {text}", ">".repeat(block.quoted.into()))
        };
        document.blocks.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn check(html: &str, expected: &str) {
        let document = Document::from_html(html, Some("https://example.org/a/b"));
        let joined: Vec<&str> =
            document.blocks.iter().map(|block| block.span.of(&document.text).expect("a span")).collect();
        assert_eq!(joined.join("\n"), document.text, "blocks joined give the text: {html}");
        let styles = document.styles.iter().map(|styled| {
            let mark = match styled.style {
                Style::Emphasis => "em",
                Style::Strong => "strong",
                Style::Code => "code",
                Style::Struck => "del",
            };
            format!("\n{mark} {}", styled.span.of(&document.text).expect("a span"))
        });
        let links = document
            .links
            .iter()
            .map(|link| format!("\n{} -> {}", link.span.of(&document.text).expect("a span"), link.address));
        let whole = told(&document) + &styles.collect::<String>() + &links.collect::<String>();
        assert_eq!(whole, expected, "{html}");
    }

    #[test]
    fn paragraphs_and_breaks() {
        check("un<p>deux<p>trois</p>quatre<br>cinq", "p: un\np: deux\np: trois\np: quatre\np: cinq");
        check("<div><p> a  b\n c </p>\n<p>&nbsp;</p><p>d</p></div>", "p: a b c\np: d");
    }

    #[test]
    fn inline_elements_lose_neither_words_nor_spaces() {
        check(
            "<p>Le <span class=g><dfn>responsable</dfn> de <a href='/x'>traitement</a></span>, dit-elle, <b>doit </b>payer.</p>",
            "p: Le responsable de traitement, dit-elle, doit payer.\nem responsable\nstrong doit\ntraitement -> https://example.org/x",
        );
        check("<p>1<sup>er</sup> jan<wbr>vier</p>", "p: 1er janvier");
        check(
            "<p>Le <button class=g>sous-traitant</button> dit</p><button>Partager</button>",
            "p: Le sous-traitant dit",
        );
        check("<p>mot<span> suivant</span><span>s</span></p>", "p: mot suivants");
        check("<p>au <p-lexique>respon<i>sable</i></p-lexique> dit</p>", "p: au responsable dit\nem sable");
    }

    #[test]
    fn lists() {
        check(
            "<ul><li>a<ul><li>b</ul><li>c</ul><ol start=3><li>d<li value=7>e<li>f</ol>",
            "li1: a\nli2: b\nli1: c\nli1.3: d\nli1.7: e\nli1.8: f",
        );
    }

    #[test]
    fn tables() {
        check(
            "<table><thead><tr><th>Date<th>Somme</thead><tr><td><p>1er mai</p><td>5 <b>M€</b></td></tr><tr><td>seule</table>fin",
            "th: Date | Somme\ntr: 1er mai | 5 M€\np: seule\np: fin\nstrong M€",
        );
        check("<table><tr><td><table><tr><td>a<td>b</table></table>", "tr: a | b");
        check("<table><tr><td></td><td>x</td></tr></table>", "tr: | x");
    }

    #[test]
    fn quotations_headings_code() {
        check("<blockquote><p>a</p><blockquote>b</blockquote></blockquote>c", ">p: a\n>>p: b\np: c");
        check(
            "<h2>T<br>itre</h2><pre>\n  a\n\tb\n</pre><p>x <code>y</code>",
            "h2: T itre\npre:   a\n    b\np: x y\ncode y",
        );
    }

    #[test]
    fn images() {
        check(
            "<p>a <img src=x alt='Logo CNIL'> b</p><img alt=''>c<img alt='🙂'>",
            "p: a b\nimg: Logo CNIL\np: c🙂",
        );
    }

    #[test]
    fn what_is_not_to_be_read() {
        check(
            "<head><title>t</title><style>p{}</style></head><nav><ul><li>menu</nav><script>if (a<b) '</p>'</script><p hidden>x</p><p style='display: none'>y</p>z",
            "p: z",
        );
    }

    #[test]
    fn links_are_absolute_or_dropped() {
        check(
            "<a href='javascript:alert(1)'>a</a> <a href=c?d=1&amp;e>b</a> <a href='mailto:x@y.z'>c</a> <a href='#n'>d</a>",
            "p: a b c d\nb -> https://example.org/a/c?d=1&e\nc -> mailto:x@y.z",
        );
        check(
            "<a href=/x><p>a</p><p>b</p></a>",
            "p: a\np: b\na -> https://example.org/x\nb -> https://example.org/x",
        );
    }

    #[test]
    fn control_characters_never_pass() {
        check("<p>a\u{1b}[31mb\u{202e}c&#27;d\u{9b}e\u{ad}f\u{200b}g</p>", "p: a[31mbcdefg");
    }

    #[test]
    fn depth_costs_no_more_than_length() {
        let deep = "<div>".repeat(20_000) + "x" + &"</b>".repeat(20_000);
        assert_eq!(Document::from_html(&deep, None).text, "x");
    }

    #[test]
    fn lines() {
        assert_eq!(plain_line("a &amp; <b>b</b>\n c"), "a & b c");
        assert_eq!(collapse(" a \u{7} \n b\u{1b}c "), "a bc");
    }
}

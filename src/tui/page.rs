//! An article set in lines of a given width: headings, lists, quotations, tables, links numbered.
//!
//! Every piece of a line remembers where it stands in the article, so that a passage can be found and marked. Knows no
//! colour. Set once for a width, then only read.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::app::Opened;
use crate::domain::{Place, Span};
use crate::text::{Block, BlockKind, Document, Style};

use super::cells;

/// An article's lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) width: u16,
    pub(super) lines: Vec<PageLine>,
}

/// What a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    Title,
    Byline,
    Text,
    Heading(u8),
    Quote,
    Code,
    TableHead,
    Image,
    Note,
    Blank,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageLine {
    pub(super) kind: LineKind,
    pub(super) runs: Vec<Run>,
}

/// A piece of a line in one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) ink: Ink,
    pub(super) look: Look,
}

/// What a run is written with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ink {
    /// The article's own text.
    Source(Place, Span),
    /// Signs put there by the page.
    Made(String),
}

/// How a run is emphasised; the link is a number into the document's links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    pub(super) emphasis: bool,
    pub(super) strong: bool,
    pub(super) code: bool,
    pub(super) struck: bool,
    pub(super) link: Option<u32>,
}

/// Signs and words that the page needs from elsewhere.
#[derive(Debug, Clone)]
pub(super) struct Furniture {
    pub(super) byline: Vec<String>,
    pub(super) bullet: String,
    pub(super) bar: String,
    pub(super) rule: String,
    pub(super) links: String,
    pub(super) empty: String,
}

impl Page {
    /// Sets an article.
    pub(super) fn set(opened: &Opened, title: &str, width: u16, furniture: &Furniture) -> Page {
        let mut setter = Setter::new(&opened.document, usize::from(width.max(8)), furniture);
        setter.set_head(&opened.article.title, title);
        setter.set_blocks();
        setter.set_links();
        Page { width, lines: setter.lines }
    }

    /// The first line that shows this offset of the title or of the body.
    pub(super) fn line_of(&self, place: Place, offset: usize) -> Option<usize> {
        let shows = |run: &Run| match run.ink {
            Ink::Source(of, span) => of == place && span.start <= offset && offset < span.end,
            Ink::Made(_) => false,
        };
        let exact = self.lines.iter().position(|line| line.runs.iter().any(shows));
        // The offset may be that of a space at which a line was broken.
        let begins_after =
            |run: &Run| matches!(run.ink, Ink::Source(of, span) if of == place && span.start >= offset);
        exact.or_else(|| self.lines.iter().position(|line| line.runs.iter().any(begins_after)))
    }
}

/// A grapheme, or a sign of ours, with its columns.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    what: What,
    columns: u8,
    is_space: bool,
    /// A line may begin with it.
    may_begin: bool,
    /// A line may begin with the letter after it.
    is_hyphen: bool,
    look: Look,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Source(Span),
    Made(char),
}

struct Setter<'a> {
    document: &'a Document,
    width: usize,
    furniture: &'a Furniture,
    lines: Vec<PageLine>,
    looks: Vec<(Span, Look)>,
}

/// Narrowest column of a table; below it, cells stand under each other.
const NARROWEST_CELL: usize = 6;

impl<'a> Setter<'a> {
    fn new(document: &'a Document, width: usize, furniture: &'a Furniture) -> Setter<'a> {
        Setter { document, width, furniture, lines: Vec::new(), looks: looks_of(document) }
    }

    fn set_head(&mut self, title: &str, shown_title: &str) {
        if title.trim().is_empty() {
            self.push_made(LineKind::Title, shown_title);
        } else {
            let span = Span::new(0, title.len());
            let glyphs = glyphs_of(title, span, &[], false);
            for range in broken(&glyphs, self.width, self.width) {
                self.lines.push(line_of_glyphs(LineKind::Title, &glyphs[range], Place::Title, Vec::new()));
            }
        }
        for text in &self.furniture.byline {
            self.push_made(LineKind::Byline, text);
        }
        self.push_blank();
    }

    fn push_made(&mut self, kind: LineKind, text: &str) {
        for line in cells::wrap(text, self.width) {
            let run = Run { ink: Ink::Made(line), look: Look::default() };
            self.lines.push(PageLine { kind, runs: vec![run] });
        }
    }

    fn push_blank(&mut self) {
        if self.lines.last().is_some_and(|line| line.kind != LineKind::Blank) {
            self.lines.push(PageLine { kind: LineKind::Blank, runs: Vec::new() });
        }
    }

    fn set_blocks(&mut self) {
        let document = self.document;
        let blocks = &document.blocks;
        let mut index = 0;
        while index < blocks.len() {
            let rows = blocks[index..].iter().take_while(|block| is_row(block)).count();
            self.space_before(index);
            if rows > 0 {
                self.set_table(&blocks[index..index + rows]);
                index += rows;
            } else {
                self.set_block(&blocks[index]);
                index += 1;
            }
        }
        if !blocks
            .iter()
            .any(|block| block.span.of(&document.text).is_some_and(|text| !text.trim().is_empty()))
        {
            self.push_made(LineKind::Note, &self.furniture.empty);
        }
    }

    /// A blank line between blocks, save between items of a list and lines of code.
    fn space_before(&mut self, index: usize) {
        let block = &self.document.blocks[index];
        let joined = index > 0
            && matches!(
                (self.document.blocks[index - 1].kind, block.kind),
                (BlockKind::Item { .. }, BlockKind::Item { .. })
                    | (BlockKind::Code, BlockKind::Code)
                    | (BlockKind::Heading(_), _)
            );
        if !joined {
            self.push_blank();
        }
    }

    fn set_block(&mut self, block: &Block) {
        let (kind, first_sign) = match block.kind {
            BlockKind::Heading(level) => (LineKind::Heading(level), String::new()),
            BlockKind::Item { depth, number } => (LineKind::Text, self.item_sign(depth, number)),
            BlockKind::Code => (LineKind::Code, "  ".to_owned()),
            BlockKind::Image => (LineKind::Image, String::new()),
            BlockKind::Paragraph | BlockKind::Row { .. } if block.quoted > 0 => {
                (LineKind::Quote, String::new())
            }
            BlockKind::Paragraph | BlockKind::Row { .. } => (LineKind::Text, String::new()),
        };
        let quote = self.quote_sign(block.quoted);
        let indent = (cells::width(&first_sign) + cells::width(&quote)).min(self.width / 2);
        let room = self.width - indent;
        let is_code = block.kind == BlockKind::Code;
        let glyphs = glyphs_of(&self.document.text, block.span, &self.looks, is_code);
        let hanging = " ".repeat(cells::width(&first_sign));
        for (number, range) in broken(&glyphs, room, room).into_iter().enumerate() {
            let sign = if number == 0 { &first_sign } else { &hanging };
            let lead = lead_of(&format!("{quote}{sign}"), indent);
            self.lines.push(line_of_glyphs(kind, &glyphs[range], Place::Body, lead));
        }
    }

    fn item_sign(&self, depth: u8, number: Option<u32>) -> String {
        let indent = "  ".repeat(usize::from(depth.clamp(1, 6)) - 1);
        match number {
            Some(number) => format!("{indent}{number:>2}. "),
            None => format!("{indent}{} ", self.furniture.bullet),
        }
    }

    fn quote_sign(&self, quoted: u8) -> String {
        format!("{} ", self.furniture.bar).repeat(usize::from(quoted.min(4)))
    }

    fn set_table(&mut self, rows: &[Block]) {
        let table: Vec<(bool, Vec<Span>)> = rows
            .iter()
            .map(|row| (row.kind == BlockKind::Row { header: true }, cells_of(&self.document.text, row.span)))
            .collect();
        let count = table.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        match self.column_widths(&table, count) {
            Some(widths) => {
                for (is_head, cells) in &table {
                    self.set_row(*is_head, cells, &widths);
                }
            }
            None => rows.iter().for_each(|row| self.set_block(row)),
        }
    }

    /// Widths of the columns, the widest ones made narrower until all fit; nothing when they cannot.
    fn column_widths(&self, table: &[(bool, Vec<Span>)], count: usize) -> Option<Vec<usize>> {
        let room = self.width.checked_sub(3 * count.saturating_sub(1))?;
        if count == 0 || room < count * NARROWEST_CELL {
            return None;
        }
        let mut widths = vec![1; count];
        for (index, span) in table.iter().flat_map(|(_, cells)| cells.iter().enumerate()) {
            let text = span.of(&self.document.text).unwrap_or_default();
            widths[index] = widths[index].max(cells::width(text)).min(self.width);
        }
        while widths.iter().sum::<usize>() > room {
            let widest = (0..count).max_by_key(|index| widths[*index])?;
            widths[widest] -= 1;
        }
        Some(widths)
    }

    fn set_row(&mut self, is_head: bool, cells: &[Span], widths: &[usize]) {
        let columns: Vec<(Vec<Glyph>, Vec<std::ops::Range<usize>>)> = cells
            .iter()
            .zip(widths)
            .map(|(span, width)| {
                let glyphs = glyphs_of(&self.document.text, *span, &self.looks, false);
                let ranges = broken(&glyphs, *width, *width);
                (glyphs, ranges)
            })
            .collect();
        let height = columns.iter().map(|(_, ranges)| ranges.len()).max().unwrap_or(0);
        let kind = if is_head { LineKind::TableHead } else { LineKind::Text };
        for line in 0..height {
            let mut runs = Vec::new();
            for (index, width) in widths.iter().enumerate() {
                if index > 0 {
                    runs.push(made(format!(" {} ", self.furniture.bar)));
                }
                let shown =
                    columns.get(index).and_then(|(glyphs, ranges)| glyphs.get(ranges.get(line)?.clone()));
                let shown = shown.unwrap_or_default();
                let taken: usize = shown.iter().map(|glyph| usize::from(glyph.columns)).sum();
                runs.extend(runs_of(shown, Place::Body));
                runs.push(made(" ".repeat(width.saturating_sub(taken))));
            }
            self.lines.push(PageLine { kind, runs });
        }
        if is_head {
            let rule = self.furniture.rule.repeat(widths.iter().sum::<usize>() + 3 * (widths.len() - 1));
            self.lines.push(PageLine { kind: LineKind::Note, runs: vec![made(rule)] });
        }
    }

    /// The addresses of the links, by their numbers.
    fn set_links(&mut self) {
        if self.document.links.is_empty() {
            return;
        }
        self.push_blank();
        self.push_made(LineKind::Note, &self.furniture.links);
        for (index, link) in self.document.links.iter().enumerate() {
            let look = Look { link: Some(index as u32), ..Look::default() };
            let label = format!("{:>4} ", format!("[{}]", index + 1));
            let room = self.width.saturating_sub(cells::width(&label)).max(4);
            let address = cells::cut(&link.address, room);
            let runs = vec![made(label), Run { ink: Ink::Made(address), look }];
            self.lines.push(PageLine { kind: LineKind::Note, runs });
        }
    }
}

fn is_row(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Row { .. }) && block.quoted == 0
}

fn made(text: String) -> Run {
    Run { ink: Ink::Made(text), look: Look::default() }
}

fn lead_of(sign: &str, columns: usize) -> Vec<Run> {
    if columns == 0 { Vec::new() } else { vec![made(cells::fit(sign, columns))] }
}

/// The cells of a row, trimmed.
fn cells_of(text: &str, row: Span) -> Vec<Span> {
    let Some(whole) = row.of(text) else { return Vec::new() };
    let mut cells = Vec::new();
    let mut start = row.start;
    for cell in whole.split(" | ") {
        let lead = cell.len() - cell.trim_start().len();
        let kept = cell.trim().len();
        cells.push(Span::new(start + lead, start + lead + kept));
        start += cell.len() + " | ".len();
    }
    cells
}

/// A stretch that is emphasised, or bears a link.
type Stretch = (Span, Option<Style>, Option<u32>);

/// Stretches of the document that are not plain, in order and not overlapping.
fn looks_of(document: &Document) -> Vec<(Span, Look)> {
    let mut edges: Vec<usize> = Vec::new();
    let mut opening: HashMap<usize, Vec<Stretch>> = HashMap::new();
    let styles = document.styles.iter().map(|styled| (styled.span, Some(styled.style), None));
    let links = document.links.iter().enumerate().map(|(n, link)| (link.span, None, Some(n as u32)));
    for (span, style, link) in styles.chain(links) {
        if span.start < span.end && span.of(&document.text).is_some() {
            edges.extend([span.start, span.end]);
            opening.entry(span.start).or_default().push((span, style, link));
        }
    }
    edges.sort_unstable();
    edges.dedup();
    let mut open: Vec<Stretch> = Vec::new();
    let mut looks = Vec::new();
    for pair in edges.windows(2) {
        open.retain(|(span, ..)| span.end > pair[0]);
        open.extend(opening.remove(&pair[0]).into_iter().flatten());
        // A hostile document may nest without end; nobody sees beyond a few.
        open.truncate(16);
        if !open.is_empty() {
            looks.push((Span::new(pair[0], pair[1]), look_of(&open)));
        }
    }
    looks
}

fn look_of(open: &[Stretch]) -> Look {
    let mut look = Look::default();
    for (_, style, link) in open {
        match style {
            Some(Style::Emphasis) => look.emphasis = true,
            Some(Style::Strong) => look.strong = true,
            Some(Style::Code) => look.code = true,
            Some(Style::Struck) => look.struck = true,
            None => {}
        }
        look.link = link.or(look.link);
    }
    look
}

/// The graphemes of a stretch of text, in their looks; after a link comes its number.
fn glyphs_of(text: &str, span: Span, looks: &[(Span, Look)], keep_breaks: bool) -> Vec<Glyph> {
    let Some(stretch) = span.of(text) else { return Vec::new() };
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(stretch.len());
    let mut looks = looks[looks.partition_point(|(of, _)| of.end <= span.start)..].iter().peekable();
    let mut link = None;
    for (offset, grapheme) in stretch.grapheme_indices(true) {
        let at = Span::new(span.start + offset, span.start + offset + grapheme.len());
        while looks.peek().is_some_and(|(of, _)| of.end <= at.start) {
            looks.next();
        }
        let look =
            looks.peek().filter(|(of, _)| of.start <= at.start).map_or_else(Look::default, |(_, look)| *look);
        if look.link != link {
            push_link_number(&mut glyphs, link);
            link = look.link;
        }
        push_grapheme(&mut glyphs, grapheme, at, look, keep_breaks);
    }
    push_link_number(&mut glyphs, link);
    forbid_breaks(&mut glyphs, text);
    glyphs
}

/// A sign that ends a line of code.
const LINE_BREAK: char = '\n';

fn push_grapheme(glyphs: &mut Vec<Glyph>, grapheme: &str, at: Span, look: Look, keep_breaks: bool) {
    if keep_breaks && matches!(grapheme, "\n" | "\r\n") {
        let what = What::Made(LINE_BREAK);
        glyphs.push(Glyph { what, columns: 0, is_space: true, may_begin: false, is_hyphen: false, look });
        return;
    }
    let drawn = cells::clean(grapheme);
    let columns = UnicodeWidthStr::width(&*drawn);
    if columns == 0 {
        return;
    }
    let is_space = drawn == " " && !keep_breaks;
    let after_space = glyphs.last().is_none_or(|last| last.is_space);
    let is_wide = columns > 1;
    let after_wide = glyphs.last().is_some_and(|last| last.columns > 1 && !last.is_space);
    let after_hyphen =
        glyphs.last().is_some_and(|last| last.is_hyphen) && grapheme.starts_with(char::is_alphabetic);
    let may_begin = !is_space && (after_space || is_wide || after_wide || after_hyphen);
    glyphs.push(Glyph {
        what: What::Source(at),
        columns: columns.min(255) as u8,
        is_space,
        may_begin,
        is_hyphen: matches!(grapheme, "-" | "–" | "/"),
        look,
    });
}

fn push_link_number(glyphs: &mut Vec<Glyph>, link: Option<u32>) {
    let Some(link) = link else { return };
    let look = Look { link: Some(link), ..Look::default() };
    for c in format!("[{}]", link + 1).chars() {
        let what = What::Made(c);
        glyphs.push(Glyph { what, columns: 1, is_space: false, may_begin: false, is_hyphen: false, look });
    }
}

/// French sets a space before `: ; ! ?` and within quotation marks and numbers, at which a line never breaks.
fn forbid_breaks(glyphs: &mut [Glyph], text: &str) {
    let source = |glyph: &Glyph| match glyph.what {
        What::Source(span) => span.of(text).unwrap_or_default().chars().next(),
        What::Made(_) => None,
    };
    for index in 2..glyphs.len() {
        if !glyphs[index].may_begin || !glyphs[index - 1].is_space {
            continue;
        }
        let (before, after) = (source(&glyphs[index - 2]), source(&glyphs[index]));
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let clings = matches!(after, Some(':' | ';' | '!' | '?' | '»' | '%' | '€'))
            || before == Some('«')
            || (is_digit(before) && is_digit(after));
        if clings {
            glyphs[index].may_begin = false;
        }
    }
}

/// Breaks glyphs into lines of at most so many columns; spaces at the ends of lines are left out.
fn broken(glyphs: &[Glyph], first: usize, rest: usize) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let mut start = skip_spaces(glyphs, 0);
    let (mut room, mut taken, mut last_break) = (first, 0, start);
    let mut index = start;
    while index < glyphs.len() {
        let glyph = glyphs[index];
        if matches!(glyph.what, What::Made(LINE_BREAK)) {
            lines.push(start..index);
            start = index + 1;
            (index, taken, last_break, room) = (start, 0, start, rest);
            continue;
        }
        if glyph.may_begin && index > start {
            last_break = index;
        }
        let columns = usize::from(glyph.columns);
        if taken + columns > room && index > start && !glyph.is_space {
            let end = if last_break > start { last_break } else { index };
            lines.push(trimmed(glyphs, start, end));
            start = end;
            (index, taken, last_break, room) = (start, 0, start, rest);
            continue;
        }
        taken += columns;
        index += 1;
    }
    if start < glyphs.len() {
        lines.push(trimmed(glyphs, start, glyphs.len()));
    }
    lines
}

fn skip_spaces(glyphs: &[Glyph], from: usize) -> usize {
    from + glyphs[from..].iter().take_while(|glyph| glyph.is_space && glyph.columns > 0).count()
}

fn trimmed(glyphs: &[Glyph], start: usize, end: usize) -> std::ops::Range<usize> {
    let spaces = glyphs[start..end].iter().rev().take_while(|glyph| glyph.is_space).count();
    start..end - spaces
}

fn line_of_glyphs(kind: LineKind, glyphs: &[Glyph], place: Place, lead: Vec<Run>) -> PageLine {
    let mut runs = lead;
    runs.extend(runs_of(glyphs, place));
    PageLine { kind, runs }
}

/// Neighbouring glyphs of one look, made one.
fn runs_of(glyphs: &[Glyph], place: Place) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for glyph in glyphs {
        let last = runs.last_mut().filter(|run| run.look == glyph.look).map(|run| &mut run.ink);
        match (glyph.what, last) {
            (What::Source(span), Some(Ink::Source(_, so_far))) if so_far.end == span.start => {
                so_far.end = span.end;
            }
            (What::Made(c), Some(Ink::Made(so_far))) => so_far.push(c),
            (What::Source(span), _) => {
                runs.push(Run { ink: Ink::Source(place, span), look: glyph.look });
            }
            (What::Made(c), _) => runs.push(Run { ink: Ink::Made(c.to_string()), look: glyph.look }),
        }
    }
    runs
}

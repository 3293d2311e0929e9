//! A text with its structure beside it.

use crate::domain::Span;

/// A plain text, and what its stretches are.
///
/// The text holds no control character but `\n`; blocks are separated in it by `\n`. Spans are byte offsets into `text`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The whole text.
    pub text: String,
    /// Blocks in reading order, not overlapping.
    pub blocks: Vec<Block>,
    /// Links in reading order.
    pub links: Vec<Link>,
    /// Emphasised stretches in reading order; they may nest.
    pub styles: Vec<Styled>,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where its text stands.
    pub span: Span,
    /// How many quotations enclose it.
    pub quoted: u8,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading, of level 1 to 6.
    Heading(u8),
    /// An item of a list, at a depth from 1; numbered if the list is.
    Item {
        /// Depth, from 1.
        depth: u8,
        /// Its number, in a numbered list.
        number: Option<u32>,
    },
    /// Preformatted text, line breaks kept.
    Code,
    /// A row of a table; cells are separated in the text by ` | `.
    Row {
        /// Whether it is a heading row.
        header: bool,
    },
    /// An image, told by its alternative text.
    Image,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The text that bears it.
    pub span: Span,
    /// Absolute http, https or mailto address.
    pub address: String,
}

/// An emphasised stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Styled {
    /// Where.
    pub span: Span,
    /// How.
    pub style: Style,
}

/// How a stretch is emphasised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// Emphasis, usually italic.
    Emphasis,
    /// Strong emphasis, usually bold.
    Strong,
    /// Code.
    Code,
    /// Struck out.
    Struck,
}

impl Document {
    /// Takes plain text as it is: the text is not changed, so that spans point into the original; each line that is not blank is a paragraph.
    pub fn from_plain(text: &str) -> Document {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let kept = line.trim_end();
            let lead = kept.len() - kept.trim_start().len();
            if lead < kept.len() {
                let span = Span::new(start + lead, start + kept.len());
                blocks.push(Block { kind: BlockKind::Paragraph, span, quoted: 0 });
            }
            start += line.len();
        }
        Document { text: text.to_owned(), blocks, ..Document::default() }
    }
}

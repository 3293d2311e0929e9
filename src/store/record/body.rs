//! The body: a document with its blocks, links and styles; and an earlier state of an article.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::Span;
use crate::store::envelope::{Damage, Packer};
use crate::text::{Block, BlockKind, Document, Link, Style, Styled};

use super::{instant_of, known};

/// The version that is written of bodies.
const BODY: u8 = 1;
/// The version that is written of earlier states.
const EARLIER: u8 = 1;

type SpanV1 = (usize, usize);

/// A body as stored.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct BodyV1<'a> {
    pub(in crate::store) text: &'a str,
    blocks: Vec<(BlockV1, SpanV1, u8)>,
    #[serde(borrow)]
    links: Vec<(SpanV1, &'a str)>,
    styles: Vec<(SpanV1, u8)>,
}

/// A block's kind as stored; the order is part of the format.
#[derive(Debug, Serialize, Deserialize)]
enum BlockV1 {
    Paragraph,
    Heading(u8),
    Item(u8, Option<u32>),
    Code,
    Row(bool),
    Image,
}

/// An earlier state of an article, as stored: when it was replaced (milliseconds since 1970), its title, its body.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct EarlierV1<'a> {
    pub(in crate::store) replaced: i64,
    pub(in crate::store) title: &'a str,
    #[serde(borrow)]
    pub(in crate::store) body: BodyV1<'a>,
}

/// Styles in the order of their stored numbers.
const STYLES: [Style; 4] = [Style::Emphasis, Style::Strong, Style::Code, Style::Struck];

impl<'a> BodyV1<'a> {
    pub(in crate::store) fn of(document: &'a Document) -> BodyV1<'a> {
        let block = |block: &Block| (BlockV1::of(block.kind), pair(block.span), block.quoted);
        BodyV1 {
            text: &document.text,
            blocks: document.blocks.iter().map(block).collect(),
            links: document.links.iter().map(|link| (pair(link.span), link.address.as_str())).collect(),
            styles: document
                .styles
                .iter()
                .map(|styled| (pair(styled.span), number_of(styled.style)))
                .collect(),
        }
    }

    pub(in crate::store) fn seal(&self, packer: &mut Packer) -> Vec<u8> {
        packer.seal(BODY, self)
    }

    pub(in crate::store) fn read(version: u8, payload: &'a [u8]) -> Result<BodyV1<'a>, Damage> {
        read(version, BODY, payload)
    }

    /// The document; spans that do not lie in the text are damage.
    pub(in crate::store) fn document(&self) -> Result<Document, Damage> {
        let span = |pair: SpanV1| span_in(pair, self.text);
        let block = |(kind, at, quoted): &(BlockV1, SpanV1, u8)| {
            Ok(Block { kind: kind.kind(), span: span(*at)?, quoted: *quoted })
        };
        let link =
            |(at, address): &(SpanV1, &str)| Ok(Link { span: span(*at)?, address: (*address).to_owned() });
        let styled = |(at, number): &(SpanV1, u8)| {
            let style = known(STYLES.get(usize::from(*number)).copied())?;
            Ok(Styled { span: span(*at)?, style })
        };
        Ok(Document {
            text: self.text.to_owned(),
            blocks: self.blocks.iter().map(block).collect::<Result<_, Damage>>()?,
            links: self.links.iter().map(link).collect::<Result<_, Damage>>()?,
            styles: self.styles.iter().map(styled).collect::<Result<_, Damage>>()?,
        })
    }
}

impl<'a> EarlierV1<'a> {
    pub(in crate::store) fn seal(&self, packer: &mut Packer) -> Vec<u8> {
        packer.seal(EARLIER, self)
    }

    pub(in crate::store) fn read(version: u8, payload: &'a [u8]) -> Result<EarlierV1<'a>, Damage> {
        read(version, EARLIER, payload)
    }

    pub(in crate::store) fn replaced(&self) -> Result<Timestamp, Damage> {
        instant_of(self.replaced)
    }
}

fn read<'a, R: Deserialize<'a>>(version: u8, known: u8, payload: &'a [u8]) -> Result<R, Damage> {
    if version != known {
        return Err(Damage::Version(version));
    }
    postcard::from_bytes(payload).map_err(|_| Damage::Content)
}

impl BlockV1 {
    fn of(kind: BlockKind) -> BlockV1 {
        match kind {
            BlockKind::Paragraph => BlockV1::Paragraph,
            BlockKind::Heading(level) => BlockV1::Heading(level),
            BlockKind::Item { depth, number } => BlockV1::Item(depth, number),
            BlockKind::Code => BlockV1::Code,
            BlockKind::Row { header } => BlockV1::Row(header),
            BlockKind::Image => BlockV1::Image,
        }
    }

    fn kind(&self) -> BlockKind {
        match *self {
            BlockV1::Paragraph => BlockKind::Paragraph,
            BlockV1::Heading(level) => BlockKind::Heading(level),
            BlockV1::Item(depth, number) => BlockKind::Item { depth, number },
            BlockV1::Code => BlockKind::Code,
            BlockV1::Row(header) => BlockKind::Row { header },
            BlockV1::Image => BlockKind::Image,
        }
    }
}

fn pair(span: Span) -> SpanV1 {
    (span.start, span.end)
}

fn span_in((start, end): SpanV1, text: &str) -> Result<Span, Damage> {
    known(text.get(start..end).map(|_| Span::new(start, end)))
}

fn number_of(style: Style) -> u8 {
    match style {
        Style::Emphasis => 0,
        Style::Strong => 1,
        Style::Code => 2,
        Style::Struck => 3,
    }
}

//! From what a feed or page holds to text that can be read, searched and cited.
//!
//! Knows HTML, plain text, typography, sentences and words. Leaves to others what the text means (`facts`) and how
//! it is drawn (`tui`). A [`Document`] is the text that spans point into, everywhere in the program.

mod codepages;
mod compare;
mod document;
pub mod encoding;
mod fold;
pub mod html;
pub mod markup;
pub mod pdf;
mod printable;
pub mod readable;
pub mod references;
mod words;

pub use compare::{Change, Piece, word_changes};
pub use document::{Block, BlockKind, Document, Link, Style, Styled};
pub use fold::{Folded, fold};
pub use printable::{is_printable, one_line, printable};
pub use words::{Case, Token, TokenKind, tokens};

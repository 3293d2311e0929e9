//! Text folded for comparison: small letters without accents, plain quotes, hyphens and spaces, with the way back.
//!
//! Knows what counts as the same letter. Leaves to others where words and sentences end.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::Span;

/// A folded text, and for each of its bytes the place it came from.
///
/// Folding never joins two lines and drops only marks, soft hyphens and characters without width, so that words stand in the same order.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    text: String,
    back: Vec<u32>,
}

impl Folded {
    /// Folds a text of less than four gibibytes.
    pub fn of(original: &str) -> Folded {
        let mut writer =
            Writer { text: Vec::with_capacity(original.len()), back: Vec::with_capacity(original.len() + 1) };
        let bytes = original.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let plain = bytes[at..].iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len() - at);
            if plain > 0 {
                writer.push_ascii(&original[at..at + plain], at);
                at += plain;
            } else {
                let character = original[at..].chars().next().expect("a boundary inside the text");
                writer.push_character(character, at);
                at += character.len_utf8();
            }
        }
        writer.back.push(original.len() as u32);
        let text = String::from_utf8(writer.text).expect("only whole characters are written");
        Folded { text, back: writer.back }
    }

    /// The folded text.
    #[inline]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The original offset of what stands at a folded offset; always a character boundary of the original.
    pub fn original_offset(&self, offset: usize) -> usize {
        self.back[offset] as usize
    }

    /// The original span of a folded one, half-open in bytes.
    pub fn original(&self, span: Span) -> Span {
        Span::new(self.original_offset(span.start), self.original_offset(span.end))
    }
}

/// A folded text while it is written, as bytes, because runs of them are folded at once.
struct Writer {
    text: Vec<u8>,
    back: Vec<u32>,
}

impl Writer {
    /// A run of ASCII, which stays as long as it was.
    fn push_ascii(&mut self, run: &str, at: usize) {
        let plain = run.bytes().map(|byte| match byte {
            b'\t' | b'\r' | 0x0b | 0x0c => b' ',
            b'`' => b'\'',
            other => other.to_ascii_lowercase(),
        });
        self.text.extend(plain);
        self.back.extend(at as u32..(at + run.len()) as u32);
    }

    fn push_character(&mut self, character: char, at: usize) {
        fold_character(character, |plain| self.push_text(plain, at));
    }

    fn push_text(&mut self, text: &str, at: usize) {
        self.text.extend_from_slice(text.as_bytes());
        self.back.extend(std::iter::repeat_n(at as u32, text.len()));
    }
}

/// Folds a text for which the way back is of no use.
pub fn fold(text: &str) -> String {
    Folded::of(text).text
}

/// Gives what a character that is not ASCII folds to, piece by piece; nothing for one that is dropped.
pub fn fold_character(character: char, mut take: impl FnMut(&str)) {
    match plain_form(character) {
        Plain::Text(text) => take(text),
        Plain::Dropped => {}
        Plain::Decomposed => {
            for part in character.nfkd().filter(|part| !is_combining_mark(*part)) {
                for small in part.to_lowercase().filter(|small| !is_combining_mark(*small)) {
                    match plain_form(small) {
                        Plain::Text(text) => take(text),
                        _ => take(small.encode_utf8(&mut [0; 4])),
                    }
                }
            }
        }
    }
}

enum Plain {
    Text(&'static str),
    Dropped,
    Decomposed,
}

/// The commonest characters of French typography, so that few need decomposing.
fn plain_form(character: char) -> Plain {
    Plain::Text(match character {
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => "e",
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' | 'á' | 'ã' | 'å' | 'Å' | 'Á' => "a",
        'ç' | 'Ç' => "c",
        'î' | 'ï' | 'Î' | 'Ï' | 'í' | 'Í' => "i",
        'ô' | 'ö' | 'Ô' | 'Ö' | 'ó' | 'Ó' | 'ø' | 'Ø' => "o",
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' | 'ú' | 'Ú' => "u",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' => "ss",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' => "d",
        '’' | '‘' | 'ʼ' | '´' | '′' => "'",
        '«' | '»' | '“' | '”' | '„' | '‟' => "\"",
        '–' | '—' | '‑' | '‐' | '−' | '―' => "-",
        '‚' => ",",
        '…' => "...",
        '•' | '·' | '●' | '▪' => "•",
        '\u{a0}'
        | '\u{202f}'
        | '\u{2007}'
        | '\u{2009}'
        | '\u{200a}'
        | '\u{2002}'..='\u{2006}'
        | '\u{2008}'
        | '\u{3000}' => " ",
        '€' => "€",
        '£' => "£",
        '°' | 'º' => "°",
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' => {
            return Plain::Dropped;
        }
        _ => return Plain::Decomposed,
    })
}

#[cfg(test)]
mod tests {
    use super::{Folded, fold};
    use crate::domain::Span;

    #[test]
    fn folding_hides_case_accents_and_typography() {
        let cases = [
            ("Société « L’Œuvre »", "societe \" l'oeuvre \""),
            ("100\u{202f}000\u{a0}€", "100 000 €"),
            ("Österreichische Straße – n°\u{a0}5", "osterreichische strasse - n° 5"),
            ("mise\u{ad} en\u{200b} demeure", "mise en demeure"),
            ("Αρχή ΣΊΓΜΑ", "αρχη σιγμα"),
            ("STRAẞE", "strasse"),
        ];
        for (text, expected) in cases {
            assert_eq!(fold(text), expected);
            assert_eq!(fold(&fold(text)), expected, "folding twice is folding once");
        }
    }

    #[test]
    fn spans_lead_back() {
        let text = "La « Société Œuvre » paie";
        let folded = Folded::of(text);
        let start = folded.text().find("oeuvre").expect("the word");
        assert_eq!(folded.original(Span::new(start, start + 6)).of(text), Some("Œuvre"));
    }
}

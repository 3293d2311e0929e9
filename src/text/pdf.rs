//! The text of a PDF, as far as it has one; alone in knowing pdf-extract.
//!
//! A PDF is hostile until it is read: what reads it may take any memory and time, or abort. Whoever cannot afford that reads
//! it in a process of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Longest text that is kept, in bytes.
const LONGEST: usize = 4_000_000;

/// Whether bytes are those of a PDF: its mark stands within the first kilobyte.
pub fn is_pdf(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some()
}

/// The text, a line a paragraph, words that were parted at the ends of lines put together. Nothing when it is no PDF, is
/// damaged or guarded, or holds pictures alone.
pub fn text_of(bytes: &[u8]) -> Option<String> {
    if !is_pdf(bytes) {
        return None;
    }
    let read = catch_unwind(AssertUnwindSafe(|| pdf_extract::extract_text_from_mem(bytes)));
    let text = paragraphs(&read.ok()?.ok()?);
    (!text.trim().is_empty()).then_some(text)
}

fn paragraphs(laid_out: &str) -> String {
    let mut text = String::with_capacity(laid_out.len().min(LONGEST));
    let mut goes_on = false;
    for line in laid_out.lines().map(str::trim) {
        if text.len() + line.len() > LONGEST {
            break;
        }
        if line.is_empty() {
            goes_on = false;
            continue;
        }
        join(&mut text, line, goes_on);
        goes_on = true;
    }
    text
}

fn join(text: &mut String, line: &str, goes_on: bool) {
    let parted = text.ends_with('-') && line.starts_with(char::is_lowercase);
    if !goes_on {
        if !text.is_empty() {
            text.push('\n');
        }
    } else if parted {
        text.pop();
    } else {
        text.push(' ');
    }
    text.extend(line.split_whitespace().flat_map(|word| [" ", word]).skip(1));
}

#[cfg(test)]
mod tests {
    use super::{is_pdf, paragraphs, text_of};

    /// One page of Helvetica; its three lines are one sentence.
    const DECISION: &[u8] = include_bytes!("../../tests/suite/decision.pdf");

    #[test]
    fn lines_become_paragraphs() {
        assert_eq!(
            paragraphs("La formation res-\ntreinte  prononce\nune amende.\n\n\nFin."),
            "La formation restreinte prononce une amende.\nFin."
        );
    }

    #[test]
    fn the_text_of_a_page_is_read() {
        assert_eq!(
            text_of(DECISION).as_deref(),
            Some(
                "La CNIL prononce une amende administrative de 50 000 euros à l'encontre de la société EXEMPLE SAS, par une \
                 délibération du 5 mars 2024."
            )
        );
    }

    #[test]
    fn what_is_no_pdf_or_is_harmed_gives_nothing() {
        assert!(!is_pdf(b"<html>"));
        assert_eq!(text_of(b"%PDF-1.4 nothing"), None);
        for length in (0..DECISION.len()).step_by(7) {
            drop(text_of(&DECISION[..length]));
        }
        for at in (0..DECISION.len()).step_by(5) {
            let mut harmed = DECISION.to_vec();
            harmed[at] = b'(';
            drop(text_of(&harmed));
        }
    }
}

//! Searching texts, whatever their case and accents: by reading them all, on two threads.

use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use memchr::memmem::Finder;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::ArticleId;
use crate::store::StoreError;

use super::error::AppError;
use super::library::Library;

/// More threads would only wait for the store.
const THREADS: usize = 2;

impl Library {
    /// Articles whose title or body holds every word of `words`, whatever their case and accents, newest first.
    /// Ends early with what it has when `cancelled` becomes true.
    pub fn find_text(&self, words: &str, cancelled: &AtomicBool) -> Result<Vec<ArticleId>, AppError> {
        let folded = fold(words);
        let finders: Vec<Finder<'_>> = folded.split_whitespace().map(Finder::new).collect();
        if finders.is_empty() {
            return Ok(Vec::new());
        }
        let found = Mutex::new(Vec::new());
        let search = |number| self.search_share(number, &finders, cancelled, &found);
        thread::scope(|scope| {
            let others: Vec<_> = (1..THREADS).map(|number| scope.spawn(move || search(number))).collect();
            let mut outcomes = vec![search(0)];
            outcomes.extend(others.into_iter().map(|other| other.join().expect("the store catches panics")));
            outcomes.into_iter().collect::<Result<(), StoreError>>()
        })?;
        let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.sort_unstable();
        Ok(found.into_iter().map(|(_, id)| id).collect())
    }

    fn search_share(
        &self,
        number: usize,
        finders: &[Finder<'_>],
        cancelled: &AtomicBool,
        found: &Mutex<Vec<(usize, ArticleId)>>,
    ) -> Result<(), StoreError> {
        let mut folded = String::new();
        self.store.texts(number, THREADS, &mut |rank, id, title, text| {
            folded.clear();
            fold_into(title, &mut folded);
            folded.push('\n');
            fold_into(text, &mut folded);
            if finders.iter().all(|finder| finder.find(folded.as_bytes()).is_some()) {
                found.lock().unwrap_or_else(PoisonError::into_inner).push((rank, id));
            }
            if cancelled.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    }
}

fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the text in small letters without accents, with plain quotes and spaces.
fn fold_into(text: &str, folded: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let start = folded.len();
        folded.push_str(&rest[..plain]);
        folded[start..].make_ascii_lowercase();
        rest = &rest[plain..];
        let Some(character) = rest.chars().next() else { break };
        fold_character(character, folded);
        rest = &rest[character.len_utf8()..];
    }
}

fn fold_character(character: char, folded: &mut String) {
    match character {
        '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' => folded.push(' '),
        '’' | '‘' | 'ʼ' => folded.push('\''),
        '‐' | '‑' => folded.push('-'),
        'œ' | 'Œ' => folded.push_str("oe"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'ß' => folded.push_str("ss"),
        'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
        'à' | 'â' => folded.push('a'),
        'ç' => folded.push('c'),
        '\u{ad}' => {}
        other => {
            let bare = other.nfkd().filter(|part| !is_combining_mark(*part));
            folded.extend(bare.flat_map(char::to_lowercase));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_accents_and_typography_fold_away() {
        assert_eq!(fold("L’ÉLÉGANTE Société ŒUVRE à 20 000 €"), "l'elegante societe oeuvre a 20 000 €");
        assert_eq!(fold("e\u{301}te\u{301}"), "ete");
        assert_eq!(fold("Straße ﬁn"), "strasse fin");
    }
}

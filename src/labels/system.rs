//! The system's words, which are English wherever they come from, in the reader's language.

use super::Message;

/// What the system says, and the label that says the same.
const KNOWN: &[(&str, &str)] = &[
    ("connection refused", "system-refused"),
    ("connection reset", "system-reset"),
    ("connection closed", "system-closed"),
    ("broken pipe", "system-closed"),
    ("unexpected end of file", "system-closed"),
    ("unexpected eof", "system-closed"),
    ("network is unreachable", "system-unreachable"),
    ("no route to host", "system-unreachable"),
    ("host is unreachable", "system-unreachable"),
    ("network is down", "system-unreachable"),
    ("timed out", "system-timed-out"),
    ("no such file or directory", "system-not-found"),
    ("permission denied", "system-denied"),
    ("operation not permitted", "system-denied"),
    ("is a directory", "system-directory"),
    ("not a directory", "system-no-directory"),
    ("file exists", "system-exists"),
    ("no space left", "system-full"),
    ("disk quota exceeded", "system-full"),
    ("read-only file system", "system-read-only"),
    ("too many open files", "system-too-many-files"),
    ("certificate has expired", "system-expired"),
    ("certificate expired", "system-expired"),
    ("not valid for name", "system-other-name"),
    ("notvalidforname", "system-other-name"),
    ("unknown issuer", "system-unknown-issuer"),
    ("unknownissuer", "system-unknown-issuer"),
];

/// What the system said, to be put into words; words that are not known are said as they are.
pub fn system_words(words: &str) -> Message {
    let lower = words.to_ascii_lowercase();
    match KNOWN.iter().find(|(said, _)| lower.contains(said)) {
        Some((_, key)) => Message::new(key),
        None => Message::new("system-other").with("words", words),
    }
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, system_words};
    use crate::labels::{Labels, Tongue};

    #[test]
    fn each_known_word_has_its_label() {
        for tongue in [Tongue::French, Tongue::English] {
            let labels = Labels::new(tongue);
            for (said, key) in KNOWN {
                assert_ne!(labels.say(&system_words(said)), **key, "{said}");
            }
        }
        let french = Labels::new(Tongue::French);
        assert_eq!(french.say(&system_words("Connection refused (os error 111)")), "connexion refusée");
        assert_eq!(french.say(&system_words("something odd")), "something odd");
    }
}

//! References of decisions: one writing for each, and when two of them contradict each other.

use std::sync::LazyLock;

use regex::Regex;

/// A reference in its usual writing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Reference {
    /// The usual writing.
    pub(crate) written: String,
    /// The numbering that it belongs to.
    pub(crate) family: Family,
}

/// A numbering.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    /// Sanctions of the CNIL: `SAN-2022-019`.
    Sanction,
    /// Notices of the CNIL, and their publication: `MED-2021-134`, `MEDP-2021-001`.
    Notice,
    /// Rulings of the Conseil d'État, by their six digits.
    ConseilDEtat,
    /// A register's number for the document, not the authority's for the decision: `CNILTEXT…`, `ETid-979`.
    Register(&'static str),
    /// Any other.
    Other,
}

impl Reference {
    /// Reads a reference in any of its writings; nothing when the text names no decision (`décision n° 11`).
    pub(crate) fn read(text: &str) -> Option<Reference> {
        let plain = plain(text);
        numbered(&plain).or_else(|| register(&plain)).or_else(|| council(&plain)).or_else(|| other(&plain))
    }

    /// Whether it belongs to a notice or a sanction of an authority, and so can never be the number of a court's ruling.
    pub(crate) fn is_of_an_authority(&self) -> bool {
        matches!(self.family, Family::Sanction | Family::Notice)
    }
}

/// Capitals, plain hyphens and blanks; without the words that introduce a number.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            c if c.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            c => plain.extend(c.to_uppercase()),
        }
    }
    let introductions = ["DÉLIBÉRATION", "DECISION", "DÉCISION", "REQ.", "N°", "NO.", "NR.", "Nº"];
    let mut rest = plain.as_str();
    while let Some(after) = introductions.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = after.trim_start();
    }
    rest.to_owned()
}

static NUMBERED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(SAN|MEDP?)[ -]?((?:19|20)\d\d)[ -](\d{1,4})$").expect("a sound pattern"));

fn numbered(plain: &str) -> Option<Reference> {
    let parts = NUMBERED.captures(plain)?;
    let family = match (&parts[1], parts[3].len()) {
        ("SAN", 3) => Family::Sanction,
        ("SAN", _) => Family::Other,
        _ => Family::Notice,
    };
    Some(Reference { written: format!("{}-{}-{}", &parts[1], &parts[2], &parts[3]), family })
}

fn register(plain: &str) -> Option<Reference> {
    const REGISTERS: [&str; 6] = ["CNILTEXT", "CETATEXT", "JORFTEXT", "JURITEXT", "ETID-", "ECLI:EU:"];
    let register = REGISTERS.into_iter().find(|register| plain.starts_with(register))?;
    let written = plain.replacen("ETID-", "ETid-", 1);
    Some(Reference { written, family: Family::Register(register) })
}

static COUNCIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:ECLI:)?[A-Z]{2}:CE[A-Z]*:\d{4}:|CE )?(\d{3}) ?(\d{3})(?:\.\d{8})?$")
        .expect("a sound pattern")
});

fn council(plain: &str) -> Option<Reference> {
    let parts = COUNCIL.captures(plain)?;
    Some(Reference { written: format!("{}{}", &parts[1], &parts[2]), family: Family::ConseilDEtat })
}

fn other(plain: &str) -> Option<Reference> {
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    (digits >= 2 && plain.len() >= 4).then(|| Reference { written: plain.to_owned(), family: Family::Other })
}

static MENTION: LazyLock<Regex> = LazyLock::new(|| {
    let dash = "[ \u{a0}\u{202f}\u{2010}-\u{2015}\u{2212}-]";
    let pattern = format!(
        r"(?i)\b(?:(?:SAN|MEDP?){dash}?(?:19|20)\d\d{dash}\d{{1,4}}|ECLI:[A-Z]{{2}}:[A-Z]+:\d{{4}}:[A-Z0-9.]+|EXP\d{{9}}|ETid-\d+)\b"
    );
    Regex::new(&pattern).expect("a sound pattern")
});

/// References that a title holds, in their usual writing, each once.
pub(crate) fn mentioned(title: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for reference in MENTION.find_iter(title).filter_map(|found| Reference::read(found.as_str())) {
        if !found.contains(&reference.written) {
            found.push(reference.written);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Family, Reference, mentioned};

    #[test]
    fn one_writing_for_each_reference() {
        for (text, written) in [
            ("SAN-2022-019", "SAN-2022-019"),
            ("n°SAN 2020-012", "SAN-2020-012"),
            ("San–2022–019", "SAN-2022-019"),
            ("délibération n° 2013-420", "2013-420"),
            ("ECLI:FR:CECHR:2022:449209.20220128", "449209"),
            ("n° 449 209", "449209"),
            ("etid-979", "ETid-979"),
            ("PS/00421/2020", "PS/00421/2020"),
        ] {
            assert_eq!(
                Reference::read(text).map(|reference| reference.written),
                Some(written.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn two_digits_are_of_the_amf_and_words_are_no_reference() {
        assert_eq!(Reference::read("SAN-2013-01").map(|reference| reference.family), Some(Family::Other));
        assert_eq!(Reference::read("Uber"), None);
        assert_eq!(Reference::read("décision n°11"), None);
    }

    #[test]
    fn titles_give_their_references() {
        let title = "Délibération SAN-2025-007 du 11 septembre 2025 concernant l'injonction SAN‑2024‑019";
        assert_eq!(mentioned(title), ["SAN-2025-007", "SAN-2024-019"]);
    }
}

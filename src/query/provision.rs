//! Provisions: a law and the way into it.

use crate::text::fold;

/// Other names of laws, folded, and the short one that measures use.
const LAWS: &[(&str, &str)] = &[
    ("gdpr", "rgpd"),
    ("dsgvo", "rgpd"),
    ("loi informatique et libertes", "lil"),
    ("informatique et libertes", "lil"),
    ("loi 78 17", "lil"),
];

/// A provision as written: `RGPD 32`, `GDPR 5(1)(e)`, `82`, `RGPD`. It meets every provision that lies in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvisionTerm {
    /// As written.
    pub written: String,
}

impl ProvisionTerm {
    /// Whether a provision in the project's short form lies in this one: `RGPD 5` meets `RGPD 5-1-e`, and `82` meets
    /// `LIL 82`.
    pub fn meets(&self, provision: &str) -> bool {
        let (sought_law, sought_path) = law_and_path(&self.written);
        let (law, path) = law_and_path(provision);
        let empty = sought_law.is_none() && sought_path.is_empty();
        !empty
            && sought_law.is_none_or(|sought| law.as_ref() == Some(&sought))
            && path.starts_with(&sought_path)
    }
}

/// The law's short name, when there is one, and the numbers and letters that lead to the provision.
fn law_and_path(text: &str) -> (Option<String>, Vec<String>) {
    let folded = fold(text);
    let parts: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> =
        parts.into_iter().filter(|part| !matches!(*part, "art" | "article" | "du" | "de" | "la")).collect();
    let joined = parts.join(" ");
    for (long, short) in LAWS {
        if let Some(rest) = joined.strip_prefix(long).filter(|rest| rest.is_empty() || rest.starts_with(' '))
        {
            let rest: Vec<&str> = rest.split(' ').filter(|part| !part.is_empty()).collect();
            return (Some((*short).to_owned()), path(&rest));
        }
    }
    match parts.split_first() {
        Some((first, rest)) if is_law(first) => (Some((*first).to_owned()), path(rest)),
        _ => (None, path(&parts)),
    }
}

fn is_law(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_alphabetic)
}

/// The steps, with the letter of a code's part joined to its number: `L. 34-5` is `l34`, `5`.
fn path(parts: &[&str]) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    let mut book: Option<&str> = None;
    for part in parts {
        let opens_book = steps.is_empty() && matches!(*part, "l" | "r" | "d");
        if opens_book {
            book = Some(part);
        } else {
            steps.push(format!("{}{part}", book.take().unwrap_or_default()));
        }
    }
    steps.extend(book.map(str::to_owned));
    steps
}

#[cfg(test)]
mod tests {
    use super::ProvisionTerm;

    #[test]
    fn a_provision_holds_its_parts() {
        let check = |written: &str, provision: &str, expected: bool| {
            let term = ProvisionTerm { written: written.to_owned() };
            assert_eq!(term.meets(provision), expected, "{written} and {provision}");
        };
        check("RGPD 5", "RGPD 5-1-e", true);
        check("gdpr 5(1)(e)", "RGPD 5-1-e", true);
        check("RGPD 5-1-c", "RGPD 5-1-e", false);
        check("RGPD 3", "RGPD 32", false);
        check("82", "LIL 82", true);
        check("art. 82 LIL", "LIL 82", false);
        check("rgpd", "RGPD 6", true);
        check("rgpd", "LIL 82", false);
        check("CPCE L. 34-5", "CPCE L34-5", true);
        check("loi informatique et libertés 82", "LIL 82", true);
        check("", "LIL 82", false);
    }
}

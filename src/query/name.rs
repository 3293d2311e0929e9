//! Names of organisations, authorities, sources, people: how a written one meets those that are known.

use super::fold::Words;

/// Other names of at most this many letters count only as a whole, so that "X" does not meet every "société X".
const SHORT: usize = 2;

/// A name as written in a query, and the other names that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameTerm {
    /// As written, without the `*` of a beginning.
    pub written: String,
    /// Whether the last word is only the beginning of one.
    pub beginning: bool,
    /// Other names of the same organisation or group.
    pub others: Vec<String>,
}

impl NameTerm {
    /// Whether a name is meant: the written words stand in it side by side, or those of one of the other names do.
    pub fn meets(&self, name: &str) -> bool {
        let name = Words::of(name);
        name.hold(&Words::of(&self.written), self.beginning)
            || self.others.iter().any(|other| is_called(&name, other))
    }

    /// Whether a reference or identifier holds the written one, whatever the signs between letters and digits.
    pub(super) fn meets_reference(&self, reference: &str) -> bool {
        let joined = |text: &str| Words::of(text).iter().collect::<String>();
        let sought = joined(&self.written);
        !sought.is_empty() && joined(reference).contains(&sought)
    }
}

fn is_called(name: &Words, other: &str) -> bool {
    let other = Words::of(other);
    let letters: usize = other.iter().map(|word| word.chars().count()).sum();
    if letters <= SHORT { *name == other } else { name.hold(&other, false) }
}

#[cfg(test)]
mod tests {
    use super::NameTerm;

    #[test]
    fn names_are_met_word_by_word() {
        let term = |written: &str, others: &[&str]| NameTerm {
            written: written.to_owned(),
            beginning: false,
            others: others.iter().map(|other| (*other).to_owned()).collect(),
        };
        assert!(term("google", &[]).meets("GOOGLE LLC"));
        assert!(!term("free", &[]).meets("Freebox"));
        assert!(term("meta", &["Facebook", "WhatsApp"]).meets("Facebook Ireland"));
        assert!(term("twitter", &["X"]).meets("X"));
        assert!(!term("twitter", &["X"]).meets("société X"));
        assert!(term("san 2022-019", &[]).meets_reference("SAN-2022-019"));
        assert!(term("SAN-2022", &[]).meets_reference("SAN-2022-019"));
    }
}

//! Organisations that are known by name: aliases, groups, and how two writings of one name are compared.
//!
//! Knows names alone. Leaves to others where the list is read from, and which organisation a text means.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// An organisation of the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Organisation {
    /// Its usual name, by which it is filed.
    pub name: String,
    /// Other names: brands, former names, other writings.
    pub aliases: Vec<String>,
    /// The group that it belongs to, by its usual name.
    pub group: Option<String>,
    /// Its trade, in the list's words.
    pub sector: Option<String>,
    /// ISO 3166 code of its seat.
    pub country: Option<String>,
    /// Whether it is known for complaining, not for being complained of.
    pub complainant: bool,
}

/// The known organisations, found by any of their names.
///
/// Names are compared without case, accents, punctuation; first as they stand, then without legal forms (`SA`, `Ltd`,
/// `S.à r.l.`). When two organisations bear one name, the earlier of the list has it. An organisation in no list is found
/// by none of these methods: that says nothing about it.
#[derive(Debug, Clone, Default)]
pub struct Organisations {
    list: Vec<Organisation>,
    by_full_name: HashMap<String, usize>,
    by_bare_name: HashMap<String, usize>,
}

impl Organisations {
    /// The list in that order.
    pub fn new(list: Vec<Organisation>) -> Organisations {
        let mut organisations = Organisations::default();
        for organisation in list {
            organisations.push(organisation);
        }
        organisations
    }

    /// The same list with the reader's own aliases, pairs of alias and organisation, which go before those of the list.
    /// An organisation that the list lacks is added.
    pub fn with_aliases(mut self, aliases: &[(String, String)]) -> Organisations {
        for (alias, name) in aliases {
            let index = self.index_of(name).unwrap_or_else(|| self.push_name(name));
            self.list[index].aliases.push(alias.clone());
            self.by_full_name.insert(fold_name(alias), index);
            self.by_bare_name.insert(bare_name(alias), index);
        }
        self
    }

    fn push_name(&mut self, name: &str) -> usize {
        self.push(Organisation { name: name.to_owned(), ..Organisation::default() })
    }

    fn push(&mut self, organisation: Organisation) -> usize {
        let index = self.list.len();
        for name in std::iter::once(&organisation.name).chain(&organisation.aliases) {
            self.by_full_name.entry(fold_name(name)).or_insert(index);
            self.by_bare_name.entry(bare_name(name)).or_insert(index);
        }
        self.list.push(organisation);
        index
    }

    fn index_of(&self, name: &str) -> Option<usize> {
        self.by_full_name.get(&fold_name(name)).or_else(|| self.by_bare_name.get(&bare_name(name))).copied()
    }

    /// The organisation that bears this name.
    pub fn find(&self, name: &str) -> Option<&Organisation> {
        self.index_of(name).map(|index| &self.list[index])
    }

    /// The usual name of the organisation that bears this name, else the name itself.
    pub fn usual_name<'a>(&'a self, name: &'a str) -> &'a str {
        self.find(name).map_or(name, |organisation| &organisation.name)
    }

    /// The group of the organisation that bears this name; failing that, of the one whose name this one begins with
    /// (`Google Mexico` is taken for Google's), in whole words.
    pub fn group_of(&self, name: &str) -> Option<&str> {
        if let Some(organisation) = self.find(name) {
            return organisation.group.as_deref();
        }
        let folded = bare_name(name);
        let mut end = folded.len();
        while let Some(cut) = folded[..end].rfind(' ') {
            end = cut;
            if end < 4 {
                break;
            }
            if let Some(index) = self.by_bare_name.get(&folded[..end]) {
                return self.list[*index].group.as_deref();
            }
        }
        None
    }

    /// The members of a group, in the list's order.
    pub fn members<'a>(&'a self, group: &'a str) -> impl Iterator<Item = &'a Organisation> {
        self.list.iter().filter(move |organisation| organisation.group.as_deref() == Some(group))
    }

    /// Every organisation, in the list's order.
    pub fn iter(&self) -> impl Iterator<Item = &Organisation> {
        self.list.iter()
    }
}

/// A name for comparing: lower case, no accents, words of letters and digits separated by one blank; dots inside
/// abbreviations are dropped (`S.A.` is `sa`).
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| !is_combining_mark(*c) && *c != '.') {
        match c {
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ø' | 'Ø' => folded.push('o'),
            'ß' => folded.push_str("ss"),
            _ if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ if !folded.is_empty() && !folded.ends_with(' ') => folded.push(' '),
            _ => {}
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Legal forms as they look once folded, longest first where one ends another.
const LEGAL_FORMS: &[&str] = &[
    "unlimited company",
    "private limited company",
    "public limited company",
    "aktiengesellschaft",
    "aktiebolag",
    "co limited",
    "co ltd",
    "gmbh co kg",
    "gmbh and co kg",
    "ab co kg",
    "a b co kg",
    "co kg",
    "sp z oo",
    "sp z o o",
    "s a r l",
    "sa rl",
    "s p a",
    "s a s",
    "s a u",
    "s a",
    "s r l",
    "s r o",
    "b v",
    "n v",
    "limited",
    "incorporated",
    "corporation",
    "company",
    "sarl",
    "sasu",
    "eurl",
    "sas",
    "sca",
    "scop",
    "snc",
    "sci",
    "gie",
    "sau",
    "srl",
    "spa",
    "sro",
    "sl",
    "slu",
    "sa",
    "se",
    "ltd",
    "llc",
    "llp",
    "plc",
    "dac",
    "inc",
    "corp",
    "gmbh",
    "kg",
    "ag",
    "ab",
    "as",
    "asa",
    "oyj",
    "oy",
    "bv",
    "nv",
    "uab",
    "uc",
];

/// A folded name without its legal forms; the folded name itself when nothing else would be left.
pub fn bare_name(name: &str) -> String {
    let folded = fold_name(name);
    let mut rest = folded.as_str();
    while let Some(shorter) = without_legal_form(rest) {
        rest = shorter;
    }
    rest.to_owned()
}

fn without_legal_form(name: &str) -> Option<&str> {
    LEGAL_FORMS.iter().find_map(|form| {
        let before = name.strip_suffix(form)?.strip_suffix(' ')?;
        (!before.is_empty()).then_some(before)
    })
}

#[cfg(test)]
mod tests {
    use super::{Organisation, Organisations, bare_name};

    fn known() -> Organisations {
        let organisation = |name: &str, aliases: &[&str], group: &str| Organisation {
            name: name.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            group: Some(group.to_owned()),
            ..Organisation::default()
        };
        Organisations::new(vec![
            organisation("Google LLC", &["Google", "Google Inc."], "Alphabet"),
            organisation("Google Ireland Limited", &["Google Ireland"], "Alphabet"),
            organisation("Uber Technologies, Inc.", &["Uber"], "Uber"),
            organisation("Uber B.V.", &[], "Uber"),
        ])
    }

    #[test]
    fn legal_forms_accents_and_case_do_not_count() {
        for (written, folded) in [
            ("Amazon Europe Core S.à r.l.", "amazon europe core"),
            ("ACCOR SA", "accor"),
            ("Enel Energia S.p.A.", "enel energia"),
            ("McDonald’s Polska Sp. z o.o.", "mcdonald s polska"),
            ("H&M Hennes & Mauritz Online Shop A.B. & Co. KG", "h m hennes mauritz online shop"),
            ("Électricité de France", "electricite de france"),
            ("SAS", "sas"),
        ] {
            assert_eq!(bare_name(written), folded, "{written}");
        }
    }

    #[test]
    fn a_name_with_its_legal_form_goes_before_the_bare_one() {
        assert_eq!(known().usual_name("UBER BV"), "Uber B.V.");
        assert_eq!(known().usual_name("Uber"), "Uber Technologies, Inc.");
        assert_eq!(known().usual_name("google ireland ltd"), "Google Ireland Limited");
        assert_eq!(known().usual_name("Nobody"), "Nobody");
    }

    #[test]
    fn a_name_that_begins_with_a_known_one_is_of_its_group() {
        assert_eq!(known().group_of("Google Mexico"), Some("Alphabet"));
        assert_eq!(known().group_of("Googleplex"), None);
    }

    #[test]
    fn the_readers_aliases_go_first() {
        let own = [("Google".to_owned(), "Moteur".to_owned())];
        assert_eq!(known().with_aliases(&own).usual_name("GOOGLE"), "Moteur");
    }
}

//! Names made into numbers, so that grouping compares numbers and not texts; and how near two organisations are.

use std::collections::HashMap;

use super::reference::Reference;
use crate::domain::{Organisations, bare_name, fold_name};

/// A text by its number. Numbers depend on the order of reading and are compared for equality only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Symbol(u32);

/// An organisation as the ledger compares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Party {
    /// Its usual name, folded; what makes two parties one.
    pub(super) name: Symbol,
    /// The same without legal form.
    pub(super) bare: Symbol,
    /// First word of it, when that word means something alone.
    pub(super) first_word: Option<Symbol>,
    /// Its group, when it is known.
    pub(super) group: Option<Symbol>,
}

/// How near two organisations are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// One and the same.
    Same,
    /// Of one group, and one name begins as the other: Google, Google Ireland.
    Twin,
    /// Of one group.
    Group,
}

/// A reference as the ledger compares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Number {
    /// The usual writing.
    pub(super) written: Symbol,
    /// A register's number: the register.
    pub(super) register: Option<Symbol>,
    /// Whether it can only be the number of a notice or sanction.
    pub(super) of_an_authority: bool,
}

/// First words that many names share and that tell nothing.
const COMMON_WORDS: &[&str] = &[
    "societe",
    "groupe",
    "commune",
    "ville",
    "mairie",
    "ministere",
    "banque",
    "hopital",
    "centre",
    "clinique",
    "association",
    "cabinet",
    "caisse",
    "credit",
    "conseil",
    "federation",
    "union",
    "universite",
    "agence",
    "institut",
    "editions",
    "publications",
    "compagnie",
    "departement",
    "region",
    "syndicat",
    "office",
    "bank",
    "city",
    "the",
    "ministry",
    "hospital",
    "university",
    "medecin",
    "docteur",
    "total",
    "grand",
    "grande",
    "national",
    "nationale",
    "comite",
    "chambre",
    "laboratoire",
    "laboratoires",
    "restaurant",
    "hotel",
    "ecole",
    "college",
    "lycee",
];

/// Every text met so far, and the organisations that names stand for.
#[derive(Debug, Clone)]
pub(super) struct Names {
    organisations: Organisations,
    numbers: HashMap<String, Symbol>,
    texts: Vec<String>,
    /// The organisation of each name as written, and that name folded, without legal form.
    parties: HashMap<String, Option<(Party, Symbol)>>,
    references: HashMap<String, Option<Number>>,
}

impl Names {
    pub(super) fn new(organisations: Organisations) -> Names {
        Names {
            organisations,
            numbers: HashMap::new(),
            texts: Vec::new(),
            parties: HashMap::new(),
            references: HashMap::new(),
        }
    }

    pub(super) fn organisations(&self) -> &Organisations {
        &self.organisations
    }

    /// The number of a text, given now if it has none.
    pub(super) fn symbol(&mut self, text: &str) -> Symbol {
        if let Some(symbol) = self.numbers.get(text) {
            return *symbol;
        }
        let symbol = Symbol(u32::try_from(self.texts.len()).expect("fewer than four thousand million texts"));
        self.numbers.insert(text.to_owned(), symbol);
        self.texts.push(text.to_owned());
        symbol
    }

    pub(super) fn text(&self, symbol: Symbol) -> &str {
        &self.texts[symbol.0 as usize]
    }

    /// The authority's number; its case and accents do not count.
    pub(super) fn authority(&mut self, name: &str) -> Symbol {
        let folded = fold_name(name);
        self.symbol(&folded)
    }

    /// The organisation of that name; nothing when the name holds no letter or digit.
    pub(super) fn party(&mut self, name: &str) -> Option<Party> {
        if let Some(known) = self.parties.get(name) {
            return known.map(|(party, _)| party);
        }
        let party = self.read_party(name);
        let written = self.symbol(&bare_name(name));
        self.parties.insert(name.to_owned(), party.map(|party| (party, written)));
        party
    }

    /// Whether a name is the beginning of another in whole words, both as written: "Amazon" of "Amazon France Logistique",
    /// whatever else the brand is the usual name of. Both must have been met.
    pub(super) fn is_brand_of(&self, brand: &str, name: &str) -> bool {
        let written = |name: &str| Some(self.text(self.parties.get(name).copied().flatten()?.1));
        match (written(brand), written(name)) {
            (Some(brand), Some(name)) => name.strip_prefix(brand).is_some_and(|rest| rest.starts_with(' ')),
            _ => false,
        }
    }

    /// The organisation of a name that was met before; nothing for any other.
    pub(super) fn known_party(&self, name: &str) -> Option<Party> {
        self.parties.get(name).copied().flatten().map(|(party, _)| party)
    }

    fn read_party(&mut self, name: &str) -> Option<Party> {
        let usual = self.organisations.usual_name(name).to_owned();
        let known = self.organisations.find(name).is_some();
        let bare = bare_name(&usual);
        let filed = if known { fold_name(&usual) } else { bare.clone() };
        if filed.is_empty() {
            return None;
        }
        let group = self.organisations.group_of(name).map(fold_name);
        let first = bare.split(' ').next().filter(|word| word.len() >= 4 && !COMMON_WORDS.contains(word));
        Some(Party {
            first_word: first.map(|word| self.symbol(word)),
            name: self.symbol(&filed),
            bare: self.symbol(&bare),
            group: group.map(|group| self.symbol(&group)),
        })
    }

    /// How near two organisations are; nothing when they have nothing in common.
    pub(super) fn nearness(&self, one: Party, other: Party) -> Option<Nearness> {
        if one.name == other.name {
            return Some(Nearness::Same);
        }
        match (one.group, other.group) {
            (Some(group), Some(other_group)) if group != other_group => None,
            (Some(_), Some(_)) if one.first_word.is_some() && one.first_word == other.first_word => {
                Some(Nearness::Twin)
            }
            (Some(_), Some(_)) if self.begins(one, other) => Some(Nearness::Twin),
            (Some(_), Some(_)) => Some(Nearness::Group),
            _ if self.holds(one, other) || self.holds(other, one) || self.is_other_spelling(one, other) => {
                Some(Nearness::Twin)
            }
            _ => None,
        }
    }

    /// Whether one of the two names begins with the other, in whole words.
    fn begins(&self, one: Party, other: Party) -> bool {
        self.is_short_for(one, other) || self.is_short_for(other, one)
    }

    /// Whether a name of no known group stands in another in whole words: `Osasuna`, `Club Atlético Osasuna`.
    fn holds(&self, long: Party, short: Party) -> bool {
        let (long, short) = (self.text(long.bare), self.text(short.bare));
        let shortest = 4;
        let on_edge = |text: &str, edge: fn(&str) -> Option<char>| edge(text).is_none_or(|c| c == ' ');
        short.len() >= shortest
            && !COMMON_WORDS.contains(&short)
            && long.match_indices(short).any(|(at, _)| {
                on_edge(&long[..at], |before| before.chars().next_back())
                    && on_edge(&long[at + short.len()..], |after| after.chars().next())
            })
    }

    /// Whether the two names differ by their last letters at most: `Futura Internationale`, `Futura International`.
    fn is_other_spelling(&self, one: Party, other: Party) -> bool {
        let (one, other) = (self.text(one.bare), self.text(other.bare));
        let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        let longest_ending = 2;
        short.len() >= 8 && long.len() - short.len() <= longest_ending && long.starts_with(short)
    }

    /// Whether `short` is the beginning of `long`, in whole words, and shorter.
    pub(super) fn is_short_for(&self, short: Party, long: Party) -> bool {
        let (short, long) = (self.text(short.bare), self.text(long.bare));
        long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
    }

    /// The reference of that writing; nothing when it names no decision.
    pub(super) fn number(&mut self, text: &str) -> Option<Number> {
        if let Some(number) = self.references.get(text) {
            return *number;
        }
        let number = Reference::read(text).map(|reference| Number {
            written: self.symbol(&reference.written),
            register: match &reference.family {
                super::reference::Family::Register(register) => Some(self.symbol(register)),
                _ => None,
            },
            of_an_authority: reference.is_of_an_authority(),
        });
        self.references.insert(text.to_owned(), number);
        number
    }
}

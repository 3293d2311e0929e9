//! The fields, and the names that a reader may give them.

use super::fold;
use super::nearest::nearest;
use crate::domain::Language;

/// How a field's value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    /// A name, of any words.
    Name,
    /// A word of a fixed table.
    Choice,
    /// A sum.
    Amount,
    /// A date.
    Date,
    /// A provision: a law and a number.
    Provision,
    /// Words of the text.
    Text,
    /// The order of the answer.
    Sort,
}

macro_rules! fields {
    ($($variant:ident = $nature:ident, $english:literal, $french:literal, [$($other:literal),*], $example:literal, $meaning:literal;)*) => {
        /// A field of a query.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FieldName {
            $(#[doc = $meaning] $variant,)*
        }

        impl FieldName {
            /// Every field, in the order of the help.
            pub const ALL: &'static [FieldName] = &[$(FieldName::$variant),*];

            pub(super) const fn nature(self) -> Nature {
                match self { $(FieldName::$variant => Nature::$nature),* }
            }

            /// Its English name, which is also its code.
            pub const fn code(self) -> &'static str {
                match self { $(FieldName::$variant => $english),* }
            }

            const fn french(self) -> &'static str {
                match self { $(FieldName::$variant => $french),* }
            }

            const fn others(self) -> &'static [&'static str] {
                match self { $(FieldName::$variant => &[$($other),*]),* }
            }

            /// A use of it.
            pub const fn example(self) -> &'static str {
                match self { $(FieldName::$variant => $example),* }
            }
        }
    };
}

fields! {
    Company = Name, "company", "société", ["organisme", "organisation", "entreprise", "org"], "company:google", "The organisation aimed at, under any of its names.";
    Authority = Name, "authority", "autorité", ["regulator", "régulateur"], "authority:cnil", "Who acts.";
    Type = Choice, "type", "sanction", ["mesure", "measure", "kind", "acte"], "type:astreinte", "The nature of the act.";
    Amount = Amount, "amount", "montant", ["somme", "sum"], "amount:>1M€", "The sum.";
    Date = Date, "date", "date", ["decision", "décision", "decided"], "date:2022..2024", "When the act was decided.";
    Article = Provision, "article", "article", ["provision", "disposition", "art"], "article:\"RGPD 32\"", "A provision breached or invoked.";
    Theme = Choice, "theme", "thème", ["manquement", "breach", "sujet"], "theme:cookies", "What the breach is about.";
    Ref = Name, "ref", "réf", ["référence", "reference", "numéro", "number"], "ref:SAN-2022", "The reference of the act, or its beginning.";
    Complainant = Name, "complainant", "plaignant", [], "complainant:noyb", "Who complained.";
    Source = Name, "source", "source", ["flux", "feed"], "source:cnil", "Where the article came from.";
    Published = Date, "published", "publié", ["paru", "publication"], "published:\"since 90d\"", "When the article was published.";
    Fetched = Date, "fetched", "relevé", ["reçu", "received"], "fetched:today", "When the article was first fetched.";
    Title = Text, "title", "titre", [], "title:astreinte", "Words of the title.";
    Text = Text, "text", "texte", ["body", "corps"], "text:\"reconnaissance faciale\"", "Words of the body.";
    Author = Name, "author", "auteur", [], "author:martin", "Who wrote the article.";
    Tag = Name, "tag", "étiquette", ["tags"], "tag:client", "A word that the reader put on it, or that its source bears.";
    Lang = Choice, "lang", "langue", ["language"], "lang:fr", "The language of the article.";
    Trust = Choice, "trust", "fiabilité", ["rang"], "trust:press", "How far its source is believed.";
    Is = Choice, "is", "est", ["état"], "is:unread", "A state of the article or of the measure.";
    Has = Choice, "has", "avec", [], "has:deadline", "What the article or the measure bears.";
    Id = Name, "id", "id", [], "id:4d6ca385", "The article's identifier, or its beginning.";
    Sort = Sort, "sort", "tri", ["trier", "order", "ordre"], "sort:amount,-date", "The order of the answer.";
}

impl FieldName {
    /// Its name in a language; English for any but French.
    pub const fn name(self, language: Language) -> &'static str {
        match language {
            Language::French => self.french(),
            _ => self.code(),
        }
    }

    /// Every name that it answers to.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        [self.code(), self.french()].into_iter().chain(self.others().iter().copied())
    }

    /// The field of that name, whatever its case and accents.
    pub fn from_name(name: &str) -> Option<FieldName> {
        let name = fold::key(name);
        FieldName::ALL.iter().copied().find(|field| field.names().any(|own| fold::key(own) == name))
    }

    /// The valid name nearest to one that is not.
    pub(super) fn nearest(name: &str) -> Option<&'static str> {
        let written = fold::key(name);
        let names: Vec<(String, &'static str)> =
            FieldName::ALL.iter().flat_map(|field| field.names()).map(|own| (fold::key(own), own)).collect();
        let found = nearest(&written, names.iter().map(|(key, _)| key.as_str()))?;
        names.iter().find(|(key, _)| key == found).map(|(_, own)| *own)
    }
}

//! The values of fields that have a fixed table, with their words in English and French.
//!
//! The first word is the one printed in English, the second in French; the others are understood. Hyphens stand for
//! blanks, so that each prints as one word.

use super::fold;
use super::nearest::nearest;
use crate::domain::{Kind, Language, Theme, Trust};

/// A value and the words for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<T: 'static> {
    pub(super) value: T,
    english: &'static str,
    french: &'static str,
    others: &'static [&'static str],
}

impl<T> Word<T> {
    /// The word in a language; English for any but French.
    pub(super) fn name(&self, language: Language) -> &'static str {
        match language {
            Language::French => self.french,
            _ => self.english,
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.english, self.french].into_iter().chain(self.others.iter().copied())
    }

    fn is_called(&self, key: &str) -> bool {
        self.names().any(|name| fold::key(name) == key)
    }
}

const fn word<T>(
    value: T,
    english: &'static str,
    french: &'static str,
    others: &'static [&'static str],
) -> Word<T> {
    Word { value, english, french, others }
}

/// What a written value stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found<T> {
    /// It is a word of the table.
    Exactly(T),
    /// It is not, but this one is meant.
    Nearly(T, &'static str),
    /// Nothing is like it.
    Nothing,
}

/// Looks a written value up, whatever its case, accents, hyphens and slips.
pub(super) fn find<T: Copy>(table: &[Word<T>], written: &str) -> Found<T> {
    let key = fold::key(written);
    if let Some(word) = table.iter().find(|word| word.is_called(&key)) {
        return Found::Exactly(word.value);
    }
    let names: Vec<(String, &Word<T>, &'static str)> =
        table.iter().flat_map(|word| word.names().map(move |name| (fold::key(name), word, name))).collect();
    let near = nearest(&key, names.iter().map(|(name, ..)| name.as_str()));
    match near.and_then(|near| names.iter().find(|(name, ..)| name == near)) {
        Some((_, word, name)) => Found::Nearly(word.value, name),
        None => Found::Nothing,
    }
}

/// Whether it is a word of the table.
pub(super) fn is_word<T: Copy>(table: &[Word<T>], written: &str) -> bool {
    let key = fold::key(written);
    table.iter().any(|word| word.is_called(&key))
}

/// The word of a value in a language.
pub(super) fn name_of<T: PartialEq>(table: &[Word<T>], value: &T, language: Language) -> &'static str {
    let word = table.iter().find(|word| word.value == *value);
    word.map(|word| word.name(language)).expect("every value has a word")
}

/// A kind, or several kinds under one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KindChoice {
    /// One kind.
    One(Kind),
    /// What a sanctioning body pronounces (for the CNIL: loi n° 78-17, art. 20): fine, reprimand, injunction, processing
    /// ban, periodic penalty and its liquidation.
    Sanction,
    /// Both kinds of astreinte.
    Penalty,
    /// What orders: injunction, formal notice, processing ban.
    Order,
    /// A court's ruling on an earlier act.
    Ruling,
    /// What is not decided yet: complaint, investigation.
    Pending,
}

impl KindChoice {
    /// Whether a kind belongs to it.
    pub fn covers(self, kind: Kind) -> bool {
        match self {
            KindChoice::One(one) => one == kind,
            KindChoice::Sanction => matches!(
                kind,
                Kind::AdministrativeFine
                    | Kind::Reprimand
                    | Kind::Injunction
                    | Kind::ProcessingBan
                    | Kind::PeriodicPenalty
                    | Kind::PenaltyLiquidation
            ),
            KindChoice::Penalty => matches!(kind, Kind::PeriodicPenalty | Kind::PenaltyLiquidation),
            KindChoice::Order => matches!(kind, Kind::Injunction | Kind::FormalNotice | Kind::ProcessingBan),
            KindChoice::Ruling => kind.is_ruling(),
            KindChoice::Pending => matches!(kind, Kind::Complaint | Kind::Investigation),
        }
    }
}

pub(super) const KINDS: &[Word<KindChoice>] = &[
    word(
        KindChoice::One(Kind::AdministrativeFine),
        "fine",
        "amende",
        &["sanction pécuniaire", "amende administrative", "fines", "amendes"],
    ),
    word(KindChoice::Penalty, "penalty", "astreinte", &["astreintes", "penalties"]),
    word(KindChoice::One(Kind::PeriodicPenalty), "periodic_penalty", "astreinte-prononcée", &[]),
    word(
        KindChoice::One(Kind::PenaltyLiquidation),
        "penalty_liquidation",
        "liquidation-d’astreinte",
        &["liquidation", "astreinte liquidée"],
    ),
    word(KindChoice::One(Kind::Injunction), "injunction", "injonction", &["mise en conformité"]),
    word(
        KindChoice::One(Kind::FormalNotice),
        "formal_notice",
        "mise-en-demeure",
        &["notice", "med", "mises en demeure"],
    ),
    word(
        KindChoice::One(Kind::Reprimand),
        "reprimand",
        "rappel-à-l’ordre",
        &["avertissement", "blâme", "warning", "rappel"],
    ),
    word(
        KindChoice::One(Kind::ProcessingBan),
        "processing_ban",
        "interdiction-du-traitement",
        &["ban", "limitation", "suspension", "interdiction"],
    ),
    word(KindChoice::One(Kind::Settlement), "settlement", "transaction", &["composition", "engagements"]),
    word(
        KindChoice::One(Kind::Complaint),
        "complaint",
        "plainte",
        &["réclamation", "saisine", "complaints", "plaintes"],
    ),
    word(
        KindChoice::One(Kind::Investigation),
        "investigation",
        "enquête",
        &["contrôle", "procédure", "inquiry"],
    ),
    word(KindChoice::One(Kind::Upheld), "upheld", "recours-rejeté", &["rejet du recours", "rejet"]),
    word(KindChoice::One(Kind::Annulled), "annulled", "annulation", &["annulé"]),
    word(KindChoice::One(Kind::Reduced), "reduced", "réduction", &["réduit"]),
    word(KindChoice::Sanction, "sanction", "sanction", &["sanctions"]),
    word(KindChoice::Order, "order", "ordre", &["mesure correctrice", "orders"]),
    word(KindChoice::Ruling, "ruling", "recours", &["appeal", "jugement"]),
    word(KindChoice::Pending, "pending", "en-cours", &["ouvert", "open"]),
];

pub(super) const THEMES: &[Word<Theme>] = &[
    word(Theme::Lawfulness, "lawfulness", "base-légale", &["licéité", "legal basis"]),
    word(Theme::Consent, "consent", "consentement", &[]),
    word(Theme::Cookies, "cookies", "cookies", &["traceurs", "cookie", "cookies et traceurs", "trackers"]),
    word(Theme::Transparency, "transparency", "transparence", &["information"]),
    word(Theme::Rights, "rights", "droits", &["droit d'accès", "droits des personnes"]),
    word(Theme::Retention, "retention", "conservation", &["durée de conservation"]),
    word(Theme::Minimisation, "minimisation", "minimisation", &["minimization"]),
    word(Theme::Accuracy, "accuracy", "exactitude", &[]),
    word(Theme::Purpose, "purpose", "finalité", &["finalités"]),
    word(Theme::Security, "security", "sécurité", &[]),
    word(
        Theme::BreachNotification,
        "breach_notification",
        "violation-de-données",
        &["fuite", "notification", "data breach"],
    ),
    word(Theme::Processor, "processor", "sous-traitance", &["sous-traitant"]),
    word(Theme::JointControllers, "joint_controllers", "responsabilité-conjointe", &[]),
    word(Theme::Transfers, "transfers", "transferts", &["transfert"]),
    word(Theme::Dpia, "dpia", "analyse-d’impact", &["aipd", "pia"]),
    word(Theme::Records, "records", "registre", &[]),
    word(Theme::Dpo, "dpo", "dpd", &["délégué"]),
    word(Theme::Cooperation, "cooperation", "coopération", &[]),
    word(Theme::Prospecting, "prospecting", "prospection", &["démarchage", "marketing"]),
    word(Theme::Biometrics, "biometrics", "biométrie", &["reconnaissance faciale", "facial recognition"]),
    word(Theme::Health, "health", "santé", &["données de santé"]),
    word(Theme::Minors, "minors", "mineurs", &["enfants", "children"]),
    word(
        Theme::VideoSurveillance,
        "video_surveillance",
        "vidéosurveillance",
        &["vidéo", "cctv", "vidéoprotection"],
    ),
    word(Theme::Geolocation, "geolocation", "géolocalisation", &[]),
    word(Theme::Employees, "employees", "salariés", &["employés"]),
    word(Theme::Ai, "ai", "ia", &["intelligence artificielle"]),
    word(Theme::Competition, "competition", "concurrence", &["antitrust"]),
    word(Theme::Consumer, "consumer", "consommation", &["consommateurs"]),
    word(Theme::Aml, "aml", "blanchiment", &["lcb-ft", "lcbft"]),
    word(Theme::MarketAbuse, "market_abuse", "abus-de-marché", &["délit d'initié"]),
    word(Theme::Other, "other", "autre", &[]),
];

pub(super) const LANGUAGES: &[Word<Language>] = &[
    word(Language::French, "fr", "fr", &["français", "french"]),
    word(Language::English, "en", "en", &["anglais", "english"]),
    word(Language::Other, "other", "autre", &["und"]),
];

pub(super) const TRUSTS: &[Word<Trust>] = &[
    word(Trust::Authority, "authority", "autorité", &["primary"]),
    word(Trust::Court, "court", "juridiction", &["tribunal"]),
    word(Trust::Official, "official", "officiel", &["journal officiel"]),
    word(Trust::LawFirm, "law_firm", "juristes", &["avocats", "lawyers", "cabinet"]),
    word(Trust::Press, "press", "presse", &[]),
];

/// A state of an article, or of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// The article is not read yet.
    Unread,
    /// The article is read.
    Read,
    /// The article bears a star.
    Starred,
    /// The article's source changed it after it was fetched.
    Changed,
    /// A reader corrected what the machine found in it.
    Corrected,
    /// The measure is what the article is about.
    Main,
    /// The measure is told as context.
    Background,
    /// The engine is not sure of the measure.
    Doubtful,
    /// The measure aims at an organisation that is not named.
    Anonymous,
}

impl State {
    /// Whether it is said of a measure rather than of the article.
    pub const fn is_of_a_measure(self) -> bool {
        matches!(self, State::Main | State::Background | State::Doubtful | State::Anonymous)
    }
}

pub(super) const STATES: &[Word<State>] = &[
    word(State::Unread, "unread", "non-lu", &["nouveau", "new"]),
    word(State::Read, "read", "lu", &[]),
    word(State::Starred, "starred", "favori", &["étoile", "star"]),
    word(State::Changed, "changed", "modifié", &[]),
    word(State::Corrected, "corrected", "corrigé", &[]),
    word(State::Main, "main", "principal", &[]),
    word(State::Background, "background", "contexte", &["rappel"]),
    word(State::Doubtful, "doubtful", "douteux", &["incertain"]),
    word(State::Anonymous, "anonymous", "anonyme", &[]),
];

/// Something that an article, or a measure, may bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FactSign {
    /// The article tells a measure.
    Measure,
    /// The measure names an authority.
    Authority,
    /// The measure names an organisation.
    Company,
    /// The measure bears a sum.
    Amount,
    /// The measure bears a date.
    Date,
    /// The measure bears a reference.
    Reference,
    /// The measure cites provisions.
    Provision,
    /// The measure has themes.
    Theme,
    /// The measure names who complained.
    Complainant,
    /// The measure gives time to comply.
    Deadline,
    /// The article has a permanent link.
    Link,
    /// The article names its author.
    Author,
    /// The article bears tags.
    Tag,
    /// A reader wrote a note on the article.
    Note,
}

impl FactSign {
    /// Whether it is said of a measure rather than of the article.
    pub const fn is_of_a_measure(self) -> bool {
        !matches!(self, FactSign::Link | FactSign::Author | FactSign::Tag | FactSign::Note)
    }
}

pub(super) const SIGNS: &[Word<FactSign>] = &[
    word(FactSign::Measure, "measure", "mesure", &["fait", "fact", "facts", "faits"]),
    word(FactSign::Authority, "authority", "autorité", &[]),
    word(FactSign::Company, "company", "société", &["organisme", "organisation"]),
    word(FactSign::Amount, "amount", "montant", &["somme", "sum"]),
    word(FactSign::Date, "date", "date", &[]),
    word(FactSign::Reference, "ref", "réf", &["référence", "reference"]),
    word(FactSign::Provision, "article", "article", &["provision", "disposition"]),
    word(FactSign::Theme, "theme", "thème", &["manquement", "breach"]),
    word(FactSign::Complainant, "complainant", "plaignant", &[]),
    word(FactSign::Deadline, "deadline", "délai", &["échéance"]),
    word(FactSign::Link, "link", "lien", &[]),
    word(FactSign::Author, "author", "auteur", &[]),
    word(FactSign::Tag, "tag", "étiquette", &[]),
    word(FactSign::Note, "note", "note", &[]),
];

/// What an answer is ordered by. Dates go from the newest, sums from the greatest, names from A.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// How well the words match.
    Relevance,
    /// Publication.
    Published,
    /// First fetch.
    Fetched,
    /// Decision.
    Date,
    /// Sum.
    Amount,
    /// Organisation.
    Company,
    /// Authority.
    Authority,
    /// Source.
    Source,
    /// Title.
    Title,
}

pub(super) const ORDERS: &[Word<Order>] = &[
    word(Order::Relevance, "relevance", "pertinence", &["score"]),
    word(Order::Published, "published", "publié", &["publication"]),
    word(Order::Fetched, "fetched", "relevé", &["reçu"]),
    word(Order::Date, "date", "date", &["décision", "decision"]),
    word(Order::Amount, "amount", "montant", &["somme", "sum"]),
    word(Order::Company, "company", "société", &["organisme"]),
    word(Order::Authority, "authority", "autorité", &[]),
    word(Order::Source, "source", "source", &[]),
    word(Order::Title, "title", "titre", &[]),
];

#[cfg(test)]
mod tests {
    use super::{
        FactSign, Found, KINDS, KindChoice, LANGUAGES, ORDERS, SIGNS, STATES, THEMES, TRUSTS, Word, find,
    };
    use crate::domain::{Kind, Language, Theme, Trust};
    use crate::query::fold;

    fn no_word_twice<T>(table: &[Word<T>]) {
        let mut seen: Vec<(String, usize)> = Vec::new();
        for (rank, word) in table.iter().enumerate() {
            for name in word.names() {
                let key = fold::key(name);
                assert!(
                    seen.iter().all(|(other, of)| *other != key || *of == rank),
                    "{name} stands for two values"
                );
                seen.push((key, rank));
            }
            for language in [Language::French, Language::English] {
                assert!(
                    !word.name(language).contains([' ', ',', '(', ')', '"']),
                    "{} prints as one word",
                    word.english
                );
            }
        }
    }

    #[test]
    fn every_word_has_one_meaning() {
        no_word_twice(KINDS);
        no_word_twice(THEMES);
        no_word_twice(LANGUAGES);
        no_word_twice(TRUSTS);
        no_word_twice(STATES);
        no_word_twice(SIGNS);
        no_word_twice(ORDERS);
    }

    #[test]
    fn every_value_has_words() {
        for kind in Kind::ALL {
            assert_eq!(find(KINDS, kind.code()), Found::Exactly(KindChoice::One(kind)));
        }
        for theme in Theme::ALL {
            assert_eq!(find(THEMES, theme.code()), Found::Exactly(*theme));
        }
        for trust in Trust::ALL {
            assert_eq!(find(TRUSTS, trust.code()), Found::Exactly(trust));
        }
        assert_eq!(find(SIGNS, "délai"), Found::Exactly(FactSign::Deadline));
    }

    #[test]
    fn slips_find_their_word() {
        assert_eq!(find(KINDS, "astrente"), Found::Nearly(KindChoice::Penalty, "astreinte"));
        assert_eq!(find(KINDS, "MISE EN DEMEURE"), Found::Exactly(KindChoice::One(Kind::FormalNotice)));
        assert_eq!(find(KINDS, "zzz"), Found::Nothing);
    }
}

//! The notions that words stand for: the keys of `assets/rules/cues.toml`.
//!
//! Knows their names alone; their words are data, and what follows from them is learnt or ruled elsewhere.

macro_rules! cues {
    ($($variant:ident = $key:literal;)*) => {
        /// A notion that a word or a phrase tells.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub(crate) enum Cue {
            $(#[doc = $key] $variant,)*
        }

        impl Cue {
            /// Every cue, in the order of the file.
            pub(crate) const ALL: &'static [Cue] = &[$(Cue::$variant),*];

            /// Its key in the file.
            pub(crate) const fn key(self) -> &'static str {
                match self { $(Cue::$variant => $key),* }
            }
        }
    };
}

cues! {
    FineNoun = "fine_noun";
    BillNoun = "bill_noun";
    AstreinteNoun = "astreinte_noun";
    PerDay = "per_day";
    PerWeek = "per_week";
    PerMonth = "per_month";
    Delay = "delay";
    Liquidation = "liquidation";
    SettlementNoun = "settlement_noun";
    Commitments = "commitments";
    Concluded = "concluded";
    Inflict = "inflict";
    Condemn = "condemn";
    Undergo = "undergo";
    Turnover = "turnover";
    Damages = "damages";
    Provision = "provision";
    Conversion = "conversion";
    Total = "total";
    Statistics = "statistics";
    Range = "range";
    Maximum = "maximum";
    Risk = "risk";
    Hypothetical = "hypothetical";
    Negation = "negation";
    Requested = "requested";
    Planned = "planned";
    Awaited = "awaited";
    Earlier = "earlier";
    Separately = "separately";
    Injunction = "injunction";
    ComplyVerb = "comply_verb";
    Must = "must";
    FormalNotice = "formal_notice";
    NoticeClosed = "notice_closed";
    Reprimand = "reprimand";
    Reminder = "reminder";
    Ban = "ban";
    Processing = "processing";
    Complaint = "complaint";
    Seized = "seized";
    Investigation = "investigation";
    OpenVerb = "open_verb";
    Uphold = "uphold";
    Annul = "annul";
    Reduce = "reduce";
    AppealNoun = "appeal_noun";
    Court = "court";
    Respectively = "respectively";
    Jointly = "jointly";
    Several = "several";
    Composed = "composed";
    PersonFine = "person_fine";
    BreachOwn = "breach_own";
    DamagesCourt = "damages_court";
}

impl Cue {
    /// Reads a key.
    pub(crate) fn from_key(key: &str) -> Option<Cue> {
        Cue::ALL.iter().copied().find(|cue| cue.key() == key)
    }
}

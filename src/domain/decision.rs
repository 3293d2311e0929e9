//! A decision: one act of an authority, however many articles tell it; and the case that decisions belong to.
//!
//! Plain values, with what each says and why. Leaves to `ledger` how they are found.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::{
    ArticleId, Authority, Deadline, Kind, Money, PartialDate, Period, Provision, Role, SourceId, Theme, Trust,
};

/// Eight bytes of a hash, printed as sixteen hexadecimal digits. Made from the authority and the reference where there is
/// one, else from the earliest article that tells it: equal on every machine that has read the same articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionId(pub [u8; 8]);

impl fmt::Display for DecisionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// A text that is not sixteen hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a decision's identifier: {0:?}")]
pub struct NotADecisionId(String);

impl FromStr for DecisionId {
    type Err = NotADecisionId;

    fn from_str(text: &str) -> Result<DecisionId, NotADecisionId> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = digits.then(|| u64::from_str_radix(text, 16).ok()).flatten();
        number.map(|number| DecisionId(number.to_be_bytes())).ok_or_else(|| NotADecisionId(text.to_owned()))
    }
}

/// Makes an enum whose variants have an exported value.
macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $code:literal, $meaning:literal;)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $meaning] $variant,)*
        }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The exported value, of which the label's key is made too.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code),* }
            }
        }
    };
}

coded! {
    /// Where a decision stands in the life of a case, in the order in which they usually come.
    Stage {
        Complaint = "complaint", "Plainte, saisine.";
        Investigation = "investigation", "Contrôle, enquête, procédure ouverte.";
        Notice = "notice", "Mise en demeure.";
        Sanction = "sanction", "Amende, injonction, astreinte prononcée, rappel à l'ordre, interdiction.";
        Settlement = "settlement", "Transaction, composition, engagements.";
        Ruling = "ruling", "A court's ruling on an earlier decision.";
        Liquidation = "liquidation", "Liquidation d'astreinte.";
        Closure = "closure", "Clôture of a notice or of an injunction.";
    }
}

impl Stage {
    /// The stage at which a measure of that kind stands.
    pub const fn of(kind: Kind) -> Stage {
        match kind {
            Kind::Complaint => Stage::Complaint,
            Kind::Investigation => Stage::Investigation,
            Kind::FormalNotice => Stage::Notice,
            Kind::AdministrativeFine
            | Kind::PeriodicPenalty
            | Kind::Injunction
            | Kind::Reprimand
            | Kind::ProcessingBan => Stage::Sanction,
            Kind::Settlement => Stage::Settlement,
            Kind::Upheld | Kind::Annulled | Kind::Reduced => Stage::Ruling,
            Kind::PenaltyLiquidation => Stage::Liquidation,
        }
    }
}

coded! {
    /// Why an article was taken to tell a decision.
    Reason {
        First = "first", "It is the one that the others were held against.";
        SameReference = "same-reference", "It gives the same reference.";
        SameAuthority = "same-authority", "It names the same authority.";
        SameOrganisation = "same-organisation", "It names the same organisation, under this name or another.";
        SameGroup = "same-group", "It names an organisation of the same group.";
        SameSum = "same-sum", "It gives the same sum.";
        RoundedSum = "rounded-sum", "It gives a sum that differs by a rounding.";
        OtherSum = "other-sum", "It gives another sum: a clash.";
        SumOfParts = "sum-of-parts", "It gives the sum of parts that others give, or the parts.";
        OtherKind = "other-kind", "It takes the act for one of another kind: a clash.";
        SameDay = "same-day", "It gives the same day.";
        DatesAgree = "dates-agree", "It gives a month or year that holds the day.";
        DatesNear = "dates-near", "It gives a day near by, as days of decision and of publication are.";
        ToldNear = "told-near", "It was published near that day.";
        EarlierAct = "earlier-act", "It recalls an earlier act without a date, and this is the latest that fits.";
        ByHand = "by-hand", "The reader joined them.";
    }
}

coded! {
    /// What a later decision is to an earlier one.
    Relation {
        OnComplaint = "on-complaint", "It answers a complaint.";
        AfterInvestigation = "after-investigation", "It ends an investigation.";
        AfterNotice = "after-notice", "It follows a formal notice.";
        Appeal = "appeal", "It rules on it.";
        Liquidation = "liquidation", "It liquidates its periodic penalty.";
        Closure = "closure", "It closes it.";
        Follows = "follows", "It cites its reference.";
    }
}

coded! {
    /// Why two decisions were linked.
    LinkReason {
        CitesReference = "cites-reference", "The later one cites the reference of the earlier one.";
        ToldTogether = "told-together", "An article on the later one recalls the earlier one.";
        SameSum = "same-sum", "The sum that stands is the sum of the earlier one.";
        LargerSum = "larger-sum", "The earlier sum is larger than the reduced one.";
        SameComplainant = "same-complainant", "The same person or association complained.";
        SharedThemes = "shared-themes", "Both are about the same breaches.";
        LatestBefore = "latest-before", "It is the latest of this organisation that it can be about.";
    }
}

/// A value and who gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim<T> {
    /// What is said.
    pub value: T,
    /// Articles that say so, the most trusted first.
    pub articles: Vec<ArticleId>,
    /// The trust of the most trusted of them.
    pub trust: Trust,
    /// Whether the reader says so, which goes before any source.
    pub by_reader: bool,
}

/// A field as its sources tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciled<T> {
    /// What each says, the most believed first; never empty. More than one is a clash.
    pub claims: Vec<Claim<T>>,
}

impl<T> Reconciled<T> {
    /// What is believed.
    pub fn value(&self) -> &T {
        &self.claims[0].value
    }

    /// Whether sources contradict one another.
    pub fn clashes(&self) -> bool {
        self.claims.len() > 1
    }

    /// What is said against the believed value.
    pub fn against(&self) -> &[Claim<T>] {
        &self.claims[1..]
    }
}

/// What has become of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Force {
    /// No ruling on it is known.
    AsDecided,
    /// A court left it standing.
    Upheld {
        /// The ruling.
        by: DecisionId,
    },
    /// A court reduced its sum.
    Reduced {
        /// To this sum; nothing when no source tells.
        to: Option<Money>,
        /// The ruling.
        by: DecisionId,
    },
    /// A court annulled it.
    Annulled {
        /// The ruling.
        by: DecisionId,
    },
}

/// One measure of a decision, toward one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its kind.
    pub kind: Reconciled<Kind>,
    /// The usual name of the organisation; nothing when it is anonymous.
    pub organisation: Option<String>,
    /// The sum first decided.
    pub amount: Option<Reconciled<Money>>,
    /// For a periodic penalty alone.
    pub period: Option<Period>,
    /// What has become of it.
    pub force: Force,
    /// Whether its sum is a total of sums that stand as acts of their own, here or in a decision of the same day, and
    /// so must not be added to them.
    pub total: bool,
}

impl Act {
    /// The sum first decided, as believed.
    pub fn sum(&self) -> Option<Money> {
        self.amount.as_ref().map(|amount| *amount.value())
    }

    /// The sum that stands today: after the last ruling known. Nothing when it was annulled or is not told.
    pub fn sum_in_force(&self) -> Option<Money> {
        match self.force {
            Force::AsDecided | Force::Upheld { .. } => self.sum(),
            Force::Reduced { to, .. } => to,
            Force::Annulled { .. } => None,
        }
    }

    /// Its kind, as believed.
    pub fn kind(&self) -> Kind {
        *self.kind.value()
    }
}

/// Where a telling comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// An article.
    Article,
    /// A row of an imported table of known decisions.
    Table,
}

/// How one article tells a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// The article.
    pub article: ArticleId,
    /// Its source.
    pub source: SourceId,
    /// How far the source is believed.
    pub trust: Trust,
    /// Article or table.
    pub origin: Origin,
    /// When the article was published.
    pub published: Option<Date>,
    /// Its news, or context.
    pub role: Role,
    /// Places, in the article's list of measures, of those that belong here; empty for a closure.
    pub measures: Vec<usize>,
    /// Why it belongs here.
    pub reasons: Vec<Reason>,
}

/// A link from a decision to another of its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What the later one is to the earlier one.
    pub relation: Relation,
    /// The other decision.
    pub decision: DecisionId,
    /// Why.
    pub reasons: Vec<LinkReason>,
}

/// One act of an authority, as all that tell it tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its identifier.
    pub id: DecisionId,
    /// Where it stands in its case.
    pub stage: Stage,
    /// Who acts.
    pub authority: Option<Reconciled<Authority>>,
    /// Usual names of the organisations aimed at, the one most spoken of first. Empty when it is anonymous.
    pub organisations: Vec<String>,
    /// Other names that articles use for them.
    pub names: Vec<String>,
    /// Its reference, in the usual writing.
    pub reference: Option<String>,
    /// Numbers that registers give it, such as `CNILTEXT000046444859` or `ETid-979`.
    pub registers: Vec<String>,
    /// When it was taken.
    pub decided: Option<Reconciled<PartialDate>>,
    /// When the authority itself first published it.
    pub published: Option<Date>,
    /// When the first article on it was published.
    pub first_told: Option<Date>,
    /// Its measures, gravest first.
    pub acts: Vec<Act>,
    /// Themes, those most spoken of first.
    pub themes: Vec<Theme>,
    /// Provisions, those most cited first.
    pub provisions: Vec<Provision>,
    /// Who complained.
    pub complainants: Vec<String>,
    /// Time given to comply.
    pub deadline: Option<Reconciled<Deadline>>,
    /// Who tells it, in order of trust, then of time.
    pub tellings: Vec<Telling>,
    /// Decisions before it in its case.
    pub before: Vec<Link>,
    /// Decisions after it in its case.
    pub after: Vec<Link>,
}

impl Decision {
    /// The day by which it is sorted: of the decision as far as it is known, else of the first article.
    pub fn day(&self) -> Option<Date> {
        self.decided
            .as_ref()
            .map(|decided| decided.value().first_day())
            .or(self.published)
            .or(self.first_told)
    }

    /// The same without the names of organisations.
    pub fn without_names(mut self) -> Decision {
        self.organisations.clear();
        self.names.clear();
        self.acts.iter_mut().for_each(|act| act.organisation = None);
        self
    }

    /// The authority, as believed.
    pub fn authority(&self) -> Option<&str> {
        self.authority.as_ref().map(|authority| authority.value().as_str())
    }

    /// Acts whose sums add up: rates of periodic penalties are none, nor totals told beside their parts.
    pub fn summed(&self) -> impl Iterator<Item = &Act> {
        let is_sum = |act: &Act| act.kind() != Kind::PeriodicPenalty && act.sum().is_some();
        let parts = self.acts.iter().any(|act| !act.total && is_sum(act));
        self.acts.iter().filter(move |act| is_sum(act) && (!act.total || !parts))
    }

    /// Sums as first decided, added by currency.
    pub fn sums(&self) -> Vec<Money> {
        added(self.summed().filter_map(Act::sum))
    }

    /// Sums that stand today, added by currency.
    pub fn sums_in_force(&self) -> Vec<Money> {
        added(self.summed().filter_map(Act::sum_in_force))
    }

    /// The largest sum in force, in hundredths of its own currency: currencies are not converted.
    pub fn largest_in_force(&self) -> i64 {
        self.sums_in_force().iter().map(|sum| sum.cents.0).max().unwrap_or_default()
    }

    /// Whether an imported table holds it.
    pub fn is_in_table(&self) -> bool {
        self.tellings.iter().any(|telling| telling.origin == Origin::Table)
    }

    /// Whether its sources contradict one another anywhere.
    pub fn has_clash(&self) -> bool {
        let act_clashes =
            |act: &Act| act.kind.clashes() || act.amount.as_ref().is_some_and(Reconciled::clashes);
        self.authority.as_ref().is_some_and(Reconciled::clashes)
            || self.decided.as_ref().is_some_and(Reconciled::clashes)
            || self.deadline.as_ref().is_some_and(Reconciled::clashes)
            || self.acts.iter().any(act_clashes)
    }

    /// Articles that tell it, each once, in the order of the tellings.
    pub fn articles(&self) -> impl Iterator<Item = ArticleId> {
        self.tellings
            .iter()
            .filter(|telling| telling.origin == Origin::Article)
            .map(|telling| telling.article)
    }
}

/// Sums added by currency, in the order in which the currencies come.
fn added(sums: impl Iterator<Item = Money>) -> Vec<Money> {
    let mut totals: Vec<Money> = Vec::new();
    for sum in sums {
        match totals.iter_mut().find(|total| total.currency == sum.currency) {
            Some(total) => total.cents.0 = total.cents.0.saturating_add(sum.cents.0),
            None => totals.push(sum),
        }
    }
    totals
}

/// Decisions that belong together: from a notice or a complaint to the sanction, the appeal, the liquidation, the closure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The identifier of its first decision.
    pub id: DecisionId,
    /// Its decisions in order of time.
    pub decisions: Vec<DecisionId>,
    /// Whether its last word is a closure or an annulment.
    pub closed: bool,
}

/// Why a date is worth watching.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Watch {
    /// The time given to comply ends.
    Compliance,
    /// The organisation's public naming ends.
    Naming,
}

/// A date to come back on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateToWatch {
    /// The date. A duration is counted from the day of the decision, since the day of its notification is rarely told:
    /// the true end may be some days later.
    pub on: Date,
    /// Whether it was counted from a date known to the month or year only.
    pub approximate: bool,
    /// What ends.
    pub watch: Watch,
    /// Of which decision.
    pub decision: DecisionId,
}

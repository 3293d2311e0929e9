//! How a decision is cited.
//!
//! The legal style is that of French legal writing, whatever the language of the interface: authority, nature and
//! number of the act, date ("CNIL, délib. n° SAN-2022-019, 17 oct. 2022"); a court is cited by date and then number
//! ("CE, 28 janv. 2022, n° 449209"; "CJUE, 16 juill. 2020, aff. C-311/18"). Nothing is added that the measure does not
//! hold: without a reference the act and the organisation stand in its place.

use super::summary::capital;
use super::{Item, escape, headline};
use crate::domain::{Kind, Measure, PartialDate};
use crate::labels::{Labels, Message};

/// A way of citing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CitationStyle {
    /// French legal writing.
    Legal,
    /// The act in words, its reference, where it was read.
    Plain,
    /// The legal form as a Markdown link to the article.
    Markdown,
}

impl CitationStyle {
    /// Every style.
    pub const ALL: [CitationStyle; 3] = [CitationStyle::Legal, CitationStyle::Plain, CitationStyle::Markdown];

    /// Its name on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            CitationStyle::Legal => "legal",
            CitationStyle::Plain => "plain",
            CitationStyle::Markdown => "markdown",
        }
    }

    /// Reads a name.
    pub fn from_code(code: &str) -> Option<CitationStyle> {
        CitationStyle::ALL.into_iter().find(|style| style.code() == code)
    }
}

/// Months as French legal writing shortens them.
const MONTHS: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."];

/// Courts, and how they are named in a citation.
const COURTS: &[(&str, &str)] = &[
    ("Conseil d'État", "CE"),
    ("Conseil constitutionnel", "Cons. const."),
    ("Cour de cassation", "Cass."),
    ("CJUE", "CJUE"),
    ("Tribunal de l'UE", "Trib. UE"),
    ("Tribunal de l'Union européenne", "Trib. UE"),
    ("CEDH", "CEDH"),
];

/// Courts that bear the name of their town, and how what stands before it is shortened.
const COURTS_OF_TOWNS: &[(&str, &str)] = &[
    ("Cour administrative d'appel de ", "CAA "),
    ("Cour d'appel de ", "CA "),
    ("Tribunal administratif de ", "TA "),
    ("Tribunal judiciaire de ", "TJ "),
    ("Tribunal de commerce de ", "T. com. "),
    ("Tribunal correctionnel de ", "T. corr. "),
];

/// Authorities whose acts bear another name than "décision", the beginning of the reference, and that name.
const ACTS: &[(&str, &str, &str)] = &[
    ("CNIL", "MED", "déc."),
    ("CNIL", "", "délib."),
    ("AMF", "", "comm. sanct., déc."),
    ("ACPR", "", "comm. sanct., déc."),
    ("ARCOM", "", "déc."),
];

/// Cites a measure that `item` tells; on one line, without hidden characters.
pub fn cite(measure: &Measure, item: &Item, style: CitationStyle, labels: &Labels) -> String {
    match style {
        CitationStyle::Legal => legal(&Cited::of(measure)),
        CitationStyle::Plain => plain(measure, item, labels),
        CitationStyle::Markdown => linked(measure, item),
    }
}

/// What a citation is made of.
pub(super) struct Cited<'a> {
    pub(super) authority: Option<&'a str>,
    pub(super) reference: Option<&'a str>,
    pub(super) date: Option<PartialDate>,
    /// The act in the law's word, for want of a reference.
    pub(super) word: &'static str,
    pub(super) organisation: Option<&'a str>,
}

impl<'a> Cited<'a> {
    fn of(measure: &'a Measure) -> Cited<'a> {
        Cited {
            authority: measure.authority.as_deref(),
            reference: measure.reference.as_deref(),
            date: measure.date,
            word: law_word(measure.kind),
            organisation: measure.company.as_deref(),
        }
    }
}

pub(super) fn legal(cited: &Cited<'_>) -> String {
    let authority = cited.authority.map(escape::line);
    let reference = cited.reference.map(escape::line);
    let date = cited.date.map(legal_date);
    let court = authority.as_deref().and_then(court);
    let parts = match (court, reference) {
        (Some(court), reference) => {
            let number = reference.map(|reference| case_number(&reference));
            let act = number.is_none().then(|| act(cited));
            vec![Some(court), act, date, number]
        }
        (None, Some(reference)) => {
            let number = numbered_act(authority.as_deref().unwrap_or_default(), &reference);
            vec![authority, Some(number), date]
        }
        (None, None) => vec![authority, Some(act(cited)), date],
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The act and the organisation, in French as the rest of the citation.
fn act(cited: &Cited<'_>) -> String {
    match cited.organisation.map(escape::line) {
        Some(organisation) => format!("{}, {organisation}", cited.word),
        None => cited.word.to_owned(),
    }
}

pub(super) fn law_word(kind: Kind) -> &'static str {
    match kind {
        Kind::AdministrativeFine => "amende",
        Kind::PeriodicPenalty => "astreinte",
        Kind::PenaltyLiquidation => "liquidation d’astreinte",
        Kind::Injunction => "injonction",
        Kind::FormalNotice => "mise en demeure",
        Kind::Reprimand => "rappel à l’ordre",
        Kind::ProcessingBan => "limitation ou interdiction du traitement",
        Kind::Settlement => "transaction",
        Kind::Complaint => "plainte",
        Kind::Investigation => "enquête",
        Kind::Upheld => "rejet du recours",
        Kind::Annulled => "annulation",
        Kind::Reduced => "réduction",
    }
}

fn court(authority: &str) -> Option<String> {
    let plain = authority.replace('’', "'");
    let known = COURTS.iter().find(|(name, _)| *name == plain).map(|(_, short)| (*short).to_owned());
    let capital = capital(&plain);
    let of_town = || {
        COURTS_OF_TOWNS
            .iter()
            .find_map(|(long, short)| Some(format!("{short}{}", capital.strip_prefix(long)?)))
    };
    known.or_else(of_town)
}

fn case_number(reference: &str) -> String {
    if reference.starts_with("ECLI") {
        reference.to_owned()
    } else if reference.starts_with("C-") || reference.starts_with("T-") {
        format!("aff. {reference}")
    } else {
        format!("n° {reference}")
    }
}

fn numbered_act(authority: &str, reference: &str) -> String {
    if reference.starts_with("ECLI") {
        return reference.to_owned();
    }
    let known = ACTS.iter().find(|(name, prefix, _)| *name == authority && reference.starts_with(prefix));
    format!("{} n° {reference}", known.map_or("déc.", |(_, _, act)| act))
}

fn legal_date(date: PartialDate) -> String {
    let month = |month: i8| MONTHS[usize::try_from(month).expect("a month is positive") - 1];
    match date {
        PartialDate::Year(year) => year.to_string(),
        PartialDate::Month(year, of_year) => format!("{} {year}", month(of_year)),
        PartialDate::Day(day) if day.day() == 1 => format!("1er {} {}", month(day.month()), day.year()),
        PartialDate::Day(day) => format!("{} {} {}", day.day(), month(day.month()), day.year()),
    }
}

fn plain(measure: &Measure, item: &Item, labels: &Labels) -> String {
    let mut parts = vec![headline(measure, labels)];
    parts.extend(measure.date.map(|date| labels.partial_date(date)));
    parts.extend(measure.reference.as_deref().map(|reference| format!("n° {}", escape::line(reference))));
    let read = [Some(escape::line(&item.source)), escape::link(item.article.link.as_deref())];
    let read: Vec<String> = read.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let told = Message::new("export-told-by").with("act", parts.join(", ")).with("place", read.join(", "));
    if read.is_empty() { parts.join(", ") } else { labels.say(&told) }
}

fn linked(measure: &Measure, item: &Item) -> String {
    let cited = escape::markdown(&legal(&Cited::of(measure)));
    match escape::link(item.article.link.as_deref()) {
        Some(link) => format!("[{cited}](<{link}>)"),
        None => cited,
    }
}

//! Dates to come back on: the end of the time given to comply, the end of a public naming.

use jiff::Span;
use jiff::civil::Date;

use super::book::Ledger;
use crate::domain::{DateToWatch, Deadline, Decision, PartialDate, Stage, Watch};

/// How long an authority publishes names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamingTerm {
    /// The authority, as its decisions name it.
    pub authority: String,
    /// Years from publication after which it takes the name away.
    pub years: i16,
}

impl NamingTerm {
    /// The CNIL's: almost always two years (loi n° 78-17, art. 22; term set by each deliberation).
    pub fn cnil() -> NamingTerm {
        NamingTerm { authority: "CNIL".to_owned(), years: 2 }
    }
}

impl Decision {
    /// The day on which the public naming ends: counted from the authority's publication where the ledger knows it, else
    /// from the first article, else from the decision. Nothing when the authority has no such term or the decision is no
    /// notice, sanction or liquidation.
    pub fn naming_ends(&self, terms: &[NamingTerm]) -> Option<Date> {
        let published = matches!(self.stage, Stage::Notice | Stage::Sanction | Stage::Liquidation);
        let term = terms.iter().find(|term| Some(term.authority.as_str()) == self.authority())?;
        let from = self.published.or(self.first_news()).or(self.day()).filter(|_| published)?;
        from.checked_add(Span::new().years(term.years)).ok()
    }

    /// The day of the first article, unless it came more than a year after the decision.
    fn first_news(&self) -> Option<Date> {
        let (told, day) = (self.first_told?, self.decided.as_ref()?.value().first_day());
        let year_later = day.checked_add(Span::new().years(1)).ok()?;
        (day <= told && told <= year_later).then_some(told)
    }

    /// Whether the public naming has ended by that day: a face may then leave the name out.
    pub fn is_naming_over(&self, terms: &[NamingTerm], today: Date) -> bool {
        !self.organisations.is_empty() && self.naming_ends(terms).is_some_and(|end| end < today)
    }

    /// The end of the time given to comply.
    pub fn compliance_due(&self) -> Option<DateToWatch> {
        let (on, approximate) = match *self.deadline.as_ref()?.value() {
            Deadline::On(date) => (date, false),
            deadline => {
                let decided = self.decided.as_ref().map(|decided| *decided.value());
                let exact = matches!(decided, Some(PartialDate::Day(_)));
                (self.day()?.checked_add(lapse(deadline)?).ok()?, !exact)
            }
        };
        Some(DateToWatch { on, approximate, watch: Watch::Compliance, decision: self.id })
    }
}

/// The lapse of a deadline; nothing when it is too long for a calendar.
fn lapse(deadline: Deadline) -> Option<Span> {
    let span = Span::new();
    match deadline {
        Deadline::Hours(hours) => span.try_days(hours.div_ceil(24)).ok(),
        Deadline::Days(days) => span.try_days(days).ok(),
        Deadline::Weeks(weeks) => span.try_weeks(weeks).ok(),
        Deadline::Months(months) => span.try_months(months).ok(),
        Deadline::Years(years) => span.try_years(years).ok(),
        Deadline::On(_) => None,
    }
}

impl Ledger {
    /// Dates to watch from one day to another, both counted, the nearest first. The end of the time to comply is left out
    /// once the case is closed, or the periodic penalty behind it liquidated.
    pub fn dates_to_watch(&self, from: Date, to: Date, terms: &[NamingTerm]) -> Vec<DateToWatch> {
        let mut dates: Vec<DateToWatch> = Vec::new();
        for decision in self.all() {
            dates.extend(decision.compliance_due().filter(|_| !self.is_settled(decision)));
            let naming = decision.naming_ends(terms).filter(|_| !decision.organisations.is_empty());
            dates.extend(naming.map(|on| DateToWatch {
                on,
                approximate: decision.published.is_none(),
                watch: Watch::Naming,
                decision: decision.id,
            }));
        }
        dates.retain(|date| from <= date.on && date.on <= to);
        dates.sort();
        dates
    }

    fn is_settled(&self, decision: &Decision) -> bool {
        let ended = |stage: Stage| matches!(stage, Stage::Closure | Stage::Liquidation);
        let closed = self.case_of(decision.id).is_some_and(|case| case.closed);
        closed
            || decision.after.iter().filter_map(|link| self.decision(link.decision)).any(|it| ended(it.stage))
    }
}

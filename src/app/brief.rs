//! The briefing of a period, from the library's articles and the ledger made of them.
//!
//! Knows what counts as new and what is to be followed. Leaves the words and the pages to `export`. Days are those of UTC,
//! as in the ledger, so that two machines with the same articles brief the same.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::{
    ArticleId, Cents, Currency, DateToWatch, Decision, DecisionId, Headline, Kind, Role, SourceId, Stage,
    Telling, Theme, fold_name,
};
use crate::export::{Briefing, BriefingFigures, BriefingGroup, BriefingHead, ChangedArticle, DecisionItem};
use crate::ledger::{Ledger, NamingTerm, figures};

use super::decisions::Expired;
use super::error::AppError;
use super::library::Library;

/// Days after the period in which dates to watch are told.
const DAYS_AHEAD: i32 = 60;

/// Days before the end of the period in which a complaint or notice was last told, if it is still to be followed.
const DAYS_OPEN: i32 = 365;

/// Complaints and notices that are shown at most; the others are counted.
const MOST_OPEN: usize = 20;

/// What a briefing is to be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefingRequest {
    /// First day.
    pub from: Date,
    /// Last day, counted too.
    pub to: Date,
    /// The query as printed, to be shown; nothing for all articles.
    pub query: Option<String>,
    /// Organisations or groups to be watched; empty for all.
    pub watch: Vec<String>,
    /// How new decisions are grouped.
    pub by: GroupBy,
    /// What is done with organisations whose public naming was over on the last day.
    pub expired: Expired,
}

/// How new decisions are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GroupBy {
    /// By their first theme, the commonest first.
    #[default]
    Theme,
    /// By organisation: those watched in the order given, else by name.
    Company,
}

impl Library {
    /// The briefing of a period on the articles of these rows; the rows may lie outside it.
    pub fn briefing(&self, request: &BriefingRequest, rows: &[Headline]) -> Result<Briefing, AppError> {
        let ledger = self.ledger()?;
        let desk = Desk::new(&ledger, request, rows);
        let fresh = desk.fresh(request.from, request.to);
        let again = desk.again(&fresh);
        let (open, open_left_out) = desk.open();
        Ok(Briefing {
            from: request.from,
            to: request.to,
            query: request.query.clone(),
            watched: request.watch.clone(),
            fresh: self.groups(&desk, &fresh)?,
            again: self.told_of(&desk, &again)?,
            figures: desk.both_figures(),
            changed: self.changed_articles(&desk)?,
            open: self.told_of(&desk, &open)?,
            open_left_out,
            dates: self.dates(&desk)?,
            sources: self.sources_of(&desk)?,
        })
    }

    fn told_of(&self, desk: &Desk<'_>, decisions: &[&Decision]) -> Result<Vec<DecisionItem>, AppError> {
        let ids: Vec<DecisionId> = decisions.iter().map(|decision| decision.id).collect();
        let mut items = self.decision_items(desk.ledger, &ids, desk.request.expired, desk.request.to)?;
        // The briefing of a week that has passed does not quote what was written after it.
        for item in &mut items {
            item.readings.retain(|told| day_of(told.published.unwrap_or(told.fetched)) <= desk.request.to);
        }
        Ok(items)
    }

    fn groups(&self, desk: &Desk<'_>, fresh: &[&Decision]) -> Result<Vec<BriefingGroup>, AppError> {
        let group = |(head, decisions): (BriefingHead, Vec<&Decision>)| {
            let before = decisions.len();
            let decisions = self.told_of(desk, &decisions)?;
            // A group all of whose decisions are left out would still name who is not to be named.
            let withheld = before > 0 && decisions.iter().all(|item| item.decision.organisations.is_empty());
            let head = match head {
                BriefingHead::Organisation(_) if withheld => BriefingHead::Organisation(None),
                head => head,
            };
            Ok(BriefingGroup { head, decisions })
        };
        desk.grouped(fresh).into_iter().map(group).collect()
    }

    fn changed_articles(&self, desk: &Desk<'_>) -> Result<Vec<ChangedArticle>, AppError> {
        let titles = self.source_titles()?;
        let ids = self.changed()?;
        let mut changed = Vec::new();
        let rows = desk.rows.iter().filter(|row| ids.contains(&row.article.id));
        for row in rows.filter(|row| desk.is_watched_article(row.article.id)) {
            let earlier = self.store.earlier(row.article.id)?;
            let last = earlier.into_iter().rfind(|earlier| desk.is_within(day_of(earlier.replaced)));
            changed.extend(last.map(|last| ChangedArticle {
                former_title: (last.title != row.article.title).then_some(last.title),
                title: row.article.title.clone(),
                link: row.article.link.clone(),
                source: title_of(&titles, &row.article.source),
                replaced: last.replaced,
            }));
        }
        Ok(changed)
    }

    fn dates(&self, desk: &Desk<'_>) -> Result<Vec<(DateToWatch, DecisionItem)>, AppError> {
        let mut dates = Vec::new();
        for date in desk.dates() {
            let items =
                self.decision_items(desk.ledger, &[date.decision], desk.request.expired, desk.request.to)?;
            dates.extend(items.into_iter().map(|item| (date, item)));
        }
        Ok(dates)
    }

    fn sources_of(&self, desk: &Desk<'_>) -> Result<Vec<(String, usize)>, AppError> {
        let titles = self.source_titles()?;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for row in desk.rows_within(desk.request.from, desk.request.to) {
            *counts.entry(title_of(&titles, &row.article.source)).or_default() += 1;
        }
        let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
        counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        Ok(counts)
    }

    fn source_titles(&self) -> Result<HashMap<SourceId, String>, AppError> {
        Ok(self.known_sources()?.into_iter().map(|source| (source.id, source.title)).collect())
    }
}

fn title_of(titles: &HashMap<SourceId, String>, source: &SourceId) -> String {
    titles.get(source).cloned().unwrap_or_else(|| source.to_string())
}

fn day_of(time: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(time).date()
}

/// All that a briefing is worked out from.
struct Desk<'a> {
    ledger: &'a Ledger,
    request: &'a BriefingRequest,
    rows: &'a [Headline],
    /// The day of each article that was chosen.
    days: HashMap<ArticleId, Date>,
    /// Decisions of each watched organisation; empty when all are watched.
    watched: Vec<(String, HashSet<DecisionId>)>,
    /// Decisions that the chosen articles tell, the latest first.
    decisions: Vec<&'a Decision>,
}

impl<'a> Desk<'a> {
    fn new(ledger: &'a Ledger, request: &'a BriefingRequest, rows: &'a [Headline]) -> Desk<'a> {
        let days: HashMap<ArticleId, Date> =
            rows.iter().map(|row| (row.article.id, day_of(row.article.dates.shown()))).collect();
        let watched: Vec<(String, HashSet<DecisionId>)> = request
            .watch
            .iter()
            .map(|name| {
                let record = ledger.company(name).or_else(|| ledger.group(name));
                (name.clone(), record.map(|record| record.timeline).unwrap_or_default().into_iter().collect())
            })
            .collect();
        let mut decisions = ledger.decisions();
        decisions.retain(|decision| {
            let is_watched = watched.is_empty() || watched.iter().any(|(_, ids)| ids.contains(&decision.id));
            is_watched && decision.articles().any(|article| days.contains_key(&article))
        });
        Desk { ledger, request, rows, days, watched, decisions }
    }

    fn is_within(&self, day: Date) -> bool {
        self.request.from <= day && day <= self.request.to
    }

    /// Whether an article tells something of a watched organisation, or all are watched.
    fn is_watched_article(&self, article: ArticleId) -> bool {
        let told = || self.ledger.decisions_of(article);
        self.watched.is_empty()
            || told().iter().any(|it| self.watched.iter().any(|(_, ids)| ids.contains(&it.id)))
    }

    fn rows_within(&self, from: Date, to: Date) -> impl Iterator<Item = &Headline> {
        self.rows.iter().filter(move |row| {
            let day = day_of(row.article.dates.shown());
            from <= day && day <= to && self.is_watched_article(row.article.id)
        })
    }

    /// The days on which articles of any kind tell it, by the dates of the chosen ones, else by what the ledger knows.
    fn days_told(&self, decision: &'a Decision, role: Option<Role>) -> impl Iterator<Item = Date> + '_ {
        let asked = move |telling: &&Telling| role.is_none_or(|role| telling.role == role);
        let day = |telling: &Telling| telling.published.or_else(|| self.days.get(&telling.article).copied());
        decision.tellings.iter().filter(asked).filter_map(day)
    }

    /// Decisions that an article first tells as its news between two days.
    fn fresh(&self, from: Date, to: Date) -> Vec<&'a Decision> {
        let is_first = |decision: &&'a Decision| {
            let first = self.days_told(decision, Some(Role::Main)).min();
            first.is_some_and(|day| from <= day && day <= to)
        };
        self.decisions.iter().copied().filter(is_first).collect()
    }

    /// Other decisions that articles of the period tell.
    fn again(&self, fresh: &[&Decision]) -> Vec<&'a Decision> {
        let told = |decision: &&&Decision| {
            let within = decision
                .tellings
                .iter()
                .any(|telling| self.days.get(&telling.article).is_some_and(|day| self.is_within(*day)));
            within && !fresh.iter().any(|other| other.id == decision.id)
        };
        self.decisions.iter().filter(told).copied().collect()
    }

    /// Complaints, investigations and notices without a known end, and how many were left out.
    fn open(&self) -> (Vec<&'a Decision>, usize) {
        let since = self.request.to.saturating_sub(DAYS_OPEN.days());
        let waits = |decision: &&Decision| {
            let early = matches!(decision.stage, Stage::Complaint | Stage::Investigation | Stage::Notice);
            let closed = self.ledger.case_of(decision.id).is_some_and(|case| case.closed);
            let last = self.days_told(decision, None).filter(|day| *day <= self.request.to).max();
            early && !closed && decision.after.is_empty() && last.is_some_and(|day| since <= day)
        };
        let mut open: Vec<&Decision> = self.decisions.iter().copied().filter(waits).collect();
        let left_out = open.len().saturating_sub(MOST_OPEN);
        open.truncate(MOST_OPEN);
        (open, left_out)
    }

    fn dates(&self) -> Vec<DateToWatch> {
        let first = self.request.to.saturating_add(1.day());
        let last = self.request.to.saturating_add(DAYS_AHEAD.days());
        let mut dates = self.ledger.dates_to_watch(first, last, &[NamingTerm::cnil()]);
        dates.retain(|date| self.decisions.iter().any(|decision| decision.id == date.decision));
        dates
    }

    /// This period and the one of as many days before it.
    fn both_figures(&self) -> (BriefingFigures, BriefingFigures) {
        let (from, to) = (self.request.from, self.request.to);
        let length = from.until(to).map_or(0, |span| span.get_days());
        let to_before = from.saturating_sub(1.day());
        (self.figures(from, to), self.figures(to_before.saturating_sub(length.days()), to_before))
    }

    fn figures(&self, from: Date, to: Date) -> BriefingFigures {
        let fresh = self.fresh(from, to);
        let of = |stages: &[Stage]| fresh.iter().filter(|it| stages.contains(&it.stage)).count();
        BriefingFigures {
            articles: self.rows_within(from, to).count(),
            decisions: fresh.len(),
            complaints: of(&[Stage::Complaint, Stage::Investigation]),
            notices: of(&[Stage::Notice]),
            fines: fines(&fresh),
        }
    }

    /// New decisions in their groups.
    fn grouped(&self, fresh: &[&'a Decision]) -> Vec<(BriefingHead, Vec<&'a Decision>)> {
        match self.request.by {
            GroupBy::Theme => by_theme(fresh),
            GroupBy::Company if self.watched.is_empty() => by_company(fresh),
            GroupBy::Company => {
                let group = |(name, ids): &(String, HashSet<DecisionId>)| {
                    let decisions = fresh.iter().copied().filter(|it| ids.contains(&it.id)).collect();
                    (BriefingHead::Organisation(Some(name.clone())), decisions)
                };
                self.watched.iter().map(group).collect()
            }
        }
    }
}

/// Fines by currency: how many, and their sum as it stands.
fn fines(decisions: &[&Decision]) -> Vec<(Currency, usize, Cents)> {
    let of = |currency: Currency| {
        let fines = figures::fines(decisions, currency);
        let standing = fines.iter().filter_map(|fine| fine.in_force);
        let sum = standing.fold(0_i64, |sum, money| sum.saturating_add(money.cents.0));
        (currency, fines.len(), Cents(sum))
    };
    figures::currencies(decisions).into_iter().map(of).collect()
}

/// Under the first theme of each, the theme of most decisions first, those without a theme last.
fn by_theme<'a>(fresh: &[&'a Decision]) -> Vec<(BriefingHead, Vec<&'a Decision>)> {
    let mut groups: BTreeMap<Option<Theme>, Vec<&Decision>> = BTreeMap::new();
    for decision in fresh {
        groups.entry(decision.themes.first().copied()).or_default().push(decision);
    }
    let mut groups: Vec<(Option<Theme>, Vec<&Decision>)> = groups.into_iter().collect();
    groups.sort_by_key(|(theme, decisions)| (theme.is_none(), std::cmp::Reverse(decisions.len()), *theme));
    groups
        .into_iter()
        .map(|(theme, decisions)| (BriefingHead::Theme(theme), gravest_first(decisions)))
        .collect()
}

/// Under the first organisation of each, in the order of names, those without a name last.
fn by_company<'a>(fresh: &[&'a Decision]) -> Vec<(BriefingHead, Vec<&'a Decision>)> {
    let mut groups: BTreeMap<(bool, String), Vec<&Decision>> = BTreeMap::new();
    for decision in fresh {
        let name = decision.organisations.first().map(|name| fold_name(name));
        groups.entry((name.is_none(), name.unwrap_or_default())).or_default().push(decision);
    }
    let group = |decisions: Vec<&'a Decision>| {
        let name = decisions.first().and_then(|decision| decision.organisations.first()).cloned();
        (BriefingHead::Organisation(name), gravest_first(decisions))
    };
    groups.into_values().map(group).collect()
}

/// Sanctions before all else; among equals the latest first, as they come.
fn gravest_first(mut decisions: Vec<&Decision>) -> Vec<&Decision> {
    let is_fine =
        |decision: &Decision| decision.acts.iter().any(|act| act.kind() == Kind::AdministrativeFine);
    decisions.sort_by_key(|decision| (decision.stage != Stage::Sanction, !is_fine(decision)));
    decisions
}

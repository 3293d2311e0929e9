//! How each source fares: what the last fetches said, and what its articles tell of its pace.
//!
//! The reckoning is plain: states, dates and `now` in, values out. What a face says of it is the face's own affair.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use crate::domain::{Source, SourceId};
use crate::labels::Message;
use crate::store::{Contact, FetchState, Gap};

use super::error::AppError;
use super::library::Library;

/// A source without success for so long is dead.
const DEAD_AFTER: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Failures in a row that take as long, for a source that never answered: waits double up to a day.
const DEAD_STREAK: u32 = 18;
/// Over how long items a week are counted.
const WINDOW: SignedDuration = SignedDuration::from_hours(56 * 24);
/// The shortest time over which they are: a source of yesterday has no pace.
const SHORTEST_WINDOW: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Latest items from whose intervals the usual one is taken.
const LATEST: usize = 30;
/// Fewest items that have a usual interval.
const FEWEST: usize = 4;
/// The shortest usual interval: a busy day makes no source silent the next morning.
const SHORTEST_INTERVAL: SignedDuration = SignedDuration::from_hours(24);

/// How a source stands, the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It answers.
    Good,
    /// It was never fetched.
    New,
    /// Its last fetch failed.
    Failing,
    /// It answers, but had no item for more than twice its usual interval.
    Silent,
    /// It fails, and has had no success in fourteen days.
    Dead,
}

impl Standing {
    /// The value in JSON: `good`, `new`, `failing`, `silent`, `dead`. The label is `health-` and this.
    pub const fn code(self) -> &'static str {
        match self {
            Standing::Good => "good",
            Standing::New => "new",
            Standing::Failing => "failing",
            Standing::Silent => "silent",
            Standing::Dead => "dead",
        }
    }

    /// Whether it should stand out: the reader will get nothing more from it by waiting.
    pub const fn is_dead(self) -> bool {
        matches!(self, Standing::Dead | Standing::Silent)
    }
}

/// How a followed source fares.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceHealth {
    /// The source.
    pub source: Source,
    /// How it stands.
    pub standing: Standing,
    /// The last fetch that succeeded, "nothing new" included.
    pub last_success: Option<Timestamp>,
    /// The last fetch that failed.
    pub last_failure: Option<Timestamp>,
    /// Why the last fetch failed, when it did.
    pub failure: Option<Message>,
    /// Failures since the last success.
    pub streak: u32,
    /// When it will be fetched again on schedule; nothing when at any time.
    pub next_try: Option<Timestamp>,
    /// Articles kept from it.
    pub articles: usize,
    /// When its newest article was published, or fetched where no date is told.
    pub last_item: Option<Timestamp>,
    /// Items a week over the last eight weeks, or since its first item.
    pub items_a_week: f64,
    /// The interval that nine in ten of its latest items keep to; nothing with too few items.
    pub usual_interval: Option<SignedDuration>,
    /// Average time between publication and fetch, the first fetch left out: what it brought was old.
    pub mean_delay: Option<SignedDuration>,
    /// Defects that were mended in its feed at the last fetch, by their names.
    pub mended: Vec<String>,
    /// What else there is to say of the last fetch, in words.
    pub remarks: Vec<Message>,
    /// Times in which entries may have been missed, the latest last.
    pub gaps: Vec<Gap>,
}

/// Dates of an article: published, fetched.
type Dates = (Option<Timestamp>, Timestamp);

impl Library {
    /// How every followed source fares, in their order. Reads all rows once.
    pub fn source_health(&self) -> Result<Vec<SourceHealth>, AppError> {
        let mut dates: HashMap<SourceId, Vec<Dates>> = HashMap::new();
        self.store.each_row(&mut |row| {
            let told = (row.article.dates.published, row.article.dates.fetched);
            match dates.get_mut(&row.article.source) {
                Some(of_source) => of_source.push(told),
                None => drop(dates.insert(row.article.source, vec![told])),
            }
        })?;
        let now = self.now();
        let mut health = Vec::new();
        for source in self.followed()? {
            let state = self.store.fetch_state(&source.id)?;
            let dates = dates.remove(&source.id).unwrap_or_default();
            health.push(of_source(source, state, &dates, now));
        }
        Ok(health)
    }

    /// Every host to which requests were ever sent from this library, by name.
    pub fn hosts(&self) -> Result<Vec<Contact>, AppError> {
        Ok(self.store.contacts()?)
    }
}

fn of_source(source: Source, state: FetchState, dates: &[Dates], now: Timestamp) -> SourceHealth {
    let mut moments: Vec<Timestamp> =
        dates.iter().map(|(published, fetched)| published.unwrap_or(*fetched).min(*fetched)).collect();
    moments.sort_unstable();
    let usual_interval = usual_interval(&moments);
    SourceHealth {
        standing: standing(&state, moments.last().copied(), usual_interval, now),
        articles: dates.len(),
        last_item: moments.last().copied(),
        items_a_week: items_a_week(&moments, now),
        usual_interval,
        mean_delay: mean_delay(dates),
        source,
        last_success: state.last_success,
        last_failure: state.last_failure,
        failure: state.failure,
        streak: state.streak,
        next_try: state.next_try,
        mended: state.mended,
        remarks: state.remarks,
        gaps: state.gaps,
    }
}

fn standing(
    state: &FetchState,
    last_item: Option<Timestamp>,
    usual: Option<SignedDuration>,
    now: Timestamp,
) -> Standing {
    if state.failure.is_some() {
        let long_ago = state.last_success.is_some_and(|success| now.duration_since(success) > DEAD_AFTER);
        let never = state.last_success.is_none() && state.streak >= DEAD_STREAK;
        return if long_ago || never { Standing::Dead } else { Standing::Failing };
    }
    let Some(success) = state.last_success else { return Standing::New };
    // What the source kept silent while nobody asked is not held against it.
    let silence = last_item.map(|item| success.duration_since(item));
    match (silence, usual) {
        (Some(silence), Some(usual)) if silence > usual.saturating_mul(2) => Standing::Silent,
        _ => Standing::Good,
    }
}

/// `moments` are in order.
fn items_a_week(moments: &[Timestamp], now: Timestamp) -> f64 {
    let Some(oldest) = moments.first() else { return 0.0 };
    let window = now.duration_since(*oldest).clamp(SHORTEST_WINDOW, WINDOW);
    let within = moments.iter().filter(|moment| now.duration_since(**moment) <= window).count();
    let weeks = window.as_secs_f64() / SHORTEST_WINDOW.as_secs_f64();
    u32::try_from(within).map_or(f64::MAX, f64::from) / weeks
}

/// `moments` are in order.
fn usual_interval(moments: &[Timestamp]) -> Option<SignedDuration> {
    let latest = &moments[moments.len().saturating_sub(LATEST)..];
    if latest.len() < FEWEST {
        return None;
    }
    let mut intervals: Vec<SignedDuration> =
        latest.windows(2).map(|pair| pair[1].duration_since(pair[0])).collect();
    intervals.sort_unstable();
    let ninth = intervals[(intervals.len() * 9 / 10).min(intervals.len() - 1)];
    Some(ninth.max(SHORTEST_INTERVAL))
}

fn mean_delay(dates: &[Dates]) -> Option<SignedDuration> {
    let first_fetch = dates.iter().map(|(_, fetched)| *fetched).min()?;
    let later = dates.iter().filter(|(_, fetched)| *fetched != first_fetch);
    let delays: Vec<i64> = later
        .filter_map(|(published, fetched)| Some(fetched.duration_since((*published)?).as_secs().max(0)))
        .collect();
    let count = i64::try_from(delays.len()).ok().filter(|count| *count > 0)?;
    let sum = delays.iter().fold(0_i64, |sum, delay| sum.saturating_add(*delay));
    Some(SignedDuration::from_secs(sum / count))
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{Dates, of_source};
    use crate::app::sources::unknown_source;
    use crate::labels::Message;
    use crate::store::FetchState;

    fn day(day: i64) -> Timestamp {
        let start: Timestamp = "2026-01-01T08:00:00Z".parse().expect("a moment");
        start.checked_add(SignedDuration::from_hours(24 * day)).expect("a moment")
    }

    /// Standing, items a week, usual interval in hours, mean delay in hours on day 100.
    fn told(state: FetchState, dates: &[Dates]) -> String {
        let health = of_source(unknown_source("https://e.org/feed"), state, dates, day(100));
        format!(
            "{} {:.1} {:?} {:?}",
            health.standing.code(),
            health.items_a_week,
            health.usual_interval.map(|interval| interval.as_hours()),
            health.mean_delay.map(|delay| delay.as_hours()),
        )
    }

    fn succeeded(on: i64) -> FetchState {
        FetchState { last_success: Some(day(on)), ..FetchState::default() }
    }

    fn failed(last_success: Option<i64>, streak: u32) -> FetchState {
        let failure = Some(Message::new("error-feed-empty"));
        FetchState { failure, streak, last_success: last_success.map(day), ..FetchState::default() }
    }

    #[test]
    fn a_source_that_answers_has_a_pace() {
        let weekly: Vec<Dates> =
            (0..=14).map(|week| (Some(day(week * 7)), day((week * 7 + 1).max(80)))).collect();
        assert_eq!(told(succeeded(100), &weekly), "good 1.0 Some(168) Some(24)");
        assert_eq!(told(FetchState::default(), &[]), "new 0.0 None None");
        assert_eq!(told(succeeded(100), &[(None, day(99))]), "good 1.0 None None");
    }

    #[test]
    fn silence_is_held_against_the_usual_interval_and_only_while_somebody_asked() {
        let daily: Vec<Dates> = (60..90).map(|on| (Some(day(on)), day(on))).collect();
        assert!(told(succeeded(100), &daily).starts_with("silent "));
        assert!(told(succeeded(91), &daily).starts_with("good "));
    }

    #[test]
    fn failures_become_death_with_time() {
        assert!(told(failed(Some(99), 3), &[]).starts_with("failing "));
        assert!(told(failed(Some(80), 3), &[]).starts_with("dead "));
        assert!(told(failed(None, 1), &[]).starts_with("failing "));
        assert!(told(failed(None, 18), &[]).starts_with("dead "));
    }
}

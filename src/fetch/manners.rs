//! When a source may be asked again: what it asked for itself, within bounds, and longer and longer waits after failures.
//!
//! Plain values in and out: `now` is an argument, and who keeps time keeps the answer.

use jiff::{SignedDuration, Timestamp};

use super::RetryAfter;

/// A source is never asked again sooner than this, whatever it allows.
pub const SHORTEST_REST: SignedDuration = SignedDuration::from_mins(5);
/// A source that answers is asked at least this often, whatever it asks for.
pub const LONGEST_REST: SignedDuration = SignedDuration::from_hours(24);
/// The rest after a first failure; it doubles with each further one.
pub const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(15);
/// The longest rest after failures.
pub const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24);
/// The longest that `Retry-After` is believed.
pub const LONGEST_RETRY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How a fetch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// With an answer, new or not.
    Success {
        /// The `Cache-Control` header.
        cache_control: Option<&'a str>,
        /// The `Expires` header.
        expires: Option<&'a str>,
        /// Minutes for which the feed asks not to be fetched again.
        ttl: Option<u32>,
    },
    /// Without one.
    Failure {
        /// How many fetches have failed in a row, this one included.
        streak: u32,
        /// When the server asks to be asked again.
        retry_after: Option<RetryAfter>,
    },
}

/// The earliest moment at which a source is asked again.
pub fn next_fetch(now: Timestamp, outcome: &Outcome<'_>) -> Timestamp {
    let rest = match *outcome {
        Outcome::Success { cache_control, expires, ttl } => {
            let cached = cache_rest(now, cache_control, expires).unwrap_or(SignedDuration::ZERO);
            let asked = SignedDuration::from_mins(ttl.unwrap_or(0).into());
            cached.max(asked).clamp(SHORTEST_REST, LONGEST_REST)
        }
        Outcome::Failure { streak, retry_after } => {
            let asked = retry_after.map_or(SignedDuration::ZERO, |retry| retry_rest(now, retry));
            wait_after(streak).max(asked.min(LONGEST_RETRY))
        }
    };
    now.checked_add(rest).unwrap_or(Timestamp::MAX)
}

/// The rest after so many failures in a row.
fn wait_after(streak: u32) -> SignedDuration {
    let doublings = streak.saturating_sub(1).min(16);
    FIRST_WAIT.checked_mul(1 << doublings).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)
}

fn retry_rest(now: Timestamp, retry: RetryAfter) -> SignedDuration {
    match retry {
        RetryAfter::Delay(delay) => SignedDuration::try_from(delay).unwrap_or(LONGEST_RETRY),
        RetryAfter::At(moment) => moment.duration_since(now),
    }
}

/// How long an answer is fresh: `max-age` before `Expires` (RFC 9111, 5.3).
fn cache_rest(now: Timestamp, cache_control: Option<&str>, expires: Option<&str>) -> Option<SignedDuration> {
    let directives = cache_control.unwrap_or_default().to_ascii_lowercase();
    let mut parts = directives.split(',').map(str::trim);
    if parts.clone().any(|part| part == "no-cache" || part == "no-store") {
        return None;
    }
    let age = parts.find_map(|part| part.strip_prefix("max-age=")?.trim_matches('"').parse::<u32>().ok());
    if let Some(seconds) = age {
        return Some(SignedDuration::from_secs(seconds.into()));
    }
    let moment = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(expires?.trim()).ok()?;
    Some(moment.duration_since(now))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::{SignedDuration, Timestamp};

    use super::{Outcome, next_fetch};
    use crate::fetch::RetryAfter;

    /// The rest after an outcome at noon, in minutes.
    fn minutes(outcome: Outcome<'_>) -> i64 {
        let noon: Timestamp = "2024-03-05T12:00:00Z".parse().expect("a moment");
        next_fetch(noon, &outcome).duration_since(noon).as_mins()
    }

    fn success<'a>(
        cache_control: Option<&'a str>,
        expires: Option<&'a str>,
        ttl: Option<u32>,
    ) -> Outcome<'a> {
        Outcome::Success { cache_control, expires, ttl }
    }

    #[test]
    fn what_a_source_asks_for_holds_within_bounds() {
        assert_eq!(minutes(success(None, None, None)), 5);
        assert_eq!(minutes(success(Some("public, max-age=3600"), None, None)), 60);
        assert_eq!(minutes(success(Some("max-age=600"), None, Some(60))), 60);
        assert_eq!(minutes(success(Some("max-age=99999999"), None, None)), 24 * 60);
        assert_eq!(minutes(success(Some("no-cache, max-age=3600"), None, None)), 5);
        assert_eq!(minutes(success(None, Some("Tue, 05 Mar 2024 14:00:00 GMT"), None)), 120);
        assert_eq!(minutes(success(None, Some("0"), Some(u32::MAX))), 24 * 60);
    }

    #[test]
    fn waits_grow_with_failures_and_servers_may_ask_for_more() {
        let failure = |streak, retry_after| minutes(Outcome::Failure { streak, retry_after });
        assert_eq!([1, 2, 3, 4, 99].map(|streak| failure(streak, None)), [15, 30, 60, 120, 24 * 60]);
        let delay = |seconds| Some(RetryAfter::Delay(Duration::from_secs(seconds)));
        assert_eq!(failure(1, delay(7200)), 120);
        assert_eq!(failure(1, delay(1)), 15);
        assert_eq!(failure(1, delay(u64::MAX)), 7 * 24 * 60);
        let at = "2024-03-05T15:00:00Z".parse::<Timestamp>().expect("a moment");
        assert_eq!(failure(1, Some(RetryAfter::At(at))), 180);
        let past = at.checked_sub(SignedDuration::from_hours(100)).expect("a moment");
        assert_eq!(failure(1, Some(RetryAfter::At(past))), 15);
    }
}

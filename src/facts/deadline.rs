//! Brick: lapses of time such as "deux mois", "within 30 days".
//!
//! Knows units and counts. Leaves to `detail` which one is the time given to comply.

use std::ops::Range;

use crate::domain::Deadline;

use super::number::small_word;
use super::stream::Stream;

/// A lapse of time, found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lapse {
    pub(super) deadline: Deadline,
    pub(super) tokens: Range<usize>,
    /// Whether words before it make it a time to comply: "dans un délai de", "within".
    pub(super) announced: bool,
}

/// Every lapse of time of the text.
pub(super) fn lapses(stream: &Stream) -> Vec<Lapse> {
    (1..stream.tokens.len()).filter_map(|at| lapse(stream, at)).collect()
}

/// A lapse whose unit stands at a token.
fn lapse(stream: &Stream, at: usize) -> Option<Lapse> {
    let make = unit(stream.word(at))?;
    let (count, start) = count_before(stream, at)?;
    let count = u32::try_from(count).ok().filter(|count| (1..=400).contains(count))?;
    Some(Lapse { deadline: make(count), tokens: start..at + 1, announced: is_announced(stream, start) })
}

fn unit(word: &str) -> Option<fn(u32) -> Deadline> {
    Some(match word {
        "heures" | "hours" | "heure" => Deadline::Hours,
        "jours" | "days" | "jour" | "day" => Deadline::Days,
        "semaines" | "weeks" | "semaine" | "week" => Deadline::Weeks,
        "mois" | "months" | "month" => Deadline::Months,
        "ans" | "years" | "an" | "year" => Deadline::Years,
        _ => return None,
    })
}

fn count_before(stream: &Stream, at: usize) -> Option<(i128, usize)> {
    let before = at - 1;
    let word = stream.word(before);
    if let Ok(count) = word.parse() {
        return Some((count, before));
    }
    let count = match word {
        "quinze" => 15,
        "dix-huit" => 18,
        _ => word.split('-').map(small_word).try_fold(0, |sum, part| Some(sum + part?))?,
    };
    Some((count, before))
}

fn is_announced(stream: &Stream, start: usize) -> bool {
    const ANNOUNCERS: &[&str] = &[
        "delai", "delais", "sous", "within", "d'ici", "ici", "dispose", "donne", "dans", "gives", "given",
        "period",
    ];
    (start.saturating_sub(5)..start).any(|token| ANNOUNCERS.contains(&stream.word(token)))
}

#[cfg(test)]
mod tests {
    use super::lapses;
    use crate::facts::stream::Stream;

    #[test]
    fn lapses_and_what_announces_them() {
        let cases = [
            ("dans un délai de deux mois", "P2M", true),
            ("within 30 days", "P30D", true),
            ("gardées dix ans", "P10Y", false),
            ("sous 24 heures", "PT24H", true),
        ];
        for (text, expected, announced) in cases {
            let found = lapses(&Stream::of("", text, None));
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(
                (found[0].deadline.to_string().as_str(), found[0].announced),
                (expected, announced),
                "{text}"
            );
        }
    }
}

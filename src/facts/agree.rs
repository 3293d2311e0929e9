//! What measures of one decision have in common: its date, and its place in the article.
//!
//! Knows which measures one decision takes together. Leaves to `detail` what each passage says by itself.

use crate::domain::{Field, Kind, Measure, PartialDate, Role};

/// Lets the measures of one decision share its date, and takes from later acts the date of the act that they follow.
pub(super) fn agree(measures: &mut [Measure]) {
    for index in 0..measures.len() {
        if let Some(date) = fuller_date(measures, index) {
            measures[index].date = Some(date);
        }
    }
    for index in 0..measures.len() {
        if has_date_of_another(measures, index) {
            measures[index].date = None;
            measures[index].evidence.retain(|evidence| evidence.field != Field::Date);
        }
    }
    share_role(measures);
}

/// Fine, injunction, astreinte and ban of one authority toward one organisation stand in one decision.
fn is_of_one_decision(one: &Measure, other: &Measure) -> bool {
    is_first_act(one.kind) && is_first_act(other.kind) && is_between_the_same(one, other)
}

fn is_between_the_same(one: &Measure, other: &Measure) -> bool {
    one.authority == other.authority && one.company == other.company
}

const fn is_first_act(kind: Kind) -> bool {
    matches!(kind, Kind::AdministrativeFine | Kind::Injunction | Kind::PeriodicPenalty | Kind::ProcessingBan)
}

/// The most precise date told of the same decision that agrees with what the measure has; an only date when it has none.
fn fuller_date(measures: &[Measure], index: usize) -> Option<PartialDate> {
    let measure = &measures[index];
    let mut dates: Vec<PartialDate> = measures
        .iter()
        .filter(|other| is_of_one_decision(measure, other))
        .filter_map(|other| other.date)
        .filter(|date| measure.date.is_none_or(|own| own.agrees_with(*date)))
        .collect();
    dates.sort_by_key(|date| std::cmp::Reverse(precision(*date)));
    let fullest = *dates.first()?;
    dates.iter().all(|date| date.agrees_with(fullest)).then_some(fullest)
}

const fn precision(date: PartialDate) -> u8 {
    match date {
        PartialDate::Year(_) => 0,
        PartialDate::Month(..) => 1,
        PartialDate::Day(_) => 2,
    }
}

/// A liquidation or a ruling comes after the act that it is about: the date of that act is not its own.
fn has_date_of_another(measures: &[Measure], index: usize) -> bool {
    let measure = &measures[index];
    let follows = measure.kind == Kind::PenaltyLiquidation || measure.kind.is_ruling();
    let Some(own) = measure.date.filter(|_| follows) else { return false };
    measures
        .iter()
        .filter(|other| is_first_act(other.kind) && other.company == measure.company)
        .filter_map(|other| other.date)
        .any(|date| date.agrees_with(own))
}

/// What one decision holds is news together, or context together.
fn share_role(measures: &mut [Measure]) {
    for index in 0..measures.len() {
        let measure = &measures[index];
        let old = measures.iter().any(|other| {
            other.role == Role::Background
                && other.date.is_some()
                && other.date == measure.date
                && is_of_one_decision(measure, other)
        });
        if old {
            measures[index].role = Role::Background;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::agree;
    use crate::domain::{Kind, Measure};

    fn told(kind: Kind, date: &str) -> Measure {
        Measure { company: Some("Veltis".to_owned()), date: date.parse().ok(), ..Measure::of_kind(kind) }
    }

    #[track_caller]
    fn check(told: &mut [Measure], expected: &[&str]) {
        agree(told);
        let dates: Vec<String> = told
            .iter()
            .map(|measure| measure.date.map_or_else(String::new, |date| date.to_string()))
            .collect();
        assert_eq!(dates, expected);
    }

    #[test]
    fn a_decision_has_one_date() {
        let parts = [Kind::AdministrativeFine, Kind::Injunction, Kind::PeriodicPenalty];
        let dates = ["2022-10-17", "2022-10", ""];
        let mut told: Vec<Measure> =
            parts.into_iter().zip(dates).map(|(kind, date)| told(kind, date)).collect();
        check(&mut told, &["2022-10-17", "2022-10-17", "2022-10-17"]);
    }

    #[test]
    fn two_fines_keep_their_dates() {
        let mut told =
            [told(Kind::AdministrativeFine, "2020-12-07"), told(Kind::AdministrativeFine, "2021-12-31")];
        check(&mut told, &["2020-12-07", "2021-12-31"]);
    }

    #[test]
    fn a_liquidation_does_not_bear_the_date_of_the_fine() {
        let mut told =
            [told(Kind::PenaltyLiquidation, "2022-10"), told(Kind::AdministrativeFine, "2022-10-17")];
        check(&mut told, &["", "2022-10-17"]);
    }
}

//! Figures of the fines that the filters let through: totals, the largest, bars by month, year, authority, theme, provision.

use crate::domain::{Cents, Currency, Decision, Money, Theme};
use crate::ledger::figures::{self, By, Fine, Like, Point, Series};
use crate::tui::cells;
use crate::tui::model::Model;
use crate::tui::model::room::{SheetLine, Target};
use crate::tui::phrase;
use crate::tui::theme::Part;

use super::{heading, ledger, plain, the_ledger, words};

/// Largest fines shown.
const LARGEST: usize = 10;
/// Bars shown of what has no order of time.
const MOST_BARS: usize = 15;
/// Columns of the names of bars.
const NAMES: usize = 22;
/// Levels of a spark, from nothing to full.
const LEVELS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

pub(super) fn lines(model: &Model, width: u16) -> Vec<SheetLine> {
    let Some(all) = the_ledger(model) else { return Vec::new() };
    let decisions = ledger::shown(model, all);
    let currencies = figures::currencies(&decisions);
    let Some(currency) = currencies.get(model.rooms.currency % currencies.len().max(1)).copied() else {
        return vec![SheetLine::Blank, plain(model, Part::Dim, "tui-figures-empty")];
    };
    let fines = figures::fines(&decisions, currency);
    let mut lines = Vec::new();
    totals(&mut lines, model, &decisions, &fines, currency, &currencies);
    bars(&mut lines, model, &fines, currency, width);
    largest(&mut lines, model, &fines);
    lines
}

fn totals(
    lines: &mut Vec<SheetLine>,
    model: &Model,
    decisions: &[&Decision],
    fines: &[Fine<'_>],
    currency: Currency,
    currencies: &[Currency],
) {
    let labels = &model.labels;
    let money = |cents: Cents| labels.money(Money { cents, currency });
    let separator = format!("  {}  ", model.theme.glyphs().separator);
    let total: i64 = fines.iter().map(|fine| fine.sum.cents.0).sum();
    let in_force: i64 = fines.iter().filter_map(|fine| fine.in_force).map(|sum| sum.cents.0).sum();
    let counts = [
        labels.say(&phrase::counted("tui-count-decisions", decisions.len())),
        labels.say(&phrase::counted("tui-record-fine-count", fines.len())),
    ];
    lines.push(words(2, vec![(Part::Text, counts.join(&separator))], None));
    let said = |key: &str, cents: i64| format!("{} {}", labels.text(key), money(Cents(cents)));
    let mut sums = vec![said("tui-figures-total", total)];
    if in_force != total {
        sums.push(said("tui-figures-in-force", in_force));
    }
    sums.extend(figures::median(fines).map(|median| said("tui-figures-median", median.0)));
    lines.push(words(2, vec![(Part::Strong, sums.join(&separator))], None));
    if currencies.len() > 1 {
        let others: Vec<String> = currencies.iter().map(ToString::to_string).collect();
        let text = format!("{} {}", labels.text("tui-figures-currencies"), others.join(", "));
        lines.push(words(2, vec![(Part::Dim, text)], None));
    }
}

fn bars(lines: &mut Vec<SheetLine>, model: &Model, fines: &[Fine<'_>], currency: Currency, width: u16) {
    let by = model.rooms.by.unwrap_or(By::Year);
    let series = figures::series(fines, by, currency);
    lines.push(SheetLine::Blank);
    for choice in By::ALL {
        let part = if choice == by { Part::Accent } else { Part::Dim };
        let mark = if choice == by { model.theme.glyphs().bullet.clone() } else { " ".to_owned() };
        let text = format!("{mark} {}", model.labels.text(&format!("ledger-by-{}", choice.code())));
        lines.push(words(2, vec![(part, text)], Some(Target::By(choice))));
    }
    lines.push(SheetLine::Blank);
    if matches!(by, By::Month | By::Year) && series.points.len() > 2 {
        lines.push(spark(model, &series, width));
    }
    let most = if matches!(by, By::Month | By::Year) { series.points.len() } else { MOST_BARS };
    let points: Vec<&Point> = match by {
        // The latest first: what one looks for is at the top.
        By::Month | By::Year => {
            series.points.iter().rev().filter(|point| point.count > 0).take(most).collect()
        }
        _ => series.points.iter().take(most).collect(),
    };
    let top = points.iter().map(|point| point.fined.0).max().unwrap_or(0).max(1);
    lines.extend(points.into_iter().map(|point| bar(model, point, by, currency, top, width)));
}

/// The whole course in one line.
fn spark(model: &Model, series: &Series, width: u16) -> SheetLine {
    let room = usize::from(width.saturating_sub(26)).max(10);
    let skipped = series.points.len().saturating_sub(room);
    let points = &series.points[skipped..];
    let top = points.iter().map(|point| point.fined.0).max().unwrap_or(0).max(1);
    let level = |point: &Point| match point.fined.0 {
        0 => LEVELS[0],
        cents => LEVELS[1 + usize::try_from(i128::from(cents) * 7 / i128::from(top)).unwrap_or(7).min(7)],
    };
    let text: String = points.iter().map(level).collect();
    let ends = |point: Option<&Point>| point.map_or(String::new(), |point| label(model, series.by, point));
    let left = vec![
        (Part::Dim, format!("{} ", ends(points.first()))),
        (Part::Accent, text),
        (Part::Dim, format!(" {}", ends(points.last()))),
    ];
    words(2, left, None)
}

/// A point's name in the reader's words.
fn label(model: &Model, by: By, point: &Point) -> String {
    match by {
        By::Theme => Theme::from_code(&point.label)
            .map_or_else(|| point.label.clone(), |theme| model.labels.theme(theme)),
        By::Month => {
            point.label.parse().map_or_else(|_| point.label.clone(), |month| model.labels.partial_date(month))
        }
        By::Year | By::Authority | By::Provision => point.label.clone(),
    }
}

fn bar(model: &Model, point: &Point, by: By, currency: Currency, top: i64, width: u16) -> SheetLine {
    let labels = &model.labels;
    let sum = labels.money(Money { cents: point.fined, currency });
    let right = format!("{}  {:>4}", cells::fit_right(&sum, 16), phrase::number(labels, point.count));
    let room = usize::from(width).saturating_sub(NAMES + cells::width(&right) + 7).max(4);
    let columns = usize::try_from(i128::from(point.fined.0) * room as i128 / i128::from(top)).unwrap_or(0);
    let columns = columns.clamp(usize::from(point.fined.0 > 0), room);
    let glyph = &model.theme.glyphs().bar_full;
    let left = vec![
        (Part::Text, cells::fit(&label(model, by, point), NAMES)),
        (Part::Accent, format!(" {}", glyph.repeat(columns))),
    ];
    SheetLine::Words { indent: 2, left, right: vec![(Part::Text, right)], target: None }
}

/// The largest fines, each with its place among those of the same authority that share a provision or its size.
fn largest(lines: &mut Vec<SheetLine>, model: &Model, fines: &[Fine<'_>]) {
    let labels = &model.labels;
    heading(lines, labels.text("tui-figures-largest"));
    for fine in figures::largest(fines, LARGEST) {
        let name = fine.organisation.map_or_else(|| labels.text("anonymous"), str::to_owned);
        let like = Like { authority: true, ..Like::default() };
        let rank = figures::rank(&fine, fines, like);
        let authority = fine.decision.authority().unwrap_or_default();
        let among = format!("{}/{}", rank.place, rank.among);
        let left = vec![
            (Part::Text, cells::fit(&name, NAMES + 6)),
            (Part::Dim, format!("  {}", cells::fit(authority, 14))),
            (Part::Dim, format!("  {}", cells::fit(&labels.decided(fine.decision), 14))),
            (Part::Dim, format!("  {among}")),
        ];
        let right = vec![(Part::Strong, labels.money(fine.sum))];
        let target = Some(Target::Case(fine.decision.id));
        lines.push(SheetLine::Words { indent: 2, left, right, target });
    }
    lines.push(SheetLine::Blank);
    lines.push(plain(model, Part::Dim, "tui-figures-rank"));
}

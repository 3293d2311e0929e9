//! The facts of the article: one line each under the text, or cards with every field.

use ratatui::layout::Rect;

use crate::domain::{Fact, Measure, Role};
use crate::ledger::review::{Reviewed, Verdict};
use crate::tui::cells;
use crate::tui::layout::FactsForm;
use crate::tui::model::{Model, Pane};
use crate::tui::phrase;
use crate::tui::theme::Part;

use super::list::draw_fact;
use super::pen::Pen;

/// Columns of the names of fields.
const LABELS: u16 = 13;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, area: Rect, form: FactsForm) {
    match form {
        FactsForm::Brief => draw_brief(pen, model, area),
        FactsForm::Cards => draw_cards(pen, model, area),
    }
}

/// The line between the text and the facts: how many there are, and which one is looked at.
pub(super) fn draw_rule(pen: &mut Pen<'_>, model: &Model, rule: Rect) {
    pen.horizontal(rule);
    let part = if model.focus == Pane::Facts { Part::Accent } else { Part::Day };
    pen.write_cut(rule.x + 2, rule.y, rule.width.saturating_sub(4), &format!(" {} ", heading(model)), part);
}

fn measures(model: &Model) -> &[Measure] {
    model.article.opened.as_ref().map_or(&[], |opened| &opened.measures)
}

fn heading(model: &Model) -> String {
    let count = measures(model).len();
    let words = model.labels.say(&phrase::counted("tui-facts-heading", count));
    match model.article.fact {
        Some(fact) if count > 1 => format!("{words} {} {}/{count}", model.theme.glyphs().separator, fact + 1),
        _ => words,
    }
}

fn draw_brief(pen: &mut Pen<'_>, model: &Model, area: Rect) {
    let measures = measures(model);
    let height = usize::from(area.height);
    let in_hand = model.article.fact.unwrap_or(0);
    // The fact that is looked at is always among those shown.
    let first = (in_hand + 1).saturating_sub(height).min(measures.len().saturating_sub(height));
    for (line, (number, measure)) in measures.iter().enumerate().skip(first).take(height).enumerate() {
        let y = area.y + line as u16;
        if model.article.fact == Some(number) {
            let style = pen.theme().kind(measure.kind);
            pen.write_styled(area.x + 1, y, 1, &pen.glyphs().bar.clone(), style);
        }
        let left_out = measures.len() - (first + height).min(measures.len());
        let end = if left_out > 0 && line + 1 == height {
            area.right().saturating_sub(6)
        } else {
            area.right() - 1
        };
        let fact = Fact { doubtful: is_doubtful(model, number), ..phrase::brief(measure) };
        let x = draw_fact(pen, model, area.x + 3, y, end, &fact);
        pen.write_cut(x, y, end.saturating_sub(x), &beside_brief(model, measure), Part::Dim);
        if end < area.right() - 1 {
            pen.write_right(area.right() - 1, y, &format!("+{left_out}"), Part::Dim);
        }
    }
}

/// What follows a fact in its line: its day, and whether it is an earlier act.
fn beside_brief(model: &Model, measure: &Measure) -> String {
    let day = measure.date.map(|date| model.labels.partial_date(date));
    let role = (measure.role == Role::Background).then(|| model.labels.role(Role::Background));
    let separator = format!(" {} ", model.theme.glyphs().separator);
    [day, role].into_iter().flatten().map(|words| format!("{separator}{words}")).collect()
}

/// A line of a card.
enum CardLine {
    Blank,
    Section(&'static str),
    /// Kind and sum.
    Head(usize),
    /// Who acts on whom.
    Parties(usize),
    /// A fact that the reader rejected.
    Rejected(String),
    /// A field's name, on its first line, and a line of its value.
    Field(usize, Option<&'static str>, String),
}

fn draw_cards(pen: &mut Pen<'_>, model: &Model, area: Rect) {
    let mut top = area;
    if model.article.page.is_some() && area.y == 1 {
        let part = if model.focus == Pane::Facts { Part::Accent } else { Part::Day };
        pen.write_cut(area.x + 2, area.y, area.width - 3, &heading(model), part);
        top = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    }
    let lines = card_lines(model, area.width);
    let first = first_line(model, &lines, usize::from(top.height));
    for (number, line) in lines.iter().skip(first).take(usize::from(top.height)).enumerate() {
        let row = Rect { y: top.y + number as u16, height: 1, ..top };
        draw_card_line(pen, model, row, line);
    }
}

/// The card that is looked at begins in sight and, where it can, ends there.
fn first_line(model: &Model, lines: &[CardLine], height: usize) -> usize {
    let Some(fact) = model.article.fact else { return 0 };
    let is_of = |line: &CardLine| match line {
        CardLine::Head(of) | CardLine::Parties(of) | CardLine::Field(of, ..) => *of == fact,
        CardLine::Blank | CardLine::Section(_) | CardLine::Rejected(_) => false,
    };
    let start = lines.iter().position(is_of).unwrap_or(0);
    let end = lines.iter().rposition(is_of).map_or(0, |last| last + 1);
    end.saturating_sub(height).min(start)
}

fn card_lines(model: &Model, width: u16) -> Vec<CardLine> {
    let mut lines = Vec::new();
    let mut role = None;
    let room = usize::from(width.saturating_sub(2 + LABELS + 2).max(8));
    for (number, measure) in measures(model).iter().enumerate() {
        if number > 0 {
            lines.push(CardLine::Blank);
        }
        if role != Some(measure.role) && measure.role == Role::Background {
            lines.push(CardLine::Section("tui-facts-background"));
        }
        role = Some(measure.role);
        lines.push(CardLine::Head(number));
        lines.push(CardLine::Parties(number));
        for (key, value) in phrase::fields(&model.labels, measure) {
            // The head of the card tells these already.
            if matches!(key, "tui-field-authority" | "tui-field-company" | "tui-field-role") {
                continue;
            }
            push_field(&mut lines, number, key, &value, room);
        }
        for (key, value) in review_fields(model, number) {
            push_field(&mut lines, number, key, &value, room);
        }
    }
    lines.extend(rejected(model));
    lines
}

fn push_field(lines: &mut Vec<CardLine>, number: usize, key: &'static str, value: &str, room: usize) {
    for (line, text) in cells::wrap(value, room).into_iter().enumerate() {
        lines.push(CardLine::Field(number, (line == 0).then_some(key), text));
    }
}

fn reviewed(model: &Model) -> &[Reviewed] {
    model.article.opened.as_ref().map_or(&[], |opened| &opened.reviewed)
}

/// What the reader said of a fact, and what the machine says beside it.
fn review_fields(model: &Model, number: usize) -> Vec<(&'static str, String)> {
    let Some(reviewed) = reviewed(model).get(number) else { return Vec::new() };
    let key = match reviewed.verdict {
        Verdict::Machine | Verdict::Rejected => return Vec::new(),
        Verdict::Confirmed => "tui-verdict-confirmed",
        Verdict::Corrected => "tui-verdict-corrected",
        Verdict::Added => "tui-verdict-added",
    };
    let machine = reviewed.machine.as_ref().filter(|_| reviewed.verdict == Verdict::Corrected);
    let machine = machine.map(|machine| ("tui-field-machine", phrase::line_of(&model.labels, machine)));
    std::iter::once(("tui-field-verdict", model.labels.text(key))).chain(machine).collect()
}

/// Facts that the reader rejected, under all others: they can be confirmed again by undoing.
fn rejected(model: &Model) -> Vec<CardLine> {
    let rejected: Vec<&Reviewed> = reviewed(model).iter().filter(|it| !it.stands()).collect();
    if rejected.is_empty() {
        return Vec::new();
    }
    let line = |it: &&Reviewed| CardLine::Rejected(phrase::line_of(&model.labels, &it.measure));
    let heading = [CardLine::Blank, CardLine::Section("tui-facts-rejected")];
    heading.into_iter().chain(rejected.iter().map(line)).collect()
}

/// Whether the machine is not sure of a fact, and no reader vouches for it.
fn is_doubtful(model: &Model, number: usize) -> bool {
    let vouched = reviewed(model).get(number).is_some_and(Reviewed::is_by_reader);
    !vouched && measures(model)[number].confidence.is_doubtful()
}

fn draw_card_line(pen: &mut Pen<'_>, model: &Model, row: Rect, line: &CardLine) {
    let end = row.right().saturating_sub(1);
    let x = row.x + 2;
    let of = match line {
        CardLine::Blank => return,
        CardLine::Rejected(text) => {
            pen.write_cut(x, row.y, end.saturating_sub(x), text, Part::Dim);
            return;
        }
        CardLine::Section(key) => {
            pen.write_cut(x, row.y, end.saturating_sub(x), &model.labels.text(key), Part::Day);
            return;
        }
        CardLine::Head(of) | CardLine::Parties(of) | CardLine::Field(of, ..) => *of,
    };
    let measure = &measures(model)[of];
    if model.article.fact == Some(of) {
        let style = pen.theme().kind(measure.kind);
        pen.write_styled(row.x, row.y, 1, &pen.glyphs().bar.clone(), style);
    }
    match line {
        CardLine::Head(_) => draw_head(pen, model, row, measure, of),
        CardLine::Parties(_) => draw_parties(pen, model, row, measure),
        CardLine::Field(_, key, text) => {
            if let Some(key) = key {
                pen.write_cut(x, row.y, LABELS, &model.labels.text(key), Part::Label);
            }
            let part = if is_doubtful(model, of) && *key == Some("tui-field-confidence") {
                Part::Warning
            } else {
                Part::Text
            };
            let x = x + LABELS + 1;
            pen.write(x, row.y, end.saturating_sub(x), text, part);
        }
        CardLine::Blank | CardLine::Section(_) | CardLine::Rejected(_) => {}
    }
}

fn draw_head(pen: &mut Pen<'_>, model: &Model, row: Rect, measure: &Measure, of: usize) {
    let end = row.right().saturating_sub(1);
    let part = crate::tui::theme::part_of_kind(measure.kind);
    let sum = measure.amount.map(|amount| phrase::sum(&model.labels, amount, measure.period));
    let sum = sum.unwrap_or_default();
    let right = pen.write_right(end, row.y, &sum, part);
    let mut words = model.labels.kind(measure.kind);
    if is_doubtful(model, of) {
        words = format!("{words} {}", pen.glyphs().doubtful);
    }
    let room = if sum.is_empty() { end.saturating_sub(row.x + 2) } else { right.saturating_sub(row.x + 3) };
    let style = pen.theme().style(part).add_modifier(ratatui::style::Modifier::BOLD);
    let words = cells::cut(&words, usize::from(room));
    pen.write_styled(row.x + 2, row.y, room, &words, style);
}

/// Who acts on whom, as far as the text tells.
fn draw_parties(pen: &mut Pen<'_>, model: &Model, row: Rect, measure: &Measure) {
    let unknown = model.labels.text("tui-party-unnamed");
    let authority = measure.authority.clone().unwrap_or_else(|| unknown.clone());
    let company = measure.company.clone().unwrap_or(unknown);
    let words = format!("{authority} {} {company}", pen.glyphs().arrow);
    pen.write_cut(row.x + 2, row.y, row.width.saturating_sub(3), &words, Part::Strong);
}

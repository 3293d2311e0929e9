//! A room beside the news: its lines, in columns where they are decisions.

use ratatui::layout::Rect;

use crate::domain::{ArticleId, Decision, DecisionId};
use crate::ledger::NamingTerm;
use crate::tui::cells;
use crate::tui::layout::Areas;
use crate::tui::model::Model;
use crate::tui::model::room::{Room, SheetLine, Words};
use crate::tui::sheets;
use crate::tui::theme::Part;

use super::pen::Pen;

/// Narrowest room that shows references and numbers of articles.
const WIDE: u16 = 110;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, area: Rect) {
    let Some(visit) = model.visit() else { return };
    let in_hand = match &visit.room {
        Room::Case(id) => Some(*id),
        _ => None,
    };
    let lines = model.rooms.sheet.lines.iter().enumerate().skip(visit.offset);
    for (y, (place, line)) in lines.take(usize::from(area.height)).enumerate() {
        let row = Rect { y: area.y + y as u16, height: 1, ..area };
        draw_line(pen, model, row, line, in_hand);
        if place == visit.cursor && line.target().is_some() {
            let cursor = pen.glyphs().cursor.clone();
            pen.write(row.x, row.y, 1, &cursor, Part::Accent);
            pen.fill(row, Part::Cursor);
        }
    }
}

/// The case of the decision under the cursor, beside the table.
pub(super) fn draw_preview(pen: &mut Pen<'_>, model: &Model, areas: &Areas) {
    let (Some(area), Some(crate::tui::model::room::Target::Case(id))) =
        (areas.preview, model.target_in_hand())
    else {
        return;
    };
    let lines = sheets::lines(model, &Room::Case(id), area.width);
    for (y, line) in lines.iter().take(usize::from(area.height)).enumerate() {
        draw_line(pen, model, Rect { y: area.y + y as u16, height: 1, ..area }, line, Some(id));
    }
}

fn draw_line(pen: &mut Pen<'_>, model: &Model, row: Rect, line: &SheetLine, in_hand: Option<DecisionId>) {
    match line {
        SheetLine::Blank => {}
        SheetLine::Heading(text) => {
            let x = pen.write_cut(row.x + 2, row.y, row.width.saturating_sub(4), text, Part::Day);
            pen.horizontal(Rect { x: x + 1, width: row.right().saturating_sub(x + 2), ..row });
        }
        SheetLine::Columns => draw_columns(pen, model, row),
        SheetLine::Decision(id) => {
            let decision = model.rooms.ledger.as_deref().and_then(|ledger| ledger.decision(*id));
            if let Some(decision) = decision {
                draw_decision(pen, model, row, decision, in_hand == Some(*id));
            }
        }
        SheetLine::Words { indent, left, right, .. } => draw_words(pen, row, *indent, left, right),
    }
}

fn draw_words(pen: &mut Pen<'_>, row: Rect, indent: u16, left: &Words, right: &Words) {
    let end = row.right().saturating_sub(1);
    let columns: usize = right.iter().map(|(_, text)| cells::width(text)).sum();
    let start = end.saturating_sub(u16::try_from(columns).unwrap_or(end));
    let mut at = start;
    for (part, text) in right {
        at = pen.write(at, row.y, end.saturating_sub(at), text, *part);
    }
    let limit = if right.is_empty() { end } else { start.saturating_sub(1) };
    let mut x = row.x + indent;
    for (part, text) in left {
        x = pen.write_cut(x, row.y, limit.saturating_sub(x), text, *part);
    }
}

/// Where the columns of the table begin and how wide they are.
struct Columns {
    date: (u16, u16),
    authority: (u16, u16),
    organisation: (u16, u16),
    what: (u16, u16),
    sum: (u16, u16),
    reference: Option<(u16, u16)>,
    articles: Option<(u16, u16)>,
}

fn columns(row: Rect) -> Columns {
    let wide = row.width >= WIDE;
    let authority = match row.width {
        ..WIDE => 10,
        WIDE..150 => 14,
        _ => 22,
    };
    let (date, sum) = (14, if wide { 20 } else { 15 });
    let (reference, articles) = (20, 4);
    let fixed = 4 + date + 1 + authority + 1 + sum + 2 + if wide { reference + articles + 3 } else { 0 };
    let rest = row.width.saturating_sub(fixed).max(12);
    let organisation = rest / 2;
    let what = rest - organisation - 1;
    let mut x = row.x + 4;
    let mut take = |width: u16, gap: u16| {
        let at = (x, width);
        x += width + gap;
        at
    };
    Columns {
        date: take(date, 1),
        authority: take(authority, 1),
        organisation: take(organisation, 1),
        what: take(what, 1),
        sum: take(sum, 1),
        reference: wide.then(|| take(reference, 1)),
        articles: wide.then(|| take(articles, 0)),
    }
}

fn draw_columns(pen: &mut Pen<'_>, model: &Model, row: Rect) {
    let columns = columns(row);
    let mut head = |(x, width): (u16, u16), name: &str| {
        let text = model.labels.text(&format!("tui-column-{name}"));
        pen.write_cut(x, row.y, width, &text, Part::Label);
    };
    head(columns.date, "date");
    head(columns.authority, "authority");
    head(columns.organisation, "company");
    head(columns.what, "what");
    if let Some(reference) = columns.reference {
        head(reference, "reference");
    }
    let (x, width) = columns.sum;
    pen.write_right(x + width, row.y, &model.labels.text("tui-column-sum"), Part::Label);
    if let Some((x, width)) = columns.articles {
        pen.write_right(x + width, row.y, &model.labels.text("tui-column-articles"), Part::Label);
    }
}

fn draw_decision(pen: &mut Pen<'_>, model: &Model, row: Rect, decision: &Decision, in_hand: bool) {
    let labels = &model.labels;
    let columns = columns(row);
    let unread = decision.articles().any(|id| is_unread(model, id));
    let name_part = if unread { Part::Strong } else { Part::Text };
    draw_marks(pen, model, row, decision, unread, in_hand);
    let mut cell = |(x, width): (u16, u16), text: &str, part: Part| {
        pen.write_cut(x, row.y, width, text, part);
    };
    cell(columns.date, &labels.decided(decision), Part::Dim);
    cell(columns.authority, decision.authority().unwrap_or_default(), Part::Dim);
    cell(columns.organisation, &labels.organisations(decision), name_part);
    let kind = decision.acts.first().map_or(Part::Dim, |act| crate::tui::theme::part_of_kind(act.kind()));
    cell(columns.what, &labels.measures(decision), kind);
    if let Some(reference) = columns.reference {
        cell(reference, decision.reference.as_deref().unwrap_or_default(), Part::Dim);
    }
    let (x, width) = columns.sum;
    let sum = cells::cut(&labels.standing(decision), usize::from(width));
    pen.write_right(x + width, row.y, &sum, kind);
    if let Some((x, width)) = columns.articles {
        let count = decision.articles().count().to_string();
        pen.write_right(x + width, row.y, &count, Part::Dim);
    }
}

/// Chosen, unread, the decision in hand, a clash or an ended naming: a sign each, beside the colour.
fn draw_marks(pen: &mut Pen<'_>, model: &Model, row: Rect, decision: &Decision, unread: bool, in_hand: bool) {
    let glyphs = pen.glyphs();
    let chosen = model.rooms.chosen.contains(&decision.id);
    let first = match (chosen, in_hand) {
        (true, _) => Some((&glyphs.chosen, Part::Chosen)),
        (false, true) => Some((&glyphs.arrow, Part::Accent)),
        (false, false) => None,
    };
    let over = decision.is_naming_over(&[NamingTerm::cnil()], model.today);
    let third = match (decision.has_clash(), over) {
        (true, _) => Some((&glyphs.doubtful, Part::Warning)),
        (false, true) => Some((&glyphs.ended, Part::Dim)),
        (false, false) => None,
    };
    let unread = unread.then_some((&glyphs.unread, Part::Accent));
    for (column, mark) in [first, unread, third].into_iter().enumerate() {
        if let Some((glyph, part)) = mark {
            pen.write(row.x + 1 + column as u16, row.y, 1, glyph, part);
        }
    }
}

fn is_unread(model: &Model, id: ArticleId) -> bool {
    model.shelf.number_of(id).is_some_and(|number| !model.shelf.row(number).headline.mark.read)
}

//! The list of articles: days, titles, sources, marks, badges of facts.

use jiff::civil::Date;
use ratatui::layout::Rect;

use crate::app::{Fact, Headline};
use crate::domain::{Place, Role};
use crate::tui::cells;
use crate::tui::model::article::passages_of;
use crate::tui::model::list::{ListLine, WIDE};
use crate::tui::model::{Model, Pane};
use crate::tui::phrase;
use crate::tui::theme::Part;

use super::pen::Pen;

/// Shortest part of an organisation's name that still tells it, in columns.
const SHORTEST_NAME: usize = 8;

/// Narrowest pane in which facts stand under the title.
const ROOMY: u16 = 88;

/// Columns of cursor, selection, unread and star, and the blank after them.
const MARKS: u16 = 5;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, area: Rect) {
    if model.list.rows.is_empty() {
        draw_empty(pen, model, area);
        return;
    }
    for (number, line) in model.list_lines(area.width, area.height).into_iter().enumerate() {
        let row = Rect { y: area.y + number as u16, height: 1, ..area };
        match line {
            ListLine::Heading(day) => draw_heading(pen, model, row, day),
            ListLine::First(place) => draw_first(pen, model, row, place),
            ListLine::Second(place) => draw_second(pen, model, row, place),
        }
    }
}

/// Why nothing is shown, and what to do.
fn draw_empty(pen: &mut Pen<'_>, model: &Model, area: Rect) {
    let key = match (model.loaded, model.shelf.total().articles) {
        (false, _) => "tui-list-loading",
        (true, 0) => "tui-list-nothing",
        (true, _) => "tui-list-filtered",
    };
    let width = usize::from(area.width.saturating_sub(8)).min(60);
    let lines = cells::wrap(&model.labels.text(key), width);
    let y = area.y + area.height / 3;
    for (number, line) in lines.iter().take(usize::from(area.height)).enumerate() {
        pen.write(area.x + MARKS, y + number as u16, area.width - MARKS, line, Part::Dim);
    }
}

fn draw_heading(pen: &mut Pen<'_>, model: &Model, row: Rect, day: Date) {
    let words = match model.list.by_month {
        true => phrase::month_heading(&model.labels, day),
        false => phrase::day_heading(&model.labels, day, model.today),
    };
    let x = pen.write_cut(row.x + MARKS, row.y, row.width.saturating_sub(MARKS + 1), &words, Part::Day);
    let rest = Rect { x: x + 1, width: row.right().saturating_sub(x + 2), ..row };
    pen.horizontal(rest);
}

/// How the columns of a pane are shared.
struct Columns {
    date: u16,
    source: u16,
    title: u16,
}

fn columns(model: &Model, width: u16) -> Columns {
    let date = match (model.order.is_by_date(), model.list.by_month) {
        (true, false) => 5,
        (true, true) => 8,
        (false, _) => 13,
    };
    let source = match width {
        0..80 => 12,
        80..110 => 16,
        _ => 22,
    };
    Columns { date, source, title: MARKS + date + 2 + source + 2 }
}

/// The hour where rows stand by days, the day where they stand by months, else the day with its year.
fn date_of(model: &Model, headline: &Headline) -> String {
    let shown = headline.article.dates.shown();
    let day = phrase::day_of(shown, &model.zone);
    match (model.order.is_by_date(), model.list.by_month) {
        (true, false) => phrase::time_of(shown, &model.zone),
        (true, true) => cells::fit_right(&phrase::day_without_year(&model.labels, day), 8),
        (false, _) => cells::fit_right(&model.labels.day(day), 13),
    }
}

fn draw_first(pen: &mut Pen<'_>, model: &Model, row: Rect, place: usize) {
    let number = model.list.rows[place];
    let headline = &model.shelf.row(number).headline;
    draw_marks(pen, model, row, place);
    let part = if headline.mark.read { Part::Text } else { Part::Unread };
    let title = model.title_of(&headline.article.title);
    if row.width < WIDE {
        pen.write_cut(row.x + MARKS, row.y, row.width.saturating_sub(MARKS + 1), &title, part);
    } else {
        let columns = columns(model, row.width);
        let date = date_of(model, headline);
        pen.write_cut(row.x + MARKS, row.y, columns.date, &date, Part::Dim);
        let source = model.source_title(&headline.article.source);
        pen.write_cut(row.x + MARKS + columns.date + 2, row.y, columns.source, source, Part::Dim);
        let room = row.width.saturating_sub(columns.title + 1);
        pen.write_cut(row.x + columns.title, row.y, room, &title, part);
    }
    let lead = if row.width < WIDE { MARKS } else { columns(model, row.width).title };
    draw_found(
        pen,
        model,
        Rect { x: row.x + lead, width: row.width.saturating_sub(lead + 1), ..row },
        &title,
    );
    draw_cursor(pen, model, row, place);
}

/// What a search found in a title that was drawn in this area.
fn draw_found(pen: &mut Pen<'_>, model: &Model, area: Rect, title: &str) {
    let shown = cells::cut(title, usize::from(area.width));
    let words = cells::fold(&model.filter.words);
    for word in words.split_whitespace().filter(|word| word.len() > 1) {
        for (_, span) in passages_of(&shown, word, Place::Title) {
            let before = cells::width(&shown[..span.start]);
            let columns = cells::width(&shown[span.start..span.end]);
            let (Ok(before), Ok(columns)) = (u16::try_from(before), u16::try_from(columns)) else { continue };
            pen.fill(Rect { x: area.x + before, width: columns, ..area }, Part::Found);
        }
    }
}

fn draw_marks(pen: &mut Pen<'_>, model: &Model, row: Rect, place: usize) {
    let number = model.list.rows[place];
    let mark = model.shelf.row(number).headline.mark;
    let glyphs = pen.glyphs();
    let marks = [
        (model.list.chosen.contains(&number), &glyphs.chosen, Part::Chosen),
        (!mark.read, &glyphs.unread, Part::Accent),
        (mark.starred, &glyphs.star, Part::Star),
    ];
    for (column, (holds, glyph, part)) in marks.into_iter().enumerate() {
        if holds {
            pen.write(row.x + 1 + column as u16, row.y, 1, glyph, part);
        }
    }
}

fn draw_cursor(pen: &mut Pen<'_>, model: &Model, row: Rect, place: usize) {
    if place != model.list.cursor {
        return;
    }
    let in_focus = model.focus == Pane::List;
    let glyphs = pen.glyphs();
    let (glyph, part) = if in_focus { (&glyphs.cursor, Part::Accent) } else { (&glyphs.thin_bar, Part::Dim) };
    pen.write(row.x, row.y, 1, glyph, part);
    pen.fill(row, if in_focus { Part::Cursor } else { Part::CursorAway });
}

/// Under the title: the facts; in a narrow pane also the date, and the source where there is room.
fn draw_second(pen: &mut Pen<'_>, model: &Model, row: Rect, place: usize) {
    let headline = &model.shelf.row(model.list.rows[place]).headline;
    let end = row.right().saturating_sub(1);
    let columns = columns(model, row.width);
    // Where there is little room the facts begin under the source rather than under the title.
    let indent = if row.width < ROOMY { MARKS + columns.date + 2 } else { columns.title };
    let mut x = row.x + indent;
    if row.width < WIDE {
        x = pen.write(row.x + MARKS, row.y, 14, &date_of(model, headline), Part::Dim) + 1;
        let source = model.source_title(&headline.article.source);
        let badge = badge_width(model, headline);
        let room = usize::from(end.saturating_sub(x));
        if badge == 0 || badge + cells::width(source) + 2 <= room {
            x = pen.write_cut(x, row.y, end.saturating_sub(x), source, Part::Dim) + 2;
        }
    }
    draw_badge(pen, model, x, row.y, end, headline);
    draw_cursor(pen, model, row, place);
}

fn badge_width(model: &Model, headline: &Headline) -> usize {
    let Some(fact) = fact_to_show(model, headline) else { return 0 };
    let words = phrase::badge(&model.labels, fact);
    words.iter().map(|(_, text)| cells::width(text) + 3).sum::<usize>().saturating_sub(3)
}

/// The first fact that answers the filters, else the first.
fn fact_to_show<'a>(model: &Model, headline: &'a Headline) -> Option<&'a Fact> {
    let number = model.shelf.number_of(headline.article.id)?;
    let answering = model.filter.first_answering(model.shelf.row(number));
    headline.facts.get(answering.unwrap_or(0))
}

/// The fact to show in words, and how many more there are.
fn draw_badge(pen: &mut Pen<'_>, model: &Model, x: u16, y: u16, end: u16, headline: &Headline) {
    let Some(fact) = fact_to_show(model, headline) else { return };
    let more = headline.facts.iter().filter(|fact| fact.role == Role::Main).count().saturating_sub(1);
    let more = if more > 0 { format!("  +{more}") } else { String::new() };
    let room = end.saturating_sub(u16::try_from(cells::width(&more)).unwrap_or(0));
    let x = draw_fact(pen, model, x, y, room, fact);
    pen.write(x, y, end.saturating_sub(x), &more, Part::Dim);
}

/// The words of a badge in so many columns: what goes first is the authority, then the end of the organisation's name,
/// then the name; the measure and its sum stay.
fn fitting(mut words: Vec<(Part, String)>, room: usize) -> Vec<(Part, String)> {
    let total = |words: &[(Part, String)]| {
        words.iter().map(|(_, text)| cells::width(text) + 3).sum::<usize>().saturating_sub(3)
    };
    if total(&words) > room && words.len() > 2 && words[0].0 == Part::Dim {
        words.remove(0);
    }
    let excess = total(&words).saturating_sub(room);
    if excess > 0 && words.len() > 1 && words[0].0 == Part::Text {
        let shown = cells::width(&words[0].1).saturating_sub(excess);
        if shown < SHORTEST_NAME {
            words.remove(0);
        } else {
            words[0].1 = cells::cut(&words[0].1, shown);
        }
    }
    words
}

/// A fact in one line; gives back the column after it.
pub(super) fn draw_fact(pen: &mut Pen<'_>, model: &Model, x: u16, y: u16, end: u16, fact: &Fact) -> u16 {
    let glyphs = pen.glyphs();
    let separator = format!(" {} ", glyphs.separator);
    let mut x = x;
    let room = usize::from(end.saturating_sub(x)).saturating_sub(2 * usize::from(fact.doubtful));
    for (number, (part, text)) in fitting(phrase::badge(&model.labels, fact), room).into_iter().enumerate() {
        let room = end.saturating_sub(x);
        if room < 3 {
            break;
        }
        if number > 0 {
            x = pen.write(x, y, room, &separator, Part::Dim);
        }
        let part = if fact.role == Role::Background && part == Part::Text { Part::Dim } else { part };
        x = pen.write_cut(x, y, end.saturating_sub(x), &text, part);
    }
    if fact.doubtful {
        x = pen.write(x, y, end.saturating_sub(x), &format!(" {}", glyphs.doubtful), Part::Warning);
    }
    x
}

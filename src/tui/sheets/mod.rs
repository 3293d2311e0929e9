//! The lines of each room beside the news: values to words, each with what it leads to.
//!
//! Knows the ledger and labels. Leaves columns and colours to `view`, and going somewhere to `update`. Pure: the same model
//! gives the same lines, so that a screen, a screen reader and a test see one thing.

mod case;
mod figures;
mod health;
mod ledger;
mod record;
mod review;

use crate::domain::{ArticleId, DecisionId};
use crate::ledger::Ledger;

use super::model::Model;
use super::model::room::{Room, SheetLine, Target, Words};
use super::phrase;
use super::theme::Part;

/// The lines of a room for a width.
pub(super) fn lines(model: &Model, room: &Room, width: u16) -> Vec<SheetLine> {
    if room.needs_ledger() && model.rooms.ledger.is_none() {
        return vec![SheetLine::Blank, plain(model, Part::Dim, "tui-ledger-loading")];
    }
    match room {
        Room::News => Vec::new(),
        Room::Health => health::lines(model, width),
        Room::Ledger => ledger::lines(model),
        Room::Case(id) => case::lines(model, *id, width),
        Room::Record(subject) => record::lines(model, subject, width),
        Room::Figures => figures::lines(model, width),
        Room::Review => review::lines(model, width),
        Room::Output(_) => output(model, width),
    }
}

/// What a command said.
fn output(model: &Model, width: u16) -> Vec<SheetLine> {
    let room = usize::from(width.saturating_sub(4)).max(20);
    let lines = model.rooms.output.iter().flat_map(|line| super::cells::wrap(line, room));
    lines.map(|line| words(2, vec![(Part::Text, line)], None)).collect()
}

/// The ledger, when it is there.
fn the_ledger(model: &Model) -> Option<&Ledger> {
    model.rooms.ledger.as_deref()
}

/// A line of one label.
fn plain(model: &Model, part: Part, key: &str) -> SheetLine {
    words(2, vec![(part, model.labels.text(key))], None)
}

/// A line that may lead somewhere.
fn words(indent: u16, left: Words, target: Option<Target>) -> SheetLine {
    SheetLine::Words { indent, left, right: Vec::new(), target }
}

/// A blank line and a heading.
fn heading(lines: &mut Vec<SheetLine>, text: String) {
    if !lines.is_empty() {
        lines.push(SheetLine::Blank);
    }
    lines.push(SheetLine::Heading(text));
}

/// A name of a field and its value, wrapped under itself.
fn field(
    lines: &mut Vec<SheetLine>,
    model: &Model,
    key: &str,
    part: Part,
    value: &str,
    width: u16,
    target: Option<Target>,
) {
    let room = usize::from(width.saturating_sub(FIELD + 4)).max(16);
    for (number, text) in super::cells::wrap(value, room).into_iter().enumerate() {
        let name = if number == 0 { model.labels.text(key) } else { String::new() };
        let name = super::cells::fit(&name, usize::from(FIELD));
        let target = target.clone().filter(|_| number == 0);
        lines.push(words(2, vec![(Part::Label, name), (part, text)], target));
    }
}

/// Columns of the names of fields.
const FIELD: u16 = 16;

/// An article in a line: day, source, title; unread ones stand out. With why it stands there, if that is told.
fn article_line(model: &Model, id: ArticleId, before: Words, width: u16) -> SheetLine {
    let Some(number) = model.shelf.number_of(id) else {
        let mut left = before;
        left.push((Part::Dim, format!("{} {}", id.short(), model.labels.text("tui-article-away"))));
        return words(2, left, Some(Target::Article(id)));
    };
    let headline = &model.shelf.row(number).headline;
    let day = phrase::day_of(headline.article.dates.shown(), &model.zone);
    let unread = !headline.mark.read;
    let mark = if unread { model.theme.glyphs().unread.clone() } else { " ".to_owned() };
    let mut left = vec![(Part::Accent, format!("{mark} "))];
    left.push((Part::Dim, super::cells::fit(&model.labels.day(day), 14)));
    left.extend(before);
    let source = model.source_title(&headline.article.source);
    let source_room = if width < 100 { 14 } else { 24 };
    left.push((Part::Dim, format!("{}  ", super::cells::fit(source, source_room))));
    let part = if unread { Part::Strong } else { Part::Text };
    left.push((part, model.title_of(&headline.article.title)));
    words(2, left, Some(Target::Article(id)))
}

/// The decisions of each case that those decisions belong to, in order of time, those of one case together.
fn by_case(ledger: &Ledger, decisions: &[DecisionId]) -> Vec<Vec<DecisionId>> {
    let mut shown: Vec<DecisionId> = Vec::new();
    let mut cases = Vec::new();
    for id in decisions {
        if shown.contains(id) {
            continue;
        }
        let whole = ledger.case_of(*id).map_or_else(|| vec![*id], |case| case.decisions.clone());
        shown.extend(&whole);
        cases.push(whole);
    }
    cases
}

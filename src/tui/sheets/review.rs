//! The queue of doubtful facts: the article, the fact, the passage.

use crate::app::Doubt;
use crate::domain::Measure;
use crate::tui::cells;
use crate::tui::model::Model;
use crate::tui::model::room::{SheetLine, Target, Words};
use crate::tui::phrase;
use crate::tui::theme::Part;

use super::{plain, words};

pub(super) fn lines(model: &Model, width: u16) -> Vec<SheetLine> {
    if model.rooms.doubts.is_empty() {
        return vec![SheetLine::Blank, plain(model, Part::Dim, "tui-review-empty")];
    }
    let mut lines = Vec::new();
    for (place, doubt) in model.rooms.doubts.iter().enumerate() {
        if place > 0 {
            lines.push(SheetLine::Blank);
        }
        of(&mut lines, model, place, doubt, width);
    }
    lines
}

fn of(lines: &mut Vec<SheetLine>, model: &Model, place: usize, doubt: &Doubt, width: u16) {
    let measure = &doubt.fact.measure;
    let right = vec![(Part::Warning, format!("{} %", measure.confidence.hundredths()))];
    let target = Some(Target::Doubt(place));
    lines.push(SheetLine::Words { indent: 2, left: fact(model, measure), right, target });
    let article = &doubt.headline.article;
    let day = model.labels.day(phrase::day_of(article.dates.shown(), &model.zone));
    let separator = format!(" {} ", model.theme.glyphs().separator);
    let source = model.source_title(&article.source);
    let told = [source, &day, &model.title_of(&article.title)].join(&separator);
    lines.push(words(4, vec![(Part::Dim, told)], None));
    let room = usize::from(width.saturating_sub(10)).clamp(20, 110);
    let passage = doubt.passage.trim();
    let shown = if passage.is_empty() { Vec::new() } else { cells::wrap(&format!("« {passage} »"), room) };
    lines.extend(shown.into_iter().take(3).map(|line| words(4, vec![(Part::Quote, line)], None)));
}

/// Authority, organisation, kind, sum, day, reference: what is to be judged.
fn fact(model: &Model, measure: &Measure) -> Words {
    let separator = format!(" {} ", model.theme.glyphs().separator);
    let mut pieces = phrase::badge(&model.labels, &phrase::brief(measure));
    pieces.extend(measure.date.map(|date| (Part::Dim, model.labels.partial_date(date))));
    pieces.extend(measure.reference.clone().map(|reference| (Part::Dim, reference)));
    let mut words = Words::new();
    for (number, piece) in pieces.into_iter().enumerate() {
        if number > 0 {
            words.push((Part::Dim, separator.clone()));
        }
        words.push(piece);
    }
    words
}

//! How sources fare: the worst first, each with its failure in words, what was mended, what may be missing.

use std::cmp::Reverse;

use jiff::Timestamp;

use crate::app::{SourceHealth, Standing};
use crate::labels::Message;
use crate::tui::cells;
use crate::tui::model::Model;
use crate::tui::model::room::{SheetLine, Target};
use crate::tui::phrase;
use crate::tui::theme::Part;

use super::{plain, words};

pub(super) fn lines(model: &Model, width: u16) -> Vec<SheetLine> {
    let Some(health) = &model.rooms.health else {
        return vec![SheetLine::Blank, plain(model, Part::Dim, "tui-health-loading")];
    };
    if health.is_empty() {
        return vec![SheetLine::Blank, plain(model, Part::Dim, "health-nothing")];
    }
    let mut sources: Vec<&SourceHealth> = health.iter().collect();
    sources.sort_by_key(|source| Reverse(source.standing));
    let mut lines = Vec::new();
    for source in sources {
        lines.push(head(model, source, width));
        let room = usize::from(width.saturating_sub(8)).clamp(20, 120);
        for (part, text) in said(model, source) {
            let wrapped = cells::wrap(&text, room).into_iter();
            lines.extend(wrapped.map(|line| words(6, vec![(part, line)], None)));
        }
    }
    lines
}

fn head(model: &Model, health: &SourceHealth, width: u16) -> SheetLine {
    let labels = &model.labels;
    let glyphs = model.theme.glyphs();
    let (mark, part) = match health.standing {
        Standing::Good => (" ", Part::Good),
        Standing::New => (" ", Part::Dim),
        Standing::Failing | Standing::Silent => (glyphs.failure.as_str(), Part::Warning),
        Standing::Dead => (glyphs.failure.as_str(), Part::Failure),
    };
    let standing = labels.text(&format!("health-{}", health.standing.code()));
    let title = model.source_title(&health.source.id).to_owned();
    let name_room = if width < 100 { 30 } else { 44 };
    let left = vec![
        (part, format!("{mark} ")),
        (Part::Strong, cells::fit(&title, name_room)),
        (part, format!(" {standing}")),
    ];
    let right = vec![(Part::Dim, pace(model, health))];
    SheetLine::Words { indent: 2, left, right, target: Some(Target::Source(health.source.id.clone())) }
}

/// Items a week, with one decimal below ten.
fn pace(model: &Model, health: &SourceHealth) -> String {
    let items = health.items_a_week;
    let shown = if items < 10.0 { format!("{items:.1}") } else { format!("{items:.0}") };
    let shown = match model.labels.tongue() {
        crate::labels::Tongue::French => shown.replace('.', ","),
        crate::labels::Tongue::English => shown,
    };
    model.labels.say(&Message::new("health-pace").with("items", shown))
}

/// What there is to say of a source, the gravest first.
fn said(model: &Model, health: &SourceHealth) -> Vec<(Part, String)> {
    let labels = &model.labels;
    let mut said = Vec::new();
    said.extend(health.failure.as_ref().map(|failure| (Part::Failure, labels.say(failure))));
    let times = times(model, health);
    if !times.is_empty() {
        said.push((Part::Dim, times));
    }
    said.extend(health.remarks.iter().map(|remark| (Part::Warning, labels.say(remark))));
    for gap in &health.gaps {
        let words = Message::new("health-gap")
            .with("after", when(model, gap.after))
            .with("before", when(model, gap.before));
        said.push((Part::Warning, labels.say(&words)));
    }
    if !health.mended.is_empty() {
        let mended = Message::new("health-mended").with("defects", health.mended.join(", "));
        said.push((Part::Dim, labels.say(&mended)));
    }
    said
}

fn times(model: &Model, health: &SourceHealth) -> String {
    let labels = &model.labels;
    let told = |key, name, moment| labels.say(&Message::new(key).with(name, when(model, moment)));
    let failing = health.failure.is_some();
    let parts = [
        failing.then(|| labels.say(&Message::new("health-streak").count("streak", health.streak.into()))),
        health.last_success.map(|success| told("health-last-success", "when", success)),
        health.last_item.map(|item| told("health-last-item", "when", item)),
        health.next_try.filter(|_| failing).map(|next| told("health-next", "next", next)),
    ];
    let separator = format!(" {} ", model.theme.glyphs().separator);
    parts.into_iter().flatten().collect::<Vec<_>>().join(&separator)
}

fn when(model: &Model, moment: Timestamp) -> String {
    let day = model.labels.day(phrase::day_of(moment, &model.zone));
    format!("{day} {}", phrase::time_of(moment, &model.zone))
}

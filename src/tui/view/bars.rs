//! The line at the top: where one is and which filters hold. The line at the bottom: what the last action did and the
//! keys that matter now.

use ratatui::layout::Rect;

use crate::domain::Field;
use crate::tui::action::Action;
use crate::tui::cells;
use crate::tui::filter::Order;
use crate::tui::keymap::Context;
use crate::tui::layout::Areas;
use crate::tui::model::room::{Room, SheetLine, Subject};
use crate::tui::model::{Mode, Model, Pane, Prompt, Purpose, Refreshing, Tone};
use crate::tui::phrase;
use crate::tui::theme::Part;

use super::pen::Pen;

/// Columns of the gauge of a refresh.
const GAUGE: usize = 12;

pub(super) fn draw_top(pen: &mut Pen<'_>, model: &Model, areas: &Areas) {
    let area = areas.top;
    let counts = counts(model, areas);
    let right = pen.write_right(area.right().saturating_sub(1), area.y, &counts, Part::Bar);
    let end = right.saturating_sub(2);
    let mut x = pen.write(area.x + 1, area.y, 5, "Vigie", Part::Accent);
    x = pen.write(x, area.y, 2, "  ", Part::Bar);
    for (part, text) in crumbs(model) {
        let left = end.saturating_sub(x);
        if left < 4 {
            break;
        }
        x = pen.write_cut(x, area.y, left, &text, part);
    }
}

/// Where one is, then each filter that holds.
pub(in crate::tui) fn crumbs(model: &Model) -> Vec<(Part, String)> {
    let filter = &model.filter;
    let mut crumbs = vec![(Part::BarStrong, place(model))];
    if !model.room().is_filtered() {
        return crumbs;
    }
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            crumbs.push((Part::Bar, format!("   {} ", model.labels.text(key))));
            crumbs.push((Part::BarStrong, value));
        }
    };
    let company = filter.company.map(|number| model.shelf.companies().shown(number).to_owned());
    let authority = filter.authority.map(|number| model.shelf.authorities().shown(number).to_owned());
    add("tui-filter-company", company);
    add("tui-filter-kind", filter.kinds.map(|family| phrase::family(&model.labels, family)));
    add("tui-filter-authority", authority);
    add("tui-filter-words", Some(filter.words.trim().to_owned()).filter(|words| !words.is_empty()));
    add("tui-filter-only", filter.unread.then(|| model.labels.text("tui-filter-unread")));
    add("tui-filter-only", filter.starred.then(|| model.labels.text("tui-filter-starred")));
    let order = model.labels.text(&format!("tui-order-{}", model.order.name()));
    add("tui-filter-order", (model.order != Order::Newest).then_some(order));
    crumbs
}

/// The room, and what it is about.
fn place(model: &Model) -> String {
    let room = model.labels.text(&format!("tui-room-{}", model.room().name()));
    match (model.room(), &model.filter.source) {
        (Room::News, Some(source)) => model.source_title(source).to_owned(),
        (Room::Record(subject), _) => match subject {
            Subject::Company(name) | Subject::Authority(name) | Subject::Provision(name) => name.clone(),
            Subject::Theme(theme) => model.labels.theme(*theme),
        },
        (Room::Output(command), _) => command.clone(),
        _ => room,
    }
}

/// Decisions or doubts of a room beside the news.
fn count_of_room(model: &Model) -> String {
    let count = match model.room() {
        Room::Ledger => {
            let is_row = |line: &&SheetLine| matches!(line, SheetLine::Decision(_));
            phrase::counted("tui-count-decisions", model.rooms.sheet.lines.iter().filter(is_row).count())
        }
        Room::Review => phrase::counted("tui-count-doubts", model.rooms.doubt_count),
        _ => return String::new(),
    };
    model.labels.say(&count)
}

/// Rows shown and unread; in an article, its place and how far the reading is.
fn counts(model: &Model, areas: &Areas) -> String {
    let number = |count: usize| phrase::number(&model.labels, count);
    let separator = format!(" {} ", model.theme.glyphs().separator);
    if *model.room() != Room::News {
        return count_of_room(model);
    }
    let mut words = Vec::new();
    if !model.list.chosen.is_empty() {
        words.push(model.labels.say(&phrase::counted("tui-count-chosen", model.list.chosen.len())));
    }
    let reads = matches!(model.focus, Pane::Article | Pane::Facts) && model.article.page.is_some();
    if reads {
        let place = format!("{}/{}", number(model.list.cursor + 1), number(model.list.rows.len()));
        words.push(place);
        words.push(
            model.labels.say(&phrase::counted("tui-percent", model.article.percent(areas.text.height))),
        );
    } else if model.loaded {
        words.push(model.labels.say(&phrase::counted("tui-count-articles", model.list.rows.len())));
        if model.shelf.total().articles > 0 {
            words.push(model.labels.say(&phrase::counted("tui-count-unread", model.shelf.total().unread)));
        }
    }
    words.join(&separator)
}

/// Draws the bottom line; gives back where the cursor stands while a line is typed.
pub(super) fn draw_bottom(pen: &mut Pen<'_>, model: &Model, areas: &Areas) -> Option<(u16, u16)> {
    let area = areas.bottom;
    match &model.mode {
        Mode::Prompt(prompt) => Some(draw_prompt(pen, model, area, prompt)),
        _ => {
            let x = draw_word(pen, model, area);
            draw_hints(pen, model, area, x);
            None
        }
    }
}

fn draw_prompt(pen: &mut Pen<'_>, model: &Model, area: Rect, prompt: &Prompt) -> (u16, u16) {
    let label = prompt_words(model, &prompt.purpose);
    let beside = beside_prompt(model, prompt);
    let right = pen.write_right(area.right().saturating_sub(1), area.y, &beside, Part::Bar);
    let mut x = pen.write(area.x + 1, area.y, area.width / 2, &label, Part::Accent);
    x = pen.write(x, area.y, 1, " ", Part::Bar);
    let room = right.saturating_sub(x + 2).max(4);
    let before = cells::width(prompt.line.before_cursor());
    // A line longer than its room shows the part before the cursor.
    let skipped = (before + 1).saturating_sub(usize::from(room));
    let shown = skip_columns(prompt.line.text(), skipped);
    pen.write(x, area.y, room, &shown, Part::Text);
    let cursor = x + u16::try_from(before - skipped.min(before)).unwrap_or(0);
    (cursor.min(area.right().saturating_sub(1)), area.y)
}

fn skip_columns(text: &str, columns: usize) -> String {
    let mut left = columns;
    let skips = |wide: usize| {
        let skip = left > 0;
        left = left.saturating_sub(wide);
        skip
    };
    let mut skips = skips;
    cells::graphemes(text).skip_while(|(_, wide)| skips(*wide)).map(|(grapheme, _)| grapheme).collect()
}

/// What a line is typed for, in words.
pub(in crate::tui) fn prompt_words(model: &Model, purpose: &Purpose) -> String {
    model.labels.text(prompt_label(purpose))
}

const fn prompt_label(purpose: &Purpose) -> &'static str {
    match purpose {
        Purpose::Search(_) => "tui-prompt-search",
        Purpose::Find => "tui-prompt-find",
        Purpose::ExportPath { .. } => "tui-prompt-export",
        Purpose::SourceAddress => "tui-prompt-source",
        Purpose::Command => "tui-prompt-command",
        Purpose::Field(field) => field_label(*field),
        Purpose::Reason => "tui-prompt-reason",
        Purpose::Pipe(_) => "tui-prompt-pipe",
    }
}

const fn field_label(field: Field) -> &'static str {
    match field {
        Field::Authority => "tui-field-authority",
        Field::Company => "tui-field-company",
        Field::Kind => "tui-field-kind",
        Field::Amount => "tui-field-amount",
        Field::Date => "tui-field-date",
        Field::Reference => "tui-field-reference",
        Field::Articles => "tui-field-articles",
        Field::Breaches => "tui-field-breaches",
        Field::Complainant => "tui-field-complainant",
        Field::Deadline => "tui-field-deadline",
    }
}

/// What stands at the right of a line being typed: how many rows answer, or what may be meant.
fn beside_prompt(model: &Model, prompt: &Prompt) -> String {
    match prompt.purpose {
        Purpose::Search(_) => {
            let count = model.labels.say(&phrase::counted("tui-count-articles", model.list.rows.len()));
            let bodies = model.finding.map(|_| model.labels.text("tui-finding"));
            let remark = model.remark.as_ref().map(|remark| cells::cut(&model.labels.say(remark), 60));
            let offered = crate::tui::update::query_completions(model);
            let offered = Some(cells::cut(&offered.join("  "), 40)).filter(|offered| !offered.is_empty());
            // What is wrong goes before what may be meant.
            let beside = remark.or(offered.filter(|_| is_field_begun(prompt)));
            [beside, bodies, Some(count)].into_iter().flatten().collect::<Vec<_>>().join("  ")
        }
        Purpose::Find => model
            .article
            .found
            .as_ref()
            .map_or(String::new(), |found| phrase::number(&model.labels, found.passages.len())),
        Purpose::Command => {
            let completions = crate::tui::update::completions(prompt.line.text());
            cells::cut(&completions.join("  "), 60)
        }
        _ => model.labels.text("tui-prompt-keys"),
    }
}

/// Whether the word before the cursor is more than words of a text: then what may be meant is shown.
fn is_field_begun(prompt: &Prompt) -> bool {
    let word = prompt.line.before_cursor().rsplit(char::is_whitespace).next().unwrap_or_default();
    word.contains(':') || word.starts_with('@')
}

/// What the last action did, else what runs; gives back the column after it.
fn draw_word(pen: &mut Pen<'_>, model: &Model, area: Rect) -> u16 {
    let (mut x, y) = (area.x + 1, area.y);
    let room = |x: u16| area.right().saturating_sub(x + 1);
    if !model.pending.is_empty() {
        let keys: Vec<String> = model.pending.iter().map(|key| key.told(&model.labels)).collect();
        return pen.write(x, y, room(x), &format!("{} …", keys.join(" ")), Part::Key);
    }
    if let Some(said) = &model.said {
        let part = match said.tone {
            Tone::Plain => Part::Bar,
            Tone::Good => Part::Good,
            Tone::Warning => Part::Warning,
            Tone::Failure => Part::Failure,
        };
        x = pen.write_cut(x, y, room(x), &model.labels.say(&said.message), part);
        x = pen.write(x, y, room(x).min(2), "  ", Part::Bar);
    }
    if let Some(refreshing) = model.refreshing {
        return draw_progress(pen, model, area, x, refreshing);
    }
    if model.said.is_none() && !model.list.fresh.is_empty() {
        return draw_fresh(pen, model, area, x);
    }
    x
}

fn draw_progress(pen: &mut Pen<'_>, model: &Model, area: Rect, x: u16, refreshing: Refreshing) -> u16 {
    let glyphs = pen.glyphs();
    let done = (refreshing.done * GAUGE).checked_div(refreshing.total).unwrap_or(0).min(GAUGE);
    let room = |x: u16| area.right().saturating_sub(x + 1);
    let mut x = pen.write(x, area.y, room(x), &glyphs.gauge_done.repeat(done), Part::Accent);
    x = pen.write(x, area.y, room(x), &glyphs.gauge_left.repeat(GAUGE - done), Part::Rule);
    let mut words = format!(" {}/{}", refreshing.done, refreshing.total);
    for (key, count) in [("tui-progress-new", refreshing.new), ("tui-progress-failed", refreshing.failed)] {
        if count > 0 {
            words.push_str(&format!(", {}", model.labels.say(&phrase::counted(key, count))));
        }
    }
    pen.write_cut(x, area.y, room(x), &words, Part::Bar)
}

fn draw_fresh(pen: &mut Pen<'_>, model: &Model, area: Rect, x: u16) -> u16 {
    let words = model.labels.say(&phrase::counted("tui-progress-new", model.list.fresh.len()));
    let room = area.right().saturating_sub(x + 1);
    let x = pen.write_cut(x, area.y, room, &words, Part::Good);
    let keys = keys_of(model, model.context(), Action::GoNew);
    pen.write(x, area.y, area.right().saturating_sub(x + 1), &format!("  {keys}"), Part::Key)
}

/// The keys that matter now, against the right edge, as many as fit.
fn draw_hints(pen: &mut Pen<'_>, model: &Model, area: Rect, from: u16) {
    let context = model.context();
    let room = usize::from(area.right().saturating_sub(from + 2));
    let mut hints: Vec<(String, String)> = Vec::new();
    let mut taken = 0;
    for action in hints_in(context) {
        let (keys, words) = (keys_of(model, context, *action), model.labels.text(&action.hint()));
        let wide = cells::width(&keys) + cells::width(&words) + 3;
        if keys.is_empty() || taken + wide > room || !means_something(model.room(), *action) {
            continue;
        }
        taken += wide;
        hints.push((keys, words));
    }
    let mut x = area.right().saturating_sub(u16::try_from(taken).unwrap_or(0)) + 1;
    for (keys, words) in hints {
        x = pen.write(x, area.y, area.width, &keys, Part::Key);
        x = pen.write(x, area.y, area.width, &format!(" {words}"), Part::Bar) + 2;
    }
}

/// Whether an action that some rooms know means anything in this one.
const fn means_something(room: &Room, action: Action) -> bool {
    match action {
        Action::NextSeries | Action::NextCurrency => matches!(room, Room::Figures),
        Action::SplitDecision => matches!(room, Room::Case(_)),
        _ => true,
    }
}

fn keys_of(model: &Model, context: Context, action: Action) -> String {
    let keys = model.keymap.shown_for(context, action).unwrap_or_default();
    keys.iter().map(|key| key.told(&model.labels)).collect::<Vec<_>>().join(" ")
}

/// What matters most in each context, in that order.
const fn hints_in(context: Context) -> &'static [Action] {
    match context {
        Context::Sources => &[
            Action::Open,
            Action::Refresh,
            Action::ManageSources,
            Action::Help,
            Action::NextPane,
            Action::Quit,
        ],
        Context::List | Context::Everywhere => &[
            Action::Open,
            Action::Search,
            Action::FilterCompany,
            Action::FilterKind,
            Action::Help,
            Action::ToggleRead,
            Action::Refresh,
            Action::FilterUnread,
            Action::Export,
            Action::Quit,
        ],
        Context::Reader => &[
            Action::NextFact,
            Action::Next,
            Action::Back,
            Action::Help,
            Action::Browse,
            Action::ToggleStar,
            Action::FindInArticle,
            Action::Export,
            Action::Zen,
        ],
        Context::Facts => &[
            Action::Open,
            Action::ConfirmFact,
            Action::RejectFact,
            Action::EditFact,
            Action::GoCase,
            Action::GoCompany,
            Action::Back,
            Action::Help,
            Action::CopyFact,
        ],
        Context::Ledger => &[
            Action::Open,
            Action::Back,
            Action::Search,
            Action::Order,
            Action::GoCompany,
            Action::Help,
            Action::JoinDecisions,
            Action::GoFigures,
        ],
        Context::Room => &[
            Action::Open,
            Action::Back,
            Action::NextSeries,
            Action::GoCompany,
            Action::Help,
            Action::GoLedger,
            Action::SplitDecision,
            Action::NextCurrency,
        ],
        Context::Review => &[
            Action::ConfirmFact,
            Action::RejectFact,
            Action::EditFact,
            Action::Open,
            Action::Back,
            Action::Undo,
            Action::Help,
        ],
        Context::Prompt | Context::Picker | Context::Help => &[Action::Accept, Action::Back],
    }
}

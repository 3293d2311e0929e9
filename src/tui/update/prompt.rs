//! Lines being typed: search, find, paths, addresses, commands; and the help, which is narrowed by a line.

use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::model::line::Line;
use crate::tui::model::{Help, Mode, Model, Pane, Prompt, Purpose, Tone};
use crate::tui::phrase;

use super::{article, command, list, query_line, review};

/// Shortest words for which bodies are read.
const SHORTEST_SOUGHT: usize = 2;

pub(super) fn open(model: &mut Model, purpose: Purpose, text: &str) {
    model.mode = Mode::Prompt(Prompt { purpose, line: Line::of(text) });
}

pub(super) fn open_search(model: &mut Model) {
    let words = model.filter.words.clone();
    model.focus = Pane::List;
    model.arrangement.zen = false;
    open(model, Purpose::Search(words.clone()), &words);
}

pub(super) fn open_find(model: &mut Model) {
    if model.article.opened.is_none() {
        return;
    }
    model.focus = Pane::Article;
    let words = model.article.found.as_ref().map_or(String::new(), |found| found.words.clone());
    open(model, Purpose::Find, &words);
}

pub(super) fn open_pipe(model: &mut Model) {
    if let Some(row) = model.row_in_hand() {
        let id = model.shelf.row(row).headline.article.id;
        open(model, Purpose::Pipe(id), "");
    }
}

pub(super) fn open_command(model: &mut Model) {
    open(model, Purpose::Command, "");
}

pub(super) fn open_help(model: &mut Model) {
    let context = model.context();
    model.mode = Mode::Help(Help { context, line: Line::default(), offset: 0 });
}

/// Writes typed text where text is taken.
pub(super) fn write(model: &mut Model, text: &str) -> Vec<Effect> {
    match &mut model.mode {
        Mode::Prompt(prompt) => {
            prompt.line.write(text);
            return changed(model);
        }
        Mode::Picker(picker) => {
            picker.line.write(text);
            picker.narrow();
        }
        Mode::Help(help) => {
            help.line.write(text);
            help.offset = 0;
        }
        Mode::Panes => {}
    }
    Vec::new()
}

/// Pasted text is text only where text is taken: it never acts as keys.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    let first_line = text.trim().lines().next().unwrap_or_default().to_owned();
    write(model, &first_line)
}

pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut model.mode else { return Vec::new() };
    match action {
        Action::Accept => accept(model),
        Action::Back => give_up(model),
        Action::Complete if matches!(prompt.purpose, Purpose::Search(_)) => query_line::complete(model),
        Action::Complete => {
            command::complete(model);
            Vec::new()
        }
        Action::Up | Action::Down if prompt.purpose == Purpose::Command => {
            command::recall(model, action == Action::Up);
            Vec::new()
        }
        Action::Up | Action::Down => {
            list::step(model, if action == Action::Up { -1 } else { 1 });
            Vec::new()
        }
        action if prompt.line.edit(action) => changed(model),
        _ => Vec::new(),
    }
}

/// What is typed has changed: a search answers at once with titles, and asks for bodies.
pub(super) fn changed(model: &mut Model) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &model.mode else { return Vec::new() };
    let text = prompt.line.text().to_owned();
    match prompt.purpose {
        Purpose::Search(_) => search(model, &text),
        Purpose::Find => {
            article::find(model, &text);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Asks for what answers a line; titles that hold plain words answer at once.
pub(super) fn search(model: &mut Model, words: &str) -> Vec<Effect> {
    list::search(model, words);
    if words.trim().chars().count() < SHORTEST_SOUGHT {
        return vec![Effect::StopFinding];
    }
    let request = model.next_request();
    model.finding = Some(request);
    vec![Effect::FindText { request, words: words.trim().to_owned() }]
}

fn give_up(model: &mut Model) -> Vec<Effect> {
    let Mode::Prompt(prompt) = std::mem::replace(&mut model.mode, Mode::Panes) else { return Vec::new() };
    match prompt.purpose {
        Purpose::Search(before) if before != model.filter.words => search(model, &before),
        Purpose::Find => {
            model.article.found = None;
            Vec::new()
        }
        Purpose::Field(field) => {
            review::give_up_field(model, field);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn accept(model: &mut Model) -> Vec<Effect> {
    let Mode::Prompt(prompt) = std::mem::replace(&mut model.mode, Mode::Panes) else { return Vec::new() };
    let text = prompt.line.text().trim().to_owned();
    match prompt.purpose {
        Purpose::Search(_) => Vec::new(),
        Purpose::Find => {
            if text.is_empty() {
                model.article.found = None;
            }
            Vec::new()
        }
        Purpose::ExportPath { ids, format } if !text.is_empty() => {
            let request = model.next_request();
            model.say(Tone::Plain, phrase::told("tui-said-exporting", &[("path", &text)]));
            vec![Effect::Export { request, ids, format, path: text }]
        }
        Purpose::SourceAddress if !text.is_empty() => {
            let request = model.next_request();
            vec![Effect::AddSource { request, address: text }]
        }
        Purpose::Command => command::run(model, &text),
        Purpose::Field(field) => {
            review::set(model, field, &text);
            Vec::new()
        }
        Purpose::Reason => review::save(model, &text),
        Purpose::Pipe(id) if !text.is_empty() => {
            let request = model.next_request();
            vec![Effect::Pipe { request, id, command: text }]
        }
        Purpose::ExportPath { .. } | Purpose::SourceAddress | Purpose::Pipe(_) => Vec::new(),
    }
}

pub(super) fn perform_in_help(model: &mut Model, action: Action) -> Vec<Effect> {
    let Mode::Help(help) = &mut model.mode else { return Vec::new() };
    match action {
        Action::Back => model.mode = Mode::Panes,
        Action::Down => help.offset += 1,
        Action::Up => help.offset = help.offset.saturating_sub(1),
        Action::PageDown => help.offset += 10,
        Action::PageUp => help.offset = help.offset.saturating_sub(10),
        Action::Top => help.offset = 0,
        Action::Bottom => help.offset = usize::MAX / 2,
        action => {
            if help.line.edit(action) {
                help.offset = 0;
            }
        }
    }
    Vec::new()
}

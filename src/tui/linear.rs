//! The screen said line after line, for screen readers and for terminals that cannot do more: a line in, what changed out.
//!
//! The same model, update and words; only the view is other. Pure.

use crate::app::Headline;
use crate::domain::{ArticleId, Measure, Place};

use super::action::Action;
use super::cells;
use super::effect::Effect;
use super::filter::Filter;
use super::key::read_sequence;
use super::keymap::Resolution;
use super::message::Message;
use super::model::line::Line;
use super::model::picker::Picker;
use super::model::room::{MadeFrom, SheetLine};
use super::model::{Mode, Model, Pane, Said};
use super::page::{Ink, Page};
use super::phrase;
use super::update::update;
use super::view;

/// Rows said at a time.
const ROWS: usize = 10;

/// Choices said at a time.
const CHOICES: usize = 20;

/// What was said last, so that only what changed is said again.
#[derive(Debug, Default)]
pub(super) struct Heard {
    loaded: bool,
    said: Option<Said>,
    mode: Option<Mode>,
    article: Option<ArticleId>,
    fact: Option<usize>,
    list: Option<(Filter, usize, usize)>,
    sheet: Option<MadeFrom>,
}

/// Does what a line asks: a number opens a row or takes a choice, keys are those of the screen, words are commands.
pub(super) fn obey(model: &mut Model, line: &str) -> Vec<Effect> {
    let line = line.trim();
    model.said = None;
    match &mut model.mode {
        Mode::Prompt(prompt) => {
            prompt.line = Line::default();
            let mut effects = update(model, Message::Pasted(line.to_owned()));
            let answer = if line.is_empty() { Action::Back } else { Action::Accept };
            effects.extend(update(model, Message::Asked(answer)));
            effects
        }
        Mode::Picker(picker) => match line.parse::<usize>() {
            Ok(number) if (1..=picker.left.len()).contains(&number) => {
                picker.cursor = number - 1;
                update(model, Message::Asked(Action::Accept))
            }
            _ if line.is_empty() => update(model, Message::Asked(Action::Back)),
            _ => {
                picker.line = Line::default();
                update(model, Message::Pasted(line.to_owned()))
            }
        },
        Mode::Help(_) => {
            model.mode = Mode::Panes;
            obey(model, line)
        }
        Mode::Panes => obey_in_panes(model, line),
    }
}

fn obey_in_panes(model: &mut Model, line: &str) -> Vec<Effect> {
    if let (true, Ok(number)) = (model.visit().is_some(), line.parse::<usize>()) {
        return obey_in_room(model, number);
    }
    if let Ok(number) = line.parse::<usize>() {
        model.focus = Pane::List;
        model.list.cursor = number.saturating_sub(1).min(model.list.rows.len().saturating_sub(1));
        return update(model, Message::Asked(Action::Open));
    }
    if line.is_empty() {
        model.focus = Pane::List;
        model.list.cursor = (model.list.cursor + ROWS).min(model.list.rows.len().saturating_sub(1));
        return update(model, Message::Asked(Action::GoList));
    }
    let keys = read_sequence(line).unwrap_or_default();
    match model.keymap.resolve(model.context(), &keys) {
        Resolution::Action(action) => update(model, Message::Asked(action)),
        Resolution::Prefix(_) | Resolution::Nothing => {
            let mut effects = update(model, Message::Asked(Action::Command));
            effects.extend(update(model, Message::Pasted(line.to_owned())));
            effects.extend(update(model, Message::Asked(Action::Accept)));
            effects
        }
    }
}

/// Goes where the numbered line of a room leads.
fn obey_in_room(model: &mut Model, number: usize) -> Vec<Effect> {
    let leads = |line: &&SheetLine| line.target().is_some();
    let lines = model.rooms.sheet.lines.iter().enumerate();
    let place = lines.filter(|(_, line)| leads(line)).nth(number.saturating_sub(1)).map(|(place, _)| place);
    let (Some(place), Some(visit)) = (place, model.rooms.way.last_mut()) else { return Vec::new() };
    visit.cursor = place;
    update(model, Message::Asked(Action::Open))
}

/// Whether nothing is awaited: the answers to all that was asked have come.
pub(super) fn is_at_rest(model: &Model) -> bool {
    model.loaded
        && model.article.waiting.is_none()
        && model.finding.is_none()
        && model.rooms.awaited.is_none()
        && model.refreshing.is_none()
        && model.markings.is_empty()
}

/// What has changed since it was last heard, in lines.
pub(super) fn announce(model: &Model, heard: &mut Heard) -> Vec<String> {
    let mut lines = Vec::new();
    if !model.loaded {
        return lines;
    }
    if model.said != heard.said {
        lines.extend(model.said.iter().map(|said| clean(&model.labels.say(&said.message))));
        heard.said.clone_from(&model.said);
    }
    if heard.mode.as_ref() != Some(&model.mode) {
        say_mode(model, &mut lines);
        heard.mode = Some(model.mode.clone());
    }
    if model.visit().is_some() {
        if heard.sheet != model.rooms.sheet.made_from && model.rooms.awaited.is_none() {
            say_room(model, &mut lines);
            heard.sheet.clone_from(&model.rooms.sheet.made_from);
        }
        return lines;
    }
    heard.sheet = None;
    let article = model.article.opened.as_ref().map(|opened| opened.article.id);
    let list = (model.filter.clone(), model.list.cursor, model.list.rows.len());
    if article != heard.article && article.is_some() {
        say_article(model, &mut lines);
        heard.list = Some(list);
    } else if model.article.fact != heard.fact {
        say_fact(model, &mut lines);
    } else if model.mode == Mode::Panes && model.focus != Pane::Article && heard.list.as_ref() != Some(&list)
    {
        say_list(model, &mut lines);
        heard.list = Some(list);
    }
    (heard.article, heard.fact, heard.loaded) = (article, model.article.fact, true);
    lines
}

fn clean(text: &str) -> String {
    cells::clean(text).into_owned()
}

fn say_mode(model: &Model, lines: &mut Vec<String>) {
    match &model.mode {
        Mode::Panes => {}
        Mode::Prompt(prompt) => lines.push(format!("{} :", view::prompt_words(model, &prompt.purpose))),
        Mode::Picker(picker) => say_choices(model, picker, lines),
        Mode::Help(help) => {
            lines.push(model.labels.text("tui-linear-help"));
            lines.extend(
                view::help_lines(model, help)
                    .into_iter()
                    .map(|line| format!("{} : {}", line.keys, line.words)),
            );
        }
    }
}

fn say_choices(model: &Model, picker: &Picker, lines: &mut Vec<String>) {
    lines.push(format!("{} :", model.labels.text(picker.title)));
    for (place, number) in picker.left.iter().enumerate().take(CHOICES) {
        let choice = &picker.choices[*number];
        let beside = if choice.beside.is_empty() { String::new() } else { format!(" ({})", choice.beside) };
        lines.push(clean(&format!("{}. {}{beside}", place + 1, choice.label)));
    }
    lines.push(model.labels.text("tui-linear-choose"));
}

fn say_list(model: &Model, lines: &mut Vec<String>) {
    let crumbs: Vec<String> =
        view::crumbs(model).into_iter().map(|(_, text)| text.trim().to_owned()).collect();
    let count = model.labels.say(&phrase::counted("tui-count-articles", model.list.rows.len()));
    lines.push(clean(&format!("{}, {count}", crumbs.join(" "))));
    for place in (model.list.cursor..model.list.rows.len()).take(ROWS) {
        let headline = &model.shelf.row(model.list.rows[place]).headline;
        lines.push(clean(&format!("{}. {}", place + 1, row(model, headline))));
    }
    lines.push(model.labels.text("tui-linear-list"));
}

/// The lines of a room; those that lead somewhere bear the number that goes there.
fn say_room(model: &Model, lines: &mut Vec<String>) {
    let crumbs: Vec<String> =
        view::crumbs(model).into_iter().map(|(_, text)| text.trim().to_owned()).collect();
    lines.push(clean(&crumbs.join(" ")));
    let mut number = 0;
    for line in &model.rooms.sheet.lines {
        let text = clean(&line_of_room(model, line));
        let led = line.target().is_some();
        number += usize::from(led);
        lines.push(if led { format!("{number}. {text}") } else { text });
    }
}

fn line_of_room(model: &Model, line: &SheetLine) -> String {
    let labels = &model.labels;
    match line {
        SheetLine::Blank | SheetLine::Columns => String::new(),
        SheetLine::Heading(text) => text.clone(),
        SheetLine::Words { left, right, .. } => {
            let words: Vec<&str> = left
                .iter()
                .chain(right)
                .map(|(_, text)| text.trim())
                .filter(|text| !text.is_empty())
                .collect();
            words.join(" ")
        }
        SheetLine::Decision(id) => {
            let ledger = model.rooms.ledger.as_deref();
            let Some(decision) = ledger.and_then(|ledger| ledger.decision(*id)) else { return String::new() };
            let words = [
                labels.decided(decision),
                decision.authority().unwrap_or_default().to_owned(),
                labels.organisations(decision),
                labels.measures(decision),
                labels.standing(decision),
                decision.reference.clone().unwrap_or_default(),
            ];
            words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")
        }
    }
}

/// Title, marks, source, day, first fact.
fn row(model: &Model, headline: &Headline) -> String {
    let labels = &model.labels;
    let mut words = vec![model.title_of(&headline.article.title)];
    if !headline.mark.read {
        words.push(labels.text("tui-linear-unread"));
    }
    if headline.mark.starred {
        words.push(labels.text("tui-linear-starred"));
    }
    words.push(model.source_title(&headline.article.source).to_owned());
    words.push(labels.day(phrase::day_of(headline.article.dates.shown(), &model.zone)));
    for fact in headline.facts.iter().take(1) {
        words.extend(phrase::badge(labels, fact).into_iter().map(|(_, text)| text));
    }
    words.join(", ")
}

fn say_article(model: &Model, lines: &mut Vec<String>) {
    let (Some(opened), Some(page)) = (&model.article.opened, &model.article.page) else { return };
    lines.push(String::new());
    lines.extend(page_lines(page, &opened.article.title, &opened.document.text));
    let count = model.labels.say(&phrase::counted("tui-facts-heading", opened.measures.len()));
    lines.extend([String::new(), format!("{count}.")]);
    for (place, measure) in opened.measures.iter().enumerate() {
        lines.push(clean(&format!("{}. {}", place + 1, phrase::line_of(&model.labels, measure))));
    }
}

fn page_lines(page: &Page, title: &str, text: &str) -> Vec<String> {
    let source = |place| if place == Place::Title { title } else { text };
    page.lines
        .iter()
        .map(|line| {
            let pieces = line.runs.iter().map(|run| match &run.ink {
                Ink::Made(text) => text.as_str(),
                Ink::Source(place, span) => span.of(source(*place)).unwrap_or_default(),
            });
            clean(pieces.collect::<String>().trim_end())
        })
        .collect()
}

/// The fact that is looked at, every field of it, then the passage that proves it.
fn say_fact(model: &Model, lines: &mut Vec<String>) {
    let Some(opened) = &model.article.opened else { return };
    let Some(measure) = model.article.fact.and_then(|fact| opened.measures.get(fact)) else { return };
    lines.push(clean(&phrase::line_of(&model.labels, measure)));
    for (key, value) in phrase::fields(&model.labels, measure) {
        lines.push(clean(&format!("{} : {value}", model.labels.text(key))));
    }
    lines.extend(proof(measure, &opened.article.title, &opened.document.text));
}

fn proof(measure: &Measure, title: &str, text: &str) -> Option<String> {
    let evidence = measure.evidence.first()?;
    let quote = evidence.span.of(if evidence.place == Place::Title { title } else { text })?;
    Some(format!("« {} »", clean(quote)))
}

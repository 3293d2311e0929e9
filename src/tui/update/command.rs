//! The command line: actions by their names, and a few that take words.

use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::filter::Order;
use crate::tui::model::line::Line;
use crate::tui::model::{Mode, Model, Tone};
use crate::tui::phrase;

use super::{act, list, pick};

/// Commands that take words; the others are actions.
const WITH_WORDS: [&str; 5] = ["add-source", "company", "order", "search", "theme"];

/// Most commands remembered.
const LONGEST_HISTORY: usize = 100;

/// Runs a command as typed.
pub(super) fn run(model: &mut Model, text: &str) -> Vec<Effect> {
    if text.is_empty() {
        return Vec::new();
    }
    model.commands.retain(|former| former != text);
    model.commands.push(text.to_owned());
    if model.commands.len() > LONGEST_HISTORY {
        model.commands.remove(0);
    }
    let (name, words) = text.split_once(' ').unwrap_or((text, ""));
    match (Action::from_name(name), words.trim()) {
        (Some(action), "") if action.is_command() => act::perform(model, action),
        (_, words) => run_with_words(model, name, words),
    }
}

fn run_with_words(model: &mut Model, name: &str, words: &str) -> Vec<Effect> {
    match name {
        "search" => {
            list::search(model, words);
            let request = model.next_request();
            model.finding = Some(request);
            vec![Effect::FindText { request, words: words.to_owned() }]
        }
        "order" => {
            match Order::ALL.into_iter().find(|order| order.name() == words) {
                Some(order) => list::arrange(model, order),
                None => unknown(model, words),
            }
            Vec::new()
        }
        "theme" => {
            pick::choose_theme(model, words);
            Vec::new()
        }
        "company" => {
            match model.shelf.companies().find(words) {
                Some(company) => {
                    model.filter.company = Some(company);
                    list::sift_from_top(model);
                }
                None => unknown(model, words),
            }
            Vec::new()
        }
        "add-source" if !words.is_empty() => {
            let request = model.next_request();
            vec![Effect::AddSource { request, address: words.to_owned() }]
        }
        _ => {
            unknown(model, name);
            Vec::new()
        }
    }
}

fn unknown(model: &mut Model, word: &str) {
    model.say(Tone::Warning, phrase::told("tui-said-unknown-command", &[("name", word)]));
}

/// Every name that a command may begin with.
pub(in crate::tui) fn names() -> Vec<&'static str> {
    let mut names: Vec<_> =
        Action::ALL.iter().filter(|action| action.is_command()).map(|action| action.name()).collect();
    names.extend(WITH_WORDS);
    names.sort_unstable();
    names.dedup();
    names
}

/// The names that what is typed may become.
pub(in crate::tui) fn completions(typed: &str) -> Vec<&'static str> {
    names().into_iter().filter(|name| name.starts_with(typed)).collect()
}

/// Completes as far as all names that begin so agree.
pub(super) fn complete(model: &mut Model) {
    let Mode::Prompt(prompt) = &mut model.mode else { return };
    let candidates = completions(prompt.line.text());
    let Some(first) = candidates.first() else { return };
    let agreed = candidates.iter().fold(first.len(), |agreed, name| {
        first.bytes().zip(name.bytes()).take(agreed).take_while(|(a, b)| a == b).count()
    });
    prompt.line = Line::of(&first[..agreed]);
}

/// Takes an earlier command, or a later one, back into the line.
pub(super) fn recall(model: &mut Model, earlier: bool) {
    let Mode::Prompt(prompt) = &mut model.mode else { return };
    let at = model.commands.iter().position(|command| command == prompt.line.text());
    let next = match (at, earlier) {
        (None, true) => model.commands.len().checked_sub(1),
        (None, false) => None,
        (Some(at), true) => Some(at.saturating_sub(1)),
        (Some(at), false) => Some(at + 1).filter(|next| *next < model.commands.len()),
    };
    prompt.line = next.map_or_else(Line::default, |next| Line::of(&model.commands[next]));
}

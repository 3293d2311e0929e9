//! Completing a line of the query language: fields, values, names on the shelf, saved views.

use crate::domain::Language;
use crate::labels::Tongue;
use crate::query::{self, Completions, FieldName, Names, ValueCount};
use crate::tui::effect::Effect;
use crate::tui::model::{Mode, Model};

/// Completions that are shown beside the line.
const SHOWN: usize = 5;

/// What the screen knows of names.
struct Known<'a>(&'a Model);

impl Names for Known<'_> {
    fn views(&self) -> Vec<ValueCount> {
        let views = self.0.sources.views.iter();
        views.map(|view| counted(&view.view.name, view.articles)).collect()
    }

    fn values(&self, field: FieldName) -> Vec<ValueCount> {
        let shelf = &self.0.shelf;
        match field {
            FieldName::Company => shelf.companies().all().map(plain).collect(),
            FieldName::Authority => shelf.authorities().all().map(plain).collect(),
            FieldName::Source => {
                let statuses = self.0.sources.statuses.iter();
                statuses.map(|status| counted(status.source.id.as_str(), status.articles)).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn plain(name: &str) -> ValueCount {
    ValueCount { value: name.to_owned(), count: None }
}

fn counted(name: &str, articles: usize) -> ValueCount {
    ValueCount { value: name.to_owned(), count: Some(articles as u64) }
}

fn completions(model: &Model) -> Option<Completions> {
    let Mode::Prompt(prompt) = &model.mode else { return None };
    let language = match model.labels.tongue() {
        Tongue::French => Language::French,
        Tongue::English => Language::English,
    };
    let line = prompt.line.text();
    Some(query::complete(line, prompt.line.before_cursor().len(), language, &Known(model)))
}

/// The likeliest completions of what is typed; nothing where nothing has begun.
pub(in crate::tui) fn offered(model: &Model) -> Vec<String> {
    let begun = |completions: &Completions| completions.span.start < completions.span.end;
    let offered = completions(model).filter(begun);
    offered.into_iter().flat_map(|offered| offered.items).map(|item| item.label).take(SHOWN).collect()
}

/// Puts the likeliest completion in its place.
pub(super) fn complete(model: &mut Model) -> Vec<Effect> {
    let Some(completions) = completions(model) else { return Vec::new() };
    let Some(first) = completions.items.into_iter().next() else { return Vec::new() };
    if let Mode::Prompt(prompt) = &mut model.mode {
        prompt.line.put(completions.span.start, &first.insert);
    }
    super::prompt::changed(model)
}

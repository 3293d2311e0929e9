//! From a message to a changed model and the effects to be carried out: pure and synchronous.

mod act;
mod answers;
mod article;
mod command;
mod keys;
mod list;
mod marks;
mod mouse;
mod pick;
mod prompt;
mod sources;

pub(super) use command::completions;

use super::effect::Effect;
use super::layout::layout;
use super::message::Message;
use super::model::{Mode, Model};
use super::page::{Furniture, Page};
use super::phrase;

/// Changes the model as the message says, and tells what is to be done outside.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let mut effects = take(model, message);
    settle(model);
    effects.extend(remember(model));
    effects
}

/// What is to be remembered, once a border is let go.
fn remember(model: &mut Model) -> Option<Effect> {
    let settings = model.settings();
    if settings == model.remembered || model.arrangement.dragging.is_some() {
        return None;
    }
    model.remembered = settings.clone();
    Some(Effect::Remember(settings))
}

fn take(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Started => answers::started(model),
        Message::Today(today) => {
            model.today = today;
            Vec::new()
        }
        Message::GroundTold { light } => {
            if std::mem::take(&mut model.follows_ground) {
                pick::show_theme(model, if light { "light" } else { "dark" });
            }
            Vec::new()
        }
        Message::Key(key) => keys::press(model, key),
        Message::Pasted(text) => prompt::paste(model, &text),
        Message::Mouse(mouse) => mouse::act(model, mouse),
        Message::Resized(size) => {
            model.size = size;
            Vec::new()
        }
        Message::Asked(action) => act::perform(model, action),
        Message::FirstRows(shelf) => answers::first_rows(model, *shelf),
        Message::ShelfLoaded(shelf) => answers::shelf_loaded(model, *shelf),
        Message::SourcesLoaded(statuses) => answers::sources_loaded(model, statuses),
        Message::CatalogueLoaded(catalogue) => {
            model.catalogue = catalogue;
            Vec::new()
        }
        Message::ArticleOpened { request, opened } => answers::article_opened(model, request, opened),
        Message::TextFound { request, ids } => answers::text_found(model, request, &ids),
        Message::RefreshDue if model.refreshing.is_some() => Vec::new(),
        Message::RefreshDue => sources::refresh_due(model),
        Message::RefreshProgressed { request, progress } => {
            answers::refresh_progressed(model, request, &progress)
        }
        Message::RefreshDone { request, report, rows } => {
            answers::refresh_done(model, request, &report, rows)
        }
        Message::MarksKept { request } => answers::marks_kept(model, request),
        Message::Exported { articles, path, .. } => answers::exported(model, articles, &path),
        Message::SourceAdded { source, .. } => answers::source_added(model, &source),
        Message::SourceRemoved { .. } => answers::source_removed(model),
        Message::Done(word) => {
            model.say(super::model::Tone::Good, word);
            Vec::new()
        }
        Message::Failed { request, reason } => answers::failed(model, request, reason),
    }
}

/// Brings what depends on the size and on the panes shown in line: the page for its width, offsets within bounds,
/// cursors in sight.
fn settle(model: &mut Model) {
    let areas = layout(model.size, model);
    if areas.too_small {
        return;
    }
    if areas.article.is_some() && areas.text.width > 0 {
        set_page(model, areas.text.width);
        let last = model.article.last_offset(areas.text.height);
        model.article.offset = model.article.offset.min(last);
    }
    if let Some(pane) = areas.list {
        model.list.offset = model.list_offset(pane.width, pane.height);
    }
    if let Some(pane) = areas.sources {
        model.sources.offset = model.sources_offset(pane.height);
    }
    if let (Some(popup), Mode::Help(help)) = (areas.popup, &model.mode) {
        let lines = super::view::help_lines(model, help).len();
        let last = lines.saturating_sub(usize::from(popup.height.saturating_sub(4)));
        if let Mode::Help(help) = &mut model.mode {
            help.offset = help.offset.min(last);
        }
    }
}

/// Sets the open article for a width, when it is not so set already; the line that was at the top stays there.
fn set_page(model: &mut Model, width: u16) {
    let Some(opened) = &model.article.opened else { return };
    if model.article.page.as_ref().is_some_and(|page| page.width == width) {
        return;
    }
    let page = Page::set(opened, &model.title_of(&opened.article.title), width, &furniture(model));
    let former = model.article.page.take();
    let anchor = former.and_then(|former| first_offset_from(&former, model.article.offset));
    if let Some(offset) = anchor {
        let line = page.line_of(crate::domain::Place::Body, offset);
        model.article.offset = line.unwrap_or(model.article.offset);
    }
    model.article.page = Some(page);
}

/// The offset in the body of the first line at or after `line`, unless that is the page's beginning.
fn first_offset_from(page: &Page, line: usize) -> Option<usize> {
    if line == 0 {
        return None;
    }
    page.lines[line.min(page.lines.len())..].iter().flat_map(|line| &line.runs).find_map(|run| {
        match run.ink {
            super::page::Ink::Source(crate::domain::Place::Body, span) => Some(span.start),
            _ => None,
        }
    })
}

/// What the page shows beside the article's own text.
fn furniture(model: &Model) -> Furniture {
    let labels = &model.labels;
    let glyphs = model.theme.glyphs();
    Furniture {
        byline: byline(model),
        bullet: glyphs.bullet.clone(),
        bar: glyphs.thin_bar.clone(),
        rule: glyphs.rule.clone(),
        links: labels.text("tui-article-links"),
        empty: labels.text("tui-article-empty"),
    }
}

/// Source, day, hour, author; then the address.
fn byline(model: &Model) -> Vec<String> {
    let Some(opened) = &model.article.opened else { return Vec::new() };
    let article = &opened.article;
    let separator = format!(" {} ", model.theme.glyphs().separator);
    let shown = article.dates.shown();
    let day = model.labels.long_day(phrase::day_of(shown, &model.zone));
    let day = model.labels.article_day(day, article.dates.published.is_some());
    let mut words = vec![model.source_title(&article.source).to_owned(), day];
    words.push(phrase::time_of(shown, &model.zone));
    words.extend(article.author.clone().filter(|author| !author.trim().is_empty()));
    let mut lines = vec![words.join(&separator)];
    lines.extend(article.link.clone());
    lines
}

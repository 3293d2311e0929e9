//! Each action, and the function that does it.

use ratatui::layout::Size;

use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::filter::Facet;
use crate::tui::layout::layout;
use crate::tui::model::room::Room;
use crate::tui::model::{Mode, Model, Pane, Sidebar, Tone};
use crate::tui::phrase;

use super::{article, list, marks, pick, prompt, review, rooms, sources};

/// Does what an action asks where one is.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match model.mode {
        Mode::Panes if *model.room() != Room::News => rooms::perform(model, action),
        Mode::Panes => perform_in_panes(model, action),
        Mode::Prompt(_) => prompt::perform(model, action),
        Mode::Picker(_) => pick::perform(model, action),
        Mode::Help(_) => prompt::perform_in_help(model, action),
    }
}

/// What does not depend on where one is in the panes of the news.
pub(super) fn perform_elsewhere(model: &mut Model, action: Action) -> Vec<Effect> {
    perform_in_panes(model, action)
}

fn perform_in_panes(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Down
        | Action::Up
        | Action::PageDown
        | Action::PageUp
        | Action::HalfDown
        | Action::HalfUp
        | Action::Top
        | Action::Bottom => return move_in_pane(model, action),
        Action::Left => left(model),
        Action::Right => return right(model),
        Action::NextPane => step_pane(model, 1),
        Action::PreviousPane => step_pane(model, -1),
        Action::GoSources => model.focus = Pane::Sources,
        Action::GoList => model.focus = Pane::List,
        Action::GoArticle => return article::go(model),
        Action::GoFacts => article::go_facts(model),
        Action::Back if model.focus == Pane::List && rooms::back(model) => {}
        Action::Back => back(model),
        Action::Open | Action::Accept => return open(model),
        Action::NextArticle => return list::open_neighbour(model, 1),
        Action::PreviousArticle => return list::open_neighbour(model, -1),
        Action::Next => return next(model, 1),
        Action::Previous => return next(model, -1),
        Action::NextFact => article::step_fact(model, 1),
        Action::PreviousFact => article::step_fact(model, -1),
        Action::GoNew => list::go_new(model),
        Action::Search => prompt::open_search(model),
        Action::FindInArticle => prompt::open_find(model),
        Action::FilterCompany => pick::open_facet(model, Facet::Company),
        Action::FilterKind => pick::open_facet(model, Facet::Kinds),
        Action::FilterAuthority => pick::open_facet(model, Facet::Authority),
        Action::FilterUnread => list::toggle_unread(model),
        Action::FilterStarred => list::toggle_starred(model),
        Action::ClearFilters => return list::clear_filters(model),
        Action::Order => pick::open_orders(model),
        _ => return perform_in_rooms(model, action),
    }
    Vec::new()
}

fn perform_in_rooms(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::GoNews => rooms::go(model, Room::News),
        Action::GoLedger => rooms::go(model, Room::Ledger),
        Action::GoFigures => rooms::go(model, Room::Figures),
        Action::GoReview => rooms::go(model, Room::Review),
        Action::GoHealth => rooms::go(model, Room::Health),
        Action::GoCase => rooms::go_case(model),
        Action::GoCompany => rooms::go_company(model),
        Action::ConfirmFact | Action::RejectFact | Action::EditFact => review::judge(model, action),
        Action::AddFact => review::add(model),
        _ => perform_on_articles(model, action),
    }
}

fn perform_on_articles(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::ToggleRead => return marks::toggle_read(model),
        Action::ToggleStar => return marks::toggle_star(model),
        Action::Select => list::select(model),
        Action::SelectAll => list::select_all(model),
        Action::SelectNone => model.list.chosen.clear(),
        Action::ReadAll => return marks::read_range(model, marks::Range::All),
        Action::ReadAbove => return marks::read_range(model, marks::Range::Above),
        Action::ReadBelow => return marks::read_range(model, marks::Range::Below),
        Action::Undo => return marks::undo(model),
        Action::Redo => return marks::redo(model),
        Action::Refresh => return sources::refresh(model, Vec::new()),
        Action::RefreshSource => return sources::refresh_one(model),
        Action::Cancel => return sources::cancel(model),
        Action::Browse => return article::browse(model),
        Action::Links => pick::open_links(model),
        Action::Export => pick::open_exports(model),
        Action::Pipe => prompt::open_pipe(model),
        Action::CopyLink | Action::CopyTitle | Action::CopyFact | Action::CopyCitation => {
            return article::copy(model, action);
        }
        Action::ManageSources => pick::open_sources(model),
        _ => return perform_on_screen(model, action),
    }
    Vec::new()
}

fn perform_on_screen(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Zen => zen(model),
        Action::ToggleSidebar => toggle_sidebar(model),
        Action::Widen => resize(model, 4),
        Action::Narrow => resize(model, -4),
        Action::ChooseTheme => pick::open_themes(model),
        Action::ToggleMouse => return toggle_mouse(model),
        Action::Palette => pick::open_palette(model),
        Action::Command => prompt::open_command(model),
        Action::Help => prompt::open_help(model),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return vec![Effect::Quit],
        _ => {}
    }
    Vec::new()
}

fn move_in_pane(model: &mut Model, action: Action) -> Vec<Effect> {
    let areas = layout(model.size, model);
    match model.focus {
        Pane::Sources => {
            let height = areas.sources.map_or(1, |pane| pane.height);
            sources::step(model, steps_of(action, height));
        }
        Pane::List => {
            let shown = areas.list.map_or(1, |pane| list::rows_shown(model, pane));
            list::step(model, steps_of(action, shown));
        }
        Pane::Article => {
            let height = if model.article.page.is_some() { areas.text.height } else { 1 };
            article::scroll(model, steps_of(action, height.saturating_sub(1)));
        }
        Pane::Facts => article::step_fact_within(model, steps_of(action, 3)),
    }
    Vec::new()
}

/// How far a movement goes in a pane that shows so many lines.
pub(super) fn steps_of(action: Action, page: u16) -> isize {
    let page = isize::try_from(page.max(1)).unwrap_or(1);
    match action {
        Action::Down => 1,
        Action::Up => -1,
        Action::PageDown => page,
        Action::PageUp => -page,
        Action::HalfDown => (page / 2).max(1),
        Action::HalfUp => -(page / 2).max(1),
        Action::Bottom => isize::MAX / 2,
        _ => -(isize::MAX / 2),
    }
}

fn left(model: &mut Model) {
    model.focus = match model.focus {
        Pane::Facts => Pane::Article,
        Pane::Article => Pane::List,
        Pane::List | Pane::Sources => Pane::Sources,
    };
    model.arrangement.zen = false;
}

fn right(model: &mut Model) -> Vec<Effect> {
    match model.focus {
        Pane::Sources => model.focus = Pane::List,
        Pane::List => return list::open_at_cursor(model),
        Pane::Article => article::go_facts(model),
        Pane::Facts => {}
    }
    Vec::new()
}

/// Goes round the panes in which there is something.
fn step_pane(model: &mut Model, step: isize) {
    let mut panes = vec![Pane::Sources, Pane::List];
    if model.article.row.is_some() {
        panes.push(Pane::Article);
    }
    if article::has_facts(model) {
        panes.push(Pane::Facts);
    }
    let at = panes.iter().position(|pane| *pane == model.focus).unwrap_or(0) as isize;
    let next = (at + step).rem_euclid(panes.len() as isize) as usize;
    model.focus = panes[next];
    model.arrangement.zen = false;
    if model.focus == Pane::Facts {
        article::go_facts(model);
    }
}

/// One step back: out of what was found, out of the fact, out of the pane, then out of the search.
fn back(model: &mut Model) {
    match model.focus {
        Pane::Facts => model.focus = Pane::Article,
        Pane::Article if model.article.found.is_some() => model.article.found = None,
        Pane::Article if model.article.fact.is_some() => model.article.fact = None,
        Pane::Article if model.arrangement.zen => model.arrangement.zen = false,
        Pane::Article => {
            if !rooms::back(model) {
                model.focus = Pane::List;
            }
        }
        Pane::Sources => model.focus = Pane::List,
        Pane::List if !model.list.chosen.is_empty() => model.list.chosen.clear(),
        Pane::List if !model.filter.words.is_empty() => list::search(model, ""),
        Pane::List => {}
    }
}

fn open(model: &mut Model) -> Vec<Effect> {
    match model.focus {
        Pane::Sources => sources::choose(model),
        Pane::List => list::open_at_cursor(model),
        Pane::Article => Vec::new(),
        Pane::Facts => {
            article::show_fact(model);
            model.focus = Pane::Article;
            Vec::new()
        }
    }
}

/// The next passage found while one is in the article; else the next article not yet read.
fn next(model: &mut Model, step: isize) -> Vec<Effect> {
    let found = model.article.found.as_ref().is_some_and(|found| !found.passages.is_empty());
    if model.focus == Pane::Article && found {
        article::step_found(model, step);
        return Vec::new();
    }
    list::go_unread(model, step)
}

fn zen(model: &mut Model) {
    if model.article.row.is_some() {
        model.arrangement.zen = !model.arrangement.zen;
        model.focus = Pane::Article;
    }
}

fn toggle_sidebar(model: &mut Model) {
    let Size { width, .. } = model.size;
    let shown = layout(model.size, model).sources.is_some();
    model.arrangement.sidebar = if shown { Sidebar::Hidden } else { Sidebar::Shown };
    if shown && model.focus == Pane::Sources {
        model.focus = Pane::List;
    }
    if !shown && width < 100 {
        model.focus = Pane::Sources;
    }
}

/// Widens the pane in focus, or makes it narrower.
fn resize(model: &mut Model, columns: i16) {
    let arrangement = &mut model.arrangement;
    match model.focus {
        Pane::Sources => {
            arrangement.sources_change = (arrangement.sources_change + columns).clamp(-20, 20);
        }
        Pane::List => arrangement.list_change = (arrangement.list_change + columns).clamp(-60, 60),
        Pane::Article | Pane::Facts => {
            arrangement.list_change = (arrangement.list_change - columns).clamp(-60, 60);
        }
    }
}

fn toggle_mouse(model: &mut Model) -> Vec<Effect> {
    model.arrangement.mouse = !model.arrangement.mouse;
    let key = if model.arrangement.mouse { "tui-said-mouse-on" } else { "tui-said-mouse-off" };
    model.say(Tone::Plain, phrase::told(key, &[]));
    vec![Effect::CaptureMouse(model.arrangement.mouse)]
}

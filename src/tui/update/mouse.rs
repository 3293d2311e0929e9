//! The mouse: a click goes where it points, the wheel scrolls what is under it, borders are dragged.

use ratatui::layout::{Position, Rect};

use crate::tui::effect::Effect;
use crate::tui::layout::{Areas, layout};
use crate::tui::message::{Mouse, MouseAct};
use crate::tui::model::list::ListLine;
use crate::tui::model::sources::SourcesLine;
use crate::tui::model::{Mode, Model, Pane};

use super::{article, list, pick, rooms, sources};

/// Lines that one turn of the wheel scrolls.
const WHEEL: isize = 3;

pub(super) fn act(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    let areas = layout(model.size, model);
    if areas.too_small {
        return Vec::new();
    }
    match (&model.mode, mouse.what) {
        (Mode::Panes, MouseAct::Pressed) => press(model, &areas, mouse),
        (Mode::Panes, MouseAct::Dragged) => {
            drag(model, &areas, mouse);
            Vec::new()
        }
        (_, MouseAct::Released) => {
            model.arrangement.dragging = None;
            Vec::new()
        }
        (_, MouseAct::WheelUp) => wheel(model, &areas, mouse, -WHEEL),
        (_, MouseAct::WheelDown) => wheel(model, &areas, mouse, WHEEL),
        (Mode::Picker(_), MouseAct::Pressed) => press_in_picker(model, &areas, mouse),
        (Mode::Help(_), MouseAct::Pressed) => {
            model.mode = Mode::Panes;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn is_in(area: Rect, mouse: Mouse) -> bool {
    area.contains(Position { x: mouse.column, y: mouse.row })
}

fn line_in(area: Option<Rect>, mouse: Mouse) -> Option<usize> {
    area.filter(|area| is_in(*area, mouse)).map(|area| usize::from(mouse.row - area.y))
}

fn press(model: &mut Model, areas: &Areas, mouse: Mouse) -> Vec<Effect> {
    if let Some((pane, _)) = areas.borders.iter().find(|(_, border)| is_in(*border, mouse)) {
        model.arrangement.dragging = Some(*pane);
        return Vec::new();
    }
    if let Some(line) = line_in(areas.room, mouse) {
        return press_in_room(model, line);
    }
    if let Some(line) = line_in(areas.sources, mouse) {
        return press_in_sources(model, line);
    }
    if let (Some(pane), Some(line)) = (areas.list, line_in(areas.list, mouse)) {
        return press_in_list(model, pane, line);
    }
    if line_in(areas.facts.map(|(area, _)| area), mouse).is_some() {
        article::go_facts(model);
    } else if line_in(areas.article, mouse).is_some() && model.article.row.is_some() {
        model.focus = Pane::Article;
    }
    Vec::new()
}

fn press_in_sources(model: &mut Model, line: usize) -> Vec<Effect> {
    model.focus = Pane::Sources;
    match model.sources_lines().get(model.sources.offset + line) {
        Some(SourcesLine::Entry(place, _)) => {
            model.sources.cursor = *place;
            sources::choose(model)
        }
        _ => Vec::new(),
    }
}

/// A click puts the cursor on a line that leads somewhere; a click where it is goes there.
fn press_in_room(model: &mut Model, line: usize) -> Vec<Effect> {
    let Some((cursor, offset)) = model.visit().map(|visit| (visit.cursor, visit.offset)) else {
        return Vec::new();
    };
    let place = offset + line;
    let leads = model.rooms.sheet.lines.get(place).is_some_and(|line| line.target().is_some());
    match (leads, place == cursor) {
        (true, true) => rooms::open(model),
        (true, false) => {
            rooms::set_cursor(model, place);
            Vec::new()
        }
        (false, _) => Vec::new(),
    }
}

/// A click puts the cursor; a click where it is opens.
fn press_in_list(model: &mut Model, pane: Rect, line: usize) -> Vec<Effect> {
    let was_in_list = model.focus == Pane::List;
    model.focus = Pane::List;
    match model.list_lines(pane.width, pane.height).get(line) {
        Some(ListLine::First(place) | ListLine::Second(place)) => {
            if was_in_list && model.list.cursor == *place {
                return list::open_at_cursor(model);
            }
            model.list.cursor = *place;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn press_in_picker(model: &mut Model, areas: &Areas, mouse: Mouse) -> Vec<Effect> {
    let Some(popup) = areas.popup.filter(|popup| is_in(*popup, mouse)) else {
        model.mode = Mode::Panes;
        return Vec::new();
    };
    let rows = crate::tui::view::picker_rows(popup);
    let Mode::Picker(picker) = &mut model.mode else { return Vec::new() };
    let Some(line) = line_in(Some(rows), mouse) else { return Vec::new() };
    let first = crate::tui::view::picker_offset(picker, rows.height);
    if first + line < picker.left.len() {
        picker.cursor = first + line;
        return pick::perform(model, crate::tui::action::Action::Accept);
    }
    Vec::new()
}

fn wheel(model: &mut Model, areas: &Areas, mouse: Mouse, lines: isize) -> Vec<Effect> {
    match &mut model.mode {
        Mode::Picker(picker) => picker.step(lines.signum()),
        Mode::Help(help) => help.offset = help.offset.saturating_add_signed(lines),
        Mode::Panes | Mode::Prompt(_) => {
            if areas.room.is_some() {
                rooms::step(model, lines);
            } else if line_in(areas.list, mouse).is_some() {
                list::step(model, lines);
            } else if line_in(areas.sources, mouse).is_some() {
                sources::step(model, lines);
            } else if line_in(areas.facts.map(|(area, _)| area), mouse).is_some() {
                article::step_fact_within(model, lines.signum());
            } else {
                article::scroll(model, lines);
            }
        }
    }
    Vec::new()
}

fn drag(model: &mut Model, areas: &Areas, mouse: Mouse) {
    let Some(pane) = model.arrangement.dragging else { return };
    let Some((_, border)) = areas.borders.iter().find(|(of, _)| *of == pane) else { return };
    let moved = mouse.column as i16 - border.x as i16;
    let arrangement = &mut model.arrangement;
    match pane {
        Pane::Sources => {
            arrangement.sources_change = (arrangement.sources_change + moved).clamp(-20, 20);
        }
        Pane::List => arrangement.list_change = (arrangement.list_change + moved).clamp(-60, 60),
        Pane::Article | Pane::Facts => {}
    }
}

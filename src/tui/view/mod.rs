//! The model drawn on a frame. Changes nothing; all that comes from outside is cleaned on its way to a cell.

mod article;
mod bars;
mod dialogs;
mod facts;
mod list;
mod pen;
mod room;
mod sources;

use ratatui::Frame;
use ratatui::layout::{Rect, Size};

use super::layout::layout;
use super::model::Model;
use super::theme::Part;

pub(super) use bars::{crumbs, prompt_words};
pub(super) use dialogs::{help_lines, picker_offset, picker_rows};

use pen::Pen;

/// Draws the screen.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    let areas = layout(area.as_size(), model);
    let cursor = {
        let mut pen = Pen::new(frame.buffer_mut(), &model.theme);
        pen.fill(area, Part::Text);
        if areas.too_small {
            draw_too_small(&mut pen, model, area);
            None
        } else {
            draw(&mut pen, model, &areas)
        }
    };
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
}

/// Draws every pane; gives back where the terminal's cursor stands, if it does.
fn draw(pen: &mut Pen<'_>, model: &Model, areas: &super::layout::Areas) -> Option<(u16, u16)> {
    if let Some(area) = areas.room {
        room::draw(pen, model, area);
        room::draw_preview(pen, model, areas);
    }
    if let Some(area) = areas.sources {
        sources::draw(pen, model, area);
    }
    if let Some(area) = areas.list {
        list::draw(pen, model, area);
    }
    if let Some(area) = areas.article {
        article::draw(pen, model, area, areas.text);
    }
    if let Some((area, form)) = areas.facts {
        facts::draw(pen, model, area, form);
    }
    for (_, border) in &areas.borders {
        pen.vertical(*border);
    }
    if let Some(rule) = areas.facts_rule {
        facts::draw_rule(pen, model, rule);
    }
    bars::draw_top(pen, model, areas);
    let in_line = bars::draw_bottom(pen, model, areas);
    dialogs::draw_follows(pen, model, areas);
    dialogs::draw(pen, model, areas).or(in_line)
}

fn draw_too_small(pen: &mut Pen<'_>, model: &Model, area: Rect) {
    let Size { width, height } = area.as_size();
    let words = model.labels.text("tui-too-small");
    let lines = super::cells::wrap(&words, usize::from(width));
    for (line, text) in lines.iter().take(usize::from(height)).enumerate() {
        pen.write(area.x, area.y + line as u16, width, text, Part::Text);
    }
}

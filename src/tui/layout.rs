//! Where each pane stands, for a size and a model: pure, and used both to draw and to understand keys and the mouse.

use ratatui::layout::{Rect, Size};

use super::model::room::Room;
use super::model::{Mode, Model, Pane, Sidebar};

/// Smallest screen that can be read.
const SMALLEST: Size = Size { width: 40, height: 10 };

/// From here on, two panes stand side by side.
const TWO_PANES: u16 = 100;

/// From here on, all panes do.
const ALL_PANES: u16 = 150;

/// Columns of the pane of sources.
const SOURCES_WIDTH: u16 = 27;

/// Widest line of text that is read with ease.
pub(super) const MEASURE: u16 = 76;

/// Columns of the facts when they stand beside the text.
const FACTS_WIDTH: u16 = 36;

/// Narrowest pane of an article that holds text and facts side by side.
const FACTS_BESIDE: u16 = 106;

/// How facts are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FactsForm {
    /// One line each.
    Brief,
    /// As cards.
    Cards,
}

/// Where everything stands. A pane that is not shown has no area.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Areas {
    pub(super) too_small: bool,
    pub(super) top: Rect,
    pub(super) bottom: Rect,
    pub(super) sources: Option<Rect>,
    pub(super) list: Option<Rect>,
    /// The whole pane of the article, without the facts.
    pub(super) article: Option<Rect>,
    /// The column of its text.
    pub(super) text: Rect,
    pub(super) facts: Option<(Rect, FactsForm)>,
    /// Columns of one between panes, each with the pane on its left.
    pub(super) borders: Vec<(Pane, Rect)>,
    /// The line between the text and the facts under it.
    pub(super) facts_rule: Option<Rect>,
    pub(super) popup: Option<Rect>,
    /// A room beside the news.
    pub(super) room: Option<Rect>,
    /// The case of the decision under the cursor, beside the table of decisions.
    pub(super) preview: Option<Rect>,
}

/// Where everything stands on a screen of that size.
pub(super) fn layout(size: Size, model: &Model) -> Areas {
    if size.width < SMALLEST.width || size.height < SMALLEST.height {
        return Areas { too_small: true, ..Areas::default() };
    }
    let top = Rect::new(0, 0, size.width, 1);
    let bottom = Rect::new(0, size.height - 1, size.width, 1);
    let body = Rect::new(0, 1, size.width, size.height - 2);
    let mut areas = Areas { top, bottom, ..Areas::default() };
    if *model.room() != Room::News {
        share_room(&mut areas, body, model);
        areas.popup = popup(body, model);
        return areas;
    }
    share_columns(&mut areas, body, model);
    if let Some(pane) = areas.article {
        share_article(&mut areas, pane, model);
    }
    areas.popup = popup(body, model);
    areas
}

/// A room takes the whole body; the table of decisions leaves room for a case where there is much.
fn share_room(areas: &mut Areas, body: Rect, model: &Model) {
    if *model.room() != Room::Ledger || body.width < ALL_PANES {
        areas.room = Some(body);
        return;
    }
    let width = body.width * 3 / 5;
    areas.room = Some(Rect { width, ..body });
    areas.borders.push((Pane::List, Rect { x: body.x + width, width: 1, ..body }));
    areas.preview = Some(Rect { x: body.x + width + 1, width: body.width - width - 1, ..body });
}

/// Which of sources, list and article are shown.
fn panes_shown(width: u16, model: &Model) -> (bool, bool, bool) {
    let arrangement = model.arrangement;
    let reads = matches!(model.focus, Pane::Article | Pane::Facts);
    if arrangement.zen && reads {
        return (false, false, true);
    }
    if width < TWO_PANES {
        return (model.focus == Pane::Sources, model.focus == Pane::List, reads);
    }
    let in_sources = model.focus == Pane::Sources;
    if width >= ALL_PANES {
        return (arrangement.sidebar != Sidebar::Hidden || in_sources, true, true);
    }
    let article = reads || (model.article.row.is_some() && !in_sources);
    let sources = match arrangement.sidebar {
        Sidebar::WhereRoom => !article,
        Sidebar::Hidden => in_sources,
        Sidebar::Shown => true,
    };
    (sources, true, article)
}

fn share_columns(areas: &mut Areas, body: Rect, model: &Model) {
    let (sources, list, article) = panes_shown(body.width, model);
    let mut left = body;
    if sources && (list || article) {
        let width = SOURCES_WIDTH.saturating_add_signed(model.arrangement.sources_change).clamp(16, 44);
        areas.sources = Some(take(areas, &mut left, width, Pane::Sources));
    } else if sources {
        areas.sources = Some(left);
        return;
    }
    if list && article {
        let width = list_width(left.width, model.arrangement.list_change);
        areas.list = Some(take(areas, &mut left, width, Pane::List));
        areas.article = Some(left);
    } else if list {
        areas.list = Some(left);
    } else {
        areas.article = Some(left);
    }
}

/// Takes columns from the left, and one for the border.
fn take(areas: &mut Areas, from: &mut Rect, width: u16, pane: Pane) -> Rect {
    let taken = Rect { width, ..*from };
    areas.borders.push((pane, Rect { x: from.x + width, width: 1, ..*from }));
    from.x += width + 1;
    from.width -= width + 1;
    taken
}

/// The list takes two fifths, but leaves the text its measure where it can.
fn list_width(room: u16, change: i16) -> u16 {
    let wanted = (room * 2 / 5).clamp(34, 62);
    wanted.saturating_add_signed(change).clamp(28, room.saturating_sub(41).max(28))
}

fn share_article(areas: &mut Areas, pane: Rect, model: &Model) {
    let measures = model.article.opened.as_ref().map_or(0, |opened| opened.measures.len());
    let mut text_pane = pane;
    if measures > 0 && model.focus == Pane::Facts && pane.width < TWO_PANES && areas.list.is_none() {
        areas.facts = Some((pane, FactsForm::Cards));
        areas.article = None;
        return;
    }
    if measures > 0 && pane.width >= FACTS_BESIDE {
        text_pane.width -= FACTS_WIDTH + 1;
        let x = text_pane.right();
        areas.borders.push((Pane::Article, Rect { x, width: 1, ..pane }));
        areas.facts = Some((Rect { x: x + 1, width: FACTS_WIDTH, ..pane }, FactsForm::Cards));
    } else if measures > 0 {
        let in_hand = model.article.fact.is_some();
        let (height, form) = facts_below(pane.height, measures, model.focus == Pane::Facts, in_hand);
        text_pane.height -= height + 1;
        let y = text_pane.bottom();
        areas.facts_rule = Some(Rect { y, height: 1, ..pane });
        areas.facts = Some((Rect { y: y + 1, height, ..pane }, form));
    }
    areas.article = Some(text_pane);
    areas.text = text_column(text_pane);
}

/// Height of the facts under a text: a few lines; room for the card of the fact that is looked at; or more than half of the
/// pane when one is in them.
fn facts_below(height: u16, measures: usize, in_focus: bool, in_hand: bool) -> (u16, FactsForm) {
    if in_focus {
        return ((height * 3 / 5).max(4), FactsForm::Cards);
    }
    if in_hand {
        return ((height * 2 / 5).clamp(4, 12), FactsForm::Cards);
    }
    let wanted = u16::try_from(measures).unwrap_or(u16::MAX);
    (wanted.min(height / 4).max(1), FactsForm::Brief)
}

/// The column of the text: three columns for the mark of a passage, and centred when there is much room.
fn text_column(pane: Rect) -> Rect {
    let width = pane.width.saturating_sub(5).min(MEASURE);
    let spare = pane.width - width;
    let lead = if spare > 24 { spare / 2 } else { 3 };
    Rect { x: pane.x + lead.min(spare), width, ..pane }
}

/// Dialogs stand in the middle, at most as large as they are read with ease.
fn popup(body: Rect, model: &Model) -> Option<Rect> {
    let (width, height) = match &model.mode {
        Mode::Picker(picker) => {
            (72, u16::try_from(picker.choices.len()).unwrap_or(u16::MAX).saturating_add(4))
        }
        Mode::Help(_) => (92, body.height),
        Mode::Panes | Mode::Prompt(_) => return None,
    };
    let width = width.min(body.width.saturating_sub(4));
    let height = height.max(8).min(body.height.saturating_sub(2)).min(34);
    let x = body.x + (body.width - width) / 2;
    let y = body.y + (body.height - height) / 3;
    Some(Rect { x, y, width, height })
}

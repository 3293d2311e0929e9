//! Rooms beside the news: going there and back, moving in them, going where a line leads.

use std::sync::Arc;

use crate::app::Doubt;
use crate::domain::{ArticleId, DecisionId};
use crate::ledger::Ledger;
use crate::ledger::figures::By;
use crate::tui::action::Action;
use crate::tui::effect::{Effect, RequestId};
use crate::tui::layout::layout;
use crate::tui::model::room::{
    LedgerOrder, MadeFrom, Room, Sheet, SheetLine, Subject, Target, Visit, Wanted,
};
use crate::tui::model::{Model, Pane, Tone};
use crate::tui::phrase;
use crate::tui::sheets;

use super::{act, article, review, sources};

/// Doubtful facts shown at a time.
const MOST_DOUBTS: usize = 200;

/// Goes to a room from any other: the way back leads to the news.
pub(super) fn go(model: &mut Model, room: Room) -> Vec<Effect> {
    model.rooms.way.clear();
    match room {
        Room::News => Vec::new(),
        room => enter(model, room),
    }
}

/// Goes to a room from this one: the way back leads here.
pub(super) fn enter(model: &mut Model, room: Room) -> Vec<Effect> {
    if model.room() == &room {
        return Vec::new();
    }
    let effects = match &room {
        Room::Review => vec![load_doubts(model)],
        Room::Health => vec![load_health(model)],
        Room::Case(id) => load_passages(model, *id),
        _ => Vec::new(),
    };
    let needs_ledger = room.needs_ledger();
    model.arrangement.zen = false;
    model.rooms.way.push(Visit { room, cursor: 0, offset: 0 });
    let ledger = needs_ledger.then(|| load_ledger(model)).flatten();
    effects.into_iter().chain(ledger).collect()
}

/// Goes to the article that a line leads to; the way back leads here.
fn enter_article(model: &mut Model, id: ArticleId) -> Vec<Effect> {
    let Some(row) = model.shelf.number_of(id) else {
        model.say(Tone::Warning, phrase::told("tui-said-article-gone", &[]));
        return Vec::new();
    };
    model.rooms.way.push(Visit { room: Room::News, cursor: 0, offset: 0 });
    if let Some(place) = model.list.rows.iter().position(|other| *other == row) {
        model.list.cursor = place;
    }
    article::open(model, row)
}

/// One room back; says whether there was one.
pub(super) fn back(model: &mut Model) -> bool {
    let left = model.rooms.way.pop();
    if left.is_some() && model.room() == &Room::News {
        model.focus = Pane::List;
    }
    left.is_some()
}

/// Asks for the ledger, unless it is on its way.
pub(super) fn load_ledger(model: &mut Model) -> Option<Effect> {
    if model.rooms.awaited.is_some() {
        return None;
    }
    let request = model.next_request();
    model.rooms.awaited = Some(request);
    Some(Effect::LoadLedger { request })
}

fn load_doubts(model: &mut Model) -> Effect {
    let request = model.next_request();
    Effect::LoadDoubts { request, most: MOST_DOUBTS }
}

fn load_health(model: &mut Model) -> Effect {
    let request = model.next_request();
    Effect::LoadHealth { request }
}

fn load_passages(model: &mut Model, id: DecisionId) -> Vec<Effect> {
    model.rooms.passages.clear();
    let request = model.next_request();
    vec![Effect::LoadPassages { request, decision: id }]
}

/// Something that rooms show has changed: those that are shown are made anew.
pub(super) fn touch(model: &mut Model) -> Vec<Effect> {
    model.rooms.turn += 1;
    let mut effects = Vec::new();
    if model.room().needs_ledger() {
        effects.extend(load_ledger(model));
    }
    match model.room() {
        Room::Review => effects.push(load_doubts(model)),
        Room::Health => effects.push(load_health(model)),
        _ => {}
    }
    effects
}

pub(super) fn ledger_loaded(model: &mut Model, request: RequestId, ledger: Arc<Ledger>) -> Vec<Effect> {
    if model.rooms.awaited != Some(request) {
        return Vec::new();
    }
    model.rooms.awaited = None;
    model.rooms.turn += 1;
    model.rooms.chosen.retain(|id| ledger.decision(*id).is_some());
    model.rooms.ledger = Some(ledger);
    match model.rooms.wanted.take() {
        Some(wanted) => go_wanted(model, wanted),
        None => Vec::new(),
    }
}

/// The ledger could not be made: nobody waits for it any more.
pub(super) fn failed(model: &mut Model, request: RequestId) {
    if model.rooms.awaited == Some(request) {
        model.rooms.awaited = None;
        model.rooms.wanted = None;
    }
}

pub(super) fn doubts_loaded(model: &mut Model, doubts: Vec<Doubt>, count: usize) {
    model.rooms.doubts = doubts;
    model.rooms.doubt_count = count;
    model.rooms.turn += 1;
}

pub(super) fn passages_loaded(model: &mut Model, decision: DecisionId, passages: Vec<(ArticleId, String)>) {
    if model.room() == &Room::Case(decision) {
        model.rooms.passages = passages;
        model.rooms.turn += 1;
    }
}

/// Goes to the case of the fact in hand.
pub(super) fn go_case(model: &mut Model) -> Vec<Effect> {
    let Some((id, place)) = fact_in_hand(model) else { return say_no_fact(model) };
    want(model, Wanted::CaseOf(id, place))
}

/// Goes to the record of the organisation of the fact in hand.
pub(super) fn go_company(model: &mut Model) -> Vec<Effect> {
    let Some(company) = company_in_hand(model) else { return say_no_fact(model) };
    want(model, Wanted::Record(Subject::Company(company)))
}

fn say_no_fact(model: &mut Model) -> Vec<Effect> {
    model.say(Tone::Plain, phrase::told("tui-said-no-facts", &[]));
    Vec::new()
}

fn fact_in_hand(model: &Model) -> Option<(ArticleId, usize)> {
    let headline = &model.shelf.row(model.row_in_hand()?).headline;
    let looked_at = match model.focus {
        Pane::Article | Pane::Facts => model.article.fact,
        Pane::Sources | Pane::List => None,
    };
    (!headline.facts.is_empty()).then(|| (headline.article.id, looked_at.unwrap_or(0)))
}

fn company_in_hand(model: &Model) -> Option<String> {
    if let (Some(decision), Some(ledger)) = (decision_in_hand(model), &model.rooms.ledger) {
        return ledger.decision(decision)?.organisations.first().cloned();
    }
    let (_, place) = fact_in_hand(model)?;
    let facts = &model.shelf.row(model.row_in_hand()?).headline.facts;
    let named = || facts.iter().find_map(|fact| fact.company.as_ref());
    facts.get(place).and_then(|fact| fact.company.as_ref()).or_else(named).map(ToString::to_string)
}

/// The decision that actions in a room mean.
pub(super) fn decision_in_hand(model: &Model) -> Option<DecisionId> {
    match (model.target_in_hand(), model.room()) {
        (Some(Target::Case(id)), _) => Some(id),
        (_, Room::Case(id)) => Some(*id),
        _ => None,
    }
}

/// Goes to a place in the ledger, once it is there.
fn want(model: &mut Model, wanted: Wanted) -> Vec<Effect> {
    if model.rooms.ledger.is_some() && model.rooms.awaited.is_none() {
        return go_wanted(model, wanted);
    }
    model.rooms.wanted = Some(wanted);
    model.say(Tone::Plain, phrase::told("tui-ledger-loading", &[]));
    load_ledger(model).into_iter().collect()
}

fn go_wanted(model: &mut Model, wanted: Wanted) -> Vec<Effect> {
    let room = match wanted {
        Wanted::Record(subject) => Some(Room::Record(subject)),
        Wanted::CaseOf(article, place) => decision_of(model, article, place).map(Room::Case),
    };
    model.said = None;
    match room {
        Some(room) => enter(model, room),
        None => say_no_fact(model),
    }
}

fn decision_of(model: &Model, article: ArticleId, place: usize) -> Option<DecisionId> {
    let ledger = model.rooms.ledger.as_deref()?;
    let decisions = ledger.decisions_of(article);
    let tells = |decision: &&&crate::domain::Decision| {
        decision.tellings.iter().any(|it| it.article == article && it.measures.contains(&place))
    };
    decisions.iter().find(tells).or(decisions.first()).map(|decision| decision.id)
}

/// Does what an action asks in a room beside the news.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Down
        | Action::Up
        | Action::PageDown
        | Action::PageUp
        | Action::HalfDown
        | Action::HalfUp
        | Action::Top
        | Action::Bottom => {
            let height = layout(model.size, model).room.map_or(1, |room| room.height);
            step(model, act::steps_of(action, height));
            Vec::new()
        }
        Action::Back | Action::Left => {
            back(model);
            Vec::new()
        }
        Action::Open | Action::Right | Action::Accept => open(model),
        Action::GoSources | Action::GoList | Action::GoArticle | Action::GoFacts | Action::GoNew => {
            model.rooms.way.clear();
            act::perform(model, action)
        }
        Action::Order if model.room() == &Room::Ledger => {
            super::pick::open_ledger_orders(model);
            Vec::new()
        }
        Action::NextSeries => turn_series(model, 1),
        Action::NextCurrency => {
            model.rooms.currency += 1;
            model.rooms.turn += 1;
            Vec::new()
        }
        Action::Select => select(model),
        Action::JoinDecisions => review::join(model),
        Action::SplitDecision => review::split(model),
        Action::ConfirmFact | Action::RejectFact | Action::EditFact => review::judge(model, action),
        action if is_of_panes(action) => Vec::new(),
        action => act::perform_elsewhere(model, action),
    }
}

/// What means nothing outside the panes of the news.
const fn is_of_panes(action: Action) -> bool {
    matches!(
        action,
        Action::NextPane
            | Action::PreviousPane
            | Action::NextArticle
            | Action::PreviousArticle
            | Action::Next
            | Action::Previous
            | Action::NextFact
            | Action::PreviousFact
            | Action::FindInArticle
            | Action::SelectAll
            | Action::SelectNone
            | Action::ReadAll
            | Action::ReadAbove
            | Action::ReadBelow
            | Action::Links
            | Action::Zen
            | Action::ToggleSidebar
            | Action::Widen
            | Action::Narrow
            | Action::AddFact
    )
}

pub(super) fn step(model: &mut Model, steps: isize) {
    let Some(visit) = model.visit() else { return };
    let cursor = model.rooms.sheet.step(visit.cursor, steps);
    set_cursor(model, cursor);
}

pub(super) fn set_cursor(model: &mut Model, cursor: usize) {
    if let Some(visit) = model.rooms.way.last_mut() {
        visit.cursor = cursor;
    }
}

/// Goes where the line under the cursor leads.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(target) = model.target_in_hand() else { return Vec::new() };
    match target {
        Target::Case(id) if matches!(model.room(), Room::Case(_)) => {
            // Another decision of the same case takes the place of this one: the way back stays short.
            if model.room() == &Room::Case(id) {
                return Vec::new();
            }
            model.rooms.way.pop();
            enter(model, Room::Case(id))
        }
        Target::Case(id) => enter(model, Room::Case(id)),
        Target::Subject(subject) => enter(model, Room::Record(subject)),
        Target::Article(id) => enter_article(model, id),
        Target::Doubt(place) => open_doubt(model, place),
        Target::Source(id) => {
            model.rooms.way.push(Visit { room: Room::News, cursor: 0, offset: 0 });
            sources::show_source(model, id);
            Vec::new()
        }
        Target::By(by) => {
            model.rooms.by = Some(by);
            model.rooms.turn += 1;
            Vec::new()
        }
        Target::Address(address) => article::browse_address(model, Some(address)),
    }
}

/// Opens the article of a doubtful fact at its passage.
fn open_doubt(model: &mut Model, place: usize) -> Vec<Effect> {
    let Some(doubt) = model.rooms.doubts.get(place) else { return Vec::new() };
    let (id, fact) = (doubt.headline.article.id, doubt.place);
    let effects = enter_article(model, id);
    model.article.fact = Some(fact);
    if model.article.opened.is_some() {
        article::show_fact(model);
    }
    effects
}

fn turn_series(model: &mut Model, steps: usize) -> Vec<Effect> {
    let by = model.rooms.by.unwrap_or(By::Year);
    let at = By::ALL.iter().position(|other| *other == by).unwrap_or(0);
    model.rooms.by = Some(By::ALL[(at + steps) % By::ALL.len()]);
    model.rooms.turn += 1;
    Vec::new()
}

/// Chooses the decision under the cursor, to be joined with others.
fn select(model: &mut Model) -> Vec<Effect> {
    if let (Room::Ledger, Some(Target::Case(id))) = (model.room(), model.target_in_hand()) {
        let former = model.rooms.chosen.len();
        model.rooms.chosen.retain(|chosen| *chosen != id);
        if model.rooms.chosen.len() == former {
            model.rooms.chosen.push(id);
        }
        step(model, 1);
    }
    Vec::new()
}

pub(super) fn arrange(model: &mut Model, order: LedgerOrder) {
    model.rooms.order = order;
    model.rooms.turn += 1;
    set_cursor(model, 0);
}

/// Makes the lines of the present room anew when what they are made from is another; keeps the cursor on its line.
pub(super) fn settle(model: &mut Model, width: u16, height: u16) {
    let Some(visit) = model.visit().cloned() else { return };
    let made_from = MadeFrom {
        room: visit.room.clone(),
        width,
        filter: if visit.room.is_filtered() { model.filter.clone() } else { Default::default() },
        rows: if visit.room.is_filtered() { model.list.rows.len() } else { model.shelf.total().articles },
        unread: model.shelf.total().unread,
        turn: model.rooms.turn,
    };
    let mut cursor = visit.cursor;
    if model.rooms.sheet.made_from.as_ref() != Some(&made_from) {
        let same_room = model.rooms.sheet.made_from.as_ref().is_some_and(|made| made.room == visit.room);
        let held = model.rooms.sheet.lines.get(cursor).and_then(SheetLine::target).filter(|_| same_room);
        let lines = sheets::lines(model, &visit.room, width);
        let kept = held.and_then(|held| lines.iter().position(|line| line.target().as_ref() == Some(&held)));
        cursor = kept.unwrap_or(cursor);
        model.rooms.sheet = Sheet { lines, made_from: Some(made_from) };
    }
    let cursor = model.rooms.sheet.choice_near(cursor);
    let offset = model.rooms.sheet.offset_for(cursor, visit.offset, height);
    if let Some(visit) = model.rooms.way.last_mut() {
        (visit.cursor, visit.offset) = (cursor, offset);
    }
}

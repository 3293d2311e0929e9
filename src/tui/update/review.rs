//! What the reader says over the machine: a fact confirmed, rejected, edited or added, decisions joined or set apart. The
//! screen waits for the store here: what is said must be kept.

use crate::app::{field_text, set_field};
use crate::domain::{
    ArticleId, Change, Correction, DecisionId, Field, Headline, Kind, Measure, Overlay, Pin, Sameness,
};
use crate::ledger::review::{Reviewed, Verdict};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::message::Turn;
use crate::tui::model::draft::Draft;
use crate::tui::model::history::Deed;
use crate::tui::model::picker::{Choice, Pick, Picker};
use crate::tui::model::room::{Room, Target};
use crate::tui::model::{Mode, Model, Purpose, Tone};
use crate::tui::phrase;

use super::{prompt, rooms};

/// Confirms, rejects or edits the fact in hand.
pub(super) fn judge(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some((article, reviewed)) = fact_in_hand(model) else {
        model.say(Tone::Plain, phrase::told("tui-said-no-facts", &[]));
        return Vec::new();
    };
    let machine = reviewed.machine.clone().unwrap_or_else(|| reviewed.measure.clone());
    match action {
        Action::ConfirmFact => correct(model, article, Change::Confirm { machine: reviewed.measure }, ""),
        Action::RejectFact => correct(model, article, Change::Reject { machine }, ""),
        _ => {
            model.draft = Some(Draft { article, machine: Some(machine), value: reviewed.measure });
            open_editor(model, None);
            Vec::new()
        }
    }
}

/// Begins a fact that the machine missed.
pub(super) fn add(model: &mut Model) -> Vec<Effect> {
    let Some(opened) = &model.article.opened else { return Vec::new() };
    let like = opened.measures.first().cloned();
    let value = Measure {
        authority: like.as_ref().and_then(|measure| measure.authority.clone()),
        company: like.as_ref().and_then(|measure| measure.company.clone()),
        ..Measure::of_kind(like.map_or(Kind::AdministrativeFine, |measure| measure.kind))
    };
    model.draft = Some(Draft { article: opened.article.id, machine: None, value });
    open_editor(model, None);
    Vec::new()
}

/// The fact that is looked at: in the queue, or of the article that is open.
fn fact_in_hand(model: &Model) -> Option<(ArticleId, Reviewed)> {
    if let (Room::Review, Some(Target::Doubt(place))) = (model.room(), model.target_in_hand()) {
        let doubt = model.rooms.doubts.get(place)?;
        return Some((doubt.headline.article.id, doubt.fact.clone()));
    }
    let opened = model.article.opened.as_ref().filter(|_| model.room() == &Room::News)?;
    let place = model.article.fact.unwrap_or(0);
    let machine = opened.measures.get(place)?;
    let unreviewed = || Reviewed {
        measure: machine.clone(),
        machine: Some(machine.clone()),
        verdict: Verdict::Machine,
        correction: None,
    };
    Some((opened.article.id, opened.reviewed.get(place).cloned().unwrap_or_else(unreviewed)))
}

fn correct(model: &mut Model, article: ArticleId, change: Change, reason: &str) -> Vec<Effect> {
    let request = model.next_request();
    vec![Effect::Correct { request, article, change, reason: reason.to_owned() }]
}

/// Opens the fields of the fact that is edited, the cursor on one of them.
fn open_editor(model: &mut Model, at: Option<Field>) {
    let Some(draft) = &model.draft else { return };
    let labels = &model.labels;
    let save = Choice { label: labels.text("tui-edit-save"), beside: String::new(), pick: Pick::SaveFact };
    let fields = Field::ALL.into_iter().map(|field| Choice {
        label: labels.text(&format!("tui-field-{}", field.code())),
        beside: match field {
            Field::Kind => labels.kind(draft.value.kind),
            field => field_text(&draft.value, field),
        },
        pick: Pick::Field(field),
    });
    let mut picker = Picker::new("tui-pick-field", std::iter::once(save).chain(fields).collect());
    match at {
        Some(field) => picker.point_at(&Pick::Field(field)),
        None => picker.point_at(&Pick::Field(Field::Kind)),
    }
    model.mode = Mode::Picker(picker);
}

/// Asks for a field's value: kinds are chosen, others typed.
pub(super) fn edit_field(model: &mut Model, field: Field) {
    let Some(draft) = &model.draft else { return };
    if field == Field::Kind {
        let choice = |kind: Kind| Choice {
            label: model.labels.kind(kind),
            beside: kind.code().to_owned(),
            pick: Pick::FactKind(kind),
        };
        let mut picker = Picker::new("tui-pick-fact-kind", Kind::ALL.into_iter().map(choice).collect());
        picker.point_at(&Pick::FactKind(draft.value.kind));
        model.mode = Mode::Picker(picker);
        return;
    }
    let text = field_text(&draft.value, field);
    prompt::open(model, Purpose::Field(field), &text);
}

pub(super) fn set_kind(model: &mut Model, kind: Kind) {
    if let Some(draft) = &mut model.draft {
        draft.value.kind = kind;
    }
    open_editor(model, Some(Field::Kind));
}

/// Takes what was typed for a field; what does not suit it is told and asked again.
pub(super) fn set(model: &mut Model, field: Field, typed: &str) {
    let Some(draft) = &mut model.draft else { return };
    match set_field(&mut draft.value, field, typed, &model.labels) {
        Ok(()) => open_editor(model, Some(field)),
        Err(reason) => {
            model.say(Tone::Warning, reason);
            prompt::open(model, Purpose::Field(field), typed);
        }
    }
}

/// Goes back to the fields from one that was not changed.
pub(super) fn give_up_field(model: &mut Model, field: Field) {
    open_editor(model, Some(field));
}

/// Asks why, before the edited fact is kept.
pub(super) fn ask_reason(model: &mut Model) {
    prompt::open(model, Purpose::Reason, "");
}

/// Keeps the edited fact.
pub(super) fn save(model: &mut Model, reason: &str) -> Vec<Effect> {
    let Some(Draft { article, machine, value }) = model.draft.take() else { return Vec::new() };
    let change = match machine {
        Some(machine) => Change::Correct { machine, value: Box::new(value) },
        None => Change::Add { value },
    };
    correct(model, article, change, reason)
}

/// A correction is kept, or taken back: rows, article, queue and ledger show it.
pub(super) fn corrected(
    model: &mut Model,
    correction: Correction,
    turn: Turn,
    rows: Vec<Headline>,
    opened: Option<Box<crate::app::Opened>>,
) -> Vec<Effect> {
    let key = match (turn, &correction.change) {
        (Turn::Undone, _) => "tui-said-correction-undone",
        (_, Change::Confirm { .. }) => "tui-said-confirmed",
        (_, Change::Reject { .. }) => "tui-said-rejected",
        (_, Change::Correct { .. }) => "tui-said-corrected",
        (_, Change::Add { .. }) => "tui-said-added",
    };
    model.say(Tone::Good, phrase::told(key, &[]));
    if turn == Turn::First {
        model.history.remember(Deed::Said(correction.clone()));
    }
    model.shelf.add(rows);
    show_anew(model, correction.article, opened);
    model.rooms.doubts.retain(|doubt| turn == Turn::Undone || !is_of(doubt, &correction));
    rooms::touch(model)
}

fn is_of(doubt: &crate::app::Doubt, correction: &Correction) -> bool {
    let (Change::Confirm { machine } | Change::Reject { machine } | Change::Correct { machine, .. }) =
        &correction.change
    else {
        return false;
    };
    doubt.headline.article.id == correction.article && doubt.fact.machine.as_ref() == Some(machine)
}

/// The article that is open takes its new facts; the reading stays where it is.
fn show_anew(model: &mut Model, article: ArticleId, opened: Option<Box<crate::app::Opened>>) {
    let is_open = |opened: &crate::app::Opened| opened.article.id == article;
    if !model.article.opened.as_deref().is_some_and(is_open) {
        return;
    }
    if let Some(opened) = opened {
        let last = opened.measures.len().checked_sub(1);
        model.article.fact = model.article.fact.and_then(|fact| Some(fact.min(last?)));
        model.article.opened = Some(opened);
    }
}

/// Takes a correction back, or says it again.
pub(super) fn repeat(model: &mut Model, correction: Correction, turn: Turn) -> Vec<Effect> {
    let request = model.next_request();
    vec![Effect::Repeat { request, correction, turn }]
}

/// Joins the chosen decisions with the one in hand: they are one, whatever the ledger thinks.
pub(super) fn join(model: &mut Model) -> Vec<Effect> {
    let mut ids = std::mem::take(&mut model.rooms.chosen);
    ids.extend(rooms::decision_in_hand(model));
    ids.dedup();
    let pins: Vec<Pin> = ids.iter().filter_map(|id| pin_of(model, *id, 0)).collect();
    if ids.len() < 2 || pins.len() < 2 {
        model.rooms.chosen = ids.into_iter().take(1).collect();
        model.rooms.turn += 1;
        model.say(Tone::Plain, phrase::told("tui-said-choose-to-join", &[]));
        return Vec::new();
    }
    let joins = pins[1..].iter().map(|other| overlay(pins[0].clone(), other.clone(), Sameness::Join));
    joins.collect::<Vec<_>>().into_iter().flat_map(|join| lay(model, join, Turn::First)).collect()
}

/// Sets the article under the cursor apart from the decision that is shown.
pub(super) fn split(model: &mut Model) -> Vec<Effect> {
    let (Room::Case(id), Some(Target::Article(article))) = (model.room().clone(), model.target_in_hand())
    else {
        model.say(Tone::Plain, phrase::told("tui-said-choose-to-split", &[]));
        return Vec::new();
    };
    let tellings = model
        .rooms
        .ledger
        .as_deref()
        .and_then(|ledger| ledger.decision(id))
        .map(|decision| decision.tellings.iter().map(|telling| telling.article).collect::<Vec<_>>())
        .unwrap_or_default();
    let Some(place) = tellings.iter().position(|told| *told == article) else { return Vec::new() };
    let Some(own) = pin_of(model, id, place) else { return Vec::new() };
    let others = (0..tellings.len()).filter(|other| *other != place);
    let others: Vec<Pin> = others.filter_map(|other| pin_of(model, id, other)).collect();
    let splits = others.into_iter().map(|other| overlay(own.clone(), other, Sameness::Split));
    splits.collect::<Vec<_>>().into_iter().flat_map(|split| lay(model, split, Turn::First)).collect()
}

/// Points at the first measure of a telling of a decision.
fn pin_of(model: &Model, id: DecisionId, telling: usize) -> Option<Pin> {
    let ledger = model.rooms.ledger.as_deref()?;
    let telling = ledger.decision(id)?.tellings.get(telling)?;
    let told = ledger.told(telling.article)?;
    Some(Pin::at(telling.article, told.measures.get(*telling.measures.first()?)?))
}

fn overlay(one: Pin, other: Pin, sameness: Sameness) -> Overlay {
    // The time is set by who keeps it.
    Overlay { one, other, sameness, reason: String::new(), at: jiff::Timestamp::UNIX_EPOCH }
}

/// Keeps a join or a split, takes it back, or says it again.
pub(super) fn lay(model: &mut Model, overlay: Overlay, turn: Turn) -> Vec<Effect> {
    let request = model.next_request();
    vec![Effect::Lay { request, overlay, turn }]
}

/// A join or a split is kept, or taken back.
pub(super) fn laid(model: &mut Model, overlay: Overlay, turn: Turn) -> Vec<Effect> {
    let key = match (turn, overlay.sameness) {
        (Turn::Undone, _) => "tui-said-correction-undone",
        (_, Sameness::Join) => "tui-said-joined",
        (_, Sameness::Split) => "tui-said-split",
    };
    model.say(Tone::Good, phrase::told(key, &[]));
    if turn == Turn::First {
        model.history.remember(Deed::Laid(overlay));
    }
    rooms::touch(model)
}

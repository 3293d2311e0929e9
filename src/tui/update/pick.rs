//! Lists to choose from: what each offers, and what a choice does.

use crate::domain::{ArticleId, Source};
use crate::export::Format;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::filter::{Facet, Facets, KindFamily, Order};
use crate::tui::layout::layout;
use crate::tui::model::line::Line;
use crate::tui::model::picker::{Choice, Pick, Picker, Scope};
use crate::tui::model::room::LedgerOrder;
use crate::tui::model::{Mode, Model, Pane, Prompt, Purpose, Tone};
use crate::tui::phrase;
use crate::tui::shelf::Names;

use super::{act, article, list, prompt, review, rooms, sources};

/// Opens the picker of companies, authorities or kinds, with the count of rows that each would leave.
pub(super) fn open_facet(model: &mut Model, facet: Facet) {
    let facets = Facets::of(&model.shelf, &model.filter, facet);
    let (title, choices, present) = match facet {
        Facet::Company => {
            let names = name_choices(model, model.shelf.companies(), &facets.companies, Pick::Company);
            ("tui-pick-company", names, Pick::Company(model.filter.company))
        }
        Facet::Authority => {
            let names = name_choices(model, model.shelf.authorities(), &facets.authorities, Pick::Authority);
            ("tui-pick-authority", names, Pick::Authority(model.filter.authority))
        }
        Facet::Kinds => {
            ("tui-pick-kind", kind_choices(model, &facets.families), Pick::Kinds(model.filter.kinds))
        }
    };
    show(model, title, choices, Some(&present));
}

fn show(model: &mut Model, title: &'static str, choices: Vec<Choice>, present: Option<&Pick>) {
    let mut picker = Picker::new(title, choices);
    if let Some(present) = present {
        picker.point_at(present);
    }
    model.mode = Mode::Picker(picker);
}

/// Names with at least one row, most rows first; before them, the choice of none.
fn name_choices(
    model: &Model,
    names: &Names,
    counts: &[usize],
    pick: fn(Option<u32>) -> Pick,
) -> Vec<Choice> {
    let mut named: Vec<(usize, &str, u32)> = counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(|(number, count)| (*count, names.shown(number as u32), number as u32))
        .collect();
    named.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let all = Choice { label: model.labels.text("tui-pick-all"), beside: String::new(), pick: pick(None) };
    let choices = named.into_iter().map(|(count, name, number)| Choice {
        label: name.to_owned(),
        beside: phrase::number(&model.labels, count),
        pick: pick(Some(number)),
    });
    std::iter::once(all).chain(choices).collect()
}

fn kind_choices(model: &Model, families: &[(KindFamily, usize)]) -> Vec<Choice> {
    let all =
        Choice { label: model.labels.text("tui-pick-all"), beside: String::new(), pick: Pick::Kinds(None) };
    let choices = families.iter().filter(|(_, count)| *count > 0).map(|(family, count)| Choice {
        label: phrase::family(&model.labels, *family),
        beside: phrase::number(&model.labels, *count),
        pick: Pick::Kinds(Some(*family)),
    });
    std::iter::once(all).chain(choices).collect()
}

pub(super) fn open_orders(model: &mut Model) {
    let choices = Order::ALL
        .into_iter()
        .map(|order| Choice {
            label: model.labels.text(&format!("tui-order-{}", order.name())),
            beside: String::new(),
            pick: Pick::Order(order),
        })
        .collect();
    show(model, "tui-pick-order", choices, Some(&Pick::Order(model.order)));
}

pub(super) fn open_ledger_orders(model: &mut Model) {
    let choice = |order: LedgerOrder| Choice {
        label: model.labels.text(&format!("tui-ledger-order-{}", order.name())),
        beside: String::new(),
        pick: Pick::LedgerOrder(order),
    };
    let choices = LedgerOrder::ALL.into_iter().map(choice).collect();
    show(model, "tui-pick-order", choices, Some(&Pick::LedgerOrder(model.rooms.order)));
}

pub(super) fn open_themes(model: &mut Model) {
    let choices = model
        .themes
        .iter()
        .map(|theme| Choice {
            label: model.labels.text(&format!("tui-theme-{}", theme.name())),
            beside: theme.name().to_owned(),
            pick: Pick::Theme(theme.name().to_owned()),
        })
        .collect();
    let present = Pick::Theme(model.theme.name().to_owned());
    show(model, "tui-pick-theme", choices, Some(&present));
}

/// Every action, with its keys in the pane that one comes from.
pub(super) fn open_palette(model: &mut Model) {
    let context = model.context();
    let choices = Action::ALL
        .iter()
        .filter(|action| action.is_command())
        .map(|action| Choice {
            label: model.labels.text(&action.label()),
            beside: keys_of(model, context, *action),
            pick: Pick::Action(*action),
        })
        .collect();
    show(model, "tui-pick-action", choices, None);
}

fn keys_of(model: &Model, context: crate::tui::keymap::Context, action: Action) -> String {
    let keys = model.keymap.shown_for(context, action).unwrap_or_default();
    keys.iter().map(|key| key.told(&model.labels)).collect::<Vec<_>>().join(" ")
}

/// Every scope that holds something, in every format.
pub(super) fn open_exports(model: &mut Model) {
    let mut choices = Vec::new();
    for scope in [Scope::Article, Scope::Selection, Scope::List] {
        let count = ids_of(model, scope).len();
        if count > 0 {
            let words = scope_words(model, scope, count);
            choices.extend(Format::ALL.iter().map(|format| Choice {
                label: format!("{} · {words}", format.name()),
                beside: format!(".{}", format.extension()),
                pick: Pick::Export(scope, *format),
            }));
        }
    }
    if choices.is_empty() {
        model.say(Tone::Plain, phrase::told("tui-said-nothing-to-export", &[]));
    } else {
        show(model, "tui-pick-export", choices, None);
    }
}

fn scope_words(model: &Model, scope: Scope, count: usize) -> String {
    let key = match scope {
        Scope::Article => "tui-scope-article",
        Scope::Selection => "tui-scope-selection",
        Scope::List => "tui-scope-list",
    };
    model.labels.say(&phrase::counted(key, count))
}

/// The articles of a scope, in the order of the list.
fn ids_of(model: &Model, scope: Scope) -> Vec<ArticleId> {
    let id_of = |row: &u32| model.shelf.row(*row).headline.article.id;
    match scope {
        Scope::Article => model.row_in_hand().iter().map(id_of).collect(),
        Scope::Selection => {
            let newest_first = model.shelf.newest_first();
            newest_first.iter().filter(|row| model.list.chosen.contains(row)).map(id_of).collect()
        }
        Scope::List => model.list.rows.iter().map(id_of).collect(),
    }
}

/// Sources to manage: one to be added, those that are followed, those of the catalogue that are not.
pub(super) fn open_sources(model: &mut Model) {
    let add =
        Choice { label: model.labels.text("tui-source-add"), beside: String::new(), pick: Pick::AddSource };
    let glyphs = model.theme.glyphs();
    let followed = model.sources.statuses.iter().map(|status| Choice {
        label: format!("{} {}", glyphs.chosen, model.source_title(&status.source.id)),
        beside: status.source.address.clone(),
        pick: Pick::Source(status.source.id.clone()),
    });
    let is_followed =
        |source: &Source| model.sources.statuses.iter().any(|status| status.source.id == source.id);
    let others = model.catalogue.iter().filter(|source| !is_followed(source)).map(|source| Choice {
        label: format!("  {}", source.title),
        beside: source.tags.join(", "),
        pick: Pick::Follow(source.address.clone()),
    });
    let choices = std::iter::once(add).chain(followed).chain(others).collect();
    show(model, "tui-pick-source", choices, None);
}

fn open_source(model: &mut Model, id: &crate::domain::SourceId) {
    let Some(status) = model.sources.statuses.iter().find(|status| status.source.id == *id) else { return };
    let address = status.source.address.clone();
    let words = [
        ("tui-source-show", Pick::ShowSource(id.clone())),
        ("tui-source-refresh", Pick::RefreshSource(id.clone())),
        ("tui-source-copy", Pick::CopyAddress(address)),
        ("tui-source-remove", Pick::RemoveSource(id.clone())),
    ];
    let choices = words
        .into_iter()
        .map(|(key, pick)| Choice { label: model.labels.text(key), beside: String::new(), pick })
        .collect();
    show(model, "tui-pick-source-action", choices, None);
}

/// The links of the article, those in sight first under the cursor.
pub(super) fn open_links(model: &mut Model) {
    let height = layout(model.size, model).text.height;
    let Some(opened) = &model.article.opened else {
        model.say(Tone::Plain, phrase::told("tui-said-no-link", &[]));
        return;
    };
    let document = &opened.document;
    let choices: Vec<Choice> = document
        .links
        .iter()
        .enumerate()
        .map(|(number, link)| Choice {
            label: format!("[{}] {}", number + 1, link.span.of(&document.text).unwrap_or_default()),
            beside: link.address.clone(),
            pick: Pick::Link(link.address.clone()),
        })
        .collect();
    if choices.is_empty() {
        model.say(Tone::Plain, phrase::told("tui-said-no-links", &[]));
        return;
    }
    let in_sight = model.article.links_in_sight(height).first().copied().unwrap_or(0) as usize;
    let mut picker = Picker::new("tui-pick-link", choices);
    picker.step(isize::try_from(in_sight).unwrap_or(0));
    model.mode = Mode::Picker(picker);
}

/// Does what an action asks in a picker.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let page = layout(model.size, model).popup.map_or(1, |popup| isize::from(popup.height as i16 - 5).max(1));
    let Mode::Picker(picker) = &mut model.mode else { return Vec::new() };
    match action {
        Action::Down => picker.step(1),
        Action::Up => picker.step(-1),
        Action::PageDown => picker.step(page),
        Action::PageUp => picker.step(-page),
        Action::Back => model.mode = Mode::Panes,
        Action::Accept => return accept(model),
        Action::Delete => return delete(model),
        action => {
            if picker.line.edit(action) {
                picker.narrow();
            }
        }
    }
    Vec::new()
}

fn accept(model: &mut Model) -> Vec<Effect> {
    let Mode::Picker(picker) = &model.mode else { return Vec::new() };
    let Some(pick) = picker.chosen().map(|choice| choice.pick.clone()) else { return Vec::new() };
    model.mode = Mode::Panes;
    take(model, pick)
}

/// Removes the source under the cursor, after having asked.
fn delete(model: &mut Model) -> Vec<Effect> {
    let Mode::Picker(picker) = &model.mode else { return Vec::new() };
    if let Some(Pick::Source(id)) = picker.chosen().map(|choice| choice.pick.clone()) {
        open_source(model, &id.clone());
        if let Mode::Picker(picker) = &mut model.mode {
            picker.point_at(&Pick::RemoveSource(id));
        }
    }
    Vec::new()
}

/// Does what a choice stands for.
fn take(model: &mut Model, pick: Pick) -> Vec<Effect> {
    match pick {
        Pick::Company(company) => {
            model.filter.company = company;
            filtered(model);
        }
        Pick::Authority(authority) => {
            model.filter.authority = authority;
            filtered(model);
        }
        Pick::Kinds(kinds) => {
            model.filter.kinds = kinds;
            filtered(model);
        }
        Pick::Export(scope, format) => ask_for_path(model, scope, format),
        Pick::Action(action) => return act::perform(model, action),
        Pick::Theme(name) => choose_theme(model, &name),
        Pick::Order(order) => list::arrange(model, order),
        Pick::Link(address) => return article::browse_address(model, Some(address)),
        Pick::LedgerOrder(order) => rooms::arrange(model, order),
        Pick::SaveFact => review::ask_reason(model),
        Pick::Field(field) => review::edit_field(model, field),
        Pick::FactKind(kind) => review::set_kind(model, kind),
        pick => return take_source(model, pick),
    }
    Vec::new()
}

fn take_source(model: &mut Model, pick: Pick) -> Vec<Effect> {
    match pick {
        Pick::Follow(address) => {
            let request = model.next_request();
            return vec![Effect::AddSource { request, address }];
        }
        Pick::AddSource => prompt::open(model, Purpose::SourceAddress, ""),
        Pick::Source(id) => open_source(model, &id),
        Pick::ShowSource(id) => sources::show_source(model, id),
        Pick::RefreshSource(id) => return sources::refresh(model, vec![id]),
        Pick::RemoveSource(id) => {
            let request = model.next_request();
            return vec![Effect::RemoveSource { request, id }];
        }
        Pick::CopyAddress(text) => {
            model.say(Tone::Good, phrase::told("tui-said-copied", &[("text", &text)]));
            return vec![Effect::Copy { text }];
        }
        _ => {}
    }
    Vec::new()
}

/// A filter chosen in a picker shows the list.
fn filtered(model: &mut Model) {
    list::sift_from_top(model);
    model.focus = Pane::List;
}

/// Takes a theme by its name, to be remembered; says when there is none.
pub(super) fn choose_theme(model: &mut Model, name: &str) {
    if show_theme(model, name) {
        model.chosen_theme = Some(name.to_owned());
        model.follows_ground = false;
    }
}

/// Shows a theme; says when there is none.
pub(super) fn show_theme(model: &mut Model, name: &str) -> bool {
    match model.themes.iter().find(|theme| theme.name() == name) {
        Some(theme) => {
            model.theme = theme.clone();
            model.article.page = None;
            true
        }
        None => {
            model.say(Tone::Warning, phrase::told("tui-said-no-theme", &[("name", name)]));
            false
        }
    }
}

/// Asks where an export is to be written, a name being proposed.
fn ask_for_path(model: &mut Model, scope: Scope, format: Format) {
    let ids = ids_of(model, scope);
    let path = format!("vigie-{}.{}", model.today, format.extension());
    model.mode = Mode::Prompt(Prompt { purpose: Purpose::ExportPath { ids, format }, line: Line::of(&path) });
}

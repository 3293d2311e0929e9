//! A case: its life, then the decision in hand with its measures, what its sources say and where they differ.

use crate::domain::{Act, Claim, Decision, DecisionId, Force, Link, Origin, Reconciled, Telling};
use crate::labels::{Labels, Message};
use crate::ledger::{Ledger, NamingTerm};
use crate::tui::cells;
use crate::tui::model::Model;
use crate::tui::model::room::{SheetLine, Subject, Target};
use crate::tui::phrase;
use crate::tui::theme::{Part, part_of_kind};

use super::{article_line, field, heading, plain, the_ledger, words};

pub(super) fn lines(model: &Model, id: DecisionId, width: u16) -> Vec<SheetLine> {
    let Some(ledger) = the_ledger(model) else { return Vec::new() };
    let Some(decision) = ledger.decision(id) else {
        return vec![SheetLine::Blank, plain(model, Part::Dim, "tui-case-gone")];
    };
    let mut lines = Vec::new();
    title(&mut lines, model, ledger, decision);
    timeline(&mut lines, model, ledger, decision);
    measures(&mut lines, model, decision);
    fields(&mut lines, model, decision, width);
    sources(&mut lines, model, decision, width);
    lines
}

fn title(lines: &mut Vec<SheetLine>, model: &Model, ledger: &Ledger, decision: &Decision) {
    let labels = &model.labels;
    let unknown = || labels.text("tui-party-unnamed");
    let authority = decision.authority().map_or_else(unknown, str::to_owned);
    let arrow = &model.theme.glyphs().arrow;
    let state = ledger
        .case_of(decision.id)
        .filter(|case| case.decisions.len() > 1)
        .map(|case| labels.text(if case.closed { "ledger-case-closed" } else { "ledger-case-open" }));
    let head = format!("{authority} {arrow} {}", labels.organisations(decision));
    lines.push(SheetLine::Words {
        indent: 2,
        left: vec![(Part::Strong, head)],
        right: state.into_iter().map(|state| (Part::Dim, state)).collect(),
        target: None,
    });
    if decision.is_naming_over(&[NamingTerm::cnil()], model.today) {
        lines.push(plain(model, Part::Warning, "ledger-naming-over"));
    }
    if decision.is_in_table() {
        lines.push(plain(model, Part::Dim, "ledger-in-table"));
    }
}

/// The decisions of the case in order of time, the one in hand marked; under each what it is to those before it.
fn timeline(lines: &mut Vec<SheetLine>, model: &Model, ledger: &Ledger, decision: &Decision) {
    let Some(case) = ledger.case_of(decision.id).filter(|case| case.decisions.len() > 1) else { return };
    heading(lines, model.labels.text("tui-case-timeline"));
    for other in case.decisions.iter().filter_map(|id| ledger.decision(*id)) {
        lines.push(SheetLine::Decision(other.id));
        for link in &other.before {
            lines.extend(relation(model, ledger, link));
        }
    }
}

fn relation(model: &Model, ledger: &Ledger, link: &Link) -> Option<SheetLine> {
    let labels = &model.labels;
    let other = ledger.decision(link.decision)?;
    let day = labels.decided(other);
    let what = other.reference.clone().unwrap_or_else(|| labels.measures(other));
    let why: Vec<String> =
        link.reasons.iter().map(|why| labels.text(&format!("ledger-link-{}", why.code()))).collect();
    let relation = labels.text(&format!("ledger-relation-{}", link.relation.code()));
    let text = format!("{relation} {what} ({day}) {} {}", model.theme.glyphs().separator, why.join(", "));
    Some(words(6, vec![(Part::Dim, text)], None))
}

fn measures(lines: &mut Vec<SheetLine>, model: &Model, decision: &Decision) {
    if decision.acts.is_empty() {
        return;
    }
    heading(lines, model.labels.text("tui-case-measures"));
    for act in &decision.acts {
        lines.push(measure(model, decision, act));
        clash(lines, model, &act.kind, |labels, kind| labels.kind(*kind));
        if let Some(amount) = &act.amount {
            clash(lines, model, amount, |labels, sum| labels.money(*sum));
        }
    }
}

fn measure(model: &Model, decision: &Decision, act: &Act) -> SheetLine {
    let labels = &model.labels;
    let part = part_of_kind(act.kind());
    let mut left = vec![(part, labels.kind(act.kind()))];
    let several = decision.organisations.len() > 1;
    let organisation = act.organisation.clone().filter(|_| several);
    left.extend(organisation.map(|name| (Part::Text, format!("  {name}"))));
    if act.total {
        left.push((Part::Dim, format!("  ({})", labels.text("ledger-total"))));
    }
    let mut right = Vec::new();
    right.extend(force(labels, act).map(|words| (Part::Warning, format!("{words}   "))));
    right.extend(act.sum().map(|sum| (part, phrase::sum(labels, sum, act.period))));
    let target = act.organisation.clone().map(|name| Target::Subject(Subject::Company(name)));
    SheetLine::Words { indent: 4, left, right, target }
}

/// What a court has made of a measure.
fn force(labels: &Labels, act: &Act) -> Option<String> {
    match act.force {
        Force::AsDecided => None,
        Force::Upheld { .. } => Some(labels.text("ledger-force-upheld")),
        Force::Annulled { .. } => Some(labels.text("ledger-force-annulled")),
        Force::Reduced { to, .. } => {
            let reduced = labels.text("ledger-force-reduced");
            Some(to.map_or(reduced.clone(), |to| format!("{reduced} : {}", labels.money(to))))
        }
    }
}

/// What is said against what is believed, with who says it.
fn clash<T>(
    lines: &mut Vec<SheetLine>,
    model: &Model,
    reconciled: &Reconciled<T>,
    in_words: impl Fn(&Labels, &T) -> String,
) {
    for claim in reconciled.against() {
        let message = Message::new("tui-case-clash")
            .with("value", in_words(&model.labels, &claim.value))
            .with("who", who(model, claim));
        lines.push(words(6, vec![(Part::Warning, model.labels.say(&message))], None));
    }
}

fn who<T>(model: &Model, claim: &Claim<T>) -> String {
    let mut sources: Vec<String> = Vec::new();
    for number in claim.articles.iter().filter_map(|id| model.shelf.number_of(*id)) {
        let source = model.source_title(&model.shelf.row(number).headline.article.source).to_owned();
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    if sources.is_empty() { model.labels.trust(claim.trust) } else { sources.join(", ") }
}

fn fields(lines: &mut Vec<SheetLine>, model: &Model, decision: &Decision, width: u16) {
    let labels = &model.labels;
    heading(lines, labels.text("tui-case-decision"));
    let subject = |subject: Subject| Some(Target::Subject(subject));
    if let Some(authority) = &decision.authority {
        let target = subject(Subject::Authority(authority.value().clone()));
        field(lines, model, "tui-field-authority", Part::Link, authority.value(), width, target);
        clash(lines, model, authority, |_, name| name.clone());
    }
    for name in &decision.organisations {
        let target = subject(Subject::Company(name.clone()));
        field(lines, model, "tui-field-company", Part::Link, name, width, target);
    }
    let mut text = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            field(lines, model, key, Part::Text, &value, width, None);
        }
    };
    text("tui-field-aliases", Some(decision.names.join(", ")));
    text("tui-field-reference", decision.reference.clone());
    text("tui-case-registers", Some(decision.registers.join(", ")));
    text("tui-case-decided", decision.decided.as_ref().map(|date| labels.partial_date(*date.value())));
    text("tui-case-published", decision.published.map(|day| labels.day(day)));
    text("tui-case-first-told", decision.first_told.map(|day| labels.day(day)));
    text("tui-field-deadline", deadline(model, decision));
    text("tui-case-naming", decision.naming_ends(&[NamingTerm::cnil()]).map(|day| labels.day(day)));
    text("tui-field-complainant", Some(decision.complainants.join(", ")));
    if let Some(decided) = decision.decided.as_ref().filter(|decided| decided.clashes()) {
        clash(lines, model, decided, |labels, date| labels.partial_date(*date));
    }
    for provision in &decision.provisions {
        let target = subject(Subject::Provision(provision.0.clone()));
        field(lines, model, "tui-field-articles", Part::Link, &provision.0, width, target);
    }
    for theme in &decision.themes {
        let target = subject(Subject::Theme(*theme));
        field(lines, model, "tui-field-breaches", Part::Link, &labels.theme(*theme), width, target);
    }
}

/// The time given to comply and the day on which it ends.
fn deadline(model: &Model, decision: &Decision) -> Option<String> {
    let deadline = phrase::deadline(&model.labels, *decision.deadline.as_ref()?.value());
    let Some(due) = decision.compliance_due() else { return Some(deadline) };
    let about = if due.approximate { "~ " } else { "" };
    Some(format!("{deadline} ({about}{})", model.labels.day(due.on)))
}

/// Who tells the decision, in order of trust: the article, why it belongs here, the passage.
fn sources(lines: &mut Vec<SheetLine>, model: &Model, decision: &Decision, width: u16) {
    let told = decision.tellings.len();
    heading(lines, model.labels.say(&phrase::counted("tui-case-sources", told)));
    for telling in &decision.tellings {
        if telling.origin == Origin::Table {
            let text = format!("{} {}", telling.source, model.labels.text("ledger-in-table"));
            lines.push(words(2, vec![(Part::Dim, text)], None));
            continue;
        }
        let trust = cells::fit(&model.labels.trust(telling.trust), 22);
        let before = if width < 100 { Vec::new() } else { vec![(Part::Dim, trust)] };
        lines.push(article_line(model, telling.article, before, width));
        reasons(lines, model, telling, width);
        passage(lines, model, telling, width);
    }
}

fn reasons(lines: &mut Vec<SheetLine>, model: &Model, telling: &Telling, width: u16) {
    let labels = &model.labels;
    let mut words_of: Vec<String> = Vec::new();
    if width < 100 {
        words_of.push(labels.trust(telling.trust));
    }
    let reasons = telling.reasons.iter().map(|why| labels.text(&format!("ledger-reason-{}", why.code())));
    words_of.extend(reasons);
    let separator = format!(" {} ", model.theme.glyphs().separator);
    if !words_of.is_empty() {
        lines.push(words(6, vec![(Part::Dim, words_of.join(&separator))], None));
    }
}

fn passage(lines: &mut Vec<SheetLine>, model: &Model, telling: &Telling, width: u16) {
    let found = model.rooms.passages.iter().find(|(article, _)| *article == telling.article);
    let Some((_, passage)) = found.filter(|(_, passage)| !passage.is_empty()) else { return };
    let room = usize::from(width.saturating_sub(12)).clamp(20, 100);
    for line in cells::wrap(&format!("« {} »", passage.trim()), room).into_iter().take(4) {
        lines.push(words(6, vec![(Part::Quote, line)], None));
    }
}

//! A record: all that the ledger knows of an organisation, an authority, a provision or a theme.

use crate::domain::{Cents, Currency, Money};
use crate::labels::Message;
use crate::ledger::{Ledger, Record, Sums};
use crate::tui::law;
use crate::tui::model::Model;
use crate::tui::model::room::{SheetLine, Subject, Target};
use crate::tui::phrase;
use crate::tui::theme::Part;

use super::{article_line, by_case, field, heading, plain, the_ledger, words};

/// Names of other subjects shown, the commonest.
const MOST: usize = 12;

pub(super) fn lines(model: &Model, subject: &Subject, width: u16) -> Vec<SheetLine> {
    let Some(ledger) = the_ledger(model) else { return Vec::new() };
    let Some(record) = record(ledger, subject) else {
        return vec![SheetLine::Blank, plain(model, Part::Dim, "tui-record-gone")];
    };
    let mut lines = Vec::new();
    let name = match subject {
        Subject::Theme(theme) => model.labels.theme(*theme),
        _ => record.name.clone(),
    };
    lines.push(words(2, vec![(Part::Strong, name)], None));
    let group = record.group.clone().unwrap_or_default();
    for (key, value) in [("tui-record-names", record.names.join(", ")), ("tui-record-group", group)] {
        if !value.is_empty() {
            field(&mut lines, model, key, Part::Text, &value, width, None);
        }
    }
    if let Some(address) = law_of(subject) {
        let target = Some(Target::Address(address.clone()));
        field(&mut lines, model, "tui-record-law", Part::Link, &address, width, target);
    }
    sums(&mut lines, model, &record, width);
    timeline(&mut lines, model, ledger, &record);
    counts(&mut lines, model, &record, subject);
    heading(&mut lines, model.labels.say(&phrase::counted("tui-record-articles", record.articles.len())));
    let mut articles = record.articles.clone();
    let shown = |id| model.shelf.number_of(id).map(|row| model.shelf.row(row).headline.article.dates.shown());
    articles.sort_by_key(|id| (std::cmp::Reverse(shown(*id)), *id));
    lines.extend(articles.into_iter().map(|id| article_line(model, id, Vec::new(), width)));
    lines
}

/// The record of a subject; for a name that is no organisation's, of the group of that name.
pub(super) fn record(ledger: &Ledger, subject: &Subject) -> Option<Record> {
    match subject {
        Subject::Company(name) => ledger.company(name).or_else(|| ledger.group(name)),
        Subject::Authority(name) => ledger.authority(name),
        Subject::Provision(name) => ledger.provision(name),
        Subject::Theme(theme) => ledger.theme(*theme),
    }
}

/// Where the text of a provision stands.
fn law_of(subject: &Subject) -> Option<String> {
    match subject {
        Subject::Provision(name) => law::address(name),
        _ => None,
    }
}

fn sums(lines: &mut Vec<SheetLine>, model: &Model, record: &Record, width: u16) {
    let labels = &model.labels;
    heading(lines, labels.text("tui-record-sums"));
    let before = lines.len();
    for (currency, sums) in &record.sums {
        if sums.fines > 0 {
            let key = "tui-record-fines";
            field(lines, model, key, Part::Text, &fines(model, *currency, *sums), width, None);
        }
        for (key, cents) in [("tui-record-liquidated", sums.liquidated), ("tui-record-settled", sums.settled)]
        {
            if cents.0 != 0 {
                let money = labels.money(Money { cents, currency: *currency });
                field(lines, model, key, Part::Text, &money, width, None);
            }
        }
    }
    for (rate, period) in &record.periodic_penalties {
        let rate = phrase::sum(labels, *rate, Some(*period));
        field(lines, model, "tui-record-penalty", Part::Text, &rate, width, None);
    }
    if lines.len() == before {
        lines.push(plain(model, Part::Dim, "tui-record-no-sum"));
    }
}

/// Fines in force and how many, with those first decided where they differ.
fn fines(model: &Model, currency: Currency, sums: Sums) -> String {
    let labels = &model.labels;
    let money = |cents: Cents| labels.money(Money { cents, currency });
    let shown = match sums.fined == sums.in_force {
        true => money(sums.in_force),
        false => labels.say(
            &Message::new("ledger-sum-instead")
                .with("now", money(sums.in_force))
                .with("first", money(sums.fined)),
        ),
    };
    let separator = &model.theme.glyphs().separator;
    format!("{shown} {separator} {}", labels.say(&phrase::counted("tui-record-fine-count", sums.fines)))
}

fn timeline(lines: &mut Vec<SheetLine>, model: &Model, ledger: &Ledger, record: &Record) {
    heading(lines, model.labels.say(&phrase::counted("tui-record-timeline", record.timeline.len())));
    let cases = by_case(ledger, &record.timeline);
    let several = cases.iter().any(|case| case.len() > 1);
    for (number, case) in cases.into_iter().enumerate() {
        if several && number > 0 {
            lines.push(SheetLine::Blank);
        }
        lines.extend(case.into_iter().map(SheetLine::Decision));
    }
}

/// Authorities, organisations, themes and provisions that come with the subject, the commonest first.
fn counts(lines: &mut Vec<SheetLine>, model: &Model, record: &Record, subject: &Subject) {
    let labels = &model.labels;
    let named = |names: &[(String, usize)], of: fn(String) -> Subject| {
        names.iter().map(|(name, count)| (name.clone(), *count, of(name.clone()))).collect::<Vec<_>>()
    };
    let themes =
        record.themes.iter().map(|(theme, count)| (labels.theme(*theme), *count, Subject::Theme(*theme)));
    let provisions = record
        .provisions
        .iter()
        .map(|(provision, count)| (provision.0.clone(), *count, Subject::Provision(provision.0.clone())));
    let groups = [
        ("tui-record-authorities", named(&record.authorities, Subject::Authority)),
        ("tui-record-organisations", named(&record.organisations, Subject::Company)),
        ("tui-record-themes", themes.collect()),
        ("tui-record-provisions", provisions.collect()),
    ];
    for (key, counted) in groups {
        let others: Vec<_> = counted.into_iter().filter(|(_, _, other)| other != subject).collect();
        if others.is_empty() {
            continue;
        }
        heading(lines, labels.text(key));
        for (name, count, subject) in others.into_iter().take(MOST) {
            let right = vec![(Part::Dim, phrase::number(labels, count))];
            let target = Some(Target::Subject(subject));
            lines.push(SheetLine::Words { indent: 4, left: vec![(Part::Link, name)], right, target });
        }
    }
}

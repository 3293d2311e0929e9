//! `vigie rules`: what is done with articles that arrive.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;

use super::arguments::Global;
use super::failure::Failure;
use super::views::change;
use super::{output, selection};
use crate::app::{Library, RuleEffect};
use crate::config::{self, Rule, StandingEntry, StandingKind};
use crate::domain::ArticleId;
use crate::labels::{Labels, Message};
use crate::text::one_line;

/// Arguments of `vigie rules`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

/// What is done with rules; without one, they are listed.
#[derive(Debug, clap::Subcommand)]
enum Action {
    List(ListArguments),
    Add(AddArguments),
    Remove(RemoveArguments),
    Test(TestArguments),
    Apply(TestArguments),
}

#[derive(Debug, clap::Args)]
struct ListArguments {
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct AddArguments {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    #[arg(long)]
    star: bool,
    #[arg(long)]
    read: bool,
}

#[derive(Debug, clap::Args)]
struct RemoveArguments {
    #[arg(value_name = "NAME")]
    name: String,
}

#[derive(Debug, clap::Args)]
struct TestArguments {
    #[command(flatten)]
    selection: selection::Arguments,
    #[arg(long)]
    json: bool,
}

/// Lists, changes, tries or applies the rules.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    match &arguments.action {
        None => list(&library, labels, false),
        Some(Action::List(list_arguments)) => list(&library, labels, list_arguments.json),
        Some(Action::Add(add)) => add_rule(&library, labels, add),
        Some(Action::Remove(remove)) => {
            change(&library, labels, |text| config::without_entry(text, StandingKind::Rule, &remove.name))
        }
        Some(Action::Test(test)) => {
            let ids = chosen(&library, labels, test)?;
            let told = |error| Failure::of_app(&error, labels);
            let rules = library.standing().map_err(told)?.rules;
            let mut effects = library.rule_effects(&rules, &ids).map_err(told)?;
            effects.retain(RuleEffect::changes);
            tell(&effects, "cli-rules-would", test.json, labels)
        }
        Some(Action::Apply(apply)) => {
            let ids = chosen(&library, labels, apply)?;
            let done = library.apply_rules(&ids).map_err(|error| Failure::of_app(&error, labels))?;
            tell(&done, "cli-rules-did", apply.json, labels)
        }
    }
}

fn add_rule(library: &Library, labels: &Labels, add: &AddArguments) -> Result<ExitCode, Failure> {
    let query = add.query.join(" ");
    selection::read_query(library, &query, labels)?;
    if add.tags.is_empty() && !add.star && !add.read {
        return Err(Failure::new(Failure::USAGE, &Message::new("error-rule-idle"), labels));
    }
    let rule = Rule { name: add.name.clone(), query, tags: add.tags.clone(), star: add.star, read: add.read };
    change(library, labels, |text| config::with_entry(text, &StandingEntry::Rule(rule)))
}

/// The articles that rules are tried on: those that are chosen, else all.
fn chosen(library: &Library, labels: &Labels, arguments: &TestArguments) -> Result<Vec<ArticleId>, Failure> {
    let headlines = selection::headlines(library, &arguments.selection, labels)?;
    Ok(headlines.iter().map(|headline| headline.article.id).collect())
}

fn list(library: &Library, labels: &Labels, json: bool) -> Result<ExitCode, Failure> {
    let rules = library.standing().map_err(|error| Failure::of_app(&error, labels))?.rules;
    let mut standard = output::standard();
    let written = match json {
        true => output::write_json(&rules.iter().map(RuleRecord::new).collect::<Vec<_>>(), &mut standard),
        false if rules.is_empty() => writeln!(standard, "{}", labels.text("cli-rules-none")),
        false => {
            let rows: Vec<_> = rules.iter().map(|rule| row(rule, labels)).collect();
            output::table(&rows, output::width(), &mut standard)
        }
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

fn row(rule: &Rule, labels: &Labels) -> Vec<String> {
    let does = does(&rule.tags, rule.star, rule.read, labels);
    vec![one_line(&rule.name), does, one_line(&rule.query)]
}

/// "tags client · star · read".
fn does(tags: &[String], star: bool, read: bool, labels: &Labels) -> String {
    let tags = tags.iter().map(|tag| one_line(&labels.say(&Message::new("cli-rules-tag").with("tag", tag))));
    let star = star.then(|| labels.text("cli-rules-star"));
    let read = read.then(|| labels.text("cli-rules-read"));
    tags.chain(star).chain(read).collect::<Vec<_>>().join(" · ")
}

fn tell(effects: &[RuleEffect], key: &'static str, json: bool, labels: &Labels) -> Result<ExitCode, Failure> {
    let mut standard = output::standard();
    let written = match json {
        true => output::write_json(&effects.iter().map(EffectRecord::new).collect::<Vec<_>>(), &mut standard),
        false => {
            let rows: Vec<_> = effects.iter().map(|effect| effect_row(effect, labels)).collect();
            let message = Message::new(key).count("articles", effects.len() as u64);
            output::table(&rows, output::width(), &mut standard)
                .and_then(|()| writeln!(standard, "{}", labels.say(&message)))
        }
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

fn effect_row(effect: &RuleEffect, labels: &Labels) -> Vec<String> {
    let article = &effect.headline.article;
    let does = does(&effect.tags, effect.star, effect.read, labels);
    vec![one_line(&effect.rule), does, article.id.short(), one_line(&article.title)]
}

#[derive(Serialize)]
struct RuleRecord<'a> {
    name: &'a str,
    query: &'a str,
    tags: &'a [String],
    star: bool,
    read: bool,
}

impl RuleRecord<'_> {
    fn new(rule: &Rule) -> RuleRecord<'_> {
        let Rule { name, query, tags, star, read } = rule;
        RuleRecord { name, query, tags, star: *star, read: *read }
    }
}

#[derive(Serialize)]
struct EffectRecord<'a> {
    rule: &'a str,
    id: String,
    title: &'a str,
    tags: &'a [String],
    star: bool,
    read: bool,
}

impl EffectRecord<'_> {
    fn new(effect: &RuleEffect) -> EffectRecord<'_> {
        EffectRecord {
            rule: &effect.rule,
            id: effect.headline.article.id.to_string(),
            title: &effect.headline.article.title,
            tags: &effect.tags,
            star: effect.star,
            read: effect.read,
        }
    }
}

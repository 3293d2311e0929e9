//! From a template and a briefing to text. What a template prints is escaped after its format; `| safe` is its own risk.

use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, ErrorKind, Output, State, UndefinedBehavior, Value};

use super::context::Context;
use super::{Briefing, BriefingFormat};
use crate::export::{ExportOptions, escape, json_text};
use crate::labels::Message;

/// Steps of a template after which it is stopped: it is a loop that does not end, or nearly.
const FUEL: u64 = 20_000_000;

/// A template that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}, line {line}: {reason}")]
pub struct TemplateError {
    /// The template's name.
    pub name: String,
    /// The line, counted from 1; 0 when it is not known.
    pub line: usize,
    /// What is wrong with it, in the engine's words.
    pub reason: String,
}

impl TemplateError {
    fn new(name: &str, error: &minijinja::Error) -> TemplateError {
        let reason = match error.detail() {
            Some(detail) => format!("{}: {detail}", error.kind()),
            None => error.kind().to_string(),
        };
        TemplateError { name: name.to_owned(), line: error.line().unwrap_or(0), reason }
    }

    /// What is said to the reader.
    pub fn message(&self) -> Message {
        Message::new("error-template")
            .with("name", &self.name)
            .with("line", self.line.to_string())
            .with("reason", &self.reason)
    }
}

/// Writes a briefing through a template of that format.
pub fn render(
    briefing: &Briefing,
    format: BriefingFormat,
    template: &str,
    options: &ExportOptions<'_>,
) -> Result<String, TemplateError> {
    let name = format.template();
    let told = |error: minijinja::Error| TemplateError::new(name, &error);
    let words = Words::of(template, options);
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(move |_| AutoEscape::Custom(name.into()));
    environment.set_formatter(move |out, state, value| print(format, out, state, value));
    environment.set_syntax(layout());
    environment.set_fuel(Some(FUEL));
    environment.add_function("label", move |key: &str| words.say(key));
    environment.add_template(name, template).map_err(told)?;
    let context = Value::from(Serde(Context::new(briefing, options)));
    environment.get_template(name).and_then(|template| template.render(context)).map_err(told)
}

/// A line that holds nothing but a statement leaves nothing behind.
fn layout() -> SyntaxConfig {
    let mut layout = SyntaxConfig::builder();
    layout.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    layout.build().expect("the usual delimiters are told apart")
}

impl Briefing {
    /// The briefing in words, as templates get it, for programs.
    pub fn to_json(&self, options: &ExportOptions<'_>) -> String {
        json_text(&Context::new(self, options))
    }
}

/// The labels that a template can name: those of briefings, exports, the ledger.
#[derive(Clone)]
struct Words(Arc<Vec<(String, String)>>);

impl Words {
    /// The labels whose keys stand in the template between quotes; others are unknown to it.
    fn of(template: &str, options: &ExportOptions<'_>) -> Words {
        let keys = template.split(['"', '\'']);
        let is_key = |key: &&str| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let known = keys.filter(is_key).map(|key| (key.to_owned(), options.labels.text(key)));
        Words(Arc::new(known.filter(|(key, words)| key != words).collect()))
    }

    fn say(&self, key: &str) -> Result<String, minijinja::Error> {
        let found = self.0.iter().find(|(known, _)| known == key).map(|(_, words)| words.clone());
        found.ok_or_else(|| minijinja::Error::new(ErrorKind::InvalidOperation, format!("no label {key:?}")))
    }
}

fn print(
    format: BriefingFormat,
    out: &mut Output<'_>,
    _state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    if value.is_none() {
        return Ok(());
    }
    let text = value.to_string();
    let escaped = match format {
        _ if value.is_safe() => text,
        BriefingFormat::Markdown => escape::markdown(&text),
        BriefingFormat::Html => escape::markup(&text),
        BriefingFormat::Text => escape::line(&text),
    };
    out.write_str(&escaped).map_err(minijinja::Error::from)
}

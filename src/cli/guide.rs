//! `vigie help`: the help of a command, or the query language explained.

use std::io::{self, Write};
use std::process::ExitCode;

use super::failure::Failure;
use super::{arguments, output};
use crate::domain::Language;
use crate::labels::{Labels, Message, Tongue};
use crate::query::{self, FieldHelp};

/// The topic that is no command.
const QUERY: &str = "query";

/// Arguments of `vigie help`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "TOPIC")]
    topic: Vec<String>,
}

/// Explains.
pub(super) fn run(labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut standard = output::standard();
    let written = match arguments.topic.as_slice() {
        [topic] if topic == QUERY => explain_query(labels, &mut standard),
        topic => {
            let help = help_of(topic, labels)?;
            write!(standard, "{help}")
        }
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

/// The help of the command that the names lead to.
fn help_of(topic: &[String], labels: &Labels) -> Result<String, Failure> {
    let mut command = arguments::command(labels);
    command.build();
    let mut found = &mut command;
    for name in topic {
        found = found.find_subcommand_mut(name).ok_or_else(|| {
            let message = Message::new("error-no-such-topic").with("name", name);
            Failure::new(Failure::NOT_FOUND, &message, labels)
        })?;
    }
    Ok(found.render_long_help().to_string())
}

fn explain_query(labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    let language = match labels.tongue() {
        Tongue::French => Language::French,
        Tongue::English => Language::English,
    };
    for key in ["query-help-intro", "query-help-words", "query-help-measure"] {
        writeln!(to, "{}\n", labels.text(key))?;
    }
    for field in query::help(language) {
        explain_field(&field, labels, to)?;
    }
    Ok(())
}

/// The field's name, what it is, its other names and its values, and a use of it.
fn explain_field(field: &FieldHelp, labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "{}:  {}", field.name, labels.text(&field.key))?;
    if !field.others.is_empty() {
        writeln!(to, "    {}: {}", labels.text("query-help-also"), field.others.join(", "))?;
    }
    if !field.values.is_empty() {
        let names: Vec<&str> = field.values.iter().map(|value| value.name).collect();
        writeln!(to, "    {}: {}", labels.text("query-help-values"), names.join(", "))?;
    }
    writeln!(to, "    {}\n", field.example)
}

//! The help in the reader's language: each command and argument gets the label made from its name.

use clap::{Arg, Command};

use crate::labels::Labels;

/// Gives every command and argument its words: `cli-list` for a command, `cli-list--unread` for an argument of it,
/// `cli--store` for one of all commands, `cli-list-examples` for what stands below the help.
pub(super) fn in_words(command: Command, labels: &Labels) -> Command {
    let command = worded(command, "cli", labels);
    command.mut_arg("help", |argument| argument).mut_arg("version", |argument| argument)
}

fn worded(command: Command, path: &str, labels: &Labels) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command
        .about(labels.text(path))
        .disable_help_flag(true)
        .disable_version_flag(path != "cli")
        .arg(flag("help", 'h', clap::ArgAction::Help, labels))
        .help_template(template(labels))
        .subcommand_help_heading(labels.text("cli-heading-commands"))
        .subcommand_value_name(labels.text("cli-heading-command"))
        .mut_args(|argument| with_words(argument, path, labels));
    if path == "cli" {
        command =
            command.disable_version_flag(true).arg(flag("version", 'V', clap::ArgAction::Version, labels));
    }
    let examples = format!("{path}-examples");
    let written = labels.text(&examples);
    if written != examples {
        command = command.after_help(format!("{}\n{written}", labels.text("cli-heading-examples")));
    }
    for name in names {
        let below = format!("{path}-{name}");
        command = command.mut_subcommand(name, |sub| worded(sub, &below, labels));
    }
    command
}

/// clap writes some headings itself, in English: the template says them instead.
fn template(labels: &Labels) -> String {
    format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        labels.text("cli-heading-usage")
    )
}

fn flag(name: &'static str, short: char, action: clap::ArgAction, labels: &Labels) -> Arg {
    Arg::new(name)
        .short(short)
        .long(name)
        .action(action)
        .help(labels.text(&format!("cli--{name}")))
        .help_heading(labels.text("cli-heading-options"))
}

fn with_words(argument: Arg, path: &str, labels: &Labels) -> Arg {
    let name = argument.get_id().as_str().replace('_', "-");
    if name == "help" || name == "version" {
        return argument;
    }
    let own = format!("{path}--{name}");
    // An argument of all commands, or one of those that choose articles, has one label for all of them.
    let key = match name.as_str() {
        _ if argument.is_global_set() => format!("cli--{name}"),
        _ if labels.text(&own) == own => format!("cli-selection--{name}"),
        _ => own,
    };
    let heading = if argument.is_positional() { "cli-heading-arguments" } else { "cli-heading-options" };
    argument.help(labels.text(&key)).help_heading(labels.text(heading))
}

#[cfg(test)]
mod tests {
    use clap::Command;

    use crate::cli::arguments;
    use crate::labels::{Labels, Tongue};

    /// Labels that were not found come out as their keys, which all begin so.
    fn missing(command: &Command, found: &mut Vec<String>) {
        let about = command.get_about().map(ToString::to_string);
        let helps =
            command.get_arguments().filter_map(|argument| argument.get_help().map(ToString::to_string));
        found.extend(about.into_iter().chain(helps).filter(|text| text.starts_with("cli-")));
        command.get_subcommands().for_each(|sub| missing(sub, found));
    }

    #[test]
    fn every_command_and_argument_has_its_words() {
        for tongue in Tongue::ALL {
            let mut found = Vec::new();
            missing(&arguments::command(&Labels::new(tongue)), &mut found);
            assert!(found.is_empty(), "{tongue:?}: {found:?}");
        }
    }
}

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

    /// Commands whose output is a screen, a script, a page or the text of a file, and no data to be read by programs.
    const WITHOUT_DATA: [&str; 20] = [
        "correct",
        "rename",
        "move",
        "reindex",
        "purge",
        "privacy",
        "daemon",
        "rebuild",
        "demo",
        "help",
        "man",
        "completions",
        "schema",
        "backup",
        "restore",
        "repair",
        "compact",
        "add",
        "remove",
        "import",
    ];

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

    /// The examples of a command and of those below it, with the command's own words before each.
    fn examples(command: &Command, path: &str, found: &mut Vec<(String, Vec<String>)>) {
        let below = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let lines = below.lines().map(str::trim).filter(|line| line.starts_with("vigie"));
        found.push((path.to_owned(), lines.map(str::to_owned).collect()));
        for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            examples(sub, &format!("{path} {}", sub.get_name()), found);
        }
    }

    /// The command line of an example: without what a shell does with it, nor the words that explain it.
    fn words(example: &str) -> Vec<String> {
        let line = example.split("  ").next().unwrap_or_default();
        let line = line.split(['|', '>', '<']).next().unwrap_or_default();
        let (mut words, mut quote) = (vec![String::new()], None);
        for letter in line.chars() {
            match (quote, letter) {
                (Some(end), letter) if letter == end => quote = None,
                (None, '"' | '\'') => quote = Some(letter),
                (None, ' ') => words.push(String::new()),
                (_, letter) => words.last_mut().expect("there is one from the start").push(letter),
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    #[test]
    fn every_command_has_examples_that_it_takes() {
        for tongue in Tongue::ALL {
            let labels = Labels::new(tongue);
            let mut found = Vec::new();
            examples(&arguments::command(&labels), "vigie", &mut found);
            for (path, examples) in &found {
                // What stands below a command may leave its examples to it.
                let is_below = path.split(' ').count() > 2;
                assert!(is_below || !examples.is_empty(), "{tongue:?}: {path} has no example");
                let is_its = examples.iter().any(|example| example.starts_with(path.as_str()));
                assert!(is_its || examples.is_empty(), "{tongue:?}: {path}: {examples:?}");
                for example in examples {
                    let read = arguments::command(&labels).try_get_matches_from(words(example));
                    assert!(read.is_ok(), "{tongue:?}: {example}: {}", read.expect_err("it is wrong"));
                }
            }
        }
    }

    fn without_json(command: &Command, found: &mut Vec<String>) {
        let mut below = command.get_subcommands().peekable();
        let is_data = !WITHOUT_DATA.contains(&command.get_name()) && command.get_name() != "vigie";
        let gives = |name: &str| command.get_arguments().any(|argument| argument.get_id() == name);
        // What is written into a list of feeds is OPML.
        let is_opml = command.get_name() == "export" && !gives("format");
        if below.peek().is_none() && is_data && !is_opml && !gives("json") && !gives("jsonl") {
            found.push(command.get_name().to_owned());
        }
        below.filter(|sub| !sub.is_hide_set()).for_each(|sub| without_json(sub, found));
    }

    #[test]
    fn every_command_that_gives_data_gives_json() {
        let mut found = Vec::new();
        without_json(&arguments::command(&Labels::new(Tongue::English)), &mut found);
        assert!(found.is_empty(), "{found:?}");
    }
}

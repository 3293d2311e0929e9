//! `vigie completions` and `vigie man`: what a packager or a reader installs beside the program, from the words of the help.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;

use super::failure::Failure;
use super::{arguments, output};
use crate::labels::{Labels, Message};

/// Arguments of `vigie completions`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_enum, value_name = "bash|zsh|fish|powershell|elvish", hide_possible_values = true)]
    shell: Shell,
}

/// Arguments of `vigie man`.
#[derive(Debug, clap::Args)]
pub(super) struct ManArguments {
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Writes the script of a shell on standard output.
pub(super) fn completions(labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut arguments::command(labels), "vigie", &mut script);
    print(&script, labels)
}

/// Writes a page a command into a folder, or the program's own page on standard output.
pub(super) fn man(labels: &Labels, arguments: &ManArguments) -> Result<ExitCode, Failure> {
    let told = |name: &Path, error: &io::Error| Failure::of_file(&name.to_string_lossy(), error, labels);
    let mut command = arguments::command(labels);
    command.build();
    let Some(folder) = &arguments.folder else {
        return print(&page(&command, labels), labels);
    };
    fs::create_dir_all(folder).map_err(|error| told(folder, &error))?;
    let pages = pages(&command, labels);
    for (name, page) in &pages {
        let path = folder.join(format!("{name}.1"));
        fs::write(&path, page).map_err(|error| told(&path, &error))?;
    }
    let message = Message::new("cli-man-done").count("pages", pages.len() as u64);
    output::say(&message.with("name", folder.to_string_lossy()), labels);
    Ok(ExitCode::SUCCESS)
}

fn print(bytes: &[u8], labels: &Labels) -> Result<ExitCode, Failure> {
    let mut standard = output::standard();
    let written = standard.write_all(bytes).and_then(|()| standard.flush());
    written.map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

/// The page of a command and of all below it, by name: `vigie-sources-add`.
fn pages(command: &Command, labels: &Labels) -> Vec<(String, Vec<u8>)> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let below = command.get_subcommands().flat_map(|sub| pages(sub, labels));
    std::iter::once((name, page(command, labels))).chain(below).collect()
}

/// A page with its headings in the reader's language.
fn page(command: &Command, labels: &Labels) -> Vec<u8> {
    const HEADINGS: [(&str, &str); 7] = [
        (".SH NAME", "cli-man-name"),
        (".SH SYNOPSIS", "cli-man-synopsis"),
        (".SH DESCRIPTION", "cli-man-description"),
        (".SH OPTIONS", "cli-heading-options"),
        (".SH SUBCOMMANDS", "cli-heading-commands"),
        (".SH EXTRA", "cli-man-more"),
        (".SH VERSION", "cli-man-version"),
    ];
    let mut written = Vec::new();
    Man::new(command.clone()).render(&mut written).expect("a vector takes everything");
    let text = String::from_utf8_lossy(&written);
    let line = |line: &str| {
        let heading = HEADINGS.iter().find(|(heading, _)| *heading == line);
        heading.map_or_else(|| line.to_owned(), |(_, key)| format!(".SH {}", labels.text(key).to_uppercase()))
    };
    text.lines().map(|one| line(one) + "\n").collect::<String>().into_bytes()
}

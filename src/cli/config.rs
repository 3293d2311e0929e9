//! `vigie config`: the settings that hold, and where each comes from.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;

use super::arguments::Global;
use super::failure::Failure;
use super::output;
use crate::assets;
use crate::config::{Explained, Origin};
use crate::labels::{Labels, Message};
use crate::text::one_line;

/// Arguments of `vigie config`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(long, conflicts_with = "json")]
    default: bool,
    #[arg(long)]
    json: bool,
}

/// A setting as exported.
#[derive(Serialize)]
struct SettingRecord {
    name: &'static str,
    value: String,
    /// `default`, `file`, `environment` or `flag`.
    layer: &'static str,
    /// The file and line, the variable, or the flag's setting; nothing for a default.
    origin: Option<String>,
}

/// Shows them.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut standard = output::standard();
    let told = |error: std::io::Error| Failure::of_file("-", &error, labels);
    if arguments.default {
        standard.write_all(assets::CONFIG.as_bytes()).and_then(|()| standard.flush()).map_err(told)?;
        return Ok(ExitCode::SUCCESS);
    }
    let (file, settings) = global.explained(labels)?;
    if arguments.json {
        output::json(&settings.iter().map(record).collect::<Vec<_>>(), labels)?;
        return Ok(ExitCode::SUCCESS);
    }
    let key = if file.as_ref().is_some_and(|file| file.exists()) {
        "cli-config-file"
    } else {
        "cli-config-no-file"
    };
    let name = file.map(|file| file.display().to_string()).unwrap_or_default();
    let rows: Vec<Vec<String>> = settings.iter().map(|setting| row(setting, labels)).collect();
    writeln!(standard, "# {}", labels.say(&Message::new(key).with("name", name)))
        .and_then(|()| output::table(&rows, output::width(), &mut standard))
        .and_then(|()| standard.flush())
        .map_err(told)?;
    Ok(ExitCode::SUCCESS)
}

fn row(setting: &Explained, labels: &Labels) -> Vec<String> {
    let origin = match &setting.origin {
        None => labels.text("cli-config-default"),
        Some(origin) => one_line(&origin.to_string()),
    };
    vec![setting.name.to_owned(), one_line(&setting.value), origin]
}

fn record(setting: &Explained) -> SettingRecord {
    let layer = match &setting.origin {
        None => "default",
        Some(Origin::File { .. }) => "file",
        Some(Origin::Variable(_)) => "environment",
        Some(Origin::Flag(_)) => "flag",
    };
    SettingRecord {
        name: setting.name,
        value: setting.value.clone(),
        layer,
        origin: setting.origin.as_ref().map(ToString::to_string),
    }
}

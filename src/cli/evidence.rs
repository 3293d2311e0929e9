//! `vigie evidence`: a folder by which a third party can check what an article says.

use std::path::PathBuf;
use std::process::ExitCode;

use super::arguments::Global;
use super::failure::Failure;
use super::{output, selection};
use crate::app::write_folder;
use crate::labels::{Labels, Message};

/// Arguments of `vigie evidence`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "ID")]
    article: String,
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

/// Writes it.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let id = selection::article(&library, &arguments.article, labels)?;
    let options = selection::export_options(labels);
    let folder = library.evidence(id, &options).map_err(|error| Failure::of_app(&error, labels))?;
    let folder = folder.ok_or_else(|| {
        let message = Message::new("error-no-such-article").with("name", &*arguments.article);
        Failure::new(Failure::NOT_FOUND, &message, labels)
    })?;
    let path = arguments.output.clone().unwrap_or_else(|| PathBuf::from(&folder.name));
    write_folder(&path, &folder.files).map_err(|error| output::refused(&path, &error, labels))?;
    let name = path.to_string_lossy();
    if arguments.json {
        let files: Vec<&str> = folder.files.iter().map(|file| file.name.as_str()).collect();
        output::json(&serde_json::json!({ "folder": name, "files": files }), labels)?;
    } else {
        let message = Message::new("cli-evidence-done").count("files", folder.files.len() as u64);
        output::say(&message.with("name", name), labels);
    }
    Ok(ExitCode::SUCCESS)
}

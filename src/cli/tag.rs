//! `vigie tag`: the reader's tags, listed, given, taken away.

use std::io::Write;
use std::process::ExitCode;

use super::arguments::Global;
use super::failure::Failure;
use super::{output, selection};
use crate::app::Library;
use crate::domain::{ArticleId, TagChange, tag_of};
use crate::labels::{Labels, Message};

/// Arguments of `vigie tag`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "TAG")]
    tag: Option<String>,
    #[command(flatten)]
    selection: selection::Arguments,
    #[arg(long = "article", value_name = "ID")]
    articles: Vec<String>,
    #[arg(long)]
    remove: bool,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    json: bool,
}

/// Lists the tags, or gives one to articles, or takes it away.
pub(super) fn run(global: &Global, labels: &Labels, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    let Some(written) = &arguments.tag else { return list(&library, labels, arguments.json) };
    let tag = tag_of(written).ok_or_else(|| {
        Failure::new(Failure::USAGE, &Message::new("error-tag").with("name", written), labels)
    })?;
    let ids = chosen(&library, arguments, labels)?;
    let ids = match arguments.dry_run {
        true => ids,
        false => {
            let (add, remove) = if arguments.remove { (vec![], vec![tag]) } else { (vec![tag], vec![]) };
            let changed = library.tag(&ids, &TagChange { add, remove });
            changed.map_err(|error| Failure::of_app(&error, labels))?
        }
    };
    let key = if arguments.dry_run { "cli-tag-would" } else { "cli-tag-done" };
    println!("{}", labels.say(&Message::new(key).count("articles", ids.len() as u64)));
    Ok(ExitCode::SUCCESS)
}

fn list(library: &Library, labels: &Labels, json: bool) -> Result<ExitCode, Failure> {
    let tags = library.tags().map_err(|error| Failure::of_app(&error, labels))?;
    let mut standard = output::standard();
    let written = match json {
        true => {
            let counts: serde_json::Map<String, serde_json::Value> =
                tags.into_iter().map(|(tag, count)| (tag, count.into())).collect();
            output::write_json(&counts, &mut standard)
        }
        false => {
            let rows: Vec<_> = tags.into_iter().map(|(tag, count)| vec![tag, count.to_string()]).collect();
            output::table(&rows, output::width(), &mut standard)
        }
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

/// The articles that are named, else those of the query. Nothing at all is not taken for everything.
fn chosen(library: &Library, arguments: &Arguments, labels: &Labels) -> Result<Vec<ArticleId>, Failure> {
    if !arguments.articles.is_empty() {
        return arguments.articles.iter().map(|name| selection::article(library, name, labels)).collect();
    }
    if arguments.selection.is_empty() {
        return Err(Failure::new(Failure::USAGE, &Message::new("error-tag-nothing"), labels));
    }
    let headlines = selection::headlines(library, &arguments.selection, labels)?;
    Ok(headlines.iter().map(|headline| headline.article.id).collect())
}

//! `vigie daemon`: holds the store without a screen, refreshes on schedule, and serves the other commands.

use std::process::ExitCode;
use std::time::Duration;

use tokio::sync::mpsc;

use super::arguments::Global;
use super::failure::Failure;
use crate::app::{AppError, Library};
use crate::labels::{Labels, Message};

/// Between two refreshes, where the settings say none.
const EVERY: Duration = Duration::from_secs(3_600);

/// Runs until it is told to end.
pub(super) fn run(global: &Global, labels: &Labels) -> Result<ExitCode, Failure> {
    let library = global.library(labels)?;
    if !library.is_owner() {
        let message =
            Message::new("error-daemon-held").with("folder", library.folder().display().to_string());
        return Err(Failure::new(Failure::STORE, &message, labels));
    }
    let runtime = super::runtime(labels)?;
    let folder = library.folder().display().to_string();
    println!("{}", labels.say(&Message::new("cli-daemon-begins").with("folder", folder)));
    let done = runtime.block_on(async {
        tokio::select! {
            ended = refresh_for_ever(&library, labels) => ended,
            () = told_to_end() => Ok(()),
        }
    });
    // What a refresh has kept stays; the rest is fetched the next time.
    runtime.shutdown_timeout(Duration::from_secs(5));
    let flushed = library.flush();
    drop(library);
    done.and(flushed).map_err(|error| Failure::of_app(&error, labels))?;
    println!("{}", labels.text("cli-daemon-ends"));
    Ok(ExitCode::SUCCESS)
}

/// Refreshes the sources whose time has come, again and again.
async fn refresh_for_ever(library: &Library, labels: &Labels) -> Result<(), AppError> {
    let settings = &library.config().refresh;
    let mut clock = tokio::time::interval(settings.every.unwrap_or(EVERY));
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    if !settings.on_start {
        clock.tick().await;
    }
    loop {
        clock.tick().await;
        let due = library.due_sources()?;
        if !due.is_empty() {
            refresh_once(library, &due, labels).await?;
        }
    }
}

async fn refresh_once(
    library: &Library,
    due: &[crate::domain::SourceId],
    labels: &Labels,
) -> Result<(), AppError> {
    let (sender, _) = mpsc::unbounded_channel();
    let report = library.refresh(due, sender).await?;
    let message = Message::new("cli-daemon-refreshed")
        .count("new", report.new.len() as u64)
        .count("sources", report.succeeded as u64)
        .count("failed", report.failed.len() as u64);
    println!("{}", labels.say(&message));
    for (source, failure) in &report.failed {
        eprintln!("vigie: {source}: {}", labels.say(failure));
    }
    Ok(())
}

/// Waits for the system's or the reader's wish to end.
#[cfg(unix)]
async fn told_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminated), Ok(mut interrupted)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminated.recv() => {}
        _ = interrupted.recv() => {}
    }
}

/// Waits for the reader's wish to end.
#[cfg(not(unix))]
async fn told_to_end() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}

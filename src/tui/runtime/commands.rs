//! Other programs: an article given to a command, a text given to the clipboard of the system.
//!
//! Bounded in time and output; what a command says is data like any other.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Longest that a command may run.
const LONGEST: Duration = Duration::from_secs(10);
/// Wait between two looks at whether it has ended.
const PAUSE: Duration = Duration::from_millis(20);
/// Most bytes of its output that are shown.
const MOST: u64 = 64 << 10;

/// What a command said, and whether it ended well in time.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) text: String,
    pub(super) ended: Ended,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    Well,
    Badly,
    /// It was stopped: its time was over.
    Stopped,
}

/// Gives a text to a command of the reader's shell on its standard input, and takes what it says.
pub(super) fn pipe(command: &str, text: &str) -> std::io::Result<Said> {
    let mut child =
        shell(command).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    feed(&mut child, text);
    let said = [drain(child.stdout.take()), drain(child.stderr.take())];
    let ended = wait(&mut child)?;
    // A command that leaves a child behind keeps its output open: what came until now is shown.
    let texts = said.map(|said| said.recv_timeout(Duration::from_millis(200)).unwrap_or_default());
    Ok(Said { text: texts.concat(), ended })
}

fn shell(command: &str) -> Command {
    let (program, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut shell = Command::new(program);
    shell.arg(flag).arg(command);
    shell
}

/// Writes on a thread of its own: a command that reads nothing must not be waited for.
fn feed(child: &mut Child, text: &str) {
    if let Some(mut input) = child.stdin.take() {
        let text = text.to_owned();
        thread::spawn(move || _ = input.write_all(text.as_bytes()));
    }
}

fn drain(output: Option<impl Read + Send + 'static>) -> std::sync::mpsc::Receiver<String> {
    let (sender, receiver) = std::sync::mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(output) = output {
            let mut output = output;
            _ = output.by_ref().take(MOST).read_to_end(&mut bytes);
            _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
            // The rest is read and let go, so that the command can end.
            _ = std::io::copy(&mut output, &mut std::io::sink());
        }
    });
    receiver
}

fn wait(child: &mut Child) -> std::io::Result<Ended> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(if status.success() { Ended::Well } else { Ended::Badly });
        }
        if start.elapsed() > LONGEST {
            child.kill()?;
            child.wait()?;
            return Ok(Ended::Stopped);
        }
        thread::sleep(PAUSE);
    }
}

/// Puts a text on the clipboard of the system, where this machine is the reader's own and has a program for it. Over SSH
/// the terminal's own way reaches the right machine.
pub(super) fn copy_to_system(text: &str) {
    if std::env::var_os("SSH_CONNECTION").is_some() {
        return;
    }
    let has = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let programs: &[&[&str]] = match () {
        () if cfg!(target_os = "macos") => &[&["pbcopy"]],
        () if cfg!(windows) => &[&["clip"]],
        () if has("WAYLAND_DISPLAY") => &[&["wl-copy"]],
        () if has("DISPLAY") => &[&["xclip", "-selection", "clipboard"], &["xsel", "-ib"]],
        () => &[],
    };
    for program in programs {
        let silent = || Stdio::null();
        let mut command = Command::new(program[0]);
        command.args(&program[1..]).stdin(Stdio::piped()).stdout(silent()).stderr(silent());
        if let Ok(mut child) = command.spawn() {
            feed(&mut child, text);
            _ = wait(&mut child);
            return;
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Ended, pipe};

    #[test]
    fn a_command_gets_the_text_and_is_heard() {
        let said = pipe("tr a-z A-Z", "amende").expect("a shell");
        assert_eq!((said.text.as_str(), said.ended), ("AMENDE", Ended::Well));
        let said = pipe("echo non >&2; exit 3", "sans lecteur").expect("a shell");
        assert_eq!((said.text.trim(), said.ended), ("non", Ended::Badly));
        let said = pipe("yes | head -c 1000000", "").expect("a shell");
        assert_eq!((said.text.len(), said.ended), (64 << 10, Ended::Well));
    }
}

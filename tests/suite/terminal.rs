//! The real program in a pseudo-terminal: a morning's reading, and how the terminal is given back.
#![cfg(unix)]

use std::io::{Read, Write};
use std::num::NonZero;
use std::process::{Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longest wait for what must come; on a loaded machine the program in its slow build takes seconds to begin.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the program has written so far, as bytes and as a screen.
struct Shown {
    bytes: Vec<u8>,
    /// The program has closed its end.
    over: bool,
    parser: vt100::Parser,
}

pub(crate) struct Session {
    child: Box<dyn Child + Send + Sync>,
    terminal: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
    _home: tempfile::TempDir,
}

impl Session {
    /// The demonstration, in a terminal of that size and a home of its own.
    fn begin(rows: u16, cols: u16) -> Session {
        Session::with(rows, cols, &["demo", "--lang", "fr"])
    }

    /// The program with these arguments, in a terminal of that size and a home of its own.
    pub(crate) fn with(rows: u16, cols: u16, arguments: &[&str]) -> Session {
        let home = tempfile::tempdir().expect("a home");
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_vigie"));
        command.args(arguments);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("TZ", "UTC")] {
            command.env(name, value);
        }
        command.env("HOME", home.path());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let output = pair.master.try_clone_reader().expect("its output");
        let keyboard = pair.master.take_writer().expect("its keyboard");
        let shown = Arc::new((
            Mutex::new(Shown {
                bytes: Vec::new(),
                over: false,
                parser: vt100::Parser::new(length(rows), length(cols), 0),
            }),
            Condvar::new(),
        ));
        listen(output, Arc::clone(&shown));
        Session { child, terminal: pair.master, keyboard, shown, _home: home }
    }

    /// Waits until what is shown answers.
    fn wait_for(&self, what: &str, answers: impl Fn(&Shown) -> bool) {
        let (shown, changed) = &*self.shown;
        let deadline = Instant::now() + PATIENCE;
        let mut shown = shown.lock().expect("a screen");
        while !answers(&shown) {
            let left = deadline.saturating_duration_since(Instant::now());
            let screen = shown.parser.screen().contents();
            assert!(!left.is_zero(), "{what} has not come; the screen is:\n{screen}");
            shown = changed.wait_timeout(shown, left).expect("a screen").0;
        }
    }

    pub(crate) fn wait_for_text(&self, text: &str) {
        self.wait_for(text, |shown| shown.parser.screen().contents().contains(text));
    }

    fn wait_for_bytes(&self, bytes: &[u8], times: usize) {
        let count =
            |shown: &Shown| shown.bytes.windows(bytes.len()).filter(|window| *window == bytes).count();
        self.wait_for(&String::from_utf8_lossy(bytes), |shown| count(shown) >= times);
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("the program listens");
        self.keyboard.flush().expect("the program listens");
    }

    fn signal(&self, name: &str) {
        let process = self.child.process_id().expect("the program runs").to_string();
        let status = Command::new("kill").args(["-s", name, &process]).status().expect("kill runs");
        assert!(status.success());
    }

    /// Waits until the system has stopped the program, which comes a moment after it gave the terminal back.
    fn wait_until_stopped(&self) {
        let process = self.child.process_id().expect("the program runs").to_string();
        let deadline = Instant::now() + PATIENCE;
        loop {
            let output = Command::new("ps").args(["-o", "state=", "-p", &process]).output().expect("ps runs");
            if String::from_utf8_lossy(&output.stdout).trim_start().starts_with('T') {
                return;
            }
            assert!(Instant::now() < deadline, "the program did not stop");
            std::thread::yield_now();
        }
    }

    fn resize(&self, rows: u16, cols: u16) {
        let (shown, _) = &*self.shown;
        shown.lock().expect("a screen").parser.screen_mut().set_size(length(rows), length(cols));
        self.terminal.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).expect("a new size");
    }

    /// Waits for the end; the terminal must have been given back by then.
    pub(crate) fn end(mut self) {
        self.wait_for("the end", |shown| shown.over);
        let status = self.child.wait().expect("the program ends");
        assert!(status.success(), "{status:?}");
        let (shown, _) = &*self.shown;
        let shown = shown.lock().expect("a screen");
        let screen = shown.parser.screen();
        assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }
}

fn length(length: u16) -> NonZero<u16> {
    NonZero::new(length).expect("a length of a screen")
}

impl Drop for Session {
    /// A test that failed leaves no program behind.
    fn drop(&mut self) {
        _ = self.child.kill();
    }
}

/// The alternate screen is entered, and left.
const ENTERED: &[u8] = b"\x1b[?1049h";
const LEFT: &[u8] = b"\x1b[?1049l";

fn listen(mut output: Box<dyn Read + Send>, shown: Arc<(Mutex<Shown>, Condvar)>) {
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count) = output.read(&mut buffer) {
            if count == 0 {
                break;
            }
            let mut state = shown.0.lock().expect("a screen");
            state.bytes.extend_from_slice(&buffer[..count]);
            state.parser.process(&buffer[..count]);
            shown.1.notify_all();
        }
        shown.0.lock().expect("a screen").over = true;
        shown.1.notify_all();
    });
}

#[test]
fn a_morning_of_reading() {
    let mut session = Session::begin(40, 120);
    session.wait_for_text("46 articles · 46 non lus");
    session.wait_for_bytes(b"\x1b]11;?", 1);
    // The terminal answers late, in the midst of keys, and disturbs nothing.
    session.press("j\x1b]11;rgb:ffff/ffff/ffff\x07j");
    session.press("/tour d’europe");
    session.wait_for_text("1 article");
    session.press("\r");
    session.wait_for_text("cherche");
    session.press("\r");
    session.wait_for_text("Une nouvelle page s’écrit dans le feuilleton");
    session.press("s");
    session.wait_for_text("Étoilé.");
    session.press("\x1b");
    session.wait_for_text("45 non lus");
    session.press("x");
    session.wait_for_text("46 articles");
    session.press("u");
    session.wait_for_text("seulement non lus");
    session.press("U");
    session.wait_for_text("Annulé");
    session.resize(24, 80);
    session.wait_for_text("45 articles · 45 non lus");
    session.press("?");
    session.wait_for_text("Aide · liste");
    session.press("\x1b");
    session.wait_for("the list again", |shown| !shown.parser.screen().contents().contains("Aide"));
    session.press("q");
    session.end();
}

/// Without a terminal: lines in, what they ask for out, nothing but text.
#[test]
fn the_linear_reader_says_everything_in_lines() {
    let home = tempfile::tempdir().expect("a home");
    let mut program = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .args(["--linear", "--lang", "fr", "demo"])
        .env("HOME", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let lines = "/\ntour d’europe\n1\ns\nt\n\nseul-un-mot\n";
    program.stdin.take().expect("its input").write_all(lines.as_bytes()).expect("it listens");
    let said = program.wait_with_output().expect("it ends when no line can come");
    assert!(said.status.success());
    let said = String::from_utf8(said.stdout).expect("text");
    for wanted in [
        "Nouvelles, 46 articles",
        "1. Vos données ont fuité",
        "chercher :",
        "Nouvelles cherche tour d’europe, 1 article",
        "Une nouvelle page s’écrit dans le feuilleton",
        "Étoilé.",
        "Type de mesure :",
        "Commande inconnue : seul-un-mot",
    ] {
        assert!(said.contains(wanted), "{wanted:?} is not said:\n{said}");
    }
    assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
}

#[test]
fn a_signal_to_end_gives_the_terminal_back() {
    let session = Session::begin(24, 80);
    session.wait_for_text("46 articles");
    session.signal("TERM");
    session.end();
}

#[test]
fn a_suspension_gives_the_terminal_back_until_resumed() {
    let mut session = Session::begin(24, 80);
    session.wait_for_text("46 articles");
    session.press("\x1a");
    session.wait_for_bytes(LEFT, 1);
    session.wait_until_stopped();
    session.signal("CONT");
    session.wait_for_bytes(ENTERED, 2);
    session.press("j");
    session.wait_for_text("46 articles");
    session.press("q");
    session.end();
}

//! What the screen costs with many articles: `cargo bench --bench screen`.
//!
//! Makes a store of 100,000 articles (or `VIGIE_BENCH_ROWS`) in a temporary folder, opens the real program on it in a
//! pseudo-terminal, and prints the time to the first painted list, from key to frame (at rest and while a refresh runs),
//! the memory held and how often the program wakes when nothing happens.

#[cfg(not(unix))]
fn main() {
    eprintln!("this bench needs a Unix pseudo-terminal");
}

#[cfg(unix)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    unix::main()
}

#[cfg(unix)]
mod unix {
    use std::error::Error;
    use std::fmt::Write as _;
    use std::fs;
    use std::io::{Read, Write};
    use std::path::Path;
    use std::sync::mpsc::{Receiver, channel};
    use std::thread;
    use std::time::{Duration, Instant};

    use jiff::{SignedDuration, Timestamp};
    use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
    use vigie::domain::{
        Article, ArticleDates, ArticleId, Currency, FullText, Kind, Language, Measure, Money, Source,
        SourceFormat, SourceId, Trust,
    };
    use vigie::store::{Incoming, Store};
    use vigie::text::Document;

    const SOURCES: usize = 200;
    const FEEDS: usize = 40;
    const ENTRIES: usize = 100;
    const LONGEST_WAIT: Duration = Duration::from_secs(60);

    pub(super) fn main() -> Result<(), Box<dyn Error>> {
        let rows =
            std::env::var("VIGIE_BENCH_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(100_000);
        let folder = tempfile::tempdir()?;
        let began = Instant::now();
        fill(&folder.path().join("store"), folder.path(), rows)?;
        println!("store of {rows} articles made in {:.1} s", began.elapsed().as_secs_f32());
        for round in ["first opening", "warm"] {
            measure(round, folder.path())?;
        }
        Ok(())
    }

    fn fill(store: &Path, folder: &Path, rows: usize) -> Result<(), Box<dyn Error>> {
        let store = Store::open(store)?;
        let sources: Vec<Source> =
            (0..SOURCES).map(|number| source(folder, number)).collect::<Result<_, _>>()?;
        store.put_sources(&sources)?;
        store.set_seeded()?;
        let newest: Timestamp = "2025-06-01T08:00:00Z".parse()?;
        let numbers: Vec<usize> = (0..rows).collect();
        for group in numbers.chunks(2_000) {
            let incoming: Vec<Incoming> =
                group.iter().map(|number| article(&sources[number % SOURCES], *number, newest)).collect();
            store.upsert(&incoming)?;
        }
        store.flush()?;
        Ok(())
    }

    /// A source that is a local feed, so that a refresh has something to do.
    fn source(folder: &Path, number: usize) -> Result<Source, Box<dyn Error>> {
        let path = folder.join(format!("feed-{number}.xml"));
        if number < FEEDS {
            let mut feed = String::from("<rss version=\"2.0\"><channel><title>Local</title>");
            for entry in 0..ENTRIES {
                write!(
                    feed,
                    "<item><guid>new-{entry}</guid><title>La CNIL sanctionne Exemple {entry}</title><description>La \
                     CNIL a prononcé une amende de {entry} 000 euros contre Exemple.</description></item>"
                )?;
            }
            fs::write(&path, feed + "</channel></rss>")?;
        }
        Ok(Source {
            id: SourceId::from_name(&format!("source-{number}")).ok_or("a name")?,
            title: format!("Source {number}"),
            address: format!("file://{}", path.display()),
            alternates: Vec::new(),
            format: SourceFormat::Feed,
            language: Language::French,
            country: String::new(),
            trust: Trust::Press,
            tags: Vec::new(),
            full_text: FullText::Never,
        })
    }

    fn article(source: &Source, number: usize, newest: Timestamp) -> Incoming {
        let guid =
            format!("https://source.example/{number}/une-adresse-aussi-longue-que-le-sont-les-adresses");
        let when = newest - SignedDuration::from_mins(75 * number as i64);
        let measures = if number.is_multiple_of(3) { vec![measure_of(number)] } else { Vec::new() };
        Incoming {
            article: Article {
                id: ArticleId::of(&source.id, &guid),
                source: source.id.clone(),
                link: Some(guid.clone()),
                guid,
                title: format!(
                    "Nouvelle {number} : une société sanctionnée pour ses traceurs et son défaut de sécurité"
                ),
                author: None,
                dates: ArticleDates { published: Some(when), updated: None, fetched: when },
                language: Language::French,
            },
            digest: number as u64,
            document: Document::from_plain(&format!("Le texte de la nouvelle {number}.\nUn second alinéa.")),
            measures,
        }
    }

    fn measure_of(number: usize) -> Measure {
        Measure {
            authority: Some("CNIL".to_owned()),
            company: Some(format!("Société {}", number % 5_000)),
            amount: Money::from_units(1_000 * (number as i64 % 900 + 1), Currency::EUR),
            ..Measure::of_kind(Kind::ALL[number % Kind::ALL.len()])
        }
    }

    /// The program in its terminal.
    struct Session {
        child: Box<dyn Child + Send + Sync>,
        keyboard: Box<dyn Write + Send>,
        output: Receiver<(Instant, Vec<u8>)>,
        _terminal: Box<dyn portable_pty::MasterPty + Send>,
    }

    /// The end of a frame.
    const FRAME: &[u8] = b"\x1b[?2026l";

    impl Session {
        fn begin(folder: &Path) -> Result<(Session, Instant), Box<dyn Error>> {
            let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
            let pair = native_pty_system().openpty(size)?;
            let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_vigie"));
            command.args(["--lang", "fr", "--store"]);
            command.arg(folder.join("store"));
            command.env_clear();
            command.env("HOME", folder);
            command.env("TERM", "xterm-256color");
            command.env("VIGIE_REFRESH_ON_START", "false");
            let began = Instant::now();
            let child = pair.slave.spawn_command(command)?;
            drop(pair.slave);
            let (sender, output) = channel();
            let mut reader = pair.master.try_clone_reader()?;
            thread::spawn(move || {
                let mut buffer = [0; 1 << 16];
                while let Ok(count @ 1..) = reader.read(&mut buffer) {
                    if sender.send((Instant::now(), buffer[..count].to_vec())).is_err() {
                        break;
                    }
                }
            });
            let keyboard = pair.master.take_writer()?;
            Ok((Session { child, keyboard, output, _terminal: pair.master }, began))
        }

        /// When bytes that hold `wanted` have come.
        fn wait_for(&self, wanted: &[u8]) -> Result<Instant, Box<dyn Error>> {
            let mut seen = Vec::new();
            loop {
                let (when, bytes) = self.output.recv_timeout(LONGEST_WAIT)?;
                seen.extend_from_slice(&bytes);
                if seen.windows(wanted.len()).any(|window| window == wanted) {
                    return Ok(when);
                }
            }
        }

        fn press(&mut self, keys: &str) -> Result<Instant, Box<dyn Error>> {
            while self.output.try_recv().is_ok() {}
            let when = Instant::now();
            self.keyboard.write_all(keys.as_bytes())?;
            self.keyboard.flush()?;
            Ok(when)
        }

        fn key_to_frame(&mut self, keys: &[&str], rounds: usize) -> Result<Vec<Duration>, Box<dyn Error>> {
            let mut times = Vec::new();
            for _ in 0..rounds {
                for key in keys {
                    let pressed = self.press(key)?;
                    times.push(self.wait_for(FRAME)?.duration_since(pressed));
                    thread::sleep(Duration::from_millis(2));
                }
            }
            times.sort();
            Ok(times)
        }

        fn process(&self) -> u32 {
            self.child.process_id().unwrap_or_default()
        }
    }

    fn measure(round: &str, folder: &Path) -> Result<(), Box<dyn Error>> {
        let (mut session, began) = Session::begin(folder)?;
        let first = session.wait_for("●".as_bytes())?;
        println!("{round}: first list after {:.0} ms", first.duration_since(began).as_secs_f64() * 1e3);
        thread::sleep(Duration::from_secs(3));
        let moving = ["j", "j", "\x1b[6~", "k", "G", "g", "g"];
        report("moving in the list", &session.key_to_frame(&moving, 60)?);
        session.press("/")?;
        report(
            "a letter of a search",
            &session.key_to_frame(&["s", "o", "c", "i", "\x7f", "\x7f", "\x7f", "\x7f"], 10)?,
        );
        session.press("\x1b")?;
        thread::sleep(Duration::from_secs(3));
        report("the picker of companies", &session.key_to_frame(&["c", "\x03"], 20)?);
        report_rest(session.process())?;
        session.press("r")?;
        report("moving while a refresh runs", &session.key_to_frame(&moving, 60)?);
        println!("  resident after all: {}", resident(session.process())?);
        session.press("q")?;
        session.child.wait()?;
        Ok(())
    }

    fn report(what: &str, times: &[Duration]) {
        let at = |hundredths: usize| times[(times.len() - 1) * hundredths / 100].as_secs_f64() * 1e3;
        println!(
            "  {what}: p50 {:.1} ms, p99 {:.1} ms, longest {:.1} ms ({} keys)",
            at(50),
            at(99),
            at(100),
            times.len()
        );
    }

    /// Memory, and wake-ups in five seconds in which nothing happens.
    fn report_rest(process: u32) -> Result<(), Box<dyn Error>> {
        thread::sleep(Duration::from_secs(2));
        let before = switches(process)?;
        thread::sleep(Duration::from_secs(5));
        let woken = switches(process)?.saturating_sub(before);
        println!("  at rest: {} resident, {woken} wake-ups in 5 s", resident(process)?);
        Ok(())
    }

    fn field(text: &str, name: &str) -> Option<String> {
        text.lines().find_map(|line| Some(line.strip_prefix(name)?.trim().to_owned()))
    }

    fn resident(process: u32) -> Result<String, Box<dyn Error>> {
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        Ok(field(&status, "VmRSS:").unwrap_or_else(|| "unknown".to_owned()))
    }

    fn switches(process: u32) -> Result<u64, Box<dyn Error>> {
        let mut total = 0;
        for task in fs::read_dir(format!("/proc/{process}/task"))?.flatten() {
            let status = fs::read_to_string(task.path().join("status")).unwrap_or_default();
            let count = field(&status, "voluntary_ctxt_switches:").and_then(|count| count.parse().ok());
            total += count.unwrap_or(0_u64);
        }
        Ok(total)
    }
}

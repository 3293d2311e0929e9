//! Two habits of sled that nobody else should have to know: on a damaged file it may panic, and such a panic becomes a
//! value here; a database that was closed may keep its lock a moment longer, while its threads end, and is waited for.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;
use std::time::{Duration, Instant};

/// How long a database that this process has just closed is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it is tried.
const PAUSE: Duration = Duration::from_millis(2);

/// Opens a database; nobody else can have it, since its directory is locked by this process.
pub(super) fn open_database(configuration: &sled::Config) -> sled::Result<sled::Db> {
    let start = Instant::now();
    loop {
        match configuration.open() {
            Err(error) if is_locked(&error) && start.elapsed() < PATIENCE => thread::sleep(PAUSE),
            outcome => return outcome,
        }
    }
}

/// Whether a database is still held.
pub(super) fn is_locked(error: &sled::Error) -> bool {
    matches!(error, sled::Error::Io(cause) if cause.to_string().contains("could not acquire lock"))
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; a panic in it comes back as its text, and is not printed.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    silence_guarded_panics();
    let before = GUARDED.replace(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    outcome.map_err(|payload| text_of(payload.as_ref()))
}

/// Wraps the panic hook once, so that it stays quiet about panics that are caught here.
fn silence_guarded_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |information| {
            if !GUARDED.get() {
                previous(information);
            }
        }));
    });
}

fn text_of(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("it gave no reason").to_owned()
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_becomes_its_text() {
        assert_eq!(guarded(|| -> u8 { panic!("page {} is gone", 7) }), Err("page 7 is gone".to_owned()));
        assert_eq!(guarded(|| 7), Ok(7));
    }
}

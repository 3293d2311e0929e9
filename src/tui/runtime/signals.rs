//! Signals of the system: to end, to stop for a while, to go on.

use std::io;

/// What a signal asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signal {
    End,
    #[cfg_attr(not(unix), expect(dead_code, reason = "only Unix suspends programs"))]
    Suspend,
    #[cfg_attr(not(unix), expect(dead_code, reason = "only Unix suspends programs"))]
    Resumed,
}

#[cfg(unix)]
mod system {
    use std::io;

    use tokio::signal::unix::{self, SignalKind};

    use super::Signal;

    pub(in crate::tui) struct Signals {
        terminate: unix::Signal,
        hang_up: unix::Signal,
        interrupt: unix::Signal,
        suspend: unix::Signal,
        resume: unix::Signal,
    }

    impl Signals {
        pub(in crate::tui) fn listen() -> io::Result<Signals> {
            Ok(Signals {
                terminate: unix::signal(SignalKind::terminate())?,
                hang_up: unix::signal(SignalKind::hangup())?,
                interrupt: unix::signal(SignalKind::interrupt())?,
                suspend: unix::signal(SignalKind::from_raw(signal_hook::consts::SIGTSTP))?,
                resume: unix::signal(SignalKind::from_raw(signal_hook::consts::SIGCONT))?,
            })
        }

        pub(in crate::tui) async fn next(&mut self) -> Signal {
            tokio::select! {
                _ = self.terminate.recv() => Signal::End,
                _ = self.hang_up.recv() => Signal::End,
                _ = self.interrupt.recv() => Signal::End,
                _ = self.suspend.recv() => Signal::Suspend,
                _ = self.resume.recv() => Signal::Resumed,
            }
        }
    }

    /// Stops this process as its shell expects; returns when it goes on.
    pub(in crate::tui) fn stop_self() -> io::Result<()> {
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
    }
}

#[cfg(not(unix))]
mod system {
    use std::io;

    use super::Signal;

    pub(in crate::tui) struct Signals;

    impl Signals {
        pub(in crate::tui) fn listen() -> io::Result<Signals> {
            Ok(Signals)
        }

        pub(in crate::tui) async fn next(&mut self) -> Signal {
            match tokio::signal::ctrl_c().await {
                Ok(()) => Signal::End,
                Err(_) => std::future::pending().await,
            }
        }
    }

    pub(in crate::tui) fn stop_self() -> io::Result<()> {
        Ok(())
    }
}

pub(super) use system::Signals;

/// Stops this process until it is told to go on, where the system knows such a thing.
pub(super) fn stop_self() -> io::Result<()> {
    system::stop_self()
}

//! The process that holds the database serves the others, over a socket in the data directory.
//!
//! One connection, one request. Only processes of the same user are served.

#[cfg(unix)]
pub(super) use unix::Serving;

/// Where there are no sockets in directories, nobody is served, and a second process is told that the store is held.
#[cfg(not(unix))]
pub(super) struct Serving;

#[cfg(not(unix))]
impl Serving {
    pub(super) fn start(_disk: &super::open::Disk) -> Option<Serving> {
        None
    }
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::io::{self, BufReader, BufWriter, Write};
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::{Path, PathBuf};
    use std::sync::Arc;
    use std::sync::Weak;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::thread::{self, JoinHandle};
    use std::time::Duration;

    use super::super::answer::answer;
    use super::super::folder::SOCKET;
    use super::super::open::{Disk, Inner};
    use super::super::wire::{Greeting, Request, read, receive, send};

    /// Talks at the same time; one more is told to come again by being hung up on.
    const MOST_TALKS: usize = 64;
    /// The wait after a call that could not be taken.
    const PAUSE: Duration = Duration::from_millis(50);
    /// How long a client may keep silent.
    const SILENCE: Duration = Duration::from_secs(30);

    /// The service of a database. Ends when dropped.
    pub(in crate::store) struct Serving {
        socket: PathBuf,
        ending: Arc<AtomicBool>,
        listening: Option<JoinHandle<()>>,
    }

    impl Serving {
        /// Begins to serve; nothing where no socket can be made, in which case others are told that the store is held.
        pub(in crate::store) fn start(disk: &Disk) -> Option<Serving> {
            let socket = disk.folder().join(SOCKET);
            let listener = bind(&socket).ok()?;
            let ending = Arc::new(AtomicBool::new(false));
            let (ended, inner) = (Arc::clone(&ending), Arc::downgrade(&disk.inner));
            let name = thread::Builder::new().name("store service".to_owned());
            let listening = name.spawn(move || listen(&listener, &inner, &ended)).ok();
            Some(Serving { socket, ending, listening })
        }
    }

    impl Drop for Serving {
        fn drop(&mut self) {
            self.ending.store(true, Ordering::Release);
            // A call of our own wakes the listener.
            drop(UnixStream::connect(&self.socket));
            drop(fs::remove_file(&self.socket));
            if let Some(listening) = self.listening.take() {
                drop(listening.join());
            }
        }
    }

    /// Makes the socket; an old one is nobody's, since this process has the lock.
    fn bind(socket: &Path) -> io::Result<UnixListener> {
        match fs::remove_file(socket) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(socket)?;
        fs::set_permissions(socket, fs::Permissions::from_mode(0o600))?;
        Ok(listener)
    }

    fn listen(listener: &UnixListener, inner: &Weak<Inner>, ended: &AtomicBool) {
        let talks = Arc::new(AtomicUsize::new(0));
        for stream in listener.incoming() {
            if ended.load(Ordering::Acquire) {
                return;
            }
            let Ok(stream) = stream else {
                // Too many files are open, perhaps; some will be closed.
                thread::sleep(PAUSE);
                continue;
            };
            if talks.load(Ordering::Relaxed) >= MOST_TALKS || !is_same_user(&stream) {
                continue;
            }
            let (inner, talking) = (inner.clone(), Arc::clone(&talks));
            talks.fetch_add(1, Ordering::Relaxed);
            thread::spawn(move || {
                // A client that goes away in the middle is nobody's concern.
                drop(talk(&stream, &inner));
                talking.fetch_sub(1, Ordering::Relaxed);
            });
        }
    }

    fn talk(stream: &UnixStream, inner: &Weak<Inner>) -> io::Result<()> {
        stream.set_read_timeout(Some(SILENCE))?;
        stream.set_write_timeout(Some(SILENCE))?;
        let (mut from, mut to) = (BufReader::new(stream), BufWriter::with_capacity(256 << 10, stream));
        let mut frame = Vec::new();
        receive(&mut from, &mut frame)?;
        let is_ours = read::<Greeting<'_>>(&frame).is_ok_and(|greeting| greeting == Greeting::ours());
        send(&mut to, &Greeting::ours())?;
        to.flush()?;
        if !is_ours {
            return Ok(());
        }
        receive(&mut from, &mut frame)?;
        let request: Request<'_> = read(&frame)?;
        let Some(inner) = inner.upgrade() else { return Ok(()) };
        answer(&Disk { inner }, request, &mut to)?;
        to.flush()
    }

    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn is_same_user(stream: &UnixStream) -> bool {
        let peer = rustix::net::sockopt::socket_peercred(stream);
        peer.is_ok_and(|peer| peer.uid == rustix::process::geteuid())
    }

    /// The permissions of the directory and of the socket keep others out.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    fn is_same_user(_stream: &UnixStream) -> bool {
        true
    }
}

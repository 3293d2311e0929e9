//! What makes a flush durable on Linux.
//!
//! sled calls its log stable after `sync_file_range(2)`, which orders neither metadata nor the device's cache: after a
//! power cut, what it had called stable may be gone. The program therefore defines that symbol itself, as a full
//! `fdatasync(2)`; the linker prefers the program's own symbol to that of the C library. A test sees that the counter
//! moves, since a change of linker could undo this in silence. Other platforms sync fully by themselves.

use std::sync::atomic::{AtomicU64, Ordering};

static CALLS: AtomicU64 = AtomicU64::new(0);

/// How often a flush has synced a file in full since the program began; stays at zero where the platform's own call is
/// already durable.
pub fn full_syncs() -> u64 {
    CALLS.load(Ordering::Relaxed)
}

#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "a symbol of the C library is taken over, and the system is called")]
mod interposed {
    use std::sync::atomic::Ordering;

    #[unsafe(no_mangle)]
    extern "C" fn sync_file_range(
        descriptor: libc::c_int,
        _offset: libc::off64_t,
        _length: libc::off64_t,
        _flags: libc::c_uint,
    ) -> libc::c_int {
        super::CALLS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: fdatasync takes any number, and answers EBADF to one that is no open file.
        unsafe { libc::fdatasync(descriptor) }
    }

    /// Keeps the linker from leaving the symbol out.
    pub(super) fn hold() {
        std::hint::black_box(
            sync_file_range
                as extern "C" fn(libc::c_int, libc::off64_t, libc::off64_t, libc::c_uint) -> libc::c_int,
        );
    }
}

/// Makes sure that the durable call is part of the program.
pub(super) fn hold() {
    #[cfg(target_os = "linux")]
    interposed::hold();
}

//! Files that a reader asked for: written aside, then renamed, so that none is ever half written.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::error::AppError;

/// Fills a file through `fill`. The file appears under its name only when it is whole and on disk; one that exists is
/// replaced if `replace` says so, else the error is [`io::ErrorKind::AlreadyExists`].
pub fn write_aside(
    path: &Path,
    replace: bool,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if !replace && path.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let aside = NamedTempFile::new_in(folder)?;
    let mut buffered = BufWriter::new(aside);
    fill(&mut buffered)?;
    let aside = buffered.into_inner().map_err(io::IntoInnerError::into_error)?;
    aside.as_file().sync_all()?;
    let persisted = if replace { aside.persist(path) } else { aside.persist_noclobber(path) };
    persisted.map(drop).map_err(|error| error.error)
}

/// The text of a file of the reader's own; empty when there is none.
pub(super) fn read_if_there(path: &Path) -> Result<String, AppError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(cause) => Err(AppError::File { path: path.to_owned(), cause }),
    }
}

/// Puts a text in the place of a file of the reader's own, whose folder is made when it is missing.
pub(super) fn write_own(path: &Path, text: &str) -> Result<(), AppError> {
    let written = path
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| write_aside(path, true, |to| to.write_all(text.as_bytes())));
    written.map_err(|cause| AppError::File { path: path.to_owned(), cause })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io;

    use super::write_aside;

    #[test]
    fn a_failed_export_leaves_nothing_and_an_old_file_stays() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("articles.csv");
        let failed = write_aside(&path, false, |to| {
            to.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(failed.expect_err("the disk is full").kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0);

        write_aside(&path, false, |to| to.write_all(b"whole")).expect("a new file");
        let again = write_aside(&path, false, |to| to.write_all(b"other"));
        assert_eq!(again.expect_err("it exists").kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).expect("the file"), b"whole");
        write_aside(&path, true, |to| to.write_all(b"other")).expect("replaced");
        assert_eq!(fs::read(&path).expect("the file"), b"other");
    }
}

//! Care of the store: backups, examination, mending, giving space back.

use std::path::{Path, PathBuf};

use crate::archive::Size as ArchiveSize;
use crate::config::Config;
use crate::store::{self, BackupSummary, Examination, Rebuilt, Statistics};

use super::error::AppError;
use super::library::Library;

impl Library {
    /// Writes everything into a file, reads that back, and only then gives it its name; also while others use the
    /// library.
    pub fn backup(&self, to: &Path) -> Result<BackupSummary, AppError> {
        Ok(self.store.backup(to)?)
    }

    /// Makes the day's backup in the data directory if there is none yet; to be called at start or at the end.
    pub fn backup_daily(&self) -> Result<Option<PathBuf>, AppError> {
        Ok(self.store.backup_daily(self.now())?)
    }

    /// Reads everything, and tells what is wrong.
    pub fn examine(&self) -> Result<Examination, AppError> {
        Ok(self.store.examine()?)
    }

    /// The store in numbers.
    pub fn statistics(&self) -> Result<Statistics, AppError> {
        Ok(self.store.statistics()?)
    }

    /// How much the archive takes.
    pub fn archive_size(&self) -> Result<ArchiveSize, AppError> {
        Ok(self.store.archive_size()?)
    }

    /// The data directory.
    pub fn folder(&self) -> &Path {
        self.store.folder()
    }

    /// Replaces what the data directory holds by a backup; nobody may use it meanwhile. The old store is kept aside.
    pub fn restore(config: &Config, backup: &Path) -> Result<Rebuilt, AppError> {
        Ok(store::restore(backup, &Library::directory(config)?)?)
    }

    /// Copies the store without what it no longer needs; nobody may use it meanwhile.
    pub fn compact(config: &Config) -> Result<Rebuilt, AppError> {
        Ok(store::compact(&Library::directory(config)?)?)
    }

    /// The daily backups in the data directory, the newest first.
    pub fn daily_backups(config: &Config) -> Result<Vec<PathBuf>, AppError> {
        Ok(store::daily_backups(&Library::directory(config)?))
    }
}

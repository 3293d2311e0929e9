//! The database and the journal held to each other: what the reader did is written there first, and what the database has
//! not heard of is told to it at its opening.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use jiff::Timestamp;

use crate::domain::{ArticleId, Mark};

use super::error::StoreError;
use super::journal::{self, Act, Journal, Line, ids_in, marks_said};
use super::open::{Disk, meta};
use super::read::mark_in;
use super::record::{HeaderV1, SourceV1};

/// The form of journals that begin now.
const FORMAT: u32 = 1;

impl Disk {
    /// Opens the journal, tells the database what it has not heard of, and begins a journal where there is none.
    pub(super) fn catch_up(&self) -> Result<(), StoreError> {
        if !self.inner.durable {
            return Ok(());
        }
        let heard = self.number(meta::HEARD)?.unwrap_or(0);
        let name = format!("{:016x}", self.journal_name()?);
        let mut opened = Journal::open(&self.inner.data, &name).map_err(|cause| self.journal_wrong(cause))?;
        if opened.last() > heard {
            self.hear_all(heard)?;
        }
        opened.go_on_from(heard);
        if opened.is_new() {
            let mut acts = vec![Act::Begin { format: FORMAT }];
            acts.extend(self.said_so_far()?);
            let last = opened.append(acts, Timestamp::now()).map_err(|cause| self.journal_wrong(cause))?;
            self.set_heard(last)?;
            self.flush()?;
        }
        *self.inner.journal.lock().unwrap_or_else(PoisonError::into_inner) = Some(opened);
        Ok(())
    }

    /// Writes down what the reader does, before it is done. Gives back what [`Disk::settle`] is to be told.
    pub(super) fn write_down(&self, acts: Vec<Act>) -> Result<Option<u64>, StoreError> {
        let mut journal = self.inner.journal.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(journal) = journal.as_mut() else { return Ok(None) };
        let last = journal.append(acts, Timestamp::now()).map_err(|cause| self.journal_wrong(cause))?;
        Ok(Some(last))
    }

    /// Notes that the database has done what was written down up to that line.
    pub(super) fn settle(&self, line: Option<u64>) -> Result<(), StoreError> {
        let Some(line) = line else { return Ok(()) };
        self.set_heard(line)?;
        let mut journal = self.inner.journal.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(journal) = journal.as_mut() else { return Ok(()) };
        journal.fold(Timestamp::now()).map_err(|cause| self.journal_wrong(cause))?;
        let last = journal.last();
        if last == line { Ok(()) } else { self.set_heard(last) }
    }

    fn set_heard(&self, line: u64) -> Result<(), StoreError> {
        let set = self.inner.trees.meta.insert(meta::HEARD, &line.to_le_bytes());
        set.map(drop).map_err(|error| self.wrong(error))
    }

    /// The name of the store in its journal: the same in every copy of the database.
    fn journal_name(&self) -> Result<u64, StoreError> {
        if let Some(name) = self.number(meta::JOURNAL)? {
            return Ok(name);
        }
        let name = self.generation()?;
        let set = self.inner.trees.meta.insert(meta::JOURNAL, &name.to_le_bytes());
        set.map_err(|error| self.wrong(error))?;
        Ok(name)
    }

    /// Does again what was written down after that line. Everything that is written down may be done twice.
    fn hear_all(&self, heard: u64) -> Result<(), StoreError> {
        let mut outcome = Ok(());
        let mut last = heard;
        let read = journal::read(&Journal::place(&self.inner.data), &mut |line| {
            if let Some(line) = line.filter(|line| line.n > heard)
                && outcome.is_ok()
            {
                last = last.max(line.n);
                outcome = self.hear(line);
            }
        });
        read.map_err(|cause| self.journal_wrong(cause))?;
        outcome?;
        self.set_heard(last)?;
        self.flush()
    }

    fn hear(&self, line: Line) -> Result<(), StoreError> {
        match line.act {
            Act::Begin { .. } | Act::Purge { .. } => Ok(()),
            Act::Mark { how, articles } => self.apply_marks(&ids_in(&articles), how.into()).map(drop),
            Act::Follow { sources } => {
                let kept = sources.into_iter().filter_map(|source| SourceV1::kept(source).ok());
                self.apply_sources(&kept.collect::<Vec<_>>())
            }
            Act::Unfollow { source } => self.apply_unfollow(&source),
            Act::Seeded => self.apply_seeded(),
            Act::Remove { articles } => self.apply_removal(&ids_in(&articles)).map(drop),
        }
    }

    /// What a journal would hold that had been there from the beginning, as far as it still matters.
    fn said_so_far(&self) -> Result<Vec<Act>, StoreError> {
        let mut acts = Vec::new();
        let sources = self.sources()?;
        if !sources.is_empty() {
            acts.push(Act::Follow { sources: sources.iter().map(SourceV1::of).collect() });
        }
        if self.is_seeded()? {
            acts.push(Act::Seeded);
        }
        acts.extend(marks_said(&self.marks()?));
        Ok(acts)
    }

    /// Every mark, by the article's name in the journal.
    fn marks(&self) -> Result<BTreeMap<String, Mark>, StoreError> {
        let mut marks = BTreeMap::new();
        for entry in &self.inner.trees.mark {
            let (key, bytes) = entry.map_err(|error| self.wrong(error))?;
            let header = self.value(&self.inner.trees.article, &key)?;
            let id: Option<ArticleId> =
                header.and_then(|bytes| HeaderV1::read(&bytes).ok().map(|header| header.id()));
            if let (Some(id), Ok(mark)) = (id, mark_in(&bytes)) {
                marks.insert(id.to_string(), mark);
            }
        }
        Ok(marks)
    }

    pub(super) fn journal_wrong(&self, cause: std::io::Error) -> StoreError {
        StoreError::of_system(&Journal::place(&self.inner.data), cause)
    }

    /// Lines of the journal that cannot be read, and whether it ends before what the database has heard of.
    pub(super) fn examine_journal(&self) -> Result<(u64, bool), StoreError> {
        if !self.inner.durable {
            return Ok((0, false));
        }
        let (mut damaged, mut last) = (0, 0);
        journal::read(&Journal::place(&self.inner.data), &mut |line| match line {
            Some(line) => last = line.n,
            None => damaged += 1,
        })
        .map_err(|cause| self.journal_wrong(cause))?;
        Ok((damaged, last < self.number(meta::HEARD)?.unwrap_or(0)))
    }
}

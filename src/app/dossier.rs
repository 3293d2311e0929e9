//! Evidence of an article: what the store holds of it, gathered, and laid into a folder that appears only when it is whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

use crate::archive::{Record, Walked, walk};
use crate::domain::ArticleId;
use crate::export::{
    EarlierText, EvidenceFile, EvidenceOf, EvidenceSource, ExportOptions, Item, evidence, evidence_folder,
};

use super::error::AppError;
use super::library::Library;

/// Where the archive stands in the data directory.
const ARCHIVE: &str = "archive";

/// A folder of evidence before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFolder {
    /// The name that it should have.
    pub name: String,
    /// Its files.
    pub files: Vec<EvidenceFile>,
}

impl Library {
    /// The evidence of an article; nothing when it is gone.
    pub fn evidence(
        &self,
        id: ArticleId,
        options: &ExportOptions<'_>,
    ) -> Result<Option<EvidenceFolder>, AppError> {
        let Some(item) = self.items(&[id])?.pop() else { return Ok(None) };
        let earlier: Vec<EarlierText> = self
            .earlier(id)?
            .into_iter()
            .map(|state| EarlierText {
                replaced: state.replaced,
                title: state.title,
                text: state.document.text,
            })
            .collect();
        let source = self.evidence_source(&item)?;
        let received = self.received(&item, &earlier);
        let of = EvidenceOf { item: &item, earlier: &earlier, source: &source, received: &received };
        Ok(Some(EvidenceFolder { name: evidence_folder(&item, options), files: evidence(&of, options) }))
    }

    /// What the archive holds of the fetches that brought the article and its changes: the feed, the page, and what they
    /// repeat. An archive that cannot be read gives nothing: the folder says so.
    fn received(&self, item: &Item, earlier: &[EarlierText]) -> Vec<EvidenceFile> {
        let mut moments = vec![item.article.dates.fetched];
        moments.extend(earlier.iter().map(|earlier| earlier.replaced));
        let link = item.article.link.as_deref();
        let mut records = self.archived(&|record| {
            let at = |name: &str| record.field(name).is_some_and(|address| Some(address) == link);
            let is_its =
                record.field("Vigie-Part") == Some("feed") || at("WARC-Target-URI") || at("Vigie-Asked");
            let then = record.date().is_some_and(|date| moments.contains(&date));
            is_its && then && record.field("Vigie-Source") == Some(item.article.source.as_str())
        });
        let repeated: Vec<String> =
            records.iter().filter_map(|record| record.field("WARC-Refers-To").map(str::to_owned)).collect();
        if !repeated.is_empty() {
            records.extend(self.archived(&|record| {
                record.field("WARC-Record-ID").is_some_and(|id| repeated.iter().any(|other| other == id))
            }));
        }
        let file = |(rank, record): (usize, &Record)| EvidenceFile {
            name: format!("received/{:03}-{}.warc", rank + 1, record.field("Vigie-Part").unwrap_or("record")),
            bytes: record.bytes(),
        };
        records.iter().enumerate().map(file).collect()
    }

    fn archived(&self, wanted: &dyn Fn(&Record) -> bool) -> Vec<Record> {
        let mut records = Vec::new();
        let walked = walk(&self.folder().join(ARCHIVE), &mut |_, walked| {
            if let Walked::Record { record, .. } = walked
                && wanted(&record)
            {
                records.push(record);
            }
            ControlFlow::Continue(())
        });
        if walked.is_ok() { records } else { Vec::new() }
    }

    fn evidence_source(&self, item: &Item) -> Result<EvidenceSource, AppError> {
        let id = &item.article.source;
        let state = self.store.fetch_state(id)?;
        let source = self.known_sources()?.into_iter().find(|source| source.id == *id);
        Ok(EvidenceSource {
            id: id.to_string(),
            title: item.source.clone(),
            address: source.as_ref().map(|source| source.address.clone()).unwrap_or_default(),
            trust: source.map(|source| source.trust.code().to_owned()).unwrap_or_default(),
            last_success: state.last_success.map(|time| time.to_string()),
            etag: state.etag,
            last_modified: state.last_modified,
        })
    }
}

/// Writes files into a folder that must not exist; it appears under its name when all of them are on disk.
pub fn write_folder(folder: &Path, files: &[EvidenceFile]) -> io::Result<()> {
    if folder.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let aside = tempfile::Builder::new().prefix(".vigie-").tempdir_in(parent)?;
    for file in files {
        let path = aside.path().join(&file.name);
        if let Some(inner) = path.parent() {
            fs::create_dir_all(inner)?;
        }
        let mut open = File::create(&path)?;
        open.write_all(&file.bytes)?;
        open.sync_all()?;
    }
    fs::rename(aside.path(), folder)?;
    // The folder bears another name now: there is nothing left to be cleared away.
    let _gone = aside.keep();
    Ok(())
}

//! PDF decisions that an article links to: fetched when somebody asks, their text read and their facts drawn. Nothing of it is
//! kept.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use url::Url;

use crate::domain::{ArticleId, Measure};
use crate::fetch::{Answer, Limits, Validators};
use crate::labels::Message;
use crate::text::{Document, pdf};

use super::error::AppError;
use super::library::Library;
use super::recipe::Recipe;

/// Largest PDF, in bytes.
const LARGEST: usize = 25_000_000;
/// How long its text may take to be read.
const PATIENCE: Duration = Duration::from_secs(30);
/// The hidden subcommand that reads a PDF on standard input and writes its text.
pub(crate) const READER: &str = "pdf-text";

/// A PDF as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// Where it was fetched, redirects followed.
    pub address: String,
    /// Its text.
    pub document: Document,
    /// Its measures, main ones first; their spans point into the document's text.
    pub measures: Vec<Measure>,
}

impl Library {
    /// Addresses of the PDFs that an article links to, in the order of its text; the article's own link too when it is one.
    pub fn pdf_links(&self, id: ArticleId) -> Result<Vec<String>, AppError> {
        let Some(opened) = self.open_article(id)? else { return Ok(Vec::new()) };
        let links = opened.document.links.into_iter().map(|link| link.address);
        let mut addresses: Vec<String> = Vec::new();
        for address in opened.article.link.into_iter().chain(links).filter(|address| is_pdf_address(address))
        {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        Ok(addresses)
    }

    /// Fetches a PDF to which an article links, reads its text and draws its facts.
    pub async fn fetch_pdf(&self, id: ArticleId, address: &str) -> Result<Attached, AppError> {
        let client = self.client()?;
        let limits = Limits { body: LARGEST, ..self.limits().1 };
        let answer = client.get(address, &Validators::default(), &limits).await;
        self.note_contacts(&client)?;
        let Answer::Fetched(fetched) = answer? else { return Err(unreadable(address)) };
        if !pdf::is_pdf(&fetched.body) {
            return Err(unreadable(address));
        }
        let text = read_aside(fetched.body).await.ok_or_else(|| unreadable(address))?;
        let library = self.clone();
        let drawing = tokio::task::spawn_blocking(move || {
            let document = Document::from_plain(&text);
            library.draw_attached(id, &document).map(|measures| (document, measures))
        });
        let (document, measures) = drawing.await.map_err(|_| unreadable(address))??;
        Ok(Attached { address: fetched.final_address, document, measures })
    }

    fn draw_attached(&self, id: ArticleId, document: &Document) -> Result<Vec<Measure>, AppError> {
        let Some(kept) = self.store.article(id)? else { return Ok(Vec::new()) };
        let article = kept.headline.article;
        let source = self.known_sources()?.into_iter().find(|source| source.id == article.source);
        let Some(source) = source else { return Ok(Vec::new()) };
        Ok(self.draw(&source, &Recipe::default(), &article, document))
    }
}

fn unreadable(address: &str) -> AppError {
    AppError::Pdf(Message::new("error-app-pdf").with("address", address))
}

fn is_pdf_address(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let name = url.path().to_ascii_lowercase();
    matches!(url.scheme(), "http" | "https") && (name.ends_with(".pdf") || name.ends_with("/pdf"))
}

/// Reads a PDF in a process of its own, which is this program: it may take too much time or memory, or abort, and then it
/// alone ends. A program that is another one (a test, a library's user) reads it itself.
async fn read_aside(bytes: Vec<u8>) -> Option<String> {
    let program = std::env::current_exe().ok()?;
    if program.file_stem().is_none_or(|name| name != "vigie") {
        return tokio::task::spawn_blocking(move || pdf::text_of(&bytes)).await.ok()?;
    }
    let mut command = Command::new(program);
    command.arg(READER).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    let mut child = command.spawn().ok()?;
    let mut input = child.stdin.take()?;
    let writing = async move {
        // A reader that gave up closes its end; what it says then decides.
        drop(input.write_all(&bytes).await);
        drop(input);
    };
    let both = async { tokio::join!(child.wait_with_output(), writing).0 };
    let output = tokio::time::timeout(PATIENCE, both).await.ok()?.ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

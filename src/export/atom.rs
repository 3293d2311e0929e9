//! A feed of articles as RFC 4287 has it, each entry with its summary; to be followed by any reader.

use std::io::{self, Write};

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::escape::{self, markup};
use super::summary::Summary;
use super::writer::Writer;
use super::{ExportOptions, Item, headline, html};
use crate::domain::Role;

pub(super) struct AtomWriter;

impl Writer for AtomWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        let title = title(options);
        writeln!(to, "<?xml version=\"1.0\" encoding=\"utf-8\"?>")?;
        let language = options.labels.tongue().tag();
        writeln!(to, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">")?;
        writeln!(to, "<id>{}</id>", feed_id(&title))?;
        writeln!(to, "<title>{}</title>", markup(&title))?;
        writeln!(to, "<updated>{}</updated>", seconds(options.now))?;
        writeln!(to, "<author><name>Vigie</name></author>\n<generator>Vigie</generator>")
    }

    fn item(&mut self, item: &Item, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        let summary = Summary::new(item, options);
        let dates = item.article.dates;
        writeln!(to, "<entry>\n<id>urn:uuid:{}</id>", uuid(item.article.id.0))?;
        writeln!(to, "<title>{}</title>", markup(&summary.title))?;
        if let Some(link) = &summary.link {
            writeln!(to, "<link rel=\"alternate\" href=\"{}\"/>", markup(link))?;
        }
        if let Some(published) = dates.published {
            writeln!(to, "<published>{}</published>", seconds(published))?;
        }
        writeln!(to, "<updated>{}</updated>", seconds(dates.updated.unwrap_or(dates.shown())))?;
        let author = author(item);
        writeln!(to, "<author><name>{}</name></author>", markup(&author))?;
        write!(to, "{}", categories(item, options))?;
        writeln!(to, "<summary>{}</summary>", markup(&brief(item, options)))?;
        // The summary's markup is itself text here: escaped once more.
        let content = escape::escaped_markup(&html::article(&summary, options.labels));
        writeln!(
            to,
            "<content type=\"html\" xml:lang=\"{}\">{content}</content>",
            options.labels.tongue().tag()
        )?;
        writeln!(to, "</entry>")
    }

    fn end(&mut self, _options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        writeln!(to, "</feed>")
    }
}

/// What the feed is called.
pub(super) fn title(options: &ExportOptions<'_>) -> String {
    options.title.as_deref().map(escape::line).unwrap_or_else(|| options.labels.text("export-title"))
}

/// The author, else the source: an entry has to name someone.
pub(super) fn author(item: &Item) -> String {
    let author = item.article.author.as_deref().map(escape::line).filter(|author| !author.is_empty());
    author.unwrap_or_else(|| escape::line(&item.source))
}

/// What the article tells as its news, in one line; else its first sentence.
pub(super) fn brief(item: &Item, options: &ExportOptions<'_>) -> String {
    let main = item.measures.iter().filter(|measure| measure.role == Role::Main);
    let headlines: Vec<String> = main.map(|measure| headline(measure, options.labels)).collect();
    match headlines.as_slice() {
        [] => super::lead(&item.document, &item.measures).into_iter().next().unwrap_or_default(),
        headlines => headlines.join(" ; "),
    }
}

fn categories(item: &Item, options: &ExportOptions<'_>) -> String {
    let mut categories = String::new();
    let mut seen = Vec::new();
    for kind in item.measures.iter().filter(|measure| measure.role == Role::Main).map(|measure| measure.kind)
    {
        if !seen.contains(&kind) {
            seen.push(kind);
            let label = markup(&options.labels.kind(kind));
            categories.push_str(&format!("<category term=\"{}\" label=\"{label}\"/>\n", kind.code()));
        }
    }
    categories
}

/// RFC 3339 to the second: some readers of feeds take no fractions.
pub(super) fn seconds(timestamp: Timestamp) -> String {
    Timestamp::from_second(timestamp.as_second())
        .map_or_else(|_| timestamp.to_string(), |whole| whole.to_string())
}

/// A feed of the same title is the same feed, on every machine.
fn feed_id(title: &str) -> String {
    let digest = Sha256::digest(format!("vigie feed\0{title}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    format!("urn:uuid:{}", uuid(bytes))
}

/// Sixteen bytes in the written form of RFC 9562, marked as version 8: made in a way of our own.
pub(super) fn uuid(mut bytes: [u8; 16]) -> String {
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

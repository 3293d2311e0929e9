//! The one way by which articles become bytes, whatever the format.

use std::borrow::Borrow;
use std::io::{self, Write};

use super::{ExportOptions, Format, Item};

/// A format at work: what precedes the articles, each article, what follows them.
pub(super) trait Writer {
    /// What stands before the first article.
    fn begin(&mut self, _options: &ExportOptions<'_>, _to: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// One article.
    fn item(&mut self, item: &Item, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()>;

    /// What stands after the last article.
    fn end(&mut self, _options: &ExportOptions<'_>, _to: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Writes articles in a format, in the order given. Each is asked for when the one before it is written, so that
/// memory does not grow with their number (XLSX, which is one compressed archive, is the exception).
/// The only errors are those of `to`.
pub fn write<I>(format: Format, items: I, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()>
where
    I: IntoIterator,
    I::Item: Borrow<Item>,
{
    let mut writer = format.writer();
    writer.begin(options, to)?;
    for item in items {
        writer.item(item.borrow(), options, to)?;
    }
    writer.end(options, to)?;
    to.flush()
}

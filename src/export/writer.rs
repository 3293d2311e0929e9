//! The one way by which articles become bytes, whatever the format.

use std::borrow::Borrow;
use std::io::{self, Write};

use super::{ExportOptions, Format, Item};

/// A format at work: what precedes the articles, each article, what follows them.
pub(super) trait Writer<T = Item> {
    /// What stands before the first article or decision.
    fn begin(&mut self, _options: &ExportOptions<'_>, _to: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// One of them.
    fn item(&mut self, item: &T, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()>;

    /// What stands after the last.
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
    run(&mut *format.writer(), items, options, to)
}

/// The same with a writer that is there, whatever it writes.
pub(super) fn run<T, I>(
    writer: &mut dyn Writer<T>,
    items: I,
    options: &ExportOptions<'_>,
    to: &mut dyn Write,
) -> io::Result<()>
where
    I: IntoIterator,
    I::Item: Borrow<T>,
{
    writer.begin(options, to)?;
    for item in items {
        writer.item(item.borrow(), options, to)?;
    }
    writer.end(options, to)?;
    to.flush()
}

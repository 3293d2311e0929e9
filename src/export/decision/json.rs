//! Decisions as one JSON document, or as JSON Lines; the fields are those of `record`.

use std::io::{self, Write};

use super::record::{DECISIONS_SCHEMA, DecisionsHead};
use super::{DecisionItem, DecisionRecord};
use crate::export::ExportOptions;
use crate::export::json::{JsonLinesWriter, JsonWriter, open_object, write_line};
use crate::export::writer::Writer;

impl Writer<DecisionItem> for JsonWriter {
    fn begin(&mut self, options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        let head = DecisionsHead { schema: DECISIONS_SCHEMA, generated: options.now.to_string() };
        write!(to, "{},\n  \"decisions\": [", open_object(&head)?)
    }

    fn item(
        &mut self,
        item: &DecisionItem,
        _options: &ExportOptions<'_>,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        self.elements.push(&DecisionRecord::whole(item), to)
    }

    fn end(&mut self, _options: &ExportOptions<'_>, to: &mut dyn Write) -> io::Result<()> {
        writeln!(to, "{}\n}}", self.elements.close())
    }
}

impl Writer<DecisionItem> for JsonLinesWriter {
    fn item(
        &mut self,
        item: &DecisionItem,
        _options: &ExportOptions<'_>,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        write_line(&DecisionRecord::whole(item), to)
    }
}

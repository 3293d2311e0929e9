//! The measures of a row of a table of decisions: what its last cell says was decided, by the authority whose table it is, on
//! the day of its first. Nobody is named, for a table names kinds of organisations.

use jiff::civil::Date;

use crate::domain::{Evidence, Field, Language, Measure, PartialDate, Place, Role, Span};
use crate::facts::{Engine, Reading};
use crate::text::Document;

/// The rule that stands on each measure.
const RULE: &str = "table";

/// The measures of a row; `document` holds a paragraph a cell, the measure's last.
///
/// The engine reads sentences: it is given one that begins with words of ours and ends with the cell. What it finds in our
/// words proves nothing and is left out.
pub(super) fn measures(
    engine: &Engine,
    document: &Document,
    authority: &str,
    day: Option<Date>,
    language: Language,
) -> Vec<Measure> {
    let Some(cell) = document.blocks.last().map(|block| block.span) else { return Vec::new() };
    let lead = lead(authority, language);
    let probe = format!("{lead}{}", cell.of(&document.text).unwrap_or_default());
    let body = Document::from_plain(&probe);
    let reading = Reading { title: "", body: &body, published: day, language: Some(language) };
    let day_cell = document.blocks.first().map(|block| block.span).filter(|span| *span != cell);
    let mut measures = engine.extract(&reading);
    // An authority that clears somebody is no court that annuls.
    measures.retain(|measure| !measure.kind.is_ruling());
    for measure in &mut measures {
        measure.role = Role::Main;
        measure.company = None;
        measure.rules.push(RULE.to_owned());
        measure.evidence = moved(&measure.evidence, lead.len(), cell);
        if !measure.evidence.iter().any(|evidence| evidence.field == Field::Kind) {
            measure.evidence.push(Evidence { field: Field::Kind, place: Place::Body, span: cell });
        }
        if let (Some(day), Some(span)) = (day, day_cell) {
            measure.date = Some(PartialDate::Day(day));
            measure.evidence.push(Evidence { field: Field::Date, place: Place::Body, span });
        }
        measure.evidence.sort_by_key(|evidence| (evidence.span.start, evidence.field));
    }
    measures
}

fn lead(authority: &str, language: Language) -> String {
    match language {
        Language::French => format!("La {authority} a prononcé contre un organisme : "),
        _ => format!("The {authority} imposed on an organisation: "),
    }
}

/// Passages of the probe as passages of the document; those of our own words have no place there.
fn moved(evidence: &[Evidence], lead: usize, cell: Span) -> Vec<Evidence> {
    let moved = |evidence: &Evidence| {
        let start = evidence.span.start.checked_sub(lead)? + cell.start;
        let end = evidence.span.end.checked_sub(lead)? + cell.start;
        let of_cell =
            evidence.place == Place::Body && !matches!(evidence.field, Field::Date | Field::Company);
        (of_cell && end <= cell.end).then(|| Evidence { span: Span::new(start, end), ..*evidence })
    };
    evidence.iter().filter_map(moved).collect()
}

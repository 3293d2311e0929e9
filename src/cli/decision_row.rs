//! A decision in one line: the cells that tables of decisions share. All text is fit for a terminal.

use super::output;
use crate::domain::Decision;
use crate::labels::Labels;
use crate::text::one_line;

/// Columns that a name, or what was decided, may take.
const NAME_COLUMNS: usize = 32;

/// Digits of an identifier that are shown.
const SHORT: usize = 8;

/// The headings of [`cells`].
pub(super) fn headings(labels: &Labels) -> Vec<String> {
    ["id", "date", "authority", "organisation", "what", "sum", "reference", "articles"]
        .map(|column| labels.text(&format!("cli-decisions-column-{column}")))
        .to_vec()
}

/// Identifier, date, authority, organisation, what, sum in force, reference, number of articles.
pub(super) fn cells(decision: &Decision, labels: &Labels) -> Vec<String> {
    vec![
        short(decision),
        labels.decided(decision),
        output::cut(&one_line(decision.authority().unwrap_or_default()), NAME_COLUMNS),
        output::cut(&one_line(&labels.organisations(decision)), NAME_COLUMNS),
        output::cut(&labels.measures(decision), NAME_COLUMNS),
        labels.standing(decision),
        one_line(decision.reference.as_deref().unwrap_or_default()),
        decision.articles().count().to_string(),
    ]
}

/// The first digits of its identifier.
pub(super) fn short(decision: &Decision) -> String {
    decision.id.to_string()[..SHORT].to_owned()
}

//! What is said of a line that is unfinished or wrong.

use crate::domain::Span;

/// A remark, and where in the line it belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Bytes of the line, half-open; empty only in an empty line.
    pub span: Span,
    /// What it says.
    pub kind: RemarkKind,
}

/// What a remark says. Its words are labels: [`RemarkKind::key`], filled by [`RemarkKind::places`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemarkKind {
    /// No field has that name; it was taken for a word.
    UnknownField {
        /// As written.
        name: String,
        /// The valid name that is nearest, if any is near.
        nearest: Option<&'static str>,
    },
    /// The field has no such value; the condition was left out.
    UnknownValue {
        /// The field, as it is called in English.
        field: &'static str,
        /// As written.
        value: String,
    },
    /// The field has no such value; the nearest was taken.
    NearestValue {
        /// As written.
        value: String,
        /// What was taken.
        taken: &'static str,
    },
    /// No sum; the condition was left out.
    BadAmount {
        /// As written.
        value: String,
    },
    /// No date; the condition was left out.
    BadDate {
        /// As written.
        value: String,
    },
    /// A field stands without a value.
    MissingValue {
        /// The field, as written.
        field: String,
    },
    /// A quotation mark is not closed; it was taken to the end.
    UnclosedQuote,
    /// A parenthesis is not closed; it was taken to the end.
    UnclosedGroup,
    /// A parenthesis closes nothing.
    StrayClose,
    /// Nothing stands before or after an operator.
    MissingOperand {
        /// The operator, as written.
        operator: String,
    },
    /// No view has that name; it was left out.
    UnknownView {
        /// As written.
        name: String,
        /// The name that is nearest, if any is near.
        nearest: Option<String>,
    },
    /// A view names itself, directly or through others; it was left out.
    ViewLoop {
        /// Its name.
        name: String,
    },
    /// Groups are nested too deep; the innermost were left out.
    TooDeep,
}

impl RemarkKind {
    /// Every key that a remark may have, for the test of the labels.
    pub const KEYS: &'static [&'static str] = &[
        "query-unknown-field",
        "query-unknown-field-near",
        "query-unknown-value",
        "query-nearest-value",
        "query-bad-amount",
        "query-bad-date",
        "query-missing-value",
        "query-unclosed-quote",
        "query-unclosed-group",
        "query-stray-close",
        "query-missing-operand",
        "query-unknown-view",
        "query-unknown-view-near",
        "query-view-loop",
        "query-too-deep",
    ];

    /// The key of its label.
    pub fn key(&self) -> &'static str {
        match self {
            RemarkKind::UnknownField { nearest: None, .. } => "query-unknown-field",
            RemarkKind::UnknownField { .. } => "query-unknown-field-near",
            RemarkKind::UnknownValue { .. } => "query-unknown-value",
            RemarkKind::NearestValue { .. } => "query-nearest-value",
            RemarkKind::BadAmount { .. } => "query-bad-amount",
            RemarkKind::BadDate { .. } => "query-bad-date",
            RemarkKind::MissingValue { .. } => "query-missing-value",
            RemarkKind::UnclosedQuote => "query-unclosed-quote",
            RemarkKind::UnclosedGroup => "query-unclosed-group",
            RemarkKind::StrayClose => "query-stray-close",
            RemarkKind::MissingOperand { .. } => "query-missing-operand",
            RemarkKind::UnknownView { nearest: None, .. } => "query-unknown-view",
            RemarkKind::UnknownView { .. } => "query-unknown-view-near",
            RemarkKind::ViewLoop { .. } => "query-view-loop",
            RemarkKind::TooDeep => "query-too-deep",
        }
    }

    /// The names of the label's places, and what fills them.
    pub fn places(&self) -> Vec<(&'static str, String)> {
        match self {
            RemarkKind::UnknownField { name, nearest } => {
                let nearest = nearest.map(|nearest| ("nearest", nearest.to_owned()));
                [("name", name.clone())].into_iter().chain(nearest).collect()
            }
            RemarkKind::UnknownView { name, nearest } => {
                let nearest = nearest.clone().map(|nearest| ("nearest", nearest));
                [("name", name.clone())].into_iter().chain(nearest).collect()
            }
            RemarkKind::UnknownValue { field, value } => {
                vec![("field", (*field).to_owned()), ("value", value.clone())]
            }
            RemarkKind::NearestValue { value, taken } => {
                vec![("value", value.clone()), ("taken", (*taken).to_owned())]
            }
            RemarkKind::BadAmount { value } | RemarkKind::BadDate { value } => vec![("value", value.clone())],
            RemarkKind::MissingValue { field } => vec![("field", field.clone())],
            RemarkKind::MissingOperand { operator } => vec![("operator", operator.clone())],
            RemarkKind::ViewLoop { name } => vec![("name", name.clone())],
            RemarkKind::UnclosedQuote
            | RemarkKind::UnclosedGroup
            | RemarkKind::StrayClose
            | RemarkKind::TooDeep => Vec::new(),
        }
    }
}

//! A table of known decisions: rows of text to what they tell, marked as coming from a table.
//!
//! Reads tab- or comma-separated values with a heading row that names, in any order, `authority`, `company`, `date`,
//! `kind`, `amount`, `currency`, `reference`, `themes` and `source`. Kinds are those of a measure and a few more of public
//! registers. What a row says that no measure can hold is a diagnostic, never an error.

use std::collections::{BTreeSet, HashMap};

use super::told::{Closure, Told};
use crate::domain::{
    ArticleId, Cents, Currency, Kind, Measure, Money, Origin, PartialDate, Period, SourceId, Theme, Trust,
};

/// What a table gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What its rows tell. A row always has the same identifier, so that a table read twice is not there twice.
    pub told: Vec<Told>,
    /// What could not be taken in, by line.
    pub diagnostics: Vec<TableDiagnostic>,
}

/// What could not be taken in, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDiagnostic {
    /// Line of the file, from 1.
    pub line: u64,
    /// What was wrong.
    pub defect: TableDefect,
}

/// What can be wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableDefect {
    /// The heading row lacks a column without which no row tells anything. Nothing was read.
    #[error("no column `{0}`")]
    ColumnMissing(&'static str),
    /// The row is no row of such a file. It was skipped.
    #[error("unreadable row: {0}")]
    Unreadable(String),
    /// The row's kind is no measure: an acquittal, a ruling whose outcome is not told. It was skipped.
    #[error("kind `{0}` is no measure")]
    NoMeasure(String),
    /// The date is not as 2022, 2022-10 or 2022-10-17. The row was taken in without it.
    #[error("not a date: `{0}`")]
    NotADate(String),
    /// The sum is not a number, or its currency no code. The row was taken in without it.
    #[error("not a sum: `{0}`")]
    NotASum(String),
}

/// Reads a table. `name` is that of the source that its rows are given; `trust` is how far they are believed.
pub fn read(text: &str, name: &SourceId, trust: Trust) -> Table {
    let mut table = Table::default();
    let delimiter = if text.lines().next().is_some_and(|line| line.contains('\t')) { b'\t' } else { b',' };
    let mut rows = csv::ReaderBuilder::new();
    rows.delimiter(delimiter).flexible(true).quoting(delimiter == b',').trim(csv::Trim::All);
    let mut rows = rows.from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let columns = match rows.headers() {
        Ok(headings) => Columns::of(headings),
        Err(error) => Err(TableDefect::Unreadable(error.to_string())),
    };
    let columns = match columns {
        Ok(columns) => columns,
        Err(defect) => {
            table.diagnostics.push(TableDiagnostic { line: 1, defect });
            return table;
        }
    };
    let mut seen = HashMap::new();
    for row in rows.records() {
        match row {
            Ok(row) => {
                let line = row.position().map_or(0, csv::Position::line);
                let row = Row { columns: &columns, row: &row, line };
                row.tell(name, trust, &mut seen, &mut table);
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                let defect = TableDefect::Unreadable(error.to_string());
                table.diagnostics.push(TableDiagnostic { line, defect });
            }
        }
    }
    table
}

/// Where each column stands.
struct Columns(HashMap<String, usize>);

impl Columns {
    fn of(headings: &csv::StringRecord) -> Result<Columns, TableDefect> {
        let places = headings.iter().enumerate().map(|(place, name)| (name.to_lowercase(), place));
        let columns = Columns(places.collect());
        for needed in ["authority", "company", "kind"] {
            if !columns.0.contains_key(needed) {
                return Err(TableDefect::ColumnMissing(needed));
            }
        }
        Ok(columns)
    }
}

/// What a row's kind stands for.
enum RowKind {
    Measure(Kind),
    Closure,
}

/// Kinds of public registers beside those of a measure.
fn row_kind(code: &str) -> Option<RowKind> {
    let kind = match code {
        "penalty_rate" => Kind::PeriodicPenalty,
        "penalty_settled" => Kind::PenaltyLiquidation,
        "warning" => Kind::Reprimand,
        "formal_notice_published" => Kind::FormalNotice,
        "settlement_fine" => Kind::Settlement,
        "inquiry_opened" | "proceedings_opened" => Kind::Investigation,
        "interim_measures" => Kind::Injunction,
        "transfer_suspension" | "bcr_suspension" => Kind::ProcessingBan,
        "appeal_rejected" => Kind::Upheld,
        "fine_reduced" => Kind::Reduced,
        "fine_annulled" => Kind::Annulled,
        "injunction_closed" | "notice_closed" => return Some(RowKind::Closure),
        other => Kind::from_code(other)?,
    };
    Some(RowKind::Measure(kind))
}

/// Words of registers for themes.
const THEMES: &[(&str, Theme)] = &[
    ("base légale", Theme::Lawfulness),
    ("licéité", Theme::Lawfulness),
    ("consentement", Theme::Consent),
    ("cookies", Theme::Cookies),
    ("traceurs", Theme::Cookies),
    ("information", Theme::Transparency),
    ("transparence", Theme::Transparency),
    ("droits", Theme::Rights),
    ("accès", Theme::Rights),
    ("effacement", Theme::Rights),
    ("rectification", Theme::Rights),
    ("opposition", Theme::Rights),
    ("conservation", Theme::Retention),
    ("minimisation", Theme::Minimisation),
    ("données excessives", Theme::Minimisation),
    ("exactitude", Theme::Accuracy),
    ("finalité", Theme::Purpose),
    ("sécurité", Theme::Security),
    ("mots de passe", Theme::Security),
    ("violation de données", Theme::BreachNotification),
    ("sous-traitan", Theme::Processor),
    ("responsabilité conjointe", Theme::JointControllers),
    ("transferts", Theme::Transfers),
    ("aipd", Theme::Dpia),
    ("registre", Theme::Records),
    ("dpo", Theme::Dpo),
    ("coopération", Theme::Cooperation),
    ("prospection", Theme::Prospecting),
    ("démarchage", Theme::Prospecting),
    ("biométri", Theme::Biometrics),
    ("santé", Theme::Health),
    ("mineurs", Theme::Minors),
    ("vidéosurveillance", Theme::VideoSurveillance),
    ("caméras", Theme::VideoSurveillance),
    ("géolocalisation", Theme::Geolocation),
    ("salariés", Theme::Employees),
];

/// Words in brackets or at the start of a name that tell an organisation whose name is not told.
const ANONYMOUS: &[&str] = &["non nommé", "anonymisé", "non named", "société x"];

/// Names of public registers for authorities, and the usual ones.
const AUTHORITIES: &[(&str, &str)] = &[
    ("DPA Hamburg", "HmbBfDI"),
    ("DPA Niedersachsen", "LfD Niedersachsen"),
    ("DPA Baden-Wuerttemberg", "LfDI Baden-Württemberg"),
    ("DPA Bremen", "LfDI Bremen"),
    ("Tietosuojavaltuutettu", "TSV"),
    ("KZLD", "CPDP"),
];

struct Row<'a> {
    columns: &'a Columns,
    row: &'a csv::StringRecord,
    line: u64,
}

impl Row<'_> {
    fn cell(&self, column: &str) -> Option<&str> {
        let text = self.row.get(*self.columns.0.get(column)?)?;
        (!text.is_empty()).then_some(text)
    }

    fn tell(&self, name: &SourceId, trust: Trust, seen: &mut HashMap<ArticleId, usize>, table: &mut Table) {
        let code = self.cell("kind").unwrap_or_default().to_lowercase();
        let Some(kind) = row_kind(&code) else {
            table.diagnostics.push(TableDiagnostic { line: self.line, defect: TableDefect::NoMeasure(code) });
            return;
        };
        let article = self.identify(name, seen);
        let (measures, closures) = match kind {
            RowKind::Measure(kind) => (vec![self.measure(kind, &code, table)], Vec::new()),
            RowKind::Closure => (Vec::new(), vec![self.closure(table)]),
        };
        table.told.push(Told {
            article,
            source: name.clone(),
            trust,
            origin: Origin::Table,
            published: None,
            measures,
            by_reader: BTreeSet::new(),
            closures,
            cited: Vec::new(),
        });
    }

    /// From the row's content; rows that are alike to the letter are told apart by their count.
    fn identify(&self, name: &SourceId, seen: &mut HashMap<ArticleId, usize>) -> ArticleId {
        let content: Vec<&str> = self.row.iter().collect();
        let content = content.join("\t");
        let count = seen.entry(ArticleId::of(name, &content)).or_default();
        *count += 1;
        if *count == 1 {
            ArticleId::of(name, &content)
        } else {
            ArticleId::of(name, &format!("{content}\t{count}"))
        }
    }

    fn measure(&self, kind: Kind, code: &str, table: &mut Table) -> Measure {
        let (company, aliases) = self.organisations();
        Measure {
            authority: self.authority(),
            company,
            aliases,
            amount: self.amount(table),
            period: (kind == Kind::PeriodicPenalty).then_some(Period::Day),
            date: self.date(table),
            reference: self.cell("reference").map(str::to_owned),
            breaches: self.themes(),
            rules: vec![format!("table:{code}")],
            ..Measure::of_kind(kind)
        }
    }

    fn closure(&self, table: &mut Table) -> Closure {
        Closure {
            authority: self.authority(),
            company: self.organisations().0,
            date: self.date(table),
            reference: self.cell("reference").map(str::to_owned),
        }
    }

    /// Without the country in brackets, by the name that measures give it.
    fn authority(&self) -> Option<String> {
        let name = without_brackets(self.cell("authority")?);
        let usual = AUTHORITIES.iter().find(|(register, _)| *register == name);
        Some(usual.map_or(name, |(_, usual)| usual).to_owned())
    }

    /// The organisation and its other names: `Uber Technologies Inc.; Uber B.V.`, `AIS 2 (Acadomia)`.
    fn organisations(&self) -> (Option<String>, Vec<String>) {
        let Some(cell) = self.cell("company") else { return (None, Vec::new()) };
        let lower = cell.to_lowercase();
        if lower.starts_with('(') || ANONYMOUS.iter().any(|word| lower.contains(word)) {
            return (None, Vec::new());
        }
        let mut names: Vec<String> = Vec::new();
        for part in cell.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            names.push(without_brackets(part).to_owned());
            names.extend(in_brackets(part).filter(|name| is_a_name(name)).map(str::to_owned));
        }
        let mut names = names.into_iter();
        (names.next(), names.collect())
    }

    fn date(&self, table: &mut Table) -> Option<PartialDate> {
        let text = self.cell("date")?;
        let date = text.parse().ok();
        if date.is_none() {
            let defect = TableDefect::NotADate(text.to_owned());
            table.diagnostics.push(TableDiagnostic { line: self.line, defect });
        }
        date
    }

    fn amount(&self, table: &mut Table) -> Option<Money> {
        let text = self.cell("amount")?;
        let money = cents(text).zip(self.cell("currency").and_then(Currency::from_code));
        if money.is_none() {
            let defect = TableDefect::NotASum(text.to_owned());
            table.diagnostics.push(TableDiagnostic { line: self.line, defect });
        }
        money.map(|(cents, currency)| Money { cents, currency })
    }

    fn themes(&self) -> Vec<Theme> {
        let words = self.cell("themes").unwrap_or_default().to_lowercase();
        let mut themes = Vec::new();
        for (_, theme) in THEMES.iter().filter(|(word, _)| words.contains(word)) {
            if !themes.contains(theme) {
                themes.push(*theme);
            }
        }
        themes
    }
}

fn without_brackets(text: &str) -> &str {
    match text.split_once('(') {
        Some((before, _)) if !before.trim().is_empty() => before.trim(),
        _ => text,
    }
}

fn in_brackets(text: &str) -> Option<&str> {
    Some(text.split_once('(')?.1.split_once(')')?.0.trim())
}

/// Whether a note in brackets is another name and no remark: it begins with a capital and has few words.
fn is_a_name(note: &str) -> bool {
    note.chars().next().is_some_and(char::is_uppercase) && note.split(' ').count() <= 3
}

/// A decimal number with a point, as hundredths.
fn cents(text: &str) -> Option<Cents> {
    let (units, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if units.is_empty() || !digits(units) || !digits(rest) || rest.len() > 2 {
        return None;
    }
    let hundredths: i64 = format!("{rest:0<2}").parse().ok()?;
    let units: i64 = units.parse().ok()?;
    units.checked_mul(100)?.checked_add(hundredths).map(Cents)
}

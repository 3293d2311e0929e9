//! `vigie list --facets`: counts of what answers a query, and what its sums come to.

use std::io::{self, Write};
use std::process::ExitCode;

use serde::Serialize;
use serde_json::Number;

use super::failure::Failure;
use super::output;
use crate::app::{Answer, Count, Figure, IndexState, Library};
use crate::domain::{Kind, Money, Theme};
use crate::export::number;
use crate::labels::{Labels, Message};
use crate::text::one_line;

/// Tells the counts of an answer.
pub(super) fn tell(
    library: &Library,
    answer: &Answer,
    json: bool,
    labels: &Labels,
) -> Result<ExitCode, Failure> {
    if library.index_state() != IndexState::Ready {
        return Err(Failure::new(Failure::PARTIAL, &Message::new("cli-facets-no-index"), labels));
    }
    let mut standard = output::standard();
    let written = match json {
        true => output::write_json(&FacetsRecord::new(answer), &mut standard),
        false => write_text(answer, labels, &mut standard),
    };
    written.and_then(|()| standard.flush()).map_err(|error| Failure::of_file("-", &error, labels))?;
    Ok(ExitCode::SUCCESS)
}

fn write_text(answer: &Answer, labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    let summary = Message::new("cli-facets-total")
        .count("articles", answer.total as u64)
        .count("measures", answer.measures as u64);
    writeln!(to, "{}", labels.say(&summary))?;
    let facets = &answer.facets;
    let as_is = |count: &Count| one_line(&count.value);
    let kind = |count: &Count| {
        Kind::from_code(&count.value).map_or_else(|| count.value.clone(), |kind| labels.kind(kind))
    };
    let theme = |count: &Count| {
        Theme::from_code(&count.value).map_or_else(|| count.value.clone(), |theme| labels.theme(theme))
    };
    let sections: [(&str, &[Count], &dyn Fn(&Count) -> String); 6] = [
        ("cli-facets-companies", &facets.companies, &as_is),
        ("cli-facets-authorities", &facets.authorities, &as_is),
        ("cli-facets-kinds", &facets.kinds, &kind),
        ("cli-facets-themes", &facets.themes, &theme),
        ("cli-facets-sources", &facets.sources, &as_is),
        ("cli-facets-years", &facets.years, &as_is),
    ];
    for (heading, counts, named) in sections.into_iter().filter(|(_, counts, _)| !counts.is_empty()) {
        writeln!(to, "\n{}", labels.text(heading))?;
        let row = |count: &Count| vec![format!("  {}", named(count)), count.articles.to_string()];
        output::table(&counts.iter().map(row).collect::<Vec<_>>(), output::width(), to)?;
    }
    write_figures(&answer.figures, labels, to)
}

fn write_figures(figures: &[Figure], labels: &Labels, to: &mut dyn Write) -> io::Result<()> {
    if figures.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n{}", labels.text("cli-facets-sums"))?;
    let money = |figure: &Figure, cents| labels.money(Money { cents, currency: figure.currency });
    let row = |figure: &Figure| {
        let told = Message::new("cli-facets-figure")
            .count("count", figure.count as u64)
            .with("sum", money(figure, figure.sum))
            .with("median", money(figure, figure.median))
            .with("greatest", money(figure, figure.greatest));
        vec![format!("  {}", labels.kind(figure.kind)), labels.say(&told)]
    };
    output::table(&figures.iter().map(row).collect::<Vec<_>>(), output::width(), to)
}

/// Counts as exported, enumerations by their codes.
#[derive(Serialize)]
struct FacetsRecord<'a> {
    articles: usize,
    measures: usize,
    companies: Vec<CountRecord<'a>>,
    authorities: Vec<CountRecord<'a>>,
    kinds: Vec<CountRecord<'a>>,
    themes: Vec<CountRecord<'a>>,
    sources: Vec<CountRecord<'a>>,
    years: Vec<CountRecord<'a>>,
    sums: Vec<FigureRecord>,
}

#[derive(Serialize)]
struct CountRecord<'a> {
    value: &'a str,
    articles: usize,
}

/// What the sums of one kind in one currency come to, in units of the currency.
#[derive(Serialize)]
struct FigureRecord {
    kind: &'static str,
    currency: String,
    count: usize,
    sum: Number,
    median: Number,
    greatest: Number,
}

impl FacetsRecord<'_> {
    fn new(answer: &Answer) -> FacetsRecord<'_> {
        let facets = &answer.facets;
        FacetsRecord {
            articles: answer.total,
            measures: answer.measures,
            companies: counts(&facets.companies),
            authorities: counts(&facets.authorities),
            kinds: counts(&facets.kinds),
            themes: counts(&facets.themes),
            sources: counts(&facets.sources),
            years: counts(&facets.years),
            sums: answer.figures.iter().map(FigureRecord::new).collect(),
        }
    }
}

fn counts(counts: &[Count]) -> Vec<CountRecord<'_>> {
    counts.iter().map(|count| CountRecord { value: &count.value, articles: count.articles }).collect()
}

impl FigureRecord {
    fn new(figure: &Figure) -> FigureRecord {
        let money = |cents| number(Money { cents, currency: figure.currency });
        FigureRecord {
            kind: figure.kind.code(),
            currency: figure.currency.to_string(),
            count: figure.count,
            sum: money(figure.sum),
            median: money(figure.median),
            greatest: money(figure.greatest),
        }
    }
}

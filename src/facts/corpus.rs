//! The corpus format: articles in Markdown and, under each, the measures that a careful paralegal would write down.
//!
//! Knows how `tests/corpus/*.md` is read; `tests/corpus/README.md` tells how it is written. Leaves comparing to `score`.

use std::str::FromStr;

use jiff::civil::Date;

use crate::domain::{
    Cents, Currency, Deadline, Kind, Language, Measure, Money, PartialDate, Period, Provision, Role, Theme,
};

/// An article of the corpus with what must be drawn from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The heading.
    pub title: String,
    /// The text under it, in Markdown.
    pub text: String,
    /// `press`, `blog`, …
    pub genre: String,
    /// Language of the text.
    pub language: Option<Language>,
    /// Day of publication, when it is given.
    pub published: Option<Date>,
    /// What must be drawn; empty when nothing must.
    pub measures: Vec<Measure>,
    /// Line of the heading in its file, from 1.
    pub line: usize,
}

/// A line of a corpus file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct CorpusError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// Reads the articles of a file.
pub fn parse(text: &str) -> Result<Vec<Case>, CorpusError> {
    let lines: Vec<&str> = text.lines().collect();
    let starts: Vec<usize> = headings(&lines);
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().zip(ends).map(|(start, end)| case(&lines, *start, end)).collect()
}

/// Lines that open an article: level-one headings outside fences.
fn headings(lines: &[&str]) -> Vec<usize> {
    let mut fenced = false;
    let mut starts = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if !fenced && line.starts_with("# ") {
            starts.push(number);
        }
    }
    starts
}

fn case(lines: &[&str], start: usize, end: usize) -> Result<Case, CorpusError> {
    let wrong = |line: usize, reason: &str| CorpusError { line: line + 1, reason: reason.to_owned() };
    let data = (start + 1..end)
        .find(|line| lines[*line].starts_with("> genre:"))
        .ok_or_else(|| wrong(start, "no line of data"))?;
    let fence = (data..end)
        .rev()
        .find(|line| lines[*line].trim() == "```measures")
        .ok_or_else(|| wrong(start, "no measures"))?;
    let close = (fence + 1..end)
        .find(|line| lines[*line].trim() == "```")
        .ok_or_else(|| wrong(fence, "open fence"))?;
    let mut case = Case {
        title: lines[start][2..].trim().to_owned(),
        text: lines[data + 1..fence].join("\n").trim().to_owned(),
        genre: String::new(),
        language: None,
        published: None,
        measures: Vec::new(),
        line: start + 1,
    };
    read_data(lines[data], &mut case).map_err(|reason| wrong(data, &reason))?;
    for (number, line) in lines.iter().enumerate().take(close).skip(fence + 1) {
        read_line(line, &mut case.measures).map_err(|reason| wrong(number, &reason))?;
    }
    Ok(case)
}

/// `> genre: press · lang: fr · published: 2025-09-18`
fn read_data(line: &str, case: &mut Case) -> Result<(), String> {
    for part in line.trim_start_matches('>').split('·') {
        let (key, value) = part.split_once(':').ok_or("data is `key: value`")?;
        match (key.trim(), value.trim()) {
            ("genre", genre) => case.genre = genre.to_owned(),
            ("lang", tag) => case.language = Some(Language::from_tag(tag)),
            ("published", date) => case.published = Some(date.parse().map_err(|_| "no date")?),
            (other, _) => return Err(format!("unknown key {other:?}")),
        }
    }
    Ok(())
}

fn read_line(line: &str, measures: &mut Vec<Measure>) -> Result<(), String> {
    if line.trim().is_empty() || line.trim() == "none" {
        return Ok(());
    }
    if line.starts_with(' ') {
        let (key, value) = line.split_once(':').ok_or("a field is `key: value`")?;
        let measure = measures.last_mut().ok_or("a field before any measure")?;
        return read_field(key.trim(), value.trim(), measure);
    }
    measures.push(read_head(line)?);
    Ok(())
}

/// `fine: CNIL → La Samaritaine`
fn read_head(line: &str) -> Result<Measure, String> {
    let (code, rest) = line.split_once(':').ok_or("a measure is `kind: authority → organisation`")?;
    let kind = Kind::from_code(code.trim()).ok_or_else(|| format!("unknown kind {code:?}"))?;
    let (authority, company) = rest.split_once('→').ok_or("no arrow")?;
    let told = |text: &str| Some(text.trim().to_owned()).filter(|text| text != "?");
    Ok(Measure { authority: told(authority), company: told(company), ..Measure::of_kind(kind) })
}

fn read_field(key: &str, value: &str, measure: &mut Measure) -> Result<(), String> {
    let list = || value.split(';').map(|item| item.trim().to_owned()).filter(|item| !item.is_empty());
    match key {
        "amount" => measure.amount = Some(money(value).ok_or("no sum")?),
        "period" => measure.period = Some(Period::from_code(value).ok_or("no period")?),
        "date" => measure.date = Some(PartialDate::from_str(value).map_err(|error| error.to_string())?),
        "deadline" => measure.deadline = Some(Deadline::from_str(value).map_err(|error| error.to_string())?),
        "reference" => measure.reference = Some(value.to_owned()),
        "articles" => measure.articles = list().map(Provision).collect(),
        "breaches" => {
            measure.breaches = list()
                .map(|code| Theme::from_code(&code).ok_or(format!("unknown theme {code:?}")))
                .collect::<Result<_, _>>()?
        }
        "aliases" => measure.aliases = list().collect(),
        "complainant" => measure.complainant = Some(value.to_owned()),
        "role" => measure.role = if value == Role::Background.code() { Role::Background } else { Role::Main },
        "note" => {}
        other => return Err(format!("unknown field {other:?}")),
    }
    Ok(())
}

/// `100 000 EUR`, `124432.5 RON`
fn money(value: &str) -> Option<Money> {
    let (number, code) = value.trim().rsplit_once([' ', '\u{a0}'])?;
    let digits: String = number.chars().filter(|character| !character.is_whitespace()).collect();
    let (units, cents) = digits.split_once(['.', ',']).unwrap_or((&digits, ""));
    let cents: i64 = format!("{cents:0<2}").get(..2)?.parse().ok()?;
    Some(Money {
        cents: Cents(units.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)?),
        currency: Currency::from_code(code)?,
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_case_is_read() {
        let text = "# Titre\n\n> genre: press · lang: fr · published: 2025-09-18\n\nUn texte\n\n```measures\nfine: CNIL → La Samaritaine\n  amount: 100 000 EUR\n  \
                    breaches: video_surveillance; employees\n  aliases: Samaritaine SAS\n```\n\n# Autre\n\n> genre: noise\n\nRien\n\n```measures\nnone\n```\n";
        let cases = parse(text).expect("a corpus");
        assert_eq!(cases.len(), 2);
        assert_eq!(cases[0].measures[0].amount.map(|sum| sum.to_string()).as_deref(), Some("100000 EUR"));
        assert!(cases[1].measures.is_empty());
        assert_eq!(parse("# T\n\nrien").map_err(|error| error.line), Err(1));
    }
}

//! The JSON lines of this program, read back: articles with their text, their facts and their marks.

use jiff::Timestamp;

use super::{Form, Taken, TakenArticle};
use crate::domain::{
    Article, ArticleDates, ArticleId, Cents, Confidence, Currency, Evidence, Field, Kind, Language, Mark,
    Measure, Money, Period, Place, Provision, Role, SourceId, Span, Theme,
};
use crate::export::{ARTICLES_SCHEMA, ArticleRecord, EvidenceRecord, MeasureRecord};

/// Reads every line; those that are no article of the schema are counted.
pub(super) fn read(text: &str) -> Taken {
    let mut taken = Taken { form: Form::JsonLines, ..Taken::default() };
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match serde_json::from_str(line).ok().and_then(article) {
            Some(article) => taken.articles.push(article),
            None => taken.skipped += 1,
        }
    }
    taken
}

fn article(record: ArticleRecord) -> Option<TakenArticle> {
    if record.schema != ARTICLES_SCHEMA {
        return None;
    }
    let time = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Timestamp>().ok());
    let id: ArticleId = record.id.parse().ok()?;
    let source = SourceId::from_name(&record.source.id)?;
    let dates = ArticleDates {
        published: time(&record.published),
        updated: time(&record.updated),
        fetched: record.fetched.parse().ok()?,
    };
    let measures = record.measures.iter().filter_map(|it| measure(it, &record.title, &record.text)).collect();
    Some(TakenArticle {
        mark: Mark { read: record.read, starred: record.starred },
        source: record.source.title,
        measures,
        text: record.text,
        article: Article {
            id,
            source,
            guid: record.guid,
            link: record.link,
            title: record.title,
            author: record.author,
            dates,
            language: Language::from_tag(&record.language),
        },
    })
}

/// A measure; nothing when its kind is unknown. Passages that are not where they are said to be are left out.
fn measure(record: &MeasureRecord, title: &str, text: &str) -> Option<Measure> {
    let hundredths = (record.confidence.clamp(0.0, 1.0) * 100.0).round();
    Some(Measure {
        authority: record.authority.clone(),
        company: record.company.clone(),
        aliases: record.aliases.clone(),
        amount: money(record),
        period: record.period.as_deref().and_then(Period::from_code),
        date: record.date.as_deref().and_then(|date| date.parse().ok()),
        reference: record.reference.clone(),
        articles: record.articles.iter().cloned().map(Provision).collect(),
        breaches: record.breaches.iter().filter_map(|code| Theme::from_code(code)).collect(),
        role: if record.role == Role::Background.code() { Role::Background } else { Role::Main },
        complainant: record.complainant.clone(),
        deadline: record.deadline.as_deref().and_then(|deadline| deadline.parse().ok()),
        evidence: record.evidence.iter().filter_map(|proof| evidence(proof, title, text)).collect(),
        confidence: Confidence::from_hundredths(hundredths as u8),
        rules: record.rules.clone(),
        ..Measure::of_kind(Kind::from_code(&record.kind)?)
    })
}

fn money(record: &MeasureRecord) -> Option<Money> {
    let currency = Currency::from_code(record.currency.as_deref()?)?;
    let amount = record.amount.as_ref()?;
    match amount.as_i64() {
        Some(units) => Money::from_units(units, currency),
        None => {
            let cents = (amount.as_f64()? * 100.0).round();
            // Beyond that, a float no longer tells one hundredth from the next.
            (cents.abs() < 9e15).then_some(Money { cents: Cents(cents as i64), currency })
        }
    }
}

fn evidence(record: &EvidenceRecord, title: &str, text: &str) -> Option<Evidence> {
    let field = Field::ALL.into_iter().find(|field| field.code() == record.field)?;
    let (place, whole) = match record.place.as_str() {
        "title" => (Place::Title, title),
        _ => (Place::Body, text),
    };
    let span = (record.start <= record.end).then(|| Span::new(record.start, record.end))?;
    (span.of(whole)? == record.quote).then_some(Evidence { field, place, span })
}

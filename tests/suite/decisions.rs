//! Decisions in every format: those of one case of the demonstration, and a hostile one; by query, by case, into a folder.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use icalendar::Component;
use jiff::tz::TimeZone;
use serde_json::Value;
use vigie::app::{Expired, Library, decision_item};
use vigie::config::Config;
use vigie::domain::{
    Act, ArticleId, Cents, Claim, Currency, Deadline, Decision, DecisionId, Field, Force, Kind, Money,
    Organisations, Origin, PartialDate, Reconciled, Role, SourceId, Stage, Telling, Trust,
};
use vigie::export::{DecisionItem, ExportOptions, Format, Item, Reading, cite_decision, write_decisions};
use vigie::feed::Hints;
use vigie::labels::{Labels, Tongue};
use vigie::ledger::{Ledger, Told};

use super::export::faults;
use super::shelf::Shelf;

/// The decisions of an organisation of the demonstration, as on a fixed day.
fn decisions_of(organisation: &str, expired: Expired, today: &str) -> Vec<DecisionItem> {
    let library = Library::demo(Config::defaults()).unwrap();
    let ledger = library.ledger().unwrap();
    let record = ledger.company(organisation).unwrap();
    library.decision_items(&ledger, &record.timeline, expired, today.parse().unwrap()).unwrap()
}

/// The decisions that fixed articles tell: a fine and the liquidation of its astreinte, and another authority's fine.
fn case() -> Vec<DecisionItem> {
    let items: HashMap<ArticleId, Item> =
        super::export::items().into_iter().take(2).map(|item| (item.article.id, item)).collect();
    let told = items.values().map(|item| {
        let article = &item.article;
        let published = article.dates.published.map(|time| TimeZone::UTC.to_datetime(time).date());
        let trust = Trust::Authority;
        Told::by_article(
            article.id,
            article.source.clone(),
            trust,
            published,
            &article.title,
            item.measures.clone(),
        )
    });
    let ledger = Ledger::build(told, &Organisations::default(), &Vec::new());
    let today = "2024-01-01".parse().unwrap();
    ledger.decisions().iter().rev().map(|decision| decision_item(&ledger, decision, &items, today)).collect()
}

fn reconciled<T>(value: T) -> Reconciled<T> {
    let claim = Claim { value, articles: Vec::new(), trust: Trust::Press, by_reader: false };
    Reconciled { claims: vec![claim] }
}

fn hostile() -> DecisionItem {
    let source = SourceId::from_name("press").unwrap();
    let article = ArticleId::of(&source, "1");
    let name = "=HYPERLINK(\"http://evil\")<script>alert(1)</script>\u{1b}[31m | `x` \u{202e}fdp";
    let act = Act {
        kind: reconciled(Kind::AdministrativeFine),
        organisation: Some(name.to_owned()),
        amount: Some(Reconciled {
            claims: vec![
                reconciled(Money { cents: Cents(12_345), currency: Currency::GBP }).claims.remove(0),
                reconciled(Money { cents: Cents(100), currency: Currency::EUR }).claims.remove(0),
            ],
        }),
        period: None,
        force: Force::Annulled { by: DecisionId([9; 8]) },
        total: false,
    };
    let telling = Telling {
        article,
        source: source.clone(),
        trust: Trust::Press,
        origin: Origin::Article,
        published: None,
        role: Role::Main,
        measures: vec![0],
        reasons: Vec::new(),
    };
    DecisionItem {
        decision: Decision {
            id: DecisionId([0xab; 8]),
            stage: Stage::Sanction,
            authority: Some(reconciled("@SUM(A1)\r\nX: <b>".to_owned())),
            organisations: vec![name.to_owned()],
            names: vec!["-2+3".to_owned()],
            reference: Some("BEGIN:VEVENT\r\nX;Y,Z{}%".to_owned()),
            registers: Vec::new(),
            decided: Some(reconciled(PartialDate::Day("2024-02-29".parse().unwrap()))),
            published: None,
            first_told: None,
            acts: vec![act],
            themes: Vec::new(),
            provisions: Vec::new(),
            complainants: vec!["+noyb\u{7}".to_owned()],
            deadline: Some(reconciled(Deadline::Days(10))),
            tellings: vec![telling],
            before: Vec::new(),
            after: Vec::new(),
        },
        case: None,
        readings: vec![Reading {
            article,
            source,
            source_title: "+Presse\u{9b}31m".to_owned(),
            title: "]]>--><img src=x onerror=alert(1)>".to_owned(),
            link: Some("javascript:alert(1)".to_owned()),
            published: None,
            fetched: "2024-03-01T00:00:00Z".parse().unwrap(),
            passages: vec![(Field::Kind, "=1+1 <i>amende</i>".to_owned())],
            sentences: Vec::new(),
        }],
        due: None,
        naming_ends: None,
        naming_over: false,
    }
}

/// The decisions of fixed articles, and a hostile one.
pub(super) fn items() -> Vec<DecisionItem> {
    let mut items = case();
    assert_eq!(items.len(), 3);
    items.push(hostile());
    items
}

fn written(format: Format, items: &[DecisionItem], tongue: Tongue) -> Vec<u8> {
    let labels = Labels::new(tongue);
    let options = ExportOptions::new(&labels, "2024-06-01T08:00:00Z".parse().unwrap());
    let mut bytes = Vec::new();
    write_decisions(format, items, &options, &mut bytes).unwrap();
    bytes
}

fn text(format: Format, items: &[DecisionItem]) -> String {
    String::from_utf8(written(format, items, Tongue::French)).unwrap()
}

#[test]
fn every_format_of_text() {
    let items = items();
    for format in Format::ALL.iter().filter(|format| !format.is_binary()) {
        let written = text(*format, &items);
        insta::assert_snapshot!(format!("decisions_{}", format.code()), written.replace('\r', "␍"));
        let hidden = |c: &char| c.is_control() && *c != '\n' && *c != '\r' || *c == '\u{202e}';
        assert_eq!(written.chars().find(hidden), None, "{} lets a hidden character through", format.code());
        assert_eq!(written, text(*format, &items), "the same decisions make the same bytes");
        assert!(!text(*format, &[]).contains("null"));
    }
    insta::assert_snapshot!(
        "decisions_in_english",
        String::from_utf8(written(Format::Markdown, &items[..1], Tongue::English)).unwrap()
    );
}

#[test]
fn the_workbook_is_read_back_and_computes_nothing() {
    let bytes = written(Format::Xlsx, &items(), Tongue::French);
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(&bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Décisions", "Articles", "Sources"]);
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().rows().flatten().all(String::is_empty));
    }
    let decisions = book.worksheet_range("Décisions").unwrap();
    let rows: Vec<&[Data]> = decisions.rows().collect();
    let sums: Vec<f64> =
        rows.iter().filter_map(|row| if let Data::Float(sum) = row[4] { Some(sum) } else { None }).collect();
    assert!(
        sums.contains(&20_000_000.0) && sums.contains(&5_200_000.0) && sums.contains(&123.45),
        "{sums:?}"
    );
    let days = rows.iter().filter(|row| matches!(row[0], Data::DateTime(_))).count();
    assert!(days >= 3, "dates known to the day are typed");
    let hostile = rows.last().unwrap();
    assert_eq!(hostile[1], Data::String("@SUM(A1) X: <b>".to_owned()), "text stays text");
}

#[test]
fn the_calendar_is_read_back() {
    let mut items = items();
    let last = items.last_mut().unwrap();
    last.naming_ends = Some("2026-03-01".parse().unwrap());
    let text = text(Format::Ics, &items);
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "lines are folded");
    let calendar: icalendar::Calendar = text.parse().unwrap();
    let events: Vec<&str> = calendar.events().filter_map(|event| event.property_value("DTSTART")).collect();
    assert!(events.contains(&"20221217"), "two months after the decision: {events:?}");
    assert!(events.contains(&"20260301"), "the end of the naming: {events:?}");
    let ids: BTreeSet<&str> = calendar.events().filter_map(|event| event.get_uid()).collect();
    assert_eq!(ids.len(), events.len(), "each day has its own identifier");
}

#[test]
fn feeds_are_read_back() {
    for format in [Format::Atom, Format::JsonFeed] {
        let items = items();
        let feed = vigie::feed::parse(&written(format, &items, Tongue::French), &Hints::default()).unwrap();
        assert_eq!(feed.entries.len(), items.len());
        assert_eq!(feed.mended, Vec::<&str>::new(), "{}", format.code());
        let ids: BTreeSet<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids.len(), items.len(), "each decision has its own identifier");
    }
}

#[test]
fn json_is_as_its_schema_has_it() {
    let schema: Value = serde_json::from_str(vigie::assets::DECISIONS_SCHEMA).unwrap();
    let document: Value = serde_json::from_slice(&written(Format::Json, &items(), Tongue::French)).unwrap();
    assert_eq!(faults(&document, &schema, &schema, ""), Vec::<String>::new());
    for line in text(Format::JsonLines, &items()).lines() {
        let decision: Value = serde_json::from_str(line).unwrap();
        assert_eq!(faults(&decision, &schema["$defs"]["decision"], &schema, ""), Vec::<String>::new());
    }
    for format in [Format::JsonFeed, Format::CslJson] {
        serde_json::from_slice::<Value>(&written(format, &items(), Tongue::English)).unwrap();
    }
}

#[test]
fn csv_is_read_back_and_computes_nothing() {
    let bytes = written(Format::Csv, &items(), Tongue::French);
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(bytes.as_slice()).records().collect::<Result<_, _>>().unwrap();
    assert!(rows.len() > items().len(), "a row a measure");
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?} would be computed");
    }
}

/// After the two years of its publication, the organisation is nowhere in what is written.
#[test]
fn a_name_past_its_publication_can_be_withheld() {
    let names = |items: &[DecisionItem], format| {
        String::from_utf8_lossy(&written(format, items, Tongue::French)).to_lowercase().contains("clearview")
    };
    let cnil = |item: &DecisionItem| item.decision.authority() == Some("CNIL");
    let of_cnil = |expired, today| -> Vec<DecisionItem> {
        decisions_of("CLEARVIEW AI", expired, today).into_iter().filter(cnil).collect()
    };
    let kept = of_cnil(Expired::Anonymise, "2022-12-01");
    assert!(names(&kept, Format::Json), "not over yet");
    let withheld = of_cnil(Expired::Anonymise, "2030-01-01");
    assert_eq!(withheld.len(), kept.len());
    for format in Format::ALL {
        assert!(!names(&withheld, *format), "{}", format.code());
    }
    assert!(of_cnil(Expired::Omit, "2030-01-01").is_empty());
}

#[test]
fn citations_of_decisions() {
    let cited: Vec<String> = items().iter().map(|item| cite_decision(&item.decision)).collect();
    assert!(cited.contains(&"CNIL, délib. n° SAN-2022-019, 17 oct. 2022".to_owned()), "{cited:#?}");
}

#[test]
fn the_command_exports_by_query_by_case_and_into_a_folder() {
    let shelf = Shelf::new();
    let by_query = shelf.json(&["export", "--company", "clearview", "--of", "decisions", "--json"]);
    let decisions = by_query["decisions"].as_array().unwrap();
    let of_cnil = |it: &&Value| it["authority"] == "CNIL" && it["stage"] == "sanction";
    let fine = decisions.iter().find(of_cnil).unwrap();
    assert!(fine["told_by"][0]["passages"][0]["quote"].is_string(), "{fine:#}");
    let id = &fine["id"].as_str().unwrap()[..6];
    let by_case = shelf.ok(&["export", "--case", id, "--format", "jsonl"]);
    let stages: Vec<String> = by_case
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["stage"].as_str().unwrap().to_owned())
        .collect();
    assert!(
        stages.contains(&"sanction".to_owned()) && stages.contains(&"liquidation".to_owned()),
        "{stages:?}"
    );
    let articles = shelf.ok(&["export", "--case", id, "--of", "articles", "--format", "jsonl"]);
    assert!(articles.lines().count() >= 2, "the articles that tell the case");
    let folder = shelf.0.path().join("dossier");
    let name = folder.to_str().unwrap();
    shelf.ok(&["export", "--case", id, "--format", "md", "--folder", name]);
    let files: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(files.len(), stages.len(), "{files:?}");
    assert!(
        files.iter().any(|file| file.starts_with("2022-10-") && file.contains("-cnil-clearview-ai")),
        "{files:?}"
    );
    let again = shelf.run(&["export", "--case", id, "--format", "md", "--folder", name]);
    assert_eq!(again.status.code(), Some(2), "what is there is not overwritten");
    let unknown = shelf.run(&["export", "--decision", "zzzz"]);
    assert_eq!(unknown.status.code(), Some(3));
}

#[test]
fn a_listing_says_that_it_stopped() {
    let shelf = Shelf::new();
    let told = |arguments: &[&str]| String::from_utf8(shelf.run(arguments).stderr).unwrap();
    assert!(told(&["list", "-n", "2"]).starts_with("2 articles montrés sur "));
    assert!(told(&["decisions", "-n", "2", "--lang", "en"]).starts_with("2 of "));
    assert_eq!(told(&["list", "-n", "2", "--quiet"]), "");
    assert_eq!(told(&["list", "-n", "1000"]), "");
}

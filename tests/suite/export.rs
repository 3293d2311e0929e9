//! Every format from one fixed set of articles, one of them hostile; citations; names of files.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use icalendar::Component;
use jiff::Timestamp;
use proptest::prelude::{ProptestConfig, any, prop, proptest};
use serde_json::Value;
use vigie::domain::{
    Article, ArticleDates, ArticleId, Confidence, Currency, Deadline, Evidence, Field, Kind, Language,
    Measure, Money, Period, Place, Provision, Role, SourceId, Span, Theme,
};
use vigie::export::{
    ArticleRecord, CitationStyle, ExportOptions, Format, Item, cite, facts_table, file_name, write,
};
use vigie::feed::Hints;
use vigie::labels::{Labels, Tongue};
use vigie::text::Document;

fn time(text: &str) -> Timestamp {
    text.parse().expect("a timestamp")
}

/// An article without measures, fetched on a fixed day.
fn item(source: &str, title: &str, link: Option<&str>, language: Language, text: &str) -> Item {
    let id = SourceId::from_name(source).expect("a source's name");
    let guid = link.unwrap_or("guid-1").to_owned();
    let dates = ArticleDates { published: None, updated: None, fetched: time("2023-05-11T06:30:00Z") };
    Item {
        article: Article {
            id: ArticleId::of(&id, &guid),
            source: id,
            guid,
            link: link.map(str::to_owned),
            title: title.to_owned(),
            author: None,
            dates,
            language,
        },
        source: source.to_uppercase(),
        document: Document::from_plain(text),
        measures: Vec::new(),
        mark: vigie::domain::Mark::default(),
    }
}

/// Adds a measure whose evidence is the first place of each quote in the text.
fn told(item: &mut Item, measure: Measure, quotes: &[(Field, &str)]) {
    let evidence = quotes.iter().map(|(field, quote)| {
        let start = item.document.text.find(quote).unwrap_or_else(|| panic!("{quote} stands in the text"));
        Evidence { field: *field, place: Place::Body, span: Span::new(start, start + quote.len()) }
    });
    let evidence = evidence.collect();
    item.measures.push(Measure { evidence, ..measure });
}

fn euros(units: i64) -> Option<Money> {
    Money::from_units(units, Currency::EUR)
}

fn clearview() -> Item {
    let mut item = item(
        "cnil",
        "Reconnaissance faciale : l’astreinte de CLEARVIEW AI est liquidée",
        Some("https://www.cnil.fr/fr/clearview-ai-astreinte"),
        Language::French,
        "La CNIL a liquidé l’astreinte prononcée à l’encontre de CLEARVIEW AI : la société devra payer 5,2 millions d’euros.\n\
         La société exploite un moteur de recherche fondé sur des photographies. Elle les tire de nombreux sites.\n\
         Pour rappel, par une décision du 17 octobre 2022 (délib. n° SAN-2022-019), la formation restreinte avait prononcé une \
         amende de 20 millions d’euros et une injonction, assortie d’une astreinte de 100\u{a0}000 euros par jour de retard à \
         l’issue d’un délai de deux mois.",
    );
    item.article.author = Some("Service de la communication".to_owned());
    item.article.dates.published = Some(time("2023-05-10T09:00:00Z"));
    item.article.dates.updated = Some(time("2023-05-10T22:30:00Z"));
    let measure = |kind| Measure {
        authority: Some("CNIL".to_owned()),
        company: Some("CLEARVIEW AI".to_owned()),
        ..Measure::of_kind(kind)
    };
    let earlier = |kind| Measure {
        role: Role::Background,
        date: "2022-10-17".parse().ok(),
        reference: Some("SAN-2022-019".to_owned()),
        ..measure(kind)
    };
    told(
        &mut item,
        Measure {
            amount: euros(5_200_000),
            confidence: Confidence::from_hundredths(95),
            rules: vec!["liquidation".to_owned()],
            ..measure(Kind::PenaltyLiquidation)
        },
        &[
            (Field::Authority, "CNIL"),
            (Field::Kind, "liquidé l’astreinte"),
            (Field::Company, "CLEARVIEW AI"),
            (Field::Amount, "5,2 millions d’euros"),
        ],
    );
    told(
        &mut item,
        Measure {
            amount: euros(20_000_000),
            articles: vec![Provision("RGPD 6".to_owned()), Provision("RGPD 12".to_owned())],
            breaches: vec![Theme::Lawfulness, Theme::Rights],
            ..earlier(Kind::AdministrativeFine)
        },
        &[
            (Field::Date, "17 octobre 2022"),
            (Field::Reference, "SAN-2022-019"),
            (Field::Kind, "amende"),
            (Field::Amount, "20 millions d’euros"),
        ],
    );
    told(
        &mut item,
        Measure { deadline: Some(Deadline::Months(2)), ..earlier(Kind::Injunction) },
        &[(Field::Kind, "injonction"), (Field::Deadline, "délai de deux mois")],
    );
    told(
        &mut item,
        Measure { amount: euros(100_000), period: Some(Period::Day), ..earlier(Kind::PeriodicPenalty) },
        &[(Field::Amount, "100\u{a0}000 euros par jour")],
    );
    item
}

fn meta() -> Item {
    let mut item = item(
        "edpb",
        "1.2 billion euro fine for Facebook",
        Some("https://www.edpb.europa.eu/news/1-2-billion_en?a=1&b=2"),
        Language::English,
        "Following the binding decision, Meta Platforms Ireland Limited was fined 1.2 billion euro by the DPC. It appeals.",
    );
    item.article.dates.published = Some(time("2023-05-22T10:00:00Z"));
    let fine = Measure {
        authority: Some("DPC".to_owned()),
        company: Some("Meta Platforms Ireland".to_owned()),
        aliases: vec!["Facebook".to_owned()],
        amount: euros(1_200_000_000),
        date: "2023-05".parse().ok(),
        breaches: vec![Theme::Transfers],
        confidence: Confidence::from_hundredths(55),
        ..Measure::of_kind(Kind::AdministrativeFine)
    };
    told(
        &mut item,
        fine,
        &[(Field::Kind, "fined"), (Field::Amount, "1.2 billion euro"), (Field::Authority, "DPC")],
    );
    item
}

fn hostile() -> Item {
    let mut item = item(
        "press",
        "=HYPERLINK(\"http://evil\";\"x\") | <script>alert(1)</script> \u{1b}[31m[x](javascript:y) \u{202e}fdp",
        Some("javascript:alert(1)"),
        Language::Other,
        "# Pas un titre\n- <img src=x onerror=alert(1)> & &amp; *gras* `code` paie cinq mots | encore \u{9b}31m fin.\n]]>--><!-- @cmd",
    );
    item.source = "+Presse\r\nX-Header: <b>".to_owned();
    item.article.author = Some("@SUM(A1)\u{7}".to_owned());
    let measure = Measure {
        company: Some("-2+3|cmd' /C calc'!A0\n\"Guillemets\", SA".to_owned()),
        authority: Some("\\end{document}%{}#$".to_owned()),
        reference: Some("BEGIN:VEVENT\r\nX;Y,Z".to_owned()),
        amount: Some(Money { cents: vigie::domain::Cents(12_345), currency: Currency::GBP }),
        date: "2024-02-29".parse().ok(),
        deadline: Some(Deadline::Days(10)),
        ..Measure::of_kind(Kind::FormalNotice)
    };
    told(
        &mut item,
        measure,
        &[(Field::Kind, "<img src=x onerror=alert(1)>"), (Field::Company, "*gras* `code`")],
    );
    item
}

/// An article of which nothing but its text is known, then one with every field, one in English, one hostile.
pub(super) fn items() -> Vec<Item> {
    let bare = item("press", "", None, Language::French, "Une brève de cinq mots au moins.");
    vec![clearview(), meta(), bare, hostile()]
}

fn options(labels: &Labels) -> ExportOptions<'_> {
    ExportOptions::new(labels, time("2023-06-01T08:00:00Z"))
}

fn written(format: Format, items: &[Item], tongue: Tongue) -> Vec<u8> {
    let labels = Labels::new(tongue);
    let mut bytes = Vec::new();
    write(format, items, &options(&labels), &mut bytes).expect("a vector takes everything");
    bytes
}

fn text(format: Format, items: &[Item], tongue: Tongue) -> String {
    String::from_utf8(written(format, items, tongue)).expect("UTF-8")
}

fn check(format: Format) {
    let written = text(format, &items(), Tongue::French);
    insta::assert_snapshot!(format.code(), written.replace('\r', "␍"));
    let hidden = |c: &char| c.is_control() && *c != '\n' && *c != '\r' || *c == '\u{202e}';
    assert_eq!(written.chars().find(hidden), None, "{} lets a hidden character through", format.code());
}

#[test]
fn markdown() {
    check(Format::Markdown);
}

#[test]
fn csv() {
    check(Format::Csv);
}

#[test]
fn json() {
    check(Format::Json);
}

#[test]
fn json_lines() {
    check(Format::JsonLines);
}

#[test]
fn atom() {
    check(Format::Atom);
}

#[test]
fn json_feed() {
    check(Format::JsonFeed);
}

#[test]
fn calendar() {
    check(Format::Ics);
}

#[test]
fn bibtex() {
    check(Format::Bibtex);
}

#[test]
fn csl_json() {
    check(Format::CslJson);
}

/// Every cell of every sheet as an independent reader sees it.
#[test]
fn workbook() {
    let bytes = written(Format::Xlsx, &items(), Tongue::French);
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(&bytes)).expect("a workbook");
    let mut shown = String::new();
    for name in book.sheet_names() {
        shown.push_str(&format!("# {name}\n"));
        let cells = book.worksheet_range(&name).expect("a sheet");
        for row in cells.rows() {
            let cells: Vec<String> = row.iter().map(typed).collect();
            shown.push_str(&format!("{}\n", cells.join(" | ")));
        }
        let formulas = book.worksheet_formula(&name).expect("a sheet");
        assert!(formulas.rows().flatten().all(String::is_empty), "{name} holds no formula");
    }
    insta::assert_snapshot!(shown);
    assert_eq!(
        bytes,
        written(Format::Xlsx, &items(), Tongue::French),
        "the same articles make the same bytes"
    );
}

fn typed(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => format!("number {number}"),
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, ..) = time.to_ymd_hms_milli();
            format!("time {year}-{month:02}-{day:02} {hour:02}:{minute:02}")
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn the_calendar_is_read_back() {
    let text = text(Format::Ics, &items(), Tongue::French);
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "lines are folded");
    let calendar: icalendar::Calendar = text.parse().expect("a calendar");
    let events: Vec<String> = calendar
        .events()
        .map(|event| {
            let day = event.property_value("DTSTART").unwrap_or_default();
            format!("{day} {}", event.get_summary().unwrap_or_default())
        })
        .collect();
    assert_eq!(
        events,
        [
            "20221217 Échéance, CNIL\u{a0}: CLEARVIEW AI, injonction",
            "20240310 Échéance, \\end{document}%{}#$\u{a0}: -2+3|cmd' /C calc'!A0 \"Guillemets\", SA, mise en demeure, 123,45\u{a0}£",
        ]
    );
}

#[test]
fn feeds_are_read_back() {
    for format in [Format::Atom, Format::JsonFeed] {
        let bytes = written(format, &items(), Tongue::French);
        let feed = vigie::feed::parse(&bytes, &Hints::default()).expect("a feed");
        assert_eq!(feed.entries.len(), 4);
        assert_eq!(feed.mended, Vec::<&str>::new(), "{}", format.code());
        let first = &feed.entries[0];
        assert_eq!(first.title, "Reconnaissance faciale : l’astreinte de CLEARVIEW AI est liquidée");
        assert_eq!(first.link.as_deref(), Some("https://www.cnil.fr/fr/clearview-ai-astreinte"));
        assert_eq!(first.published, Some(time("2023-05-10T09:00:00Z")));
        assert!(first.content.contains("5,2 millions d’euros"));
        assert_eq!(feed.entries[3].link, None, "a link that is none of the web is left out");
    }
}

/// What of a value is not as the schema has it, with the way to it; the words of JSON Schema that ours uses.
pub(super) fn faults(value: &Value, schema: &Value, whole: &Value, way: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let named = whole.pointer(reference.trim_start_matches('#')).expect("a definition");
        return faults(value, named, whole, way);
    }
    let mut found = Vec::new();
    let mut fault = |holds: bool, word: &str| {
        if !holds {
            found.push(format!("{way}: {word}"));
        }
    };
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is = |name: &&str| match *name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    };
    fault(types.is_empty() || types.iter().any(is), "type");
    fault(schema["const"].is_null() || schema["const"] == *value, "const");
    fault(schema["enum"].as_array().is_none_or(|allowed| allowed.contains(value)), "enum");
    if let (Some(pattern), Some(text)) = (schema["pattern"].as_str(), value.as_str()) {
        fault(regex::Regex::new(pattern).expect("a pattern").is_match(text), "pattern");
    }
    if let (Some(least), Some(number)) = (schema["minimum"].as_f64(), value.as_f64()) {
        fault(least <= number, "minimum");
    }
    if let (Some(greatest), Some(number)) = (schema["maximum"].as_f64(), value.as_f64()) {
        fault(number <= greatest, "maximum");
    }
    if let (Some(fields), Some(properties)) = (value.as_object(), schema["properties"].as_object()) {
        let required = schema["required"].as_array().expect("every object lists its fields");
        fault(required.iter().all(|name| fields.contains_key(name.as_str().expect("a name"))), "required");
        fault(fields.keys().all(|name| properties.contains_key(name)), "additionalProperties");
        let inner = fields.iter().filter_map(|(name, field)| Some((name, field, properties.get(name)?)));
        found.extend(
            inner.flat_map(|(name, field, schema)| faults(field, schema, whole, &format!("{way}.{name}"))),
        );
    }
    if let (Some(elements), true) = (value.as_array(), schema["items"].is_object()) {
        let ways = elements.iter().enumerate().map(|(rank, element)| (format!("{way}[{rank}]"), element));
        found.extend(ways.flat_map(|(way, element)| faults(element, &schema["items"], whole, &way)));
    }
    found
}

#[test]
fn json_is_as_its_schema_has_it() {
    let schema: Value = serde_json::from_str(vigie::assets::SCHEMA).expect("the schema is JSON");
    let mut document: Value =
        serde_json::from_slice(&written(Format::Json, &items(), Tongue::French)).expect("JSON");
    assert_eq!(faults(&document, &schema, &schema, ""), Vec::<String>::new());
    for line in text(Format::JsonLines, &items(), Tongue::French).lines() {
        let article: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(faults(&article, &schema["$defs"]["article"], &schema, ""), Vec::<String>::new());
    }
    let codes = |name: &str| schema["$defs"]["measure"]["properties"][name].clone();
    assert_eq!(codes("kind")["enum"].as_array().map(Vec::len), Some(Kind::ALL.len()));
    assert_eq!(codes("breaches")["items"]["enum"].as_array().map(Vec::len), Some(Theme::ALL.len()));
    for kind in Kind::ALL {
        assert_eq!(faults(&kind.code().into(), &codes("kind"), &schema, ""), Vec::<String>::new());
    }
    for theme in Theme::ALL {
        assert_eq!(
            faults(&theme.code().into(), &codes("breaches")["items"], &schema, ""),
            Vec::<String>::new()
        );
    }
    document["articles"][0]["measures"][0]["kind"] = "amende".into();
    document["articles"][1]["id"] = "x".into();
    assert_eq!(
        faults(&document, &schema, &schema, ""),
        [".articles[0].measures[0].kind: enum", ".articles[1].id: pattern"]
    );
}

#[test]
fn every_json_format_is_json() {
    for format in [Format::Json, Format::JsonFeed, Format::CslJson] {
        for items in [Vec::new(), items()] {
            serde_json::from_slice::<serde_json::Value>(&written(format, &items, Tongue::English))
                .expect("JSON");
        }
    }
}

#[test]
fn html() {
    check(Format::Html);
}

#[test]
fn plain_text() {
    check(Format::Text);
}

#[test]
fn markdown_in_english() {
    insta::assert_snapshot!(text(Format::Markdown, &[meta()], Tongue::English));
}

#[test]
fn csv_is_read_back_and_computes_nothing() {
    let bytes = written(Format::Csv, &items(), Tongue::French);
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let rows: Vec<csv::StringRecord> =
        reader.records().collect::<Result<_, _>>().expect("rows of equal length");
    assert_eq!(rows.len(), 7, "four measures, one, none, one");
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?} would be computed");
    }
}

#[test]
fn json_is_read_back_to_the_letter() {
    let document: serde_json::Value =
        serde_json::from_slice(&written(Format::Json, &items(), Tongue::French)).expect("JSON");
    let lines = text(Format::JsonLines, &items(), Tongue::French);
    let read: Vec<ArticleRecord> =
        lines.lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
    let expected: Vec<ArticleRecord> = items().iter().map(ArticleRecord::new).collect();
    assert_eq!(read, expected);
    let articles: Vec<ArticleRecord> = serde_json::from_value(document["articles"].clone()).expect("records");
    assert_eq!(articles, expected);
    for record in expected {
        for proof in record.measures.iter().flat_map(|measure| &measure.evidence) {
            assert_eq!(record.text[proof.start..proof.end], proof.quote);
        }
    }
}

#[test]
fn no_article_is_still_a_document() {
    for format in Format::ALL {
        let bytes = written(*format, &[], Tongue::English);
        let is_of_lines =
            *format == Format::JsonLines || *format == Format::Markdown || *format == Format::Text;
        assert!(is_of_lines || !bytes.is_empty(), "{}", format.code());
    }
}

#[test]
fn every_format_has_its_names() {
    for format in Format::ALL {
        assert_eq!(Format::from_code(format.code()), Some(*format));
        assert_eq!(Format::from_code(&format.code().to_uppercase()), Some(*format));
    }
    assert_eq!(Format::from_code("md"), Some(Format::Markdown));
    assert_eq!(Format::from_code("doc"), None);
}

#[test]
fn facts_for_a_terminal() {
    let item = clearview();
    let labels = Labels::new(Tongue::French);
    insta::assert_snapshot!(facts_table(&item.measures, &item.article.title, &item.document.text, &labels));
}

#[test]
fn citations() {
    let check = |authority: Option<&str>, reference: Option<&str>, date: Option<&str>, expected: &str| {
        let measure = Measure {
            authority: authority.map(str::to_owned),
            reference: reference.map(str::to_owned),
            date: date.and_then(|date| date.parse().ok()),
            company: Some("ACME".to_owned()),
            ..Measure::of_kind(Kind::PenaltyLiquidation)
        };
        assert_eq!(
            cite(&measure, &clearview(), CitationStyle::Legal, &Labels::new(Tongue::English)),
            expected
        );
    };
    check(
        Some("CNIL"),
        Some("SAN-2022-019"),
        Some("2022-10-17"),
        "CNIL, délib. n° SAN-2022-019, 17 oct. 2022",
    );
    check(
        Some("CNIL"),
        Some("MED-2021-134"),
        Some("2021-11-01"),
        "CNIL, déc. n° MED-2021-134, 1er nov. 2021",
    );
    check(
        Some("Autorité de la concurrence"),
        Some("21-D-11"),
        Some("2021-06-07"),
        "Autorité de la concurrence, déc. n° 21-D-11, 7 juin 2021",
    );
    check(
        Some("AMF"),
        Some("SAN-2023-05"),
        Some("2023-07"),
        "AMF, comm. sanct., déc. n° SAN-2023-05, juill. 2023",
    );
    check(Some("Conseil d’État"), Some("449209"), Some("2022-01-28"), "CE, 28 janv. 2022, n° 449209");
    check(Some("CJUE"), Some("C-311/18"), Some("2020-07-16"), "CJUE, 16 juill. 2020, aff. C-311/18");
    check(
        Some("Conseil d'État"),
        Some("ECLI:FR:CECHR:2022:449209.20220128"),
        None,
        "CE, ECLI:FR:CECHR:2022:449209.20220128",
    );
    check(
        Some("Cour d’appel de Paris"),
        Some("21/01234"),
        Some("2023-03-01"),
        "CA Paris, 1er mars 2023, n° 21/01234",
    );
    check(Some("Tribunal de l’UE"), Some("T-557/20"), None, "Trib. UE, aff. T-557/20");
    check(Some("CNIL"), None, Some("2023"), "CNIL, liquidation d’astreinte, ACME, 2023");
    check(Some("Conseil d’État"), None, Some("2023"), "CE, liquidation d’astreinte, ACME, 2023");
    check(None, None, None, "liquidation d’astreinte, ACME");
    check(None, Some("X-1"), None, "déc. n° X-1");
}

#[test]
fn citations_in_every_style() {
    let labels = Labels::new(Tongue::French);
    let mut written = String::new();
    for item in [clearview(), hostile()] {
        for style in CitationStyle::ALL {
            for measure in &item.measures {
                written.push_str(&format!("{}: {}\n", style.code(), cite(measure, &item, style, &labels)));
            }
        }
    }
    insta::assert_snapshot!(written);
}

#[test]
fn names_of_files() {
    let check = |parts: &[&str], expected: &str| assert_eq!(file_name(parts, "md"), expected);
    check(&["2022-10-17", "CNIL : l’Œuvre d’été", "1a2b3c4d"], "2022-10-17-cnil-l-oeuvre-d-ete-1a2b3c4d.md");
    check(&["../../etc/passwd"], "etc-passwd.md");
    assert_eq!(file_name(&["a"], "feed.json"), "a.feed.json");
    assert_eq!(file_name(&["a"], "../sh"), "a.sh");
    check(&["CON"], "con-vigie.md");
    check(&["com1"], "com1-vigie.md");
    check(&["…", "\u{1b}[2J"], "2j.md");
    check(&[], "vigie.md");
    check(&["日本"], "vigie.md");
    let long = "un titre très long ".repeat(20);
    check(
        &[&long, "1a2b3c4d"],
        "un-titre-tres-long-un-titre-tres-long-un-titre-tres-long-un-titre-tres-1a2b3c4d.md",
    );
}

proptest! {
    #[test]
    fn a_name_is_safe_on_every_system(parts in prop::collection::vec(any::<String>(), 0..4), extension in any::<String>()) {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let name = file_name(&parts, &extension);
        let stem = name.split('.').next().expect("a stem");
        assert!(!stem.is_empty() && stem.len() <= 88);
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.')));
        assert!(!name.starts_with(['-', '.']) && !name.ends_with(['-', '.']));
    }
}

proptest! {
    // Every format for every case; a workbook alone takes a hundredth of a second.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_breaks_a_format(title in any::<String>(), body in any::<String>(), company in any::<String>(), start in 0usize..40, len in 0usize..40) {
        let mut item = item("press", &title, Some(&title), Language::French, &body);
        let evidence = vec![Evidence { field: Field::Company, place: Place::Body, span: Span::new(start, start + len) }];
        item.measures.push(Measure { company: Some(company), evidence, ..Measure::of_kind(Kind::Complaint) });
        for format in Format::ALL {
            written(*format, std::slice::from_ref(&item), Tongue::French);
        }
        let line = text(Format::JsonLines, std::slice::from_ref(&item), Tongue::French);
        let read: ArticleRecord = serde_json::from_str(&line).expect("a record");
        assert_eq!(read, ArticleRecord::new(&item));
        let bytes = written(Format::Csv, std::slice::from_ref(&item), Tongue::French);
        assert_eq!(csv::Reader::from_reader(bytes.as_slice()).records().count(), 1);
    }
}

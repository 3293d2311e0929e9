//! Lines, what they are read as, what is said of them, and which articles they find.

use jiff::civil::{Date, date};
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof, proptest};
use vigie::domain::{
    ArticleId, Confidence, Currency, Deadline, Kind, Language, Measure, Money, Provision, Role, SourceId,
    Theme, Trust,
};
use vigie::labels::{Labels, Tongue};
use vigie::query::{
    Candidate, Context, FieldName, Names, Query, RemarkKind, Signs, ValueCount, Words, complete, help,
};

/// The day on which every line is read: a Wednesday.
const TODAY: Date = date(2024, 5, 15);

/// An article as a test needs it; each spells only what counts.
struct Told {
    name: &'static str,
    source: &'static str,
    title: &'static str,
    text: &'static str,
    language: Language,
    trust: Trust,
    author: Option<&'static str>,
    tags: Vec<String>,
    published: Date,
    fetched: Date,
    signs: Signs,
    measures: Vec<Measure>,
}

impl Default for Told {
    fn default() -> Told {
        Told {
            name: "",
            source: "cnil",
            title: "",
            text: "",
            language: Language::French,
            trust: Trust::Authority,
            author: None,
            tags: Vec::new(),
            published: date(2023, 1, 1),
            fetched: date(2023, 1, 2),
            signs: Signs { read: true, linked: true, ..Signs::default() },
            measures: Vec::new(),
        }
    }
}

fn measure(kind: Kind, authority: &str, company: &str, euros: Option<i64>) -> Measure {
    Measure {
        authority: Some(authority.to_owned()),
        company: (!company.is_empty()).then(|| company.to_owned()),
        amount: euros.and_then(|units| Money::from_units(units, Currency::EUR)),
        ..Measure::of_kind(kind)
    }
}

fn provisions(list: &[&str]) -> Vec<Provision> {
    list.iter().map(|provision| Provision((*provision).to_owned())).collect()
}

fn articles() -> Vec<Told> {
    let sanctioned = |kind, euros| Measure {
        date: "2022-10-17".parse().ok(),
        reference: Some("SAN-2022-019".to_owned()),
        articles: provisions(&["RGPD 6", "RGPD 12"]),
        breaches: vec![Theme::Lawfulness, Theme::Rights, Theme::Biometrics],
        role: Role::Background,
        ..measure(kind, "CNIL", "CLEARVIEW AI", euros)
    };
    let cookies = |company, euros, reference: &str| Measure {
        date: "2020-12-07".parse().ok(),
        reference: Some(reference.to_owned()),
        articles: provisions(&["LIL 82"]),
        breaches: vec![Theme::Cookies],
        ..measure(Kind::AdministrativeFine, "CNIL", company, Some(euros))
    };
    vec![
        Told {
            name: "clearview",
            title: "L’astreinte de CLEARVIEW AI est liquidée",
            text: "La CNIL a liquidé l’astreinte : la société devra payer 5,2 millions d’euros. Droit à l’image des anonymes.",
            published: date(2023, 5, 10),
            signs: Signs { linked: true, starred: true, ..Signs::default() },
            measures: vec![
                Measure {
                    date: "2023-04-17".parse().ok(),
                    ..measure(Kind::PenaltyLiquidation, "CNIL", "CLEARVIEW AI", Some(5_200_000))
                },
                sanctioned(Kind::AdministrativeFine, Some(20_000_000)),
                Measure { deadline: Some(Deadline::Months(2)), ..sanctioned(Kind::Injunction, None) },
                sanctioned(Kind::PeriodicPenalty, Some(100_000)),
            ],
            ..Told::default()
        },
        Told {
            name: "cookies",
            title: "Cookies : amendes pour GOOGLE et AMAZON",
            text: "La CNIL sanctionne Google et Amazon pour des cookies déposés sans consentement.",
            published: date(2020, 12, 10),
            tags: vec!["client".to_owned()],
            measures: vec![
                cookies("GOOGLE LLC", 60_000_000, "SAN-2020-012"),
                cookies("GOOGLE IRELAND", 40_000_000, "SAN-2020-012"),
                cookies("AMAZON EUROPE CORE", 35_000_000, "SAN-2020-013"),
            ],
            ..Told::default()
        },
        Told {
            name: "meta",
            source: "gazette-tech",
            title: "1.2 billion euro fine for Facebook",
            text: "Meta Platforms Ireland was fined by the DPC over transfers.",
            language: Language::English,
            trust: Trust::Press,
            author: Some("Claire Martin"),
            published: date(2023, 5, 22),
            signs: Signs { read: true, linked: true, changed: true, ..Signs::default() },
            measures: vec![Measure {
                aliases: vec!["Facebook".to_owned()],
                date: "2023-05".parse().ok(),
                articles: provisions(&["RGPD 46-1"]),
                breaches: vec![Theme::Transfers],
                confidence: Confidence::from_hundredths(55),
                ..measure(Kind::AdministrativeFine, "DPC", "Meta Platforms Ireland", Some(1_200_000_000))
            }],
            ..Told::default()
        },
        Told {
            name: "plainte",
            source: "gazette-tech",
            title: "Une plainte vise Mistral",
            text: "Un avocat a saisi la CNIL d’une plainte contre Mistral. Google n’est pas visé.",
            trust: Trust::Press,
            published: date(2024, 3, 1),
            fetched: TODAY,
            signs: Signs { linked: true, noted: true, ..Signs::default() },
            measures: vec![Measure {
                complainant: Some("Jérémy Roche".to_owned()),
                articles: provisions(&["RGPD 12-2", "RGPD 15"]),
                breaches: vec![Theme::Rights, Theme::Transparency],
                ..measure(Kind::Complaint, "CNIL", "Mistral", None)
            }],
            ..Told::default()
        },
        Told {
            name: "anonyme",
            title: "Dix mises en demeure",
            text: "La présidente adresse une mise en demeure à une commune ; noyb s’en félicite.",
            published: date(2024, 5, 14),
            fetched: date(2024, 5, 14),
            signs: Signs::default(),
            measures: vec![Measure {
                date: "2024".parse().ok(),
                articles: provisions(&["RGPD 5-1-e"]),
                complainant: Some("noyb".to_owned()),
                deadline: Some(Deadline::Months(3)),
                ..measure(Kind::FormalNotice, "CNIL", "", None)
            }],
            ..Told::default()
        },
        Told {
            name: "ico",
            source: "ico",
            title: "Fine for a British firm",
            text: "The ICO has issued a penalty.",
            language: Language::English,
            published: date(2023, 11, 2),
            measures: vec![Measure {
                amount: Money::from_units(60_000, Currency::GBP),
                ..measure(Kind::AdministrativeFine, "ICO", "Brown Ltd", None)
            }],
            ..Told::default()
        },
        Told {
            name: "conseils",
            title: "Cookies : nos conseils",
            text: "Comment recueillir un consentement. Une reprise de nos fiches. Mention de la C++ et de C#.",
            published: date(2024, 1, 5),
            ..Told::default()
        },
    ]
}

/// The reader's names: Meta's group, two views, one of which loops.
struct Known;

impl Names for Known {
    fn organisation(&self, written: &str) -> Vec<String> {
        let group = ["Meta", "Facebook", "WhatsApp"];
        let of_group = group.iter().any(|name| name.eq_ignore_ascii_case(written));
        if of_group { group.map(str::to_owned).to_vec() } else { Vec::new() }
    }

    fn view(&self, name: &str) -> Option<String> {
        match name {
            "gafam" => Some("company:google,amazon,meta".to_owned()),
            "cnil" => Some("authority:cnil type:fine".to_owned()),
            "ma veille" => Some("is:unread or tag:client".to_owned()),
            "boucle" => Some("cookies @boucle".to_owned()),
            _ => None,
        }
    }

    fn views(&self) -> Vec<ValueCount> {
        ["gafam", "ma veille", "boucle"]
            .map(|name| ValueCount { value: name.to_owned(), count: Some(3) })
            .to_vec()
    }

    fn values(&self, field: FieldName) -> Vec<ValueCount> {
        let values: &[(&str, u64)] = match field {
            FieldName::Company => &[("Clearview AI", 4), ("Google", 9), ("Groupe \"Canal+\"", 1)],
            FieldName::Type => &[("fine", 12), ("complaint", 20)],
            _ => &[],
        };
        values
            .iter()
            .map(|(value, count)| ValueCount { value: (*value).to_owned(), count: Some(*count) })
            .collect()
    }
}

fn context() -> Context<'static> {
    Context { today: TODAY, names: &Known, typing: false }
}

fn found(query: &Query) -> Vec<&'static str> {
    let matches = |told: &Told| {
        let source = SourceId::from_name(told.source).expect("a source's name");
        let (title, text) = (Words::of(told.title), Words::of(told.text));
        let first = if told.name == "clearview" { 1 } else { 0xf0 };
        let mut id = [0; 16];
        id[0] = first;
        query.matches(&Candidate {
            id: ArticleId(id),
            title: &title,
            text: &text,
            source: &source,
            source_title: &told.source.replace('-', " "),
            trust: Some(told.trust),
            language: told.language,
            author: told.author,
            tags: &told.tags,
            published: told.published,
            fetched: told.fetched,
            signs: told.signs,
            measures: &told.measures,
        })
    };
    articles().iter().filter(|told| matches(told)).map(|told| told.name).collect()
}

/// A line, its form in both languages, its remarks under it, and what it finds.
fn told(line: &str, labels: &Labels) -> String {
    let query = Query::parse(line, &context());
    let mut told = format!("{line}\n");
    for remark in &query.remarks {
        let before = line[..remark.span.start].chars().count();
        let length = line[remark.span.start..remark.span.end].chars().count().max(1);
        told.push_str(&format!(
            "{}{} {}\n",
            " ".repeat(before),
            "^".repeat(length),
            said(&remark.kind, labels)
        ));
    }
    told.push_str(&format!("  en: {}\n", query.print(Language::English)));
    told.push_str(&format!("  fr: {}\n", query.print(Language::French)));
    told.push_str(&format!("  finds: {}\n", found(&query).join(" ")));
    told
}

fn said(kind: &RemarkKind, labels: &Labels) -> String {
    let places = kind.places();
    let message = places
        .into_iter()
        .fold(vigie::labels::Message::new(kind.key()), |message, (name, text)| message.with(name, text));
    labels.say(&message)
}

#[test]
fn lines_are_read_said_and_answered() {
    let labels = Labels::new(Tongue::English);
    let table: Vec<String> = include_str!("query/queries.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| told(line, &labels))
        .collect();
    insta::assert_snapshot!(table.join("\n"));
}

#[test]
fn every_line_of_the_table_is_read_back() {
    for line in include_str!("query/queries.txt").lines() {
        check_read_back(line);
    }
}

fn check_read_back(line: &str) {
    let query = Query::parse(line, &context());
    for language in [Language::French, Language::English] {
        let printed = query.print(language);
        let again = Query::parse(&printed, &context());
        assert_eq!(again.expression, query.expression, "{line:?} prints as {printed:?}");
        assert_eq!(again.sort, query.sort, "{line:?} prints as {printed:?}");
        assert_eq!(again.print(language), printed, "{line:?}");
    }
    for remark in &query.remarks {
        assert!(line.get(remark.span.start..remark.span.end).is_some(), "{remark:?} lies in {line:?}");
    }
    for part in &query.parts {
        assert!(line.get(part.start..part.end).is_some(), "{part:?} lies in {line:?}");
    }
}

/// Pieces of which lines are made, valid and not.
fn piece() -> impl Strategy<Value = String> {
    let pieces = include_str!("query/queries.txt").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let signs = [
        "(", ")", "\"", "-", ":", "or", "et", "sauf", ",", "..", ">", "*", "~3", "@", "«", "»", "€", "EUR",
        "2022", "million", "32",
    ];
    let fields: Vec<String> =
        FieldName::ALL.iter().flat_map(|field| field.names()).map(|name| format!("{name}:")).collect();
    prop_oneof![
        4 => prop::sample::select(pieces),
        3 => prop::sample::select(signs.map(str::to_owned).to_vec()),
        3 => prop::sample::select(fields),
        1 => any::<String>(),
    ]
}

fn line() -> impl Strategy<Value = String> {
    let spaced = prop_oneof![3 => Just(" "), 1 => Just("")];
    prop::collection::vec((piece(), spaced), 0..12)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, space)| piece + space).collect())
}

proptest! {
    #[test]
    fn a_printed_query_is_read_back(line in line()) {
        check_read_back(&line);
    }

    #[test]
    fn no_line_is_refused(line in any::<String>()) {
        check_read_back(&line);
    }

    #[test]
    fn completion_takes_any_cursor(line in line(), cursor in 0usize..80) {
        let completions = complete(&line, cursor, Language::French, &Known);
        assert!(line.get(completions.span.start..completions.span.end).is_some());
    }
}

#[test]
fn depth_is_bounded() {
    let deep = "(".repeat(50_000) + "cookies";
    let query = Query::parse(&deep, &context());
    assert!(query.remarks.iter().any(|remark| remark.kind == RemarkKind::TooDeep));
    check_read_back(&("-".repeat(10_001) + "cookies"));
}

#[test]
fn what_is_typed_is_a_beginning() {
    let typed =
        |line: &str| Query::parse(line, &Context { typing: true, ..context() }).print(Language::English);
    assert_eq!(typed("cookies astrein"), "cookies astrein*");
    assert_eq!(typed("cookies astrein "), "cookies astrein");
    assert_eq!(typed("company:goo"), "company:goo*");
    assert_eq!(typed("title:ast"), "title:ast*");
    assert_eq!(typed("\"mise en demeu\""), "\"mise en demeu\"");
}

#[test]
fn conditions_can_be_taken_away_one_by_one() {
    let check = |line: &str, expected: &[&str]| {
        let query = Query::parse(line, &context());
        let parts: Vec<&str> = query.parts.iter().map(|part| &line[part.start..part.end]).collect();
        assert_eq!(parts, expected);
    };
    check(
        "cookies -type:fine amount:> 1M€ sort:date",
        &["cookies", "-type:fine", "amount:> 1M€", "sort:date"],
    );
    check("(a or b) c", &["(a or b)", "c"]);
    check("a b or c", &["a b or c"]);
    check("", &[]);
}

#[test]
fn completion() {
    let check = |line: &str, expected: &str| {
        let completions = complete(line, line.len(), Language::French, &Known);
        let items: Vec<String> = completions
            .items
            .iter()
            .take(4)
            .map(|item| match item.count {
                Some(count) => format!("{} ({count})", item.insert),
                None => item.insert.clone(),
            })
            .collect();
        let replaced = &line[completions.span.start..completions.span.end];
        assert_eq!(format!("[{replaced}] {}", items.join(" ")), expected, "{line}");
    };
    check("cookies so", "[so] société: montant: source: tri:");
    check("-aut", "[aut] autorité: auteur:");
    check("société:goo", "[goo] Google (9)");
    check("société:\"clearview", "[\"clearview] \"Clearview AI\" (4)");
    check("société:google,cl", "[cl] \"Clearview AI\" (4)");
    check("société:ai", "[ai] \"Clearview AI\" (4)");
    check("société:can", "[can] \"Groupe Canal+\" (1)");
    check("sanction:", "[] plainte (20) amende (12) astreinte astreinte-prononcée");
    check("type:mise", "[mise] mise-en-demeure injonction");
    check("publié:dep", "[dep] \"depuis 30 jours\" \"depuis 3 mois\"");
    check("tri:montant,-da", "[-da] date");
    check("@ma", "[@ma] @\"ma veille\" (3)");
    check("cookies zzz", "[zzz] ");
}

#[test]
fn every_remark_and_field_has_its_words() {
    for tongue in Tongue::ALL {
        let labels = Labels::new(tongue);
        for key in RemarkKind::KEYS {
            assert_ne!(labels.text(key), *key, "{tongue:?}");
        }
        for field in help(Language::French) {
            assert_ne!(labels.text(&field.key), field.key, "{tongue:?}");
        }
        for key in [
            "query-help-intro",
            "query-help-words",
            "query-help-measure",
            "query-help-values",
            "query-help-also",
        ] {
            assert_ne!(labels.text(key), key, "{tongue:?}");
        }
    }
}

#[test]
fn every_example_of_the_help_is_understood() {
    for field in help(Language::English) {
        let query = Query::parse(&field.example, &context());
        assert!(query.remarks.is_empty() && !query.is_empty(), "{}", field.example);
        for value in field.values {
            for name in value.others.into_iter().chain([value.name]) {
                let query = Query::parse(&format!("{}:\"{name}\"", field.name), &context());
                assert!(query.remarks.is_empty(), "{name}");
            }
        }
    }
}

#[test]
fn every_name_of_a_field_is_its_own() {
    for field in FieldName::ALL {
        for name in field.names() {
            assert_eq!(FieldName::from_name(&name.to_uppercase()), Some(*field), "{name}");
        }
    }
}

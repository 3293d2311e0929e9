//! The screen without a terminal: messages in, effects and frames out, at three sizes and in two languages.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use vigie::app::{
    Doubt, Gap, Opened, Progress, RefreshReport, SourceHealth, SourceStatus, Standing, ViewCount,
};
use vigie::assets;
use vigie::config::View;
use vigie::domain::{
    Article, ArticleDates, ArticleId, Change, Confidence, Correction, Currency, Deadline, Evidence, Fact,
    Field, FullText, Headline, Kind, Language, Mark, MarkChange, Measure, Money, Organisations, PartialDate,
    Period, Place, Provision, Role, Source, SourceFormat, SourceId, Span, Theme as Subject, Trust,
};
use vigie::export::Format;
use vigie::labels::{Labels, Message as Word, Tongue};
use vigie::ledger::{Ledger, Told, review};
use vigie::text::{Block, BlockKind, Document, Link, Style, Styled};
use vigie::tui::{
    Action, Beginning, Depth, Effect, Key, KeyCode, Keymap, Message, Model, Mouse, MouseAct, RequestId,
    Settings, Shelf, Theme, Turn, update, view,
};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

fn time(text: &str) -> Timestamp {
    text.parse().expect("a timestamp")
}

fn theme(name: &str, depth: Depth) -> Theme {
    let (_, text) = assets::SCREEN_THEMES.iter().find(|(known, _)| *known == name).expect("a theme");
    Theme::read(name, text, depth).expect("a theme that reads")
}

fn model(tongue: Tongue, (width, height): (u16, u16)) -> Model {
    let (keymap, _) = Keymap::read(&[assets::KEYMAP]);
    let themes: Vec<Theme> = assets::SCREEN_THEMES.iter().map(|(name, _)| theme(name, Depth::True)).collect();
    Model::new(Beginning {
        labels: Labels::new(tongue),
        keymap,
        theme: theme("dark", Depth::True),
        follows_ground: true,
        themes,
        zone: TimeZone::UTC,
        today: date(2023, 5, 11),
        size: Size { width, height },
        refresh: false,
        mouse: true,
        settings: Settings::default(),
        word: None,
    })
}

/// A model that holds these rows and sources.
fn filled(tongue: Tongue, size: (u16, u16), rows: Vec<Headline>) -> Model {
    let mut model = model(tongue, size);
    update(&mut model, Message::SourcesLoaded(sources()));
    update(&mut model, Message::ShelfLoaded(Box::new(Shelf::of(rows))));
    model
}

fn sources() -> Vec<SourceStatus> {
    let source = |name: &str, title: &str, failure: Option<Word>| SourceStatus {
        source: Source {
            id: SourceId::from_name(name).expect("a name"),
            title: title.to_owned(),
            address: format!("https://{name}.example/feed"),
            alternates: Vec::new(),
            format: SourceFormat::Feed,
            language: Language::French,
            country: "FR".to_owned(),
            trust: Trust::Press,
            tags: Vec::new(),
            full_text: FullText::Auto,
        },
        articles: 0,
        unread: 0,
        last_success: None,
        failure,
        mended: Vec::new(),
    };
    let failure = Word::new("error-app-address").with("address", "nulle-part");
    vec![
        source("cnil", "CNIL", None),
        source("linforme", "L’Informé", None),
        source("gdprhub", "GDPRhub", Some(failure)),
    ]
}

fn row(source: &str, guid: &str, when: &str, title: &str, facts: Vec<Fact>) -> Headline {
    let source = SourceId::from_name(source).expect("a name");
    Headline {
        article: Article {
            id: ArticleId::of(&source, guid),
            source,
            guid: guid.to_owned(),
            link: Some(format!("https://example.org/{guid}")),
            title: title.to_owned(),
            author: None,
            dates: ArticleDates {
                published: Some(time(when)),
                updated: None,
                fetched: time("2023-05-11T06:00:00Z"),
            },
            language: Language::French,
        },
        mark: Mark::default(),
        facts,
    }
}

fn fact(kind: Kind, company: &str, euros: Option<i64>) -> Fact {
    Fact {
        kind,
        authority: Some(Arc::from("CNIL")),
        company: Some(Arc::from(company)),
        amount: euros.map(|euros| Money::from_units(euros, Currency::EUR).expect("a sum")),
        period: (kind == Kind::PeriodicPenalty).then_some(Period::Day),
        role: Role::Main,
        doubtful: false,
    }
}

fn rows() -> Vec<Headline> {
    let background = |fact: Fact| Fact { role: Role::Background, ..fact };
    let mut read =
        row("gdprhub", "read", "2023-05-10T17:45:00Z", "AEPD: a small fine, long read", Vec::new());
    read.mark = Mark { read: true, starred: true };
    vec![
        row(
            "cnil",
            "clearview",
            "2023-05-11T08:30:00Z",
            "Reconnaissance faciale : la CNIL liquide l’astreinte prononcée à l’encontre de CLEARVIEW AI",
            vec![
                fact(Kind::PenaltyLiquidation, "CLEARVIEW AI", Some(5_200_000)),
                background(fact(Kind::AdministrativeFine, "CLEARVIEW AI", Some(20_000_000))),
                background(fact(Kind::PeriodicPenalty, "CLEARVIEW AI", Some(100_000))),
            ],
        ),
        row(
            "linforme",
            "mistral",
            "2023-05-11T07:05:00Z",
            "Mistral visé par une plainte devant la Cnil",
            vec![Fact { doubtful: true, ..fact(Kind::Complaint, "Mistral", None) }],
        ),
        row(
            "linforme",
            "guide",
            "2023-05-11T06:00:00Z",
            "Cinq questions à poser avant d’écrire à un sous-traitant",
            Vec::new(),
        ),
        row(
            "cnil",
            "free",
            "2023-05-10T18:00:00Z",
            "Violation de données : deux sociétés sanctionnées",
            vec![
                fact(Kind::AdministrativeFine, "FREE MOBILE", Some(27_000_000)),
                fact(Kind::AdministrativeFine, "FREE", Some(15_000_000)),
            ],
        ),
        read,
        row(
            "cnil",
            "injonction",
            "2023-05-09T09:00:00Z",
            "Une mairie mise en demeure",
            vec![fact(Kind::FormalNotice, "Ville de Sèvres", None)],
        ),
        row("cnil", "old", "2023-05-09T08:00:00Z", "Société anonyme : œuvres et données", Vec::new()),
    ]
}

/// Control sequences, marks without letters, wide characters, a title without end, no title at all.
fn hostile_rows() -> Vec<Headline> {
    vec![
        row(
            "cnil",
            "escape",
            "2023-05-11T08:00:00Z",
            "\u{1b}[2J\u{1b}]0;pris\u{7}Effacé ?\u{9b}31m",
            vec![fact(Kind::AdministrativeFine, "\u{1b}[31mX\u{202e}Y", Some(1))],
        ),
        row(
            "cnil",
            "wide",
            "2023-05-11T07:00:00Z",
            "個人情報保護委員会が制裁金を科した。個人情報保護委員会が制裁金を科した。個人情報保護委員会",
            Vec::new(),
        ),
        row(
            "cnil",
            "marks",
            "2023-05-11T06:00:00Z",
            &format!("Z{} e\u{301}te\u{301} 👨‍👩‍👧‍👦 🇫🇷 fin", "\u{300}".repeat(60)),
            Vec::new(),
        ),
        row("cnil", "long", "2023-05-11T05:00:00Z", &"sans-fin".repeat(400), Vec::new()),
        row("cnil", "none", "2023-05-11T04:00:00Z", " \n\t", Vec::new()),
    ]
}

const BODY: &str = "L’essentiel\n\
La CNIL a liquidé l’astreinte de 100 000 euros par jour imposée à CLEARVIEW AI, qui devra verser 5,2 millions d’euros pour ne pas s’être conformée à l’injonction d’octobre 2022.\n\
Un premier rappel\n\
Le 17 octobre 2022, la formation restreinte avait prononcé une amende de 20 millions d’euros (délibération SAN-2022-019).\n\
la collecte sans base légale ;\n\
les demandes d’accès laissées sans réponse ;\n\
« Une personne n’a pas à prouver que son visage lui appartient », dit la présidente.\n\
Année | Mesure | Somme\n\
2022 | amende | 20 M€\n\
2023 | liquidation | 5,2 M€\n\
Lire la délibération sur Légifrance.";

fn body_span(text: &str) -> Span {
    let start = BODY.find(text).unwrap_or_else(|| panic!("{text:?} is in the body"));
    Span::new(start, start + text.len())
}

fn document() -> Document {
    let kinds = [
        (BlockKind::Heading(2), 0),
        (BlockKind::Paragraph, 0),
        (BlockKind::Heading(2), 0),
        (BlockKind::Paragraph, 0),
        (BlockKind::Item { depth: 1, number: None }, 0),
        (BlockKind::Item { depth: 1, number: None }, 0),
        (BlockKind::Paragraph, 1),
        (BlockKind::Row { header: true }, 0),
        (BlockKind::Row { header: false }, 0),
        (BlockKind::Row { header: false }, 0),
        (BlockKind::Paragraph, 0),
    ];
    let mut start = 0;
    let mut blocks = Vec::new();
    for (line, (kind, quoted)) in BODY.split('\n').zip(kinds) {
        blocks.push(Block { kind, span: Span::new(start, start + line.len()), quoted });
        start += line.len() + 1;
    }
    Document {
        text: BODY.to_owned(),
        blocks,
        links: vec![Link {
            span: body_span("Légifrance"),
            address: "https://www.legifrance.gouv.fr/cnil/id/1".to_owned(),
        }],
        styles: vec![Styled { span: body_span("la formation restreinte"), style: Style::Strong }],
    }
}

fn measure(kind: Kind, euros: Option<i64>, role: Role, proof: &str) -> Measure {
    let evidence = vec![
        Evidence { field: Field::Kind, place: Place::Body, span: body_span(proof) },
        Evidence { field: Field::Company, place: Place::Body, span: body_span("CLEARVIEW AI") },
    ];
    Measure {
        authority: Some("CNIL".to_owned()),
        company: Some("CLEARVIEW AI".to_owned()),
        amount: euros.map(|euros| Money::from_units(euros, Currency::EUR).expect("a sum")),
        period: (kind == Kind::PeriodicPenalty).then_some(Period::Day),
        role,
        evidence,
        ..Measure::of_kind(kind)
    }
}

fn measures() -> Vec<Measure> {
    let day = Some(PartialDate::Day(date(2022, 10, 17)));
    let fine = Measure {
        date: day,
        reference: Some("SAN-2022-019".to_owned()),
        articles: vec![Provision("RGPD 6".to_owned()), Provision("RGPD 15".to_owned())],
        breaches: vec![Subject::Lawfulness, Subject::Rights],
        ..measure(
            Kind::AdministrativeFine,
            Some(20_000_000),
            Role::Background,
            "une amende de 20 millions d’euros",
        )
    };
    let injunction = Measure {
        deadline: Some(Deadline::Months(2)),
        date: day,
        confidence: Confidence::from_hundredths(45),
        ..measure(Kind::Injunction, None, Role::Background, "l’injonction d’octobre 2022")
    };
    vec![
        measure(Kind::PenaltyLiquidation, Some(5_200_000), Role::Main, "5,2 millions d’euros"),
        fine,
        injunction,
        Measure {
            date: day,
            ..measure(Kind::PeriodicPenalty, Some(100_000), Role::Background, "100 000 euros par jour")
        },
    ]
}

fn opened(row: &Headline) -> Opened {
    Opened {
        article: row.article.clone(),
        mark: row.mark,
        document: document(),
        measures: measures(),
        reviewed: Vec::new(),
    }
}

/// Presses keys written as the keymap writes them, one after the other; gives back all effects.
fn press(model: &mut Model, keys: &str) -> Vec<Effect> {
    keys.split(' ').flat_map(|key| update(model, Message::Key(key_of(key)))).collect()
}

fn key_of(text: &str) -> Key {
    let code = match text {
        "<enter>" => KeyCode::Enter,
        "<esc>" => KeyCode::Escape,
        "<tab>" => KeyCode::Tab,
        "<space>" => KeyCode::Char(' '),
        "<down>" => KeyCode::Down,
        "<pagedown>" => KeyCode::PageDown,
        "<backspace>" => KeyCode::Backspace,
        _ => KeyCode::Char(
            text.chars()
                .last()
                .filter(|c| *c != '>')
                .unwrap_or_else(|| text.chars().rev().nth(1).expect("a key")),
        ),
    };
    Key { control: text.starts_with("<c-"), ..Key::plain(code) }
}

fn type_in(model: &mut Model, text: &str) -> Vec<Effect> {
    text.chars().flat_map(|c| update(model, Message::Key(Key::typed(c)))).collect()
}

/// Opens the article under the cursor, the library answering.
fn read(model: &mut Model, row: &Headline) -> Vec<Effect> {
    let effects = press(model, "<enter>");
    let Some(Effect::OpenArticle { request, id }) = effects.first() else {
        panic!("no article opened: {effects:?}")
    };
    assert_eq!(*id, row.article.id);
    update(model, Message::ArticleOpened { request: *request, opened: Some(Box::new(opened(row))) })
}

fn draw(model: &Model, (width, height): (u16, u16)) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    terminal.draw(|frame| view(model, frame)).expect("a frame");
    terminal.backend().buffer().clone()
}

/// The characters of a screen, blanks at the ends of lines left out.
fn text_of(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += unicode_width::UnicodeWidthStr::width(symbol).max(1) as u16;
        }
        writeln!(text, "{}", line.trim_end()).expect("a string takes all");
    }
    text
}

fn screen(model: &Model, size: (u16, u16)) -> String {
    text_of(&draw(model, size))
}

/// A snapshot of a screen at each size and in each language, after `act`.
fn check(name: &str, rows: &[Headline], act: impl Fn(&mut Model)) {
    for tongue in [Tongue::French, Tongue::English] {
        let code = if tongue == Tongue::French { "fr" } else { "en" };
        for size in SIZES {
            let mut model = filled(tongue, size, rows.to_vec());
            act(&mut model);
            let shown = screen(&model, size);
            insta::assert_snapshot!(format!("{name}_{}x{}_{code}", size.0, size.1), shown);
        }
    }
}

#[test]
fn the_list_shows_days_marks_and_facts() {
    check("list", &rows(), |model| _ = press(model, "j <space> j s"));
}

/// What the rows tell, as the ledger takes it in; sums as the rows have them, days of decision a month before.
fn ledger_of(rows: &[Headline]) -> Arc<Ledger> {
    let told = rows.iter().map(|row| {
        let measures = row.facts.iter().map(|fact| Measure {
            authority: fact.authority.as_deref().map(str::to_owned),
            company: fact.company.as_deref().map(str::to_owned),
            amount: fact.amount,
            period: fact.period,
            role: fact.role,
            date: Some(PartialDate::Day(date(2023, 4, if fact.role == Role::Main { 17 } else { 3 }))),
            articles: vec![Provision("RGPD 6".to_owned())],
            breaches: vec![Subject::Rights],
            ..Measure::of_kind(fact.kind)
        });
        let article = &row.article;
        let published = article.dates.published.map(|at| TimeZone::UTC.to_datetime(at).date());
        Told::by_article(
            article.id,
            article.source.clone(),
            Trust::Press,
            published,
            &article.title,
            measures.collect(),
        )
    });
    Arc::new(Ledger::build(told, &Organisations::default(), &Vec::new()))
}

/// Presses keys, the library answering what rooms ask.
fn go(model: &mut Model, rows: &[Headline], keys: &str) {
    for key in keys.split(' ') {
        let effects = press(model, key);
        answer(model, rows, effects);
    }
}

fn answer(model: &mut Model, rows: &[Headline], mut effects: Vec<Effect>) {
    while let Some(effect) = effects.pop() {
        let answer = match effect {
            Effect::LoadLedger { request } => Message::LedgerLoaded { request, ledger: ledger_of(rows) },
            Effect::LoadDoubts { .. } => Message::DoubtsLoaded { doubts: doubts(rows), count: 1 },
            Effect::LoadHealth { .. } => Message::HealthLoaded(health(rows)),
            Effect::LoadPassages { decision, .. } => {
                let passages =
                    rows.iter().take(1).map(|row| (row.article.id, "une somme de 5,2 M€".to_owned()));
                Message::PassagesLoaded { decision, passages: passages.collect() }
            }
            Effect::OpenArticle { request, id } => {
                let row = rows.iter().find(|row| row.article.id == id).expect("a row");
                Message::ArticleOpened { request, opened: Some(Box::new(opened(row))) }
            }
            _ => continue,
        };
        effects.extend(update(model, answer));
    }
}

fn health(rows: &[Headline]) -> Vec<SourceHealth> {
    let hostile = Word::new("error-app-address").with("address", "\u{1b}[2Jnulle-part");
    let of = |status: SourceStatus, place: usize| SourceHealth {
        standing: [Standing::Good, Standing::Silent, Standing::Dead][place % 3],
        last_success: Some(time("2023-05-10T06:00:00Z")),
        last_failure: None,
        failure: (place == 2).then(|| hostile.clone()),
        streak: 21,
        next_try: Some(time("2023-05-12T06:00:00Z")),
        articles: 12,
        last_item: Some(time("2023-05-09T06:00:00Z")),
        items_a_week: 3.5,
        usual_interval: None,
        mean_delay: None,
        mended: vec!["date".to_owned()],
        remarks: Vec::new(),
        gaps: vec![Gap { after: time("2023-05-01T06:00:00Z"), before: time("2023-05-02T06:00:00Z") }],
        source: status.source,
    };
    let followed = sources().into_iter().take(rows.len());
    followed.enumerate().map(|(place, status)| of(status, place)).collect()
}

fn doubts(rows: &[Headline]) -> Vec<Doubt> {
    let doubt = |row: &Headline| {
        let fact = row.facts.first()?;
        let measure = Measure {
            authority: fact.authority.as_deref().map(str::to_owned),
            company: fact.company.as_deref().map(str::to_owned),
            confidence: Confidence::from_hundredths(45),
            ..Measure::of_kind(fact.kind)
        };
        let fact = review::apply(&[], std::slice::from_ref(&measure)).remove(0);
        let passage = "la formation restreinte a prononcé \u{1b}[31m une amende".to_owned();
        Some(Doubt { headline: row.clone(), fact, place: 0, passage })
    };
    rows.iter().filter_map(doubt).collect()
}

/// Every room beside the news, one under the other: the keys that lead there from the news, its name.
const ROOMS: [(&str, &str); 6] = [
    ("L", "ledger"),
    ("L <enter>", "case"),
    ("C", "record"),
    ("F", "figures"),
    ("D", "review"),
    ("H", "health"),
];

#[test]
fn every_room_stands_at_every_size_with_any_content() {
    let contents =
        [("empty", Vec::new()), ("one", rows()[..1].to_vec()), ("many", rows()), ("hostile", hostile_rows())];
    for (content, rows) in contents {
        for tongue in [Tongue::French, Tongue::English] {
            let code = if tongue == Tongue::French { "fr" } else { "en" };
            for size in SIZES {
                let mut screens = String::new();
                for (keys, room) in ROOMS {
                    let mut model = filled(tongue, size, rows.clone());
                    go(&mut model, &rows, keys);
                    let shown = screen(&model, size);
                    assert!(!shown.contains('\u{1b}'), "{room}");
                    // An empty room is a few words: its blank lines teach nothing.
                    let shown = shown.split("\n\n\n\n").map(str::trim_end).collect::<Vec<_>>().join("\n…\n");
                    writeln!(screens, "== {room} ==\n{}", shown.trim_end()).expect("a string takes all");
                }
                insta::assert_snapshot!(format!("rooms_{content}_{}x{}_{code}", size.0, size.1), screens);
            }
        }
    }
}

#[test]
fn rooms_lead_on_and_back() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    let top = |model: &Model| screen(model, (120, 40)).lines().next().unwrap_or_default().to_owned();
    go(&mut model, &rows(), "L");
    assert!(top(&model).contains("Registre") && top(&model).contains("décisions"), "{}", top(&model));
    go(&mut model, &rows(), "<enter>");
    assert!(top(&model).contains("Affaire"), "{}", top(&model));
    go(&mut model, &rows(), "C");
    assert!(top(&model).contains("FREE") || top(&model).contains("CLEARVIEW"), "{}", top(&model));
    go(&mut model, &rows(), "G <enter>");
    assert!(screen(&model, (120, 40)).contains("L’essentiel"), "an article opens from a record");
    go(&mut model, &rows(), "<esc>");
    assert!(top(&model).contains("FREE") || top(&model).contains("CLEARVIEW"), "{}", top(&model));
    go(&mut model, &rows(), "<esc> <esc>");
    assert!(top(&model).contains("Registre"), "{}", top(&model));
    go(&mut model, &rows(), "<esc>");
    assert!(top(&model).contains("Nouvelles"), "{}", top(&model));
}

#[test]
fn the_filters_of_the_news_hold_in_the_ledger() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    go(&mut model, &rows(), "L /");
    type_in(&mut model, "mistral");
    press(&mut model, "<enter>");
    let shown = screen(&model, (120, 40));
    assert!(shown.contains("Mistral") && !shown.contains("FREE"), "{shown}");
    press(&mut model, "x");
    assert!(screen(&model, (120, 40)).contains("FREE"));
}

#[test]
fn a_fact_is_judged_with_one_key_and_edited_field_by_field() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    go(&mut model, &rows(), "D");
    let effects = press(&mut model, "a");
    let [Effect::Correct { article, change: Change::Confirm { .. }, .. }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(*article, rows()[0].article.id);
    let effects = press(&mut model, "j r");
    assert!(matches!(&effects[..], [Effect::Correct { change: Change::Reject { .. }, .. }]), "{effects:?}");
    press(&mut model, "e");
    type_in(&mut model, "montant");
    press(&mut model, "<enter>");
    type_in(&mut model, "5,2 M€");
    press(&mut model, "<enter>");
    assert!(screen(&model, (120, 40)).contains("5200000 EUR"), "{}", screen(&model, (120, 40)));
    type_in(&mut model, "enregistrer");
    press(&mut model, "<enter>");
    type_in(&mut model, "lu dans la décision");
    let effects = press(&mut model, "<enter>");
    let [Effect::Correct { change: Change::Correct { value, .. }, reason, .. }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(value.amount, Money::from_units(5_200_000, Currency::EUR));
    assert_eq!(reason, "lu dans la décision");
}

#[test]
fn a_correction_is_shown_beside_the_machine_and_taken_back() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    read(&mut model, &rows()[0]);
    press(&mut model, "]");
    let effects = press(&mut model, "-");
    let [Effect::Correct { article, change, reason, .. }] = &effects[..] else { panic!("{effects:?}") };
    let correction = Correction {
        article: *article,
        change: change.clone(),
        reason: reason.clone(),
        at: time("2023-05-11T09:00:00Z"),
    };
    let mut now = opened(&rows()[0]);
    now.reviewed = review::apply(std::slice::from_ref(&correction), &now.measures);
    now.reviewed.sort_by_key(|it| !it.stands());
    now.measures.remove(0);
    let told = Message::Corrected {
        correction: correction.clone(),
        turn: Turn::First,
        rows: Vec::new(),
        opened: Some(Box::new(now)),
    };
    update(&mut model, told);
    press(&mut model, "<tab>");
    let shown = screen(&model, (80, 60));
    assert!(shown.contains("rejetés"), "{shown}");
    let effects = press(&mut model, "U");
    let [Effect::Repeat { correction: taken, turn: Turn::Undone, .. }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(*taken, correction);
}

#[test]
fn an_empty_store_says_what_to_do() {
    check("empty", &[], |_| ());
}

#[test]
fn one_article_stands_alone() {
    check("one", &rows()[..1], |_| ());
}

#[test]
fn hostile_text_stays_text() {
    check("hostile", &hostile_rows(), |_| ());
}

#[test]
fn an_article_stands_with_its_facts() {
    check("article", &rows(), |model| {
        read(model, &rows()[0]);
        press(model, "] ]");
    });
}

#[test]
fn the_facts_stand_as_cards() {
    check("facts", &rows(), |model| {
        read(model, &rows()[0]);
        press(model, "<tab> j");
    });
}

#[test]
fn sources_stand_beside_the_list() {
    check("sources", &rows(), |model| _ = press(model, "h G"));
}

#[test]
fn a_picker_narrows_as_one_types() {
    check("picker", &rows(), |model| {
        press(model, "c");
        type_in(model, "free");
    });
}

#[test]
fn the_help_is_that_of_the_pane() {
    check("help", &rows(), |model| _ = press(model, "?"));
}

#[test]
fn a_prefix_shows_the_keys_that_may_follow() {
    check("prefix", &rows(), |model| _ = press(model, "g"));
}

#[test]
fn a_small_terminal_is_told_in_words() {
    for (tongue, words) in [(Tongue::French, "Fenêtre"), (Tongue::English, "Window")] {
        let model = filled(tongue, (20, 5), rows());
        assert!(screen(&model, (20, 5)).contains(words));
        assert!(!screen(&model, (1, 1)).contains('\u{1b}'));
    }
}

/// Whatever the size, drawing neither panics nor lets a control character through.
#[test]
fn every_size_can_be_drawn() {
    for width in [1, 5, 20, 39, 40, 41, 63, 64, 99, 100, 120, 149, 150, 230] {
        for height in [1, 2, 5, 9, 10, 11, 24, 60] {
            let mut model = filled(Tongue::French, (width, height), hostile_rows());
            let effects = press(&mut model, "<enter>");
            if let Some(Effect::OpenArticle { request, .. }) = effects.first() {
                let mut opened = opened(&hostile_rows()[0]);
                opened.document =
                    Document::from_plain(&"\u{1b}[31mmot\u{9b} 個人\u{301}\u{202e} ".repeat(50));
                update(
                    &mut model,
                    Message::ArticleOpened { request: *request, opened: Some(Box::new(opened)) },
                );
            }
            for keys in ["] ]", "<tab>", "h h", "?", "<esc> c", "<esc> g"] {
                press(&mut model, keys);
                let buffer = draw(&model, (width, height));
                let controls =
                    buffer.content.iter().flat_map(|cell| cell.symbol().chars()).any(char::is_control);
                assert!(!controls, "at {width}×{height}");
            }
        }
    }
}

/// The titles of the rows shown, from top to bottom.
fn titles(model: &Model) -> Vec<String> {
    let size = (120, 200);
    let text = screen(model, size);
    let known: Vec<String> = rows().iter().map(|row| row.article.title.chars().take(20).collect()).collect();
    text.lines()
        .filter_map(|line| known.iter().find(|title| line.contains(title.as_str())).cloned())
        .collect()
}

#[test]
fn a_company_and_a_family_of_kinds_filter_the_list() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    press(&mut model, "c");
    type_in(&mut model, "clearv");
    press(&mut model, "<enter>");
    assert_eq!(titles(&model), ["Reconnaissance facia"]);
    press(&mut model, "x t");
    type_in(&mut model, "astreinte");
    press(&mut model, "<enter>");
    assert_eq!(titles(&model), ["Reconnaissance facia"]);
    let top = screen(&model, (120, 40)).lines().next().expect("a line").to_owned();
    assert!(top.contains("astreinte, prononcée ou liquidée"), "{top}");
    press(&mut model, "x t");
    type_in(&mut model, "demeure");
    press(&mut model, "<enter>");
    assert_eq!(titles(&model), ["Une mairie mise en d"]);
}

#[test]
fn a_search_forgets_case_and_accents_and_takes_a_late_answer_once() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    press(&mut model, "/");
    let effects = type_in(&mut model, "SOCIETE");
    assert_eq!(titles(&model), ["Violation de données", "Société anonyme : œu"]);
    let requests: Vec<(RequestId, String)> = effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::FindText { request, words } => Some((request, words)),
            _ => None,
        })
        .collect();
    let (last, words) = requests.last().expect("bodies are sought");
    assert_eq!(words, "SOCIETE");
    let guide = rows()[2].article.id;
    let (early, _) = &requests[0];
    update(&mut model, Message::TextFound { request: *early, ids: vec![rows()[5].article.id] });
    assert_eq!(titles(&model).len(), 2, "an answer to an earlier search changes nothing");
    update(&mut model, Message::TextFound { request: *last, ids: vec![guide] });
    assert_eq!(titles(&model), ["Cinq questions à pos", "Violation de données", "Société anonyme : œu"]);
    press(&mut model, "<esc>");
    assert_eq!(titles(&model).len(), rows().len(), "escape gives the former list back");
}

#[test]
fn a_line_of_the_query_language_shows_what_answers_it_alone() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    press(&mut model, "/");
    let effects = type_in(&mut model, "montant:>1M€");
    let Some(Effect::FindText { request, words }) = effects.last() else { panic!("{effects:?}") };
    assert_eq!(words, "montant:>1M€");
    let remark = Word::new("query-bad-amount").with("value", ">1M€");
    update(&mut model, Message::LineRead { request: *request, remark: Some(remark) });
    assert!(screen(&model, (120, 40)).contains(">1M€"), "a remark stands beside the line");
    update(&mut model, Message::TextFound { request: *request, ids: vec![rows()[5].article.id] });
    assert_eq!(titles(&model).len(), 1, "titles that hold such words do not join");
    press(&mut model, "<esc>");
    assert_eq!(titles(&model).len(), rows().len());
}

#[test]
fn saved_views_stand_among_the_sources() {
    let mut model = filled(Tongue::French, (160, 50), rows());
    let view = View { name: "cookies".to_owned(), query: "thème:cookies".to_owned() };
    let count = ViewCount { view, articles: 3, unread: 2 };
    update(&mut model, Message::ViewsLoaded(vec![count]));
    assert!(screen(&model, (160, 50)).contains("@cookies"));
    let effects = press(&mut model, "h g g j j j <enter>");
    let asks = |effect: &Effect| matches!(effect, Effect::FindText { words, .. } if words == "@\"cookies\"");
    assert!(effects.iter().any(asks), "{effects:?}");
}

#[test]
fn opening_marks_as_read_and_marks_can_be_undone() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    let effects = read(&mut model, &rows()[0]);
    let [Effect::Mark { ids, change: MarkChange::Read(true), .. }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(ids, &[rows()[0].article.id]);
    press(&mut model, "<esc>");
    let effects = press(&mut model, "A");
    let [Effect::Mark { ids, change: MarkChange::Read(true), .. }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(ids.len(), 5, "two were read already");
    let effects = press(&mut model, "U");
    let [Effect::Mark { ids, change: MarkChange::Read(false), .. }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(ids.len(), 5);
    let effects = press(&mut model, "<c-r>");
    assert!(matches!(&effects[..], [Effect::Mark { change: MarkChange::Read(true), .. }]), "{effects:?}");
}

#[test]
fn a_mark_that_cannot_be_kept_is_taken_back() {
    let mut model = filled(Tongue::French, (80, 24), rows());
    let effects = press(&mut model, "s");
    let [Effect::Mark { request, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert!(screen(&model, (80, 24)).contains("★ "));
    let stars = |model: &Model| screen(model, (80, 24)).matches('★').count();
    let before = stars(&model);
    update(&mut model, Message::Failed { request: *request, reason: Word::new("error-app-no-home") });
    assert_eq!(stars(&model), before - 1);
}

#[test]
fn a_refresh_moves_neither_cursor_nor_text() {
    let size = (80, 24);
    let mut model = filled(Tongue::French, size, rows());
    press(&mut model, "j j");
    let line_of_cursor = |model: &Model| screen(model, size).lines().position(|line| line.starts_with('▌'));
    let before = (line_of_cursor(&model), screen(&model, size).lines().nth(3).map(str::to_owned));
    let effects = press(&mut model, "r");
    let [Effect::Refresh { request, sources }] = &effects[..] else { panic!("{effects:?}") };
    assert!(sources.is_empty());
    let done = Progress::SourceDone {
        source: SourceId::from_name("cnil").expect("a name"),
        new: 12,
        failure: None,
        done: 1,
        total: 3,
    };
    update(&mut model, Message::RefreshProgressed { request: *request, progress: done });
    assert!(screen(&model, size).contains("1/3, 12 nouveaux"), "{}", screen(&model, size));
    let new: Vec<Headline> = (0..12)
        .map(|n| {
            row("cnil", &format!("new{n}"), "2023-05-11T09:00:00Z", &format!("Nouvelle {n}"), Vec::new())
        })
        .collect();
    let report =
        RefreshReport { new: new.iter().map(|row| row.article.id).collect(), ..RefreshReport::default() };
    let effects = update(&mut model, Message::RefreshDone { request: *request, report, rows: new });
    assert!(matches!(&effects[..], [Effect::LoadSources { .. }]));
    assert_eq!((line_of_cursor(&model), screen(&model, size).lines().nth(3).map(str::to_owned)), before);
    assert!(screen(&model, size).contains("12 nouveaux articles"));
    press(&mut model, "g n");
    assert!(screen(&model, size).lines().nth(2).is_some_and(|line| line.contains("Nouvelle")));
}

/// What was read while only unread articles are shown stays where it is until the filter is asked for again.
#[test]
fn a_refresh_takes_no_row_away() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    press(&mut model, "u");
    read(&mut model, &rows()[0]);
    press(&mut model, "<esc>");
    let effects = press(&mut model, "r");
    let [Effect::Refresh { request, .. }] = effects[..] else { panic!("{effects:?}") };
    let report = RefreshReport::default();
    update(&mut model, Message::RefreshDone { request, report, rows: Vec::new() });
    // The open article bears its title too, on the right of the list.
    let is_listed = |model: &Model| {
        let left = |line: &str| line.chars().take(44).collect::<String>();
        screen(model, (120, 40)).lines().any(|line| left(line).contains("Reconnaissance"))
    };
    assert!(is_listed(&model));
    press(&mut model, "u u");
    assert!(!is_listed(&model));
}

#[test]
fn an_export_asks_what_and_where() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    press(&mut model, "<space> <space> e");
    type_in(&mut model, "csv sélection");
    press(&mut model, "<enter>");
    let effects = press(&mut model, "<enter>");
    let [Effect::Export { ids, format: Format::Csv, path, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(ids, &[rows()[0].article.id, rows()[1].article.id]);
    assert_eq!(path, "vigie-2023-05-11.csv");
}

#[test]
fn only_web_addresses_are_opened() {
    let mut wrong = rows();
    wrong[0].article.link = Some("file:///etc/passwd".to_owned());
    let mut model = filled(Tongue::French, (120, 40), wrong);
    assert_eq!(press(&mut model, "o"), []);
    press(&mut model, "j");
    assert_eq!(
        press(&mut model, "o"),
        [Effect::Browse { address: "https://example.org/mistral".to_owned() }]
    );
}

#[test]
fn sources_are_added_and_removed() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    press(&mut model, "S <enter>");
    type_in(&mut model, "https://example.org/feed");
    let effects = press(&mut model, "<enter>");
    let [Effect::AddSource { address, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(address, "https://example.org/feed");
    press(&mut model, "S");
    type_in(&mut model, "gdprhub");
    press(&mut model, "<c-d>");
    let effects = press(&mut model, "<enter>");
    let [Effect::RemoveSource { id, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(id.as_str(), "gdprhub");
}

#[test]
fn sources_of_the_catalogue_are_offered() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    let mut known = sources()[0].source.clone();
    known.id = SourceId::from_name("edpb").expect("a name");
    known.title = "Comité européen".to_owned();
    known.address = "https://edpb.example/rss".to_owned();
    update(&mut model, Message::CatalogueLoaded(vec![sources()[0].source.clone(), known]));
    press(&mut model, "S");
    assert_eq!(
        screen(&model, (120, 40)).matches("https://cnil.example/feed").count(),
        1,
        "it is followed already"
    );
    type_in(&mut model, "comite");
    let effects = press(&mut model, "<enter>");
    let [Effect::AddSource { address, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(address, "https://edpb.example/rss");
}

#[test]
fn a_row_shows_the_fact_that_answers_the_filters() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    assert!(screen(&model, (120, 40)).contains("CLEARVIEW AI · astreinte liquidée · 5,2"));
    press(&mut model, "c");
    type_in(&mut model, "clearview");
    press(&mut model, "<enter> t");
    type_in(&mut model, "amende");
    press(&mut model, "<enter>");
    assert!(screen(&model, (120, 40)).contains("CLEARVIEW AI · amende · 20"));
}

#[test]
fn pasted_text_never_acts_as_keys() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    assert_eq!(update(&mut model, Message::Pasted("q\nA".to_owned())), []);
    press(&mut model, "/");
    update(&mut model, Message::Pasted("mistral\nq".to_owned()));
    assert_eq!(titles(&model), ["Mistral visé par une"]);
}

#[test]
fn the_mouse_puts_the_cursor_then_opens() {
    let mut model = filled(Tongue::French, (80, 24), rows());
    let click = |row| Message::Mouse(Mouse { what: MouseAct::Pressed, column: 30, row });
    assert_eq!(update(&mut model, click(4)), []);
    let effects = update(&mut model, click(4));
    let [Effect::OpenArticle { id, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(*id, rows()[1].article.id);
}

#[test]
fn a_late_article_is_not_shown_over_another() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    let first = press(&mut model, "<enter>");
    let [Effect::OpenArticle { request, .. }] = first[..] else { panic!("{first:?}") };
    press(&mut model, "<esc> j <enter>");
    let late = Message::ArticleOpened { request, opened: Some(Box::new(opened(&rows()[0]))) };
    assert_eq!(update(&mut model, late), [], "nothing is marked as read");
    assert!(!screen(&model, (120, 40)).contains("La CNIL a liquidé"));
}

#[test]
fn every_action_is_reached_by_key_or_palette_and_has_its_words() {
    for tongue in [Tongue::French, Tongue::English] {
        let labels = Labels::new(tongue);
        for action in Action::ALL {
            let key = format!("tui-action-{}", action.name());
            assert_ne!(labels.text(&key), key, "{action:?} has no words");
        }
    }
    let mut model = filled(Tongue::French, (120, 40), rows());
    press(&mut model, "<c-p>");
    type_in(&mut model, "thème");
    press(&mut model, "<enter>");
    type_in(&mut model, "clair");
    let light = Settings { theme: Some("light".to_owned()), ..Settings::default() };
    assert_eq!(press(&mut model, "<enter>"), [Effect::Remember(light)]);
    press(&mut model, ":");
    type_in(&mut model, "quit");
    assert_eq!(press(&mut model, "<enter>"), [Effect::Quit]);
}

/// Colour never bears meaning alone: what is marked is marked without any colour too.
#[test]
fn nothing_is_told_by_colour_alone() {
    let mut model = filled(Tongue::French, (120, 40), rows());
    press(&mut model, "<space> k s");
    let shown = screen(&model, (120, 40));
    for sign in ["▌", "✓", "●", "★", "!", "plainte ?"] {
        assert!(shown.contains(sign), "{sign} is missing:\n{shown}");
    }
}

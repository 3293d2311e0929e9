//! The index against a plain reading of every article, its upkeep, what becomes of a damaged one, and what comes first.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use vigie::domain::{
    Article, ArticleDates, ArticleId, Currency, FullText, Kind, Language, Mark, Measure, Money, Provision,
    Role, Source, SourceFormat, SourceId, Theme, Trust,
};
use vigie::index::{Answer, Ask, Entry, Index, IndexError, Laid, text_meets};
use vigie::query::{
    Answers, ArticleTerm, Candidate, Context, FactTerm, Names, Query, Signs, TextTerm, Words,
};

/// An article with all that a query can ask of it.
#[derive(Debug, Clone)]
struct Made {
    article: Article,
    text: String,
    measures: Vec<Measure>,
    changed: bool,
    laid: Laid,
}

impl Made {
    fn entry(&self) -> Entry<'_> {
        Entry {
            article: &self.article,
            text: &self.text,
            measures: &self.measures,
            changed: self.changed,
            print: 7,
        }
    }
}

fn today() -> Date {
    date(2026, 6, 15)
}

fn now() -> Timestamp {
    TimeZone::UTC.to_timestamp(today().at(12, 0, 0, 0)).unwrap()
}

fn sources() -> Vec<Source> {
    let source = |id: &str, title: &str, trust, tags: &[&str]| Source {
        id: SourceId::from_name(id).unwrap(),
        title: title.to_owned(),
        address: format!("https://{id}.example/feed"),
        alternates: Vec::new(),
        format: SourceFormat::Feed,
        language: Language::French,
        country: "FR".to_owned(),
        trust,
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        full_text: FullText::Auto,
    };
    vec![
        source("cnil", "CNIL, actualités", Trust::Authority, &["privacy"]),
        source("gazette", "La Gazette du droit", Trust::Press, &[]),
    ]
}

fn article(number: u64, source: &str, title: &str) -> Article {
    let source = SourceId::from_name(source).unwrap();
    let guid = format!("guid {number}");
    Article {
        id: ArticleId::of(&source, &guid),
        source,
        guid,
        link: None,
        title: title.to_owned(),
        author: None,
        dates: ArticleDates { published: None, updated: None, fetched: now() },
        language: Language::French,
    }
}

fn made(number: u64, title: &str, text: &str) -> Made {
    Made {
        article: article(number, "cnil", title),
        text: text.to_owned(),
        measures: Vec::new(),
        changed: false,
        laid: Laid::default(),
    }
}

fn built(folder: &Path, all: &[Made]) -> Index {
    let building = Index::build(folder, 1, 1).unwrap();
    all.iter().for_each(|made| building.add(&made.entry()).unwrap());
    let index = building.finish("mark").unwrap();
    index.set_sources(&sources());
    index.set_laid(all.iter().map(|made| (made.article.id, made.laid.clone())));
    index
}

fn query(line: &str) -> Query {
    Query::parse(line, &Context { names: &Views, ..Context::on(today()) })
}

/// Saved views that lines name.
struct Views;

impl Names for Views {
    fn view(&self, name: &str) -> Option<String> {
        let line = match name {
            "fines" => "type:fine",
            "narrow" => "type:fine amount:>1M (theme:cookies company:google)",
            "words" => "amende or is:unread",
            _ => return None,
        };
        Some(line.to_owned())
    }
}

fn ask(index: &Index, line: &str) -> Answer {
    let query = query(line);
    let ask = Ask { query: &query, limit: usize::MAX, facets: 1_000, now: now(), zone: &TimeZone::UTC };
    index.answer(&ask).unwrap()
}

/// An article read plainly: words by their meaning in its language, the rest as the query language says.
struct Plain<'a> {
    candidate: Candidate<'a>,
    made: &'a Made,
}

impl Answers for Plain<'_> {
    fn text(&self, term: &TextTerm) -> bool {
        text_meets(term, self.made.article.language, &self.made.article.title, &self.made.text)
    }

    fn article(&self, term: &ArticleTerm, today: Date) -> bool {
        self.candidate.article(term, today)
    }

    fn measures(&self) -> usize {
        self.candidate.measures()
    }

    fn measure(&self, rank: usize, term: &FactTerm, today: Date) -> bool {
        self.candidate.measure(rank, term, today)
    }
}

fn scanned(all: &[Made], query: &Query) -> Vec<ArticleId> {
    let mut found: Vec<ArticleId> =
        all.iter().filter(|made| is_found(made, query)).map(|made| made.article.id).collect();
    found.sort_unstable();
    found
}

/// Reads an article plainly.
fn plainly<T>(made: &Made, read: impl FnOnce(&Plain<'_>) -> T) -> T {
    let article = &made.article;
    let known = sources();
    let source = known.iter().find(|source| source.id == article.source);
    let mut tags = made.laid.tags.clone();
    tags.extend(source.into_iter().flat_map(|source| source.tags.clone()));
    let day = |instant: Timestamp| TimeZone::UTC.to_datetime(instant).date();
    let (title, text) = (Words::of(&article.title), Words::of(&made.text));
    let candidate = Candidate {
        id: article.id,
        title: &title,
        text: &text,
        source: &article.source,
        source_title: source.map_or("", |source| &source.title),
        trust: source.map(|source| source.trust),
        language: article.language,
        author: article.author.as_deref(),
        tags: &tags,
        published: day(article.dates.shown()),
        fetched: day(article.dates.fetched),
        signs: Signs {
            read: made.laid.mark.read,
            starred: made.laid.mark.starred,
            changed: made.changed,
            corrected: made.laid.corrected,
            noted: made.laid.noted,
            linked: article.link.is_some(),
        },
        measures: &made.measures,
    };
    read(&Plain { candidate, made })
}

fn is_found(made: &Made, query: &Query) -> bool {
    plainly(made, |plain| query.matches(plain))
}

/// How many measures of the articles that are found are as asked.
fn asked_measures(all: &[Made], query: &Query) -> usize {
    let found = all.iter().filter(|made| is_found(made, query));
    found.map(|made| plainly(made, |plain| query.asked_measures(plain).len())).sum()
}

fn words(most: usize) -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "amende",
        "amendes",
        "amendement",
        "l’astreinte",
        "Astreintes",
        "liquidée",
        "liquidation",
        "la",
        "société",
        "CNIL",
        "cookies",
        "mise",
        "en",
        "demeure",
        "d'",
        "œuvre",
        "fine",
        "fined",
        "penalty",
        "penalties",
        "SAN-2022-019",
        "été",
        "5",
        "millions",
        "—",
        ".",
    ]);
    prop::collection::vec(word, 0..most).prop_map(|words| words.join(" "))
}

fn measures() -> impl Strategy<Value = Vec<Measure>> {
    let name = |names: &'static [&'static str]| {
        prop::option::of(prop::sample::select(names).prop_map(str::to_owned))
    };
    let measure = (
        prop::sample::select(Kind::ALL.to_vec()),
        name(&["Google LLC", "Google Ireland", "Clearview AI", "X", "société X", "Meta"]),
        name(&["CNIL", "AEPD", "Conseil d'État"]),
        prop::option::of((1_i64..200, prop::sample::select(vec![Currency::EUR, Currency::GBP]))),
        prop::option::of(prop::sample::select(vec!["2022-10-17", "2022", "2024-03", "2026-06-01"])),
        name(&["SAN-2022-019", "MED-2021-134"]),
        prop::collection::vec(prop::sample::select(vec!["RGPD 6", "RGPD 5-1-e", "LIL 82"]), 0..3),
        prop::collection::vec(
            prop::sample::select(vec![Theme::Cookies, Theme::Security, Theme::Minors]),
            0..3,
        ),
        any::<bool>(),
        (name(&["noyb", "La Quadrature"]), prop::option::of(Just("Facebook")), any::<bool>(), 0_u8..=100),
    );
    let measure = measure.prop_map(
        |(kind, company, authority, amount, date, reference, articles, breaches, main, rest)| {
            let (complainant, alias, deadline, confidence) = rest;
            Measure {
                company,
                authority,
                amount: amount.and_then(|(tens, currency)| Money::from_units(tens * 10_000, currency)),
                date: date.and_then(|date| date.parse().ok()),
                reference,
                articles: articles.into_iter().map(|provision| Provision(provision.to_owned())).collect(),
                breaches,
                role: if main { Role::Main } else { Role::Background },
                complainant,
                aliases: alias.into_iter().map(str::to_owned).collect(),
                deadline: deadline.then(|| "P3M".parse().unwrap()),
                confidence: vigie::domain::Confidence::from_hundredths(confidence),
                ..Measure::of_kind(kind)
            }
        },
    );
    prop::collection::vec(measure, 0..4)
}

fn articles() -> impl Strategy<Value = Vec<Made>> {
    let one = (
        (words(5), words(25), measures()),
        prop::sample::select(vec![Language::French, Language::English, Language::Other]),
        (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()),
        prop::option::of(prop::sample::select(vec!["Jeanne Martin", "A. Dupont"])),
        (prop::option::of(0_i64..2_000), prop::option::of(prop::sample::select(vec!["client", "à relire"]))),
    );
    prop::collection::vec(one, 1..14).prop_map(|all| {
        (0_u64..)
            .zip(all)
            .map(|(number, ((title, text, measures), language, is, author, (age, tag)))| {
                let mut article = article(number, if is.0 { "cnil" } else { "gazette" }, &title);
                article.language = language;
                article.link = is.1.then(|| "https://cnil.example/a".to_owned());
                article.author = author.map(str::to_owned);
                article.dates.published =
                    age.map(|hours| now() - jiff::SignedDuration::from_hours(9 * hours));
                let laid = Laid {
                    mark: Mark { read: is.2, starred: is.3 },
                    corrected: is.4,
                    noted: is.5,
                    tags: tag.into_iter().map(str::to_owned).collect(),
                };
                Made { article, text, measures, changed: is.0 && is.2, laid }
            })
            .collect()
    })
}

fn condition() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "amende",
        "amendes",
        "liquid*",
        "l'astreinte",
        "\"mise en demeure\"",
        "\"mise en d*\"",
        "title:cookies",
        "text:cnil",
        "\"amende cookies\"~3",
        "\"la la\"~2",
        "san-2022-019",
        "d'a*",
        "oeuvre",
        "penalties",
        "fine",
        "\"la société\"",
        "company:google",
        "company:x",
        "société:goo*",
        "company:facebook",
        "authority:cnil",
        "type:fine",
        "sanction:astreinte",
        "type:sanction",
        "amount:>1M",
        "amount:100k..900k",
        "amount:>=500000GBP",
        "date:2022",
        "date:2022-10..2024",
        "article:\"RGPD 5\"",
        "article:82",
        "theme:cookies",
        "thème:mineurs",
        "ref:san2022",
        "complainant:noyb",
        "source:cnil",
        "source:gazette",
        "published:2026",
        "published:\"since 90d\"",
        "publié:2025..2026-03",
        "fetched:2026-06",
        "author:martin",
        "tag:client",
        "tag:privacy",
        "lang:fr",
        "lang:other",
        "trust:press",
        "is:unread",
        "is:starred",
        "is:changed",
        "is:corrected",
        "is:main",
        "is:background",
        "is:doubtful",
        "is:anonymous",
        "has:deadline",
        "has:amount",
        "has:link",
        "has:author",
        "has:tag",
        "has:note",
        "has:measure",
        "id:0",
        "id:4d",
        "id:zz",
        "@fines",
        "@narrow",
        "@words",
    ])
    .prop_map(str::to_owned)
}

fn line() -> impl Strategy<Value = String> {
    condition().prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.join(" ")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.join(" or ")),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|parts| format!("({})", parts.join(" "))),
            inner.prop_map(|part| format!("-({part})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_a_scan_finds(all in articles(), lines in prop::collection::vec(line(), 30)) {
        let folder = tempfile::tempdir().unwrap();
        let index = built(folder.path(), &all);
        for line in lines {
            let answer = ask(&index, &line);
            let mut found = answer.ids.clone();
            found.sort_unstable();
            prop_assert_eq!(&found, &scanned(&all, &query(&line)), "{}", line);
            prop_assert_eq!(answer.total, found.len());
            prop_assert_eq!(answer.measures, asked_measures(&all, &query(&line)), "{}", line);
        }
    }

    #[test]
    fn a_facet_counts_what_narrowing_would_leave(all in articles(), line in condition()) {
        let folder = tempfile::tempdir().unwrap();
        let index = built(folder.path(), &all);
        let answer = ask(&index, &line);
        // A word may be in one article and its measures in all: only conditions that a measure meets narrow it.
        let narrowed = |field: &str, value: &str| ask(&index, &format!("{line} {field}:\"{value}\"")).total;
        for count in &answer.facets.kinds {
            prop_assert_eq!(narrowed("type", &count.value), count.articles, "{} {}", line, count.value);
        }
        for count in &answer.facets.themes {
            prop_assert_eq!(narrowed("theme", &count.value), count.articles, "{} {}", line, count.value);
        }
        for count in &answer.facets.sources {
            prop_assert_eq!(narrowed("source", &count.value), count.articles, "{} {}", line, count.value);
        }
        for count in &answer.facets.years {
            prop_assert_eq!(narrowed("published", &count.value), count.articles, "{} {}", line, count.value);
        }
    }

    #[test]
    fn changes_are_seen_and_nothing_else(all in articles(), newer in articles(), line in condition()) {
        let folder = tempfile::tempdir().unwrap();
        let index = built(folder.path(), &all);
        let mut update = index.update().unwrap();
        let gone: Vec<ArticleId> = all.iter().take(all.len() / 3).map(|made| made.article.id).collect();
        gone.iter().for_each(|id| update.remove(*id));
        newer.iter().for_each(|made| update.add(&made.entry()).unwrap());
        update.commit("further").unwrap();
        for made in &newer {
            index.lay(&[made.article.id], |laid| *laid = made.laid.clone()).unwrap();
        }
        let replaced = |made: &&Made| newer.iter().any(|new| new.article.id == made.article.id);
        let mut now: Vec<Made> =
            all.iter().filter(|made| !gone.contains(&made.article.id) && !replaced(made)).cloned().collect();
        now.extend(newer.iter().cloned());
        let check = |index: &Index| {
            let mut found = ask(index, &line).ids;
            found.sort_unstable();
            assert_eq!(found, scanned(&now, &query(&line)), "{line}");
        };
        check(&index);
        prop_assert_eq!(index.count(), now.len());
        drop(index);
        let again = Index::open(folder.path(), 1).unwrap();
        let mark = again.mark().unwrap();
        prop_assert_eq!(mark.as_deref(), Some("further"));
        again.set_sources(&sources());
        again.set_laid(now.iter().map(|made| (made.article.id, made.laid.clone())));
        check(&again);
    }
}

#[test]
fn an_index_that_cannot_serve_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let open = |store| Index::open(folder.path(), store).map(drop);
    assert!(matches!(open(1), Err(IndexError::Missing { .. })));
    drop(Index::build(folder.path(), 1, 1).unwrap());
    assert!(matches!(open(1), Err(IndexError::Missing { .. })), "one that was never finished is none");
    let index = built(folder.path(), &[made(1, "Amende", "Une amende.")]);
    drop(index);
    open(1).unwrap();
    assert!(matches!(open(2), Err(IndexError::Outdated { .. })));
    fs::write(folder.path().join("stamp"), "vigie index 0\n").unwrap();
    assert!(matches!(open(1), Err(IndexError::Outdated { .. })));
}

#[test]
fn the_old_index_answers_until_the_new_one_is_finished() {
    let folder = tempfile::tempdir().unwrap();
    let old = built(folder.path(), &[made(1, "Amende", "Une amende.")]);
    let building = Index::build(folder.path(), 1, 1).unwrap();
    building.add(&made(2, "Astreinte", "Une astreinte.").entry()).unwrap();
    assert_eq!(ask(&old, "amende").total, 1);
    drop(building);
    assert_eq!(ask(&Index::open(folder.path(), 1).unwrap(), "amende").total, 1);
    let new = built(folder.path(), &[made(2, "Astreinte", "Une astreinte.")]);
    assert_eq!((ask(&new, "amende").total, ask(&new, "astreinte").total), (0, 1));
    assert_eq!(ask(&Index::open(folder.path(), 1).unwrap(), "astreinte").total, 1);
}

#[test]
fn damage_is_told_and_never_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let all: Vec<Made> = (0..50)
        .map(|number| {
            made(number, &format!("Titre {number}"), &format!("amende astreinte numéro {number} ").repeat(20))
        })
        .collect();
    drop(built(folder.path(), &all));
    let home = folder.path().join("a");
    let files: Vec<_> = fs::read_dir(&home).unwrap().map(|entry| entry.unwrap().path()).collect();
    let (mut told, mut tried) = (0, 0);
    for file in files.iter().filter(|file| !file.to_string_lossy().ends_with(".lock")) {
        let whole = fs::read(file).unwrap();
        let step = (whole.len() / 12).max(1);
        let flips = (0..whole.len()).step_by(step).map(|at| {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x55;
            flipped
        });
        for damaged in flips.chain([whole[..whole.len() / 2].to_vec()]) {
            tried += 1;
            fs::write(file, &damaged).unwrap();
            match Index::open(folder.path(), 1) {
                Err(_) => told += 1,
                Ok(index) => {
                    for line in ["amende", "astr*", "\"amende astreinte\"", "published:2026", "sort:title"] {
                        let query = query(line);
                        let ask =
                            Ask { query: &query, limit: 5, facets: 5, now: now(), zone: &TimeZone::UTC };
                        drop(index.answer(&ask));
                    }
                    told += usize::from(index.verify().is_err());
                }
            }
        }
        fs::write(file, &whole).unwrap();
    }
    assert!(tried > 50, "{tried}");
    assert!(told * 10 >= tried * 9, "{told} of {tried} damages were told");
}

/// The articles of the page with their names, and its queries with the names that must come first, in groups: within a
/// group a reader has no reason to prefer one.
type Page = (Vec<(String, Made)>, Vec<(String, Vec<Vec<String>>)>);

/// Reads the page of articles and queries.
fn relevance() -> Page {
    let page = include_str!("../index/relevance.md");
    let (articles, queries) = page.split_once("\n# Queries\n").unwrap();
    let articles = articles
        .split("\n## ")
        .skip(1)
        .zip(0..)
        .map(|(text, number)| relevance_article(text, number))
        .collect();
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [query, first] = cells.as_slice() else { panic!("two cells: {line}") };
        let group = |names: &str| names.split(" + ").map(str::to_owned).collect();
        ((*query).to_owned(), first.split(", ").map(group).collect())
    };
    let queries = queries
        .lines()
        .filter(|line| line.starts_with("| ") && !line.contains("| first |"))
        .map(row)
        .collect();
    (articles, queries)
}

fn relevance_article(text: &str, number: u64) -> (String, Made) {
    let mut lines = text.lines();
    let name = lines.next().unwrap().to_owned();
    let facts: Vec<&str> = lines.next().unwrap().split(", ").collect();
    let title = lines.next().unwrap().strip_prefix("# ").unwrap();
    let (measures, body): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with("- "));
    let mut article = article(number, facts[1], title);
    article.language = Language::from_tag(facts[0]);
    let day: Date = facts[2].parse().unwrap();
    article.dates.published = Some(TimeZone::UTC.to_timestamp(day.at(9, 0, 0, 0)).unwrap());
    let measures = measures.iter().map(|line| relevance_measure(&line[2..])).collect();
    (name, Made { article, text: body.join("\n"), measures, changed: false, laid: Laid::default() })
}

fn relevance_measure(line: &str) -> Measure {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let name = |cell: &str| Some(cell.to_owned()).filter(|name| !name.is_empty());
    let list = |cell: &str| {
        cell.split("; ").filter(|value| !value.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let money = |cell: &str| {
        let (units, code) = cell.split_once(' ')?;
        Money::from_units(units.parse().ok()?, Currency::from_code(code)?)
    };
    Measure {
        authority: name(cells[1]),
        company: name(cells[2]),
        amount: money(cells[3]),
        date: cells[4].parse().ok(),
        reference: name(cells[5]),
        articles: list(cells[6]).into_iter().map(Provision).collect(),
        breaches: list(cells[7]).iter().map(|code| Theme::from_code(code).unwrap()).collect(),
        role: if cells[8] == "background" { Role::Background } else { Role::Main },
        ..Measure::of_kind(Kind::from_code(cells[0]).unwrap())
    }
}

#[test]
fn what_a_reader_looks_for_comes_first() {
    let (articles, queries) = relevance();
    assert!(queries.len() >= 60, "{}", queries.len());
    let all: Vec<Made> = articles.iter().map(|(_, made)| made.clone()).collect();
    let folder = tempfile::tempdir().unwrap();
    let index = built(folder.path(), &all);
    let mut wrong = Vec::new();
    for (line, first) in &queries {
        let named = |id: &ArticleId| {
            articles.iter().find(|(_, made)| made.article.id == *id).map(|(name, _)| name.clone()).unwrap()
        };
        let found: Vec<String> = ask(&index, line).ids.iter().map(named).collect();
        let wanted = || first.iter().map(|group| group.join(" + ")).collect::<Vec<_>>().join(", ");
        if !comes_first(first, &found) {
            wrong.push(format!("{line}\n  wanted {}\n  found {}", wanted(), found.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), queries.len(), wrong.join("\n"));
}

/// Whether what was found begins with the groups, in their order.
fn comes_first(groups: &[Vec<String>], found: &[String]) -> bool {
    let mut rest = found;
    groups.iter().all(|group| {
        let Some((here, after)) = rest.split_at_checked(group.len()) else { return false };
        rest = after;
        group.iter().all(|name| here.contains(name))
    })
}

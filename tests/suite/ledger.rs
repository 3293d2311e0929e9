//! The ledger on its own corpus: grouping and links scored against labels, and what must always hold.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, prop_compose, proptest};
use vigie::domain::{
    Act, ArticleId, Case, Cents, Change, Correction, Currency, Deadline, Decision, DecisionId, Force, Kind,
    Language, LinkReason, Measure, Money, Organisations, Overlay, Period, Pin, Provision, Reason, Relation,
    Role, Sameness, SourceId, Stage, Theme, Trust,
};
use vigie::labels::{Labels, Tongue};
use vigie::ledger::{Closure, Ledger, Lesson, NamingTerm, Told, figures, read_organisations, review, table};

/// One labelled article.
struct Labelled {
    told: Told,
    title: String,
    /// Labels of the measures, then of the closures.
    labels: Vec<String>,
}

/// A folder of labelled articles.
#[derive(Default)]
struct Corpus {
    articles: Vec<Labelled>,
    /// Earlier label, later label, relation.
    links: BTreeSet<(String, String, String)>,
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ledger")
}

fn organisations() -> Organisations {
    let text = fs::read_to_string(folder().join("organisations.toml")).expect("the corpus's organisations");
    read_organisations(&text).expect("a list of organisations")
}

fn corpus(inside: &str) -> Corpus {
    let mut files: Vec<_> = fs::read_dir(folder().join(inside))
        .expect("the corpus's folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "md") && !path.ends_with("README.md"))
        .collect();
    files.sort();
    let mut corpus = Corpus::default();
    for file in files {
        let text = fs::read_to_string(&file).expect("a readable file");
        for section in format!("\n{text}").split("\n# ").skip(1) {
            read_section(section, &mut corpus);
        }
    }
    corpus
}

fn fence<'a>(section: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = section.split_once(&format!("```{name}\n"))?;
    Some(rest.split_once("```").expect("a fence is closed").0)
}

fn read_section(section: &str, corpus: &mut Corpus) {
    let title = section.lines().next().unwrap_or_default();
    if let Some(links) = fence(section, "links") {
        for line in links.lines() {
            let (earlier, rest) = line.split_once(" → ").unwrap_or_else(|| panic!("no link: {line}"));
            let (later, relation) = rest.split_once(": ").unwrap_or_else(|| panic!("no relation: {line}"));
            corpus.links.insert((earlier.to_owned(), later.to_owned(), relation.to_owned()));
        }
        return;
    }
    let data = section
        .lines()
        .find_map(|line| line.strip_prefix("> "))
        .unwrap_or_else(|| panic!("no data: {title}"));
    let field = |name: &str| {
        let start = format!("{name}: ");
        data.split(" · ")
            .find_map(|part| part.strip_prefix(&start))
            .unwrap_or_else(|| panic!("no {name}: {title}"))
    };
    let source = SourceId::from_name(field("source")).expect("a source's name");
    let article = ArticleId::of(&source, &format!("{title} {}", field("published")));
    let published = field("published").parse().expect("a date");
    let trust = Trust::from_code(field("trust")).expect("a trust");
    let mut told = Told::by_article(article, source, trust, Some(published), title, Vec::new());
    let measures = fence(section, "measures").unwrap_or_else(|| panic!("no measures: {title}"));
    let labels = read_measures(measures, &mut told);
    corpus.articles.push(Labelled { told, title: title.to_owned(), labels });
}

fn read_measures(text: &str, told: &mut Told) -> Vec<String> {
    let (mut of_measures, mut of_closures) = (Vec::new(), Vec::new());
    let mut blocks: Vec<Vec<&str>> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("  ") {
            Some(field) => blocks.last_mut().expect("a field under a measure").push(field),
            None => blocks.push(vec![line]),
        }
    }
    for block in blocks {
        let (head, fields) = block.split_first().expect("a block has a head");
        let (kind, parties) = head.split_once(": ").unwrap_or_else(|| panic!("no measure: {head}"));
        let (authority, company) = parties.split_once(" → ").unwrap_or_else(|| panic!("no parties: {head}"));
        let known = |name: &str| (name != "?").then(|| name.to_owned());
        let fields: HashMap<&str, &str> =
            fields.iter().map(|field| field.split_once(": ").expect("a field")).collect();
        let label = (*fields.get("decision").unwrap_or_else(|| panic!("no decision: {head}"))).to_owned();
        if kind == "closure" {
            told.closures.push(Closure {
                authority: known(authority),
                company: known(company),
                date: fields.get("date").map(|date| date.parse().expect("a date")),
                reference: fields.get("reference").map(|it| (*it).to_owned()),
            });
            of_closures.push(label);
        } else {
            let kind = Kind::from_code(kind).unwrap_or_else(|| panic!("no kind: {head}"));
            let measure =
                Measure { authority: known(authority), company: known(company), ..Measure::of_kind(kind) };
            told.measures.push(with_fields(measure, &fields));
            of_measures.push(label);
        }
    }
    of_measures.extend(of_closures);
    of_measures
}

fn with_fields(mut measure: Measure, fields: &HashMap<&str, &str>) -> Measure {
    let list = |text: &str| -> Vec<String> { text.split("; ").map(str::to_owned).collect() };
    for (name, value) in fields {
        match *name {
            "amount" => measure.amount = Some(money(value)),
            "period" => measure.period = Some(Period::from_code(value).expect("a period")),
            "date" => measure.date = Some(value.parse().expect("a date")),
            "reference" => measure.reference = Some((*value).to_owned()),
            "articles" => measure.articles = list(value).into_iter().map(Provision).collect(),
            "breaches" => {
                measure.breaches =
                    list(value).iter().map(|it| Theme::from_code(it).expect("a theme")).collect();
            }
            "aliases" => measure.aliases = list(value),
            "complainant" => measure.complainant = Some((*value).to_owned()),
            "deadline" => measure.deadline = Some(value.parse::<Deadline>().expect("a deadline")),
            "role" => measure.role = Role::Background,
            "decision" | "note" => {}
            other => panic!("no field: {other}"),
        }
    }
    measure
}

fn money(text: &str) -> Money {
    let (digits, currency) = text.rsplit_once(' ').expect("a sum and its currency");
    let units: i64 = digits.replace(' ', "").parse().expect("digits");
    Money { cents: Cents(units * 100), currency: Currency::from_code(currency).expect("a currency") }
}

fn ledger_of(corpus: &Corpus) -> Ledger {
    Ledger::build(corpus.articles.iter().map(|it| it.told.clone()), &organisations(), &Vec::new())
}

/// The decision that the ledger puts each measure in, then each closure.
fn places(ledger: &Ledger, article: &Labelled) -> Vec<DecisionId> {
    let decisions = ledger.decisions_of(article.told.article);
    let holding = |index: Option<usize>| {
        decisions.iter().find(|decision| {
            decision.tellings.iter().filter(|telling| telling.article == article.told.article).any(
                |telling| {
                    index.map_or(telling.measures.is_empty(), |index| telling.measures.contains(&index))
                },
            )
        })
    };
    let measures = (0..article.told.measures.len()).map(Some);
    let closures = article.told.closures.iter().map(|_| None);
    measures
        .chain(closures)
        .map(|index| holding(index).unwrap_or_else(|| panic!("in no decision: {}", article.title)).id)
        .collect()
}

/// Right, found, expected.
#[derive(Debug, Clone, Copy, Default)]
struct Score {
    right: usize,
    found: usize,
    expected: usize,
}

impl Score {
    fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    fn recall(self) -> f64 {
        ratio(self.right, self.expected)
    }

    fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn pairs(counts: impl Iterator<Item = usize>) -> usize {
    counts.map(|count| count * (count - 1) / 2).sum()
}

struct Scored {
    grouping: Score,
    links: Score,
    report: String,
}

fn score(corpus: &Corpus) -> Scored {
    let ledger = ledger_of(corpus);
    let mut together: BTreeMap<(DecisionId, &str), Vec<&str>> = BTreeMap::new();
    let (mut by_decision, mut by_label) =
        (BTreeMap::<DecisionId, usize>::new(), BTreeMap::<&str, usize>::new());
    for article in &corpus.articles {
        for (decision, label) in places(&ledger, article).into_iter().zip(&article.labels) {
            together.entry((decision, label)).or_default().push(&article.title);
            *by_decision.entry(decision).or_default() += 1;
            *by_label.entry(label).or_default() += 1;
        }
    }
    let grouping = Score {
        right: pairs(together.values().map(Vec::len)),
        found: pairs(by_decision.into_values()),
        expected: pairs(by_label.into_values()),
    };
    let mut label_of: HashMap<DecisionId, (&str, usize)> = HashMap::new();
    for ((decision, label), titles) in &together {
        let best = label_of.entry(*decision).or_insert((label, 0));
        if titles.len() > best.1 {
            *best = (label, titles.len());
        }
    }
    let mut report = mistakes(&together);
    let mut found = BTreeSet::new();
    for decision in ledger.decisions() {
        for link in &decision.before {
            let (earlier, later) = (label_of[&link.decision].0, label_of[&decision.id].0);
            found.insert((earlier.to_owned(), later.to_owned(), link.relation.code().to_owned()));
        }
    }
    for (earlier, later, relation) in found.difference(&corpus.links) {
        writeln!(report, "link too many: {earlier} → {later}: {relation}").unwrap();
    }
    for (earlier, later, relation) in corpus.links.difference(&found) {
        writeln!(report, "link missing: {earlier} → {later}: {relation}").unwrap();
    }
    let links = Score {
        right: found.intersection(&corpus.links).count(),
        found: found.len(),
        expected: corpus.links.len(),
    };
    Scored { grouping, links, report }
}

/// Decisions that hold several labels, and labels that lie in several decisions.
fn mistakes(together: &BTreeMap<(DecisionId, &str), Vec<&str>>) -> String {
    let mut report = String::new();
    let mut of_decision: BTreeMap<DecisionId, Vec<(&str, &Vec<&str>)>> = BTreeMap::new();
    let mut of_label: BTreeMap<&str, Vec<&Vec<&str>>> = BTreeMap::new();
    for ((decision, label), titles) in together {
        of_decision.entry(*decision).or_default().push((label, titles));
        of_label.entry(label).or_default().push(titles);
    }
    for parts in of_decision.values().filter(|parts| parts.len() > 1) {
        writeln!(report, "one decision of several labels: {parts:?}").unwrap();
    }
    for (label, parts) in of_label.iter().filter(|(_, parts)| parts.len() > 1) {
        writeln!(report, "{label} in several decisions: {parts:?}").unwrap();
    }
    report
}

fn say(name: &str, corpus: &Corpus, scored: &Scored) {
    let labels: BTreeSet<&String> = corpus.articles.iter().flat_map(|it| &it.labels).collect();
    let measures: usize = corpus.articles.iter().map(|it| it.labels.len()).sum();
    println!("{name}: {} articles, {measures} measures, {} decisions", corpus.articles.len(), labels.len());
    for (what, score) in [("grouping", scored.grouping), ("links", scored.links)] {
        let (precision, recall, f1) = (score.precision(), score.recall(), score.f1());
        println!("  {what}: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3} ({score:?})");
    }
    println!("{}", scored.report);
}

#[test]
fn articles_on_one_decision_come_together() {
    let corpus = corpus("");
    assert!(corpus.articles.len() >= 120);
    let scored = score(&corpus);
    say("ledger", &corpus, &scored);
    assert!(scored.grouping.f1() >= 0.97, "grouping: {:.3}", scored.grouping.f1());
    assert!(scored.links.f1() >= 0.95, "links: {:.3}", scored.links.f1());
}

#[test]
fn articles_that_no_rule_was_made_on_come_together() {
    let corpus = corpus("held-out");
    let scored = score(&corpus);
    say("held-out", &corpus, &scored);
    assert!(scored.grouping.f1() >= 0.90, "grouping: {:.3}", scored.grouping.f1());
    assert!(scored.links.f1() >= 0.85, "links: {:.3}", scored.links.f1());
}

#[test]
fn the_projects_list_of_organisations_is_read() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/organisations.toml"));
    let known = read_organisations(&text.expect("the list")).expect("a list of organisations");
    assert_eq!(known.usual_name("SHEIN Ireland"), known.usual_name("shein"));
    assert_eq!(known.group_of("Google Ireland Ltd."), known.group_of("YouTube"));
    assert!(read_organisations("[[organisation]]\nnom = 'x'").is_err());
}

/// One writing for the references of the corpus, made apart from the ledger's own.
fn one_writing(reference: &str) -> String {
    let plain = reference.to_uppercase().replace(['–', '\u{2011}', ' '], "-");
    let number = plain.split('.').next().unwrap_or_default().rsplit(':').next().unwrap_or_default();
    number.trim_start_matches("N°").trim_matches('-').to_owned()
}

#[test]
fn two_references_are_never_one_decision() {
    for inside in ["", "held-out"] {
        let corpus = corpus(inside);
        let ledger = ledger_of(&corpus);
        let mut references: HashMap<DecisionId, BTreeSet<String>> = HashMap::new();
        for article in &corpus.articles {
            for (decision, measure) in places(&ledger, article).into_iter().zip(&article.told.measures) {
                references.entry(decision).or_default().extend(measure.reference.as_deref().map(one_writing));
            }
        }
        let merged: Vec<_> = references.values().filter(|references| references.len() > 1).collect();
        assert!(merged.is_empty(), "{merged:?}");
    }
}

/// A ledger as lines: each decision with its acts, what is said against them, its links and who tells it.
fn shown(ledger: &Ledger, decisions: &[&Decision]) -> String {
    let mut text = String::new();
    for decision in decisions {
        let day = decision.decided.as_ref().map(|it| it.value().to_string()).unwrap_or_default();
        let reference = decision.reference.as_deref().unwrap_or("-");
        let organisations = decision.organisations.join(" + ");
        let authority = decision.authority().unwrap_or("?");
        writeln!(text, "{day} {} {authority} → {organisations} [{reference}]", decision.stage.code())
            .unwrap();
        for act in &decision.acts {
            writeln!(text, "  {}", shown_act(act)).unwrap();
        }
        if let Some(decided) = decision.decided.as_ref().filter(|it| it.clashes()) {
            let others: Vec<String> = decided.against().iter().map(|claim| claim.value.to_string()).collect();
            writeln!(text, "  other dates: {}", others.join(", ")).unwrap();
        }
        for link in &decision.before {
            let earlier = ledger.decision(link.decision).expect("a linked decision");
            let reasons: Vec<&str> = link.reasons.iter().map(|it| it.code()).collect();
            let day = earlier.decided.as_ref().map(|it| it.value().to_string()).unwrap_or_default();
            writeln!(
                text,
                "  {} of {day} {} ({})",
                link.relation.code(),
                earlier.stage.code(),
                reasons.join(", ")
            )
            .unwrap();
        }
        for telling in &decision.tellings {
            let reasons: Vec<&str> = telling.reasons.iter().map(|it| it.code()).collect();
            let day = telling.published.map(|day| day.to_string()).unwrap_or_default();
            writeln!(text, "  - {} {day}: {}", telling.source, reasons.join(", ")).unwrap();
        }
    }
    text
}

fn shown_act(act: &Act) -> String {
    let mut text = act.kind().code().to_owned();
    let mut add = |part: String| write!(text, " {part}").unwrap();
    if let Some(sum) = act.sum() {
        add(sum.to_string());
    }
    act.period.into_iter().for_each(|period| add(format!("a {}", period.code())));
    act.organisation.iter().for_each(|name| add(format!("({name})")));
    if act.total {
        add("total".to_owned());
    }
    for claim in act.amount.iter().flat_map(|amount| amount.against()) {
        add(format!("≠ {} by {}", claim.value, claim.trust.code()));
    }
    for claim in act.kind.against() {
        add(format!("≠ {} by {}", claim.value.code(), claim.trust.code()));
    }
    match act.force {
        Force::AsDecided => {}
        Force::Upheld { .. } => add("upheld".to_owned()),
        Force::Annulled { .. } => add("annulled".to_owned()),
        Force::Reduced { to, .. } => {
            add(format!("reduced to {}", to.map(|it| it.to_string()).unwrap_or_default()))
        }
    }
    text
}

/// The life of the cases of one organisation or group.
fn check(name: &str) -> String {
    let ledger = ledger_of(&corpus(""));
    let record = ledger.company(name).unwrap_or_else(|| panic!("no record of {name}"));
    let decisions: Vec<&Decision> =
        record.timeline.iter().map(|id| ledger.decision(*id).expect("a decision of the timeline")).collect();
    shown(&ledger, &decisions)
}

#[test]
fn three_cases_of_one_optician() {
    insta::assert_snapshot!(check("OPTICAL CENTER"));
}

#[test]
fn a_notice_a_fine_and_what_became_of_the_astreinte() {
    insta::assert_snapshot!(check("Clearview"));
}

#[test]
fn twins_share_a_decision_and_keep_their_sums() {
    insta::assert_snapshot!(check("Google Ireland"));
}

#[test]
fn a_total_is_not_added_to_its_parts() {
    insta::assert_snapshot!(format!("{}\n{}\n{}", check("Free"), check("Doctissimo"), check("Doctolib")));
}

#[test]
fn contradictions_stay_visible() {
    insta::assert_snapshot!(format!("{}\n{}\n{}", check("Kaspr"), check("La Samaritaine"), check("Shein")));
}

fn sorted(ledger: &Ledger) -> Vec<Decision> {
    let mut decisions: Vec<Decision> = ledger.decisions().into_iter().cloned().collect();
    decisions.sort_by_key(|decision| decision.id);
    decisions
}

fn sorted_cases(ledger: &Ledger) -> Vec<Case> {
    ledger.cases().into_iter().cloned().collect()
}

const NAMES: [&str; 7] =
    ["Google", "Google Ireland", "Free", "Free Mobile", "Futura", "Futura Internationale", "?"];
const AUTHORITIES: [&str; 4] = ["CNIL", "DPC", "Conseil d'État", "?"];
const REFERENCES: [&str; 6] = ["?", "?", "SAN-2020-001", "SAN-2020-002", "449209", "ETid-7"];
const DATES: [&str; 7] = ["?", "?", "2020", "2020-03", "2020-03-02", "2020-03-09", "2021-05-01"];
const SUMS: [i64; 6] = [0, 100, 104, 200, 300, 300];

prop_compose! {
    fn any_measure()(
        kind in proptest::sample::select(Kind::ALL.to_vec()),
        company in proptest::sample::select(NAMES.to_vec()),
        alias in proptest::sample::select(NAMES.to_vec()),
        authority in proptest::sample::select(AUTHORITIES.to_vec()),
        reference in proptest::sample::select(REFERENCES.to_vec()),
        date in proptest::sample::select(DATES.to_vec()),
        sum in proptest::sample::select(SUMS.to_vec()),
        background in any::<bool>(),
        has_alias in 0..4,
    ) -> Measure {
        let known = |name: &str| (name != "?").then(|| name.to_owned());
        Measure {
            authority: known(authority),
            company: known(company),
            aliases: known(alias).filter(|_| has_alias == 0).into_iter().collect(),
            amount: Money::from_units(sum, Currency::EUR).filter(|_| sum > 0),
            date: date.parse().ok(),
            reference: known(reference),
            role: if background { Role::Background } else { Role::Main },
            ..Measure::of_kind(kind)
        }
    }
}

prop_compose! {
    fn any_articles()(
        articles in proptest::collection::vec((proptest::collection::vec(any_measure(), 1..4), 0..500_i64, 0..5_usize), 1..14)
    ) -> Vec<Told> {
        let source = SourceId::from_name("depeches").expect("a name");
        articles.into_iter().enumerate().map(|(index, (measures, days, trust))| {
            let published = jiff::civil::date(2020, 2, 1).checked_add(jiff::Span::new().days(days)).ok();
            let article = ArticleId::of(&source, &index.to_string());
            Told::by_article(article, source.clone(), Trust::ALL[trust], published, "", measures)
        }).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_articles_does_not_matter(told in any_articles(), seed in any::<u64>()) {
        let (organisations, none) = (organisations(), Vec::new());
        let ledger = Ledger::build(told.clone(), &organisations, &none);
        let mut shuffled = told;
        shuffled.sort_by_key(|it| ArticleId::of(&it.source, &format!("{seed}{}", it.article)));
        let other = Ledger::build(shuffled, &organisations, &none);
        prop_assert_eq!(sorted(&ledger), sorted(&other));
        prop_assert_eq!(sorted_cases(&ledger), sorted_cases(&other));
    }

    #[test]
    fn one_by_one_is_as_from_nothing(told in any_articles(), changed in any_articles(), gone in 0..14_usize) {
        let (organisations, none) = (organisations(), Vec::new());
        let mut ledger = Ledger::build(told.iter().take(3).cloned(), &organisations, &none);
        told.iter().chain(&changed).for_each(|it| ledger.add(it.clone()));
        let mut last: BTreeMap<ArticleId, Told> = BTreeMap::new();
        last.extend(told.iter().chain(&changed).map(|it| (it.article, it.clone())));
        if let Some(article) = told.get(gone).map(|it| it.article) {
            ledger.remove(article);
            last.remove(&article);
        }
        let other = Ledger::build(last.into_values(), &organisations, &none);
        prop_assert_eq!(sorted(&ledger), sorted(&other));
        prop_assert_eq!(sorted_cases(&ledger), sorted_cases(&other));
        prop_assert_eq!(ledger.len(), ledger.decisions().len());
    }

    #[test]
    fn every_measure_is_in_one_decision_of_one_reference(told in any_articles()) {
        let ledger = Ledger::build(told.clone(), &organisations(), &Vec::new());
        for article in &told {
            for index in 0..article.measures.len() {
                let holds = |decision: &&&Decision| decision.tellings.iter().any(|telling| {
                    telling.article == article.article && telling.measures.contains(&index)
                });
                prop_assert_eq!(ledger.decisions_of(article.article).iter().filter(holds).count(), 1);
            }
        }
        for decision in ledger.decisions() {
            let mut own = BTreeSet::new();
            for telling in &decision.tellings {
                let told = ledger.told(telling.article).expect("an article that was taken in");
                for measure in telling.measures.iter().map(|index| &told.measures[*index]) {
                    let cites = Stage::of(measure.kind) != decision.stage || measure.kind.is_ruling();
                    own.extend(measure.reference.clone().filter(|it| !it.starts_with("ETid") && !cites));
                }
            }
            prop_assert!(own.len() < 2, "{:?}", own);
        }
    }
}

fn pin(corpus: &Corpus, title: &str, index: usize) -> Pin {
    let article = corpus.articles.iter().find(|it| it.title == title).unwrap_or_else(|| panic!("no {title}"));
    Pin::at(article.told.article, &article.told.measures[index])
}

fn by_hand(one: Pin, other: Pin, sameness: Sameness, second: i64) -> Overlay {
    let at = Timestamp::from_second(second).expect("a time");
    Overlay { one, other, sameness, reason: "je l'ai lu".to_owned(), at }
}

#[test]
fn the_readers_joins_and_splits_stay() {
    let corpus = corpus("");
    let mut ledger = ledger_of(&corpus);
    let before = sorted(&ledger);
    let free = pin(&corpus, "Free Mobile et Free : 27 et 15 millions d'euros", 1);
    let mobile = pin(&corpus, "Free Mobile et Free : 27 et 15 millions d'euros", 0);
    let total = pin(&corpus, "Free écope de 42 millions d'euros", 0);
    let decision = |ledger: &Ledger, pin: &Pin| {
        let told = ledger.told(pin.article).expect("an article");
        let index = pin.find(&told.measures).expect("a measure");
        let of = ledger.decisions_of(pin.article).into_iter().find(|decision| {
            decision.tellings.iter().any(|it| it.article == pin.article && it.measures.contains(&index))
        });
        of.expect("a decision").id
    };
    assert_ne!(decision(&ledger, &free), decision(&ledger, &mobile));
    assert_eq!(decision(&ledger, &free), decision(&ledger, &total));

    let joined = by_hand(free.clone(), mobile.clone(), Sameness::Join, 1);
    let split = by_hand(free.clone(), total.clone(), Sameness::Split, 2);
    ledger.lay(&vec![joined.clone(), split]);
    assert_eq!(decision(&ledger, &free), decision(&ledger, &mobile));
    assert_ne!(decision(&ledger, &free), decision(&ledger, &total));

    // An article read again with other words keeps what was said of it.
    let mut told = ledger.told(total.article).expect("an article").clone();
    told.measures[0].date = "2026-01-13".parse().ok();
    ledger.add(told.clone());
    assert_ne!(decision(&ledger, &free), decision(&ledger, &total));
    told.measures[0].date = None;
    ledger.add(told);

    // The last word on a pair holds, and without any the ledger is as it was.
    ledger.lay(&vec![joined, by_hand(free.clone(), mobile.clone(), Sameness::Split, 3)]);
    assert_ne!(decision(&ledger, &free), decision(&ledger, &mobile));
    ledger.lay(&Vec::new());
    assert_eq!(sorted(&ledger), before);
}

/// Corrections as text in, measures as text out.
fn check_review(corrections: &[Change], measures: &[Measure]) -> Vec<String> {
    let article = ArticleId([7; 16]);
    let corrections: Vec<Correction> = corrections
        .iter()
        .zip(1..)
        .map(|(change, second)| Correction {
            article,
            change: change.clone(),
            reason: String::new(),
            at: Timestamp::from_second(second).expect("a time"),
        })
        .collect();
    let line = |it: &review::Reviewed| {
        let sum = it.measure.amount.map(|sum| sum.to_string()).unwrap_or_default();
        let machine = it.machine.as_ref().map(|it| format!(" | {}", it.kind.code())).unwrap_or_default();
        format!("{:?}: {} {sum}{machine}", it.verdict, it.measure.kind.code())
    };
    review::apply(&corrections, measures).iter().map(line).collect()
}

#[test]
fn corrections_outlive_a_new_reading() {
    let measure = |kind: Kind, units: i64| Measure {
        company: Some("Clearview AI".to_owned()),
        amount: Money::from_units(units, Currency::EUR),
        ..Measure::of_kind(kind)
    };
    let fine = measure(Kind::AdministrativeFine, 5_200_000);
    let liquidation = measure(Kind::PenaltyLiquidation, 5_200_000);
    let other = measure(Kind::AdministrativeFine, 20_000_000);
    let correct = Change::Correct { machine: fine.clone(), value: Box::new(liquidation.clone()) };

    let corrected = check_review(std::slice::from_ref(&correct), &[fine.clone(), other.clone()]);
    assert_eq!(
        corrected,
        ["Corrected: penalty_liquidation 5200000 EUR | fine", "Machine: fine 20000000 EUR | fine"]
    );
    // The engine learns: the measure is the machine's again, and nothing is there twice.
    let learned = check_review(std::slice::from_ref(&correct), &[other.clone(), liquidation.clone()]);
    assert_eq!(
        learned,
        [
            "Machine: fine 20000000 EUR | fine",
            "Confirmed: penalty_liquidation 5200000 EUR | penalty_liquidation"
        ]
    );
    // The engine forgets: what the reader said stands alone.
    let forgotten = check_review(std::slice::from_ref(&correct), std::slice::from_ref(&other));
    assert_eq!(
        forgotten,
        ["Machine: fine 20000000 EUR | fine", "Corrected: penalty_liquidation 5200000 EUR"]
    );

    let reject = Change::Reject { machine: other.clone() };
    let rejected = check_review(&[correct.clone(), reject], &[fine.clone(), other.clone()]);
    assert_eq!(
        rejected,
        ["Corrected: penalty_liquidation 5200000 EUR | fine", "Rejected: fine 20000000 EUR | fine"]
    );
    // The last word holds.
    let confirm = Change::Confirm { machine: fine.clone() };
    let confirmed = check_review(&[correct, confirm], std::slice::from_ref(&fine));
    assert_eq!(confirmed, ["Confirmed: fine 5200000 EUR | fine"]);
    let added = check_review(&[Change::Add { value: liquidation }], &[other]);
    assert_eq!(added, ["Machine: fine 20000000 EUR | fine", "Added: penalty_liquidation 5200000 EUR"]);
}

#[test]
fn the_reader_is_believed_before_the_authority() {
    let corpus = corpus("");
    let mut ledger = ledger_of(&corpus);
    let pin = pin(&corpus, "Doctolib sanctionné", 0);
    let told = ledger.told(pin.article).expect("an article").clone();
    let value = Measure { amount: Money::from_units(4_666_000, Currency::EUR), ..told.measures[0].clone() };
    let correction = Correction {
        article: pin.article,
        change: Change::Correct { machine: told.measures[0].clone(), value: Box::new(value) },
        reason: "coquille".to_owned(),
        at: Timestamp::UNIX_EPOCH,
    };
    let reviewed = review::apply(&[correction], &told.measures);
    ledger.add(told.reviewed(&reviewed));
    let decision = ledger.decisions_of(pin.article)[0];
    let believed: Vec<String> = decision.acts.iter().map(shown_act).collect();
    insta::assert_snapshot!(believed.join("\n"));
}

#[test]
fn a_lesson_is_a_case_of_the_corpus() {
    let corpus = corpus("");
    let article = corpus.articles.iter().find(|it| it.title.starts_with("20 millions")).expect("an article");
    let reviewed = review::apply(&[], &article.told.measures);
    let text = "# Un titre qui n'en est pas un\n\nLe corps.\n```measures";
    let lesson = Lesson {
        title: &article.title,
        text,
        language: Language::French,
        published: article.told.published,
        reviewed: &reviewed,
    };
    insta::assert_snapshot!(lesson);
}

const TABLE: &str = "\
authority\tcompany\tdate\tkind\tamount\tcurrency\treference\tthemes\tsource
CNIL\tCLEARVIEW AI\t2022-10-17\tfine\t20000000\tEUR\tSAN-2022-019\tbase légale; accès\thttps://example.org
CNIL\tCLEARVIEW AI\t2022-10-17\tpenalty_rate\t100000\tEUR\tSAN-2022-019\t\t
CNIL\tmédecin (non nommé, procédure simplifiée)\t2022-12-29\tfine\t5000\tEUR\t\taccès\t
CNIL\tmédecin (non nommé, procédure simplifiée)\t2022-12-29\tfine\t5000\tEUR\t\taccès\t
CNIL\tAIS 2 (Acadomia)\t2010-04-22\twarning\t\t\t\tdonnées excessives\t
CNIL\tVOODOO\t2023\tinjunction_closed\t\t\tSAN-2023-014\t\t
CNIL\tLusha Systems Inc\t2022-12-20\tno_violation\t\t\tSAN-2022-024\t\t
ICO (UK)\tBritish Airways\tautumn\tfine\t2,2\tEUR\tETid-58\t\t
";

fn table(text: &str) -> table::Table {
    table::read(text, &SourceId::from_name("table").expect("a name"), Trust::LawFirm)
}

#[test]
fn a_table_seeds_the_ledger_and_says_what_it_left_out() {
    let read = table(TABLE);
    let mut text = String::new();
    for told in &read.told {
        for measure in &told.measures {
            let (company, aliases) = (measure.company.as_deref().unwrap_or("?"), &measure.aliases);
            let themes: Vec<&str> = measure.breaches.iter().map(|theme| theme.code()).collect();
            writeln!(text, "{} {company} {aliases:?} {themes:?}", measure.kind.code()).unwrap();
        }
        for closure in &told.closures {
            writeln!(text, "closure {} {:?}", closure.company.as_deref().unwrap_or("?"), closure.reference)
                .unwrap();
        }
    }
    for diagnostic in &read.diagnostics {
        writeln!(text, "line {}: {}", diagnostic.line, diagnostic.defect).unwrap();
    }
    insta::assert_snapshot!(text);
    assert_eq!(
        read,
        table(
            &TABLE
                .replace('\t', ",")
                .replace("2,2", "\"2,2\"")
                .replace("(non nommé, procédure simplifiée)", "(non nommé procédure simplifiée)")
                .replace("(non nommé procédure simplifiée)", "(non nommé, procédure simplifiée)")
                .replace(
                    "médecin (non nommé, procédure simplifiée)",
                    "\"médecin (non nommé, procédure simplifiée)\""
                )
        )
    );
    assert_eq!(table("a\tb\nc\td\n").diagnostics[0].defect.to_string(), "no column `authority`");
    assert!(table("").told.is_empty());
}

#[test]
fn articles_attach_to_the_rows_of_a_table() {
    let corpus = corpus("");
    let mut ledger = ledger_of(&corpus);
    let alone = ledger.len();
    let rows = table(TABLE).told;
    rows.iter().chain(&rows).for_each(|row| ledger.add(row.clone()));
    let in_table = ledger.decisions().into_iter().filter(|it| it.is_in_table()).count();
    // Two rows tell a decision that articles tell; the anonymous twins are two; four are known from the table alone.
    assert_eq!((ledger.len() - alone, in_table), (5, 6));
    let clearview = ledger.company("Clearview AI").expect("a record");
    assert_eq!(clearview.timeline.len(), 7);
}

#[test]
fn records_and_figures_add_what_can_be_added() {
    let corpus = corpus("");
    let ledger = ledger_of(&corpus);
    let mut text = String::new();
    let units = |cents: Cents| cents.units();
    for record in [
        ledger.company("Amazon France Logistique"),
        ledger.company("free mobile"),
        ledger.group("Alphabet"),
        ledger.authority("cnil"),
        ledger.provision("LIL 82"),
        ledger.theme(Theme::Minors),
    ] {
        let record = record.expect("a record");
        writeln!(text, "{} {:?}: {} decisions", record.name, record.group, record.timeline.len()).unwrap();
        for (currency, sums) in &record.sums {
            writeln!(
                text,
                "  {currency}: {} fines, {} then {}, liquidated {}, settled {}",
                sums.fines,
                units(sums.fined),
                units(sums.in_force),
                units(sums.liquidated),
                units(sums.settled)
            )
            .unwrap();
        }
    }
    let decisions = ledger.decisions();
    let fines = figures::fines(&decisions, Currency::EUR);
    for by in [figures::By::Year, figures::By::Authority] {
        for row in figures::series(&fines, by, Currency::EUR).rows() {
            writeln!(text, "{}", row.join(";")).unwrap();
        }
    }
    for fine in figures::largest(&fines, 3) {
        writeln!(text, "{} {:?}", fine.sum, fine.organisation).unwrap();
    }
    let like = figures::Like { authority: true, theme: true, ..figures::Like::default() };
    let one = fines.iter().find(|fine| fine.organisation == Some("Optical Center")).expect("a fine");
    let rank = figures::rank(one, &fines, like);
    writeln!(text, "{} is {} of {}, median {}", one.sum, rank.place, rank.among, units(rank.median)).unwrap();
    assert!(ledger.company("Nobody At All").is_none() && ledger.theme(Theme::Other).is_none());
    insta::assert_snapshot!(text);
}

#[test]
fn dates_to_watch_come_in_order_and_names_expire() {
    let corpus = corpus("");
    let ledger = ledger_of(&corpus);
    let terms = [NamingTerm::cnil()];
    let (from, to) = (jiff::civil::date(2025, 11, 1), jiff::civil::date(2026, 3, 31));
    let mut text = String::new();
    for date in ledger.dates_to_watch(from, to, &terms) {
        let decision = ledger.decision(date.decision).expect("a decision");
        writeln!(text, "{} {:?} {:?} {}", date.on, date.watch, decision.organisations, date.approximate)
            .unwrap();
    }
    insta::assert_snapshot!(text);
    let today = jiff::civil::date(2026, 2, 1);
    let over = ledger.decisions().into_iter().filter(|it| it.is_naming_over(&terms, today)).count();
    let named = ledger.decisions().into_iter().filter(|it| it.naming_ends(&terms).is_some()).count();
    assert!(0 < over && over < named, "{over} of {named}");
}

#[test]
fn all_that_the_ledger_says_has_a_label() {
    for tongue in [Tongue::French, Tongue::English] {
        let labels = Labels::new(tongue);
        let keys = Stage::ALL
            .iter()
            .map(|it| format!("ledger-stage-{}", it.code()))
            .chain(Reason::ALL.iter().map(|it| format!("ledger-reason-{}", it.code())))
            .chain(Relation::ALL.iter().map(|it| format!("ledger-relation-{}", it.code())))
            .chain(LinkReason::ALL.iter().map(|it| format!("ledger-link-{}", it.code())))
            .chain(figures::By::ALL.iter().map(|it| format!("ledger-by-{}", it.code())));
        for key in keys {
            assert_ne!(labels.text(&key), key, "{tongue:?} lacks {key}");
        }
    }
}

//! The ledger on its own corpus: grouping and links scored against labels, and what must always hold.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use vigie::domain::{
    ArticleId, Cents, Currency, DecisionId, Deadline, Kind, Measure, Money, Organisations, Origin, Period,
    Provision, Role, SourceId, Theme, Trust,
};
use vigie::ledger::{Closure, Ledger, Told, read_organisations};

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
    let data = section.lines().find_map(|line| line.strip_prefix("> ")).unwrap_or_else(|| panic!("no data: {title}"));
    let field = |name: &str| {
        let start = format!("{name}: ");
        data.split(" · ").find_map(|part| part.strip_prefix(&start)).unwrap_or_else(|| panic!("no {name}: {title}"))
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
        let fields: HashMap<&str, &str> = fields.iter().map(|field| field.split_once(": ").expect("a field")).collect();
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
            let measure = Measure {
                authority: known(authority),
                company: known(company),
                ..Measure::of_kind(kind)
            };
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
                measure.breaches = list(value).iter().map(|it| Theme::from_code(it).expect("a theme")).collect();
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
            decision.tellings.iter().filter(|telling| telling.article == article.told.article).any(|telling| {
                index.map_or(telling.measures.is_empty(), |index| telling.measures.contains(&index))
            })
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
    let (mut by_decision, mut by_label) = (BTreeMap::<DecisionId, usize>::new(), BTreeMap::<&str, usize>::new());
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
        let of_articles = |told: &Told| told.origin == Origin::Article;
        assert!(corpus.articles.iter().all(|article| of_articles(&article.told)));
    }
}

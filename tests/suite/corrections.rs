//! What a reader says over the machine: laid over every reading, kept through backups and other processes, taken back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::Timestamp;
use vigie::app::Library;
use vigie::config::{Config, Layers};
use vigie::domain::{ArticleId, Change, Currency, Kind, Measure, Money, Overlay, Pin, Sameness, SourceId};
use vigie::ledger::review::Verdict;
use vigie::query::{Context, Query};

fn demo() -> Library {
    Library::demo(Config::load(&Layers::default()).unwrap()).unwrap()
}

/// An article of the demonstration that tells a fine with a sum, and that fine.
fn fine(library: &Library) -> (ArticleId, Measure) {
    let rows = library.headlines().unwrap();
    let opened = rows.iter().filter_map(|row| library.open_article(row.article.id).unwrap());
    let mut fines = opened.filter_map(|opened| {
        let fine =
            opened.measures.iter().find(|it| it.kind == Kind::AdministrativeFine && it.amount.is_some());
        Some((opened.article.id, fine?.clone()))
    });
    fines.next().unwrap()
}

/// The ledger made in steps is the one that is made from nothing.
fn check_ledger(library: &Library) {
    let kept = library.ledger().unwrap();
    let anew = library.clone().with_clock(Timestamp::now).ledger().unwrap();
    assert_eq!(kept.decisions(), anew.decisions());
    assert_eq!(kept.cases(), anew.cases());
}

#[test]
fn a_correction_holds_in_rows_articles_queries_and_the_ledger_until_it_is_taken_back() {
    let library = demo();
    let (id, machine) = fine(&library);
    let before = library.ledger().unwrap();
    assert!(Arc::ptr_eq(&before, &library.ledger().unwrap()), "nothing changed and it was made again");
    let sum = Money::from_units(123_456_789, Currency::EUR).unwrap();
    let value = Box::new(Measure { amount: Some(sum), ..machine.clone() });
    let change = Change::Correct { machine: machine.clone(), value };
    let correction = library.correct(id, change, " relu sur la délibération ").unwrap();
    assert_eq!(correction.reason, "relu sur la délibération");

    let opened = library.open_article(id).unwrap().unwrap();
    assert!(opened.measures.iter().any(|it| it.amount == Some(sum)));
    let corrected = opened.reviewed.iter().find(|it| it.verdict == Verdict::Corrected).unwrap();
    assert_eq!(corrected.machine.as_ref().unwrap().amount, machine.amount);
    let row = &library.headlines_of(&[id]).unwrap()[0];
    assert!(row.facts.iter().any(|fact| fact.amount == Some(sum)));
    let found = |query: &str| {
        let query = Query::parse(query, &Context::on("2026-01-02".parse().unwrap()));
        library.find(&query, &AtomicBool::new(false)).unwrap().len()
    };
    assert_eq!(found("is:corrected"), 1);
    assert_eq!(found("amount:123456789"), 1);
    let told = library.ledger().unwrap();
    assert!(told.decisions_of(id).iter().any(|it| it.acts.iter().any(|act| act.sum() == Some(sum))));
    check_ledger(&library);

    assert!(library.withdraw(&correction).unwrap());
    assert_eq!(library.ledger().unwrap().decisions(), before.decisions());
    assert_eq!(found("is:corrected"), 0);
}

#[test]
fn a_rejected_fact_is_gone_and_stays_beside() {
    let library = demo();
    let (id, machine) = fine(&library);
    let facts = library.open_article(id).unwrap().unwrap().measures.len();
    library.correct(id, Change::Reject { machine }, "").unwrap();
    let opened = library.open_article(id).unwrap().unwrap();
    assert_eq!(opened.measures.len(), facts - 1);
    assert_eq!(opened.reviewed.last().unwrap().verdict, Verdict::Rejected);
    check_ledger(&library);
    let lesson = &library.lessons().unwrap()[0];
    assert_eq!(
        lesson.matches("fine:").count(),
        opened.measures.iter().filter(|it| it.kind.code() == "fine").count()
    );
}

#[test]
fn two_corrections_of_one_instant_both_stand() {
    let library = demo().with_clock(|| "2026-01-02T03:04:05Z".parse().unwrap());
    let (id, machine) = fine(&library);
    library.correct(id, Change::Confirm { machine: machine.clone() }, "").unwrap();
    library.correct(id, Change::Reject { machine }, "").unwrap();
    assert_eq!(library.corrections(Some(id)).unwrap().len(), 2);
    let verdicts: Vec<Verdict> = library.reviewed(id).unwrap().unwrap().iter().map(|it| it.verdict).collect();
    assert!(verdicts.contains(&Verdict::Rejected), "the last word holds: {verdicts:?}");
}

#[test]
fn decisions_are_split_by_hand_and_joined_again() {
    let library = demo();
    let ledger = library.ledger().unwrap();
    let decision = ledger.decisions().into_iter().find(|it| it.articles().count() > 1).unwrap().clone();
    let pin = |place: usize| {
        let telling = &decision.tellings[place];
        let told = ledger.told(telling.article).unwrap();
        Pin::at(telling.article, &told.measures[telling.measures[0]])
    };
    let at = "2026-01-02T03:04:05Z".parse().unwrap();
    let overlay =
        Overlay { one: pin(0), other: pin(1), sameness: Sameness::Split, reason: String::new(), at };
    library.lay(&overlay).unwrap();
    assert_eq!(library.ledger().unwrap().len(), ledger.len() + 1);
    check_ledger(&library);
    assert!(library.unlay(at).unwrap());
    assert_eq!(library.ledger().unwrap().len(), ledger.len());
}

#[test]
fn corrections_are_in_backups_and_seen_by_other_processes() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("data");
    let config = || {
        let flags = [("store.directory".to_owned(), directory.display().to_string())];
        Config::load(&Layers { flags: &flags, ..Layers::default() }).unwrap()
    };
    let owner = Library::open(config()).unwrap();
    let other = Library::open(config()).unwrap();
    let value = Measure { company: Some("Exemple".to_owned()), ..Measure::of_kind(Kind::FormalNotice) };
    let article = ArticleId::of(&SourceId::from_name("essai").unwrap(), "1");
    let correction = other.correct(article, Change::Add { value }, "lu ailleurs").unwrap();
    assert_eq!(owner.corrections(None).unwrap(), std::slice::from_ref(&correction));
    assert_eq!(other.corrections(Some(article)).unwrap(), std::slice::from_ref(&correction));
    assert!(other.withdraw(&correction).unwrap());
    assert!(owner.corrections(None).unwrap().is_empty());
    owner.put_correction(&correction).unwrap();
    let journal = std::fs::read_to_string(directory.join("journal")).unwrap();
    assert_eq!(journal.matches("\"do\":\"say\"").count(), 3, "{journal}");
}

#[test]
fn a_table_of_known_decisions_seeds_the_ledger_once() {
    let library = demo();
    let before = library.ledger().unwrap().len();
    let table = "authority\tcompany\tdate\tkind\tamount\tcurrency\treference\tthemes\tsource\n\
                 CNIL\tExemple Inédit\t2019-06-06\tfine\t400000\tEUR\tSAN-2019-999\tsecurity\thttps://exemple.test\n";
    let name = SourceId::from_name("connues").unwrap();
    for _ in 0..2 {
        let read = library.import_decisions(table, &name).unwrap();
        assert_eq!(read.told.len(), 1, "{:?}", read.diagnostics);
        assert_eq!(library.ledger().unwrap().len(), before + 1);
    }
    let ledger = library.ledger().unwrap();
    let seeded = ledger.company("Exemple Inédit").unwrap();
    assert!(ledger.decision(seeded.timeline[0]).unwrap().is_in_table());
}

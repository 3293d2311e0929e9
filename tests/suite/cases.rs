//! From the demonstration's feeds to decisions and a company's record, by the real program.

use std::fs;

use serde_json::Value;

use super::shelf::Shelf;

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().unwrap()
}

/// The decision of that authority that has a measure of that kind.
fn decision<'a>(record: &'a Value, authority: &str, kind: &str) -> &'a Value {
    let is_it = |decision: &&Value| {
        decision["authority"] == authority && list(decision, "measures").iter().any(|it| it["kind"] == kind)
    };
    let found: Vec<&Value> = list(record, "decisions").iter().filter(is_it).collect();
    assert_eq!(found.len(), 1, "{authority}, {kind}: {record:#}");
    found[0]
}

#[test]
fn a_fine_and_the_liquidation_of_its_astreinte_are_one_case() {
    let record = Shelf::new().json(&["company", "clearview", "ai", "--json"]);
    let fine = decision(&record, "CNIL", "fine");
    let liquidation = decision(&record, "CNIL", "penalty_liquidation");
    assert_eq!(fine["case"], liquidation["case"]);
    assert_eq!(liquidation["before"][0]["relation"], "liquidation");
    assert_eq!(liquidation["before"][0]["decision"], fine["id"]);
    assert!(list(fine, "told_by").len() >= 2, "several articles, one decision: {fine:#}");
    let dutch = decision(&record, "AP", "fine");
    assert_ne!(dutch["case"], fine["case"], "another authority, another case");
    assert_eq!(list(&record, "sums")[0]["liquidated"], 5_200_000);
}

#[test]
fn a_fine_that_a_court_reduced_is_counted_as_it_stands() {
    let shelf = Shelf::new();
    let record = shelf.json(&["company", "Amazon France Logistique", "--json"]);
    let fine = decision(&record, "CNIL", "fine");
    let measure = list(fine, "measures").iter().find(|measure| measure["kind"] == "fine").unwrap();
    assert_eq!((&measure["amount"], &measure["in_force"]), (&32_000_000.into(), &15_000_000.into()));
    assert_eq!(measure["force"], "reduced");
    assert_eq!(measure["ruling"], decision(&record, "Conseil d'État", "reduced")["id"]);
    let sums = &list(&record, "sums")[0];
    assert_eq!((&sums["fined"], &sums["in_force"]), (&32_000_000.into(), &15_000_000.into()));
    insta::assert_snapshot!("company", shelf.ok(&["company", "amazon france logistique"]));
}

#[test]
fn decisions_of_a_query_are_a_table() {
    let shelf = Shelf::new();
    // Which publications by name are over depends on the day.
    let told = |arguments: &[&str]| -> String {
        let told = shelf.ok(&[&["decisions"], arguments].concat());
        told.lines().filter(|line| !line.starts_with('†')).map(|line| format!("{line}\n")).collect()
    };
    insta::assert_snapshot!("by_date", told(&["type:amende", "-n", "12"]));
    insta::assert_snapshot!(
        "by_amount",
        told(&["--authority", "CNIL", "--sort", "amount", "-n", "8", "--lang", "en"])
    );
    let companies = shelf.json(&["decisions", "--sort", "company", "--json", "-n", "500"]);
    let names: Vec<String> = companies
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| Some(vigie::domain::fold_name(it["organisations"][0].as_str()?)))
        .collect();
    assert!(names.len() > 20 && names.is_sorted(), "{names:?}");
    assert!(told(&["motquinexistepas"]).starts_with("Aucun article"));
}

#[test]
fn a_publication_by_name_that_is_over_is_told_and_can_be_left_out() {
    let shelf = Shelf::new();
    let named = shelf.ok(&["decisions", "--authority", "CNIL", "Clearview"]);
    assert!(named.contains("Clearview AI") && named.contains("† La publication nominative"), "{named}");
    fs::write(shelf.0.path().join("own.toml"), "[privacy]\nhide_expired_names = true\n").unwrap();
    let own = shelf.0.path().join("own.toml").display().to_string();
    let asked = ["decisions", "--authority", "CNIL", "Clearview", "--config", &own];
    let hidden = shelf.json(&[&asked[..], &["--json"]].concat());
    let over =
        |it: &&Value| it["authority"] == "CNIL" && it["naming_ends"].as_str().is_some_and(|end| end < "2026");
    let over: Vec<&Value> = hidden.as_array().unwrap().iter().filter(over).collect();
    assert!(over.len() >= 3, "{hidden}");
    assert!(over.iter().all(|decision| decision["organisations"] == serde_json::json!([])), "{over:?}");
}

#[test]
fn what_is_unknown_is_told() {
    let shelf = Shelf::new();
    let refused = |arguments: &[&str], code: i32, words: &str| {
        let output = shelf.run(arguments);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
        assert!(error.contains(words), "{arguments:?}: {error}");
    };
    refused(&["company", "Personne\u{1b}[2J", "--lang", "fr"], 3, "Personne");
    refused(&["decisions", "--sort", "couleur"], 2, "couleur");
}

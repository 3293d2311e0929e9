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

#[test]
fn a_case_is_told_from_its_reference_and_from_an_article() {
    let shelf = Shelf::new();
    let told = shelf.ok(&["case", "san-2026-001"]);
    for words in ["SAN-2026-001", "Free Mobile", "42", "Articles"] {
        assert!(told.contains(words), "{words}:\n{told}");
    }
    let decisions = shelf.json(&["case", "SAN-2026-001", "--json"]);
    let article = decisions[0]["told_by"][0]["article"].as_str().unwrap().to_owned();
    assert_eq!(shelf.json(&["case", &article[..10], "--json"])[0]["case"], decisions[0]["case"]);
    assert_eq!(shelf.run(&["case", "SAN-1999-001"]).status.code(), Some(3));
}

#[test]
fn a_fact_is_corrected_rejected_and_added_from_the_command_line() {
    let shelf = Shelf::new();
    let decisions = shelf.json(&["case", "SAN-2026-001", "--json"]);
    let article = decisions[0]["told_by"][0]["article"].as_str().unwrap().to_owned();
    let shown = shelf.ok(&["correct", &article, "1", "--set", "amount=1,5 M€", "--reason", "essai"]);
    assert!(shown.contains("corrigé") && shown.contains("1,5 M€"), "{shown}");
    assert!(shelf.ok(&["list", "is:corrected"]).contains(&article[..6]));
    let shown = shelf.ok(&["correct", &article, "1", "--reject"]);
    assert!(shown.contains("rejeté"), "{shown}");
    let shown = shelf.ok(&["correct", &article, "--add", "mise en demeure", "--set", "company=Exemple"]);
    assert!(shown.contains("ajouté") && shown.contains("Exemple"), "{shown}");
    let lessons = shelf.ok(&["review", "--cases"]);
    assert!(lessons.contains("```measures") && lessons.contains("formal_notice: ? → Exemple"), "{lessons}");
    assert_eq!(shelf.run(&["correct", &article, "99", "--reject"]).status.code(), Some(3));
    assert_eq!(shelf.run(&["correct", &article, "1", "--set", "amount=beaucoup"]).status.code(), Some(2));
    assert!(shelf.json(&["review", "--json"]).is_array());
}

#[test]
fn a_table_of_known_decisions_is_taken_in_and_marked() {
    let shelf = Shelf::new();
    let file = shelf.0.path().join("Décisions connues.tsv");
    let table = "authority\tcompany\tdate\tkind\tamount\tcurrency\treference\tthemes\tsource\n\
                 CNIL\tExemple Inédit\t2019-06-06\tfine\t400000\tEUR\tSAN-2019-999\tsecurity\thttps://exemple.test\n\
                 CNIL\tAutre\thier\tfine\t1\tEUR\t\t\t\n";
    std::fs::write(&file, table).unwrap();
    let output = shelf.run(&["import", "decisions", file.to_str().unwrap()]);
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(out.contains("2 décisions connues"), "{out} {error}");
    assert!(error.contains("3: « hier » n’est pas une date"), "{error}");
    let told = shelf.ok(&["case", "SAN-2019-999"]);
    assert!(
        told.contains("connue par une table") && told.contains("nom publié il y a plus de deux ans"),
        "{told}"
    );
    assert_eq!(shelf.json(&["company", "Exemple Inédit", "--json"])["sums"][0]["fined"], 400_000);
}

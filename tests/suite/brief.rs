//! The briefing of a period: its pages from fixed values, and what the command finds in the demonstration.

use std::fs;

use vigie::assets;
use vigie::domain::{Cents, Currency, DateToWatch, Theme, Watch};
use vigie::export::{
    Briefing, BriefingFigures, BriefingFormat, BriefingGroup, BriefingHead, ChangedArticle, ExportOptions,
    render,
};
use vigie::labels::{Labels, Tongue};

use super::decisions;
use super::shelf::Shelf;

fn template(format: BriefingFormat) -> &'static str {
    match format {
        BriefingFormat::Markdown => assets::BRIEF_MARKDOWN,
        BriefingFormat::Html => assets::BRIEF_HTML,
        BriefingFormat::Text => assets::BRIEF_TEXT,
    }
}

/// A briefing in which every part has something to say, some of it hostile.
fn briefing() -> Briefing {
    let items = decisions::items();
    let hostile = items.last().unwrap().clone();
    let date = DateToWatch {
        on: "2023-06-20".parse().unwrap(),
        approximate: true,
        watch: Watch::Compliance,
        decision: items[0].decision.id,
    };
    Briefing {
        from: "2023-05-22".parse().unwrap(),
        to: "2023-05-28".parse().unwrap(),
        query: Some("thème:cookies <b>*x*</b>".to_owned()),
        watched: vec!["Clearview AI".to_owned(), "=1+1".to_owned()],
        fresh: vec![
            BriefingGroup {
                head: BriefingHead::Theme(Some(Theme::Biometrics)),
                decisions: items[2..].to_vec(),
            },
            BriefingGroup {
                head: BriefingHead::Organisation(Some("Acme".to_owned())),
                decisions: Vec::new(),
            },
        ],
        again: items[..2].to_vec(),
        figures: (
            BriefingFigures {
                articles: 1_200,
                decisions: 3,
                complaints: 1,
                notices: 0,
                fines: vec![(Currency::EUR, 2, Cents(525_000_000))],
            },
            BriefingFigures {
                articles: 1_250,
                fines: vec![(Currency::GBP, 1, Cents(10_000))],
                ..Default::default()
            },
        ),
        changed: vec![ChangedArticle {
            title: "Un <i>titre</i>".to_owned(),
            former_title: Some("# Avant".to_owned()),
            link: Some("https://exemple.test/a?b=\"c\"".to_owned()),
            source: "CNIL".to_owned(),
            replaced: "2023-05-24T10:00:00Z".parse().unwrap(),
        }],
        open: vec![hostile],
        open_left_out: 4,
        dates: vec![(date, items[0].clone())],
        sources: vec![("CNIL".to_owned(), 2), ("[x](javascript:y)".to_owned(), 1)],
    }
}

fn written(briefing: &Briefing, format: BriefingFormat, template: &str, tongue: Tongue) -> String {
    let labels = Labels::new(tongue);
    let options = ExportOptions::new(&labels, "2030-01-01T00:00:00Z".parse().unwrap());
    render(briefing, format, template, &options).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_format_of_a_full_briefing() {
    for format in BriefingFormat::ALL {
        let page = written(&briefing(), format, template(format), Tongue::French);
        insta::assert_snapshot!(format!("brief_{}", format.template()), page);
        let hidden = |c: &char| c.is_control() && *c != '\n' || *c == '\u{202e}';
        assert_eq!(page.chars().find(hidden), None, "{} lets a hidden character through", format.template());
        assert_eq!(
            page,
            written(&briefing(), format, template(format), Tongue::French),
            "same values, same bytes"
        );
        if format == BriefingFormat::Html {
            assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>"), "{page}");
        }
    }
}

#[test]
fn an_empty_briefing_says_so() {
    let empty = Briefing {
        fresh: Vec::new(),
        again: Vec::new(),
        changed: Vec::new(),
        open: Vec::new(),
        dates: Vec::new(),
        sources: Vec::new(),
        query: None,
        watched: Vec::new(),
        figures: Default::default(),
        open_left_out: 0,
        ..briefing()
    };
    insta::assert_snapshot!(written(&empty, BriefingFormat::Text, assets::BRIEF_TEXT, Tongue::English));
}

#[test]
fn a_template_that_is_wrong_is_told_with_its_line() {
    let labels = Labels::new(Tongue::French);
    let options = ExportOptions::new(&labels, "2030-01-01T00:00:00Z".parse().unwrap());
    let mut told = String::new();
    let endless = "{% for a in range(9000) %}{% for b in range(9000) %}x{% endfor %}{% endfor %}";
    for template in
        ["{{ title }\n", "un\n{{ titre }}", "{{ label(\"pas-une-cle\") }}", "{% for x in %}", endless]
    {
        let error = render(&briefing(), BriefingFormat::Text, template, &options).unwrap_err();
        told.push_str(&format!("{}\n", labels.say(&error.message())));
    }
    insta::assert_snapshot!(told);
}

#[test]
fn the_command_briefs_a_week_of_the_demonstration() {
    let shelf = Shelf::new();
    let week = |more: &[&str]| {
        let period = ["brief", "--since", "2024-09-02", "--until", "2024-09-08"];
        shelf.ok(&[&period[..], more].concat())
    };
    let markdown = week(&[]);
    assert!(
        markdown.starts_with("# Veille du lundi 2 septembre 2024 au dimanche 8 septembre 2024\n"),
        "{markdown}"
    );
    let fresh = markdown.split("## ").nth(2).map(|_| markdown.find("## Faits nouveaux").unwrap()).unwrap();
    assert!(markdown[fresh..].contains("Clearview AI") && markdown.contains("30.5"), "{markdown}");
    assert!(markdown.find("## Faits nouveaux") < markdown.find("## Chiffres"), "new facts first");
    assert_eq!(markdown, week(&[]), "the same query gives the same bytes");
    let english = week(&["--lang", "en", "--format", "text"]);
    assert!(english.contains("NEW FACTS"), "{english}");
    let watched = week(&["--by", "company", "--watch", "Clearview", "--watch", "Personne"]);
    assert!(
        watched.contains("### Clearview\n") && watched.contains("### Personne\n\nRien de nouveau."),
        "{watched}"
    );
    let json: serde_json::Value = serde_json::from_str(&week(&["--json"])).unwrap();
    assert_eq!(json["from"], "2024-09-02");
    assert!(json["fresh"][0]["decisions"][0]["told"][0]["quotes"][0].is_string(), "{json:#}");
    let page = shelf.0.path().join("revue.html");
    week(&["--format", "html", "-o", page.to_str().unwrap()]);
    assert!(fs::read_to_string(page).unwrap().starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_readers_own_template_goes_before_the_programs() {
    let shelf = Shelf::new();
    let folder = shelf.0.path().join("config");
    fs::create_dir_all(folder.join("templates")).unwrap();
    fs::write(folder.join("config.toml"), "").unwrap();
    fs::write(folder.join("templates/brief.txt"), "{{ from }} {{ label('brief-figures') }}\n").unwrap();
    let config = folder.join("config.toml");
    let arguments =
        ["--config", config.to_str().unwrap(), "brief", "--since", "2024-09-02", "--format", "text"];
    assert_eq!(shelf.ok(&arguments), "2024-09-02 Chiffres\n");
    fs::write(folder.join("templates/brief.txt"), "{{ nothing }}").unwrap();
    let output = shelf.run(&arguments);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("brief.txt"));
    let wrong = |arguments: &[&str]| shelf.run(arguments).status.code();
    assert_eq!(wrong(&["brief", "--since", "couleur"]), Some(2));
    assert_eq!(wrong(&["brief", "--since", "2024-09-02", "--until", "2024-09-01"]), Some(2));
    assert_eq!(wrong(&["brief", "--format", "xlsx"]), Some(2));
}

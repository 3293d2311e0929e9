//! Any text, its first line as the title: nothing panics, and every quote stands where its span says.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use vigie::app;
use vigie::domain::Place;
use vigie::facts::{Engine, Reading};
use vigie::text::Document;

static ENGINE: LazyLock<Engine> = LazyLock::new(app::engine);

fuzz_target!(|text: &str| {
    let (title, text) = text.split_once('\n').unwrap_or(("", text));
    let body = Document::from_plain(text);
    let measures = ENGINE.extract(&Reading { title, body: &body, published: None, language: None });
    for evidence in measures.iter().flat_map(|measure| &measure.evidence) {
        let place = if evidence.place == Place::Title { title } else { text };
        assert!(evidence.span.of(place).is_some_and(|quote| !quote.is_empty()));
    }
});

//! What is read from feeds of every kind and defect: the cases of `tests/feeds`, and what holds for any bytes.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use vigie::feed::{self, Entry, Feed, FeedError, Hints};

/// A case of `tests/feeds`.
struct Case {
    name: String,
    /// The line that opens the feed's block, and the feed as written.
    opening: String,
    feed: String,
    expected: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds")
}

fn cases(text: &str) -> Vec<Case> {
    text.split("\n## ").skip(1).map(case).collect()
}

fn case(text: &str) -> Case {
    let (name, rest) = text.split_once('\n').expect("a heading and a feed");
    let (_, rest) = rest.split_once("```").expect("a block with the feed");
    let (opening, rest) = rest.split_once('\n').expect("the block's first line");
    let (feed, rest) = rest.split_once("\n```").expect("the block's end");
    let expected = rest.split_once("```text\n").and_then(|(_, rest)| rest.split_once("\n```"));
    Case {
        name: name.to_owned(),
        opening: opening.to_owned(),
        feed: feed.to_owned(),
        expected: expected.map(|(expected, _)| expected.to_owned()).unwrap_or_default(),
    }
}

impl Case {
    fn bytes(&self) -> Vec<u8> {
        if !self.opening.starts_with("bytes") {
            return self.feed.clone().into_bytes();
        }
        let mut parts = self.feed.split("\\x");
        let mut bytes = parts.next().expect("a split text has a first part").as_bytes().to_vec();
        for part in parts {
            bytes.push(u8::from_str_radix(&part[..2], 16).expect("two hexadecimal digits"));
            bytes.extend_from_slice(&part.as_bytes()[2..]);
        }
        bytes
    }

    fn hint(&self, name: &str) -> Option<&str> {
        self.opening.split(' ').find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    }

    fn told(&self) -> String {
        let hints = Hints { content_type: self.hint("type"), base: self.hint("base") };
        told(&feed::parse(&self.bytes(), &hints))
    }
}

fn told(parsed: &Result<Feed, FeedError>) -> String {
    let feed = match parsed {
        Ok(feed) => feed,
        Err(error) => return format!("refused: {error}"),
    };
    let mut told = format!("{} {:?}", feed.format, feed.title);
    if !feed.mended.is_empty() {
        write!(told, " mended: {}", feed.mended.join(", ")).expect("memory takes it");
    }
    for entry in &feed.entries {
        told.push_str(&told_entry(entry));
    }
    told
}

fn told_entry(entry: &Entry) -> String {
    let mut told = format!("\n- {:?} {}", entry.title, entry.link.as_deref().unwrap_or("no link"));
    let moment = |moment: Option<jiff::Timestamp>| moment.map(|moment| moment.to_string());
    for (name, value) in [
        ("published", moment(entry.published)),
        ("updated", moment(entry.updated)),
        ("by", entry.author.clone()),
        ("id", Some(entry.id.clone()).filter(|id| Some(id) != entry.link.as_ref())),
    ] {
        if let Some(value) = value {
            write!(told, ", {name} {value}").expect("memory takes it");
        }
    }
    for (name, html) in [("summary", &entry.summary), ("content", &entry.content)] {
        if !html.is_empty() {
            write!(told, "\n  {name}: {html:?}").expect("memory takes it");
        }
    }
    for enclosure in &entry.enclosures {
        let kind = enclosure.media_type.as_deref().unwrap_or("unknown");
        write!(told, "\n  file: {} {kind}", enclosure.address).expect("memory takes it");
    }
    told
}

/// Writes the cases anew with what is read now.
fn rewrite(path: &Path, text: &str, cases: &[Case]) {
    let (heading, _) = text.split_once("\n## ").expect("a heading");
    let mut written = heading.trim_end().to_owned() + "\n";
    for case in cases {
        let Case { name, opening, feed, .. } = case;
        write!(written, "\n## {name}\n```{opening}\n{feed}\n```\n```text\n{}\n```\n", case.told())
            .expect("memory takes it");
    }
    std::fs::write(path, written).expect("the case file can be written");
}

#[test]
fn the_cases_are_read_as_they_say() {
    let update = std::env::var("INSTA_UPDATE").is_ok_and(|wish| wish == "always");
    let mut wrong = String::new();
    let mut count = 0;
    for entry in std::fs::read_dir(folder()).expect("the folder of cases") {
        let path = entry.expect("an entry of the folder").path();
        let text = std::fs::read_to_string(&path).expect("a case file");
        let cases = cases(&text);
        count += cases.len();
        if update && !cases.is_empty() {
            rewrite(&path, &text, &cases);
            continue;
        }
        for case in cases {
            let told = case.told();
            if told != case.expected {
                let Case { name, expected, .. } = &case;
                write!(wrong, "{name}\nexpected: {expected}\nread:     {told}\n\n").expect("memory takes it");
            }
        }
    }
    assert!(count > 50, "only {count} cases");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_feed_becomes_one_line_of_json() {
    let bytes = b"<rss version='2.0'><channel><title>t</title><item><title>one</title><link>/1</link>\
        <pubDate>Tue, 05 Mar 2024 10:00:00 +0100</pubDate><description>&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b</description></item></channel></rss>";
    let base = Some("https://e.org/feed");
    let parsed = feed::parse(bytes, &Hints { base, ..Hints::default() });
    assert_eq!(
        feed::json_line("f.xml", &parsed, base),
        r#"{"file":"f.xml","ok":true,"format":"rss","title":"t","entries":[{"id":"https://e.org/1","title":"one","link":"https://e.org/1","published":"2024-03-05T09:00:00Z","updated":null,"author":null,"summary":"a\nb","content":""}],"mended":[],"error":null}"#
    );
    assert_eq!(
        feed::json_line("g", &Err(FeedError::WebPage), None),
        r#"{"file":"g","ok":false,"format":null,"title":null,"entries":[],"mended":[],"error":"a web page, not a feed"}"#
    );
}

// --- what holds for any bytes ---

/// Bytes that would cost a careless reader much are read within this time, in an unoptimised build.
const PATIENCE: Duration = Duration::from_secs(10);

fn check_cost(name: &str, bytes: &[u8], least_entries: usize) {
    let started = Instant::now();
    let parsed = feed::parse(bytes, &Hints { base: Some("https://e.org/"), ..Hints::default() });
    let entries = parsed.map_or(0, |feed| feed.entries.len());
    assert!(entries >= least_entries, "{name}: {entries} entries");
    assert!(started.elapsed() < PATIENCE, "{name}: {:?}", started.elapsed());
}

#[test]
fn hostile_feeds_cost_no_more_than_their_length() {
    let wrap = |inside: &str| {
        format!("<rss version='2.0'><channel><title>t</title>{inside}</channel></rss>").into_bytes()
    };
    check_cost("depth", &wrap(&"<a>".repeat(100_000)), 0);
    check_cost(
        "depth in an entry",
        &wrap(&format!("<item><title>x</title>{}</item>", "<a>".repeat(50_000))),
        1,
    );
    let unlike: String = (0..20_000).map(|number| format!("<a{number}>")).collect();
    check_cost("many names left open", &wrap(&format!("<item><title>x</title>{unlike}</item>")), 1);
    check_cost("bases in bases", &wrap(&"<item xml:base='b/'>".repeat(20_000)), 1);
    check_cost("a long title", &wrap(&format!("<item><title>{}</title></item>", "x".repeat(5_000_000))), 1);
    check_cost(
        "many attributes",
        &wrap(&format!("<item><title {}>x</title></item>", "a='b' ".repeat(50_000))),
        1,
    );
    check_cost("open quotes", &wrap(&"<item a='><title>x</title></item>".repeat(10_000)), 1);
    check_cost("open comments", &wrap(&"<item><!-- <title>x</title></item>".repeat(20_000)), 0);
    check_cost(
        "references",
        &wrap(&format!("<item><title>{}</title></item>", "&#65;&amp;&x;".repeat(100_000))),
        1,
    );
    check_cost(
        "deep markup",
        &wrap(&format!("<item><description><![CDATA[{}]]></description></item>", "<div>".repeat(200_000))),
        1,
    );
    check_cost("tiny entries", &wrap(&"<item/>".repeat(100_000)), 20_000);
    check_cost("deep JSON", "[".repeat(200_000).as_bytes(), 0);
    check_cost(
        "open JSON",
        &[b"{\"items\": [".as_slice(), "{\"id\": \"".repeat(50_000).as_bytes()].concat(),
        0,
    );
    let entities: String =
        (0..5_000).map(|number| format!("<!ENTITY e{number} '&e{};'>", number + 1)).collect();
    check_cost(
        "entities",
        format!("<!DOCTYPE a [{entities}]><rss><item><title>&e1;</title></item></rss>").as_bytes(),
        1,
    );
}

/// Pieces from which broken feeds are made.
fn piece() -> impl Strategy<Value = String> {
    let tags = prop::sample::select(vec![
        "<rss version=\"2.0\">",
        "<channel>",
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<link>",
        "</link>",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
        "<entry>",
        "</entry>",
        "<content type=\"xhtml\">",
        "</content>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "&amp;",
        "&#x1F600;",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "<rdf:RDF>",
        "<description>",
        "</description>",
        "<guid>",
        "<pubDate>Tue, 05 Mar 2024",
        "</pubDate>",
        "<media:group>",
        "<enclosure url='a'/>",
        "<!DOCTYPE a [<!ENTITY",
        "<?xml version='1.0'?>",
        "{\"items\": [",
        "{\"id\": 1}",
        "]}",
        "é",
        "\u{1b}[31m",
    ]);
    prop_oneof![4 => tags.prop_map(str::to_owned), 1 => ".{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_make_it_panic_and_no_control_passes(pieces in prop::collection::vec(piece(), 0..40)) {
        check_read(pieces.concat().as_bytes());
    }

    #[test]
    fn no_raw_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check_read(&bytes);
    }

    #[test]
    fn a_cut_feed_keeps_its_whole_entries(cut in 0_usize..1000) {
        let entry = |number: u32| format!("<item><title>n{number}</title><description><![CDATA[<p>x]]></description></item>");
        let feed = format!("<rss version='2.0'><channel><title>t</title>{}</channel></rss>", (0..9).map(entry).collect::<String>());
        let cut = cut.min(feed.len());
        let whole = feed[..cut].matches("</item>").count();
        let read = feed::parse(&feed.as_bytes()[..cut], &Hints::default()).map_or(0, |feed| feed.entries.len());
        prop_assert!(read == whole || read == whole + 1, "{read} of {whole}: {}", &feed[..cut]);
    }
}

fn check_read(bytes: &[u8]) {
    let Ok(feed) = feed::parse(bytes, &Hints { base: Some("https://e.org/f"), ..Hints::default() }) else {
        return;
    };
    for entry in &feed.entries {
        assert!(!entry.id.is_empty());
        assert!(!entry.title.chars().any(char::is_control), "{:?}", entry.title);
        for html in [&entry.summary, &entry.content] {
            assert!(!html.chars().any(|c| c.is_control() && !"\n\r\t".contains(c)), "{html:?}");
        }
    }
    feed::json_line("x", &Ok(feed), None);
}

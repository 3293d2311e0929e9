//! How fast feeds and pages are read: bytes a second of parsing, of HTML to text, of a page to its article.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use vigie::feed::{self, Hints};
use vigie::text::{Document, readable};

const SENTENCE: &str = "Le 5 mars 2024, la <em>formation restreinte</em> a prononcé une amende de 20&nbsp;000 euros à \
    l'encontre de la société, qui n'avait pas répondu à ses <a href=\"/demandes\">demandes</a>. ";

fn body() -> String {
    (0..6).fold(String::new(), |body, _| body + "<p>" + &SENTENCE.repeat(3) + "</p>\n")
}

fn rss(entries: usize) -> String {
    let mut feed = String::from(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Autorité</title>",
    );
    for number in 0..entries {
        write!(
            feed,
            "<item><title>Décision n°&#160;{number} &amp; suites</title><link>https://e.org/{number}</link><guid>https://e.org/{number}</guid>\
             <pubDate>Tue, 05 Mar 2024 10:00:00 +0100</pubDate><description>&lt;p&gt;Résumé de la décision&lt;/p&gt;</description>\
             <content:encoded><![CDATA[{}]]></content:encoded></item>",
            body()
        )
        .expect("memory takes it");
    }
    feed + "</channel></rss>"
}

fn atom(entries: usize) -> String {
    let mut feed = String::from("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Autorité</title>");
    for number in 0..entries {
        write!(
            feed,
            "<entry><title type=\"html\">Décision {number}</title><link href=\"https://e.org/{number}\"/><id>https://e.org/{number}</id>\
             <updated>2024-03-05T10:00:00Z</updated><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">{}</div></content></entry>",
            body().replace("&nbsp;", "&#160;")
        )
        .expect("memory takes it");
    }
    feed + "</feed>"
}

fn read_feeds(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("feed");
    for (name, feed) in [("rss", rss(500)), ("atom", atom(500)), ("broken", rss(500).replace("</item>", ""))]
    {
        group.throughput(Throughput::Bytes(feed.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| feed::parse(black_box(feed.as_bytes()), &Hints::default()).expect("a feed"));
        });
    }
    group.finish();
}

fn read_pages(criterion: &mut Criterion) {
    let article = body().repeat(10);
    let menu = "<nav><ul><li><a href=/>Accueil</a></ul></nav>".repeat(20);
    let page = format!(
        "<html><head><title>t</title></head><body>{menu}<main><article><h1>t</h1>{article}</article></main></body></html>"
    );
    let mut group = criterion.benchmark_group("text");
    group.throughput(Throughput::Bytes(page.len() as u64));
    group.bench_function("html", |bencher| bencher.iter(|| Document::from_html(black_box(&page), None)));
    group.bench_function("readable", |bencher| {
        bencher.iter(|| readable::read(black_box(&page), "https://e.org/", None));
    });
    group.finish();
}

criterion_group!(benches, read_feeds, read_pages);
criterion_main!(benches);

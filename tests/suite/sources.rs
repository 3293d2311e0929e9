//! Sources on the command line: feeds found behind an address, lists of feeds in and out.

use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::server::{Reply, Server};

/// A reader's home, whose store follows what the test adds.
struct Home(TempDir);

impl Home {
    fn new() -> Home {
        Home(tempfile::tempdir().expect("a home"))
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
        command.args(arguments).arg("--store").arg(self.0.path().join("store"));
        command.env_clear().env("HOME", self.0.path()).env("LC_ALL", "en_US.UTF-8").env("TZ", "UTC");
        command.stdin(Stdio::null()).output().expect("the program runs")
    }

    /// The exit code, then what was printed and what was told, addresses of the server shortened to `HOST`, names of
    /// sources left out.
    fn told(&self, server: &Server, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let text = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).into_owned());
        let code = output.status.code().expect("an exit code");
        let words = text.concat().replace(&server.address(""), "HOST");
        // The name of a source ends with a hash of its address, which bears the port.
        let lines = words.lines().map(|line| line.split("followed: ").next().unwrap_or_default().trim_end());
        lines.fold(code.to_string(), |told, line| told + "\n" + line)
    }

    /// Addresses of the sources that are followed, the catalogue's left out.
    fn followed(&self) -> Vec<String> {
        let listed = self.run(&["sources", "list", "--json"]);
        let list: Value = serde_json::from_slice(&listed.stdout).expect("JSON");
        let rows = list.as_array().expect("a list").iter();
        let addresses = rows.map(|row| row["address"].as_str().expect("an address").to_owned());
        addresses.filter(|address| address.contains("127.0.0.1")).collect()
    }
}

fn feed(title: &str) -> Reply {
    Reply::feed(format!(
        "<rss version=\"2.0\"><channel><title>{title}</title><item><title>a</title></item></channel></rss>"
    ))
}

fn page(head: &str) -> Reply {
    let html = format!("<!doctype html><html><head>{head}</head><body><p>Hello</p></body></html>");
    Reply::new(200, html).with("Content-Type", "text/html")
}

fn announcing(href: &str) -> String {
    format!("<link rel=alternate type=application/rss+xml title=Announced href={href}>")
}

fn site() -> Server {
    let announced = ["/news.xml", "/rulings.xml", "/broken.xml", "/same.xml"].map(announcing).concat();
    Server::with_routes([
        ("/news.xml", feed("News")),
        ("/rulings.xml", feed("")),
        ("/broken.xml", Reply::new(500, "")),
        ("/same.xml", Reply::redirect(302, "/news.xml")),
        ("/one", page(&announcing("/news.xml"))),
        ("/several", page(&announced)),
        ("/blog", page("")),
        ("/blog/rss.xml", feed("Blog")),
        ("/text", Reply::new(200, "Hello")),
    ])
}

/// Adding what stands at a path of the site ends so, and then these paths are followed.
fn check(arguments: &[&str], expected: &str, followed: &[&str]) {
    let (home, server) = (Home::new(), site());
    let address = server.address(arguments[0]);
    let whole = [&["sources", "add", address.as_str()], &arguments[1..]].concat();
    assert_eq!(home.told(&server, &whole), expected, "{arguments:?}");
    let paths: Vec<String> = followed.iter().map(|path| server.address(path)).collect();
    assert_eq!(home.followed(), paths, "{arguments:?}");
}

#[test]
fn the_feed_that_a_page_leads_to_is_followed() {
    let found = "0\nsource\nthe page leads to this feed: HOST/news.xml";
    check(&["/one"], found, &["/news.xml"]);
    check(&["/news.xml"], "0\nsource", &["/news.xml"]);
    let usual = "0\nsource\nthe page leads to this feed: HOST/blog/rss.xml";
    check(&["/blog"], usual, &["/blog/rss.xml"]);
}

#[test]
fn of_several_feeds_the_reader_chooses() {
    let list = "2\n1  News       1 entry  HOST/news.xml\n2  Announced  1 entry  HOST/rulings.xml\n\
                vigie: The page leads to 2 feeds. Choose one with --feed and its number, or give its address.";
    check(&["/several"], list, &[]);
    let second = "0\nsource\nthe page leads to this feed: HOST/rulings.xml";
    check(&["/several", "--feed", "2"], second, &["/rulings.xml"]);
    let none = "2\nvigie: There is no feed number 3: 2 were found.";
    check(&["/several", "--feed", "3"], none, &[]);
}

#[test]
fn what_is_no_feed_is_followed_only_untested() {
    let hint = "Nothing is followed; --untested follows the address all the same.";
    check(&["/text"], &format!("1\nvigie: This is no feed (it holds no markup). {hint}"), &[]);
    let gone = format!("1\nvigie: HOST/gone: nothing there (status 404). The feed may have moved. {hint}");
    check(&["/gone"], &gone, &[]);
    check(&["/gone", "--untested"], "0\nsource", &["/gone"]);
    check(&["/gone", "--offline"], "0\nsource", &["/gone"]);
    let server = Server::with_routes([("/", page(""))]);
    let told = Home::new().told(&server, &["sources", "add", &server.address("/")]);
    assert_eq!(told, format!("1\nvigie: A web page stands there, which leads to no feed. {hint}"));
}

#[test]
fn lists_come_in_and_go_out_and_may_come_twice() {
    let (home, server) = (Home::new(), Server::with_routes([]));
    let file = |name: &str| home.0.path().join(name).to_str().expect("a path in Unicode").to_owned();
    let (list, written, again) = (file("in.opml"), file("out.opml"), file("again.opml"));
    std::fs::write(
        &list,
        "<opml version=\"1.1\"><body><outline text=\"Law\"><outline text=\"A &amp; b\" xmlUrl=\"http://127.0.0.1/a\"/></outline>\
         <outline text=\"Press\"><outline xmlUrl=\"http://127.0.0.1/a\"/><outline text=\"c\" xmlUrl=\"http://127.0.0.1/c\"/>\
         <outline text=\"d\" xmlUrl=\"gopher://d.test/\"/></outline></body></opml>",
    )
    .expect("a file");
    let refused = "vigie: \"gopher://d.test/\" is not an address that Vigie can follow. Give a whole http, https or file \
                   address, such as https://www.cnil.fr/en/rss.xml.";
    let import = |path: &str| home.told(&server, &["sources", "import", path]);
    assert_eq!(import(&list), format!("1\n2 sources added, 0 followed already\n{refused}"));
    assert_eq!(import(&list), format!("1\n0 sources added, 2 followed already\n{refused}"));
    assert_eq!(home.followed(), ["http://127.0.0.1/a", "http://127.0.0.1/c"]);

    assert!(home.run(&["sources", "export", &written]).status.success());
    assert!(import(&written).starts_with("0\n0 sources added, "), "what was written is followed already");
    assert!(home.run(&["sources", "export", &again]).status.success());
    let read = |path: &str| std::fs::read_to_string(path).expect("a list");
    assert_eq!(read(&written), read(&again));
    assert!(
        read(&written).contains("title=\"A &amp; b\" xmlUrl=\"http://127.0.0.1/a\" category=\"Press\"/>")
    );
    assert_eq!(
        home.run(&["sources", "export", &written]).status.code(),
        Some(2),
        "a file is not replaced unasked"
    );
    std::fs::write(&list, "<html></html>").expect("a file");
    assert!(import(&list).contains("this is no OPML list"));
}

//! Queries that stand: saved views, rules on arrival, watches, as they are written in the reader's `views.toml`.
//!
//! Knows the file's text, in and out; what a reader wrote beside the entries (comments, order) stays. Reads no file by
//! itself, and leaves what a query means to `query`.

use serde::Deserialize;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value, value};

/// Longest name of an entry, in bytes.
const LONGEST_NAME: usize = 80;

/// A saved view: `@name` in a query stands for its line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Its name.
    pub name: String,
    /// Its line.
    pub query: String,
}

/// What is done with an article that arrives and answers a query.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// Its line.
    pub query: String,
    /// Tags that it gives.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Whether it gives a star.
    #[serde(default)]
    pub star: bool,
    /// Whether it marks as read.
    #[serde(default)]
    pub read: bool,
}

/// A query whose new answers are told.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Watch {
    /// Its name.
    pub name: String,
    /// Its line.
    pub query: String,
    /// A program and its arguments, run without a shell, which gets each new answer as JSON on its standard input.
    #[serde(default)]
    pub command: Vec<String>,
}

/// Everything in the file, each kind in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Saved views.
    #[serde(default, rename = "view")]
    pub views: Vec<View>,
    /// Rules on arrival.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
    /// Watches.
    #[serde(default, rename = "watch")]
    pub watches: Vec<Watch>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandingKind {
    /// A view.
    View,
    /// A rule.
    Rule,
    /// A watch.
    Watch,
}

/// An entry to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StandingEntry {
    /// A view.
    View(View),
    /// A rule.
    Rule(Rule),
    /// A watch.
    Watch(Watch),
}

/// What is wrong with the file or a change of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StandingError {
    /// It cannot be read.
    #[error("line {line}: {reason}")]
    Syntax {
        /// The line, counted from 1.
        line: usize,
        /// The parser's words.
        reason: String,
    },
    /// A name that cannot be one: empty, too long, or with a quotation mark or a control character.
    #[error("not a name: {0:?}")]
    Name(String),
    /// Two entries of a kind bear one name.
    #[error("two are called {0:?}")]
    Twice(String),
    /// No entry of that kind bears that name.
    #[error("none is called {0:?}")]
    Unknown(String),
}

impl StandingKind {
    /// The name of its tables in the file.
    pub const fn key(self) -> &'static str {
        match self {
            StandingKind::View => "view",
            StandingKind::Rule => "rule",
            StandingKind::Watch => "watch",
        }
    }
}

impl StandingEntry {
    fn kind(&self) -> StandingKind {
        match self {
            StandingEntry::View(_) => StandingKind::View,
            StandingEntry::Rule(_) => StandingKind::Rule,
            StandingEntry::Watch(_) => StandingKind::Watch,
        }
    }

    fn name(&self) -> &str {
        match self {
            StandingEntry::View(View { name, .. })
            | StandingEntry::Rule(Rule { name, .. })
            | StandingEntry::Watch(Watch { name, .. }) => name,
        }
    }

    fn fill(&self, table: &mut Table) {
        let query = match self {
            StandingEntry::View(view) => &view.query,
            StandingEntry::Rule(rule) => {
                set_or_remove(table, "tags", (!rule.tags.is_empty()).then(|| list(&rule.tags)));
                set_or_remove(table, "star", rule.star.then(|| value(true)));
                set_or_remove(table, "read", rule.read.then(|| value(true)));
                &rule.query
            }
            StandingEntry::Watch(watch) => {
                set_or_remove(table, "command", (!watch.command.is_empty()).then(|| list(&watch.command)));
                &watch.query
            }
        };
        table["name"] = value(self.name());
        table["query"] = value(query);
    }
}

fn set_or_remove(table: &mut Table, key: &str, item: Option<Item>) {
    match item {
        Some(item) => table[key] = item,
        None => drop(table.remove(key)),
    }
}

fn list(texts: &[String]) -> Item {
    Item::Value(Value::Array(texts.iter().collect()))
}

impl Standing {
    /// Reads the file's text.
    pub fn read(text: &str) -> Result<Standing, StandingError> {
        let standing: Standing = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            syntax(text, offset, error.message())
        })?;
        check_names(standing.views.iter().map(|view| &view.name))?;
        check_names(standing.rules.iter().map(|rule| &rule.name))?;
        check_names(standing.watches.iter().map(|watch| &watch.name))?;
        Ok(standing)
    }

    /// The view of that name, whatever its case.
    pub fn view(&self, name: &str) -> Option<&View> {
        self.views.iter().find(|view| same_name(&view.name, name))
    }
}

fn check_names<'a>(names: impl Iterator<Item = &'a String>) -> Result<(), StandingError> {
    let mut seen: Vec<String> = Vec::new();
    for name in names {
        let key = checked(name)?.to_lowercase();
        if seen.contains(&key) {
            return Err(StandingError::Twice(name.clone()));
        }
        seen.push(key);
    }
    Ok(())
}

fn checked(name: &str) -> Result<&str, StandingError> {
    let wrong = |c: char| c.is_control() || matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let is_name = !name.trim().is_empty() && name.len() <= LONGEST_NAME && !name.contains(wrong);
    if is_name { Ok(name.trim()) } else { Err(StandingError::Name(name.to_owned())) }
}

fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn syntax(text: &str, offset: usize, reason: &str) -> StandingError {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    StandingError::Syntax { line, reason: reason.lines().next().unwrap_or_default().to_owned() }
}

/// The text with an entry in the place of the one of its name, else at the end of its kind.
pub fn with_entry(text: &str, entry: &StandingEntry) -> Result<String, StandingError> {
    checked(entry.name())?;
    changed(text, entry.kind(), |tables| {
        match place_of(tables, entry.name()) {
            Some(place) => entry.fill(tables.get_mut(place).expect("the place was just found")),
            None => {
                let mut table = Table::new();
                entry.fill(&mut table);
                tables.push(table);
            }
        }
        Ok(())
    })
}

/// The text without an entry.
pub fn without_entry(text: &str, kind: StandingKind, name: &str) -> Result<String, StandingError> {
    changed(text, kind, |tables| {
        let place = place_of(tables, name).ok_or_else(|| StandingError::Unknown(name.to_owned()))?;
        tables.remove(place);
        Ok(())
    })
}

/// The text with an entry under another name.
pub fn with_name(text: &str, kind: StandingKind, name: &str, new: &str) -> Result<String, StandingError> {
    let new = checked(new)?;
    changed(text, kind, |tables| {
        let place = place_of(tables, name).ok_or_else(|| StandingError::Unknown(name.to_owned()))?;
        if place_of(tables, new).is_some_and(|other| other != place) {
            return Err(StandingError::Twice(new.to_owned()));
        }
        tables.get_mut(place).expect("the place was just found")["name"] = value(new);
        Ok(())
    })
}

/// The text with an entry at another place among those of its kind, counted from 0; beyond the end is the last place.
pub fn with_place(text: &str, kind: StandingKind, name: &str, to: usize) -> Result<String, StandingError> {
    changed(text, kind, |tables| {
        let from = place_of(tables, name).ok_or_else(|| StandingError::Unknown(name.to_owned()))?;
        let mut all: Vec<Table> = tables.iter().cloned().collect();
        let positions: Vec<Option<isize>> = all.iter().map(Table::position).collect();
        let moved = all.remove(from);
        all.insert(to.min(all.len()), moved);
        // Where a table stands in the file is told by its position, not by its place in the list.
        all.iter_mut().zip(positions).for_each(|(table, position)| table.set_position(position));
        *tables = all.into_iter().collect();
        Ok(())
    })
}

fn changed(
    text: &str,
    kind: StandingKind,
    change: impl FnOnce(&mut ArrayOfTables) -> Result<(), StandingError>,
) -> Result<String, StandingError> {
    Standing::read(text)?;
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        syntax(text, error.span().map_or(0, |span| span.start), error.message())
    })?;
    let tables = document.entry(kind.key()).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let written_otherwise = || StandingError::Syntax { line: 1, reason: format!("[[{}]]", kind.key()) };
    change(tables.as_array_of_tables_mut().ok_or_else(written_otherwise)?)?;
    Ok(document.to_string())
}

fn place_of(tables: &ArrayOfTables, name: &str) -> Option<usize> {
    let named =
        |table: &Table| table.get("name").and_then(Item::as_str).is_some_and(|own| same_name(own, name));
    tables.iter().position(named)
}

#[cfg(test)]
mod tests {
    use super::{
        Rule, Standing, StandingEntry, StandingError, StandingKind, View, Watch, with_entry, with_name,
        with_place, without_entry,
    };

    const FILE: &str = "# mine\n[[view]]\nname = \"cookies\" # short\nquery = \"thème:cookies\"\n\n\
                        [[rule]]\nname = \"bruit\"\nquery = \"podcast\"\nread = true\n\n\
                        [[view]]\nname = \"Grosses amendes\"\nquery = \"montant:>1M\"\n";

    fn view(name: &str, query: &str) -> StandingEntry {
        StandingEntry::View(View { name: name.to_owned(), query: query.to_owned() })
    }

    fn names(text: &str) -> Vec<String> {
        Standing::read(text).expect("a file").views.into_iter().map(|view| view.name).collect()
    }

    #[test]
    fn entries_come_go_and_move_and_comments_stay() {
        let added = with_entry(FILE, &view("neuve", "is:unread")).expect("a view");
        assert_eq!(names(&added), ["cookies", "Grosses amendes", "neuve"]);
        let replaced = with_entry(&added, &view("COOKIES", "traceurs")).expect("a view");
        assert_eq!(Standing::read(&replaced).expect("a file").view("cookies").expect("it").query, "traceurs");
        let moved = with_place(&replaced, StandingKind::View, "neuve", 0).expect("a view");
        assert_eq!(names(&moved), ["neuve", "COOKIES", "Grosses amendes"]);
        let renamed = with_name(&moved, StandingKind::View, "neuve", "non lus").expect("a view");
        let gone = without_entry(&renamed, StandingKind::View, "grosses amendes").expect("a view");
        assert_eq!(names(&gone), ["non lus", "COOKIES"]);
        assert!(gone.contains("# mine"), "{gone}");
        assert_eq!(Standing::read(&gone).expect("a file").rules.len(), 1);
    }

    #[test]
    fn an_empty_file_takes_any_kind() {
        let rule = Rule {
            name: "clients".to_owned(),
            query: "@clients".to_owned(),
            tags: vec!["client".to_owned()],
            star: true,
            read: false,
        };
        let watch = Watch {
            name: "Clearview".to_owned(),
            query: "company:clearview".to_owned(),
            command: vec!["notify-send".to_owned(), "Vigie".to_owned()],
        };
        let text = with_entry("", &StandingEntry::Rule(rule.clone())).expect("a rule");
        let text = with_entry(&text, &StandingEntry::Watch(watch.clone())).expect("a watch");
        let standing = Standing::read(&text).expect("a file");
        assert_eq!((standing.rules, standing.watches), (vec![rule], vec![watch]));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let wrong = Standing::read("[[view]]\nname = \"a\"\nquery = 5\n");
        assert!(matches!(wrong, Err(StandingError::Syntax { line: 3, .. })), "{wrong:?}");
        let unknown = Standing::read("[[view]]\nname = \"a\"\nquery = \"b\"\ncolour = \"c\"\n");
        assert!(matches!(unknown, Err(StandingError::Syntax { .. })), "{unknown:?}");
        let twice = "[[view]]\nname = \"a\"\nquery = \"b\"\n[[view]]\nname = \"A\"\nquery = \"c\"\n";
        assert_eq!(Standing::read(twice), Err(StandingError::Twice("A".to_owned())));
        for name in ["", " ", "a\"b", "a\nb"] {
            assert_eq!(with_entry("", &view(name, "x")), Err(StandingError::Name(name.to_owned())));
        }
        let unknown = without_entry(FILE, StandingKind::Watch, "cookies");
        assert_eq!(unknown, Err(StandingError::Unknown("cookies".to_owned())));
    }
}

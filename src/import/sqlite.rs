//! Tables out of the bytes of an SQLite database, as its file format has it (<https://www.sqlite.org/fileformat2.html>):
//! whole tables in the order of their row numbers, and nothing else. Knows no SQL but the names of columns.
//!
//! Also the write-ahead log that stands beside a database that was not closed: its committed pages go before those of the
//! file. What is damaged ends the reading of that table; no page is read twice, so that no loop of pages is endless.

use std::collections::{HashMap, HashSet};

const MAGIC: &[u8] = b"SQLite format 3\0";

/// Deepest tree of pages; a table of the largest file is not half as deep.
const DEEPEST: usize = 40;

/// Longest record that is read, in bytes.
const LONGEST: usize = 64 << 20;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Blob,
}

/// A row, by the names of its columns.
#[derive(Debug)]
pub(super) struct Row<'a> {
    columns: &'a [String],
    values: Vec<Value>,
}

impl Row<'_> {
    fn value(&self, column: &str) -> Option<&Value> {
        let place = self.columns.iter().position(|name| name.eq_ignore_ascii_case(column))?;
        self.values.get(place)
    }

    /// The text of a cell; nothing when it is empty or another thing.
    pub(super) fn text(&self, column: &str) -> Option<&str> {
        match self.value(column)? {
            Value::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// The whole number of a cell.
    pub(super) fn integer(&self, column: &str) -> Option<i64> {
        match self.value(column)? {
            Value::Integer(number) => Some(*number),
            Value::Real(number) if number.is_finite() => Some(*number as i64),
            Value::Text(text) => text.parse().ok(),
            _ => None,
        }
    }
}

/// A table: where its tree begins, and the names of its columns.
#[derive(Debug, Clone)]
struct Table {
    root: u32,
    columns: Vec<String>,
    /// The column that is the row's number, which no record holds.
    number: Option<usize>,
}

/// A database, read and never written.
#[derive(Debug)]
pub(super) struct Database<'a> {
    bytes: &'a [u8],
    /// Pages of the log, by their numbers.
    logged: HashMap<u32, &'a [u8]>,
    page_size: usize,
    /// Bytes of a page that hold anything.
    usable: usize,
    encoding: u32,
    tables: HashMap<String, Table>,
}

pub(super) fn is_database(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

impl<'a> Database<'a> {
    /// Reads the names of its tables.
    pub(super) fn open(bytes: &'a [u8], log: &'a [u8]) -> Result<Database<'a>, &'static str> {
        let head = bytes.get(..100).ok_or("shorter than its head")?;
        let page_size = match be16(head, 16) {
            1 => 65_536,
            size if size >= 512 && size.is_power_of_two() => usize::from(size),
            _ => return Err("no size of pages"),
        };
        let usable = page_size.checked_sub(usize::from(head[20])).filter(|usable| *usable >= 480);
        let mut database = Database {
            bytes,
            logged: logged_pages(log, page_size),
            page_size,
            usable: usable.ok_or("no room on its pages")?,
            encoding: be32(head, 56),
            tables: HashMap::new(),
        };
        database.tables = database.read_tables()?;
        Ok(database)
    }

    pub(super) fn has_table(&self, name: &str) -> bool {
        self.tables.contains_key(&name.to_ascii_lowercase())
    }

    /// Shows every row of a table; one that is not there has none.
    pub(super) fn rows(&self, name: &str, take: &mut dyn FnMut(&Row<'_>)) -> Result<(), &'static str> {
        let Some(table) = self.tables.get(&name.to_ascii_lowercase()) else { return Ok(()) };
        self.walk(table.root, &mut |number, record| {
            let mut values = self.values(record)?;
            if let Some(place) = table.number.filter(|place| values.get(*place) == Some(&Value::Null)) {
                values[place] = Value::Integer(number);
            }
            take(&Row { columns: &table.columns, values });
            Some(())
        })
    }

    /// The tables that the first page's tree names.
    fn read_tables(&self) -> Result<HashMap<String, Table>, &'static str> {
        let columns = ["type", "name", "tbl_name", "rootpage", "sql"].map(str::to_owned);
        let mut tables = HashMap::new();
        self.walk(1, &mut |_, record| {
            let row = Row { columns: &columns, values: self.values(record)? };
            if let (Some("table"), Some(name), Some(root), Some(sql)) =
                (row.text("type"), row.text("name"), row.integer("rootpage"), row.text("sql"))
            {
                let (columns, number) = columns_of(sql);
                let root = u32::try_from(root).ok()?;
                tables.insert(name.to_ascii_lowercase(), Table { root, columns, number });
            }
            Some(())
        })?;
        Ok(tables)
    }

    fn page(&self, number: u32) -> Option<&[u8]> {
        if let Some(page) = self.logged.get(&number) {
            return Some(page);
        }
        let start = usize::try_from(number).ok()?.checked_sub(1)?.checked_mul(self.page_size)?;
        self.bytes.get(start..start.checked_add(self.page_size)?)
    }

    /// Shows every record under a page, with its row's number, until `take` cannot go on.
    fn walk(&self, root: u32, take: &mut dyn FnMut(i64, &[u8]) -> Option<()>) -> Result<(), &'static str> {
        let mut seen = HashSet::new();
        self.walk_page(root, 0, &mut seen, take).ok_or("a page is damaged")
    }

    fn walk_page(
        &self,
        number: u32,
        depth: usize,
        seen: &mut HashSet<u32>,
        take: &mut dyn FnMut(i64, &[u8]) -> Option<()>,
    ) -> Option<()> {
        if depth > DEEPEST || !seen.insert(number) {
            return None;
        }
        let page = self.page(number)?;
        let head = if number == 1 { 100 } else { 0 };
        let kind = *page.get(head)?;
        let cells = usize::from(be16(page.get(head + 3..head + 5)?, 0));
        let pointers = if kind == 0x05 { head + 12 } else { head + 8 };
        for cell in 0..cells {
            let pointer = pointers + 2 * cell;
            let at = usize::from(be16(page.get(pointer..pointer + 2)?, 0));
            match kind {
                0x05 => self.walk_page(be32(page.get(at..at + 4)?, 0), depth + 1, seen, take)?,
                0x0d => {
                    let (row, record) = self.record(page, at)?;
                    take(row, &record)?;
                }
                _ => return None,
            }
        }
        match kind {
            0x05 => self.walk_page(be32(page.get(head + 8..head + 12)?, 0), depth + 1, seen, take),
            0x0d => Some(()),
            _ => None,
        }
    }

    /// The record of a leaf's cell, with what stands on other pages.
    fn record(&self, page: &[u8], at: usize) -> Option<(i64, Vec<u8>)> {
        let mut rest = page.get(at..self.usable)?;
        let length = usize::try_from(varint(&mut rest)?).ok().filter(|length| *length <= LONGEST)?;
        let row = varint(&mut rest)?;
        let local = self.local(length);
        let mut record = Vec::with_capacity(length.min(1 << 20));
        record.extend_from_slice(rest.get(..local)?);
        if local < length {
            let mut next = be32(rest.get(local..local + 4)?, 0);
            let mut left = self.bytes.len() / self.page_size + self.logged.len() + 1;
            while record.len() < length {
                left = left.checked_sub(1)?;
                let page = self.page(next)?;
                let part = (length - record.len()).min(self.usable - 4);
                record.extend_from_slice(page.get(4..4 + part)?);
                next = be32(page.get(..4)?, 0);
            }
        }
        Some((row, record))
    }

    /// How many bytes of a record stand on the leaf itself.
    fn local(&self, length: usize) -> usize {
        let most = self.usable - 35;
        if length <= most {
            return length;
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let fitting = least + (length - least) % (self.usable - 4);
        if fitting <= most { fitting } else { least }
    }

    fn values(&self, record: &[u8]) -> Option<Vec<Value>> {
        let mut head = record;
        let length = usize::try_from(varint(&mut head)?).ok()?;
        let used = record.len() - head.len();
        let mut types = record.get(used..length)?;
        let mut body = record.get(length..)?;
        let mut values = Vec::new();
        while !types.is_empty() {
            let kind = varint(&mut types)?;
            values.push(self.value(kind, &mut body)?);
        }
        Some(values)
    }

    fn value(&self, kind: i64, body: &mut &[u8]) -> Option<Value> {
        let mut taken = |length: usize| {
            let part = body.get(..length)?;
            *body = &body[length..];
            Some(part)
        };
        Some(match kind {
            0 => Value::Null,
            1..=6 => {
                let part = taken([1, 2, 3, 4, 6, 8][usize::try_from(kind).ok()? - 1])?;
                let negative = part[0] & 0x80 != 0;
                let start = if negative { -1_i64 } else { 0 };
                Value::Integer(part.iter().fold(start, |number, byte| number << 8 | i64::from(*byte)))
            }
            7 => Value::Real(f64::from_be_bytes(taken(8)?.try_into().ok()?)),
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            kind if kind >= 12 && kind % 2 == 0 => {
                taken(usize::try_from((kind - 12) / 2).ok()?)?;
                Value::Blob
            }
            kind if kind >= 13 => Value::Text(self.text(taken(usize::try_from((kind - 13) / 2).ok()?)?)),
            _ => return None,
        })
    }

    fn text(&self, bytes: &[u8]) -> String {
        let wide = |unit: fn([u8; 2]) -> u16| {
            let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        };
        match self.encoding {
            2 => wide(u16::from_le_bytes),
            3 => wide(u16::from_be_bytes),
            _ => String::from_utf8_lossy(bytes).into_owned(),
        }
    }
}

fn be16(bytes: &[u8], at: usize) -> u16 {
    u16::from_be_bytes([bytes[at], bytes[at + 1]])
}

fn be32(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// A number of one to nine bytes, seven bits in each but the last.
fn varint(bytes: &mut &[u8]) -> Option<i64> {
    let mut number: u64 = 0;
    for place in 0..9 {
        let byte = *bytes.get(place)?;
        if place == 8 {
            *bytes = &bytes[9..];
            return Some((number << 8 | u64::from(byte)).cast_signed());
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            *bytes = &bytes[place + 1..];
            return Some(number.cast_signed());
        }
    }
    None
}

/// The pages of a write-ahead log that were committed, the last of each; none when it belongs to no database of that size
/// of pages.
fn logged_pages(log: &[u8], page_size: usize) -> HashMap<u32, &[u8]> {
    let mut committed = HashMap::new();
    let Some(head) = log.get(..32) else { return committed };
    let big = match be32(head, 0) {
        0x377f_0682 => false,
        0x377f_0683 => true,
        _ => return committed,
    };
    let mut sums = checksum((0, 0), &head[..24], big);
    let is_ours = usize::try_from(be32(head, 8)).is_ok_and(|size| size == page_size);
    if !is_ours || sums != (be32(head, 24), be32(head, 28)) {
        return committed;
    }
    let mut waiting = Vec::new();
    for frame in log[32..].chunks_exact(24 + page_size) {
        let (about, page) = frame.split_at(24);
        sums = checksum(checksum(sums, &about[..8], big), page, big);
        if about[8..16] != head[16..24] || sums != (be32(about, 16), be32(about, 20)) {
            break;
        }
        waiting.push((be32(about, 0), page));
        if be32(about, 4) != 0 {
            committed.extend(waiting.drain(..));
        }
    }
    committed
}

fn checksum((mut one, mut other): (u32, u32), bytes: &[u8], big: bool) -> (u32, u32) {
    let word = |bytes: &[u8]| {
        let bytes = [bytes[0], bytes[1], bytes[2], bytes[3]];
        if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
    };
    for pair in bytes.chunks_exact(8) {
        one = one.wrapping_add(word(&pair[..4])).wrapping_add(other);
        other = other.wrapping_add(word(&pair[4..])).wrapping_add(one);
    }
    (one, other)
}

/// The names of the columns that `CREATE TABLE` lists, and the place of the one that is the row's number.
fn columns_of(sql: &str) -> (Vec<String>, Option<usize>) {
    let mut columns = Vec::new();
    let mut number = None;
    for part in parts(sql) {
        let Some((name, rest)) = first_name(&part) else { continue };
        let constraints = ["PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"];
        if !part.trim_start().starts_with(['"', '`', '[', '\''])
            && constraints.iter().any(|word| name.eq_ignore_ascii_case(word))
        {
            continue;
        }
        let words = rest.to_ascii_uppercase();
        if words.trim_start().starts_with("INTEGER PRIMARY KEY") {
            number = Some(columns.len());
        }
        columns.push(name);
    }
    (columns, number)
}

/// What stands between the commas of the outer parentheses.
fn parts(sql: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_usize;
    let mut quote: Option<char> = None;
    let Some((_, inside)) = sql.split_once('(') else { return Vec::new() };
    for c in inside.chars() {
        match (quote, c) {
            (Some(end), c) if c == end => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '[') => quote = Some(']'),
            (None, '(') => depth += 1,
            (None, ')') if depth == 0 => break,
            (None, ')') => depth -= 1,
            (None, ',') if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            (None, _) => {}
        }
        parts.last_mut().expect("there is one from the start").push(c);
    }
    parts
}

/// The name that a definition begins with, without its quotation marks, and what follows it.
fn first_name(part: &str) -> Option<(String, &str)> {
    let part = part.trim_start();
    let first = part.chars().next()?;
    let end = match first {
        '"' | '`' | '\'' => first,
        '[' => ']',
        _ => {
            let length = part.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(part.len());
            return Some((part[..length].to_owned(), &part[length..]));
        }
    };
    let inside = &part[1..];
    let length = inside.find(end)?;
    Some((inside[..length].to_owned(), &inside[length + 1..]))
}

#[cfg(test)]
mod tests {
    use super::{columns_of, varint};

    #[test]
    fn names_of_columns_are_read_from_the_definition() {
        let sql = "CREATE TABLE t ( \"a b\" INTEGER PRIMARY KEY, [c] VARCHAR(10, 2) DEFAULT ',', `d`, e TEXT CHECK (e > 0), \
                   UNIQUE (e), PRIMARY KEY(e, d))";
        assert_eq!(columns_of(sql), (["a b", "c", "d", "e"].map(str::to_owned).to_vec(), Some(0)));
    }

    #[test]
    fn numbers_of_one_to_nine_bytes() {
        let check = |bytes: &[u8], expected: Option<i64>| {
            let mut rest = bytes;
            assert_eq!(varint(&mut rest), expected);
        };
        check(&[0x05], Some(5));
        check(&[0x81, 0x00], Some(128));
        check(&[0xff; 9], Some(-1));
        check(&[0x80], None);
    }
}

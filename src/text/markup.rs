//! Cuts markup, however broken, into tokens: tags, text, comments and the like.
//!
//! Serves HTML and XML alike. It knows no element by name and builds no tree, so that its time grows with the length of the
//! text alone; what the tokens mean is left to who reads them.

/// A token of markup, borrowed from the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text between tags, its references not yet resolved.
    Text(&'a str),
    /// The inside of a CDATA section, to be taken as it is.
    Cdata(&'a str),
    /// A start tag.
    Open(Tag<'a>),
    /// An end tag, by its name.
    Close(&'a str),
    /// A comment.
    Comment,
    /// A declaration such as a document type, without `<!` and `>`.
    Declaration(&'a str),
    /// A processing instruction, without `<?` and `?>`.
    Instruction(&'a str),
    /// The inside of a CDATA section that the text ends in.
    CutCdata(&'a str),
    /// A tag, comment, declaration or instruction that the text ends in, from its name on.
    Cut(&'a str),
}

/// A start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name, prefix included, as written.
    pub name: &'a str,
    /// What stands between the name and `>`, as written.
    pub inside: &'a str,
    /// Whether it closes itself with `/>`.
    pub closed: bool,
}

impl<'a> Tag<'a> {
    /// Its attributes in order, values not yet resolved.
    pub fn attributes(&self) -> Attributes<'a> {
        Attributes { rest: self.inside }
    }

    /// The value of an attribute as written, whatever the case of its name.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|attribute| attribute.name.eq_ignore_ascii_case(name)).map(|found| found.value)
    }
}

/// An attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Its name, prefix included, as written.
    pub name: &'a str,
    /// Its value, references not yet resolved; empty when there is none.
    pub value: &'a str,
    /// Whether the value stands in quotation marks, as XML wants.
    pub quoted: bool,
}

/// The attributes of a tag.
#[derive(Debug, Clone)]
pub struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        let start = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || "/\"'=<>".contains(c));
        if start.is_empty() {
            self.rest = start;
            return None;
        }
        let name_end =
            start.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/').unwrap_or(start.len());
        let (name, after) = start.split_at(name_end);
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
            self.rest = after;
            return Some(Attribute { name, value: "", quoted: false });
        };
        let (value, quoted, rest) = split_value(value.trim_ascii_start());
        self.rest = rest;
        Some(Attribute { name, value, quoted })
    }
}

/// The value that a text begins with, whether it is quoted, and what follows.
fn split_value(text: &str) -> (&str, bool, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote)
            && let Some((value, rest)) = inside.split_once(quote)
        {
            return (value, true, rest);
        }
    }
    let end = text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len());
    let (value, rest) = text.split_at(end);
    (value.trim_matches(['"', '\'']), false, rest)
}

/// The tokens of a text.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Ends that were sought in vain and so stand nowhere further on: each is sought once at most.
    absent: [bool; 5],
}

/// What ends a section; the index is its place in `absent`.
const ENDS: [&str; 5] = ["-->", "]]>", "?>", "\"", "'"];
const COMMENT: usize = 0;
const SECTION: usize = 1;
const INSTRUCTION: usize = 2;
const DOUBLE: usize = 3;
const SINGLE: usize = 4;

impl<'a> Tokens<'a> {
    /// Begins at the start of a text.
    pub fn new(text: &'a str) -> Tokens<'a> {
        Tokens { text, at: 0, absent: [false; 5] }
    }

    /// Byte offset of what comes next.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// Goes on from that byte offset, which must lie on a character's boundary and not before the last one given.
    pub fn go_to(&mut self, offset: usize) {
        self.at = offset;
    }

    /// Passes over raw text, such as a script's, up to just before the end tag of that name; tells what was passed over.
    pub fn skip_raw(&mut self, name: &str) -> &'a str {
        let rest = &self.text[self.at..];
        let end = self.find_close(name).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// Whether an end tag of that name stands further on.
    pub fn closes_ahead(&self, name: &str) -> bool {
        self.find_close(name).is_some()
    }

    /// How far off the next end tag of that name stands.
    fn find_close(&self, name: &str) -> Option<usize> {
        let rest = &self.text.as_bytes()[self.at..];
        memchr::memmem::find_iter(rest, "</").find(|&at| {
            let after = &rest[at + 2..];
            after.len() >= name.len() && after[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        })
    }

    fn find_end(&mut self, which: usize, from: usize) -> Option<usize> {
        if self.absent[which] {
            return None;
        }
        let found = memchr::memmem::find(self.text.as_bytes().get(from..)?, ENDS[which].as_bytes());
        self.absent[which] = found.is_none();
        found.map(|at| from + at)
    }

    /// Where the tag that begins at `from` ends: the offset of its `>`, quoted ones left aside.
    fn find_tag_end(&mut self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        let mut before = b' ';
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'>' => return Some(at),
                b'"' | b'\'' if before == b'=' => {
                    let which = if byte == b'"' { DOUBLE } else { SINGLE };
                    match self.find_end(which, at + 1).filter(|&end| !self.runs_away(at + 1, end)) {
                        Some(end) => at = end,
                        None => return memchr::memchr(b'>', &bytes[at..]).map(|end| at + end),
                    }
                }
                // A new tag begins before this one ended: the `>` was forgotten.
                b'<' if at > from => return Some(at),
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                before = bytes[at];
            }
            at += 1;
        }
        None
    }

    /// Whether a quoted value swallows a tag because its closing mark was forgotten: it holds `>` and then a tag's end.
    fn runs_away(&self, start: usize, end: usize) -> bool {
        let value = &self.text.as_bytes()[start..end];
        memchr::memchr(b'>', value)
            .is_some_and(|at| memchr::memmem::find(&value[at..], b"</").is_some() && value.ends_with(b"="))
    }

    /// A section that runs to one of `ENDS`.
    fn section(&mut self, opening: usize, which: usize, make: fn(&'a str) -> Token<'a>) -> Token<'a> {
        let start = self.at + opening;
        match self.find_end(which, start) {
            Some(end) => {
                self.at = end + ENDS[which].len();
                make(&self.text[start..end])
            }
            None if which == SECTION => {
                self.at = self.text.len();
                Token::CutCdata(&self.text[start..])
            }
            None => self.cut(start),
        }
    }

    fn cut(&mut self, start: usize) -> Token<'a> {
        self.at = self.text.len();
        Token::Cut(self.text.get(start..).unwrap_or_default())
    }

    fn comment(&mut self) -> Token<'a> {
        // `<!-->` and `<!--->` are whole comments in HTML.
        let start = self.at + 2;
        match self.find_end(COMMENT, start) {
            Some(end) => {
                self.at = end + 3;
                Token::Comment
            }
            None => self.cut(self.at + 4),
        }
    }

    /// A declaration, whose internal subset in brackets may hold `>`.
    fn declaration(&mut self) -> Token<'a> {
        let start = self.at + 2;
        let bytes = self.text.as_bytes();
        let plain = memchr::memchr2(b'>', b'[', &bytes[start..]).map(|at| start + at);
        let end = match plain {
            Some(at) if bytes[at] == b'[' => memchr::memmem::find(&bytes[at..], b"]")
                .map(|close| at + close)
                .and_then(|close| memchr::memchr(b'>', &bytes[close..]).map(|end| close + end)),
            other => other,
        };
        match end {
            Some(end) => {
                self.at = end + 1;
                Token::Declaration(&self.text[start..end])
            }
            None => self.cut(start),
        }
    }

    fn close_tag(&mut self) -> Token<'a> {
        let start = self.at + 2;
        match memchr::memchr2(b'>', b'<', &self.text.as_bytes()[start..]) {
            Some(length) => {
                let end = start + length;
                self.at = if self.text.as_bytes()[end] == b'>' { end + 1 } else { end };
                let inside = self.text[start..end].trim_ascii();
                Token::Close(inside.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default())
            }
            None => self.cut(start),
        }
    }

    fn open_tag(&mut self) -> Token<'a> {
        let start = self.at + 1;
        let name_length = self.text[start..]
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/' | '<'))
            .unwrap_or(self.text.len() - start);
        let name_end = start + name_length;
        match self.find_tag_end(name_end) {
            Some(end) => {
                self.at = if self.text.as_bytes()[end] == b'>' { end + 1 } else { end };
                let inside = &self.text[name_end..end];
                let closed = inside.ends_with('/');
                let inside = inside.strip_suffix('/').unwrap_or(inside);
                Token::Open(Tag { name: &self.text[start..name_end], inside, closed })
            }
            None => self.cut(start),
        }
    }

    fn text(&mut self, searched_from: usize) -> Token<'a> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut from = searched_from;
        let end = loop {
            match memchr::memchr(b'<', &bytes[from..]) {
                None => break bytes.len(),
                Some(at) if opens_markup(&bytes[from + at..]) => break from + at,
                Some(at) => from += at + 1,
            }
        };
        self.at = end;
        Token::Text(&self.text[start..end])
    }
}

/// Whether bytes that begin with `<` begin markup rather than being a stray sign.
fn opens_markup(bytes: &[u8]) -> bool {
    match bytes.get(1) {
        Some(b'!' | b'?') => true,
        Some(b'/') => bytes.get(2).is_some_and(|&byte| begins_name(byte)),
        Some(&byte) => begins_name(byte),
        None => false,
    }
}

fn begins_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte == b':' || byte >= 0x80
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = &self.text.as_bytes()[self.at..];
        let first = *rest.first()?;
        if first != b'<' {
            return Some(self.text(self.at));
        }
        if !opens_markup(rest) {
            return Some(self.text(self.at + 1));
        }
        Some(match rest[1] {
            b'!' if rest.starts_with(b"<!--") => self.comment(),
            b'!' if rest.len() >= 9 && rest[..9].eq_ignore_ascii_case(b"<![CDATA[") => {
                self.section(9, SECTION, Token::Cdata)
            }
            b'!' => self.declaration(),
            b'?' => self.section(2, INSTRUCTION, Token::Instruction),
            b'/' => self.close_tag(),
            _ => self.open_tag(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    fn check(text: &str, expected: &str) {
        let told: Vec<String> = Tokens::new(text)
            .map(|token| match token {
                Token::Open(tag) => {
                    let attributes: String = tag
                        .attributes()
                        .map(|attribute| format!(" {}={}", attribute.name, attribute.value))
                        .collect();
                    format!("<{}{attributes}{}>", tag.name, if tag.closed { "/" } else { "" })
                }
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(told.join(" "), expected, "{text}");
    }

    #[test]
    fn tags_however_written() {
        check("<a href='x>y' b=c d>t</a >", r#"<a href=x>y b=c d=> Text("t") Close("a")"#);
        check("<br/><img src=a/b.png/>", "<br/> <img src=a/b.png/>");
        check(r#"<a href="x>t</a>"#, r#"<a href=x> Text("t") Close("a")"#);
        check(r#"<a href="x>t</a><b c="d">"#, r#"<a href=x> Text("t") Close("a") <b c=d>"#);
        check("<p <b>x", r#"<p> <b> Text("x")"#);
    }

    #[test]
    fn signs_that_are_no_tags() {
        check("1 < 2 <3 & a<", r#"Text("1 < 2 <3 & a<")"#);
    }

    #[test]
    fn sections() {
        check("<!-- <b> --><![CDATA[<i>]]><?pi x?>", r#"Comment Cdata("<i>") Instruction("pi x")"#);
        check(
            "<!DOCTYPE a [<!ENTITY b \"c\">]>d",
            r#"Declaration("DOCTYPE a [<!ENTITY b \"c\">]") Text("d")"#,
        );
        check("a<![CDATA[b", r#"Text("a") CutCdata("b")"#);
        check("a<b c", r#"Text("a") Cut("b c")"#);
    }
}

//! Authors: names out of `mail@example.org (Name)`, `Name <mail@example.org>` and Atom's persons.

use super::content::Contents;
use super::outline::{Field, local_name};
use crate::text::html::collapse;
use crate::text::markup::{Token, Tokens};

/// Longest name, in characters.
const LONGEST: usize = 200;

/// The name of an author; the mail address when there is no name.
pub(super) fn name_of(field: &Field<'_>, contents: &Contents<'_>) -> Option<String> {
    let of_person = part(field.inner, "name", contents).or_else(|| part(field.inner, "email", contents));
    let text = of_person.unwrap_or_else(|| plain(&contents.word(field)));
    let name = name_in(&text);
    (!name.is_empty()).then(|| name.chars().take(LONGEST).collect())
}

/// The text of the first element of that name.
fn part(inner: &str, name: &str, contents: &Contents<'_>) -> Option<String> {
    let mut inside = false;
    let mut text = String::new();
    for token in Tokens::new(inner) {
        match token {
            Token::Open(tag) if local_name(tag.name).eq_ignore_ascii_case(name) => inside = !tag.closed,
            Token::Close(_) if inside => break,
            Token::Text(raw) if inside => text.push_str(&contents.entities.resolve(raw)),
            Token::Cdata(raw) | Token::CutCdata(raw) if inside => text.push_str(raw),
            _ => {}
        }
    }
    let text = plain(&text);
    (!text.is_empty()).then_some(text)
}

fn plain(text: &str) -> String {
    if text.contains("</") { crate::text::html::plain_line(text) } else { collapse(text) }
}

fn name_in(text: &str) -> &str {
    let outside = |open: char, close: char| {
        let (before, rest) = text.split_once(open)?;
        let (inside, _) = rest.split_once(close)?;
        Some((before.trim(), inside.trim()))
    };
    match (outside('(', ')'), outside('<', '>')) {
        (Some((mail, name)), _) if mail.contains('@') && !name.is_empty() => name,
        (_, Some((name, mail))) if mail.contains('@') && !name.is_empty() => name.trim_matches(['"', '\'']),
        (_, Some(("", mail))) if mail.contains('@') => mail,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::name_in;

    #[test]
    fn names_beside_mail_addresses() {
        for (text, name) in [
            ("a@example.org (Anne Martin)", "Anne Martin"),
            ("Anne Martin <a@example.org>", "Anne Martin"),
            ("\"Anne Martin\" <a@example.org>", "Anne Martin"),
            ("<a@example.org>", "a@example.org"),
            ("a@example.org", "a@example.org"),
            ("Anne Martin (CNIL)", "Anne Martin (CNIL)"),
        ] {
            assert_eq!(name_in(text), name);
        }
    }
}

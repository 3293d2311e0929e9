//! Where the words of a query stand in a text, and the passage that shows most of them.

use super::analysis::Folded;
use super::sought::{Seeker, Sought, is_word, near_at, sequence_at};
use crate::domain::{Language, Span};
use crate::query::{Query, Scope, TextTerm};
use crate::text::cut;

/// A passage of a text, on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The passage, with `…` where it does not begin or end with the text.
    pub text: String,
    /// Words of the query in it.
    pub highlights: Vec<Span>,
}

/// Which of an article's texts is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The title.
    Title,
    /// The body.
    Body,
}

/// Where the words of a query stand in a text, in order and not overlapping.
pub fn highlights(query: &Query, language: Language, part: Part, text: &str) -> Vec<Span> {
    let folded = Folded::of(text);
    ranks(query, language, part, &folded)
        .into_iter()
        .map(|(first, last)| Span::new(folded.span(first).start, folded.span(last).end))
        .collect()
}

/// The passage of about so many characters that shows most words of a query; the beginning of the text when none is there.
pub fn snippet(query: &Query, language: Language, text: &str, width: usize) -> Snippet {
    let found = highlights(query, language, Part::Body, text);
    let room = width.max(20);
    let best = found
        .iter()
        .enumerate()
        .max_by_key(|(rank, first)| {
            let inside = found[*rank..].iter().take_while(|span| span.end <= first.start + room).count();
            (inside, std::cmp::Reverse(first.start))
        })
        .map_or(0, |(_, first)| first.start);
    let start = word_start(text, best.saturating_sub(room / 4));
    let end = word_end(text, start + room);
    passage(text, Span::new(start, end.max(start)), &found)
}

fn passage(text: &str, passage: Span, found: &[Span]) -> Snippet {
    let mut shown = String::from(if passage.start > 0 { "… " } else { "" });
    let lead = shown.len();
    // A line break is one byte as a blank is: offsets stay.
    let inside = passage.of(text).unwrap_or_default();
    shown.extend(inside.chars().map(|c| if c.is_control() { ' ' } else { c }));
    if passage.end < text.len() {
        shown.push_str(" …");
    }
    let moved = |span: &Span| Span::new(span.start - passage.start + lead, span.end - passage.start + lead);
    let within = |span: &&Span| passage.start <= span.start && span.end <= passage.end;
    Snippet { text: shown, highlights: found.iter().filter(within).map(moved).collect() }
}

/// The beginning of the word that stands at an offset, or of the next one.
fn word_start(text: &str, offset: usize) -> usize {
    let offset = cut(text, offset).len();
    if offset == 0 {
        return 0;
    }
    let rest = &text[offset..];
    let blank = rest.find(char::is_whitespace).filter(|blank| *blank < 40);
    blank.map_or(offset, |blank| offset + blank + rest[blank..].len() - rest[blank..].trim_start().len())
}

/// The end of the last whole word before an offset.
fn word_end(text: &str, offset: usize) -> usize {
    if offset >= text.len() {
        return text.len();
    }
    let offset = cut(text, offset).len();
    text[..offset].rfind(char::is_whitespace).filter(|blank| offset - blank < 40).unwrap_or(offset)
}

/// The ranks of the first and last word of each place, in order, those that overlap an earlier one left out.
fn ranks(query: &Query, language: Language, part: Part, text: &Folded) -> Vec<(usize, usize)> {
    let mut seeker = Seeker::new();
    let mut found = Vec::new();
    for term in query.expression.words() {
        if looks_at(term, part) {
            let sought = seeker.seek(term);
            add_places(&sought, language, text, &mut seeker, &mut found);
        }
    }
    found.sort_unstable_by_key(|(first, last)| (*first, std::cmp::Reverse(*last)));
    let mut next = 0;
    found.retain(|(first, last)| {
        let free = *first >= next;
        if free {
            next = last + 1;
        }
        free
    });
    found
}

fn looks_at(term: &TextTerm, part: Part) -> bool {
    match term.scope {
        Scope::Anywhere => true,
        Scope::Title => part == Part::Title,
        Scope::Body => part == Part::Body,
    }
}

fn add_places(
    sought: &Sought,
    language: Language,
    text: &Folded,
    seeker: &mut Seeker,
    found: &mut Vec<(usize, usize)>,
) {
    for start in 0..text.len() {
        match sought {
            Sought::Nothing => return,
            Sought::Word { .. } => {
                if is_word(sought, language, text.word(start), seeker) {
                    found.push((start, start));
                }
            }
            Sought::Sequence { words, last_begins } => {
                if sequence_at(words, *last_begins, text, start) {
                    found.push((start, start + words.len() - 1));
                }
            }
            Sought::Near { words, between } => {
                if near_at(words, *between, text, start) {
                    let end = (start + words.len() + between).min(text.len());
                    let inside =
                        (start..end).filter(|rank| words.iter().any(|word| word == text.word(*rank)));
                    found.extend(inside.map(|rank| (rank, rank)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, highlights, snippet};
    use crate::domain::Language;
    use crate::query::{Context, Query};

    fn query(line: &str) -> Query {
        Query::parse(line, &Context::on(jiff::civil::date(2026, 1, 1)))
    }

    fn check(line: &str, text: &str, expected: &[&str]) {
        let spans = highlights(&query(line), Language::French, Part::Body, text);
        let shown: Vec<&str> = spans.iter().filter_map(|span| span.of(text)).collect();
        assert_eq!(shown, expected, "{line}");
    }

    #[test]
    fn words_are_found_where_they_stand() {
        let text = "La CNIL liquide l’astreinte : 5,2 millions d’euros d'amende, dit la Cnil.";
        check("cnil", text, &["CNIL", "Cnil"]);
        check("liquidation amendes", text, &["liquide", "amende"]);
        check("\"la cnil\"", text, &["La CNIL", "la Cnil"]);
        check("astr* -euros", text, &["astreinte"]);
        check("\"euros amende\"~2", text, &["euros", "amende"]);
        check("title:cnil", text, &[]);
        check("type:fine", text, &[]);
    }

    #[test]
    fn a_passage_shows_the_words() {
        let text = format!(
            "{}\nL’amende vise la société.\n{}",
            "Du texte avant. ".repeat(30),
            "Et après. ".repeat(30)
        );
        let shown = snippet(&query("amende société"), Language::French, &text, 60);
        assert!(shown.text.starts_with("… ") && shown.text.ends_with(" …"), "{}", shown.text);
        let words: Vec<&str> = shown.highlights.iter().filter_map(|span| span.of(&shown.text)).collect();
        assert_eq!(words, ["amende", "société"], "{}", shown.text);
        assert_eq!(snippet(&query("rien"), Language::French, "Court.", 60).text, "Court.");
        assert_eq!(snippet(&query("rien"), Language::French, "", 60).text, "");
    }
}

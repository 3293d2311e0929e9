//! Tags: words that a reader groups articles by.

/// Longest tag, in characters.
const LONGEST: usize = 40;
/// Most tags on one article.
const MOST: usize = 50;

/// Tags to be given and to be taken away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TagChange {
    /// Given, unless borne already.
    pub add: Vec<String>,
    /// Taken away, if borne.
    pub remove: Vec<String>,
}

impl TagChange {
    /// The tags after the change, in alphabetical order, each once whatever its case. What is no tag is not given.
    pub fn apply(&self, before: &[String]) -> Vec<String> {
        let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
        let stays = |tag: &&String| !self.remove.iter().any(|gone| same(tag, gone.trim()));
        let mut after: Vec<String> = before.iter().filter(stays).cloned().collect();
        for tag in self.add.iter().filter_map(|tag| tag_of(tag)) {
            if after.len() < MOST && !after.iter().any(|known| same(known, &tag)) {
                after.push(tag);
            }
        }
        after.sort_by_key(|tag| tag.to_lowercase());
        after
    }
}

/// A tag as written by a reader: one line, without blanks around it; nothing when that is empty, too long, or holds a
/// comma or a quotation mark, which part tags and close names.
pub fn tag_of(written: &str) -> Option<String> {
    let tag = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let unfit = |c: char| c.is_control() || matches!(c, ',' | '"' | '“' | '”' | '«' | '»');
    (!tag.is_empty() && tag.chars().count() <= LONGEST && !tag.contains(unfit)).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::{TagChange, tag_of};

    fn list(tags: &[&str]) -> Vec<String> {
        tags.iter().map(|tag| (*tag).to_owned()).collect()
    }

    #[test]
    fn tags_come_and_go_whatever_their_case() {
        let change = TagChange { add: list(&["Client", "à relire", "", "a,b"]), remove: list(&["VIEUX"]) };
        assert_eq!(change.apply(&list(&["client", "vieux"])), list(&["client", "à relire"]));
        assert_eq!(change.apply(&[]), list(&["Client", "à relire"]));
    }

    #[test]
    fn a_tag_is_a_line() {
        assert_eq!(tag_of("  à \n relire "), Some("à relire".to_owned()));
        for wrong in ["", " ", "a,b", "\"a\"", "\u{1b}[31m", &"x".repeat(41)] {
            assert_eq!(tag_of(wrong), None, "{wrong:?}");
        }
    }
}

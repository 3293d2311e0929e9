//! Names of elements: namespaces by their addresses, by their usual prefixes when those are wrong or missing.

/// A vocabulary, as far as feeds use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// RSS in any version, or no namespace at all.
    Plain,
    /// Atom in any version.
    Atom,
    /// RSS 1.0's content module.
    Content,
    /// Dublin Core elements.
    DublinCore,
    /// Dublin Core terms.
    Terms,
    /// Media RSS.
    Media,
    /// iTunes podcasts.
    Itunes,
    /// Podcasting 2.0.
    Podcast,
    /// XHTML.
    Xhtml,
    /// RDF.
    Rdf,
    /// Any other.
    Other,
}

/// Namespace addresses without scheme, `www.` and trailing signs, in lower case.
const ADDRESSES: &[(&str, Vocabulary)] = &[
    ("purl.org/rss/1.0/modules/content", Vocabulary::Content),
    ("purl.org/rss/1.0/modules/rss091", Vocabulary::Plain),
    ("purl.org/rss/1.0/modules", Vocabulary::Other),
    ("purl.org/rss/1.0", Vocabulary::Plain),
    ("purl.org/rss", Vocabulary::Plain),
    ("purl.org/net/rss1.1", Vocabulary::Plain),
    ("my.netscape.com", Vocabulary::Plain),
    ("channel.netscape.com", Vocabulary::Plain),
    ("backend.userland.com", Vocabulary::Plain),
    ("my.userland.com", Vocabulary::Plain),
    ("userland.com", Vocabulary::Plain),
    ("blogs.law.harvard.edu/tech/rss", Vocabulary::Plain),
    ("cyber.law.harvard.edu/rss", Vocabulary::Plain),
    ("rssboard.org", Vocabulary::Plain),
    ("w3.org/2005/atom", Vocabulary::Atom),
    ("purl.org/atom/app", Vocabulary::Other),
    ("purl.org/atom", Vocabulary::Atom),
    ("purl.org/echo", Vocabulary::Atom),
    ("purl.org/pie", Vocabulary::Atom),
    ("uri/of/echo/namespace", Vocabulary::Atom),
    ("example.com/newformat", Vocabulary::Atom),
    ("example.com/necho", Vocabulary::Atom),
    ("purl.org/dc/elements", Vocabulary::DublinCore),
    ("purl.org/metadata/dublin_core", Vocabulary::DublinCore),
    ("purl.org/dc/terms", Vocabulary::Terms),
    ("search.yahoo.com/mrss", Vocabulary::Media),
    ("tools.search.yahoo.com/mrss", Vocabulary::Media),
    ("video.search.yahoo.com/mrss", Vocabulary::Media),
    ("itunes.com/dtds/podcast-1.0.dtd", Vocabulary::Itunes),
    ("example.com/dtds/podcast-1.0.dtd", Vocabulary::Itunes),
    ("podcastindex.org/namespace", Vocabulary::Podcast),
    ("github.com/podcastindex-org", Vocabulary::Podcast),
    ("w3.org/1999/xhtml", Vocabulary::Xhtml),
    ("w3.org/1999/02/22-rdf-syntax-ns", Vocabulary::Rdf),
];

/// What a namespace address stands for, spelled more or less right.
fn of_address(address: &str) -> Option<Vocabulary> {
    let lower = address.trim().to_ascii_lowercase();
    let bare = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    ADDRESSES.iter().find(|(known, _)| bare.starts_with(known)).map(|(_, vocabulary)| *vocabulary)
}

/// What a prefix stands for when nothing better is known.
fn of_prefix(prefix: &str) -> Vocabulary {
    match prefix {
        "rss" | "rss1" | "rss10" | "rss20" => Vocabulary::Plain,
        "atom" | "atom10" | "atom03" | "a10" | "feed" => Vocabulary::Atom,
        "content" => Vocabulary::Content,
        "dc" => Vocabulary::DublinCore,
        "dcterms" | "dct" | "dcterm" => Vocabulary::Terms,
        "media" => Vocabulary::Media,
        "itunes" => Vocabulary::Itunes,
        "podcast" => Vocabulary::Podcast,
        "xhtml" | "html" | "h" => Vocabulary::Xhtml,
        "rdf" => Vocabulary::Rdf,
        _ => Vocabulary::Other,
    }
}

/// Namespace declarations in scope, innermost last.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    declared: Vec<(String, Vocabulary)>,
    /// Whether a declaration was found that names no vocabulary although its prefix does.
    pub(super) mended: bool,
}

impl Scope {
    /// Most declarations that are kept.
    const MOST: usize = 500;

    /// How many declarations are in scope, to go back to.
    pub(super) fn mark(&self) -> usize {
        self.declared.len()
    }

    /// Leaves the scope of an element.
    pub(super) fn back_to(&mut self, mark: usize) {
        self.declared.truncate(mark);
    }

    /// Notes a declaration; the prefix is empty for the default one.
    pub(super) fn declare(&mut self, prefix: &str, address: &str) {
        if self.declared.len() >= Scope::MOST {
            return;
        }
        let prefix = prefix.to_ascii_lowercase();
        let vocabulary = match of_address(address) {
            Some(vocabulary) => vocabulary,
            // An unknown default namespace is taken for that of the feed itself.
            None if prefix.is_empty() => Vocabulary::Plain,
            None => {
                let guessed = of_prefix(&prefix);
                self.mended |= guessed != Vocabulary::Other;
                guessed
            }
        };
        self.declared.push((prefix, vocabulary));
    }

    /// Takes the root's own prefix, empty for the default namespace, for that of the feed, whatever address it was given.
    pub(super) fn adopt(&mut self, prefix: &str) {
        let prefix = prefix.to_ascii_lowercase();
        let known = [Vocabulary::Plain, Vocabulary::Atom, Vocabulary::Rdf];
        let (vocabulary, _) = self.resolve(&format!("{prefix}:x"));
        if !known.contains(&vocabulary) {
            self.mended = true;
            self.declared.push((prefix, Vocabulary::Plain));
        }
    }

    /// The vocabulary and the local name, in lower case, of a name as written.
    pub(super) fn resolve(&self, name: &str) -> (Vocabulary, String) {
        let (prefix, local) = name.rsplit_once(':').unwrap_or(("", name));
        let prefix = prefix.to_ascii_lowercase();
        let declared = self.declared.iter().rev().find(|(known, _)| *known == prefix);
        let vocabulary = match declared {
            Some((_, vocabulary)) => *vocabulary,
            None if prefix.is_empty() => Vocabulary::Plain,
            None => of_prefix(&prefix),
        };
        (vocabulary, local.to_ascii_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::{Scope, Vocabulary};

    #[test]
    fn namespaces_however_written() {
        let mut scope = Scope::default();
        for (prefix, address, vocabulary) in [
            ("c", "http://purl.org/rss/1.0/modules/content/", Vocabulary::Content),
            ("d", "https://PURL.org/dc/elements/1.1", Vocabulary::DublinCore),
            ("x", "http://purl.org/rss/1.0/modules/slash/", Vocabulary::Other),
            ("", "http://backend.userland.com/rss2", Vocabulary::Plain),
            ("", "http://example.org/whatever", Vocabulary::Plain),
            ("p", "http://purl.org/atom/ns#", Vocabulary::Atom),
            ("content", "http://example.org/wrong", Vocabulary::Content),
        ] {
            scope.declare(prefix, address);
            assert_eq!(scope.resolve(&format!("{prefix}:X")), (vocabulary, "x".to_owned()), "{address}");
        }
        assert!(scope.mended);
        assert_eq!(scope.resolve("media:title").0, Vocabulary::Media);
        assert_eq!(scope.resolve("foo:title").0, Vocabulary::Other);
    }
}

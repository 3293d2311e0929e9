//! What a site allows robots to fetch: robots.txt as RFC 9309 has it. Held for pages, not for feeds that a reader asked for.

/// The name by which the reader looks for its own rules.
const NAME: &str = "vigie";
/// Longest file that is read, in bytes (RFC 9309, 2.5, asks for at least 500 KiB).
pub(super) const LONGEST: usize = 512_000;
/// Most rules that are kept.
const MOST_RULES: usize = 5_000;
/// Longest pattern, in bytes.
const LONGEST_PATTERN: usize = 1_000;

/// The rules of a site for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Robots {
    rules: Vec<Rule>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allows: bool,
    pattern: String,
}

impl Robots {
    /// A site without rules.
    pub fn allowing_all() -> Robots {
        Robots::default()
    }

    /// A site whose rules cannot be had now (RFC 9309, 2.3.1.4).
    pub fn allowing_nothing() -> Robots {
        Robots { rules: vec![Rule { allows: false, pattern: "/".to_owned() }] }
    }

    /// Reads a robots.txt: the rules for `vigie` if there are any, else those for everyone.
    pub fn read(text: &str) -> Robots {
        let mut own = Vec::new();
        let mut common = Vec::new();
        let (mut names_own, mut names_all, mut in_names) = (false, false, false);
        let mut own_named = false;
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if !in_names {
                        (names_own, names_all, in_names) = (false, false, true);
                    }
                    names_own |= value.to_ascii_lowercase().starts_with(NAME);
                    names_all |= value == "*";
                    own_named |= names_own;
                }
                key @ ("allow" | "disallow") => {
                    in_names = false;
                    let rule = Rule { allows: key == "allow", pattern: value.to_owned() };
                    let fits = !value.is_empty() && value.len() <= LONGEST_PATTERN;
                    if names_own && fits && own.len() < MOST_RULES {
                        own.push(rule);
                    } else if names_all && fits && common.len() < MOST_RULES {
                        common.push(rule);
                    }
                }
                _ => {}
            }
        }
        Robots { rules: if own_named { own } else { common } }
    }

    /// Whether a path, query included, may be fetched: the longest rule that matches decides, the allowing one among equals.
    pub fn allow(&self, path: &str) -> bool {
        self.rules
            .iter()
            .filter(|rule| matches(&rule.pattern, path))
            .max_by_key(|rule| (rule.pattern.len(), rule.allows))
            .is_none_or(|rule| rule.allows)
    }
}

/// Whether a path begins like a pattern, in which `*` stands for anything and a last `$` for the end.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let mut last = first;
    for part in parts {
        last = part;
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    // The leftmost places were taken; only the end may stand further right.
    !to_end || rest.is_empty() || (pattern.contains('*') && path.ends_with(last))
}

#[cfg(test)]
mod tests {
    use super::Robots;

    fn check(robots: &str, allowed: &[&str], refused: &[&str]) {
        let robots = Robots::read(robots);
        for path in allowed {
            assert!(robots.allow(path), "{path}");
        }
        for path in refused {
            assert!(!robots.allow(path), "{path}");
        }
    }

    #[test]
    fn the_longest_rule_decides() {
        check(
            "User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\nDisallow: /search?",
            &["/", "/private/open/x", "/a.pdf?x", "/search"],
            &["/private", "/private/x", "/d/a.pdf", "/search?q=1"],
        );
    }

    #[test]
    fn own_rules_come_before_those_for_everyone() {
        check(
            "User-agent: a\nUser-agent: Vigie\nDisallow: /x # why\n\nUser-agent: *\nDisallow: /",
            &["/", "/y"],
            &["/x/1"],
        );
        check("User-agent: vigie\nDisallow:\n\nUser-agent: *\nDisallow: /", &["/x"], &[]);
        check("User-agent: other\nDisallow: /", &["/x"], &[]);
    }

    #[test]
    fn what_is_no_robots_file_forbids_nothing() {
        check("<html><body>404</body></html>", &["/x"], &[]);
        check("", &["/x"], &[]);
        assert!(!Robots::allowing_nothing().allow("/x"));
    }

    #[test]
    fn patterns_full_of_stars_take_little_time() {
        let robots = format!("User-agent: *\nDisallow: /{}b$", "*a".repeat(400));
        assert!(Robots::read(&robots).allow(&format!("/{}", "a".repeat(5_000))));
    }
}

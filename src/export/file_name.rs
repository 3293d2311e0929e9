//! Names of files that every system takes.

use crate::text::fold;

/// Longest stem, in bytes: with the extension it stays far under the 255 bytes that file systems allow.
const LONGEST: usize = 80;

/// Names that Windows keeps for devices, whatever their extension.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A name made from `parts` (a day, a title, an identifier) and an extension: small ASCII letters, digits and single
/// hyphens, never empty, never a device's name, the same on every system. The last part is kept whole when the name
/// has to be cut, so that an identifier standing there still tells two articles apart.
pub fn file_name(parts: &[&str], extension: &str) -> String {
    let slugs: Vec<String> = parts.iter().map(|part| slug(part)).filter(|slug| !slug.is_empty()).collect();
    let stem = match slugs.split_last() {
        None => "vigie".to_owned(),
        Some((last, [])) => cut(last, LONGEST).to_owned(),
        Some((last, before)) => {
            let last = cut(last, LONGEST / 2);
            let before = before.join("-");
            format!("{}-{last}", cut(&before, LONGEST - 1 - last.len()))
        }
    };
    let guarded = if is_reserved(&stem) { format!("{stem}-") + "vigie" } else { stem };
    let extension = extension.split('.').map(slug).filter(|part| !part.is_empty());
    std::iter::once(guarded).chain(extension).collect::<Vec<_>>().join(".")
}

fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in fold(text).chars() {
        match c {
            c if c.is_ascii_alphanumeric() => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The longest beginning of an ASCII slug that fits, cut between words where there is one.
fn cut(slug: &str, longest: usize) -> &str {
    if slug.len() <= longest {
        return slug;
    }
    let fitting = &slug[..longest];
    match fitting.rfind('-') {
        Some(between) if between > longest / 2 => &fitting[..between],
        _ => fitting.trim_end_matches('-'),
    }
}

fn is_reserved(stem: &str) -> bool {
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    RESERVED.contains(&stem)
        || port.is_some_and(|digit| digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit())
}

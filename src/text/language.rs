//! Which language a text is in, where nobody says.

use crate::domain::Language;

use super::fold;

/// Short words of the two languages that Vigie reads; those that both have are left out.
const FRENCH: &[&str] =
    &["le", "la", "les", "des", "une", "du", "est", "pour", "et", "par", "dans", "que", "sur", "aux", "qui"];
const ENGLISH: &[&str] =
    &["the", "of", "and", "to", "for", "was", "is", "by", "with", "that", "has", "on", "its", "at", "an"];
/// Short words of other languages, that one of the two must outnumber.
const OTHERS: &[&str] = &[
    "el", "los", "las", "il", "gli", "della", "der", "die", "das", "und", "het", "een", "van", "os", "uma",
    "per", "con", "por", "ein", "och", "att",
];
/// Bytes of a text that are looked at.
const SAMPLE: usize = 6_000;
/// A text with fewer of a language's short words than this tells nothing, nor one where they are rarer than one word in
/// so many.
const LEAST: usize = 2;
const RAREST: usize = 15;

/// The language of a text by its short words; [`Language::Other`] when they do not tell.
pub fn language_of(text: &str) -> Language {
    let folded = fold(super::cut(text, SAMPLE));
    let words = || folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let count = |list: &[&str]| words().filter(|word| list.contains(word)).count();
    let (french, english, others) = (count(FRENCH), count(ENGLISH), count(OTHERS));
    let least = LEAST.max(words().count() / RAREST);
    match french.cmp(&english) {
        std::cmp::Ordering::Greater if french >= least && french > others => Language::French,
        std::cmp::Ordering::Less if english >= least && english > others => Language::English,
        _ => Language::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::language_of;
    use crate::domain::Language;

    #[test]
    fn short_words_tell() {
        let cases = [
            ("La CNIL a prononcé une amende à l’encontre de la société.", Language::French),
            ("The regulator has fined the company for its cookies.", Language::English),
            (
                "La Agencia Española de Protección de Datos multa con dos millones a los bancos.",
                Language::Other,
            ),
            ("Die Behörde hat gegen das Unternehmen ein Bußgeld verhängt.", Language::Other),
            ("CLEARVIEW AI", Language::Other),
            ("", Language::Other),
        ];
        for (text, expected) in cases {
            assert_eq!(language_of(text), expected, "{text}");
        }
    }
}

//! Where the text of a provision stands: EUR-Lex for the Union's law, Légifrance for France's.
//!
//! Made from the provision's usual writing alone; what is not known has no address.

/// Texts of the Union by their usual short name: the address of the whole text, in French.
const UNION: &[(&str, &str)] = &[
    ("RGPD", "https://eur-lex.europa.eu/eli/reg/2016/679/oj/fra"),
    ("DSA", "https://eur-lex.europa.eu/eli/reg/2022/2065/oj/fra"),
    ("DMA", "https://eur-lex.europa.eu/eli/reg/2022/1925/oj/fra"),
    ("RIA", "https://eur-lex.europa.eu/eli/reg/2024/1689/oj/fra"),
    ("MAR", "https://eur-lex.europa.eu/eli/reg/2014/596/oj/fra"),
    ("DORA", "https://eur-lex.europa.eu/eli/reg/2022/2554/oj/fra"),
    ("TFUE", "https://eur-lex.europa.eu/eli/treaty/tfeu_2016/oj/fra"),
];

/// French texts by their usual short name: the identifier that Légifrance gives the text, and whether it is a code.
const FRENCH: &[(&str, &str, bool)] = &[
    ("LIL", "JORFTEXT000000886460", false),
    ("LCEN", "JORFTEXT000000801164", false),
    ("CPCE", "LEGITEXT000006070987", true),
    ("CMF", "LEGITEXT000006072026", true),
    ("CSP", "LEGITEXT000006072665", true),
    ("CSI", "LEGITEXT000025503132", true),
];

/// The address of the text of a provision such as `RGPD 5-1-e`, `LIL 82`, `CPCE L34-5`.
pub(super) fn address(provision: &str) -> Option<String> {
    let (text, article) = provision.split_once(' ').unwrap_or((provision, ""));
    let union = UNION.iter().find(|(name, _)| *name == text).map(|(_, address)| (*address).to_owned());
    union.map(|address| with_article(address, article)).or_else(|| french(text))
}

/// EUR-Lex marks articles in the page of a text by `art_5`.
fn with_article(address: String, article: &str) -> String {
    let number: String = article.chars().take_while(char::is_ascii_digit).collect();
    if number.is_empty() { address } else { format!("{address}#art_{number}") }
}

fn french(text: &str) -> Option<String> {
    let (_, identifier, is_code) = FRENCH.iter().find(|(name, ..)| *name == text)?;
    let part = if *is_code { "codes" } else { "loda" };
    Some(format!("https://www.legifrance.gouv.fr/{part}/id/{identifier}"))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn provisions_lead_to_the_text_that_holds_them() {
        let known = |provision| address(provision).unwrap_or_default();
        assert_eq!(known("RGPD 5-1-e"), "https://eur-lex.europa.eu/eli/reg/2016/679/oj/fra#art_5");
        assert_eq!(known("LIL 82"), "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000886460");
        assert_eq!(known("CPCE L34-5"), "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006070987");
        assert_eq!(address("Loi inconnue 3"), None);
    }
}

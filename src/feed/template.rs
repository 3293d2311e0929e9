//! The decision template of GDPRhub's wiki, which its feed carries as text: authority, dates, fine, articles, parties.
//!
//! What a template says is not guessed at: its lines are the passages that prove each field. Complaints that it tells are
//! how a decision came about, and so no measures of their own.

use jiff::civil::Date;

use crate::domain::{
    Confidence, Currency, Evidence, Field, Kind, Measure, Money, PartialDate, Place, Provision, Role, Span,
};
use crate::text::Document;

/// The name of the rule that stands on each measure.
pub const RULE: &str = "template";
/// Longest template, in lines.
const LONGEST: usize = 400;
/// Parties that complain in the name of others; they are not those aimed at.
const COMPLAINANTS: &[&str] =
    &["noyb", "none of your business", "anonymous", "data subject", "complainant", "la quadrature du net"];

/// A filled line of a template.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    key: &'t str,
    value: &'t str,
    /// Where the value stands in the document's text.
    span: Span,
}

/// A template's lines.
#[derive(Debug)]
struct Template<'t> {
    of_court: bool,
    lines: Vec<Line<'t>>,
}

/// The measures that a document's decision template tells; nothing when it holds no template.
pub fn measures(document: &Document) -> Option<Vec<Measure>> {
    let template = Template::find(&document.text)?;
    let mut measures = Vec::new();
    if template.of_court {
        measures.extend(template.ruling());
    } else {
        measures.extend(template.fine());
    }
    Some(measures)
}

impl<'t> Template<'t> {
    fn find(text: &'t str) -> Option<Template<'t>> {
        let start = text.find("{{DPAdecisionBOX").or_else(|| text.find("{{COURTdecisionBOX"))?;
        let of_court = text[start..].starts_with("{{COURT");
        let mut lines = Vec::new();
        let mut at = start;
        for line in text[start..].split_inclusive('\n').take(LONGEST) {
            if line.trim_start().starts_with("}}") {
                break;
            }
            // Some lines hold several fields when a break was lost.
            lines.extend(split_fields(line, at));
            at += line.len();
        }
        Some(Template { of_court, lines })
    }

    fn line(&self, key: &str) -> Option<Line<'t>> {
        self.lines.iter().copied().find(|line| line.key.eq_ignore_ascii_case(key))
    }

    /// The lines of a numbered field, in order.
    fn numbered(&self, key: &str) -> impl Iterator<Item = Line<'t>> {
        (1..=30).filter_map(move |number| self.line(&format!("{key}{number}")))
    }

    fn fine(&self) -> Option<Measure> {
        let sum = self.line("Fine")?;
        let currency =
            self.line("Currency").and_then(|line| Currency::from_code(line.value)).unwrap_or(Currency::EUR);
        let amount = read_sum(sum.value, currency).filter(|money| money.cents.0 > 0)?;
        let mut measure = self.common(Kind::AdministrativeFine);
        measure.amount = Some(amount);
        prove(&mut measure, Field::Amount, sum);
        prove(&mut measure, Field::Kind, sum);
        Some(measure)
    }

    /// What a court says of the decision before it.
    fn ruling(&self) -> Option<Measure> {
        let status = self.line("Appeal_From_Status")?;
        let kind = match status.value.to_ascii_lowercase() {
            value if value.contains("partly") || value.contains("partially") => return None,
            value if value.contains("upheld") || value.contains("confirmed") => Kind::Upheld,
            value if value.contains("overturned") || value.contains("annulled") => Kind::Annulled,
            _ => return None,
        };
        let mut measure = self.common(kind);
        prove(&mut measure, Field::Kind, status);
        Some(measure)
    }

    fn common(&self, kind: Kind) -> Measure {
        let mut measure = Measure::of_kind(kind);
        measure.role = Role::Main;
        measure.rules = vec![RULE.to_owned()];
        measure.confidence = Confidence::from_hundredths(95);
        self.take_authority(&mut measure);
        self.take_company(&mut measure);
        self.take_date(&mut measure);
        self.take_reference(&mut measure);
        for line in self.numbered("GDPR_Article_") {
            if let Some(provision) = provision_of(line.value)
                && !measure.articles.contains(&provision)
            {
                measure.articles.push(provision);
                prove(&mut measure, Field::Articles, line);
            }
        }
        measure.evidence.sort_by_key(|evidence| (evidence.span.start, evidence.field));
        measure
    }

    fn take_authority(&self, measure: &mut Measure) {
        let keys = [
            "DPA_Abbrevation",
            "DPA_With_Country",
            "Court_English_Name",
            "Court_Abbrevation",
            "Court_With_Country",
        ];
        let Some(line) = keys.iter().find_map(|key| self.line(key)) else { return };
        let name = line.value.split(" (").next().unwrap_or(line.value).trim();
        let usual = match name {
            "APD/GBA" | "GBA/APD" => "APD",
            "Garante per la protezione dei dati personali" => "Garante",
            "EDPB" => "CEPD",
            name => name,
        };
        measure.authority = Some(usual.to_owned());
        prove(measure, Field::Authority, line);
    }

    fn take_company(&self, measure: &mut Measure) {
        let aimed_at = |line: &Line<'_>| {
            let name = line.value.to_lowercase();
            !COMPLAINANTS.iter().any(|complainant| name.contains(complainant))
        };
        let Some(line) = self.numbered("Party_Name_").find(aimed_at) else { return };
        measure.company = Some(without_legal_form(line.value).to_owned());
        prove(measure, Field::Company, line);
    }

    fn take_date(&self, measure: &mut Measure) {
        let decided =
            self.line("Date_Decided").and_then(|line| Some((line, PartialDate::Day(read_day(line.value)?))));
        let in_year = || {
            let line = self.line("Year")?;
            Some((line, PartialDate::Year(line.value.trim().parse().ok()?)))
        };
        if let Some((line, date)) = decided.or_else(in_year) {
            measure.date = Some(date);
            prove(measure, Field::Date, line);
        }
    }

    fn take_reference(&self, measure: &mut Measure) {
        let keys = if self.of_court { ["ECLI", "Case_Number_Name"] } else { ["Case_Number_Name", "ECLI"] };
        let Some(line) = keys.iter().find_map(|key| self.line(key)) else { return };
        measure.reference = Some(line.value.to_owned());
        prove(measure, Field::Reference, line);
    }
}

fn prove(measure: &mut Measure, field: Field, line: Line<'_>) {
    measure.evidence.push(Evidence { field, place: Place::Body, span: line.span });
}

/// The filled fields of a line, `|Key=Value`; `at` is where the line stands.
fn split_fields(line: &str, at: usize) -> Vec<Line<'_>> {
    let mut fields = Vec::new();
    let mut offset = at;
    for part in line.split_inclusive('|') {
        let start = offset;
        offset += part.len();
        let Some((key, value)) = part.trim_end_matches('|').split_once('=') else { continue };
        let lead = value.len() - value.trim_start().len();
        let value_start = start + key.len() + 1 + lead;
        let value = value.trim();
        if !value.is_empty() {
            let span = Span::new(value_start, value_start + value.len());
            fields.push(Line { key: key.trim(), value, span });
        }
    }
    fields
}

/// A sum such as `2,000,000`, `20000000`, `1.500,50`, `n/a`.
fn read_sum(text: &str, currency: Currency) -> Option<Money> {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).collect();
    let fraction = digits.rfind([',', '.']).filter(|at| digits.len() - at == 3);
    let (whole, cents) = match fraction {
        Some(at) => (&digits[..at], digits[at + 1..].parse().ok()?),
        None => (digits.as_str(), 0),
    };
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let mut money = Money::from_units(whole.parse().ok()?, currency)?;
    money.cents.0 = money.cents.0.checked_add(cents)?;
    Some(money)
}

/// A day such as `22.07.2026`.
fn read_day(text: &str) -> Option<Date> {
    let mut parts = text.trim().split(['.', '/', '-']).map(|part| part.trim().parse::<i16>());
    let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// `Article 13(1)(c) GDPR` as `RGPD 13-1-c`.
fn provision_of(text: &str) -> Option<Provision> {
    let (_, after) = text.split_once("Article")?;
    let place = after.split("GDPR").next().unwrap_or(after);
    let parts: Vec<&str> =
        place.split(['(', ')', ' ']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let number = parts.first()?.parse::<u8>().ok().filter(|number| (1..=99).contains(number))?;
    let rest: String = parts[1..].iter().map(|part| format!("-{part}")).collect();
    Some(Provision(format!("RGPD {number}{rest}")))
}

fn without_legal_form(name: &str) -> &str {
    const FORMS: &[&str] = &[
        "SA",
        "SAS",
        "SASU",
        "SARL",
        "S.A.",
        "S.L.",
        "S.L.U.",
        "S.A.U.",
        "S.p.A.",
        "SpA",
        "S.r.l.",
        "GmbH",
        "AG",
        "B.V.",
        "BV",
        "N.V.",
        "NV",
        "Ltd",
        "Ltd.",
        "Limited",
        "LLC",
        "Inc",
        "Inc.",
        "PLC",
        "plc",
        "AB",
        "AS",
        "A/S",
        "Oy",
        "Oyj",
        "Sp. z o.o.",
    ];
    let bare = name.trim();
    let without =
        FORMS.iter().find_map(|form| bare.strip_suffix(form)).filter(|rest| rest.ends_with([' ', ',']));
    without.map_or(bare, |rest| rest.trim_end_matches([' ', ',']))
}

#[cfg(test)]
mod tests {
    use super::measures;
    use crate::text::Document;

    fn told(html: &str) -> String {
        let document = Document::from_html(html, None);
        let Some(measures) = measures(&document) else { return "no template".to_owned() };
        let mut told = String::new();
        for measure in &measures {
            told += &format!(
                "{} {} {} {} {} {} [{}]",
                measure.kind.code(),
                measure.authority.as_deref().unwrap_or("-"),
                measure.company.as_deref().unwrap_or("-"),
                measure.amount.map_or("-".to_owned(), |money| money.to_string()),
                measure.date.map_or("-".to_owned(), |date| date.to_string()),
                measure.reference.as_deref().unwrap_or("-"),
                measure.articles.iter().map(|article| article.0.clone()).collect::<Vec<_>>().join(", "),
            );
            for evidence in &measure.evidence {
                let quote = evidence.span.of(&document.text).expect("a span inside the text");
                told += &format!("\n{}: {quote}", evidence.field.code());
            }
        }
        told
    }

    #[test]
    fn a_fine_comes_with_all_that_the_template_says() {
        let html = "<div>{{DPAdecisionBOX<br />\n|Jurisdiction=France<br />\n|Case_Number_Name=SAN-2022-019<br />\n|ECLI=<br />\n\
            |DPA_Abbrevation=CNIL<br />\n|DPA_With_Country=CNIL (France)<br />\n|Type=Complaint<br />\n|Outcome=Upheld<br />\n\
            |Date_Decided=17.10.2022<br />\n|Date_Published=20.10.2022<br />\n|Year=2022<br />\n|Fine=20,000,000<br />\n|Currency=EUR<br />\n\
            |GDPR_Article_1=Article 6 GDPR<br />\n|GDPR_Article_Link_1=Article 6 GDPR<br />\n|GDPR_Article_2=Article 12(2) GDPR<br />\n\
            |Party_Name_1=noyb<br />\n|Party_Name_2=Clearview AI Inc.<br />\n}}<br />\n== English Summary ==<br />\n|Fine=1<br /></div>";
        assert_eq!(
            told(html),
            "fine CNIL Clearview AI 20000000 EUR 2022-10-17 SAN-2022-019 [RGPD 6, RGPD 12-2]\n\
             reference: SAN-2022-019\nauthority: CNIL\ndate: 17.10.2022\narticles: Article 6 GDPR\narticles: Article 12(2) GDPR\n\
             company: Clearview AI Inc.\namount: 20,000,000\nkind: 20,000,000"
        );
    }

    #[test]
    fn courts_uphold_and_annul() {
        let html = "{{COURTdecisionBOX<br>|Court_English_Name=Council of State<br>|ECLI=ECLI:FR:CE:2024:1<br>|Date_Decided=5.3.2024<br>\
            |Appeal_From_Status=Upheld<br>|Party_Name_1=Google LLC<br>}}";
        assert!(
            told(html).starts_with("upheld Council of State Google - 2024-03-05 ECLI:FR:CE:2024:1 []"),
            "{}",
            told(html)
        );
    }

    #[test]
    fn what_is_not_there_is_not_said() {
        assert_eq!(told("<p>A page.</p>"), "no template");
        assert_eq!(
            told("{{DPAdecisionBOX<br>|Fine=n/a<br>|Date_Decided=|Date_Published=06.12.2021<br>}}"),
            ""
        );
        let two = "{{DPAdecisionBOX<br>|Fine=1.500,50<br>|Currency=|Year=2021<br>|DPA_With_Country=APD/GBA (Belgium)<br>}}";
        assert!(told(two).starts_with("fine APD - 1500.50 EUR 2021 - []"), "{}", told(two));
        assert_eq!(told("{{DPAdecisionBOX"), "");
    }
}

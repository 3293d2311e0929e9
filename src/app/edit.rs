//! A measure changed field by field as text: what an editor shows and takes, on the screen and on the command line.
//!
//! Pure. Kinds and themes are taken by their exported values or by the reader's words.

use crate::domain::{Currency, Field, Kind, Measure, Money, Period, Provision, Theme};
use crate::labels::{Labels, Message};
use crate::query::AmountRange;
use crate::text::fold;

/// A field of a measure as the reader types it; empty when it is not known.
pub fn field_text(measure: &Measure, field: Field) -> String {
    let list = |values: Vec<String>| values.join("; ");
    let text = match field {
        Field::Kind => Some(measure.kind.code().to_owned()),
        Field::Authority => measure.authority.clone(),
        Field::Company => measure.company.clone(),
        Field::Amount => measure.amount.map(|money| amount_text(money, measure.period)),
        Field::Date => measure.date.map(|date| date.to_string()),
        Field::Reference => measure.reference.clone(),
        Field::Articles => Some(list(measure.articles.iter().map(ToString::to_string).collect())),
        Field::Breaches => Some(list(measure.breaches.iter().map(|it| it.code().to_owned()).collect())),
        Field::Complainant => measure.complainant.clone(),
        Field::Deadline => measure.deadline.map(|deadline| deadline.to_string()),
    };
    text.unwrap_or_default()
}

fn amount_text(money: Money, period: Option<Period>) -> String {
    let cents = match money.cents.remainder() {
        0 => String::new(),
        cents => format!(".{:02}", cents.abs()),
    };
    let period = period.map_or(String::new(), |period| format!("/{}", period.code()));
    format!("{}{cents} {}{period}", money.cents.units(), money.currency)
}

/// Sets a field from what was typed; an empty text says that it is not known. The error is what is said to the reader.
pub fn set_field(measure: &mut Measure, field: Field, typed: &str, labels: &Labels) -> Result<(), Message> {
    let typed = typed.trim();
    let wrong = || Message::new("error-edit").with("text", typed).with("field", field.code());
    let text = Some(typed.to_owned()).filter(|text| !text.is_empty());
    match field {
        Field::Kind => measure.kind = kind(typed, labels).ok_or_else(wrong)?,
        Field::Authority => measure.authority = text,
        Field::Company => measure.company = text,
        Field::Amount => {
            let amount = text.map(|text| amount(&text).ok_or_else(wrong)).transpose()?;
            measure.amount = amount.map(|(money, _)| money);
            measure.period = amount.and_then(|(_, period)| period);
        }
        Field::Date => measure.date = text.map(|text| text.parse().map_err(|_| wrong())).transpose()?,
        Field::Reference => measure.reference = text,
        Field::Articles => measure.articles = listed(typed).map(Provision).collect(),
        Field::Breaches => {
            let theme = |name: String| theme(&name, labels).ok_or_else(wrong);
            measure.breaches = listed(typed).map(theme).collect::<Result<_, _>>()?;
        }
        Field::Complainant => measure.complainant = text,
        Field::Deadline => {
            measure.deadline = text.map(|text| text.parse().map_err(|_| wrong())).transpose()?;
        }
    }
    Ok(())
}

fn listed(typed: &str) -> impl Iterator<Item = String> {
    typed.split([';', ',']).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned)
}

fn kind(typed: &str, labels: &Labels) -> Option<Kind> {
    let wanted = fold(typed);
    Kind::ALL.into_iter().find(|kind| kind.code() == typed || fold(&labels.kind(*kind)) == wanted)
}

fn theme(typed: &str, labels: &Labels) -> Option<Theme> {
    let wanted = fold(typed);
    let mut all = Theme::ALL.iter().copied();
    all.find(|theme| theme.code() == typed || fold(&labels.theme(*theme)) == wanted)
}

/// `5,2 M€`, `100000 EUR/day`, `100 000 € par jour`; euros when no currency is told.
fn amount(typed: &str) -> Option<(Money, Option<Period>)> {
    let (sum, period) = match typed.split_once('/').or_else(|| typed.split_once(" par ")) {
        Some((sum, period)) => (sum, Some(period_of(period.trim())?)),
        None => (typed, None),
    };
    let (cents, currency) = AmountRange::exact(sum.trim())?;
    Some((Money { cents, currency: currency.unwrap_or(Currency::EUR) }, period))
}

fn period_of(word: &str) -> Option<Period> {
    match fold(word).as_str() {
        "day" | "jour" | "j" => Some(Period::Day),
        "week" | "semaine" => Some(Period::Week),
        "month" | "mois" => Some(Period::Month),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{field_text, set_field};
    use crate::domain::{Field, Kind, Measure};
    use crate::labels::{Labels, Tongue};

    fn check(field: Field, typed: &str, shown: Option<&str>) {
        let mut measure = Measure::of_kind(Kind::AdministrativeFine);
        let set = set_field(&mut measure, field, typed, &Labels::new(Tongue::French));
        assert_eq!(set.ok().map(|()| field_text(&measure, field)).as_deref(), shown, "{typed}");
    }

    #[test]
    fn fields_are_taken_as_readers_write_them() {
        check(Field::Amount, "5,2 M€", Some("5200000 EUR"));
        check(Field::Amount, "100 000 € par jour", Some("100000 EUR/day"));
        check(Field::Amount, "250 000 GBP", Some("250000 GBP"));
        check(Field::Amount, "beaucoup", None);
        check(Field::Amount, "", Some(""));
        check(Field::Kind, "mise en demeure", Some("formal_notice"));
        check(Field::Kind, "fine", Some("fine"));
        check(Field::Kind, "", None);
        check(Field::Date, "2022-10", Some("2022-10"));
        check(Field::Date, "hier", None);
        check(Field::Breaches, "cookies; sécurité", Some("cookies; security"));
        check(Field::Articles, "RGPD 5-1-e, RGPD 32", Some("RGPD 5-1-e; RGPD 32"));
        check(Field::Deadline, "P3M", Some("P3M"));
    }
}

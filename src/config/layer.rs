//! The layers that settings come from, each put on those below it.

use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::Config;
use super::error::{ConfigError, Origin, Reason};
use super::settings::{Given, set, setting_names, unknown};

/// What environment variables begin with.
const PREFIX: &str = "VIGIE_";

/// A setting that a layer gave: its name, its value as written, where it stands.
pub(super) type Seen = (&'static str, String, Origin);

/// Puts a file on the settings.
pub(super) fn file(
    config: &mut Config,
    seen: &mut Vec<Seen>,
    path: &Path,
    text: &str,
) -> Result<(), ConfigError> {
    let at = |offset: usize, reason| ConfigError {
        origin: Origin::File { path: path.to_owned(), line: line_of(text, offset) },
        reason,
    };
    let table = DeTable::parse(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        at(offset, Reason::Syntax(error.message().to_owned()))
    })?;
    for (section, values) in table.get_ref() {
        let DeValue::Table(values) = values.get_ref() else {
            return Err(at(section.span().start, unknown(section.get_ref())));
        };
        for (key, value) in values {
            let name = format!("{}.{}", section.get_ref(), key.get_ref());
            let given = given(value.get_ref(), &text[value.span()]);
            let name = set(config, &name, &given).map_err(|reason| at(key.span().start, reason))?;
            let line = line_of(text, key.span().start);
            seen.push((name, given.written(), Origin::File { path: path.to_owned(), line }));
        }
    }
    Ok(())
}

/// Puts environment variables on the settings. Variables of ours that are no setting are somebody else's business.
pub(super) fn environment(
    config: &mut Config,
    seen: &mut Vec<Seen>,
    variables: &[(String, String)],
) -> Result<(), ConfigError> {
    for (variable, value) in variables {
        let Some(rest) = variable.strip_prefix(PREFIX) else { continue };
        let named = |name: &&str| name.replace('.', "_").eq_ignore_ascii_case(rest);
        let Some(name) = setting_names().find(named) else { continue };
        set(config, name, &Given::Word(value.clone()))
            .map_err(|reason| ConfigError { origin: Origin::Variable(variable.clone()), reason })?;
        seen.push((name, value.clone(), Origin::Variable(variable.clone())));
    }
    Ok(())
}

/// Puts flags on the settings.
pub(super) fn flags(
    config: &mut Config,
    seen: &mut Vec<Seen>,
    flags: &[(String, String)],
) -> Result<(), ConfigError> {
    for (name, value) in flags {
        let name = set(config, name, &Given::Word(value.clone()))
            .map_err(|reason| ConfigError { origin: Origin::Flag(name.clone()), reason })?;
        seen.push((name, value.clone(), Origin::Flag(name.to_owned())));
    }
    Ok(())
}

fn given(value: &DeValue<'_>, written: &str) -> Given {
    match value {
        DeValue::String(text) => Given::Text(text.clone().into_owned()),
        DeValue::Integer(number) if number.radix() == 10 => Given::Number(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Given::Truth(*truth),
        _ => Given::Other(written.to_owned()),
    }
}

/// The line of a byte, counted from 1.
fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

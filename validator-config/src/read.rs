//! Checks a tree, and finds the places of what is wrong.

use serde::de::DeserializeOwned;
use unprocessable::decode::Inspect;
use unprocessable::{Limits, Rejection, Valid, Validate, from_deserializer_within};

use crate::layers::{Again, Layers};
use crate::mistakes::{Mistake, Mistakes};
use crate::tree::{Place, Position, Tree};

/// Where values come from.
#[derive(Default)]
pub(crate) struct Sources<'t> {
    pub(crate) names: Vec<String>,
    /// The text of the only source, if positions are in it.
    pub(crate) text: Option<&'t str>,
    /// The files of those that a library has read.
    pub(crate) layers: Layers,
}

impl<'t> Sources<'t> {
    #[cfg(any(feature = "toml", feature = "yaml"))]
    pub(crate) fn of_text(name: &str, text: &'t str) -> Self {
        Self { names: vec![name.to_owned()], text: Some(text), layers: Layers::default() }
    }

    /// The number of a source, which is added if it is new.
    #[cfg(any(feature = "config", feature = "figment"))]
    pub(crate) fn number(&mut self, name: &str) -> usize {
        self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }

    /// What is wrong at a place.
    pub(crate) fn mistake(&self, place: Place, key: &str, message: String) -> Mistake {
        let point = place.position.map(|position| match position {
            Position::Point(line, column) => (line, column),
            Position::Offset(offset) => self.point(offset),
        });
        let line = point.and_then(|(line, _)| self.text?.split('\n').nth(line - 1));
        Mistake {
            source: place.source.and_then(|number| self.names.get(number).cloned()),
            point,
            key: key.to_owned(),
            message,
            text: line.map(|line| line.trim_end_matches('\r').to_owned()),
        }
    }

    /// The line and the column of a byte.
    fn point(&self, offset: usize) -> (usize, usize) {
        let text = self.text.unwrap_or_default();
        let before = text.get(..offset).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }
}

/// A position, and what is wrong with the syntax there.
#[cfg(any(feature = "toml", feature = "yaml"))]
pub(crate) type Refused = (Position, &'static str);

/// The value of a text, if it is one and keeps all rules. `parse` gets the text and how deep it may be nested.
#[cfg(any(feature = "toml", feature = "yaml"))]
pub(crate) fn read_text<T, C>(
    name: &str,
    text: &str,
    parse: impl FnOnce(&str, usize) -> Result<Tree, Vec<Refused>>,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T>, Mistakes>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    C: ?Sized,
{
    let sources = Sources::of_text(name, text);
    let mistake =
        |position, message: &str| sources.mistake(Place { source: Some(0), position }, "", message.to_owned());
    if text.len() > limits.max_bytes() {
        return Err(Mistakes::of(vec![mistake(None, "The file is too large.")]));
    }
    let root = parse(text, limits.max_depth() as usize).map_err(|refused| {
        let refused = refused.into_iter().take(limits.max_violations().max(1));
        Mistakes::of(refused.map(|(position, message)| mistake(Some(position), message)).collect())
    })?;
    read(&root, &sources, limits, context)
}

/// The value, if it keeps all rules.
pub(crate) fn read<T, C>(tree: &Tree, sources: &Sources<'_>, limits: &Limits, context: &C) -> Result<Valid<T>, Mistakes>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    C: ?Sized,
{
    from_deserializer_within(tree, limits, context).map_err(|rejection| located(tree, sources, rejection))
}

pub(crate) fn located(tree: &Tree, sources: &Sources<'_>, rejection: Rejection) -> Mistakes {
    let errors = match rejection {
        Rejection::Invalid(errors) => errors,
        Rejection::Malformed(malformed) => {
            return Mistakes::of(vec![sources.mistake(tree.place, "", malformed.to_string())]);
        }
    };
    let mut again = Again::default();
    let mistakes = errors.iter().map(|(key, violation)| {
        let found = tree.find(key);
        let is_of_key = violation.code() == "unknown";
        let place = match found.key {
            // Of a key that should not be there, and of a table that lacks one, the key is shown.
            Some(place) if is_of_key || !found.complete => place,
            _ => found.value,
        };
        let mistake = sources.mistake(place, key, violation.message().to_string());
        match place {
            Place { source: Some(number), position: None } => again.placed(&sources.layers, number, is_of_key, mistake),
            _ => mistake,
        }
    });
    let mut mistakes = Mistakes::of(mistakes.collect());
    mistakes.errors = errors;
    mistakes
}

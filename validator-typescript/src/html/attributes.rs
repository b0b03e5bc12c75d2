//! The attributes of a control.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, Serializer};

/// Attributes of HTML in a fixed order, for one control of a form.
///
/// `Display` writes them escaped, as they stand in a tag. `Serialize` writes a map, and iteration gives pairs. An
/// attribute without a value, such as `required`, has the empty text there.
///
/// ```
/// use serde::Deserialize;
/// use unprocessable::Validate;
/// use unprocessable_typescript::html;
///
/// #[derive(Deserialize, Validate)]
/// struct Search {
///     #[validate(required, length(max = 20), single_line)]
///     words: String,
/// }
///
/// let words = html::attributes::<Search>("words")?.with("placeholder", "red \"shoes\"");
/// assert_eq!(words.get("maxlength"), Some("40"));
/// assert!(words.has("required"));
/// assert!(words.to_string().ends_with(r#" placeholder="red &quot;shoes&quot;""#));
/// # Ok::<(), html::UnknownKey>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    pub(super) list: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    /// Whether the text may have line breaks, each of which a form sends as two characters.
    pub(super) may_break: bool,
}

impl Attributes {
    /// The value of an attribute. It is empty for one without a value, such as `required`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Whether there is an attribute of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.list.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Sets an attribute, in its place if there is one already.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Cow<'static, str>>) -> Self {
        let (name, value) = (name.into(), value.into());
        match self.list.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.list.push((name, value)),
        }
        self
    }

    /// Leaves an attribute out.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.list.retain(|(known, _)| known != name);
        self
    }

    /// Those for a `<textarea>`, which has no `type`, `pattern`, `min`, `max` and `step`.
    ///
    /// A form sends each line break as two characters, and the browser counts it as one. `minlength` takes that into
    /// account, unless a rule refuses line breaks.
    #[must_use]
    pub fn for_textarea(mut self) -> Self {
        if self.may_break {
            if let Some(least) = self.get("minlength").and_then(|least| least.parse::<usize>().ok()) {
                self = self.with("minlength", least.div_ceil(2).to_string());
            }
        }
        self.keep(&["required", "minlength", "maxlength", "inputmode", "autocomplete"])
    }

    /// Those for a `<select>`, whose options [`choices`](super::choices) gives.
    #[must_use]
    pub fn for_select(self) -> Self {
        self.keep(&["required", "multiple", "autocomplete"])
    }

    fn keep(mut self, names: &[&str]) -> Self {
        self.list.retain(|(name, _)| names.contains(&&**name));
        self
    }

    pub(super) fn push(&mut self, name: &'static str, value: impl Into<Cow<'static, str>>) {
        self.list.push((name.into(), value.into()));
    }
}

impl fmt::Display for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            f.write_str(name)?;
            if !value.is_empty() {
                write!(f, "=\"{}\"", Escaped(value))?;
            }
        }
        Ok(())
    }
}

/// Text as the value of an attribute.
struct Escaped<'t>(&'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            let (before, special) = rest.split_at(at);
            f.write_str(before)?;
            f.write_str(match special.as_bytes().first() {
                Some(b'&') => "&amp;",
                Some(b'<') => "&lt;",
                Some(b'>') => "&gt;",
                Some(b'"') => "&quot;",
                _ => "&#39;",
            })?;
            rest = special.get(1..).unwrap_or_default();
        }
        f.write_str(rest)
    }
}

impl Serialize for Attributes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl IntoIterator for Attributes {
    type Item = (Cow<'static, str>, Cow<'static, str>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

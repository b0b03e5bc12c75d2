//! Templates: sentences with placeholders, plurals and choices.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::plurals::Category;

/// A sentence as a list of pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The pieces in their order.
    pub pieces: Vec<Piece>,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it stands.
    Text(String),
    /// `{attribute}`, or `{Attribute}` with a capital.
    Label {
        /// Whether its first letter is a capital.
        capital: bool,
    },
    /// `{name}` or `{name, format}`.
    Value {
        /// The name of the argument.
        name: String,
        /// How it is written.
        format: Format,
    },
    /// `{name, plural, one {…} other {…}}`
    Plural {
        /// The argument that is counted.
        name: String,
        /// The forms.
        forms: Vec<(Selector, Template)>,
    },
    /// `{name, select, a {…} other {…}}`
    Select {
        /// The argument that decides.
        name: String,
        /// The cases, of which the first that fits is taken.
        cases: Vec<Case>,
    },
    /// `{>name}`, a part that several sentences share.
    Part(String),
}

/// A case of `select`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The values that it stands for.
    pub keys: Vec<String>,
    /// What is written then.
    pub then: Box<Template>,
}

/// How an argument is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `{value}`: as the language writes it.
    Usual,
    /// `{other, name}`: another field by its label alone, without the words around it.
    Name,
    /// `{values, or}`: a list with "or" before its last item.
    Or,
    /// `{values, and}`: a list with "and" before its last item.
    And,
    /// `{date}` of an argument that may be a date. [`Template::with_dates`] finds out.
    Date,
}

/// A form of `plural`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selector {
    /// `=0`: this number.
    Exactly(u8),
    /// A category of the language.
    Category(Category),
}

/// How deep placeholders may stand in one another.
const DEPTH: usize = 5;

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and what to do.
    ///
    /// ```
    /// use unprocessable_language::{Piece, Template};
    ///
    /// let template = Template::parse("{Attribute} needs {min, plural, one {# sign} other {# signs}}.").unwrap();
    /// assert_eq!(template.pieces.len(), 4);
    /// assert_eq!(template.pieces[0], Piece::Label { capital: true });
    /// assert!(Template::parse("{min, plural, one {# sign}}").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Some(control) = text.chars().find(|c| (*c as u32) < 0x20 || *c == '\u{7f}') {
            return Err(format!("a sentence has no control characters; take out U+{:04X}", control as u32));
        }
        let mut parser = Parser { rest: text };
        let template = parser.template(None, 0)?;
        if !parser.rest.is_empty() {
            return Err("there is a `}` without `{`; write a brace of the text as `'}'`".into());
        }
        Ok(template)
    }

    /// Every argument that the template names, at any depth.
    pub fn each_name(&self, then: &mut dyn FnMut(&str)) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(_) | Piece::Label { .. } | Piece::Part(_) => {}
                Piece::Value { name, .. } => then(name),
                Piece::Plural { name, forms } => {
                    then(name);
                    forms.iter().for_each(|(_, form)| form.each_name(then));
                }
                Piece::Select { name, cases } => {
                    then(name);
                    cases.iter().for_each(|case| case.then.each_name(then));
                }
            }
        }
    }

    /// The template with the format of dates for the arguments that may be one.
    #[must_use]
    pub fn with_dates(&self, is_date: &dyn Fn(&str) -> bool) -> Self {
        let within = |template: &Self| template.with_dates(is_date);
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Value { name, format: Format::Usual } if is_date(name) => {
                Piece::Value { name: name.clone(), format: Format::Date }
            }
            Piece::Plural { name, forms } => Piece::Plural {
                name: name.clone(),
                forms: forms.iter().map(|(selector, form)| (*selector, within(form))).collect(),
            },
            Piece::Select { name, cases } => Piece::Select {
                name: name.clone(),
                cases: cases
                    .iter()
                    .map(|case| Case { keys: case.keys.clone(), then: Box::new(within(&case.then)) })
                    .collect(),
            },
            piece => piece.clone(),
        });
        Self { pieces: pieces.collect() }
    }

    /// Every piece, at any depth.
    pub fn each_piece<'t>(&'t self, then: &mut dyn FnMut(&'t Piece)) {
        for piece in &self.pieces {
            then(piece);
            match piece {
                Piece::Plural { forms, .. } => forms.iter().for_each(|(_, form)| form.each_piece(then)),
                Piece::Select { cases, .. } => cases.iter().for_each(|case| case.then.each_piece(then)),
                _ => {}
            }
        }
    }
}

struct Parser<'t> {
    rest: &'t str,
}

impl<'t> Parser<'t> {
    /// Up to the `}` that closes the template, or to the end. `#` stands for `counted`.
    fn template(&mut self, counted: Option<&str>, depth: usize) -> Result<Template, String> {
        if depth > DEPTH {
            return Err(format!("placeholders stand in one another {DEPTH} times at most"));
        }
        let (mut pieces, mut text) = (Vec::new(), String::new());
        while let Some(c) = self.rest.chars().next() {
            if c == '}' {
                break;
            }
            if let Some(quoted) = ["'{'", "'}'", "'#'"].into_iter().find(|quoted| self.rest.starts_with(quoted)) {
                text.push_str(&quoted[1..2]);
                self.rest = &self.rest[3..];
                continue;
            }
            self.rest = &self.rest[c.len_utf8()..];
            let piece = match (c, counted) {
                ('{', _) => self.placeholder(counted, depth)?,
                ('#', Some(name)) => Piece::Value { name: name.to_string(), format: Format::Usual },
                _ => {
                    text.push(c);
                    continue;
                }
            };
            if !text.is_empty() {
                pieces.push(Piece::Text(core::mem::take(&mut text)));
            }
            pieces.push(piece);
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(Template { pieces })
    }

    /// What stands behind `{`, with its `}`.
    fn placeholder(&mut self, counted: Option<&str>, depth: usize) -> Result<Piece, String> {
        let end = self.rest.find(['{', '}', ',']).ok_or("a `{` is not closed; write a brace of the text as `'{'`")?;
        let name = self.rest[..end].trim();
        let sign = self.rest[end..].chars().next();
        self.rest = &self.rest[end + 1..];
        if let Some(part) = name.strip_prefix('>') {
            return match sign {
                Some('}') if is_name(part) => Ok(Piece::Part(part.to_string())),
                _ => Err(format!("a part is written `{{>name}}`, not `{{{name}`")),
            };
        }
        if !is_name(name) {
            return Err(format!("`{{{name}` is no placeholder; its name has the signs a-z, 0-9 and _"));
        }
        match sign {
            Some('}') => Ok(match name {
                "attribute" => Piece::Label { capital: false },
                "Attribute" => Piece::Label { capital: true },
                _ => Piece::Value { name: name.to_string(), format: Format::Usual },
            }),
            Some(',') => self.with_format(name, counted, depth),
            _ => Err(format!("`{{{name}` is followed by `{{`; close it first")),
        }
    }

    fn with_format(&mut self, name: &str, counted: Option<&str>, depth: usize) -> Result<Piece, String> {
        let end = self.rest.find(['{', '}', ',']).ok_or_else(|| format!("`{{{name}, …` is not closed"))?;
        let (format, sign) = (self.rest[..end].trim(), self.rest[end..].chars().next());
        self.rest = &self.rest[end + 1..];
        let simple = match format {
            "name" => Some(Format::Name),
            "or" => Some(Format::Or),
            "and" => Some(Format::And),
            _ => None,
        };
        match (format, simple, sign) {
            (_, Some(format), Some('}')) => Ok(Piece::Value { name: name.to_string(), format }),
            ("plural", _, Some(',')) => self.plural(name, depth),
            ("select", _, Some(',')) => self.select(name, counted, depth),
            _ => Err(format!(
                "`{{{name}, {format}` is not known; there are `plural`, `select`, `name`, `or` and `and`, as in \
                 `{{{name}, plural, one {{#}} other {{#}}}}`"
            )),
        }
    }

    fn plural(&mut self, name: &str, depth: usize) -> Result<Piece, String> {
        let mut forms: Vec<(Selector, Template)> = Vec::new();
        while let Some(key) = self.key()? {
            let selector = match key.strip_prefix('=') {
                Some(number) => {
                    let number = number.parse().ok().filter(|number| *number < 100);
                    Selector::Exactly(number.ok_or_else(|| format!("`{key}` is no number below 100"))?)
                }
                None => Selector::Category(Category::named(key).ok_or_else(|| {
                    format!("`{key}` is no plural; there are zero, one, two, few, many, other, and `=1`")
                })?),
            };
            if forms.iter().any(|(known, _)| *known == selector) {
                return Err(format!("`{key}` stands twice in one plural"));
            }
            forms.push((selector, self.body(Some(name), depth)?));
        }
        if !forms.iter().any(|(selector, _)| *selector == Selector::Category(Category::Other)) {
            return Err(format!("`{{{name}, plural, …}}` has no form `other`"));
        }
        Ok(Piece::Plural { name: name.to_string(), forms })
    }

    fn select(&mut self, name: &str, counted: Option<&str>, depth: usize) -> Result<Piece, String> {
        let mut cases: Vec<Case> = Vec::new();
        while let Some(key) = self.key()? {
            let keys: Vec<String> = key.split('|').map(ToString::to_string).collect();
            let twice = cases.iter().flat_map(|case| &case.keys).find(|known| keys.contains(known));
            if let Some(twice) = twice {
                return Err(format!("`{twice}` stands twice in one choice"));
            }
            cases.push(Case { keys, then: Box::new(self.body(counted, depth)?) });
        }
        if cases.is_empty() {
            return Err(format!("`{{{name}, select, …}}` has no case, such as `other {{…}}`"));
        }
        Ok(Piece::Select { name: name.to_string(), cases })
    }

    /// The word before the next `{`, or `None` at the `}` that ends the placeholder.
    fn key(&mut self) -> Result<Option<&'t str>, String> {
        self.rest = self.rest.trim_start();
        if let Some(rest) = self.rest.strip_prefix('}') {
            self.rest = rest;
            return Ok(None);
        }
        let end = self.rest.find(['{', '}']).ok_or("a placeholder is not closed; it ends with `}`")?;
        let key = self.rest[..end].trim();
        let is_key = |key: &str| {
            !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '|' | '='))
        };
        if !is_key(key) || !self.rest[end..].starts_with('{') {
            return Err(format!("`{key}` is no form; write its word and then its text in braces, as in `other {{…}}`"));
        }
        self.rest = &self.rest[end + 1..];
        Ok(Some(key))
    }

    fn body(&mut self, counted: Option<&str>, depth: usize) -> Result<Template, String> {
        let body = self.template(counted, depth + 1)?;
        self.rest = self.rest.strip_prefix('}').ok_or("a form is not closed; it ends with `}`")?;
        Ok(body)
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let mut names = Vec::new();
        Template::parse(text).unwrap().each_name(&mut |name| names.push(name.to_string()));
        names
    }

    #[test]
    fn placeholders_stand_in_one_another() {
        let text = "l'{attribute}: {unit, select, year|years {{count, plural, =0 {none} one {# an} other {# ans}}} other {{unit}}}";
        assert_eq!(names(text), ["unit", "count", "count", "count", "unit"]);
        assert_eq!(names("'{'x'}' # {>span} {a, or}"), ["a"]);
    }

    #[test]
    fn mistakes_are_told() {
        for (text, told) in [
            ("{", "not closed"),
            ("}", "without `{`"),
            ("{a", "not closed"),
            ("{a b}", "no placeholder"),
            ("{}", "no placeholder"),
            ("{a, b}", "not known"),
            ("{a, plural, one {x}}", "no form `other`"),
            ("{a, plural, some {x} other {}}", "no plural"),
            ("{a, plural, one {x} one {y} other {}}", "twice"),
            ("{a, plural, =100 {x} other {}}", "no number"),
            ("{a, select, b {x}", "not closed"),
            ("{a, select, b {x} c|b {y}}", "twice"),
            ("{a, select, }", "no case"),
            ("{>a, plural}", "a part"),
            ("a\u{1}", "control"),
            ("{a,select,b{{a,select,b{{a,select,b{{a,select,b{{a,select,b{{a,select,b{x}}}}}}}}}}}}", "5 times"),
        ] {
            let mistake = Template::parse(text).unwrap_err();
            assert!(mistake.contains(told), "{text}: {mistake}");
        }
    }
}

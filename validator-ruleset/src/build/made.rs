//! What makes the rules of the core from arguments that are known at run time.

use unprocessable_core::rules::{Describe, Rule};
use unprocessable_core::{Argument, Kind, Presence, Violation};

use crate::build::arguments::Arguments;
use crate::build::infer::Class;
use crate::build::operand::{Named, Num, Several, Texts};
use crate::build::{Beside, position};
use crate::model::{Object, Outcome, Said, Seen, Test};
use crate::raw::{Arg, RawShape};

/// A rule that was made.
pub(crate) struct Made {
    pub(crate) violation: Violation,
    /// What the rule says in JSON Schema.
    pub(crate) said: Said,
    pub(crate) test: Test,
    pub(crate) mentions: Vec<usize>,
    pub(crate) most: Option<usize>,
}

/// What a rule is made of.
pub(crate) struct Maker<'r> {
    pub(crate) class: Class,
    pub(crate) shape: &'r RawShape,
    pub(crate) arguments: Arguments<'r>,
    /// The fields of the object that the value is a field of.
    pub(crate) beside: &'r Beside<'r>,
    /// The name of the field.
    pub(crate) name: &'r str,
    /// How many patterns the set has so far.
    pub(crate) patterns: &'r mut usize,
}

/// What a rule says of itself.
pub(crate) struct Description {
    violation: Violation,
    said: Said,
}

impl Description {
    pub(crate) fn made(self, test: Test) -> Made {
        Made { violation: self.violation, said: self.said, test, mentions: Vec::new(), most: None }
    }
}

/// The literal of an argument, or another field.
pub(crate) enum Given<T> {
    Literal(T),
    Field(usize),
}

impl<'r> Maker<'r> {
    pub(crate) fn kind(&self) -> Kind {
        match self.class {
            Class::Text => Kind::Text,
            Class::Integer | Class::Number => Kind::Number,
            Class::Boolean => Kind::Boolean,
            Class::List => Kind::List,
            Class::Map => Kind::Map,
            Class::Choice | Class::Object | Class::Any => Kind::Other,
        }
    }

    pub(crate) fn describe(&self, rule: &impl Describe) -> Description {
        Description { violation: Violation::of_rule(rule, self.kind()), said: Said::of(rule, self.kind()) }
    }

    pub(crate) fn text<R: Rule<str> + Send + Sync + 'static>(&self, rule: R) -> Made {
        self.describe(&rule).made(Test::Text(Box::new(move |text| rule.check(text))))
    }

    pub(crate) fn integer<R: Rule<i128> + Send + Sync + 'static>(&self, rule: R) -> Made {
        self.describe(&rule).made(Test::Integer(Box::new(move |integer: i128| rule.check(&integer))))
    }

    pub(crate) fn number<R: Rule<f64> + Send + Sync + 'static>(&self, rule: R) -> Made {
        self.describe(&rule).made(Test::Number(Box::new(move |number: f64| rule.check(&number))))
    }

    pub(crate) fn boolean<R: Rule<bool> + Send + Sync + 'static>(&self, rule: R) -> Made {
        self.describe(&rule).made(Test::Boolean(Box::new(move |value| rule.check(&value))))
    }

    /// A rule on the number of items or entries.
    pub(crate) fn size<R: Rule<[()]> + Send + Sync + 'static>(&self, rule: R) -> Made {
        let (described, most) = (self.describe(&rule), rule.max_elements());
        Made { most, ..described.made(Test::Size(Box::new(move |size| outcome_of_size(&rule, size)))) }
    }

    pub(crate) fn presence<R: Rule<()> + Send + Sync + 'static>(&self, rule: R) -> Made {
        self.describe(&rule).made(Test::Presence(Box::new(move |presence: Presence| rule.check_presence(presence))))
    }

    pub(crate) fn test(&self, described: &impl Describe, test: Test) -> Made {
        self.describe(described).made(test)
    }

    /// A rule that looks at other fields.
    pub(crate) fn around(
        &self,
        described: &impl Describe,
        mentions: Vec<usize>,
        check: impl Fn(&Seen<'_>, &Object<'_>) -> Outcome + Send + Sync + 'static,
    ) -> Made {
        Made { mentions, ..self.describe(described).made(Test::Around(Box::new(check))) }
    }

    /// How sentences mention a field.
    pub(crate) fn mention(&self, field: usize) -> Named<'r> {
        let (name, label) = match self.beside.get(field) {
            Some(field) => (field.name.as_str(), field.value.label.as_deref()),
            None => ("other", None),
        };
        // A declaration writes labels out, also those that are the words of a name.
        let label = label.filter(|label| Argument::Label(name).to_string() != *label);
        Named { name, label, compares: None }
    }

    pub(crate) fn class_of(&self, field: usize) -> Class {
        self.beside.get(field).map_or(Class::Any, |field| Class::of(&field.value.shape))
    }

    /// The field that an argument names.
    pub(crate) fn field(&mut self, name: &'static str) -> Result<usize, String> {
        match self.arguments.take(name) {
            Some(Arg::Field(field) | Arg::Word(field) | Arg::Text(field)) => position(&field, self.beside),
            Some(_) => Err(format!("`{name}` is the name of another field")),
            None => Err("it needs the name of another field".into()),
        }
    }

    /// The fields that arguments name.
    pub(crate) fn fields(&mut self, name: &'static str) -> Result<Vec<usize>, String> {
        let named = self.arguments.list(name).into_iter().map(|arg| match arg {
            Arg::Field(field) | Arg::Word(field) | Arg::Text(field) => position(&field, self.beside),
            _ => Err(format!("`{name}` are the names of other fields")),
        });
        let fields: Vec<usize> = named.collect::<Result<_, _>>()?;
        if fields.is_empty() { Err("it needs the name of another field".into()) } else { Ok(fields) }
    }

    /// A count of characters, items or digits.
    pub(crate) fn count(&mut self, name: &'static str) -> Result<Option<usize>, String> {
        self.arguments.take(name).map(|arg| count(&arg, name)).transpose()
    }

    pub(crate) fn named_count(&mut self, name: &'static str) -> Result<Option<usize>, String> {
        self.arguments.named(name).map(|arg| count(&arg, name)).transpose()
    }

    /// What an argument gives, or the field that it names.
    pub(crate) fn given<T>(
        &self,
        arg: Option<Arg>,
        name: &str,
        read: impl Fn(&Arg, &str) -> Result<T, String>,
    ) -> Result<Option<Given<T>>, String> {
        let Some(arg) = arg else { return Ok(None) };
        if let Arg::Field(field) = &arg {
            return position(field, self.beside).map(|field| Some(Given::Field(field)));
        }
        match (read(&arg, name), &arg) {
            (Ok(literal), _) => Ok(Some(Given::Literal(literal))),
            // Text where a number is expected is the name of a field.
            (Err(mistake), Arg::Word(field) | Arg::Text(field)) => match position(field, self.beside) {
                Ok(field) => Ok(Some(Given::Field(field))),
                Err(unknown) => Err(format!("{mistake}, or the name of another field; {unknown}")),
            },
            (Err(mistake), _) => Err(mistake),
        }
    }

    /// Whether a flag is there.
    pub(crate) fn flag(&mut self, name: &'static str) -> Result<bool, String> {
        self.arguments.flag(name)
    }

    /// Some text.
    pub(crate) fn words(&mut self, name: &'static str) -> Result<Option<String>, String> {
        self.arguments.take(name).map(|arg| text(&arg, name)).transpose()
    }

    /// One text, or several.
    pub(crate) fn texts(&mut self, name: &'static str) -> Result<Texts, String> {
        let given = self.arguments.list(name);
        let mut texts: Vec<String> = given.iter().map(|arg| text(arg, name)).collect::<Result<_, _>>()?;
        if texts.iter().any(String::is_empty) {
            return Err("an empty text is found nowhere; remove it".into());
        }
        match texts.len() {
            0 => Err("it has no values; write at least one".into()),
            1 => Ok(Texts::One(texts.remove(0))),
            _ => Ok(Texts::Several(Several(texts))),
        }
    }
}

/// A number of items to ask a rule about, without the items.
pub(crate) fn units(size: usize) -> Vec<()> {
    vec![(); size]
}

pub(crate) fn outcome_of_size<R: Rule<[()]>>(rule: &R, size: usize) -> Outcome {
    let units = units(size);
    if rule.check(&units) {
        Outcome::Passed
    } else if rule.admits_elements(&units) {
        Outcome::Failed
    } else {
        Outcome::Crowded
    }
}

pub(crate) fn count(arg: &Arg, name: &str) -> Result<usize, String> {
    match integer(arg, name).map(usize::try_from) {
        Ok(Ok(count)) => Ok(count),
        _ => Err(format!("`{name}` is a whole number from 0")),
    }
}

pub(crate) fn integer(arg: &Arg, name: &str) -> Result<i128, String> {
    match arg {
        Arg::Integer(integer) => Ok(*integer),
        Arg::Word(word) => word.parse().map_err(|_| format!("`{name}` is a whole number")),
        // A declaration writes integers of more than 64 bits as text.
        Arg::Text(text) => text.parse().map_err(|_| format!("`{name}` is a whole number")),
        _ => Err(format!("`{name}` is a whole number")),
    }
}

pub(crate) fn num(arg: &Arg, name: &str) -> Result<Num, String> {
    let whole = |integer: i128| match i64::try_from(integer) {
        Ok(whole) => Num::Whole(whole),
        Err(_) => Num::Float(integer as f64),
    };
    match arg {
        Arg::Integer(integer) => Ok(whole(*integer)),
        Arg::Number(number) => Ok(Num::Float(*number)),
        Arg::Word(word) => match (word.parse(), word.parse::<f64>()) {
            (Ok(integer), _) => Ok(whole(integer)),
            (_, Ok(number)) if number.is_finite() => Ok(Num::Float(number)),
            _ => Err(format!("`{name}` is a number")),
        },
        _ => Err(format!("`{name}` is a number")),
    }
}

pub(crate) fn boolean(arg: &Arg, name: &str) -> Result<bool, String> {
    match arg {
        Arg::Boolean(value) => Ok(*value),
        Arg::Word(word) if word == "true" => Ok(true),
        Arg::Word(word) if word == "false" => Ok(false),
        _ => Err(format!("`{name}` is `true` or `false`")),
    }
}

pub(crate) fn text(arg: &Arg, name: &str) -> Result<String, String> {
    match arg {
        Arg::Text(text) | Arg::Word(text) => Ok(text.clone()),
        _ => Err(format!("`{name}` is text")),
    }
}

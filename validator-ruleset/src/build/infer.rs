//! Infers the types of fields from their rules, where the set does not say them.

use crate::build::rules;
use crate::mistake::Mistakes;
use crate::raw::{Arg, RawRule, RawSet, RawShape, RawValue};

/// What rules tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Text,
    Integer,
    Number,
    Boolean,
    List,
    Map,
    /// One of several names: an enum.
    Choice,
    Object,
    Any,
}

impl Class {
    pub(crate) fn of(shape: &RawShape) -> Self {
        match shape {
            RawShape::Text | RawShape::Character => Self::Text,
            RawShape::Integer { .. } => Self::Integer,
            RawShape::Number => Self::Number,
            RawShape::Boolean => Self::Boolean,
            RawShape::List { .. } => Self::List,
            RawShape::Map { .. } => Self::Map,
            RawShape::Choice(_) => Self::Choice,
            RawShape::Object(_) | RawShape::Tuple(_) => Self::Object,
            RawShape::Infer | RawShape::Any | RawShape::Null => Self::Any,
        }
    }

    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Boolean => "a boolean",
            Self::List => "a list",
            Self::Map => "a map",
            Self::Choice => "one of several names",
            Self::Object => "an object",
            Self::Any => "a value of any type",
        }
    }
}

/// "text, a number or a list".
pub(crate) fn list(classes: &[Class]) -> String {
    let words: Vec<&str> = classes.iter().map(|class| class.words()).collect();
    match words.split_last() {
        Some((last, [])) => (*last).into(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// Infers the shapes that are not said, and counts the rules.
pub(crate) fn shapes(raw: &mut RawSet, mistakes: &mut Mistakes) -> usize {
    let mut rules = 0;
    for object in &mut raw.types {
        for field in &mut object.fields {
            shape(&mut field.value, mistakes, &mut rules);
        }
    }
    if let Some(root) = &mut raw.root {
        shape(root, mistakes, &mut rules);
    }
    rules
}

fn shape(value: &mut RawValue, mistakes: &mut Mistakes, rules: &mut usize) {
    *rules += value.rules.len();
    match &mut value.shape {
        RawShape::List { items, .. } => shape(items, mistakes, rules),
        RawShape::Map { keys, values } => {
            shape(keys, mistakes, rules);
            shape(values, mistakes, rules);
        }
        RawShape::Tuple(items) => items.iter_mut().for_each(|item| shape(item, mistakes, rules)),
        RawShape::Infer => match inferred(&value.rules) {
            Ok(class) => {
                let word = match class {
                    Class::Text => "text",
                    Class::Integer => "integer",
                    Class::Number => "number",
                    Class::Boolean => "boolean",
                    Class::List => "list",
                    Class::Map => "map",
                    _ => "any",
                };
                value.shape = RawShape::of_word(word, value.line, &value.at).unwrap_or(RawShape::Any);
            }
            Err(mistake) => {
                mistakes.add(value.line, &value.at, mistake);
                // So that its other mistakes are found, too.
                value.rules.retain(|rule| rules::find(&rule.name).is_err());
            }
        },
        _ => {}
    }
}

/// What all of the rules can check.
fn inferred(rules: &[RawRule]) -> Result<Class, String> {
    let mut fitting = vec![Class::Text, Class::Integer, Class::Number, Class::Boolean, Class::List, Class::Map];
    let all = fitting.len();
    for rule in rules {
        let Ok(known) = rules::find(&rule.name) else { continue };
        if known.classes.is_empty() {
            continue;
        }
        fitting.retain(|class| known.classes.contains(class) && takes(rule, *class));
    }
    match &fitting[..] {
        [] => Err("no type fits all of its rules; say its type, and remove the rules that do not fit".into()),
        [one] => Ok(*one),
        [Class::Integer, Class::Number] => Ok(Class::Number),
        several if several.len() == all => Ok(Class::Any),
        several => Err(format!(
            "its rules fit {}; say which it is, as in `text|{}`",
            list(several),
            rules.iter().map(|rule| rule.name.as_str()).find(|name| *name != "required").unwrap_or("required"),
        )),
    }
}

/// Whether the arguments suit the class, as far as they tell it.
fn takes(rule: &RawRule, class: Class) -> bool {
    let named = rule.named.iter().map(|(_, arg)| arg);
    let mut all = rule.positional.iter().chain(named).flat_map(|arg| match arg {
        Arg::List(items) => items.as_slice(),
        arg => std::slice::from_ref(arg),
    });
    let is_choice = matches!(rule.name.as_str(), "one_of" | "none_of");
    all.all(|arg| match arg {
        Arg::Text(_) if is_choice => class == Class::Text,
        Arg::Integer(_) if is_choice => matches!(class, Class::Integer | Class::Number),
        Arg::Boolean(_) if is_choice => class == Class::Boolean,
        Arg::Word(word) if is_choice => match class {
            Class::Integer | Class::Number => word.parse::<f64>().is_ok(),
            Class::Text => word.parse::<f64>().is_err(),
            _ => false,
        },
        Arg::Number(_) => matches!(class, Class::Number),
        Arg::Word(word) if word.contains('.') && word.parse::<f64>().is_ok() => class == Class::Number,
        _ => true,
    })
}

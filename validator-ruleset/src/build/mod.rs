//! Makes a set that can check documents of one as it was written: infers types, and makes the rules.

mod arguments;
pub(crate) mod infer;
pub(crate) mod made;
pub(crate) mod operand;
pub(crate) mod pattern;
pub(crate) mod rules;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use unprocessable_core::{Messages, Sentence, Violation};

use crate::build::arguments::Arguments;
use crate::build::infer::Class;
use crate::build::made::Maker;
use crate::mistake::{Mistakes, hint};
use crate::model::{Condition, Field, Label, Literal, Node, Rule, Set, Shape, Type};
use crate::raw::{Arg, RawCondition, RawField, RawRule, RawSet, RawShape, RawValue};

/// How many rules a set has at most.
pub(crate) const MOST_RULES: usize = 20_000;

/// The set, or its mistakes.
pub(crate) fn set(mut raw: RawSet, mistakes: &mut Mistakes) -> Option<Set> {
    let rules = infer::shapes(&mut raw, mistakes);
    if rules > MOST_RULES {
        mistakes.add(1, "", format!("a set has at most {MOST_RULES} rules, and this one has {rules}"));
        return None;
    }
    let mut builder = Builder { patterns: 0, mistakes };
    let types = raw.types.iter().map(|raw| {
        let beside = Beside::of(&raw.fields);
        let fields = raw.fields.iter().map(|field| Field {
            name: field.name.as_str().into(),
            segment: unprocessable_core::escape_segment(&field.name).into(),
            aliases: field.aliases.iter().map(|alias| alias.as_str().into()).collect(),
            absent: field.absent,
            default: field.default.clone(),
            patch: field.patch,
            node: Node {
                defaulted: field.absent && !field.value.optional,
                ..builder.node(&field.value, &Label::Name(field.name.as_str().into()), Some((&field.name, &beside)))
            },
        });
        let names = raw.fields.iter().flat_map(|field| field.aliases.iter().chain([&field.name]));
        let names = if raw.closed { names.map(|name| name.as_str().into()).collect() } else { HashSet::new() };
        Type { fields: fields.collect(), closed: raw.closed, names, bail: raw.bail }
    });
    let types = types.collect();
    let root = builder.node(raw.root.as_ref()?, &Label::Whole, None);
    Some(Set { types, root })
}

struct Builder<'m> {
    /// How many patterns were compiled.
    patterns: usize,
    mistakes: &'m mut Mistakes,
}

impl Builder<'_> {
    /// A value whose label is the one around it, unless it has its own. Only a field sees the fields beside it.
    fn node(&mut self, raw: &RawValue, around: &Label, field: Option<(&str, &Beside<'_>)>) -> Node {
        let label = match (&raw.label, around) {
            // A declaration writes labels out, also those that are the words of a name.
            (Some(label), Label::Name(name)) if words(name) == *label => around.clone(),
            (Some(label), Label::Given(given)) if **given == **label => around.clone(),
            (Some(label), Label::Whole) if label.is_empty() => around.clone(),
            (Some(label), _) => Label::Given(label.as_str().into()),
            (None, _) => around.clone(),
        };
        let class = Class::of(&raw.shape);
        let alone = Beside::of(&[]);
        let (name, beside) = field.unwrap_or(("", &alone));
        let rules = raw.rules.iter().filter_map(|rule| self.rule(rule, raw, class, &label, (name, beside))).collect();
        let mut inside = |value: &RawValue| Box::new(self.node(value, &label, None));
        let shape = match &raw.shape {
            RawShape::Infer | RawShape::Any => Shape::Any,
            RawShape::Text => Shape::Text,
            RawShape::Character => Shape::Character,
            RawShape::Integer { min, max, of } => Shape::Integer { min: *min, max: *max, of: *of },
            RawShape::Number => Shape::Number,
            RawShape::Boolean => Shape::Boolean,
            RawShape::Null => Shape::Null,
            RawShape::List { items, size, is_set } => {
                Shape::List { items: inside(items), size: *size, is_set: *is_set }
            }
            RawShape::Tuple(items) => Shape::Tuple(items.iter().map(|item| *inside(item)).collect()),
            RawShape::Map { keys, values } => Shape::Map { keys: inside(keys), values: inside(values) },
            RawShape::Object(index) => Shape::Object(*index),
            RawShape::Choice(names) => Shape::Choice(names.clone()),
        };
        let nested_when = self.conditions(&raw.nested_when, raw, beside);
        Node {
            at: raw.at.as_str().into(),
            shape,
            optional: raw.optional,
            defaulted: false,
            label,
            rules,
            bail: raw.bail,
            nested: raw.nested,
            nested_when,
        }
    }

    fn rule(
        &mut self,
        rule: &RawRule,
        value: &RawValue,
        class: Class,
        label: &Label,
        (name, beside): (&str, &Beside<'_>),
    ) -> Option<Rule> {
        let when = self.conditions(&rule.when, value, beside);
        let known = match rules::find(&rule.name) {
            Ok(known) => known,
            Err(mistake) => {
                self.mistakes.add(rule.line, &value.at, mistake);
                return None;
            }
        };
        if !known.fits(class) {
            let (rule_name, class) = (known.name, class.words());
            let mut mistake = format!("`{rule_name}` cannot check {class}; it checks {}", infer::list(known.classes));
            if let (Some(list), [Class::List]) = (value.at.strip_suffix(".*"), known.classes) {
                mistake = format!("{mistake}, so write it at `{list}`");
            }
            self.mistakes.add(rule.line, &value.at, mistake);
            return None;
        }
        let mut maker = Maker {
            class,
            shape: &value.shape,
            arguments: Arguments::of(rule),
            beside,
            name,
            patterns: &mut self.patterns,
        };
        let made = (known.make)(&mut maker).and_then(|made| maker.arguments.finish().map(|()| made));
        let made = match made {
            Ok(made) => made,
            Err(mistake) => {
                self.mistakes.add(rule.line, &value.at, format!("`{}`: {mistake}", known.name));
                return None;
            }
        };
        let mut violation = label.on(made.violation);
        let (code, mut message) = (rule.code.clone(), rule.message.clone());
        if let Some(sentence) = rule.sentence.as_ref().filter(|sentence| **sentence != template(&violation)) {
            message = Some(sentence.clone());
        }
        let is_reworded = code.is_some() || message.is_some();
        if is_reworded {
            violation = violation.reworded(code, message);
        }
        let mut mentions = made.mentions;
        mentions.extend(when.iter().map(|condition| condition.field));
        Some(Rule {
            name: known.name,
            test: made.test,
            violation,
            said: made.said,
            when,
            mentions,
            most: made.most,
            is_reworded,
        })
    }

    fn conditions(&mut self, raw: &[RawCondition], value: &RawValue, beside: &Beside<'_>) -> Vec<Condition> {
        let conditions = raw.iter().filter_map(|raw| match condition(raw, beside) {
            Ok(condition) => Some(condition),
            Err(mistake) => {
                self.mistakes.add(value.line, &value.at, mistake);
                None
            }
        });
        conditions.collect()
    }
}

/// A condition over one of the fields beside a value.
pub(crate) fn condition(raw: &RawCondition, beside: &Beside<'_>) -> Result<Condition, String> {
    let field = position(&raw.field, beside)?;
    let class = beside.get(field).map_or(Class::Any, |field| Class::of(&field.value.shape));
    let value = match (&*raw.value, class) {
        (Arg::Boolean(value), _) => Literal::Boolean(*value),
        (Arg::Integer(value), _) => Literal::Integer(*value),
        (Arg::Number(value), _) => Literal::Number(*value),
        (Arg::Word(word), Class::Boolean) => match word.as_str() {
            "true" | "1" => Literal::Boolean(true),
            "false" | "0" => Literal::Boolean(false),
            _ => return Err(format!("`{}` is a boolean, so that it is never `{word}`", raw.field)),
        },
        (Arg::Word(word), Class::Integer | Class::Number) => match (word.parse(), word.parse()) {
            (Ok(integer), _) => Literal::Integer(integer),
            (_, Ok(number)) => Literal::Number(number),
            _ => return Err(format!("`{}` is a number, so that it is never `{word}`", raw.field)),
        },
        (Arg::Text(text) | Arg::Word(text), _) => Literal::Text(text.clone()),
        _ => return Err("a condition compares a field with text, a number or a boolean".into()),
    };
    let fits = matches!(
        (&value, class),
        (Literal::Boolean(_), Class::Boolean)
            | (Literal::Integer(_) | Literal::Number(_), Class::Integer | Class::Number)
            | (Literal::Text(_), Class::Text | Class::Choice)
    );
    if !fits {
        let words = class.words();
        return Err(format!("the condition compares `{}`, which is {words}, with something else", raw.field));
    }
    Ok(Condition { field, name: raw.field.as_str().into(), relation: raw.relation, value })
}

/// The fields of an object, for the rules of each of them.
pub(crate) struct Beside<'r> {
    fields: &'r [RawField],
    positions: HashMap<&'r str, usize>,
}

impl<'r> Beside<'r> {
    fn of(fields: &'r [RawField]) -> Self {
        let positions = fields.iter().enumerate().map(|(index, field)| (field.name.as_str(), index)).collect();
        Self { fields, positions }
    }

    pub(crate) fn get(&self, index: usize) -> Option<&'r RawField> {
        self.fields.get(index)
    }
}

/// The position of a field among those beside a value.
pub(crate) fn position(name: &str, beside: &Beside<'_>) -> Result<usize, String> {
    /// Among how many fields a similar name is looked for.
    const FEW: usize = 500;

    beside.positions.get(name).copied().ok_or_else(|| {
        if beside.fields.is_empty() {
            return "rules on elements, keys and values of a set cannot look at other fields".into();
        }
        let names = beside.fields.iter().take(FEW).map(|field| field.name.as_str());
        let shown: String = name.chars().take(40).collect();
        format!("there is no field `{shown}` beside it{}", hint(name, names))
    })
}

/// The sentence of a violation with its placeholders.
fn template(violation: &Violation) -> String {
    /// Messages are the ones that see it.
    struct Seen(RefCell<String>);

    impl Messages for Seen {
        fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
            self.0.replace(sentence.template().into());
            None
        }
    }

    let seen = Seen(RefCell::default());
    let _ = violation.message_from(&seen).to_string();
    seen.0.into_inner()
}

/// The words of a name.
fn words(name: &str) -> String {
    unprocessable_core::Argument::Label(name).to_string()
}

//! Rules on what is in lists and maps.

use unprocessable_core::Other;
use unprocessable_core::rules::{self, Rule};

use super::Known;
use crate::build::infer::Class::{self, Choice, Integer, List, Map, Number, Text};
use crate::build::made::{Made, Maker, boolean, integer, num, text};
use crate::build::operand::Several;
use crate::model::{Items, Seen, Test};
use crate::raw::RawShape;

pub(super) const RULES: &[Known] = &[
    Known { name: "distinct", classes: &[List], make: distinct },
    Known { name: "contains_all", classes: &[List], make: contains_all },
    Known { name: "subset_of", classes: &[List], make: subset_of },
    Known { name: "required_keys", classes: &[Map], make: required_keys },
    Known { name: "in_list", classes: &[Text, Integer, Number], make: in_list },
];

/// What the items of a list are.
fn items(shape: &RawShape) -> Class {
    match shape {
        RawShape::List { items, .. } => Class::of(&items.shape),
        _ => Class::Any,
    }
}

fn distinct(maker: &mut Maker<'_>) -> Result<Made, String> {
    if maker.flag("by")? {
        return Err("what tells the items apart is a function of a program; a set cannot run it".into());
    }
    let ignores_case = maker.flag("ignore_case")?;
    let class = items(maker.shape);
    let of = match class {
        Class::Text | Class::Choice | Class::Integer | Class::Number | Class::Boolean => class,
        _ => return Err("only text, numbers and booleans are compared; say what the items are, at `*`".into()),
    };
    if ignores_case {
        if of != Text {
            return Err("only text has upper and lower case".into());
        }
        let rule = rules::distinct().ignore_case();
        return Ok(maker.test(
            &rule,
            Test::Items(Box::new(move |items| match items {
                Items::Texts(items) => repeats(&rule, items),
                _ => Vec::new(),
            })),
        ));
    }
    let test = Test::Items(Box::new(|items| match items {
        Items::Texts(items) => repeats(&rules::distinct(), items),
        Items::Integers(items) => repeats(&rules::distinct(), items),
        Items::Numbers(items) => repeats(&rules::distinct(), items),
        Items::Booleans(items) => repeats(&rules::distinct(), items),
        Items::Others => Vec::new(),
    }));
    Ok(maker.test(&rules::distinct::<rules::Equals>(), test))
}

fn repeats<T, R: Rule<[T]>>(rule: &R, items: &[T]) -> Vec<Option<usize>> {
    let mut found = Vec::new();
    if !rule.check(items) {
        rule.failures(items, &mut |failure| found.push(failure.index()));
    }
    found
}

macro_rules! contents {
    ($name:ident) => {
        fn $name(maker: &mut Maker<'_>) -> Result<Made, String> {
            let given = maker.arguments.list("values");
            if given.is_empty() {
                return Err("it has no values; write at least one".into());
            }
            macro_rules! made {
                ($read:expr, $items:ident) => {{
                    let values = given.iter().map(|arg| $read(arg, "values")).collect::<Result<Vec<_>, String>>()?;
                    let rule = rules::$name(Several(values));
                    let described = maker.describe(&rule);
                    let test = Test::Items(Box::new(move |items: &Items<'_>| match items {
                        Items::$items(items) if !rule.check(&items[..]) => vec![None],
                        _ => Vec::new(),
                    }));
                    Ok(described.made(test))
                }};
            }
            match items(maker.shape) {
                Text | Choice => made!(text, Texts),
                Integer => made!(integer, Integers),
                Number => made!(num, Numbers),
                Class::Boolean => made!(boolean, Booleans),
                _ => Err("say what the items are, at `*`: text, numbers or booleans".into()),
            }
        }
    };
}

contents!(contains_all);
contents!(subset_of);

fn required_keys(maker: &mut Maker<'_>) -> Result<Made, String> {
    let given = maker.arguments.list("keys");
    if given.is_empty() {
        return Err("it has no keys; write at least one".into());
    }
    if let RawShape::Map { keys, .. } = maker.shape {
        if let RawShape::Integer { .. } = keys.shape {
            let numbers = given.iter().map(|arg| integer(arg, "keys")).collect::<Result<Vec<_>, String>>()?;
            let wanted: Vec<String> = numbers.iter().map(i128::to_string).collect();
            let test = Test::Keys(Box::new(move |map| wanted.iter().all(|key| map.contains_key(key))));
            return Ok(maker.test(&rules::required_keys(Several(numbers)), test));
        }
    }
    let keys = given.iter().map(|arg| text(arg, "keys")).collect::<Result<Vec<_>, String>>()?;
    let wanted = keys.clone();
    let test = Test::Keys(Box::new(move |map| wanted.iter().all(|key| map.contains_key(key))));
    Ok(maker.test(&rules::required_keys(Several(keys)), test))
}

fn in_list(maker: &mut Maker<'_>) -> Result<Made, String> {
    let field = maker.field("other")?;
    let other = maker.beside.get(field).map_or(Class::Any, |field| items(&field.value.shape));
    let is_number = |class| matches!(class, Integer | Number);
    if other != maker.class && !(is_number(other) && is_number(maker.class)) {
        return Err("the other field is no list of such values".into());
    }
    let described = rules::in_list(maker.mention(field));
    Ok(maker.around(&described, vec![field], move |seen, object| {
        let Seen::List(items, node) = object.seen(field) else { return true.into() };
        let crate::model::Shape::List { items: item, .. } = &node.shape else { return true.into() };
        let holds = match (seen, Items::of(item, items)) {
            (Seen::Text(text), Items::Texts(items)) => rules::in_list(Other(&items)).check(*text),
            (Seen::Integer(value), Items::Integers(items)) => rules::in_list(Other(&items)).check(value),
            (Seen::Integer(value), Items::Numbers(items)) => rules::in_list(Other(&items)).check(value),
            (Seen::Number(value), Items::Integers(items)) => rules::in_list(Other(&items)).check(value),
            (Seen::Number(value), Items::Numbers(items)) => rules::in_list(Other(&items)).check(value),
            _ => true,
        };
        holds.into()
    }))
}

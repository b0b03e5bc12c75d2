//! Fields while their keys are read: `items.*.price` makes the list `items`, its elements, and their field `price`.

use std::collections::HashMap;

use crate::mistake::Mistakes;
use crate::raw::{RawField, RawRule, RawSet, RawShape, RawType, RawValue};

/// A step of a key.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    Field(String),
    /// `*`: the elements of a list, the values of a map.
    Inside,
}

/// What is known of a value, and of those inside it.
#[derive(Debug, Default)]
pub(crate) struct Spec {
    pub(crate) line: usize,
    /// Whether the set names it, and not only something inside it.
    pub(crate) explicit: bool,
    pub(crate) shape: Option<RawShape>,
    pub(crate) is_object: bool,
    pub(super) is_map: bool,
    pub(crate) closed: bool,
    pub(crate) bail: bool,
    pub(crate) label: Option<String>,
    pub(crate) absent: Option<bool>,
    pub(crate) null: Option<bool>,
    pub(crate) rules: Vec<RawRule>,
    pub(super) fields: Vec<(String, Spec)>,
    /// The positions of the fields.
    pub(super) positions: HashMap<String, usize>,
    pub(super) inside: Option<Box<Spec>>,
    pub(crate) keys: Option<Box<Spec>>,
}

/// A value, and whether it may be missing.
pub(crate) struct Finished {
    pub(crate) value: RawValue,
    absent: bool,
}

impl Spec {
    /// Puts what is known at a key below this value.
    pub(crate) fn insert(&mut self, path: &[Place], spec: Spec, line: usize) -> Result<(), String> {
        let mut place = self;
        for step in path {
            place = match step {
                Place::Field(name) => {
                    place.is_object = true;
                    let at = place.positions.get(name).copied().unwrap_or_else(|| {
                        place.add_field(name.clone(), Spec { line, ..Spec::default() });
                        place.fields.len() - 1
                    });
                    &mut place.fields[at].1
                }
                Place::Inside => place.inside.get_or_insert_with(|| Box::new(Spec { line, ..Spec::default() })),
            };
        }
        if place.explicit {
            return Err("this key is there twice".into());
        }
        place.take(spec)
    }

    fn add_field(&mut self, name: String, field: Spec) {
        self.positions.insert(name.clone(), self.fields.len());
        self.fields.push((name, field));
    }

    pub(crate) fn add_inside(&mut self, spec: Spec, is_map: bool) {
        self.is_map |= is_map;
        match &mut self.inside {
            Some(inside) => drop(inside.take(spec)),
            inside @ None => *inside = Some(Box::new(spec)),
        }
    }

    /// Adds what is known of the value itself to what is known of those inside it.
    fn take(&mut self, mut spec: Spec) -> Result<(), String> {
        for (name, field) in std::mem::take(&mut self.fields) {
            if spec.positions.contains_key(&name) {
                return Err(format!("the field `{name}` is there twice"));
            }
            spec.add_field(name, field);
        }
        if self.inside.is_some() && spec.inside.is_some() {
            return Err("its elements are there twice".into());
        }
        spec.inside = spec.inside.or(self.inside.take());
        spec.is_object |= self.is_object;
        *self = spec;
        Ok(())
    }

    /// Whether a value that the set does not name must be there, because something inside it must.
    fn demands(&self) -> bool {
        let is_required = self.rules.iter().any(|rule| rule.name == "required");
        is_required
            || self.absent == Some(false)
            || !self.explicit && self.fields.iter().any(|(_, field)| field.demands())
    }

    pub(crate) fn finish(self, at: String, set: &mut RawSet, mistakes: &mut Mistakes) -> Finished {
        let present = self.absent == Some(false) || !self.explicit && self.demands();
        let absent = self.absent.unwrap_or(!present);
        let optional = self.null.unwrap_or(!present);
        let Self { line, shape, is_object, is_map, closed, bail, label, rules, fields, inside, keys, .. } = self;
        let mut named = shape;
        let inner = |set: &mut RawSet, mistakes: &mut Mistakes, inside: Option<Box<Spec>>| match inside {
            Some(inside) => inside.finish(format!("{at}.*"), set, mistakes).value,
            None => RawValue { optional: true, ..RawValue::new(line, format!("{at}.*"), RawShape::Any) },
        };
        let key_spec = keys.map(|keys| {
            let mut keys = keys.finish(at.clone(), set, mistakes).value;
            if let RawShape::Infer = keys.shape {
                keys.shape = RawShape::Text;
            }
            keys
        });
        let shape = if is_object {
            if let Some(RawShape::List { .. } | RawShape::Map { .. } | RawShape::Text | RawShape::Number) = named {
                mistakes.add(line, &at, "only an object has fields; write `type = \"object\"`, or leave the type out");
            }
            if inside.is_some() || key_spec.is_some() || is_map {
                mistakes.add(line, &at, "an object has fields, and no `*`, `elements`, `keys` or `values`");
            }
            let index = set.types.len();
            set.types.push(RawType { closed, bail, ..RawType::default() });
            let mut raw = Vec::new();
            for (name, field) in fields {
                let escaped = unprocessable_core::escape_segment(&name);
                let below = if at.is_empty() { escaped.into_owned() } else { format!("{at}.{escaped}") };
                let Finished { value, absent } = field.finish(below, set, mistakes);
                raw.push(RawField { name, aliases: Vec::new(), absent, default: None, patch: false, value });
            }
            set.types[index].fields = raw;
            RawShape::Object(index)
        } else if let Some(RawShape::Map { keys, .. }) = &mut named {
            let keys = std::mem::replace(&mut **keys, RawValue::new(line, at.clone(), RawShape::Text));
            let values = Box::new(inner(set, mistakes, inside));
            RawShape::Map { keys: Box::new(key_spec.unwrap_or(keys)), values }
        } else if is_map || key_spec.is_some() {
            if named.is_some() {
                mistakes.add(line, &at, "only a map has `keys` and `values`; write `type = \"map\"`");
            }
            let keys = key_spec.unwrap_or_else(|| RawValue::new(line, at.clone(), RawShape::Text));
            RawShape::Map { keys: Box::new(keys), values: Box::new(inner(set, mistakes, inside)) }
        } else if inside.is_some() {
            if !matches!(named, None | Some(RawShape::List { .. })) {
                mistakes.add(line, &at, "only a list or a map has something at `*`; write `type = \"list\"`");
            }
            RawShape::List { items: Box::new(inner(set, mistakes, inside)), size: None, is_set: false }
        } else {
            named.unwrap_or(RawShape::Infer)
        };
        let value = RawValue { optional, label, rules, bail, ..RawValue::new(line, at, shape) };
        Finished { value, absent }
    }
}

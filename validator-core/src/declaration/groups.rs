//! The declaration of a type in a group: the same type, with the rules that run there.
//!
//! Only programs ask for it that write documents, for few types and few groups. It is made when it is first asked for, and
//! then lives as long as the program, as the declaration of the type itself does. So everything that reads declarations
//! also reads those of groups.

use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

use once_cell::race::OnceBox;

use super::condition::When;
use super::content::{Content, Variant};
use super::field::DeclaredField;
use super::rule_set::RuleSet;
use super::shape::Shape;
use super::table::{Declaration, StructRules};
use crate::walk::group::{Group, GroupKey};

impl Declaration {
    /// The declaration of the type in a group: its rules are those that run there, and so are the rules of the types that
    /// it refers to. Its name ends with that of the group, as in `UserCreate`.
    ///
    /// A type without rules of groups, and without types that have some, is the same in every group. The declaration that
    /// a type gives by itself has the rules that run in requests without a group.
    #[must_use]
    pub fn for_group<G: Group>(&'static self) -> &'static Self {
        self.of_group(GroupKey::of::<G>())
    }

    pub(crate) fn of_group(&'static self, group: GroupKey) -> &'static Self {
        if self.group == group || !self.has_groups() {
            return self;
        }
        MADE.find_or_make(self, group)
    }

    /// The names of the groups that rules of the type name, or those of types that it refers to.
    pub fn groups(&'static self) -> impl Iterator<Item = &'static str> {
        let mut names: Vec<&'static str> = Vec::new();
        for key in self.group_keys().into_iter().filter(|key| *key != GroupKey::NONE) {
            if !names.contains(&key.name()) {
                names.push(key.name());
            }
        }
        names.into_iter()
    }

    fn has_groups(&'static self) -> bool {
        !self.group_keys().is_empty()
    }

    fn group_keys(&'static self) -> Vec<GroupKey> {
        let (mut keys, mut types, mut at) = (Vec::new(), alloc::vec![self], 0);
        while let Some(declaration) = types.get(at).copied() {
            declaration.rules.iter().for_each(|rules| add_groups(&rules.rules, &mut keys));
            add_content(declaration.content, &mut types, &mut keys);
            declaration.hidden.iter().for_each(|field| add_field(field, &mut types, &mut keys));
            at += 1;
        }
        keys
    }
}

fn add_content(content: Content, types: &mut Vec<&'static Declaration>, keys: &mut Vec<GroupKey>) {
    match content {
        Content::Fields(fields) | Content::Tuple(fields) => {
            fields.iter().for_each(|field| add_field(field, types, keys));
        }
        Content::Newtype(field) => add_field(field, types, keys),
        Content::Enum(_, variants) => variants.iter().for_each(|variant| add_content(variant.content, types, keys)),
        Content::From(shape) => add_types(shape, types),
        Content::Unit | Content::Unknown => {}
    }
}

fn add_field(field: &DeclaredField, types: &mut Vec<&'static Declaration>, keys: &mut Vec<GroupKey>) {
    add_groups(&field.rules, keys);
    add_types(field.shape, types);
}

fn add_types(shape: Shape, types: &mut Vec<&'static Declaration>) {
    match shape {
        Shape::Declared(reference) => {
            let declaration = reference.declaration();
            if !types.iter().any(|known| known.is(declaration)) {
                types.push(declaration);
            }
        }
        shape => insides(shape).for_each(|shape| add_types(shape, types)),
    }
}

/// The shapes inside of a shape.
fn insides(shape: Shape) -> impl Iterator<Item = Shape> {
    let (one, other, several) = match shape {
        Shape::Optional(inside)
        | Shape::Patch(inside)
        | Shape::List(inside)
        | Shape::Set(inside)
        | Shape::Array(inside, _) => (Some(*inside), None, &[][..]),
        Shape::Map { key, value } => (Some(*key), Some(*value), &[][..]),
        Shape::Tuple(shapes) => (None, None, shapes),
        _ => (None, None, &[][..]),
    };
    one.into_iter().chain(other).chain(several.iter().copied())
}

fn add_groups(set: &RuleSet, keys: &mut Vec<GroupKey>) {
    let of_rules = set.notes.iter().map(|note| note.when);
    for when in of_rules.chain(set.nested.into_iter().flatten().copied()).flatten() {
        if let When::InGroup(groups) = when {
            keys.extend_from_slice(groups);
        }
    }
    [set.elements, set.keys, set.values].into_iter().flatten().for_each(|set| add_groups(set, keys));
}

/// The declarations that were made. The list only grows, so nothing has to be locked.
static MADE: List = List(OnceBox::new());

struct List(OnceBox<Made>);

struct Made {
    of: &'static Declaration,
    group: GroupKey,
    declaration: Declaration,
    next: List,
}

impl List {
    fn find_or_make(&'static self, of: &'static Declaration, group: GroupKey) -> &'static Declaration {
        let mut list = self;
        loop {
            let made = list.0.get_or_init(|| {
                let declaration = made(of, group);
                Box::new(Made { of, group, declaration, next: Self(OnceBox::new()) })
            });
            if made.group == group && made.of.is(of) {
                return &made.declaration;
            }
            list = &made.next;
        }
    }
}

fn made(of: &Declaration, group: GroupKey) -> Declaration {
    Declaration {
        name: kept(format!("{}{}", of.name, group.name()).into_boxed_str()),
        content: content(of.content, group),
        rules: all(of.rules, |rules| StructRules { rules: rules_of(&rules.rules, group), ..*rules }),
        hidden: fields(of.hidden, group),
        group,
        ..*of
    }
}

fn content(content: Content, group: GroupKey) -> Content {
    match content {
        Content::Fields(list) => Content::Fields(fields(list, group)),
        Content::Tuple(list) => Content::Tuple(fields(list, group)),
        Content::Newtype(only) => Content::Newtype(kept(Box::new(field(only, group)))),
        Content::Enum(tag, variants) => Content::Enum(
            tag,
            all(variants, |variant| Variant { content: self::content(variant.content, group), ..*variant }),
        ),
        Content::From(shape) => Content::From(shape.of_group(group)),
        content @ (Content::Unit | Content::Unknown) => content,
    }
}

fn fields(fields: &[DeclaredField], group: GroupKey) -> &'static [DeclaredField] {
    all(fields, |one| field(one, group))
}

fn field(field: &DeclaredField, group: GroupKey) -> DeclaredField {
    DeclaredField { shape: field.shape.of_group(group), rules: rules_of(&field.rules, group), ..*field }
}

fn rules_of(set: &RuleSet, group: GroupKey) -> RuleSet {
    let inside = |set: Option<&RuleSet>| set.map(|set| -> &'static RuleSet { kept(Box::new(rules_of(set, group))) });
    RuleSet { group, elements: inside(set.elements), keys: inside(set.keys), values: inside(set.values), ..*set }
}

impl Shape {
    /// The same shape with types in a group.
    pub(crate) fn of_group(self, group: GroupKey) -> Self {
        let inside = |shape: &Shape| -> &'static Shape { kept(Box::new(shape.of_group(group))) };
        match self {
            Self::Declared(reference) => Self::Declared(reference.of_group(group)),
            Self::Optional(shape) => Self::Optional(inside(shape)),
            Self::Patch(shape) => Self::Patch(inside(shape)),
            Self::List(shape) => Self::List(inside(shape)),
            Self::Set(shape) => Self::Set(inside(shape)),
            Self::Array(shape, size) => Self::Array(inside(shape), size),
            Self::Tuple(shapes) => Self::Tuple(all(shapes, |shape| shape.of_group(group))),
            Self::Map { key, value } => Self::Map { key: inside(key), value: inside(value) },
            shape => shape,
        }
    }
}

fn all<T: Copy>(values: &[T], change: impl Fn(&T) -> T) -> &'static [T] {
    kept(values.iter().map(change).collect::<Vec<T>>().into_boxed_slice())
}

/// Keeps a value as long as the program runs.
fn kept<T: ?Sized>(value: Box<T>) -> &'static T {
    Box::leak(value)
}

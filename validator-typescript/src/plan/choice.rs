//! Enums: which variant a value is.

use unprocessable::declaration::{Content, Declaration, DeclaredValue, Place, Shape, Tag, Variant};
use unprocessable::decode::{Expected, Reason};

use super::object::escaped;
use super::server_only::ANY;
use super::value::At;
use super::{Absence, Choice, ChoiceOption, ChoiceTag, Field, Node, Object, Planner, Value};

impl Planner<'_> {
    /// One of several variants.
    #[allow(clippy::too_many_arguments, reason = "an enum is all of that")]
    pub(super) fn choice(
        &self,
        owner: &'static Declaration,
        tag: Tag,
        variants: &'static [Variant],
        around: &DeclaredValue,
        checked: bool,
        flattened: bool,
        at: &At,
    ) -> Value {
        // The names live as long as the declarations do.
        let names: &'static [&'static str] = variants.iter().map(Variant::name).collect::<Vec<_>>().leak();
        let unknown = |of: &DeclaredValue| self.say(&of.refused(Reason::UnknownVariant, Expected::Enum, names));
        let all = all_names(variants);
        let any_name = variants.iter().any(Variant::is_other);
        if any_name {
            self.note(at, ANY);
            self.note(&at.below("**"), ANY);
            return Value { absence: Absence::Refused, ..self.of_kind(Node::Unknown, around, Expected::Any) };
        }
        let is_unit = |variant: &Variant| matches!(variant.content(), Content::Unit);
        match tag {
            Tag::External if variants.iter().all(is_unit) && !flattened => {
                let names = variants.iter().flat_map(|variant| variant.names).copied().collect();
                let wrong = self.say(&around.refused(Reason::UnknownVariant, Expected::Enum, all));
                Value { wrong, ..self.of_kind(Node::Names(names), around, Expected::Enum) }
            }
            Tag::External => {
                let options = variants.iter().map(|variant| {
                    let below = at.below(&escaped(variant.name()));
                    let label = DeclaredValue::bare(Some(variant.name()), Shape::Unknown);
                    let value = self.content(owner, variant, &label, checked, flattened, &below);
                    ChoiceOption { names: variant.names.to_vec(), value, is_unit: is_unit(variant) }
                });
                let tag = ChoiceTag::External {
                    unknown: if flattened { self.say(&around.unchosen(names)) } else { unknown(around) },
                    fields: self.say(&around.refused(Reason::WrongLength, Expected::Enum, all)),
                    flattened,
                };
                let node = Node::Choice(Box::new(Choice { declaration: owner, tag, options: options.collect() }));
                let wrong = self.say(&around.refused(Reason::UnknownVariant, Expected::Enum, all));
                Value { wrong, ..self.of_kind(node, around, Expected::Enum) }
            }
            Tag::Internal(name) => self.tagged(owner, (name, None), variants, around, checked, flattened, at, &unknown),
            Tag::Adjacent { tag, content } => {
                self.tagged(owner, (tag, Some(content)), variants, around, checked, flattened, at, &unknown)
            }
            _ => {
                let options = variants.iter().map(|variant| ChoiceOption {
                    names: vec![variant.name()],
                    value: self.content(owner, variant, around, checked, flattened, at),
                    is_unit: false,
                });
                let options = options.collect();
                let node = Node::Choice(Box::new(Choice { declaration: owner, tag: ChoiceTag::Untagged, options }));
                let invalid = self.refused(around, Reason::Invalid, Expected::Any);
                Value { wrong: invalid, ..self.of_kind(node, around, Expected::Any) }
            }
        }
    }

    /// What stands for a variant beside its name.
    fn content(
        &self,
        owner: &'static Declaration,
        variant: &Variant,
        around: &DeclaredValue,
        checked: bool,
        flattened: bool,
        at: &At,
    ) -> Value {
        match variant.content() {
            Content::Fields(fields) => {
                let closed = owner.denies_unknown_fields() && !flattened;
                let object = self.object(owner, fields, around, checked, closed, at);
                self.of_kind(Node::Object(Box::new(object)), around, Expected::Object)
            }
            Content::Tuple(fields) => self.tuple(fields, around, checked, at),
            Content::Newtype(field) => self.newtype(field, around, checked, at),
            Content::Unit => self.of_kind(Node::Null, around, Expected::Unit),
            _ => {
                self.note(at, ANY);
                self.note(&at.below("**"), ANY);
                Value { absence: Absence::Null, ..self.of_kind(Node::Unknown, around, Expected::Any) }
            }
        }
    }

    /// An enum whose variants are told apart by a field.
    #[allow(clippy::too_many_arguments, reason = "an enum is all of that")]
    fn tagged(
        &self,
        owner: &'static Declaration,
        (tag, content): (&'static str, Option<&'static str>),
        variants: &'static [Variant],
        around: &DeclaredValue,
        checked: bool,
        flattened: bool,
        at: &At,
        unknown: &dyn Fn(&DeclaredValue) -> String,
    ) -> Value {
        let (missing, wrong) = self.tag(tag);
        let closed = owner.denies_unknown_fields() && !flattened;
        if content.is_none() && variants.iter().any(|variant| has_field(variant.content(), tag)) {
            // serde gives such a field to the variant or to the enum, by its order.
            self.note(at, ANY);
            self.note(&at.below("**"), ANY);
            return Value { absence: Absence::Both, ..self.of_kind(Node::Unknown, around, Expected::Any) };
        }
        let options = variants.iter().map(|variant| {
            let mut object = Object::default();
            let below = content.map_or_else(|| at.clone(), |content| at.below(content));
            match (content, variant.content()) {
                (Some(content), inside) => {
                    let label = DeclaredValue::bare(Some(content), Shape::Unknown);
                    let mut value = self.content(owner, variant, &label, checked, false, &below);
                    if matches!(inside, Content::Unit) || value.absence == Absence::Null {
                        value.absence = Absence::Both;
                    }
                    object.fields.push(Field { name: content.to_owned(), value });
                    if closed {
                        object.closed = Some(self.say(&DeclaredValue::unknown_field()));
                    }
                }
                (None, Content::Fields(fields)) => {
                    object = self.object(owner, fields, around, checked, closed, at);
                }
                (None, Content::Newtype(field)) => self.merge(&mut object, field, around, checked, flattened, at),
                (None, _) => {}
            }
            let value = self.of_kind(Node::Object(Box::new(object)), around, Expected::Object);
            ChoiceOption { names: variant.names.to_vec(), value, is_unit: false }
        });
        let label = DeclaredValue::bare(Some(tag), Shape::Text);
        let choice = Choice {
            declaration: owner,
            options: options.collect(),
            tag: ChoiceTag::Field { name: tag, missing, wrong, unknown: unknown(&label) },
        };
        self.of_kind(Node::Choice(Box::new(choice)), around, Expected::Object)
    }

    /// Adds the fields of the struct that a variant holds.
    fn merge(
        &self,
        object: &mut Object,
        field: &unprocessable::declaration::DeclaredField,
        around: &DeclaredValue,
        checked: bool,
        flattened: bool,
        at: &At,
    ) {
        let value = field.value();
        let runs_inside = checked && value.is_nested() && value.nested_conditions().next().is_none();
        if let Shape::Declared(reference) = field.shape() {
            let declaration = reference.declaration();
            if let Content::Fields(fields) = declaration.content() {
                if runs_inside {
                    self.note_struct_rules(declaration, at);
                }
                self.add_fields(object, fields, around, runs_inside, at);
                if declaration.denies_unknown_fields() && !flattened {
                    object.closed = Some(self.say(&DeclaredValue::unknown_field()));
                }
                return;
            }
        }
        self.note(at, ANY);
        self.note(&at.below("**"), ANY);
    }
}

/// The names of all variants as serde lists them: with the aliases, those of each variant in alphabetical order.
pub(super) fn all_names(variants: &'static [Variant]) -> &'static [&'static str] {
    let names = variants.iter().flat_map(|variant| {
        let mut names = variant.names.to_vec();
        names.sort_unstable();
        names
    });
    // The names live as long as the declarations do.
    names.collect::<Vec<_>>().leak()
}

/// Whether the variant has a field of the name of the tag.
fn has_field(content: Content, tag: &str) -> bool {
    match content {
        Content::Fields(fields) => fields.iter().any(|field| match (field.place(), field.shape()) {
            (Place::Flattened, Shape::Declared(reference)) => has_field(reference.declaration().content(), tag),
            _ => field.name() == tag,
        }),
        Content::Newtype(field) => match field.shape() {
            Shape::Declared(reference) => has_field(reference.declaration().content(), tag),
            _ => false,
        },
        Content::Enum(Tag::Internal(name), _) => name == tag,
        _ => false,
    }
}

//! What is known while a document is written: its definitions, what cannot be said, what is not exact.

use alloc::borrow::ToOwned as _;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use serde_json::{Value, json};

use super::combine::keyword;
use super::place::Place;
use super::{Object, RULES_KEYWORD, UnsaidRule};
use crate::declaration::Place as FieldPlace;
use crate::declaration::to_json::add_list;
use crate::declaration::types::Types;
use crate::declaration::{
    Content, Declaration, DeclaredField, DeclaredRule, Reference, RuleCondition, RuleSet, Shape, Tag,
};
use crate::rule::Precision;

pub(super) struct Builder {
    types: Types,
    lossy: bool,
    prefix: &'static str,
    /// The definitions that something refers to, with whether their rules run.
    wanted: Vec<(&'static Declaration, bool)>,
    /// The names that definitions refer to.
    referenced: Vec<String>,
    /// Whether serde reads some values twice, by way of a copy that is laxer in what it takes for nothing.
    pub(super) buffers: bool,
    pub(super) exact: bool,
    pub(super) unsaid: Vec<UnsaidRule>,
    /// The variant that is being written, with the name of its enum.
    pub(super) variant: Option<(&'static str, &'static str)>,
    /// Who writes the definitions in place of this one.
    #[cfg(feature = "schemars")]
    pub(super) generator: Option<::schemars::SchemaGenerator>,
}

/// The object that is being written.
pub(super) struct Scope {
    /// The name of its type.
    pub(super) owner: String,
    /// The fields that conditions can look at.
    pub(super) fields: Vec<&'static DeclaredField>,
    /// What holds under a condition: `if` and `then`.
    pub(super) later: Vec<(Value, Object)>,
}

impl Builder {
    pub(super) fn new(shape: Shape, lossy: bool, prefix: &'static str) -> Self {
        let types = Types::below(shape);
        let buffers = types.iter().any(|(_, declaration)| buffers(declaration.content()));
        Self {
            types,
            lossy,
            prefix,
            wanted: Vec::new(),
            referenced: Vec::new(),
            buffers,
            exact: true,
            unsaid: Vec::new(),
            variant: None,
            #[cfg(feature = "schemars")]
            generator: None,
        }
    }

    pub(super) fn scope(&self, owner: &str) -> Scope {
        Scope { owner: owner.to_owned(), fields: Vec::new(), later: Vec::new() }
    }

    /// A reference to a definition, which is written later.
    pub(super) fn reference(&mut self, reference: Reference, checked: bool) -> Object {
        let declaration = reference.declaration();
        #[cfg(feature = "schemars")]
        if let Some(generator) = &mut self.generator {
            return super::schemars::reference(generator, reference, checked || !has_rules(declaration));
        }
        let name = self.definition_name(declaration, checked);
        let checked = checked || !has_rules(declaration);
        if !self.wanted.iter().any(|(known, with)| known.is(declaration) && *with == checked) {
            self.wanted.push((declaration, checked));
        }
        let mut address = self.prefix.to_owned();
        for byte in name.bytes() {
            // Names may have letters of any script, and addresses only those of ASCII.
            if byte.is_ascii_alphanumeric() || byte == b'_' {
                address.push(byte.into());
            } else {
                address.push_str(&format!("%{byte:02X}"));
            }
        }
        self.referenced.push(name);
        keyword("$ref", address)
    }

    /// The name of a definition. A type whose rules do not run has a definition of its own.
    pub(super) fn definition_name(&self, declaration: &'static Declaration, checked: bool) -> String {
        let name = self.types.name(declaration);
        if checked || !has_rules(declaration) {
            return name.to_owned();
        }
        let mut name = format!("{name}_unchecked");
        while self.types.iter().any(|(taken, _)| taken == name) {
            name.push('_');
        }
        name
    }

    /// Writes the definitions, and tells which of them refer to each other.
    pub(super) fn definitions(&mut self) -> (Object, Vec<String>) {
        let mut definitions = Object::new();
        self.referenced.clear();
        let mut at = 0;
        while let Some(&(declaration, checked)) = self.wanted.get(at) {
            let definition = self.definition(declaration, checked);
            definitions.insert(self.definition_name(declaration, checked), definition.into());
            at += 1;
        }
        (definitions, core::mem::take(&mut self.referenced))
    }

    /// A rule is left out, or said in a weaker form.
    pub(super) fn mark(&mut self, schema: &mut Object, rule: &DeclaredRule) {
        self.exact = false;
        if self.lossy {
            let mut add = |code: &str, message: String| {
                let mut mark = json!({ "code": code, "message": message });
                add_list(&mut mark, "when", rule.conditions().map(RuleCondition::json).collect());
                add_mark(schema, mark);
            };
            // A file is refused for what is demanded of it, and for nothing else.
            let mut demands = rule.demands().filter(|_| rule.name() == "file" && rule.code() == "file").peekable();
            if demands.peek().is_none() {
                add(rule.code(), rule.message());
            }
            demands.for_each(|demand| add(demand.code(), demand.message().to_string()));
        }
    }

    /// A rule cannot be said.
    pub(super) fn leave_out(&mut self, scope: &Scope, place: &Place, schema: &mut Object, rule: &DeclaredRule) {
        self.mark(schema, rule);
        self.note(scope, place, rule.name(), reason(rule));
    }

    /// The rules of a type cannot be said. They run under these conditions.
    pub(super) fn leave_out_nested(
        &mut self,
        scope: &Scope,
        place: &Place,
        conditions: &[RuleCondition],
        schema: &mut Object,
    ) {
        self.exact = false;
        if self.lossy {
            let mut mark = json!({ "code": "nested", "message": "Further rules hold." });
            add_list(&mut mark, "when", conditions.iter().map(|condition| condition.json()).collect());
            add_mark(schema, mark);
        }
        let reason = if conditions.iter().any(|condition| matches!(condition, RuleCondition::Other)) {
            "its condition is known only in a request"
        } else {
            "the document does not tell these values"
        };
        self.note(scope, place, "nested", reason);
    }

    pub(super) fn note(&mut self, scope: &Scope, place: &Place, rule: &'static str, reason: &'static str) {
        let field = if place.path.is_empty() { "_".to_string() } else { place.path.clone() };
        let variant = self.variant.filter(|(owner, _)| *owner == scope.owner).map(|(_, variant)| variant);
        let unsaid = UnsaidRule { type_name: scope.owner.clone(), field, rule, variant, reason };
        if !self.unsaid.contains(&unsaid) {
            self.unsaid.push(unsaid);
        }
    }
}

/// Why a rule cannot be said.
pub(super) fn reason(rule: &DeclaredRule) -> &'static str {
    if rule.name() == "custom" {
        "a function"
    } else if rule.may_be_rescued() {
        "`normalize` changes the value before it"
    } else if rule.looks_further() {
        "it looks at more than the value"
    } else if rule.conditions().any(|condition| matches!(condition, RuleCondition::Other)) {
        "its condition is known only in a request"
    } else if rule.schema().precision() != Precision::Unsayable {
        "the document does not tell the value"
    } else if rule.name() == "regex" {
        "not a pattern of JSON Schema"
    } else {
        "no keyword says it"
    }
}

fn add_mark(schema: &mut Object, mark: Value) {
    match schema.get_mut(RULES_KEYWORD) {
        Some(Value::Array(marks)) if marks.contains(&mark) => {}
        Some(Value::Array(marks)) => marks.push(mark),
        _ => {
            schema.insert(RULES_KEYWORD.into(), json!([mark]));
        }
    }
}

/// Whether a check of the type runs any rule.
pub(super) fn has_rules(declaration: &'static Declaration) -> bool {
    let mut seen: Vec<&'static Declaration> = alloc::vec![declaration];
    let mut at = 0;
    while let Some(declaration) = seen.get(at).copied() {
        if declaration.struct_rules().iter().any(|rules| rules.rules().next().is_some()) {
            return true;
        }
        for field in fields(declaration.content()).into_iter().chain(declaration.hidden) {
            if has_own_rules(&field.rules) {
                return true;
            }
            if nests(&field.rules) {
                for nested in declared(field.shape()) {
                    if !seen.iter().any(|known| known.is(nested)) {
                        seen.push(nested);
                    }
                }
            }
        }
        at += 1;
    }
    false
}

fn insides(set: &RuleSet) -> impl Iterator<Item = &'static RuleSet> + use<> {
    [set.elements, set.keys, set.values].into_iter().flatten()
}

fn has_own_rules(set: &RuleSet) -> bool {
    set.has_rules() || insides(set).any(has_own_rules)
}

pub(super) fn nests(set: &RuleSet) -> bool {
    set.nested().is_some() || insides(set).any(nests)
}

/// The fields of a struct, or of all variants of an enum.
fn fields(content: Content) -> Vec<&'static DeclaredField> {
    match content {
        Content::Fields(fields) | Content::Tuple(fields) => fields.iter().collect(),
        Content::Newtype(field) => alloc::vec![field],
        Content::Enum(_, variants) => variants.iter().flat_map(|variant| fields(variant.content())).collect(),
        _ => Vec::new(),
    }
}

/// The declared types in a shape.
pub(super) fn declared(shape: Shape) -> Vec<&'static Declaration> {
    match shape {
        Shape::Optional(shape)
        | Shape::Patch(shape)
        | Shape::List(shape)
        | Shape::Set(shape)
        | Shape::Array(shape, _) => declared(*shape),
        Shape::Map { key, value } => declared(*key).into_iter().chain(declared(*value)).collect(),
        Shape::Declared(reference) => alloc::vec![reference.declaration()],
        _ => Vec::new(),
    }
}

fn buffers(content: Content) -> bool {
    match content {
        Content::Enum(Tag::External, variants) => variants.iter().any(|variant| buffers(variant.content())),
        Content::Enum(..) => true,
        Content::Fields(fields) => fields.iter().any(|field| field.place() == FieldPlace::Flattened),
        _ => false,
    }
}

//! The types, as interfaces and aliases, and the keys that their errors can have.

mod contents;
mod docs;
mod keys;
mod links;
mod shapes;
mod tree;

use unprocessable::declaration::Declaration;

use self::docs::comment;
use self::keys::Keys;
use self::links::Links;
use self::shapes::Here;
use self::tree::{Name, Property, Type, body, documented};
use crate::print::{Code, all, join, text};
use crate::section::{Around, Section};

/// Starts the section.
pub(crate) fn section<'m>(around: &'m Around<'m>) -> Box<dyn Section + 'm> {
    let links = Links::of(around.types);
    let keys = Keys::of(around.types, &links, |declaration| around.is_added(declaration));
    Box::new(TypesSection { around, links, keys })
}

struct TypesSection<'m> {
    around: &'m Around<'m>,
    links: Links,
    keys: Keys,
}

impl Section for TypesSection<'_> {
    fn of_type(&mut self, declaration: &'static Declaration) -> Vec<Code> {
        let names = &self.around.names;
        let name = names.name(declaration);
        let is_request = self.around.is_added(declaration);
        let here = Here { names, links: &self.links, owner: declaration, is_inside: false };
        let docs = comment(declaration.description(), &contents::type_notes(declaration));
        let mut codes = vec![documented(&docs, named(name, &here.declared(declaration)))];
        let keys = names.named_after(declaration, "Key");
        if let Some(all_keys) = self.keys.keys_of(declaration, names) {
            let docs = comment(&format!("The keys of the errors of {{@link {name}}}."), &[]);
            codes.push(documented(&docs, named(&keys, &all_keys)));
        }
        if is_request {
            let errors = names.named_after(declaration, "Errors");
            let docs = comment(&format!("What is wrong with {{@link {name}}}, by key."), &[]);
            codes.push(documented(&docs, named(&errors, &Type::Generic("ValidationErrors", vec![Type::Named(keys)]))));
        }
        codes
    }

    fn after(&mut self) -> Vec<Code> {
        if self.around.types.iter().next().is_none() {
            return Vec::new();
        }
        let errors = Type::Generic("ValidationErrors", vec![Type::Named("Key".to_owned())]);
        let answer = Type::Object(vec![property("message", Type::Keyword("string")), property("errors", errors)]);
        let lines = [
            "/** Sentences by the key of what is wrong, in the order of the fields. */",
            "export type ValidationErrors<Key extends string> = {",
            "  [K in Key]?: string[];",
            "};",
        ];
        let docs = comment("The body of the answer to a request that is refused.", &[]);
        vec![join(lines.map(text), &Code::Break), documented(&docs, named("ErrorBody<Key extends string>", &answer))]
    }
}

/// `export interface Name {…}` for an object, else `export type Name = …;`.
fn named(name: &str, value: &Type) -> Code {
    match value {
        Type::Object(properties) if !properties.is_empty() => {
            all([text(format!("export interface {name} ")), body(properties)])
        }
        // In TypeScript a number has all properties that `{}` has.
        Type::Object(_) => alias(name, &Type::Keyword("object")),
        value => alias(name, value),
    }
}

fn alias(name: &str, value: &Type) -> Code {
    all([text(format!("export type {name} =")), value.assigned(), text(";")])
}

fn property(name: &str, value: Type) -> Property {
    Property { docs: Vec::new(), name: Name::Is(name.to_owned()), optional: false, value }
}

//! What the schemas of zod and of valibot have in common: their section, and the code that both write alike.

pub(crate) mod code;

use std::marker::PhantomData;

use unprocessable::declaration::Declaration;

use crate::checks;
use crate::plan::{Choice, ChoiceTag, Object, Plan, Schema, Value, plan};
use crate::print::{Code, all, broken, listed, print, quote, text};
use crate::section::{Around, Section};
use crate::server_only::{self, property};
use code::{function, hugging_last, pair, rule, sentences};

/// A library of schemas.
pub(crate) trait Library: Sized {
    /// What stands above its import: the versions that will do.
    const NEEDS: &'static str;
    /// The name by which the module calls it, and that of its package.
    const NAMES: (&'static str, &'static str);
    /// The type of a schema of anything.
    const SCHEMA: &'static str;
    /// The functions that only its schemas call.
    const HELPERS: &'static str;

    /// The schema of a value.
    fn value(schemas: &Schemas<'_, Self>, value: &Value) -> Code;
}

/// The section of a module that has the schemas of a library.
pub(crate) struct Schemas<'m, L> {
    pub(crate) around: &'m Around<'m>,
    plan: Plan,
    library: PhantomData<L>,
}

/// Starts the section.
pub(crate) fn section<'m, L: Library + 'static>(around: &'m Around<'m>) -> Box<dyn Section + 'm> {
    let plan = plan(around.types, around.added, around.messages);
    Box::new(Schemas::<L> { around, plan, library: PhantomData })
}

impl<L: Library> Section for Schemas<'_, L> {
    fn imports(&self) -> Vec<Code> {
        let (name, package) = L::NAMES;
        let import = text(format!("import * as {name} from {};", quote(package)));
        vec![all([text(L::NEEDS), Code::Break, import])]
    }

    fn of_type(&mut self, _: &'static Declaration) -> Vec<Code> {
        // A schema stands behind those that it needs, in another order than the types.
        Vec::new()
    }

    fn after(&mut self) -> Vec<Code> {
        let mut codes: Vec<Code> = self.plan.schemas.iter().map(|schema| self.schema(schema)).collect();
        codes.extend(server_only::code(&self.plan.server_only, self.around));
        let mut written: String = codes.iter().map(print).collect();
        written.push_str("errorsOf(");
        codes.extend(checks::called(&written, L::HELPERS).into_iter().map(text));
        codes
    }
}

impl<L: Library> Schemas<'_, L> {
    /// `export const SignUpSchema = …;`
    fn schema(&self, schema: &Schema) -> Code {
        let mut name = self.schema_name(schema.declaration, schema.checked);
        let mut value = self.value(&schema.value);
        if schema.recursive {
            // TypeScript cannot tell the type of what refers to itself.
            let declared = self.around.names.name(schema.declaration);
            name.push_str(&format!(": {}<{declared}>", L::SCHEMA));
            value = function(&format!("typed<{declared}>"), vec![value]);
        }
        all([text(format!("export const {name} = ")), value, text(";")])
    }

    pub(crate) fn schema_name(&self, declaration: &Declaration, checked: bool) -> String {
        let suffix = if checked { "Schema" } else { "UncheckedSchema" };
        self.around.names.named_after(declaration, suffix)
    }

    pub(crate) fn value(&self, value: &Value) -> Code {
        L::value(self, value)
    }

    /// The fields of an object, behind the one that names the variant.
    pub(crate) fn fields(&self, object: &Object, tag: Option<Code>) -> Code {
        let fields = object.fields.iter().map(|field| {
            let mut value = self.value(&field.value);
            if field.is_inherited() {
                value = function("own", vec![value]);
            }
            all([text(format!("{}: ", property(&field.name))), value])
        });
        broken("{", tag.into_iter().chain(fields).collect(), "}")
    }

    /// What looks at several fields of an object, if something does: `across([…], […])`. `tag` is the name of the field
    /// that names the variant.
    pub(crate) fn across(&self, object: &Object, tag: Option<&str>) -> Option<Code> {
        if object.late.is_empty() && object.closed.is_none() && !object.bail && object.also.is_empty() {
            return None;
        }
        let fields = object.fields.iter().map(|field| field.name.as_str());
        let names = tag.into_iter().chain(fields).map(|name| text(quote(name)));
        let rules = object.late.iter().map(rule);
        let mut options = Vec::new();
        options.extend(object.closed.as_ref().map(|unknown| pair("unknown", unknown)));
        options.extend(object.bail.then(|| text("bails: true")));
        if !object.also.is_empty() {
            let also = object.also.iter().map(|value| self.value(value)).collect();
            options.push(all([text("also: "), listed("[", also, "]", "")]));
        }
        let mut arguments = vec![listed("[", names.collect(), "]", ""), listed("[", rules.collect(), "]", "")];
        if options.is_empty() {
            return Some(function("across", arguments));
        }
        let few = arguments.clone();
        arguments.push(listed("{", options.clone(), "}", " "));
        Some(hugging_last("across", few, broken("{", options, "}"), function("across", arguments)))
    }

    /// One of several variants that no field tells apart, as a call.
    pub(crate) fn variants(&self, choice: &Choice, value: &Value) -> Code {
        let name = self.around.names.name(choice.declaration);
        let ChoiceTag::External { unknown, fields, flattened } = &choice.tag else {
            let options = choice.options.iter().map(|option| self.value(&option.value)).collect();
            let mut arguments = vec![broken("[", options, "]")];
            arguments.extend(sentences(&[&value.missing, &value.wrong]));
            return function(&format!("firstOf<{name}>"), arguments);
        };
        let options = choice.options.iter().flat_map(|option| {
            let value = match option.is_unit {
                true => function("unit", sentences(&[&option.value.wrong])),
                false => self.value(&option.value),
            };
            option.names.iter().map(move |name| all([text(format!("{}: ", property(name))), value.clone()]))
        });
        let said = [("missing", &value.missing), ("wrong", &value.wrong), ("unknown", unknown), ("fields", fields)];
        let mut arguments = vec![broken("{", options.collect(), "}"), code::pairs(&said)];
        if *flattened {
            arguments.push(text("true"));
        }
        function(&format!("variant<{name}>"), arguments)
    }
}

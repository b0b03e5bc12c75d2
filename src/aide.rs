//! The documentation of extractors for [aide](https://docs.rs/aide): what they read, and what they answer.

use std::vec::Vec;

use aide::OperationInput;
use aide::OperationOutput;
use aide::generate::GenContext;
use aide::openapi::{
    MediaType, Operation, Parameter, ParameterSchemaOrContent, QueryStyle, ReferenceOr, RequestBody, Response,
    SchemaObject, StatusCode,
};
use aide::operation::{ParamLocation, add_parameters, parameters_from_schema, set_body};
use serde_json::{Map, Value};

use crate::__private::aide::{Component, response};
use crate::__private::schemars::{JsonSchema, Schema};
use crate::declaration::HasShape;
use crate::web::{
    EarlyResponse, Part, Parts, Readable, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath, ValidQuery,
    ValidRequest,
};
use crate::{ErrorBody, Source, Status, openapi};

/// An extractor of one part, alone or beside others in a [`ValidRequest`].
trait Documented: Part {
    /// What it reads.
    fn input(ctx: &mut GenContext, operation: &mut Operation);

    /// What it answers. Beside others, keys begin with the name of the part.
    fn answers(ctx: &mut GenContext, operation: &mut Operation, is_beside_others: bool);
}

macro_rules! inputs {
    ($(($($generics:tt)+) $type:ty;)+) => {$(
        impl<$($generics)+> OperationInput for $type {
            fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
                Self::input(ctx, operation);
            }

            // The answers are added here, because aide takes several of one status for a mistake.
            fn inferred_early_responses(
                ctx: &mut GenContext,
                operation: &mut Operation,
            ) -> Vec<(Option<StatusCode>, Response)> {
                Self::answers(ctx, operation, false);
                Vec::new()
            }
        }
    )+};
}

macro_rules! bodies {
    ($($name:ident $media:literal;)+) => {$(
        impl<T: Readable<Documented: JsonSchema + HasShape>> Documented for $name<T> {
            fn input(ctx: &mut GenContext, operation: &mut Operation) {
                body::<T::Documented>(ctx, operation, $media);
            }

            fn answers(ctx: &mut GenContext, operation: &mut Operation, is_beside_others: bool) {
                let is_json = $media == "application/json";
                for status in [Status::BadRequest, Status::ContentTooLarge, Status::UnsupportedMediaType] {
                    message(ctx, operation, status, is_json);
                }
                invalid::<T::Documented>(ctx, operation, Source::Body, is_beside_others);
            }
        }

        inputs!((T: Readable<Documented: JsonSchema + HasShape>) $name<T>;);
    )+};
}

bodies! {
    ValidJson "application/json";
    ValidForm "application/x-www-form-urlencoded";
    ValidMultipart "multipart/form-data";
}

macro_rules! parameters {
    ($($name:ident $source:ident $location:ident;)+) => {$(
        impl<T: Readable<Documented: JsonSchema + HasShape>> Documented for $name<T> {
            fn input(ctx: &mut GenContext, operation: &mut Operation) {
                parameters::<T::Documented>(ctx, operation, ParamLocation::$location);
            }

            fn answers(ctx: &mut GenContext, operation: &mut Operation, is_beside_others: bool) {
                message(ctx, operation, Status::BadRequest, false);
                invalid::<T::Documented>(ctx, operation, Source::$source, is_beside_others);
            }
        }

        inputs!((T: Readable<Documented: JsonSchema + HasShape>) $name<T>;);
    )+};
}

parameters! {
    ValidQuery Query Query;
    ValidPath Path Path;
    ValidHeaders Headers Header;
}

impl<E: Documented> Documented for Option<E>
where
    Self: Part,
{
    fn input(ctx: &mut GenContext, operation: &mut Operation) {
        let mut own = Operation::default();
        E::input(ctx, &mut own);
        if let Some(ReferenceOr::Item(mut body)) = own.request_body {
            body.required = false;
            set_body(ctx, operation, body);
        }
        let parameters = own.parameters.into_iter().filter_map(ReferenceOr::into_item).map(|mut parameter| {
            parameter.parameter_data_mut().required = false;
            parameter
        });
        add_parameters(ctx, operation, parameters.collect::<Vec<_>>());
    }

    fn answers(ctx: &mut GenContext, operation: &mut Operation, is_beside_others: bool) {
        E::answers(ctx, operation, is_beside_others);
    }
}

macro_rules! requests {
    ($($($part:ident)+;)+) => {$(
        #[allow(private_bounds)]
        impl<$($part: Documented),+> OperationInput for ValidRequest<($($part,)+)>
        where
            ($($part,)+): Parts,
        {
            fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
                $($part::input(ctx, operation);)+
            }

            fn inferred_early_responses(
                ctx: &mut GenContext,
                operation: &mut Operation,
            ) -> Vec<(Option<StatusCode>, Response)> {
                $($part::answers(ctx, operation, true);)+
                Vec::new()
            }
        }
    )+};
}

requests! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
}

/// As [`ErrorBody`].
impl OperationOutput for EarlyResponse {
    type Inner = Self;

    fn operation_response(ctx: &mut GenContext, operation: &mut Operation) -> Option<Response> {
        ErrorBody::operation_response(ctx, operation)
    }

    fn inferred_responses(ctx: &mut GenContext, operation: &mut Operation) -> Vec<(Option<StatusCode>, Response)> {
        ErrorBody::inferred_responses(ctx, operation)
    }
}

fn body<T: JsonSchema>(ctx: &mut GenContext, operation: &mut Operation, media: &str) {
    let json_schema = ctx.schema.subschema_for::<T>();
    let description = ctx.resolve_schema(&json_schema).get("description").and_then(Value::as_str).map(Into::into);
    let schema = Some(SchemaObject { json_schema, external_docs: None, example: None });
    let media = (media.into(), MediaType { schema, ..MediaType::default() });
    let content = [media].into_iter().collect();
    set_body(ctx, operation, RequestBody { description, content, required: true, ..RequestBody::default() });
}

fn parameters<T: JsonSchema>(ctx: &mut GenContext, operation: &mut Operation, location: ParamLocation) {
    let schema = ctx.schema.subschema_for::<T>();
    let mut parameters = parameters_from_schema(ctx, schema, location);
    for parameter in &mut parameters {
        let is_object = is_object(ctx, parameter);
        match parameter {
            Parameter::Path { parameter_data, .. } => parameter_data.required = true,
            // As in `address[city]=Rome`.
            Parameter::Query { parameter_data, style, .. } if is_object => {
                *style = QueryStyle::DeepObject;
                parameter_data.explode = Some(true);
            }
            _ => {}
        }
    }
    add_parameters(ctx, operation, parameters);
}

/// Whether the parameter is an object, or an object and `null`.
fn is_object(ctx: &GenContext, parameter: &Parameter) -> bool {
    let ParameterSchemaOrContent::Schema(schema) = &parameter.parameter_data_ref().format else { return false };
    let says_object = |schema: &Schema| ctx.resolve_schema(schema).get("type").is_some_and(|name| name == "object");
    let choices = schema.json_schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    let mut choices = choices.filter_map(|choice| <&Schema>::try_from(choice).ok());
    says_object(&schema.json_schema) || choices.any(says_object)
}

/// An answer with a message alone.
fn message(ctx: &mut GenContext, operation: &mut Operation, status: Status, with_example: bool) {
    let example = || openapi::message_response(status).pointer_mut(EXAMPLE).map(Value::take);
    let example = if with_example { example() } else { None };
    let answer = response(ctx, status.description(), Component::Message, example);
    let responses = &mut operation.responses.get_or_insert_default().responses;
    responses.entry(StatusCode::Code(status.code())).or_insert(ReferenceOr::Item(answer));
}

/// The answer to what breaks rules. The example shows errors of all parts.
fn invalid<T: HasShape>(ctx: &mut GenContext, operation: &mut Operation, source: Source, is_beside_others: bool) {
    let mut example = openapi::validation_response::<T>().pointer_mut(EXAMPLE).map(Value::take);
    if let Some(Value::Object(errors)) = example.as_mut().and_then(|example| example.get_mut("errors")) {
        if is_beside_others {
            *errors = core::mem::take(errors).into_iter().map(|(key, said)| (source.join(&key), said)).collect();
        }
    }
    let status = Status::UnprocessableEntity;
    let responses = &mut operation.responses.get_or_insert_default().responses;
    if let Some(ReferenceOr::Item(known)) = responses.get_mut(&StatusCode::Code(status.code())) {
        let errors = |example: &mut Value| match example.get_mut("errors") {
            Some(Value::Object(errors)) => core::mem::take(errors),
            _ => Map::new(),
        };
        let known = known.content.values_mut().find_map(|media| media.example.as_mut());
        if let (Some(known), Some(mut example)) = (known, example) {
            let all: Map<_, _> = errors(known).into_iter().chain(errors(&mut example)).collect();
            if let Some(known) = known.as_object_mut() {
                known.insert("errors".into(), all.into());
            }
        }
        return;
    }
    let answer = response(ctx, status.description(), Component::Errors, example);
    let responses = &mut operation.responses.get_or_insert_default().responses;
    responses.insert(StatusCode::Code(status.code()), ReferenceOr::Item(answer));
}

/// Where the example of an answer stands.
const EXAMPLE: &str = "/content/application~1json/example";

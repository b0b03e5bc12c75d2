//! Fields of a struct as parameters.

use core::marker::PhantomData;

use serde_json::{Map, Value};
use unprocessable::declaration::HasShape;
use unprocessable::openapi;

use super::convert::schema;
use super::utoipa::IntoParams;
use super::utoipa::openapi::Required;
use super::utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn, ParameterStyle};

const COMPONENTS: &str = "#/components/schemas/";

macro_rules! parameters {
    ($($(#[$doc:meta])+ $name:ident $variant:ident)+) => {$(
        $(#[$doc])+
        #[derive(Debug)]
        pub struct $name<T: ?Sized>(PhantomData<fn() -> T>);

        impl<T: HasShape + ?Sized> IntoParams for $name<T> {
            fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
                of::<T>(openapi::ParameterIn::$variant, &ParameterIn::$variant)
            }
        }
    )+};
}

parameters! {
    /// The fields of a struct as parameters of the query string, as `ValidQuery` reads them.
    ///
    /// The struct needs no derive of utoipa. What [`openapi::parameters`] names in its error has no parameters here: enums,
    /// and flattened fields that are not structs.
    ///
    /// ```
    /// use serde::Deserialize;
    /// use unprocessable::Validate;
    /// use unprocessable_utoipa::QueryParams;
    /// use utoipa::IntoParams;
    ///
    /// #[derive(Deserialize, Validate)]
    /// struct Search {
    ///     /// What the name contains.
    ///     #[validate(length(max = 50))]
    ///     name: Option<String>,
    /// }
    ///
    /// #[utoipa::path(get, path = "/payments", params(QueryParams<Search>))]
    /// fn payments() {}
    ///
    /// let parameters = QueryParams::<Search>::into_params(|| None);
    /// let parameters = serde_json::to_value(parameters).unwrap();
    /// assert_eq!(parameters[0]["name"], "name");
    /// assert_eq!(parameters[0]["in"], "query");
    /// assert_eq!(parameters[0]["description"], "What the name contains.");
    /// assert_eq!(parameters[0]["schema"]["maxLength"], 50);
    /// ```
    QueryParams Query

    /// The fields of a struct as parameters of the path, as `ValidPath` reads them. See [`QueryParams`].
    PathParams Path

    /// The fields of a struct as header fields, as `ValidHeaders` reads them. See [`QueryParams`].
    HeaderParams Header

    /// The fields of a struct as cookies. See [`QueryParams`].
    CookieParams Cookie
}

fn of<T: HasShape + ?Sized>(place: openapi::ParameterIn, parameter_in: &ParameterIn) -> Vec<Parameter> {
    let components = openapi::schemas::<T>();
    let parameter = |parameter: Value| {
        let text = |name: &str| parameter.get(name).and_then(Value::as_str);
        let is = |name: &str| parameter.get(name).and_then(Value::as_bool);
        let is_required = is("required").unwrap_or_default();
        let described = parameter.get("schema").map(|schema| inline(schema, &components, &mut Vec::new()));
        ParameterBuilder::new()
            .name(text("name").unwrap_or_default())
            .parameter_in(parameter_in.clone())
            .required(if is_required { Required::True } else { Required::False })
            .description(text("description"))
            .style((text("style") == Some("deepObject")).then_some(ParameterStyle::DeepObject))
            .explode(is("explode"))
            .schema(described.as_ref().map(schema))
            .build()
    };
    // The trait has no way to fail.
    let parameters = openapi::parameters::<T>(place).unwrap_or_else(openapi::NotParameters::into_parameters);
    parameters.into_iter().map(parameter).collect()
}

/// A schema without references. What is inside of itself is not followed again, and accepts everything.
///
/// A type that gives parameters cannot add components to the document.
fn inline(schema: &Value, components: &Map<String, Value>, around: &mut Vec<String>) -> Value {
    match schema {
        Value::Object(members) => {
            let mut inlined: Map<String, Value> = members
                .iter()
                .filter(|(name, _)| *name != "$ref")
                .map(|(name, value)| (name.clone(), inline(value, components, around)))
                .collect();
            let target = members.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix(COMPONENTS));
            let Some(target) = target.filter(|target| !around.iter().any(|name| name == target)) else {
                return inlined.into();
            };
            around.push(target.to_owned());
            let referenced = components.get(target).map(|schema| inline(schema, components, around));
            around.pop();
            if let Some(Value::Object(referenced)) = referenced {
                if inlined.is_empty() {
                    return referenced.into();
                }
                let parts = inlined.entry("allOf").or_insert_with(|| Value::Array(Vec::new()));
                if let Value::Array(parts) = parts {
                    parts.push(referenced.into());
                }
            }
            inlined.into()
        }
        Value::Array(items) => items.iter().map(|item| inline(item, components, around)).collect(),
        other => other.clone(),
    }
}

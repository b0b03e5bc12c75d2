#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

use std::borrow::Cow;
use std::fmt;

use rmcp::ErrorData;
use rmcp::handler::server::common::FromContextPart;
use rmcp::handler::server::tool::ToolCallContext;
use rmcp::model::{ContentBlock, IntoContents, JsonObject};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde_json::Value;
use unprocessable::decode::Inspect;
use unprocessable::{Limits, Rejection, Validate, ValidationErrors, from_value, from_value_within};

/// rmcp makes the refusal of an extractor an answer for the model only if it begins with these words. Any other one is
/// an error of the protocol, which most clients do not show to their model.
const FOR_THE_MODEL: &str = "failed to deserialize parameters:";

/// The arguments of a tool, which keep all rules of their type. It takes the place of rmcp's `Parameters`.
///
/// Arguments that do not are answered with `isError` and a text that names every mistake, its key and what is allowed,
/// so that the model can correct its call. The tool does not run.
///
/// Its name must stay `Parameters` where it is used, because the macro `#[tool]` finds the schema of a tool by this
/// name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameters<T>(pub T);

impl<S, T> FromContextPart<ToolCallContext<'_, S>> for Parameters<T>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    fn from_context_part(context: &mut ToolCallContext<'_, S>) -> Result<Self, ErrorData> {
        let arguments = Value::Object(context.arguments.take().unwrap_or_default());
        let valid = from_value::<T>(arguments).map_err(Refused::from)?;
        Ok(Self(valid.into_inner()))
    }
}

/// The schema of the type, which knows its rules.
impl<T: JsonSchema> JsonSchema for Parameters<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// Reads arguments for a type whose rules ask a context. The tool takes a `JsonObject`, and its schema is named beside
/// `#[tool]`.
///
/// # Errors
///
/// Everything that is wrong with the arguments.
///
/// ```
/// use rmcp::handler::server::tool::schema_for_input;
/// use rmcp::model::JsonObject;
/// use rmcp::{tool, tool_router};
/// use serde::Deserialize;
/// use unprocessable::{Limits, Validate};
/// use unprocessable_mcp::{Refused, arguments_within};
///
/// struct Shop {
///     most: u32,
/// }
///
/// #[derive(Deserialize, Validate)]
/// #[validate(context = Shop, json_schema)]
/// struct Order {
///     #[validate(lte(context.most))]
///     count: u32,
/// }
///
/// #[tool_router]
/// impl Shop {
///     #[tool(description = "Orders something.", input_schema = schema_for_input::<Order>().unwrap_or_default())]
///     fn order(&self, arguments: JsonObject) -> Result<String, Refused> {
///         let order: Order = arguments_within(arguments, &Limits::new(), self)?;
///         Ok(format!("{} are on their way.", order.count))
///     }
/// }
///
/// let refused = Shop { most: 3 }.order(JsonObject::from_iter([("count".into(), 4.into())])).unwrap_err();
/// assert!(refused.to_string().ends_with(r#"Rule: lte(value = the value of "most")"#));
/// # let _ = Shop::tool_router();
/// ```
pub fn arguments_within<T, C: ?Sized>(arguments: JsonObject, limits: &Limits, context: &C) -> Result<T, Refused>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    Ok(from_value_within::<T, C>(Value::Object(arguments), limits, context)?.into_inner())
}

/// Why a call cannot be done, as a text for the model: the error of a tool that finds mistakes itself, such as a name
/// that is taken.
///
/// ```
/// use unprocessable::{ValidationErrors, Violation};
/// use unprocessable_mcp::Refused;
///
/// fn rename(name: &str) -> Result<String, Refused> {
///     let mut errors = ValidationErrors::new();
///     if name == "root" {
///         errors.add("name", Violation::from_code("unique").attribute("name"));
///     }
///     errors.into_result()?;
///     Ok("renamed".to_owned())
/// }
///
/// let refused = rename("root").unwrap_err();
/// assert!(refused.to_string().ends_with(r#"- "name": The name has already been taken. Rule: unique"#));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(String);

impl From<ValidationErrors> for Refused {
    fn from(errors: ValidationErrors) -> Self {
        Self(errors.to_prompt())
    }
}

impl From<Rejection> for Refused {
    fn from(rejection: Rejection) -> Self {
        Self(rejection.to_prompt())
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// As the error of a tool it is the text of an answer with `isError`.
impl IntoContents for Refused {
    fn into_contents(self) -> Vec<ContentBlock> {
        vec![ContentBlock::text(self.0)]
    }
}

/// As the error of an extractor.
impl From<Refused> for ErrorData {
    fn from(refused: Refused) -> Self {
        ErrorData::invalid_params(format!("{FOR_THE_MODEL} {}", refused.0), None)
    }
}

//! Types without a declaration, of which serde tells what they ask for.

use serde_json::json;

use super::Object;
use super::builder::Builder;
use super::combine::{keyword, or_null};
use super::value::object;
use crate::declaration::Foreign;
use crate::decode::Expected;

/// The forms that `uuid` reads: with hyphens, without, in braces, and as a name.
const UUID: &str = "^((urn:uuid:)?[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\
    |\\{[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\\}|[0-9A-Fa-f]{32})$";

impl Builder {
    /// What a foreign type asks for. It may refuse more than it says, and it is never asked for more.
    pub(super) fn foreign(&mut self, foreign: Foreign) -> Object {
        #[cfg(feature = "schemars")]
        if let (Some(generator), Some(own_schema)) = (&mut self.generator, foreign.own_schema()) {
            self.exact = false;
            return super::schemars::object(own_schema(generator));
        }
        let schema = match foreign.expected() {
            Expected::Ip => object(json!({ "type": "string", "anyOf": [{ "format": "ipv4" }, { "format": "ipv6" }] })),
            Expected::Ipv4 => object(json!({ "type": "string", "format": "ipv4" })),
            Expected::File => object(json!({ "type": "string", "format": "binary" })),
            Expected::Ipv6 => object(json!({ "type": "string", "format": "ipv6" })),
            Expected::Uuid => {
                self.exact = false;
                object(json!({ "type": "string", "pattern": UUID }))
            }
            Expected::Decimal => {
                self.exact = false;
                keyword("type", json!(["number", "string"]))
            }
            _ => {
                self.exact = false;
                self.asked(foreign.asked())
            }
        };
        if foreign.is_optional() { or_null(schema) } else { schema }
    }

    fn asked(&mut self, asked: Expected) -> Object {
        let name = match asked {
            Expected::Boolean => "boolean",
            // Its range is not known: `Saturating` takes all numbers.
            Expected::Integer(_) => "integer",
            Expected::Float => "number",
            Expected::Text | Expected::Char => "string",
            Expected::List | Expected::Tuple(_) => "array",
            Expected::Object | Expected::Map => "object",
            Expected::Bytes => return keyword("type", json!(["string", "array"])),
            // A variant may have content, and `#[serde(other)]` takes any name.
            Expected::Enum => return keyword("type", json!(["string", "object"])),
            Expected::Unit => return self.null(),
            _ => return Object::new(),
        };
        keyword("type", name)
    }
}

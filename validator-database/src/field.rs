//! The field of a type that a key names.

use unprocessable::declaration::{Content, Declaration, DeclaredField, Place, Shape, Tag};
use unprocessable::escape_segment;

/// How many types may stand inside one another. A type may contain itself without a name between.
const DEEPEST: usize = 64;

/// What a declaration knows of a key.
pub(crate) enum Found {
    /// The field.
    Field(&'static DeclaredField),
    /// The key leads into something that the declaration does not describe, such as the entries of a map.
    Undeclared,
}

/// The field that a key such as `address.zip` names.
pub(crate) fn find(declaration: &'static Declaration, key: &str) -> Option<Found> {
    in_type(declaration, key, DEEPEST)
}

fn in_type(declaration: &'static Declaration, key: &str, depth: usize) -> Option<Found> {
    let depth = depth.checked_sub(1)?;
    in_content(declaration.content(), key, depth)
}

fn in_content(content: Content, key: &str, depth: usize) -> Option<Found> {
    match content {
        Content::Fields(fields) | Content::Tuple(fields) => fields.iter().find_map(|field| in_field(field, key, depth)),
        Content::Newtype(field) => in_shape(field.shape(), key, depth),
        Content::From(shape) => in_shape(shape, key, depth),
        Content::Enum(tag, variants) => variants.iter().find_map(|variant| match tag {
            Tag::External => in_content(variant.content(), behind(key, variant.name())?, depth),
            Tag::Adjacent { content, .. } => in_content(variant.content(), behind(key, content)?, depth),
            _ => in_content(variant.content(), key, depth),
        }),
        Content::Unit => None,
        // Such as a type that reads itself.
        _ => Some(Found::Undeclared),
    }
}

fn in_field(field: &'static DeclaredField, key: &str, depth: usize) -> Option<Found> {
    if matches!(field.place(), Place::Flattened | Place::Newtype) {
        return in_shape(field.shape(), key, depth);
    }
    if key == escape_segment(field.name()) {
        return Some(Found::Field(field));
    }
    in_shape(field.shape(), behind(key, field.name())?, depth)
}

fn in_shape(shape: Shape, key: &str, depth: usize) -> Option<Found> {
    match shape.required() {
        Shape::Declared(reference) => in_type(reference.declaration(), key, depth),
        Shape::List(item) | Shape::Set(item) | Shape::Array(item, _) => {
            let (index, rest) = key.split_once('.').map_or((key, None), |(index, rest)| (index, Some(rest)));
            let is_index = !index.is_empty() && index.bytes().all(|byte| byte.is_ascii_digit());
            match rest {
                _ if !is_index => None,
                Some(rest) => in_shape(*item, rest, depth.checked_sub(1)?),
                None => Some(Found::Undeclared),
            }
        }
        Shape::Tuple(_) | Shape::Map { .. } | Shape::Foreign(_) | Shape::Unknown => Some(Found::Undeclared),
        _ => None,
    }
}

/// The rest of a key that begins with a name.
fn behind<'k>(key: &'k str, name: &str) -> Option<&'k str> {
    key.strip_prefix(&*escape_segment(name))?.strip_prefix('.')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;
    use unprocessable::Validate;
    use unprocessable::declaration::declaration;

    use super::*;

    #[derive(Deserialize, Validate)]
    #[serde(rename_all = "camelCase")]
    #[allow(dead_code)]
    struct User {
        first_name: String,
        #[serde(rename = "v1.2")]
        version: String,
        #[validate(nested)]
        address: Option<Address>,
        #[validate(nested)]
        items: Vec<Address>,
        #[serde(flatten)]
        #[validate(nested)]
        more: More,
        notes: BTreeMap<String, String>,
        #[validate(nested)]
        payment: Payment,
        #[validate(nested)]
        friends: Vec<User>,
    }

    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    struct Address {
        zip: String,
    }

    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    struct More {
        nickname: String,
    }

    #[derive(Deserialize, Validate)]
    #[serde(tag = "kind")]
    #[allow(dead_code)]
    enum Payment {
        Card { number: String },
    }

    #[test]
    fn keys_lead_to_fields_by_the_names_on_the_wire() {
        for key in [
            "firstName",
            r"v1\.2",
            "address",
            "address.zip",
            "items.3.zip",
            "items.3",
            "nickname",
            "notes.any",
            "payment.number",
            "friends.0.address.zip",
        ] {
            assert!(find(declaration::<User>(), key).is_some(), "{key}");
        }
        for key in [
            "",
            "first_name",
            "v1.2",
            "address.city",
            "address.",
            "zip",
            "items.zip",
            "items.x.zip",
            "more",
            "more.nickname",
            "firstName.x",
            "payment.iban",
            "number",
        ] {
            assert!(find(declaration::<User>(), key).is_none(), "{key}");
        }
    }
}

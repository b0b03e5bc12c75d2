//! Keys below an argument, and as the paths that GraphQL writes.

use async_graphql::Value;

/// The key of a value in an argument. The whole of it has the key of the argument.
pub(crate) fn below(argument: &str, key: &str) -> String {
    match (argument, key) {
        ("", key) => key.to_owned(),
        (argument, "_") => argument.to_owned(),
        (argument, key) => format!("{argument}.{key}"),
    }
}

/// The names and indexes of a key, as in the `path` of an error: `["order", "items", 0, "price"]`. That of a whole struct
/// ends with the struct.
pub(crate) fn of(key: &str) -> Value {
    let mut segments = Vec::new();
    let mut name = String::new();
    let (mut is_escaped, mut escapes) = (false, false);
    for c in key.chars().map(Some).chain([None]) {
        match c {
            Some('\\') if !is_escaped => {
                (is_escaped, escapes) = (true, true);
                continue;
            }
            Some(c) if c != '.' || is_escaped => name.push(c),
            end => {
                let is_whole = end.is_none() && name == "_" && !escapes;
                if !is_whole {
                    segments.push(segment(&name));
                }
                name.clear();
                escapes = false;
            }
        }
        is_escaped = false;
    }
    Value::List(segments)
}

/// An index is a number.
fn segment(name: &str) -> Value {
    let is_index = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    let index = name.parse::<u32>().ok().filter(|_| is_index);
    index.map_or_else(|| Value::from(name), Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_paths() {
        for (key, path) in [
            ("order.items.0.price", r#"["order", "items", 0, "price"]"#),
            ("order.items.0._", r#"["order", "items", 0]"#),
            (r"a\.b.\_", r#"["a.b", "_"]"#),
            ("_", "[]"),
            ("a.", r#"["a", ""]"#),
            ("a.99999999999", r#"["a", "99999999999"]"#),
        ] {
            assert_eq!(of(key).to_string(), path, "{key}");
        }
    }

    #[test]
    fn the_whole_of_an_argument_is_the_argument() {
        assert_eq!(below("order", "_"), "order");
        assert_eq!(below("order", "email"), "order.email");
        assert_eq!(below("", "_"), "_");
    }
}

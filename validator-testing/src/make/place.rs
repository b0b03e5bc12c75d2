//! Places in a document, and the keys that errors have for them.

use serde_json::Value;
use unprocessable::{escape_segment, key_segments, unescape_segment};

/// The names and positions from the root to a value.
pub(crate) type Path = Vec<String>;

/// The key of a place, as errors have it.
pub(crate) fn key_of(path: &[String]) -> String {
    if path.is_empty() {
        return "_".to_owned();
    }
    let segments: Vec<_> = path.iter().map(|segment| escape_segment(segment)).collect();
    segments.join(".")
}

/// The segments of a key or pattern. One for the whole of something is left out.
pub(crate) fn segments(key: &str) -> Path {
    key_segments(key).filter(|segment| *segment != "_").map(unescape_segment).collect()
}

/// Whether a place is one of those of a pattern, in which `*` stands for any segment.
pub(crate) fn matches(pattern: &[String], path: &[String]) -> bool {
    pattern.len() == path.len() && pattern.iter().zip(path).all(|(wanted, found)| wanted == "*" || wanted == found)
}

pub(crate) fn get<'v>(document: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(document, |value, segment| match value {
        Value::Object(fields) => fields.get(segment),
        Value::Array(items) => items.get(segment.parse::<usize>().ok()?),
        _ => None,
    })
}

/// Puts a value at a place, or takes it away. Whether that could be done.
pub(crate) fn put(document: &mut Value, path: &[String], value: Option<Value>) -> bool {
    let Some((last, around)) = path.split_last() else {
        *document = value.unwrap_or(Value::Null);
        return true;
    };
    let found = around.iter().try_fold(document, |value, segment| match value {
        Value::Object(fields) => fields.get_mut(segment),
        Value::Array(items) => items.get_mut(segment.parse::<usize>().ok()?),
        _ => None,
    });
    match (found, value) {
        (Some(Value::Object(fields)), Some(value)) => {
            fields.insert(last.clone(), value);
            true
        }
        (Some(Value::Object(fields)), None) => {
            fields.remove(last);
            true
        }
        (Some(Value::Array(items)), value) => match last.parse::<usize>().ok().and_then(|at| items.get_mut(at)) {
            Some(item) => {
                *item = value.unwrap_or(Value::Null);
                true
            }
            None => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_places_are_the_same() {
        for path in [vec![], vec!["a"], vec!["a.b", "0", "_"], vec![r"a\.", ""], vec!["", ""], vec![""]] {
            let path: Path = path.into_iter().map(str::to_owned).collect();
            assert_eq!(segments(&key_of(&path)), path, "{}", key_of(&path));
        }
        assert_eq!(segments("items.0._"), ["items", "0"]);
        assert_eq!(segments("_"), Path::new());
    }
}

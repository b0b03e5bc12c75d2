//! Which values of a document do not have their types, or have something inside that does not.

use serde_json::Value;

use super::refused;
use crate::model::{Node, Set, Shape};

/// Notes each value that cannot be read. Whether this one can.
pub(super) fn value(set: &Set, node: &Node, document: &Value, unread: &mut Vec<*const Value>, depth: u32) -> bool {
    let mut is_read = refused::own(node, document, depth == 0).is_none();
    let is_counted = matches!((&node.shape, document), (Shape::List { size: Some(_), .. }, Value::Array(_)));
    if is_read || is_counted && depth > 0 {
        let deeper = depth.saturating_sub(1);
        // Each is looked at, so that each is noted.
        match (&node.shape, document) {
            (Shape::List { items, .. }, Value::Array(list)) => {
                for item in list {
                    is_read &= value(set, items, item, unread, deeper);
                }
            }
            (Shape::Tuple(nodes), Value::Array(list)) => {
                for (node, item) in nodes.iter().zip(list) {
                    is_read &= value(set, node, item, unread, deeper);
                }
            }
            (Shape::Map { keys, values }, Value::Object(members)) => {
                for (key, member) in members {
                    is_read &= refused::key(keys, key).is_none();
                    is_read &= value(set, values, member, unread, deeper);
                }
            }
            (Shape::Object(index), Value::Object(members)) => {
                let Some(object) = set.types.get(*index) else { return true };
                let mut found = 0;
                for field in &object.fields {
                    match field.find(members) {
                        Some(member) => {
                            found += 1;
                            is_read &= !field.is_twice(members);
                            is_read &= value(set, &field.node, member, unread, deeper);
                        }
                        None => is_read &= field.absent,
                    }
                }
                is_read &= !object.closed || found == members.len();
            }
            _ => {}
        }
    }
    if !is_read {
        unread.push(std::ptr::from_ref(document));
    }
    is_read
}

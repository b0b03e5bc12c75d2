//! The order of schemas: each comes after those that it needs while the module is loaded.

use unprocessable::declaration::Declaration;

use super::{Node, Schema, Value};

/// Sorts the schemas. A reference to one that comes later, as in a type that contains itself, is marked.
pub(super) fn ordered(schemas: Vec<Schema>) -> Vec<Schema> {
    let needs: Vec<Vec<usize>> = schemas
        .iter()
        .map(|schema| {
            let mut needs = Vec::new();
            let mut schema = schema.value.clone();
            schema.references(&mut |declaration, checked, _| needs.extend(position(&schemas, declaration, checked)));
            needs
        })
        .collect();
    let mut order = Vec::new();
    for at in 0..schemas.len() {
        visit(at, &needs, &mut vec![false; schemas.len()], &mut order);
    }
    let mut recursive = vec![false; schemas.len()];
    let mut sorted: Vec<Schema> = Vec::new();
    for &at in &order {
        let mut schema = schemas[at].clone();
        let earlier = |declaration: &Declaration, checked| {
            sorted.iter().any(|known| known.declaration.is(declaration) && known.checked == checked)
        };
        schema.value.references(&mut |declaration, checked, later| {
            *later = !earlier(declaration, checked);
            if let (true, Some(target)) = (*later, position(&schemas, declaration, checked)) {
                recursive[target] = true;
            }
        });
        sorted.push(schema);
    }
    for schema in &mut sorted {
        schema.recursive = position(&schemas, schema.declaration, schema.checked).is_some_and(|at| recursive[at]);
    }
    sorted
}

/// Adds a schema after those that it needs.
fn visit(at: usize, needs: &[Vec<usize>], seen: &mut Vec<bool>, order: &mut Vec<usize>) {
    if std::mem::replace(&mut seen[at], true) || order.contains(&at) {
        return;
    }
    for &need in &needs[at] {
        visit(need, needs, seen, order);
    }
    order.push(at);
}

fn position(schemas: &[Schema], declaration: &Declaration, checked: bool) -> Option<usize> {
    schemas.iter().position(|schema| schema.declaration.is(declaration) && schema.checked == checked)
}

impl Value {
    /// Calls `each` with every reference in the value.
    fn references(&mut self, each: &mut dyn FnMut(&'static Declaration, bool, &mut bool)) {
        match &mut self.node {
            Node::Reference { declaration, checked, later } => each(declaration, *checked, later),
            Node::List(item) | Node::Array(item, ..) => item.references(each),
            Node::Tuple(items, ..) => items.iter_mut().for_each(|item| item.references(each)),
            Node::Map(map) => map.value.references(each),
            Node::Object(object) => {
                let fields = object.fields.iter_mut().map(|field| &mut field.value);
                fields.chain(&mut object.rest).chain(&mut object.also).for_each(|value| value.references(each));
            }
            Node::Choice(choice) => {
                choice.options.iter_mut().for_each(|option| option.value.references(each));
            }
            _ => {}
        }
    }
}

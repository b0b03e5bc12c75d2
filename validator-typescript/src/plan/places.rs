//! Under which key of a request a type stands, for sources that name fields by their keys.

use std::cell::RefCell;

use unprocessable::declaration::Declaration;

use super::server_only::join;

/// Where types stand.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// In which type each type is used, and under which key of it.
    uses: RefCell<Vec<(&'static Declaration, String, &'static Declaration)>>,
    /// The only key in a request under which each type stands.
    keys: Vec<(&'static Declaration, String)>,
}

impl Places {
    /// Notes that a type is used.
    pub(super) fn note(&self, owner: &'static Declaration, key: &str, used: &'static Declaration) {
        let mut uses = self.uses.borrow_mut();
        if !uses.iter().any(|(by, at, what)| by.is(owner) && at == key && what.is(used)) {
            uses.push((owner, key.to_owned(), used));
        }
    }

    /// The keys of the types in these requests. A type that stands under several has none.
    pub(super) fn of_requests(self, added: &[&'static Declaration]) -> Self {
        let uses = self.uses.borrow();
        let mut found = Vec::new();
        for (_, _, used) in uses.iter() {
            if let Some(key) = only_key(&uses, added, used, 0) {
                found.push((*used, key));
            }
        }
        Self { uses: RefCell::default(), keys: found }
    }

    /// The key in a request of a value that stands under this key of a type.
    pub(super) fn key(&self, owner: &Declaration, key: &str) -> String {
        match self.keys.iter().find(|(known, _)| known.is(owner)) {
            Some((_, above)) => join(above, key),
            None => key.to_owned(),
        }
    }
}

/// How deep types are followed.
const DEEPEST: usize = 32;

fn only_key(
    uses: &[(&'static Declaration, String, &'static Declaration)],
    added: &[&'static Declaration],
    declaration: &Declaration,
    depth: usize,
) -> Option<String> {
    let mut of_it = uses.iter().filter(|(_, _, used)| used.is(declaration));
    let is_added = added.iter().any(|added| added.is(declaration));
    match (of_it.next(), of_it.next()) {
        (None, _) if is_added => Some(String::new()),
        (Some((owner, key, _)), None) if !is_added && depth < DEEPEST => {
            only_key(uses, added, owner, depth + 1).map(|above| join(&above, key))
        }
        _ => None,
    }
}

//! What only the server can say.

use unprocessable::declaration::{Declaration, Types};

/// The rules of each type that its schema does not say, by key.
#[derive(Clone, Debug, Default)]
pub(crate) struct ServerOnly {
    /// Type, key and codes, in the order in which they were found. The key is relative to the type.
    own: Vec<(&'static Declaration, String, Vec<&'static str>)>,
    /// Which types stand where in which others, with their rules.
    nested: Vec<(&'static Declaration, String, &'static Declaration)>,
}

/// A key with its codes.
type Key = (String, Vec<&'static str>);

/// What stands for every code, where it is not known which there are.
pub(crate) const ANY: &str = "*";

impl ServerOnly {
    pub(super) fn note(&mut self, owner: &'static Declaration, key: &str, code: &'static str) {
        let known = self.own.iter_mut().find(|(known, at, _)| known.is(owner) && at == key);
        match known {
            Some((_, _, codes)) if codes.contains(&code) => {}
            Some((_, _, codes)) => codes.push(code),
            None => self.own.push((owner, key.to_owned(), vec![code])),
        }
    }

    pub(super) fn nest(&mut self, owner: &'static Declaration, key: &str, inside: &'static Declaration) {
        if !self.nested.iter().any(|(known, at, inner)| known.is(owner) && at == key && inner.is(inside)) {
            self.nested.push((owner, key.to_owned(), inside));
        }
    }

    /// The keys of each type with their codes, of which there may be none. In a key `*` stands for any segment, and `**` for any number of them.
    pub(crate) fn of_types(&self, types: &Types) -> Vec<(&'static Declaration, Vec<Key>)> {
        types.iter().map(|(_, declaration)| (declaration, self.of(declaration))).collect()
    }

    fn of(&self, declaration: &'static Declaration) -> Vec<Key> {
        let mut keys = Vec::new();
        self.collect(declaration, "", &mut Vec::new(), &mut keys);
        keys
    }

    fn collect(
        &self,
        declaration: &'static Declaration,
        prefix: &str,
        around: &mut Vec<&'static Declaration>,
        keys: &mut Vec<Key>,
    ) {
        around.push(declaration);
        for (_, key, codes) in self.own.iter().filter(|(owner, ..)| owner.is(declaration)) {
            add(keys, join(prefix, key), codes);
        }
        for (_, key, inside) in self.nested.iter().filter(|(owner, ..)| owner.is(declaration)) {
            let key = join(prefix, key);
            if around.iter().any(|known| known.is(inside)) {
                // The type contains itself: the same keys come again, any number of levels deeper.
                let mut below = Vec::new();
                if around.len() < 8 {
                    self.collect_own(inside, &mut below);
                }
                for (own, codes) in below {
                    add(keys, join(&key, &format!("**.{own}")), &codes);
                }
            } else {
                self.collect(inside, &key, around, keys);
            }
        }
        around.pop();
    }

    /// The keys of a type and of those in it, however they are nested.
    fn collect_own(&self, declaration: &'static Declaration, keys: &mut Vec<Key>) {
        let mut seen: Vec<&'static Declaration> = vec![declaration];
        let mut at = 0;
        while let Some(declaration) = seen.get(at).copied() {
            for (_, key, codes) in self.own.iter().filter(|(owner, ..)| owner.is(declaration)) {
                add(keys, key.clone(), codes);
            }
            for (_, _, inside) in self.nested.iter().filter(|(owner, ..)| owner.is(declaration)) {
                if !seen.iter().any(|known| known.is(inside)) {
                    seen.push(inside);
                }
            }
            at += 1;
        }
    }
}

fn add(keys: &mut Vec<Key>, key: String, codes: &[&'static str]) {
    match keys.iter_mut().find(|(known, _)| *known == key) {
        Some((_, known)) => {
            for code in codes {
                if !known.contains(code) {
                    known.push(code);
                }
            }
        }
        None => keys.push((key, codes.to_vec())),
    }
}

/// A key below another one.
pub(super) fn join(prefix: &str, key: &str) -> String {
    match (prefix, key) {
        ("", key) => key.to_owned(),
        (prefix, "") => prefix.to_owned(),
        (prefix, "_") => format!("{prefix}._"),
        (prefix, key) => format!("{prefix}.{key}"),
    }
}

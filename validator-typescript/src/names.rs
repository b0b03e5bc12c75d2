//! What a type is called in a module, and what is named after it.

use std::collections::HashSet;

use unprocessable::declaration::{Declaration, Types};

/// What is named after a type: the keys that its errors can have, its errors, and its schemas.
const SUFFIXES: &[&str] = &["Key", "Errors", "Schema", "UncheckedSchema"];

/// The names of a module.
pub(crate) struct Names {
    names: Vec<(&'static Declaration, String)>,
    /// What is named after the types, in the same order, for each of [`SUFFIXES`].
    after: Vec<Vec<String>>,
}

impl Names {
    pub(crate) fn of(types: &Types) -> Self {
        let mut taken: HashSet<String> = OWN.iter().map(|name| (*name).to_owned()).collect();
        // The types come first: one of them may be called as something would be that is named after another one.
        let names: Vec<_> =
            types.iter().map(|(name, declaration)| (declaration, free(identifier(name), &mut taken))).collect();
        let after = |(_, name): &(_, String)| -> Vec<String> {
            SUFFIXES.iter().map(|suffix| free(format!("{name}{suffix}"), &mut taken)).collect()
        };
        let after = names.iter().map(after).collect();
        Self { names, after }
    }

    /// The name of a type.
    pub(crate) fn name(&self, declaration: &Declaration) -> &str {
        self.names.iter().find(|(known, _)| known.is(declaration)).map_or(declaration.name(), |(_, name)| name)
    }

    /// A name that is made from that of a type, and that nothing else has. The suffix is one of [`SUFFIXES`].
    pub(crate) fn named_after(&self, declaration: &Declaration, suffix: &'static str) -> String {
        let at = self.names.iter().position(|(known, _)| known.is(declaration));
        let which = SUFFIXES.iter().position(|known| *known == suffix);
        debug_assert!(which.is_some(), "`{suffix}` is not kept free");
        let name = at.zip(which).and_then(|(at, which)| self.after.get(at)?.get(which));
        name.cloned().unwrap_or_else(|| format!("{}{suffix}", self.name(declaration)))
    }
}

/// The name, with a number behind it if it is taken. It is taken from now on.
fn free(name: String, taken: &mut HashSet<String>) -> String {
    let mut free = name.clone();
    let mut number = 2_u64;
    while !taken.insert(free.clone()) {
        free = format!("{name}{number}");
        number += 1;
    }
    free
}

/// A name that means nothing else in TypeScript.
fn identifier(name: &str) -> String {
    if is_known(name) { format!("{name}Type") } else { name.to_owned() }
}

fn is_known(name: &str) -> bool {
    RESERVED.contains(&name) || GLOBALS.contains(&name)
}

/// What sections write and import. Their functions and constants begin with a lower-case letter, so that they only meet
/// a type that does, too.
const OWN: &[&str] = &[
    "ErrorBody",
    "ValidationErrors",
    "SchemaIssue",
    "SchemaLateRule",
    "SchemaMeasured",
    "SchemaMoment",
    "SchemaRule",
    "z",
    "v",
];

/// The words that are no names of types or variables in a module.
#[rustfmt::skip]
const RESERVED: &[&str] = &[
    "abstract", "any", "arguments", "as", "asserts", "async", "await", "bigint", "boolean", "break", "case", "catch",
    "class", "const", "constructor", "continue", "debugger", "declare", "default", "delete", "do", "else", "enum",
    "eval", "export", "extends", "false", "finally", "for", "from", "function", "get", "global", "if", "implements",
    "import", "in", "infer", "instanceof", "interface", "intrinsic", "is", "keyof", "let", "module", "namespace",
    "never", "new", "null", "number", "object", "of", "out", "override", "package", "private", "protected", "public",
    "readonly", "require", "return", "satisfies", "set", "static", "string", "super", "switch", "symbol", "this",
    "throw", "true", "try", "type", "typeof", "undefined", "unique", "unknown", "using", "var", "void", "while",
    "with", "yield",
];

/// What the language itself has. A type of that name would hide it, and code in the same file means the other one. What
/// browsers add, such as `Comment` and `Location`, may be hidden: this module does not use it.
#[rustfmt::skip]
const GLOBALS: &[&str] = &[
    "Array", "ArrayBuffer", "ArrayLike", "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Atomics", "Awaited",
    "BigInt", "BigInt64Array", "BigUint64Array", "Boolean", "Capitalize", "ConstructorParameters", "DataView", "Date",
    "Error", "EvalError", "Exclude", "Extract", "FinalizationRegistry", "Float32Array", "Float64Array", "Function",
    "Generator", "Infinity", "InstanceType", "Int16Array", "Int32Array", "Int8Array", "Intl", "Iterable", "Iterator",
    "JSON", "Lowercase", "Map", "Math", "NaN", "NoInfer", "NonNullable", "Number", "Object", "Omit", "Parameters",
    "Partial", "Pick", "Promise", "PromiseLike", "PropertyKey", "Proxy", "RangeError", "Readonly", "ReadonlyArray",
    "ReadonlyMap", "ReadonlySet", "Record", "ReferenceError", "Reflect", "RegExp", "Required", "ReturnType", "Set",
    "String", "Symbol", "SyntaxError", "ThisType", "TypeError", "URIError", "Uint16Array", "Uint32Array", "Uint8Array",
    "Uint8ClampedArray", "Uncapitalize", "Uppercase", "WeakMap", "WeakRef", "WeakSet", "console", "decodeURI",
    "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "globalThis", "isFinite", "isNaN", "parseFloat",
    "parseInt", "unescape",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_given_twice() {
        let mut taken = HashSet::new();
        for expected in ["AKey", "AKey2", "AKey3"] {
            assert_eq!(free("AKey".to_owned(), &mut taken), expected);
        }
        assert_eq!(free("AKey2".to_owned(), &mut taken), "AKey22");
    }

    #[test]
    fn names_of_the_language_are_left_alone() {
        for (name, expected) in [
            ("SignUp", "SignUp"),
            ("Record", "RecordType"),
            ("Object", "ObjectType"),
            ("default", "defaultType"),
            ("string", "stringType"),
            ("Comment", "Comment"),
        ] {
            assert_eq!(identifier(name), expected);
        }
    }
}

//! What a type is called in a module, and what is named after it.

use unprocessable::declaration::{Declaration, Types};

/// What is named after a type: its interface, the keys that its errors can have, its errors, and its schemas.
const SUFFIXES: &[&str] = &["", "Key", "Errors", "Schema"];

/// The names of a module.
pub(crate) struct Names {
    names: Vec<(&'static Declaration, String)>,
}

impl Names {
    pub(crate) fn of(types: &Types) -> Self {
        let mut names: Vec<(&'static Declaration, String)> = Vec::new();
        let mut taken: Vec<String> = OWN.iter().map(|name| (*name).to_owned()).collect();
        for (name, declaration) in types.iter() {
            let name = identifier(name);
            let is_free = |name: &str| SUFFIXES.iter().all(|suffix| !taken.contains(&format!("{name}{suffix}")));
            let numbered = (2..).map(|number| format!("{name}{number}"));
            let free = std::iter::once(name.clone()).chain(numbered).find(|name| is_free(name)).unwrap_or(name);
            taken.extend(SUFFIXES.iter().map(|suffix| format!("{free}{suffix}")));
            names.push((declaration, free));
        }
        Self { names }
    }

    /// The name of a type.
    pub(crate) fn name(&self, declaration: &Declaration) -> &str {
        self.names.iter().find(|(known, _)| known.is(declaration)).map_or(declaration.name(), |(_, name)| name)
    }

    /// A name that is made from that of a type. The suffix is one of [`SUFFIXES`], so that nothing else has the name.
    pub(crate) fn named_after(&self, declaration: &Declaration, suffix: &'static str) -> String {
        debug_assert!(SUFFIXES.contains(&suffix), "`{suffix}` is not kept free");
        format!("{}{suffix}", self.name(declaration))
    }
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
const OWN: &[&str] = &["ErrorBody", "ValidationErrors", "z", "v"];

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

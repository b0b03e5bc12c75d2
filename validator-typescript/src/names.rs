//! What a type is called in a module, and what is named after it.

use unprocessable::declaration::{Declaration, Types};

/// What is named after a type: the keys that its errors can have, its errors, and its schemas. None of them is the end of
/// another one, and none ends with a digit, so that names which are made from different types differ.
const SUFFIXES: &[&str] = &["Key", "Errors", "Schema"];

/// The names of a module.
pub(crate) struct Names {
    names: Vec<(&'static Declaration, String)>,
}

impl Names {
    pub(crate) fn of(types: &Types) -> Self {
        let mut names = Self { names: Vec::new() };
        for (name, declaration) in types.iter() {
            let free = names.free(identifier(name));
            names.names.push((declaration, free));
        }
        names
    }

    /// The name of a type.
    pub(crate) fn name(&self, declaration: &Declaration) -> &str {
        self.names.iter().find(|(known, _)| known.is(declaration)).map_or(declaration.name(), |(_, name)| name)
    }

    /// A name that is made from that of a type. The suffix is one of [`SUFFIXES`], so that nothing else has the name.
    pub(crate) fn named_after(&self, declaration: &Declaration, suffix: &'static str) -> String {
        debug_assert!(SUFFIXES.contains(&suffix), "`{suffix}` is not kept free");
        self.free(format!("{}{suffix}", self.name(declaration)))
    }

    /// The name, with a number behind it if it is that of a type or of the module.
    fn free(&self, name: String) -> String {
        let is_taken = |name: &str| OWN.contains(&name) || self.names.iter().any(|(_, taken)| taken.as_str() == name);
        if !is_taken(&name) {
            return name;
        }
        (2_u32..).map(|number| format!("{name}{number}")).find(|name| !is_taken(name)).unwrap_or(name)
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

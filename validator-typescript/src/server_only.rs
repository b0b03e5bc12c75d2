//! The constant that lists what only the server can say.

use crate::plan::ServerOnly;
use crate::print::{Code, all, listed, quote, text};
use crate::section::Around;

/// `export const serverOnly = { … } as const;`
pub(crate) fn code(server_only: &ServerOnly, around: &Around<'_>) -> Option<Code> {
    let types = server_only.of_types(around.types).into_iter().map(|(declaration, keys)| {
        let keys = keys.into_iter().map(|(key, codes)| {
            let codes = codes.into_iter().map(|code| text(quote(code))).collect();
            all([text(format!("{}: ", property(&key))), listed("[", codes, "]", "")])
        });
        all([text(format!("{}: ", around.names.name(declaration))), crate::print::broken("{", keys.collect(), "}")])
    });
    let types: Vec<Code> = types.collect();
    let comment = text(COMMENT);
    let object = if types.is_empty() { text("{}") } else { crate::print::broken("{", types, "}") };
    Some(all([comment, Code::Break, text("export const serverOnly = "), object, text(" as const;")]))
}

const COMMENT: &str =
    "/** The rules that only the server checks: their codes, by type and key. `*` stands for any segment or code. */";

/// A name as the key of an object.
pub(crate) fn property(name: &str) -> String {
    crate::print::property(name)
}

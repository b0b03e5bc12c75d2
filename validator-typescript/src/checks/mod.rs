//! The functions that schemas call. They stand at the end of a module, and only those that something calls.

/// A function of TypeScript with its documentation.
#[derive(Clone, Copy, Debug)]
struct Function {
    name: &'static str,
    source: &'static str,
}

/// The functions that both libraries share.
const SHARED: &str = include_str!("shared.ts");

/// The functions that a text calls, directly or through others, in the order in which they are written.
pub(crate) fn called(text: &str, own: &'static str) -> Vec<&'static str> {
    let known: Vec<Function> = functions(own).into_iter().chain(functions(SHARED)).collect();
    let mut wanted: Vec<bool> = known.iter().map(|function| calls(text, function.name)).collect();
    loop {
        let before = wanted.iter().filter(|wanted| **wanted).count();
        for at in 0..known.len() {
            if wanted[at] {
                for (other, function) in known.iter().enumerate() {
                    wanted[other] |= calls(known[at].source, function.name);
                }
            }
        }
        if wanted.iter().filter(|wanted| **wanted).count() == before {
            break;
        }
    }
    known.iter().zip(wanted).filter(|(_, wanted)| *wanted).map(|(function, _)| function.source).collect()
}

/// The paragraphs of a file, by the name that each declares.
fn functions(source: &'static str) -> Vec<Function> {
    let mut functions: Vec<Function> = Vec::new();
    // A declaration begins with its comment. Empty lines inside of it are indented in none.
    for part in source.split("\n/** ").skip(1) {
        let start = part.as_ptr() as usize - source.as_ptr() as usize;
        let text = source.get(start - 4..start + part.len()).unwrap_or_default().trim_end();
        let declared = text.lines().find_map(|line| {
            ["export function ", "function ", "const ", "type ", "interface "]
                .iter()
                .find_map(|word| line.strip_prefix(word))
        });
        let name =
            declared.map(|rest| &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())]);
        if let Some(name) = name {
            functions.push(Function { name, source: text });
        }
    }
    functions
}

/// Whether a text calls a function or names a type. Sentences and comments do not count.
fn calls(text: &str, name: &str) -> bool {
    // A word of the language of people is only a function where it is called.
    let is_plain = name.bytes().all(|byte| byte.is_ascii_lowercase());
    text.match_indices(name).any(|(at, _)| {
        let (before, behind) = (&text[..at], text[at + name.len()..].chars().next());
        let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        let is_said = line.trim_start().starts_with("/**") || line.matches('"').count() % 2 == 1;
        let begins =
            before.ends_with("...") || !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.'));
        let ends = match is_plain {
            true => matches!(behind, Some('(' | '<')),
            false => !behind.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$')),
        };
        !is_said && begins && ends
    })
}

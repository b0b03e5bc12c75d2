//! Links of rustdoc, and of files in the repository, as links of the book.

use std::collections::HashMap;

/// Pages of the book for what is documented elsewhere too: addresses, and paths in the repository by their ends.
const PAGES: &[(&str, &str)] = &[
    ("https://docs.rs/unprocessable", "index.md"),
    ("https://docs.rs/unprocessable-arrow", "arrow.md"),
    ("https://docs.rs/unprocessable-cli", "command.md"),
    ("https://docs.rs/unprocessable-config", "configuration.md"),
    ("https://docs.rs/unprocessable-database", "database.md"),
    ("https://docs.rs/unprocessable-datafusion", "datafusion.md"),
    ("https://docs.rs/unprocessable-graphql", "graphql.md"),
    ("https://docs.rs/unprocessable-mcp", "mcp.md"),
    ("https://docs.rs/unprocessable-migrate", "migrate_command.md"),
    ("https://docs.rs/unprocessable-rows", "rows.md"),
    ("https://docs.rs/unprocessable-ruleset", "ruleset.md"),
    ("https://docs.rs/unprocessable-testing", "testing_package.md"),
    ("https://docs.rs/unprocessable-tonic", "grpc.md"),
    ("https://docs.rs/unprocessable-typescript", "typescript_package.md"),
    ("https://docs.rs/unprocessable-utoipa", "utoipa.md"),
    ("form/README.md", "form_helper.md"),
    ("RULES.md", "rules.md"),
    ("COMPARE.md", "compare.md"),
    ("MIGRATING.md", "migrating.md"),
];

/// Files of the repository that are no page: the words stand without a link.
const NO_PAGES: &[&str] = &["benches/README.md", "examples/signup"];

/// Where a link leads in the book.
#[derive(Debug, PartialEq)]
enum Target {
    /// It stays as it is.
    Kept,
    Page(String),
    /// An item of a crate, which has no page: the words stand without a link.
    Item,
    Unknown,
}

/// `page`, with links that work in the book. What no table knows is added to `unknown`.
pub(crate) fn rewrite(page: &str, unknown: &mut Vec<String>) -> String {
    let definitions: HashMap<&str, Target> =
        page.lines().filter_map(definition).map(|(name, target)| (name, place(target))).collect();
    let mut out = String::with_capacity(page.len());
    let mut prose = String::new();
    let mut fence = None;
    for line in page.split_inclusive('\n') {
        let ticks = line.trim_start().bytes().take_while(|byte| *byte == b'`').count();
        match fence {
            None if ticks >= 3 => {
                out.push_str(&rewrite_prose(&prose, &definitions, unknown));
                prose.clear();
                fence = Some(ticks);
                out.push_str(line);
            }
            None => prose.push_str(line),
            Some(opened) => {
                out.push_str(line);
                if ticks >= opened && line.trim_matches([' ', '`', '\n']).is_empty() {
                    fence = None;
                }
            }
        }
    }
    out.push_str(&rewrite_prose(&prose, &definitions, unknown));
    out
}

/// A line such as ``[`Lookup`]: crate::Lookup``.
fn definition(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix('[')?.split_once("]: ").filter(|(_, target)| !target.trim().contains(' '))
}

/// Text without blocks of code.
fn rewrite_prose(text: &str, definitions: &HashMap<&str, Target>, unknown: &mut Vec<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['`', '[']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('`') {
            let (code, behind) = split_code(rest);
            out.push_str(code);
            rest = behind;
            continue;
        }
        if out.is_empty() || out.ends_with('\n') {
            let line = rest.lines().next().unwrap_or(rest);
            if let Some((name, target)) = definition(line) {
                match place(target) {
                    Target::Kept => out.push_str(line),
                    Target::Page(page) => out.push_str(&format!("[{name}]: {page}")),
                    Target::Item => {}
                    Target::Unknown => unknown.push(target.to_owned()),
                }
                rest = &rest[line.len()..];
                continue;
            }
        }
        let Some(end) = end_of_words(rest) else {
            out.push('[');
            rest = &rest[1..];
            continue;
        };
        let words = &rest[1..end];
        rest = &rest[end + 1..];
        let inner = rewrite_prose(words, definitions, unknown);
        let target = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        match target {
            Some((target, behind)) => {
                match place(target) {
                    Target::Kept => out.push_str(&format!("[{inner}]({target})")),
                    Target::Page(page) => out.push_str(&format!("[{inner}]({page})")),
                    Target::Item => out.push_str(&inner),
                    Target::Unknown => unknown.push(target.to_owned()),
                }
                rest = behind;
            }
            None => match definitions.get(words) {
                Some(Target::Item) => out.push_str(&inner),
                // An item by its name, which rustdoc resolves.
                None if words.starts_with('`') => out.push_str(&inner),
                _ => out.push_str(&format!("[{inner}]")),
            },
        }
    }
    out.push_str(rest);
    out
}

/// Code between as many backticks as it begins with, and what follows.
fn split_code(text: &str) -> (&str, &str) {
    let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
    let mut at = ticks;
    while let Some(found) = text[at..].find('`') {
        let run = text[at + found..].bytes().take_while(|byte| *byte == b'`').count();
        at += found + run;
        if run == ticks {
            return text.split_at(at);
        }
    }
    text.split_at(ticks)
}

/// The position of the bracket that ends the words of a link.
fn end_of_words(text: &str) -> Option<usize> {
    let (mut at, mut depth) = (0, 0_usize);
    loop {
        at += text[at..].find(['`', '[', ']', '\n'])?;
        match text.as_bytes().get(at)? {
            b'`' => {
                at += split_code(&text[at..]).0.len();
                continue;
            }
            b'[' => depth += 1,
            b']' if depth == 1 => return Some(at),
            b']' => depth -= 1,
            // A paragraph ends.
            _ if text[at + 1..].starts_with('\n') => return None,
            _ => {}
        }
        at += 1;
    }
}

fn place(target: &str) -> Target {
    let (path, anchor) = target.find('#').map_or((target, ""), |at| target.split_at(at));
    if let Some(page) = path.strip_prefix("crate::guide::") {
        return Target::Page(format!("{page}.md{anchor}"));
    }
    if let Some((_, name)) = path.split_once("src/guide/") {
        return Target::Page(format!("{name}{anchor}"));
    }
    let is_end = |end: &str| path == end || path.strip_suffix(end).is_some_and(|start| start.ends_with('/'));
    if let Some((_, page)) = PAGES.iter().find(|(place, _)| is_end(place)) {
        return Target::Page(format!("{page}{anchor}"));
    }
    if is_item(path)
        || path.starts_with("https://docs.rs/unprocessable")
        || NO_PAGES.iter().any(|file| path.contains(file))
    {
        return Target::Item;
    }
    let is_page = path.ends_with(".md") && !path.contains("README") && !path.starts_with("../../");
    match path.is_empty() || path.starts_with("https://") || is_page {
        true => Target::Kept,
        false => Target::Unknown,
    }
}

/// Whether rustdoc would look for an item: a path of Rust, also with its kind, as in `fn@crate::json_schema`.
fn is_item(target: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_:@!()<>".contains(c);
    !target.is_empty() && !target.starts_with("http") && target.chars().all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn rewritten(page: &str) -> String {
        let mut unknown = Vec::new();
        let out = rewrite(page, &mut unknown);
        assert!(unknown.is_empty(), "{unknown:?}");
        out
    }

    #[test]
    fn links_to_pages_of_the_guide_lead_to_pages_of_the_book() {
        assert_eq!(rewritten("[files](crate::guide::files)"), "[files](files.md)");
        assert_eq!(rewritten("[live](../../src/guide/frameworks.md#live)"), "[live](frameworks.md#live)");
        assert_eq!(rewritten("[`unprocessable`](https://docs.rs/unprocessable)"), "[`unprocessable`](index.md)");
        assert_eq!(rewritten("[form](form/README.md)"), "[form](form_helper.md)");
    }

    #[test]
    fn items_are_words_without_a_link() {
        assert_eq!(rewritten("a [`Group`](crate::Group)."), "a `Group`.");
        assert_eq!(rewritten("[schema](fn@crate::json_schema)"), "schema");
        assert_eq!(rewritten("[format](https://docs.rs/unprocessable-ruleset/latest/x/)"), "format");
        assert_eq!(rewritten("[`csv`], [`Valid<T>`]\n"), "`csv`, `Valid<T>`\n");
        assert_eq!(rewritten("[a b]\n\n[a b]: crate::X\n"), "a b\n\n\n");
        assert_eq!(rewritten("[`X`]: a word"), "`X`: a word");
        assert_eq!(rewritten("[a b]\n\n[a b]: crate::guide::files#x\n"), "[a b]\n\n[a b]: files.md#x\n");
        assert_eq!(rewritten("[`Lookup`] here\n\n[`Lookup`]: crate::Lookup\n"), "`Lookup` here\n\n\n");
    }

    #[test]
    fn other_links_and_code_stay() {
        for page in [
            "[a](https://example.com/a(b)\n",
            "[`X`] and more\n\n[`X`]: https://docs.rs/x\n",
            "`[A-Z](crate::x)` and ``a ` [b](crate::c)``\n",
            "```rust\n[a](crate::b)\n```\n",
            "````md\n```\n[a](crate::b)\n```\n````\n",
            "[here](#context) [there](status/422.md)",
            "a [b\n\nc](crate::d)",
            "[",
            "`",
        ] {
            assert_eq!(rewritten(page), page);
        }
    }

    #[test]
    fn a_file_that_is_no_page_is_a_mistake() {
        let mut unknown = Vec::new();
        rewrite("[x](../../validator-core/README.md)", &mut unknown);
        assert_eq!(unknown, ["../../validator-core/README.md"]);
    }
}

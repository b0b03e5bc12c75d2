//! Comments with documentation.

/// What ends a line in JavaScript.
const ENDS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];

/// The lines of a comment with this documentation, and none where there is nothing to say.
pub(super) fn comment(description: &str, notes: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = description.replace("\r\n", "\n").split(ENDS).map(line).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    while lines.first().is_some_and(String::is_empty) {
        lines.remove(0);
    }
    if !lines.is_empty() && !notes.is_empty() {
        lines.push(String::new());
    }
    lines.extend(notes.iter().map(|note| line(&note.replace(ENDS, " "))));
    match &*lines {
        [] => Vec::new(),
        [only] => vec![format!("/** {only} */")],
        _ => {
            let inner = lines.iter().map(|line| format!(" * {line}").trim_end().to_owned());
            std::iter::once("/**".to_owned()).chain(inner).chain([" */".to_owned()]).collect()
        }
    }
}

/// A line that does not end the comment, and means nothing to the compiler.
fn line(text: &str) -> String {
    // What JavaScript takes for space at the end of a line, prettier takes away.
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let text = text.replace("*/", "*\\/");
    // `@ts-ignore` in a comment is about the next line of code.
    match text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '/')).starts_with("@ts-") {
        true => text.replacen("@ts-", "\\@ts-", 1),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_documentation_ends_its_comment() {
        for (description, written) in [
            ("", ""),
            (" \n ", ""),
            ("One line.", "/** One line. */"),
            ("\nTwo\r\n\r\nlines. ", "/**\n * Two\n *\n * lines.\n */"),
            ("a */ alert() /*", "/** a *\\/ alert() /* */"),
            ("a *\n/ b", "/**\n * a *\n * / b\n */"),
            ("@ts-ignore", "/** \\@ts-ignore */"),
            ("@ts-expect-error and more", "/** \\@ts-expect-error and more */"),
        ] {
            assert_eq!(comment(description, &[]).join("\n"), written);
        }
        let hostile = ["@default \"*/\u{2028}@ts-ignore\"".to_owned()];
        assert_eq!(comment("", &hostile).join("\n"), "/** @default \"*\\/ @ts-ignore\" */");
        assert_eq!(comment("Text.", &["@default 1".to_owned()]).join("\n"), "/**\n * Text.\n *\n * @default 1\n */");
    }
}

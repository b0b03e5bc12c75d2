//! Writes drafts as TOML.

use super::draft::Draft;

/// The set, with a comment above each field.
pub(super) fn toml(heading: &[String], drafts: &[Draft]) -> String {
    let mut toml = String::new();
    for line in heading {
        push_comment(line, &mut toml);
    }
    toml.push_str("version = 1\n\n[fields]\n");
    for draft in drafts {
        push_comment(&draft.comment, &mut toml);
        push_key(&draft.key, &mut toml);
        toml.push_str(" = ");
        push_text(&draft.words().join("|"), &mut toml);
        toml.push('\n');
    }
    toml
}

impl Draft {
    fn words(&self) -> Vec<&str> {
        self.presence.into_iter().chain([self.kind]).chain(self.rules.iter().map(String::as_str)).collect()
    }
}

fn push_comment(comment: &str, toml: &mut String) {
    toml.push_str("# ");
    toml.extend(comment.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }));
    toml.push('\n');
}

fn push_key(key: &str, toml: &mut String) {
    let is_bare =
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if is_bare { toml.push_str(key) } else { push_text(key, toml) }
}

/// Text between quotes: in single ones as it is, where that is possible.
fn push_text(text: &str, toml: &mut String) {
    let is_plain = text.contains(['"', '\\']) && !text.contains('\'') && !text.chars().any(char::is_control);
    if is_plain {
        toml.push('\'');
        toml.push_str(text);
        toml.push('\'');
        return;
    }
    toml.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => toml.extend(['\\', c]),
            c if c.is_control() => toml.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => toml.push(c),
        }
    }
    toml.push('"');
}

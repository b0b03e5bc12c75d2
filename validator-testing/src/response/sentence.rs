//! Which code a sentence of the documented body belongs to. The body has no codes.

use unprocessable::catalogue;

/// Whether the sentence is one of those that the code has in English.
pub(super) fn is_of(code: &str, sentence: &str) -> bool {
    catalogue().any(|entry| entry.code() == code && fits(&literals(entry.sentence()), sentence))
}

/// The codes with this sentence, or that there is none, for a failing assertion.
pub(super) fn codes(sentence: &str) -> String {
    // The most of the sentence that a template says itself.
    let mut best = (0, Vec::new());
    for entry in catalogue().filter(|entry| matches!(entry.chapter(), "rules" | "database" | "shapes")) {
        let literals = literals(entry.sentence());
        if fits(&literals, sentence) {
            let said = literals.iter().map(|literal| literal.len()).sum();
            if said > best.0 {
                best = (said, Vec::new());
            }
            if said == best.0 && !best.1.contains(&entry.code()) {
                best.1.push(entry.code());
            }
        }
    }
    // `required` and `required_if` share a sentence.
    let plain = best.1.iter().find(|code| best.1.iter().all(|other| other.starts_with(**code)));
    match (plain, &best.1[..]) {
        (_, []) => "(a sentence of no known code)".to_owned(),
        (Some(plain), _) => (*plain).to_owned(),
        (None, several) => several.join(" or "),
    }
}

/// What a template says around its placeholders. Plurals and choices are placeholders, whatever they say.
fn literals(template: &str) -> Vec<&str> {
    let (mut literals, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in template.char_indices() {
        match c {
            '{' => {
                if depth == 0 {
                    literals.push(&template[start..at]);
                }
                depth += 1;
            }
            '}' => {
                depth -= 1;
                start = at + 1;
            }
            _ => {}
        }
    }
    literals.push(&template[start..]);
    literals
}

/// Whether the text has these literals in order, the first at its start and the last at its end.
fn fits(literals: &[&str], text: &str) -> bool {
    let [first, middle @ .., last] = literals else {
        return literals.first().is_some_and(|only| *only == text);
    };
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    for literal in middle {
        match rest.find(literal) {
            Some(at) => rest = &rest[at + literal.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_tell_their_codes() {
        for (sentence, code) in [
            ("The email field is required.", "required"),
            ("The email field is required when the name is present.", "required_with"),
            ("The email must be a valid email address.", "email"),
            ("The name must be at least 3 characters.", "min"),
            ("The age must be an integer.", "integer"),
            ("The price must be greater than 0.", "gt"),
        ] {
            assert!(is_of(code, sentence), "{sentence}");
            assert!(codes(sentence).split(" or ").any(|found| found == code), "{sentence}: {}", codes(sentence));
            assert!(!is_of("iban", sentence), "{sentence}");
        }
        assert_eq!(codes("Das ist falsch."), "(a sentence of no known code)");
    }
}

//! Misspelt words of the derive. Misspelt rules and arguments are found by rustc, which knows their names.

/// Words that are structure, not rules.
const WORDS: [&str; 22] = [
    "nested",
    "each",
    "keys",
    "values",
    "bail",
    "when",
    "when_valid",
    "on",
    "on_submit",
    "custom",
    "custom_async",
    "async",
    "normalize",
    "skip",
    "strict",
    "json_schema",
    "transparent",
    "attribute",
    "context",
    "field",
    "crate",
    "bound",
];

/// The word of the derive that this one looks like.
pub(super) fn misspelt_word(word: &str) -> Option<&'static str> {
    WORDS.into_iter().find(|meant| near(word, meant))
}

/// Whether a word is another one with a typing mistake, or with two if the other one is long.
pub(crate) fn near(word: &str, meant: &str) -> bool {
    let slips = if meant.len() > 5 { 2 } else { 1 };
    may_be_near(word, meant, slips) && word != meant && within(word.as_bytes(), meant.as_bytes(), slips)
}

/// Whether two words have about the same letters. Most words are well-spelt rules, and a derive runs unoptimised, so
/// this cheap test comes first.
fn may_be_near(a: &str, b: &str, slips: usize) -> bool {
    let letters = |word: &str| word.bytes().fold(0_u32, |letters, byte| letters | 1 << (byte & 31));
    a.len().abs_diff(b.len()) <= slips && (letters(a) ^ letters(b)).count_ones() as usize <= 2 * slips
}

/// Whether at most `slips` letters are missing, extra, wrong or swapped with their neighbour.
fn within(a: &[u8], b: &[u8], slips: usize) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let Some(left) = slips.checked_sub(1) else {
        return a.is_empty() && b.is_empty();
    };
    match (a, b) {
        ([], rest) | (rest, []) => rest.len() <= slips,
        ([a1, after_a @ ..], [b1, after_b @ ..]) => {
            let swapped = matches!((after_a, after_b), ([a2, ..], [b2, ..]) if a1 == b2 && a2 == b1);
            within(after_a, after_b, left)
                || within(after_a, b, left)
                || within(a, after_b, left)
                || swapped && within(&after_a[1..], &after_b[1..], left)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found() {
        for (word, meant) in [
            ("nestd", "nested"),
            ("nseted", "nested"),
            ("nest", "nested"),
            ("eahc", "each"),
            ("wehn", "when"),
            ("costum", "custom"),
            ("value", "values"),
            ("atribute", "attribute"),
            ("transparant", "transparent"),
        ] {
            assert_eq!(misspelt_word(word), Some(meant), "{word}");
        }
    }

    #[test]
    fn rules_are_left_alone() {
        for rule in crate::catalogue::names() {
            assert_eq!(misspelt_word(rule), None, "{rule}");
        }
    }
}

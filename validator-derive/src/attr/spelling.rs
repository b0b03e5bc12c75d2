//! Misspelt words of the derive. Misspelt rules and arguments are found by rustc, which knows their names.

/// Words that are structure, not rules.
const WORDS: [&str; 16] = [
    "nested",
    "each",
    "keys",
    "values",
    "bail",
    "when",
    "on_submit",
    "custom",
    "skip",
    "strict",
    "transparent",
    "attribute",
    "context",
    "field",
    "crate",
    "bound",
];

/// Arguments without a value, which a field may be called, too.
const FLAGS: [&str; 20] = [
    "aliases",
    "alpha3",
    "ascii",
    "bytes",
    "dot",
    "graphemes",
    "hostless",
    "idn",
    "ignore_case",
    "letters",
    "local",
    "max",
    "mixed_case",
    "multiline",
    "nil",
    "numbers",
    "symbols",
    "unpadded",
    "url_safe",
    "utf16",
];

/// Whether some rule takes an argument of this name without a value.
pub(crate) fn is_flag(word: &str) -> bool {
    FLAGS.contains(&word)
}

/// The word of the derive that this one looks like.
pub(super) fn misspelt_word(word: &str) -> Option<&'static str> {
    WORDS.into_iter().find(|known| near(word, known))
}

/// Whether a word is not `known` but looks like it: one slip away, two where it is long.
pub(crate) fn near(word: &str, known: &str) -> bool {
    let slips = if known.len() > 5 { 2 } else { 1 };
    may_be_near(word, known, slips) && word != known && within(word.as_bytes(), known.as_bytes(), slips)
}

/// Whether words have about the same letters. A derive runs unoptimised, and most words are rules, well spelt.
fn may_be_near(a: &str, b: &str, slips: usize) -> bool {
    let letters = |word: &str| word.bytes().fold(0_u32, |letters, byte| letters | 1 << (byte & 31));
    a.len().abs_diff(b.len()) <= slips && (letters(a) ^ letters(b)).count_ones() as usize <= 2 * slips
}

/// Whether `slips` letters, at most, are missing, extra, wrong or swapped with their neighbour.
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
        let rules = "required filled prohibited prohibits accepted declined length range min max size between gt gte lt \
            lte multiple_of digits decimal positive negative nonzero finite alpha alpha_num alpha_dash ascii lowercase \
            uppercase starts_with ends_with contains regex not_regex no_control single_line trimmed slug identifier \
            password email url hostname domain ip ipv4 ipv6 cidr mac_address uuid ulid json base64 hex hex_color semver \
            jwt date time datetime timezone credit_card iban bic isbn issn ean phone country currency language latitude \
            longitude same different confirmed one_of none_of distinct before after past future timed";
        for rule in rules.split_whitespace() {
            assert_eq!(misspelt_word(rule), None, "{rule}");
        }
    }

    /// Setters without an argument, as the sources of the rules have them.
    #[test]
    fn every_flag_is_known() {
        let rules = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../validator-core/src/rules");
        let mut found = std::collections::BTreeSet::new();
        let mut paths = vec![rules];
        while let Some(path) = paths.pop() {
            if let Ok(inside) = std::fs::read_dir(&path) {
                paths.extend(inside.map(|file| file.expect("it can be read").path()));
                continue;
            }
            let Ok(source) = std::fs::read_to_string(path) else { continue };
            for setter in source.lines().filter_map(|line| line.trim_start().strip_prefix("pub const fn ")) {
                let name = setter.strip_suffix(" {").and_then(|setter| setter.split_once('('));
                let is_setter = |rest: &str| rest.starts_with("self) ->") || rest.starts_with("mut self) ->");
                found.extend(name.filter(|(_, rest)| is_setter(rest)).map(|(name, _)| name.to_owned()));
            }
            // In the macro `rule`, a flag is a field of the type.
            for rule in source.split("\nrule!(\n").skip(1).filter_map(|rest| rest.split("\n);").next()) {
                let flags = rule.lines().filter_map(|line| line.trim().strip_suffix(": bool,"));
                found.extend(flags.map(ToOwned::to_owned));
            }
        }
        found.remove("$flag");
        assert!(found.iter().eq(FLAGS.iter()), "{found:?}");
    }
}

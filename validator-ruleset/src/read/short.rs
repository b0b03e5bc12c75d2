//! The short form of rules: `required|email|max:255`.

use crate::mistake::Mistakes;
use crate::raw::{Arg, RawRule, RawShape};

/// The rules in one text, and the words beside them that are no rules.
#[derive(Debug, Default)]
pub(crate) struct Short {
    pub(crate) rules: Vec<RawRule>,
    /// The word for the type with its shape.
    pub(crate) shape: Option<(String, RawShape)>,
    pub(crate) is_object: bool,
    pub(crate) bail: bool,
    pub(crate) present: bool,
    pub(crate) nullable: bool,
}

/// Names that other validators have for rules of this crate.
const ALIASES: [(&str, &str); 4] =
    [("in", "one_of"), ("not_in", "none_of"), ("required_array_keys", "required_keys"), ("unique_items", "distinct")];

/// The name of a rule by another name for it.
pub(crate) fn rule_name(word: &str) -> &str {
    ALIASES.iter().find(|(alias, _)| *alias == word).map_or(word, |(_, name)| name)
}

impl Short {
    /// Adds what one text says.
    pub(crate) fn read(&mut self, text: &str, line: usize, at: &str, mistakes: &mut Mistakes) {
        let mut rest = text;
        while !rest.trim().is_empty() {
            let end = rest.find(['|', ':']).unwrap_or(rest.len());
            let (word, behind) = (rest[..end].trim(), &rest[end..]);
            match behind.strip_prefix(':') {
                Some(arguments) => {
                    let (positional, behind) = arguments_of(word, arguments);
                    self.rules.push(RawRule { line, name: rule_name(word).into(), positional, ..RawRule::default() });
                    rest = behind;
                }
                None => {
                    self.word(word, line, at, mistakes);
                    rest = behind;
                }
            }
            rest = rest.trim_start().strip_prefix('|').unwrap_or_else(|| rest.trim_start());
        }
    }

    fn word(&mut self, word: &str, line: usize, at: &str, mistakes: &mut Mistakes) {
        match word {
            "" => mistakes.add(line, at, "a rule is missing between two `|`"),
            "bail" => self.bail = true,
            "present" => self.present = true,
            "nullable" => self.nullable = true,
            // A field that is not `required` may be left out anyway.
            "sometimes" | "optional" => {}
            "object" => self.is_object = true,
            _ => match RawShape::of_word(word, line, at) {
                None => self.rules.push(RawRule { line, name: rule_name(word).into(), ..RawRule::default() }),
                Some(_) if self.shape.is_some() => mistakes.add(line, at, "a field has one type; remove the others"),
                Some(shape) => self.shape = Some((word.into(), shape)),
            },
        }
    }
}

/// The arguments behind the colon, and what stands behind them.
fn arguments_of<'t>(rule: &str, text: &'t str) -> (Vec<Arg>, &'t str) {
    if matches!(rule, "regex" | "not_regex") {
        let (pattern, behind) = pattern_of(text);
        return (vec![Arg::Text(pattern)], behind);
    }
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        let (word, behind) = match rest.strip_prefix('"').and_then(quoted) {
            Some((text, behind)) => (Arg::Text(text), behind),
            None => {
                let end = rest.find([',', '|']).unwrap_or(rest.len());
                (word_of(rest[..end].trim()), &rest[end..])
            }
        };
        found.push(word);
        match behind.trim_start().strip_prefix(',') {
            Some(next) => rest = next.trim_start(),
            None => return (found, behind),
        }
    }
}

fn word_of(word: &str) -> Arg {
    word.strip_prefix("self.").map_or_else(|| Arg::Word(word.into()), |field| Arg::Field(field.into()))
}

/// Text up to the quotation mark that ends it; two of them stand for one.
fn quoted(text: &str) -> Option<(String, &str)> {
    let (mut found, mut rest) = (String::new(), text);
    loop {
        let end = rest.find('"')?;
        found.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(next) => {
                found.push('"');
                rest = next;
            }
            None => return Some((found, rest)),
        }
    }
}

/// A pattern: between slashes, with `i`, `m`, `s` or `u` behind them, or up to the next `|`.
fn pattern_of(text: &str) -> (String, &str) {
    if let Some(inside) = text.strip_prefix('/') {
        let mut ends = inside.match_indices('/').filter(|(at, _)| {
            let backslashes = inside[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count();
            let behind = inside[at + 1..].trim_start_matches(['i', 'm', 's', 'u']).trim_start();
            backslashes % 2 == 0 && (behind.is_empty() || behind.starts_with('|'))
        });
        if let Some((end, _)) = ends.next() {
            let behind = &inside[end + 1..];
            let flags: String = behind.chars().take_while(|c| matches!(c, 'i' | 'm' | 's' | 'u')).collect();
            let rest = &behind[flags.len()..];
            // Patterns know Unicode anyway.
            let flags: String = flags.chars().filter(|flag| *flag != 'u').collect();
            let pattern = inside[..end].replace("\\/", "/");
            return (if flags.is_empty() { pattern } else { format!("(?{flags}){pattern}") }, rest);
        }
    }
    let end = text.find('|').unwrap_or(text.len());
    (text[..end].into(), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Vec<(String, Vec<Arg>)> {
        let (mut short, mut mistakes) = (Short::default(), Mistakes::new());
        short.read(text, 1, "a", &mut mistakes);
        assert!(mistakes.is_empty(), "{mistakes}");
        short.rules.into_iter().map(|rule| (rule.name, rule.positional)).collect()
    }

    fn words(words: &[&str]) -> Vec<Arg> {
        words.iter().map(|word| Arg::Word((*word).into())).collect()
    }

    #[test]
    fn rules_are_split_at_bars_and_arguments_at_commas() {
        assert_eq!(
            rules("required | email|max:255"),
            [("required".into(), vec![]), ("email".into(), vec![]), ("max".into(), words(&["255"]))]
        );
        assert_eq!(rules("in:a, b"), [("one_of".into(), words(&["a", "b"]))]);
        let quoted = vec![Arg::Text("a,|b".into()), Arg::Text("\"".into())];
        assert_eq!(rules(r#"in:"a,|b","""""#), [("one_of".into(), quoted)]);
        assert_eq!(rules("gt:self.min"), [("gt".into(), vec![Arg::Field("min".into())])]);
    }

    #[test]
    fn patterns_end_at_their_slash_or_at_a_bar() {
        let pattern = |text: &str| vec![("regex".to_string(), vec![Arg::Text(text.into())])];
        assert_eq!(rules("regex:^[a-z]+$"), pattern("^[a-z]+$"));
        assert_eq!(rules("regex:/^(a|b)$/i"), pattern("(?i)^(a|b)$"));
        assert_eq!(rules(r"regex:/a\/b/"), pattern("a/b"));
        let (both, wanted) = (rules("regex:/a|b/|max:3"), pattern("a|b"));
        assert_eq!((both.len(), &both[0]), (2, &wanted[0]));
    }

    #[test]
    fn words_that_are_no_rules_are_told_apart() {
        let (mut short, mut mistakes) = (Short::default(), Mistakes::new());
        short.read("bail|present|nullable|sometimes|u8|required", 1, "a", &mut mistakes);
        assert!(short.bail && short.present && short.nullable && mistakes.is_empty());
        assert_eq!((short.shape.map(|(word, _)| word).as_deref(), short.rules.len()), (Some("u8"), 1));
        let mut short = Short::default();
        short.read("text|u8||email", 2, "a", &mut mistakes);
        assert_eq!(mistakes.len(), 2);
    }
}

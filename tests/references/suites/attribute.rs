//! A rule as it stands in an attribute, `length(min = 3, bytes)`, taken apart.

/// What a rule is given. It lives as long as the test does: rules hold what is written in the program.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Argument {
    Text(&'static str),
    Integer(i64),
    Float(f64),
    List(&'static [&'static str]),
}

/// The call that an attribute stands for.
#[derive(Debug, Default)]
pub(crate) struct Call {
    pub(crate) rule: String,
    pub(crate) positional: Vec<Argument>,
    pub(crate) named: Vec<(String, Argument)>,
    pub(crate) words: Vec<String>,
}

impl Call {
    /// `None` where the text is no rule with literals.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut call = Self::default();
        let (rule, mut rest) = text.split_at(text.find('(').unwrap_or(text.len()));
        rule.clone_into(&mut call.rule);
        if rest.is_empty() {
            return Some(call);
        }
        rest = rest.strip_prefix('(')?.strip_suffix(')')?;
        while !rest.is_empty() {
            if rest.starts_with(|first: char| first.is_ascii_lowercase()) {
                let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
                let (word, after) = rest.split_at(rest.find(|c| !is_word(c)).unwrap_or(rest.len()));
                rest = match after.strip_prefix(" = ") {
                    None => {
                        call.words.push(word.to_owned());
                        after
                    }
                    Some(value) => {
                        let (argument, after) = Argument::read(value)?;
                        call.named.push((word.to_owned(), argument));
                        after
                    }
                };
            } else {
                let (argument, after) = Argument::read(rest)?;
                call.positional.push(argument);
                rest = after;
            }
            rest = rest.strip_prefix(',').map_or(rest, str::trim_start);
        }
        Some(call)
    }

    pub(crate) fn named(&self, name: &str) -> Option<Argument> {
        self.named.iter().find(|(other, _)| other == name).map(|(_, argument)| *argument)
    }

    pub(crate) fn text(&self, name: &str) -> Option<&'static str> {
        self.named(name)?.text()
    }

    pub(crate) fn count(&self, name: &str) -> Option<usize> {
        self.named(name)?.count()
    }
}

impl Argument {
    /// The literal at the start of the text, and what comes behind it.
    fn read(text: &str) -> Option<(Self, &str)> {
        if text.starts_with(['"', '[']) {
            let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
            let argument = match values.next()?.ok()? {
                serde_json::Value::String(value) => Self::Text(value.leak()),
                serde_json::Value::Array(items) => {
                    let texts = items.iter().map(|item| item.as_str().map(|text| &*text.to_owned().leak()));
                    Self::List(texts.collect::<Option<Vec<&'static str>>>()?.leak())
                }
                _ => return None,
            };
            return Some((argument, &text[values.byte_offset()..]));
        }
        let (number, after) = text.split_at(text.find(',').unwrap_or(text.len()));
        let argument = match number.parse() {
            Ok(integer) => Self::Integer(integer),
            Err(_) => Self::Float(number.parse().ok()?),
        };
        Some((argument, after))
    }

    pub(crate) fn text(self) -> Option<&'static str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(crate) fn count(self) -> Option<usize> {
        if let Self::Integer(count) = self { count.try_into().ok() } else { None }
    }
}

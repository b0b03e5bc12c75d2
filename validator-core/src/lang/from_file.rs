//! Languages from files that are read while the program runs.

use alloc::borrow::Cow;
use alloc::string::ToString;
use alloc::vec::Vec;

use unprocessable_language::{Catalogue, File, Habits as Written, Mistake, rule};

use super::number::Signs;
use super::{Frame, Habits, Language, Table, plural};

impl Language {
    /// Reads a language from the text of a file, as those in `validator-language/locales` are written.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, each mistake with its line: a sentence that is missing, a code that does not exist, a
    /// placeholder that the sentence does not have, a plural without one of its forms.
    ///
    /// ```
    /// use unprocessable_core::lang::Language;
    ///
    /// let mistakes = Language::from_toml("[messages]\nemial = \"…\"").unwrap_err();
    /// assert!(mistakes.iter().any(|mistake| mistake.to_string() == "line 2: `emial` is no code; is `email` meant?"));
    /// ```
    pub fn from_toml(text: &str) -> Result<Self, Vec<Mistake>> {
        let catalogue = Catalogue::shipped()?;
        let file = File::language(text, &catalogue)?;
        let at_first_line = |text: &str| alloc::vec![Mistake { line: 1, text: text.to_string() }];
        let compiled = file.compile(&catalogue).map_err(|text| at_first_line(&text))?;
        let plural = rule(&file.habits.tag).and_then(plural::named);
        Ok(Self {
            tag: file.habits.tag.clone().into(),
            name: file.habits.name.clone().into(),
            plural: plural.ok_or_else(|| at_first_line("the plurals of this language are not known"))?,
            habits: Habits::of(file.habits),
            table: Table {
                text: compiled.text.into(),
                sentences: compiled.sentences.into(),
                parts: compiled.parts.into(),
                names: compiled.names.into_iter().map(Cow::Owned).collect(),
            },
        })
    }
}

impl Habits {
    fn of(written: Written) -> Self {
        Self {
            numbers: Signs {
                decimal: written.decimal.into(),
                group: written.group.into(),
                group_from: written.group_from.parse().unwrap_or(5),
            },
            comma: written.comma.into(),
            or: written.or.into(),
            and: written.and.into(),
            more: written.more.into(),
            date: written.date.into(),
            at: written.at.into(),
            field: frame(&written.field),
            field_in_list: frame(&written.field_in_list),
            text_in_list: frame(&written.text_in_list),
            now: written.now.into(),
            today: written.today.into(),
            truth: written.truth.into(),
            falsehood: written.falsehood.into(),
            whole: written.whole.into(),
            isolates: written.isolate == "yes",
        }
    }
}

/// What stands before and behind the placeholder.
fn frame(text: &str) -> Frame {
    let (before, rest) = text.split_once('{').unwrap_or((text, ""));
    let behind = rest.split_once('}').map_or("", |(_, behind)| behind);
    (before.to_string().into(), behind.to_string().into())
}

//! Which plural categories a language has.

/// A plural category of CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// As for 0 in Arabic.
    Zero,
    /// As for 1 in English.
    One,
    /// As for 2 in Arabic.
    Two,
    /// As for 2 to 4 in Czech.
    Few,
    /// As for 5 in Polish.
    Many,
    /// Everything else.
    Other,
}

impl Category {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// The word for it in templates.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }

    /// The category with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }
}

/// The name of the plural rule of a language, by its tag. `None` if the language is not known.
///
/// ```
/// assert_eq!(unprocessable_language::rule("pl-PL"), Some("polish"));
/// ```
#[must_use]
pub fn rule(tag: &str) -> Option<&'static str> {
    let (language, region) = tag.split_once('-').unwrap_or((tag, ""));
    Some(match language {
        "ja" | "zh" | "ko" | "vi" | "th" | "id" | "ms" | "lo" | "my" => "none",
        "en" | "de" | "nl" | "sv" | "fi" | "et" | "gl" | "sw" | "ur" => "english",
        "tr" | "hu" | "bg" | "el" | "nb" | "nn" | "no" | "eu" | "ka" | "az" | "kk" | "af" | "sq" | "ta" => "turkish",
        "da" => "danish",
        "fr" => "french",
        "es" => "spanish",
        "pt" if region != "PT" => "portuguese",
        "it" | "ca" | "pt" => "italian",
        "hi" | "bn" | "fa" => "hindi",
        "hy" => "armenian",
        "ro" => "romanian",
        "hr" | "sr" | "bs" => "croatian",
        "pl" => "polish",
        "cs" | "sk" => "czech",
        "ru" | "uk" => "russian",
        "lt" => "lithuanian",
        "lv" => "latvian",
        "he" => "hebrew",
        "sl" => "slovenian",
        "ar" => "arabic",
        _ => return None,
    })
}

/// The categories that numbers have in a language, by its tag. `None` if the language is not known.
///
/// ```
/// use unprocessable_language::{Category, categories};
///
/// assert_eq!(categories("pl-PL").unwrap(), [Category::One, Category::Few, Category::Many, Category::Other]);
/// ```
#[must_use]
pub fn categories(tag: &str) -> Option<&'static [Category]> {
    use Category::{Few, Many, One, Other, Two, Zero};

    Some(match rule(tag)? {
        "none" => &[Other],
        "french" | "spanish" | "portuguese" | "italian" => &[One, Many, Other],
        "romanian" | "croatian" => &[One, Few, Other],
        "polish" | "czech" | "russian" | "lithuanian" => &[One, Few, Many, Other],
        "latvian" => &[Zero, One, Other],
        "hebrew" => &[One, Two, Other],
        "slovenian" => &[One, Two, Few, Other],
        "arabic" => &[Zero, One, Two, Few, Many, Other],
        _ => &[One, Other],
    })
}

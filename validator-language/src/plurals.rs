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

    let language = tag.split('-').next().unwrap_or_default();
    Some(match language {
        "ja" | "zh" | "ko" | "vi" | "th" | "id" | "ms" | "lo" | "my" => &[Other],
        "en" | "de" | "nl" | "sv" | "et" | "fi" | "tr" | "hu" | "bg" | "el" | "nb" | "nn" | "no" | "da" | "eu"
        | "gl" | "hi" | "bn" | "fa" | "ka" | "az" | "kk" | "af" | "sq" | "sw" | "ur" | "ta" | "is" | "mk" | "hy" => {
            &[One, Other]
        }
        "fr" | "es" | "it" | "pt" | "ca" => &[One, Many, Other],
        "ro" | "hr" | "sr" | "bs" => &[One, Few, Other],
        "pl" | "cs" | "sk" | "ru" | "uk" | "be" | "lt" => &[One, Few, Many, Other],
        "lv" => &[Zero, One, Other],
        "he" => &[One, Two, Other],
        "sl" => &[One, Two, Few, Other],
        "ar" => &[Zero, One, Two, Few, Many, Other],
        _ => return None,
    })
}

//! What languages say of rules: English is what the rules say without a language, and no other language says it in English.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use unprocessable::lang::{self, Language};

use crate::catalogue::chapters;

#[test]
fn every_rule_has_its_sentence_in_every_language() {
    let mut count = 0;
    for row in chapters().into_iter().flat_map(|(_, rows)| rows) {
        for sample in row.samples {
            let said = (sample.says)(english());
            assert_eq!(said.as_ref(), Some(&sample.sentence), "{} of a {:?}", row.attribute, sample.kind);
            for language in lang::ALL.iter().filter(|language| language.tag() != "en") {
                let other = (sample.says)(language).unwrap_or_else(|| panic!("{} is not translated", row.attribute));
                assert!(
                    other.to_lowercase().contains("name") && other != sample.sentence,
                    "{}: {other}",
                    row.attribute
                );
                count += 1;
            }
        }
    }
    assert!(count > 200, "{count}");
}

/// English as its file says it.
pub(crate) fn english() -> &'static Language {
    static ENGLISH: LazyLock<Language> = LazyLock::new(|| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../validator-language/locales/en.toml");
        Language::from_toml(&fs::read_to_string(path).expect("en.toml")).expect("English")
    });
    &ENGLISH
}

/// CLDR as ICU knows it. Numbers up to 10,000, large ones, decimals. Of more than 18 digits ICU keeps the last ones.
#[test]
fn plurals_are_those_of_icu() {
    use fixed_decimal::Decimal;
    use icu_plurals::{PluralOperands, PluralRules};

    let mut numbers: Vec<String> = (0..=10_000).map(|number| number.to_string()).collect();
    numbers.extend(
        [12_345, 100_000, 999_999, 1_000_000, 1_000_001, 1_000_011, 2_000_000, 21_000_000, 1_000_000_000_u64]
            .map(|n| n.to_string()),
    );
    numbers.extend(["18446744073709551615", "100000000000000000"].map(String::from));
    for whole in [0, 1, 2, 3, 5, 10, 11, 12, 21, 22, 100, 101, 111, 1_000_000] {
        for decimals in
            ["0", "1", "2", "5", "9", "00", "01", "02", "10", "11", "12", "14", "21", "50", "99", "001", "011", "100"]
        {
            numbers.push(format!("{whole}.{decimals}"));
        }
    }
    let mut languages = 0;
    for tag in TAGS {
        let rule = unprocessable_language::rule(tag).unwrap_or_else(|| panic!("no rule for {tag}"));
        let locale: icu_locale_core::Locale = tag.parse().expect("a tag");
        let icu = PluralRules::try_new_cardinal(locale.into()).expect("the rules of ICU");
        for number in &numbers {
            let operands = PluralOperands::from(&number.parse::<Decimal>().expect("a number"));
            let category = format!("{:?}", icu.category_for(operands)).to_lowercase();
            assert_eq!(unprocessable::lang::category(rule, number), Some(category.as_str()), "{number} in {tag}");
        }
        let known = unprocessable_language::categories(tag).expect("categories").iter().map(|known| known.name());
        let icu = icu.categories().map(|category| format!("{category:?}").to_lowercase());
        let (mut known, mut icu): (Vec<_>, Vec<_>) = (known.map(String::from).collect(), icu.collect());
        known.sort();
        icu.sort();
        assert_eq!(known, icu, "{tag}");
        languages += 1;
    }
    assert!(languages > 50);
}

/// Every language whose plurals are known.
const TAGS: [&str; 58] = [
    "ja", "zh", "zh-Hant", "ko", "vi", "th", "id", "ms", "lo", "my", "en", "de", "nl", "sv", "fi", "et", "gl", "sw",
    "ur", "tr", "hu", "bg", "el", "nb", "nn", "no", "eu", "ka", "az", "kk", "af", "sq", "ta", "da", "fr", "es", "pt",
    "pt-BR", "pt-PT", "it", "ca", "hi", "bn", "fa", "hy", "ro", "hr", "sr", "bs", "pl", "cs", "sk", "ru", "uk", "lt",
    "lv", "he", "ar",
];

//! Formats of text, beside the crates that read them.

use proptest::prelude::*;
use unprocessable_core::rules::{self, Rule as _};

proptest! {
    #[test]
    fn agrees_with_the_semver_crate(text in "[0-9]{1,2}(\\.[0-9]{1,2}){1,3}([-+][-+.0a1]{0,6})?") {
        prop_assert_eq!(rules::semver().check(&text), semver::Version::parse(&text).is_ok(), "{:?}", text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    /// Between serde_json's two readings: values are refused when numbers are too large, and ignored text is
    /// not looked into.
    #[test]
    fn agrees_with_serde_json(text in r#"([\[\]{},:]|"a"|"(\\u[dD][89cC]00|\\n|é|\\)?"|-?[0-9.eE+-]{1,3}|true|null| ){0,12}"#) {
        let valid = rules::json().check(&text);
        if serde_json::from_str::<serde_json::Value>(&text).is_ok() {
            prop_assert!(valid, "{:?}", text);
        }
        if valid {
            prop_assert!(serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok(), "{:?}", text);
        }
    }
}

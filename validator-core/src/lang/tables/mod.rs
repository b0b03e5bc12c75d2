//! The tables of the languages.
// Made from the files in `validator-language/locales` by `validator-language/tests/tables.rs`. Do not edit it.

pub(crate) mod catalogue;
pub(crate) mod ids;
pub(crate) mod plain;

#[cfg(feature = "lang-ar")]
mod ar;
#[cfg(feature = "lang-ar")]
pub use ar::AR;

#[cfg(feature = "lang-cs")]
mod cs;
#[cfg(feature = "lang-cs")]
pub use cs::CS;

#[cfg(feature = "lang-de")]
mod de;
#[cfg(feature = "lang-de")]
pub use de::DE;

#[cfg(feature = "lang-es")]
mod es;
#[cfg(feature = "lang-es")]
pub use es::ES;

#[cfg(feature = "lang-fr")]
mod fr;
#[cfg(feature = "lang-fr")]
pub use fr::FR;

#[cfg(feature = "lang-it")]
mod it;
#[cfg(feature = "lang-it")]
pub use it::IT;

#[cfg(feature = "lang-ja")]
mod ja;
#[cfg(feature = "lang-ja")]
pub use ja::JA;

#[cfg(feature = "lang-nl")]
mod nl;
#[cfg(feature = "lang-nl")]
pub use nl::NL;

#[cfg(feature = "lang-pl")]
mod pl;
#[cfg(feature = "lang-pl")]
pub use pl::PL;

#[cfg(feature = "lang-pt-br")]
mod pt_br;
#[cfg(feature = "lang-pt-br")]
pub use pt_br::PT_BR;

#[cfg(feature = "lang-ru")]
mod ru;
#[cfg(feature = "lang-ru")]
pub use ru::RU;

#[cfg(feature = "lang-tr")]
mod tr;
#[cfg(feature = "lang-tr")]
pub use tr::TR;

#[cfg(feature = "lang-uk")]
mod uk;
#[cfg(feature = "lang-uk")]
pub use uk::UK;

#[cfg(feature = "lang-zh-hans")]
mod zh_hans;
#[cfg(feature = "lang-zh-hans")]
pub use zh_hans::ZH_HANS;

// `labels!` asks for a language by these macros, which know whether its feature is on.
#[cfg(feature = "lang-ar")]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_ar {
    ($file:literal) => { $crate::lang::AR };
}
#[cfg(not(feature = "lang-ar"))]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_ar {
    ($file:literal) => { ::core::compile_error!(::core::concat!($file, ": this language needs the feature `lang-ar` of `unprocessable`")) };
}
#[cfg(feature = "lang-cs")]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_cs {
    ($file:literal) => { $crate::lang::CS };
}
#[cfg(not(feature = "lang-cs"))]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_cs {
    ($file:literal) => { ::core::compile_error!(::core::concat!($file, ": this language needs the feature `lang-cs` of `unprocessable`")) };
}
#[cfg(feature = "lang-de")]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_de {
    ($file:literal) => { $crate::lang::DE };
}
#[cfg(not(feature = "lang-de"))]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_de {
    ($file:literal) => { ::core::compile_error!(::core::concat!($file, ": this language needs the feature `lang-de` of `unprocessable`")) };
}
#[cfg(feature = "lang-es")]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_es {
    ($file:literal) => { $crate::lang::ES };
}
#[cfg(not(feature = "lang-es"))]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_es {
    ($file:literal) => { ::core::compile_error!(::core::concat!($file, ": this language needs the feature `lang-es` of `unprocessable`")) };
}
#[cfg(feature = "lang-fr")]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_fr {
    ($file:literal) => { $crate::lang::FR };
}
#[cfg(not(feature = "lang-fr"))]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_fr {
    ($file:literal) => { ::core::compile_error!(::core::concat!($file, ": this language needs the feature `lang-fr` of `unprocessable`")) };
}
#[cfg(feature = "lang-it")]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_it {
    ($file:literal) => { $crate::lang::IT };
}
#[cfg(not(feature = "lang-it"))]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_it {
    ($file:literal) => { ::core::compile_error!(::core::concat!($file, ": this language needs the feature `lang-it` of `unprocessable`")) };
}
#[cfg(feature = "lang-ja")]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_ja {
    ($file:literal) => { $crate::lang::JA };
}
#[cfg(not(feature = "lang-ja"))]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_ja {
    ($file:literal) => { ::core::compile_error!(::core::concat!($file, ": this language needs the feature `lang-ja` of `unprocessable`")) };
}
#[cfg(feature = "lang-nl")]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_nl {
    ($file:literal) => { $crate::lang::NL };
}
#[cfg(not(feature = "lang-nl"))]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_nl {
    ($file:literal) => { ::core::compile_error!(::core::concat!($file, ": this language needs the feature `lang-nl` of `unprocessable`")) };
}
#[cfg(feature = "lang-pl")]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_pl {
    ($file:literal) => { $crate::lang::PL };
}
#[cfg(not(feature = "lang-pl"))]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_pl {
    ($file:literal) => { ::core::compile_error!(::core::concat!($file, ": this language needs the feature `lang-pl` of `unprocessable`")) };
}
#[cfg(feature = "lang-pt-br")]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_pt_br {
    ($file:literal) => { $crate::lang::PT_BR };
}
#[cfg(not(feature = "lang-pt-br"))]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_pt_br {
    ($file:literal) => { ::core::compile_error!(::core::concat!($file, ": this language needs the feature `lang-pt-br` of `unprocessable`")) };
}
#[cfg(feature = "lang-ru")]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_ru {
    ($file:literal) => { $crate::lang::RU };
}
#[cfg(not(feature = "lang-ru"))]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_ru {
    ($file:literal) => { ::core::compile_error!(::core::concat!($file, ": this language needs the feature `lang-ru` of `unprocessable`")) };
}
#[cfg(feature = "lang-tr")]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_tr {
    ($file:literal) => { $crate::lang::TR };
}
#[cfg(not(feature = "lang-tr"))]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_tr {
    ($file:literal) => { ::core::compile_error!(::core::concat!($file, ": this language needs the feature `lang-tr` of `unprocessable`")) };
}
#[cfg(feature = "lang-uk")]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_uk {
    ($file:literal) => { $crate::lang::UK };
}
#[cfg(not(feature = "lang-uk"))]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_uk {
    ($file:literal) => { ::core::compile_error!(::core::concat!($file, ": this language needs the feature `lang-uk` of `unprocessable`")) };
}
#[cfg(feature = "lang-zh-hans")]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_zh_hans {
    ($file:literal) => { $crate::lang::ZH_HANS };
}
#[cfg(not(feature = "lang-zh-hans"))]
#[doc(hidden)]
#[macro_export]
#[rustfmt::skip]
macro_rules! __lang_zh_hans {
    ($file:literal) => { ::core::compile_error!(::core::concat!($file, ": this language needs the feature `lang-zh-hans` of `unprocessable`")) };
}

use alloc::borrow::Cow;

use crate::lang::{Habits, Language, Table, number, plural};

/// How arguments are called.
#[rustfmt::skip]
static NAMES: &[Cow<'static, str>] = &[
    Cow::Borrowed("other"),
    Cow::Borrowed("relation"),
    Cow::Borrowed("value"),
    Cow::Borrowed("others"),
    Cow::Borrowed("min"),
    Cow::Borrowed("max"),
    Cow::Borrowed("size"),
    Cow::Borrowed("exclusive_min"),
    Cow::Borrowed("exclusive_max"),
    Cow::Borrowed("step"),
    Cow::Borrowed("count"),
    Cow::Borrowed("choices"),
    Cow::Borrowed("values"),
    Cow::Borrowed("types"),
    Cow::Borrowed("extensions"),
    Cow::Borrowed("min_width"),
    Cow::Borrowed("max_width"),
    Cow::Borrowed("min_height"),
    Cow::Borrowed("max_height"),
    Cow::Borrowed("across"),
    Cow::Borrowed("down"),
    Cow::Borrowed("max_megapixels"),
    Cow::Borrowed("schemes"),
    Cow::Borrowed("version"),
    Cow::Borrowed("region"),
    Cow::Borrowed("format"),
    Cow::Borrowed("date"),
    Cow::Borrowed("unit"),
    Cow::Borrowed("keys"),
    Cow::Borrowed("medium"),
    Cow::Borrowed("line"),
    Cow::Borrowed("column"),
];

/// English: English.
#[rustfmt::skip]
pub static EN: Language = Language {
    tag: Cow::Borrowed("en"),
    name: Cow::Borrowed("English"),
    plural: plural::english,
    habits: Habits {
        numbers: number::Signs { decimal: Cow::Borrowed("."), group: Cow::Borrowed(","), group_from: 5 },
        comma: Cow::Borrowed(", "),
        or: Cow::Borrowed(" or "),
        and: Cow::Borrowed(" and "),
        more: Cow::Borrowed(" and others"),
        date: Cow::Borrowed("yyyy-MM-dd"),
        at: Cow::Borrowed(" "),
        now: Cow::Borrowed("now"),
        today: Cow::Borrowed("today"),
        truth: Cow::Borrowed("true"),
        falsehood: Cow::Borrowed("false"),
        whole: Cow::Borrowed("given data"),
        field: (Cow::Borrowed("the "), Cow::Borrowed("")),
        field_in_list: (Cow::Borrowed(""), Cow::Borrowed("")),
        text_in_list: (Cow::Borrowed(""), Cow::Borrowed("")),
        isolates: false,
    },
    table: Table {
        text: Cow::Borrowed(""),
        sentences: Cow::Borrowed(&[]),
        parts: Cow::Borrowed(&[]),
        names: Cow::Borrowed(NAMES),
    },
};

/// All languages whose features are on, English first.
#[rustfmt::skip]
pub static ALL: &[&Language] = &[
    &EN,
    #[cfg(feature = "lang-ar")]
    &AR,
    #[cfg(feature = "lang-cs")]
    &CS,
    #[cfg(feature = "lang-de")]
    &DE,
    #[cfg(feature = "lang-es")]
    &ES,
    #[cfg(feature = "lang-fr")]
    &FR,
    #[cfg(feature = "lang-it")]
    &IT,
    #[cfg(feature = "lang-ja")]
    &JA,
    #[cfg(feature = "lang-nl")]
    &NL,
    #[cfg(feature = "lang-pl")]
    &PL,
    #[cfg(feature = "lang-pt-br")]
    &PT_BR,
    #[cfg(feature = "lang-ru")]
    &RU,
    #[cfg(feature = "lang-tr")]
    &TR,
    #[cfg(feature = "lang-uk")]
    &UK,
    #[cfg(feature = "lang-zh-hans")]
    &ZH_HANS,
];

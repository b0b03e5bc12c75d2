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

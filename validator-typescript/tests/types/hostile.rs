//! Names and documentation that try to leave the text they are written in.

use std::collections::BTreeMap;

use serde::Deserialize;
use unprocessable::declaration::{Declare as _, DeclaredField};
use unprocessable::decode::Inspect;
use unprocessable::{Validate, from_json};
use unprocessable_typescript::Module;

use crate::write;

/// Ends */ the comment. ${and} `more`
#[doc = "\r@ts-ignore\u{2028}@ts-expect-error"]
/// @ts-nocheck
#[derive(Deserialize, Validate)]
struct Fields {
    #[serde(rename = "__proto__")]
    prototype: u8,
    constructor: u8,
    #[serde(rename = "")]
    empty: u8,
    #[serde(rename = "_")]
    whole: u8,
    #[serde(rename = "a\"b")]
    quote: u8,
    #[serde(rename = "a'b\"c")]
    both: u8,
    #[serde(rename = "a\nb\r\u{2028}")]
    lines: u8,
    #[serde(rename = "a\\")]
    backslash: u8,
    #[doc = "*/"]
    #[serde(rename = "*/ export const injected = 1; /*")]
    comment: u8,
    #[serde(rename = "${injected}")]
    template: u8,
    #[serde(rename = "`+alert()+`")]
    backtick: u8,
    #[serde(rename = "a.b")]
    dot: u8,
    #[serde(rename = "\u{202e}gpj.exe")]
    turned: u8,
    #[serde(rename = "größe")]
    umlaut: u8,
    #[serde(rename = "日本")]
    kanji: u8,
    #[serde(rename = "हिन्दी")]
    marks: u8,
    #[serde(rename = "👩‍👩‍👧")]
    family: u8,
    #[serde(rename = "1")]
    number: u8,
    #[serde(rename = "[key: string]")]
    index: u8,
    #[serde(rename = "new")]
    new: u8,
    #[serde(rename = "</script>")]
    script: u8,
    #[serde(default = "injected")]
    default: String,
    #[serde(default = "long")]
    long: Vec<u32>,
}

fn injected() -> String {
    "*/ export const injected = 1; /*\n@ts-ignore\u{2028}@ts-ignore".to_owned()
}

fn long() -> Vec<u32> {
    (0..1_000).collect()
}

/// The same names where keys are templates.
#[derive(Deserialize, Validate)]
struct Lists {
    #[serde(rename = "${injected}")]
    template: Vec<u8>,
    #[serde(rename = "`+alert()+`")]
    backtick: Vec<u8>,
    #[serde(rename = "a\\${x}")]
    backslash: Vec<u8>,
    #[serde(rename = "$")]
    dollar: Vec<Inner>,
    #[serde(rename = "a\nb\u{2028}.")]
    lines: Vec<u8>,
    #[serde(rename = "👩‍👩‍👧")]
    family: Vec<u8>,
}

#[derive(Deserialize, Validate)]
struct Inner {
    #[serde(rename = "{x}`")]
    inner: u8,
}

#[derive(Deserialize, Validate)]
#[serde(tag = "a\"`${b}", content = "*/")]
enum Tags {
    #[serde(rename = "\"; alert(); \"")]
    One(u8),
    #[serde(rename = "__proto__")]
    Two {
        #[serde(rename = "\u{0}")]
        zero: u8,
    },
    #[doc = "*/ export const injected = 1;"]
    Three,
}

/// Names of the language, and of what a module has of its own.
#[derive(Deserialize, Validate)]
#[serde(transparent)]
struct ValidationErrors {
    errors: BTreeMap<String, Object>,
}

#[derive(Deserialize, Validate)]
struct Object {
    date: Date,
    error_body: ErrorBody,
    string: string,
    date_errors: DateErrors,
    key: ObjectTypeKey,
}

/// What would be the name of the keys of `Object`.
#[derive(Deserialize, Validate)]
struct ObjectTypeKey {
    object: u8,
}

#[derive(Deserialize, Validate)]
struct Date {
    day: u8,
}

/// What would be the name of the errors of `Date`.
#[derive(Deserialize, Validate)]
struct DateErrors {
    day: u8,
}

#[derive(Deserialize, Validate)]
struct ErrorBody {
    message: u8,
}

#[derive(Deserialize, Validate)]
#[allow(non_camel_case_types)]
struct string(String);

/// Types that TypeScript would not take as they are, because they are made of themselves.
#[derive(Deserialize, Validate)]
struct Itself {
    list: ListOfItself,
    map: MapOfItself,
    option: OptionOfItself,
    untagged: UntaggedItself,
    tagged: TaggedItself,
    flat: FlatItself,
    one: One,
}

#[derive(Deserialize, Validate)]
struct ListOfItself(Vec<ListOfItself>);

#[derive(Deserialize, Validate)]
struct MapOfItself(BTreeMap<String, Vec<MapOfItself>>);

#[derive(Deserialize, Validate)]
struct OptionOfItself(Option<Box<OptionOfItself>>);

#[derive(Deserialize, Validate)]
#[serde(untagged)]
enum UntaggedItself {
    Number(u8),
    Map(BTreeMap<String, UntaggedItself>),
    Boxed(Box<UntaggedItself>),
    Pair(Box<UntaggedItself>, Box<UntaggedItself>),
}

#[derive(Deserialize, Validate)]
#[serde(tag = "t")]
enum TaggedItself {
    End,
    Boxed(Box<TaggedItself>),
    Flat {
        #[serde(flatten)]
        inner: Box<TaggedItself>,
    },
}

#[derive(Deserialize, Validate)]
struct FlatItself {
    a: u8,
    #[serde(flatten)]
    inner: Option<Box<FlatItself>>,
}

/// Two types that are made of one another.
#[derive(Deserialize, Validate)]
struct One(Box<Two>);

#[derive(Deserialize, Validate)]
#[serde(untagged)]
enum Two {
    One(One),
    Nothing,
}

/// So many keys that a compiler should not list them: 10 to the power of five.
macro_rules! wide {
    ($($type:ident of $inner:ty;)+) => {$(
        #[derive(Deserialize, Validate)]
        struct $type {
            a: $inner,
            b: $inner,
            c: $inner,
            d: $inner,
            e: $inner,
            f: $inner,
            g: $inner,
            h: $inner,
            i: $inner,
            j: $inner,
        }
    )+};
}

wide! {
    Wide1 of u8;
    Wide2 of Wide1;
    Wide3 of Wide2;
    Wide4 of Wide3;
    Wide5 of Wide4;
}

#[test]
fn hostile_modules() {
    let module = Module::new().add::<Fields>().add::<Lists>().add::<Tags>().add::<ValidationErrors>().add::<Itself>();
    let text = module.add::<Object>().add::<Wide5>().to_typescript();
    assert!(!text.lines().any(|line| line.contains("injected") && line.starts_with("export ")), "{text}");
    assert!(text.len() < 60_000, "{} bytes", text.len());
    write("hostile/module.ts", &text);

    let mut uses = "import type * as api from \"./module\";\n\n".to_owned();
    let wrong_fields = names_of(Fields::declaration().fields(), "true");
    know::<Fields>(&mut uses, "Fields", &wrong_fields);
    let wrong_lists = names_of(Lists::declaration().fields(), "[true]");
    know::<Lists>(&mut uses, "Lists", &wrong_lists);
    know::<Tags>(&mut uses, "Tags", r#"{"a\"`${b}": "__proto__", "*/": {"\u0000": true}}"#);
    know::<Tags>(&mut uses, "Tags", "{}");
    write("hostile/uses.ts", &uses);
}

fn names_of(fields: impl Iterator<Item = &'static DeclaredField>, value: &str) -> String {
    let entries = fields.map(|field| format!("{}: {value}", serde_json::to_string(field.name()).unwrap()));
    format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
}

/// The keys of the answer to a document are among those that the module lists.
fn know<'de, T>(uses: &mut String, name: &str, document: &'de str)
where
    T: Deserialize<'de> + Validate + Inspect<'de>,
{
    let Err(rejection) = from_json::<T>(document.as_bytes()) else { panic!("{document} is accepted") };
    for (key, _) in rejection.errors().unwrap().iter() {
        uses.push_str(&format!("({} satisfies api.{name}Key);\n", serde_json::to_string(key).unwrap()));
    }
}

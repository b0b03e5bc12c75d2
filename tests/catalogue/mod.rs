//! Every rule once: as an attribute, as the call that it expands to, and on a value that passes for each kind of subject.
//!
//! `RULES.md`, the test of what every rule promises, and the bench of its time are all made from this list, and a rule
//! that is not in it fails [`constructors`].
#![allow(dead_code)] // Each of those uses a part.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::hash::Hash;
use std::num::NonZeroU8;
use std::path::Path;
use std::{fs, iter};

use jiff::civil;
use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use unprocessable_core::__private::Relation;
use unprocessable_core::lang::Language;
use unprocessable_core::rules::{self, Bound, Describe, Precision, Rule, Schema, now, today};
use unprocessable_core::{Argument, Kind, Mention, Other, Pattern, Subject};

pub(crate) struct Row {
    /// As it stands in `#[validate(…)]`.
    pub(crate) attribute: &'static str,
    /// The constructor.
    pub(crate) name: &'static str,
    pub(crate) samples: Vec<Sample>,
}

/// What a language says of a rule.
pub(crate) type Says = Box<dyn Fn(&Language) -> Option<String>>;

/// A rule on a value that passes.
pub(crate) struct Sample {
    pub(crate) kind: Kind,
    pub(crate) code: &'static str,
    /// The sentence, with its placeholders.
    pub(crate) template: &'static str,
    /// The arguments by name, and of which type each is where this rule was given it.
    pub(crate) arguments: Vec<(&'static str, Option<&'static str>)>,
    /// What a language says instead.
    pub(crate) says: Says,
    /// What the rule says of a field called `name`.
    pub(crate) sentence: String,
    /// The keywords of JSON Schema with their values as JSON; `None` when the rule does not say whether there are any.
    pub(crate) schema: Option<Vec<(&'static str, String)>>,
    /// How truly they say the rule.
    pub(crate) precision: Precision,
    /// What the build knows of the values that pass.
    pub(crate) bound: Bound,
    /// Runs the rule on the value.
    pub(crate) passes: Box<dyn Fn() -> bool>,
    /// The rule on other text, where it looks at text.
    pub(crate) on_text: Option<OnText>,
    /// The value as JSON; `None` if JSON has no such value.
    pub(crate) json: Option<Value>,
    /// The rule on what is read from JSON; `None` if it cannot be read, or if it is written in another way.
    pub(crate) on_json: OnJson,
}

type OnJson = Box<dyn Fn(&Value) -> Option<bool>>;

pub(crate) struct OnText {
    pub(crate) sample: String,
    pub(crate) check: Box<dyn Fn(&str) -> bool>,
}

/// Rules in chapters: the attribute, the rule as it describes itself, where that differs the rule as it runs, and for
/// each type that it checks a value that passes.
macro_rules! chapters {
    ($($chapter:literal { $($attribute:literal => $rule:expr $(, as $runs:expr)? ; $($subject:ty = $value:expr),+ ;)+ })+) => {
        vec![$(($chapter, vec![$({
            let rule = $rule;
            #[allow(unused_variables)]
            let runs = rule;
            $(let runs = $runs;)?
            Row {
                attribute: $attribute,
                name: $attribute.split('(').next().unwrap_or_default(),
                samples: vec![$(sample::<$subject, _, _, _>(&rule, runs, $value)),+],
            }
        }),+])),+]
    };
}

pub(crate) fn sample<S, D, R, V>(describes: &D, runs: R, value: V) -> Sample
where
    S: Texts<R> + ?Sized,
    D: Describe + Clone + 'static,
    R: Rule<S::Value> + Copy + 'static,
    V: Borrow<S> + Serialize + 'static,
{
    let holds = move |subject: &S| {
        let is_there = runs.check_presence(subject.presence());
        is_there && subject.value().is_none_or(|value| Rule::check(&runs, value))
    };
    let (schema, described) = (describes.schema(S::KIND), describes.clone());
    Sample {
        kind: S::KIND,
        code: describes.code(),
        template: describes.sentence(S::KIND),
        arguments: D::ARGUMENTS
            .iter()
            .enumerate()
            .map(|(index, name)| (*name, describes.argument(index).map(type_of)))
            .collect(),
        sentence: sentence(describes, S::KIND),
        says: Box::new(move |language| language.says(&described, S::KIND)),
        schema: schema.is_said().then(|| keywords(&schema)),
        precision: schema.precision(),
        on_text: S::on_text(runs, value.borrow()),
        bound: D::BOUND,
        json: written(&value),
        on_json: Box::new(move |json| {
            let owned = serde_json::from_value::<S::Owned>(json.clone()).ok()?;
            is_same(&written(&owned)?, json).then(|| holds(owned.borrow()))
        }),
        passes: Box::new(move || holds(value.borrow())),
    }
}

fn keywords(schema: &Schema<'_>) -> Vec<(&'static str, String)> {
    let json = |value| serde_json::to_string(&value).expect("JSON");
    let negated = schema.negated().map(|(keyword, value)| ("not", format!("{{\"{keyword}\":{}}}", json(value))));
    schema.keywords().map(|(keyword, value)| (keyword, json(value))).chain(negated).collect()
}

fn sentence<R: Describe>(rule: &R, kind: Kind) -> String {
    let mut sentence = rule.sentence(kind).replace("{attribute}", "name");
    for (index, name) in R::ARGUMENTS.iter().enumerate() {
        if let Some(argument) = rule.argument(index) {
            sentence = sentence.replace(&format!("{{{name}}}"), &argument.to_string());
        }
    }
    sentence
}

/// The type of an argument, in a word.
pub(crate) fn type_of(argument: Argument<'_>) -> &'static str {
    match argument {
        Argument::Integer(_) | Argument::Unsigned(_) => "integer",
        Argument::Float32(_) | Argument::Float(_) | Argument::Decimal(..) => "number",
        Argument::Boolean(_) => "boolean",
        Argument::Text(_) => "text",
        Argument::Label(_) | Argument::Field(..) => "field",
        Argument::List(_) => "list",
        _ => "other",
    }
}

/// As it is written in JSON, with as few digits as needed. JSON has no infinite numbers.
fn written(value: &impl Serialize) -> Option<Value> {
    let json = serde_json::to_string(value).ok()?;
    serde_json::from_str(&json).ok().filter(|written| !matches!(written, Value::Null))
}

/// Whether these are the same values in JSON. Sets have no order, and decimals are written as text.
fn is_same(a: &Value, b: &Value) -> bool {
    let sorted = |items: &[Value]| {
        let mut items: Vec<String> = items.iter().map(Value::to_string).collect();
        items.sort();
        items
    };
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => sorted(a) == sorted(b),
        (Value::Number(a), Value::Number(b)) => match (a.as_i128(), b.as_i128()) {
            (None, Some(b)) => a.as_f64().is_some_and(|a| a.fract() == 0.0 && a as i128 == b),
            _ => a.as_f64() == b.as_f64(),
        },
        (Value::String(a), Value::Number(b)) => a.parse().ok() == b.as_f64(),
        _ => a == b,
    }
}

/// Subjects, of which text can be exchanged.
pub(crate) trait Texts<R>: Subject {
    /// What is read from JSON.
    type Owned: DeserializeOwned + Serialize + Borrow<Self>;

    fn on_text(_: R, _: &Self) -> Option<OnText> {
        None
    }
}

impl<R: Rule<str> + Copy + 'static> Texts<R> for str {
    type Owned = String;

    fn on_text(rule: R, sample: &str) -> Option<OnText> {
        let check = Box::new(move |text: &str| {
            (!R::PRESENCE || rule.check_presence(text.presence())) && Rule::check(&rule, text)
        });
        Some(OnText { sample: sample.to_owned(), check })
    }
}

/// A file of 20 bytes, which is a picture of 16 × 16 pixels.
#[derive(Clone, Copy, serde::Serialize, serde::Deserialize)]
pub(crate) struct Picture;

impl rules::FileContent for Picture {
    fn byte_count(&self) -> u64 {
        20
    }

    fn media_type(&self) -> Option<&str> {
        Some("image/png")
    }

    fn image_size(&self) -> Option<(u32, u32)> {
        Some((16, 16))
    }
}

impl Subject for Picture {
    type Value = Self;
    const KIND: Kind = Kind::File;

    fn value(&self) -> Option<&Self> {
        Some(self)
    }
}

impl<R> Texts<R> for Picture {
    type Owned = Self;
}

impl<R, T: DeserializeOwned + Serialize> Texts<R> for [T] {
    type Owned = Vec<T>;
}

macro_rules! no_texts {
    ($([$($generic:ident $(: $bound:ident)*),*] $subject:ty),+ $(,)?) => {$(
        impl<R $(, $generic: DeserializeOwned + Serialize $(+ $bound)*)*> Texts<R> for $subject {
            type Owned = Self;
        }
    )+};
}

no_texts!(
    [] bool, [] u8, [] u16, [] i64, [] u64, [] i128, [] u128, [] f32, [] f64, [] NonZeroU8, [] Decimal,
    [] civil::Date, [] Option<u8>, [T] VecDeque<T>, [T] LinkedList<T>, [T: Ord] BinaryHeap<T>, [T: Ord] BTreeSet<T>,
    [T: Eq: Hash] HashSet<T>, [K: Ord, V] BTreeMap<K, V>, [K: Eq: Hash, V] HashMap<K, V>,
);

pub(crate) static CODE: Pattern = Pattern::new("^[A-Z]{3}$");

// A key function is given the item as it is in the list.
#[allow(clippy::ptr_arg)]
pub(crate) fn initial(text: &String) -> Option<char> {
    text.chars().next()
}

/// Hands the list to a macro.
macro_rules! every_rule {
    ($made:ident) => {{
    let a = Mention::field("nickName");
    let b = Mention::field("birthName");
    let jane = a.compared(Relation::Is, || Some(Argument::Text("Jane")));
    let adult = Mention::field("age").compared(Relation::AtLeast, || Some(Argument::Integer(18)));
    let (yes, no) = (Other(&true), Other(&false));
    let (text, blank) = (Other("日本"), Other(" "));
    let tags: &'static Vec<String> = Box::leak(Box::new(words()));
    $made! {
        "Presence" {
            "required" => rules::required(); str = "a", u8 = 0, bool = false, [u8] = vec![0], BinaryHeap<u8> = BinaryHeap::from([0]), BTreeMap<String, u8> = prices();
            "required_if(self.nick_name == \"Jane\")" => rules::required_if(jane), as rules::required_if(yes); str = "a", u8 = 0;
            "required_if(self.age >= 18)" => rules::required_if(adult), as rules::required_if(yes); str = "a", u8 = 0;
            "required_unless(self.nick_name == \"Jane\")" => rules::required_unless(jane), as rules::required_unless(no); str = "a", u8 = 0;
            "required_unless(self.age >= 18)" => rules::required_unless(adult), as rules::required_unless(no); str = "a", u8 = 0;
            "required_with(self.nick_name)" => rules::required_with(a), as rules::required_with(text); str = "a", u8 = 0;
            "required_with([self.nick_name, self.birth_name])" => rules::required_with((a, b)), as rules::required_with((text, blank)); str = "a", u8 = 0;
            "required_with_all([self.nick_name, self.birth_name])" => rules::required_with_all((a, b)), as rules::required_with_all((text, text)); str = "a", u8 = 0;
            "required_without(self.nick_name)" => rules::required_without(a), as rules::required_without(blank); str = "a", u8 = 0;
            "required_without([self.nick_name, self.birth_name])" => rules::required_without((a, b)), as rules::required_without((text, blank)); str = "a", u8 = 0;
            "required_without_all([self.nick_name, self.birth_name])" => rules::required_without_all((a, b)), as rules::required_without_all((blank, blank)); str = "a", u8 = 0;
            "prohibited" => rules::prohibited(); str = " ", Option<u8> = None, [u8] = vec![];
            "prohibited_if(self.nick_name == \"Jane\")" => rules::prohibited_if(jane), as rules::prohibited_if(yes); str = "", Option<u8> = None;
            "prohibited_if(self.age >= 18)" => rules::prohibited_if(adult), as rules::prohibited_if(yes); str = "", Option<u8> = None;
            "prohibited_unless(self.nick_name == \"Jane\")" => rules::prohibited_unless(jane), as rules::prohibited_unless(no); str = "", Option<u8> = None;
            "prohibited_unless(self.age >= 18)" => rules::prohibited_unless(adult), as rules::prohibited_unless(no); str = "", Option<u8> = None;
            "prohibits(self.nick_name)" => rules::prohibits(a), as rules::prohibits(blank); str = "a", u8 = 0;
            "prohibits([self.nick_name, self.birth_name])" => rules::prohibits((a, b)), as rules::prohibits((blank, blank)); str = "a", u8 = 0;
            "filled" => rules::filled(); str = "a", Option<u8> = None, [u8] = vec![0], BTreeMap<String, u8> = prices();
            "accepted" => rules::accepted(); bool = true, str = "yes", u8 = 1, f64 = 1.0;
            "accepted_if(self.nick_name == \"Jane\")" => rules::accepted_if(jane), as rules::accepted_if(yes); bool = true, str = "on", u8 = 1;
            "accepted_if(self.age >= 18)" => rules::accepted_if(adult), as rules::accepted_if(yes); bool = true, str = "on", u8 = 1;
            "declined" => rules::declined(); bool = false, str = "no", u8 = 0, f64 = -0.0;
            "declined_if(self.nick_name == \"Jane\")" => rules::declined_if(jane), as rules::declined_if(yes); bool = false, str = "off", u8 = 0;
            "declined_if(self.age >= 18)" => rules::declined_if(adult), as rules::declined_if(yes); bool = false, str = "off", u8 = 0;
        }
        "Size and comparison" {
            "length(min = 3, max = 32)" => rules::length().min(3).max(32);
                str = "日本語", [u8] = vec![0; 3], BTreeMap<u16, u8> = numbered(3), VecDeque<u8> = VecDeque::from([0; 3]),
                LinkedList<u8> = LinkedList::from([0; 3]), BinaryHeap<u8> = BinaryHeap::from([0; 3]), BTreeSet<u8> = BTreeSet::from([1, 2, 3]),
                HashSet<u8> = HashSet::from([1, 2, 3]), HashMap<String, u8> = hashed(3);
            "length(max = 72, bytes)" => rules::length().max(72).bytes(); str = "日本語";
            "length(equal = 2, utf16)" => rules::length().equal(2).utf16(); str = "日本";
            "length(max = 2, graphemes)" => rules::length().max(2).graphemes(); str = "e\u{301}🇩🇪";
            "range(18..=120)" => rules::range().min(18).max(120); u8 = 18, NonZeroU8 = NonZeroU8::MAX.min(nonzero(120));
            "range(exclusive_min = 0.0)" => rules::range().exclusive_min(0.0); f64 = 5e-324, Decimal = Decimal::new(1, 28);
            "range(exclusive_max = 0.5)" => rules::range().exclusive_max(0.5); f64 = 0.25;
            "range(min = \"2024-01-01\")" => rules::range().min("2024-01-01"); civil::Date = civil::date(2024, 1, 1);
            "range(exclusive_min = 0, exclusive_max = 9)" => rules::range().exclusive_min(0).exclusive_max(9); u8 = 8;
            "range(max = \"2024-01-01\")" => rules::range().max("2024-01-01"); civil::Date = civil::date(2024, 1, 1);
            "range(0.5..)" => rules::range().min(0.5); f64 = 0.5;
            "range(exclusive_min = \"2024-01-01\", exclusive_max = \"2024-12-31\")" => rules::range().exclusive_min("2024-01-01").exclusive_max("2024-12-31"); civil::Date = civil::date(2024, 2, 29);
            "range(1..=self.nick_name)" => rules::range().min(1).max(a), as rules::range().min(1).max(Other(&2.5)); u8 = 2;
            "range(0..=0.5)" => rules::range().min(0).max(0.5); f64 = 0.5;
            "min(3)" => rules::min(3), as rules::min(3_usize); str = "日本語", [u8] = vec![0; 3], HashMap<String, u8> = hashed(3);
            "min(0.5)" => rules::min(0.5); f64 = 0.5;
            "min(self.nick_name)" => rules::min(a), as rules::min(Other(&3)); u8 = 3, str = "日本語", [u8] = vec![0; 3];
            "max(3)" => rules::max(3), as rules::max(3_usize); str = "日本語", [u8] = vec![0; 3], VecDeque<u8> = VecDeque::new();
            "max(0.5)" => rules::max(0.5); f64 = 0.5;
            "max(self.nick_name)" => rules::max(a), as rules::max(Other(&3)); u8 = 3, str = "日本語", [u8] = vec![0; 3];
            "size(3)" => rules::size(3), as rules::size(3_usize); str = "日本語", [u8] = vec![0; 3], BTreeMap<u16, u8> = numbered(3);
            "size(0.5)" => rules::size(0.5); f64 = 0.5;
            "size(self.nick_name)" => rules::size(a), as rules::size(Other(&3)); u8 = 3, str = "日本語", [u8] = vec![0; 3];
            "between(3, 5)" => rules::between(3, 5), as rules::between(3_usize, 5); str = "日本語", [u8] = vec![0; 5];
            "between(0.5, 1.5)" => rules::between(0.5, 1.5); f64 = 1.5, Decimal = Decimal::new(5, 1);
            "between(0, 0.5)" => rules::between(0, 0.5); f64 = 0.5;
            "between(\"2024-01-01\", \"2024-12-31\")" => rules::between("2024-01-01", "2024-12-31"); civil::Date = civil::date(2024, 2, 29);
            "between(1, self.nick_name)" => rules::between(1, a), as rules::between(1_usize, text); str = "日";
            "gt(0)" => rules::gt(0), as rules::gt(0_i64); f64 = 5e-324, f32 = 1e-45, i64 = 1, Decimal = Decimal::ONE;
            "gt(\"2024-01-01\")" => rules::gt("2024-01-01"); civil::Date = civil::date(2024, 1, 2);
            "gt(0.5)" => rules::gt(0.5); f64 = 0.75;
            "gt(self.nick_name)" => rules::gt(a), as rules::gt(Other(&0)); u8 = 1, i128 = i128::MAX, str = "a", [u8] = vec![0];
            "gte(18)" => rules::gte(18); u8 = 18, NonZeroU8 = nonzero(18);
            "gte(0.5)" => rules::gte(0.5); f64 = 0.5;
            "gte(\"2024-01-01\")" => rules::gte("2024-01-01"); civil::Date = civil::date(2024, 1, 1);
            "gte(self.nick_name)" => rules::gte(a), as rules::gte(Other(&3)); u8 = 3, str = "日本語", [u8] = vec![0; 3];
            "lt(3)" => rules::lt(3), as rules::lt(3_usize); str = "日本", [u8] = vec![], BTreeSet<u8> = BTreeSet::new();
            "lt(0.5)" => rules::lt(0.5); f64 = 0.25;
            "lt(\"2024-01-01\")" => rules::lt("2024-01-01"); civil::Date = civil::date(2023, 12, 31);
            "lt(self.nick_name)" => rules::lt(a), as rules::lt(Other(&3)); u8 = 2, str = "日本", [u8] = vec![];
            "lte(3)" => rules::lte(3); u8 = 3, NonZeroU8 = nonzero(3);
            "lte(0.5)" => rules::lte(0.5); f64 = 0.5;
            "lte(\"2024-01-01\")" => rules::lte("2024-01-01"); civil::Date = civil::date(2024, 1, 1);
            "lte(self.nick_name)" => rules::lte(a), as rules::lte(text); str = "日本";
            "multiple_of(0.05)" => rules::multiple_of(0.05); f64 = 1e300, Decimal = Decimal::new(1995, 2);
            "multiple_of(5)" => rules::multiple_of(5); u8 = 255, NonZeroU8 = nonzero(5);
            "multiple_of(self.nick_name)" => rules::multiple_of(a), as rules::multiple_of(Other(&0.05)); f64 = 19.95, u8 = 1;
            "digits(4)" => rules::digits(4); str = "0042", u16 = 1042, f64 = 1000.0, Decimal = Decimal::new(100_000, 2);
            "digits_between(3, 4)" => rules::digits_between(3, 4); str = "042", u16 = 1042;
            "min_digits(3)" => rules::min_digits(3); str = "042", u128 = u128::MAX, f64 = f64::MAX;
            "max_digits(4)" => rules::max_digits(4); str = "0042", u16 = 1042;
            "decimal(places = 2)" => rules::decimal().places(2); str = "-19.90", f64 = 19.99, Decimal = Decimal::new(1990, 2);
            "decimal(min = 1, max = 3)" => rules::decimal().min(1).max(3); str = ".5", f32 = 0.1;
            "positive" => rules::positive(); f64 = f64::INFINITY, u128 = u128::MAX, NonZeroU8 = nonzero(1), Decimal = Decimal::ONE;
            "negative" => rules::negative(); f64 = -5e-324, i128 = i128::MIN, Decimal = -Decimal::ONE;
            "nonzero" => rules::nonzero(); f64 = 5e-324, u8 = 1;
            "finite" => rules::finite(); f64 = f64::MAX, u64 = u64::MAX;
        }
        "Text" {
            "alpha" => rules::alpha(); str = "größe";
            "alpha(ascii)" => rules::alpha().ascii(); str = "size";
            "alpha_num" => rules::alpha_num(); str = "größe7";
            "alpha_dash" => rules::alpha_dash(); str = "größe-7_a";
            "ascii" => rules::ascii(); str = "plain\n";
            "lowercase" => rules::lowercase(); str = "größe";
            "uppercase" => rules::uppercase(); str = "GRÖSSE";
            "starts_with(\"a\")" => rules::starts_with("a"); str = "a日本";
            "starts_with([\"a\", \"b\"])" => rules::starts_with(["a", "b"]); str = "a";
            "starts_with(self.nick_name)" => rules::starts_with(a), as rules::starts_with(text); str = "日本語";
            "ends_with([\".png\", \".jpg\"])" => rules::ends_with([".png", ".jpg"]); str = "a.jpg";
            "ends_with(\"a\")" => rules::ends_with("a"); str = "a";
            "ends_with(self.nick_name)" => rules::ends_with(a), as rules::ends_with(text); str = "大日本";
            "contains(\"a\")" => rules::contains("a"); str = "日a本";
            "contains([\"a\", \"b\"])" => rules::contains(["a", "b"]); str = "a";
            "contains(self.nick_name)" => rules::contains(a), as rules::contains(text); str = "大日本語";
            "doesnt_start_with([\"a\", \"b\"])" => rules::doesnt_start_with(["a", "b"]); str = "日本";
            "doesnt_start_with(\"a\")" => rules::doesnt_start_with("a"); str = "b";
            "doesnt_start_with(self.nick_name)" => rules::doesnt_start_with(a), as rules::doesnt_start_with(text); str = "大日本";
            "doesnt_end_with(\"a\")" => rules::doesnt_end_with("a"); str = "日本";
            "doesnt_end_with([\"a\", \"b\"])" => rules::doesnt_end_with(["a", "b"]); str = "c";
            "doesnt_end_with(self.nick_name)" => rules::doesnt_end_with(a), as rules::doesnt_end_with(text); str = "日本語";
            "doesnt_contain(\"a\")" => rules::doesnt_contain("a"); str = "c";
            "doesnt_contain([\"a\", \"b\"])" => rules::doesnt_contain(["a", "b"]); str = "c";
            "doesnt_contain(self.nick_name)" => rules::doesnt_contain(a), as rules::doesnt_contain(text); str = "本日";
            "regex(\"^[A-Z]{3}$\")" => rules::regex(&CODE); str = "ABC";
            "not_regex(\"^[A-Z]{3}$\")" => rules::not_regex(&CODE); str = "abc";
            "no_control" => rules::no_control(); str = "日本";
            "no_control(multiline)" => rules::no_control().multiline(); str = "日\n本";
            "single_line" => rules::single_line(); str = "日本";
            "trimmed" => rules::trimmed(); str = "日 本";
            "slug" => rules::slug(); str = "ten-steps";
            "identifier" => rules::identifier(); str = "größe_7";
            "identifier(ascii)" => rules::identifier().ascii(); str = "size_7";
            "password(min = 12, mixed_case, numbers)" => rules::password().min(12).mixed_case().numbers(); str = "Correct horse 7";
            "password(letters, symbols)" => rules::password().letters().symbols(); str = "correct horse!";
        }
        "Files" {
            "file(max = \"2 MB\", types = [\"image/png\", \"image/jpeg\"])" => rules::file().max("2 MB").types(["image/png", "image/jpeg"]); Picture = Picture;
            "file(types = [\"image/png\"])" => rules::file().types(["image/png"]); Picture = Picture;
            "file(min = \"1 B\", extensions = [\"png\", \"jpg\"])" => rules::file().min("1 B").extensions(["png", "jpg"]); Picture = Picture;
            "file" => rules::file(); Picture = Picture;
            "image(min_width = 16, min_height = 16, max_height = 16, max_megapixels = 20)" => rules::image().min_width(16).min_height(16).max_height(16).max_megapixels(20); Picture = Picture;
            "image(max_width = 4000, ratio = (1, 1))" => rules::image().max_width(4000).ratio((1, 1)); Picture = Picture;
        }
        "Formats" {
            "email" => rules::email(); str = "jane.doe@example.com";
            "email(idn)" => rules::email().idn(); str = "jürgen@münchen.example";
            "email(dot)" => rules::email().dot(); str = "jane.doe@example.com";
            "url" => rules::url(); str = "https://user:secret@münchen.example:8080/a?b=c#d";
            "url(schemes = [\"ftp\"])" => rules::url().schemes(["ftp"]); str = "ftp://[::1]:21/0";
            "url(schemes = [\"mailto\"], hostless)" => rules::url().schemes(["mailto"]).hostless(); str = "mailto:jane@example.com";
            "hostname" => rules::hostname(); str = "localhost";
            "hostname(idn)" => rules::hostname().idn(); str = "例え";
            "domain" => rules::domain(); str = "example.com";
            "domain(idn)" => rules::domain().idn(); str = "münchen.example";
            "ip" => rules::ip(); str = "::ffff:192.0.2.1";
            "ipv4" => rules::ipv4(); str = "192.0.2.1";
            "ipv6" => rules::ipv6(); str = "2001:db8::1";
            "cidr" => rules::cidr(); str = "2001:db8::/32";
            "mac_address" => rules::mac_address(); str = "01:23:45:67:89:ab";
            "uuid" => rules::uuid(); str = "550e8400-e29b-41d4-a716-446655440000";
            "uuid(version = 4)" => rules::uuid().version(4); str = "550e8400-e29b-41d4-a716-446655440000";
            "uuid(nil)" => rules::uuid().nil(); str = "00000000-0000-0000-0000-000000000000";
            "uuid(max)" => rules::uuid().max(); str = "ffffffff-ffff-ffff-ffff-ffffffffffff";
            "ulid" => rules::ulid(); str = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
            "json" => rules::json(); str = r#"{"a": [1, -2.5e3, "\u00e9\ud83d\ude00", [[]], {}], "b": null}"#;
            "base64" => rules::base64(); str = "aGVsbG8=";
            "base64(url_safe, unpadded)" => rules::base64().url_safe().unpadded(); str = "_-8";
            "hex" => rules::hex(); str = "00ff";
            "hex_color" => rules::hex_color(); str = "#ff8000";
            "semver" => rules::semver(); str = "1.0.0-rc.1+build.5";
            "jwt" => rules::jwt(); str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
            "date" => rules::date(); str = "2024-02-29";
            "date(format = \"%d/%m/%Y\")" => rules::date().format("%d/%m/%Y"); str = "29/02/2024";
            "month" => rules::month(); str = "2024-02";
            "month(format = \"%m/%y\")" => rules::month().format("%m/%y"); str = "02/24";
            "time" => rules::time(); str = "23:59:59.5";
            "time(format = \"%H.%M\")" => rules::time().format("%H.%M"); str = "23.59";
            "datetime" => rules::datetime(); str = "2024-02-29T23:59:59+01:00";
            "datetime(format = \"%d/%m/%Y %H:%M\")" => rules::datetime().format("%d/%m/%Y %H:%M"); str = "29/02/2024 23:59";
            "datetime(local)" => rules::datetime().local(); str = "2024-02-29T23:59";
            "timezone" => rules::timezone(); str = "America/Argentina/Buenos_Aires";
            "timezone(aliases)" => rules::timezone().aliases(); str = "US/Eastern";
            "credit_card" => rules::credit_card(); str = "4111 1111 1111 1111";
            "iban" => rules::iban(); str = "DE89 3704 0044 0532 0130 00";
            "bic" => rules::bic(); str = "DEUTDEFF500";
            "lei" => rules::lei(); str = "5493001KJTIIGC8Y1R12";
            "isin" => rules::isin(); str = "US0378331005";
            "isbn" => rules::isbn(); str = "978-3-16-148410-0";
            "issn" => rules::issn(); str = "2434-561X";
            "ean" => rules::ean(); str = "4006381333931";
            "phone" => rules::phone(); str = "+493012345678";
            "phone(region = \"DE\")" => rules::phone().region("DE"); str = "030 12345678";
            "country" => rules::country(); str = "DE";
            "country(alpha3)" => rules::country().alpha3(); str = "DEU";
            "currency" => rules::currency(); str = "EUR";
            "language" => rules::language(); str = "zh-Hans-TW";
            "latitude" => rules::latitude(); str = "52.52", f64 = 52.52, u8 = 90, Decimal = Decimal::new(5252, 2);
            "longitude" => rules::longitude(); str = "-180.0", f64 = -180.0, i64 = 180;
        }
        "Dates" {
            "before(\"2030-01-01\")" => rules::before("2030-01-01"); str = "2024-02-29", civil::Date = civil::date(2024, 2, 29);
            "before(self.nick_name)" => rules::before(a), as rules::before(Other("2024-03-01")); str = "2024-02-29", civil::Date = civil::date(2024, 2, 29);
            "before_or_equal(\"2030-01-01\")" => rules::before_or_equal("2030-01-01"); str = "2030-01-01", civil::Date = civil::date(2024, 2, 29);
            "before_or_equal(today().minus_years(18))" => rules::before_or_equal(today().minus_years(18)); str = "1970-01-01";
            "before_or_equal(self.nick_name)" => rules::before_or_equal(a), as rules::before_or_equal(Other("2024-02-29")); str = "2024-02-29", civil::Date = civil::date(2024, 2, 29);
            "after(\"2024-01-01\")" => rules::after("2024-01-01"); str = "2024-02-29", civil::Date = civil::date(2024, 2, 29);
            "after(now())" => rules::after(now()); str = "9999-12-31T00:00Z", civil::Date = civil::date(9999, 12, 31);
            "after(self.nick_name)" => rules::after(a), as rules::after(Other("2024-02-28T12:00Z")); str = "2024-02-29", civil::Date = civil::date(2024, 2, 29);
            "after_or_equal(\"2024-01-01\")" => rules::after_or_equal("2024-01-01"); str = "2024-01-01", civil::Date = civil::date(2024, 2, 29);
            "after_or_equal(self.nick_name)" => rules::after_or_equal(a), as rules::after_or_equal(Other("2024-02-29")); str = "2024-02-29", civil::Date = civil::date(2024, 2, 29);
            "date_equals(\"2024-02-29\")" => rules::date_equals("2024-02-29"); str = "2024-02-29T12:00:00+01:00", civil::Date = civil::date(2024, 2, 29);
            "date_equals(self.nick_name)" => rules::date_equals(a), as rules::date_equals(Other("2024-02-29T12:00Z")); str = "2024-02-29", civil::Date = civil::date(2024, 2, 29);
            "past" => rules::past(); str = "2024-02-29", civil::Date = civil::date(2024, 2, 29);
            "future" => rules::future(); str = "9999-12-31", civil::Date = civil::date(9999, 12, 31);
            "weekday" => rules::weekday(); str = "2024-02-29", civil::Date = civil::date(2024, 2, 29);
            "weekend" => rules::weekend(); str = "2024-03-02", civil::Date = civil::date(2024, 3, 2);
        }
        "Choice and equality" {
            "one_of([\"a\", \"b\"])" => rules::one_of(["a", "b"]); str = "b";
            "one_of([1, 2])" => rules::one_of([1, 2]); u8 = 2, NonZeroU8 = nonzero(2);
            "none_of([1, 2])" => rules::none_of([1, 2]); u8 = 3;
            "none_of([\"root\"])" => rules::none_of(["root"]); str = "日本";
            "same(self.nick_name)" => rules::same(a), as rules::same(text); str = "日本";
            "different(self.nick_name)" => rules::different(a), as rules::different(text); str = "日";
            "confirmed(self.nick_name)" => rules::confirmed(a), as rules::confirmed(text); str = "日本";
            "in_list(self.tags)" => rules::in_list(Mention::field("tags")), as rules::in_list(Other(tags)); str = "n7";
        }
        "Lists and maps" {
            "distinct" => rules::distinct::<rules::Equals>(); [String] = words(), VecDeque<u8> = VecDeque::from([1, 2]), LinkedList<u8> = LinkedList::from([1, 2]);
            "distinct(ignore_case)" => rules::distinct::<rules::Equals>().ignore_case(); [String] = words();
            "distinct(by = initial)" => rules::distinct::<rules::Equals>().by(initial); [String] = vec!["a".to_owned(), "b".to_owned()];
            "contains_all([\"n0\", \"n1\"])" => rules::contains_all(["n0", "n1"]); [String] = words(), BTreeSet<String> = words().into_iter().collect::<BTreeSet<_>>();
            "contains_all([1, 2])" => rules::contains_all([1, 2]); VecDeque<u8> = VecDeque::from([2, 1]), LinkedList<u8> = LinkedList::from([2, 1]), BinaryHeap<u8> = BinaryHeap::from([2, 1]), HashSet<u8> = HashSet::from([1, 2]);
            "subset_of([\"n0\", \"n1\"])" => rules::subset_of(["n0", "n1"]); [String] = words()[..2].to_vec(), BTreeSet<String> = BTreeSet::new();
            "subset_of([1, 2])" => rules::subset_of([1, 2]); VecDeque<u8> = VecDeque::from([2]), LinkedList<u8> = LinkedList::from([2]), BinaryHeap<u8> = BinaryHeap::from([2]), HashSet<u8> = HashSet::from([2]);
            "required_keys([\"eur\"])" => rules::required_keys(["eur"]); BTreeMap<String, u8> = prices(), HashMap<String, u8> = HashMap::from([("eur".to_owned(), 1)]);
            "required_keys([1, 2])" => rules::required_keys([1, 2]); BTreeMap<u16, u8> = numbered(3);
        }
    }
    }};
}
#[allow(unused_imports)]
pub(crate) use every_rule;

pub(crate) fn chapters() -> Vec<(&'static str, Vec<Row>)> {
    every_rule!(chapters)
}

fn nonzero(number: u8) -> NonZeroU8 {
    NonZeroU8::new(number).expect("it is not 0")
}

pub(crate) fn words() -> Vec<String> {
    (0..32).map(|number| format!("n{number}")).collect()
}

fn prices() -> BTreeMap<String, u8> {
    BTreeMap::from([("eur".to_owned(), 1)])
}

fn numbered(count: u16) -> BTreeMap<u16, u8> {
    (0..count).zip(iter::repeat(0)).collect()
}

fn hashed(count: u16) -> HashMap<String, u8> {
    (0..count).map(|number| (number.to_string(), 0)).collect()
}

/// What the sources say of the constructor of a rule.
pub(crate) struct Constructor {
    /// The first sentence of its documentation.
    pub(crate) summary: String,
    /// Whether its arguments may be of several types.
    pub(crate) is_generic: bool,
    /// Whether its argument is a pattern.
    pub(crate) takes_pattern: bool,
    /// Whether it has a type parameter but no argument, so that only what it checks can tell the type.
    pub(crate) is_inferred: bool,
    /// Whether its documentation shows the attribute.
    pub(crate) shows_attribute: bool,
}

/// The constructors of rules in the sources: functions that stand at the start of a line, and those in the macro `rule`.
pub(crate) fn constructors() -> BTreeMap<String, Constructor> {
    /// What can stand in an argument or around a rule, but is none.
    const NO_RULES: [&str; 4] = ["now", "today", "reworded", "possible"];

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../validator-core/src/rules");
    let mut found = BTreeMap::new();
    let mut paths = vec![folder];
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(fs::read_dir(path).expect("rules").map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let source = fs::read_to_string(path).expect("source");
        let (mut summary, mut is_first, mut attributes) = (String::new(), true, String::new());
        for line in source.lines() {
            let text = line.trim_start();
            if let Some(doc) = text.strip_prefix("///") {
                is_first &= !doc.trim().is_empty();
                if is_first {
                    summary = format!("{summary}{doc}");
                }
                if doc.contains("`#[validate(") {
                    attributes.push_str(doc);
                }
                continue;
            }
            if text.starts_with("#[") {
                continue;
            }
            // In the macro `rule`, the constructor has no body.
            let in_rule = line.strip_prefix("    pub const fn ").filter(|rest| rest.ends_with(';'));
            let name = line.strip_prefix("pub const fn ").or(in_rule);
            if let Some(written) = name {
                let name: String = written.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                if !NO_RULES.contains(&name.as_str()) {
                    let is_generic = written[name.len()..].starts_with('<');
                    let is_inferred = is_generic && written.contains(">()");
                    let takes_pattern = written.split("->").next().is_some_and(|written| written.contains("Pattern"));
                    let summary = summary.trim().to_owned();
                    let shows_attribute = attributes.contains(&format!("`#[validate({name}"));
                    found
                        .insert(name, Constructor { summary, is_generic, takes_pattern, is_inferred, shows_attribute });
                }
            }
            (summary, is_first, attributes) = (String::new(), true, String::new());
        }
    }
    found
}

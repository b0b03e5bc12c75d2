//! `normalize(…)`: values are put in order after they are read and before their rules run.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use proptest::prelude::*;
use serde::Deserialize;
use unprocessable::{
    Limits, Live, Normalize as _, Patch, Rejection, Valid, Validate, from_deserializer, from_form, from_form_within,
    from_json, from_json_with, from_json_within, from_query, from_reader, from_value,
};

use crate::common::pairs;

#[derive(Deserialize, Validate, Debug, Clone, PartialEq)]
#[validate(normalize(trim, blank_to_none))]
struct SignUp {
    #[validate(normalize(lowercase), required, email)]
    email: String,
    #[validate(length(max = 5))]
    nickname: Option<String>,
    #[validate(normalize(skip), length(min = 8))]
    password: String,
}

/// What is wrong with a document, as keys and sentences.
#[track_caller]
fn refused<'de, T>(json: &'de str) -> Vec<(String, String)>
where
    T: Deserialize<'de> + unprocessable::decode::Inspect<'de>,
{
    match from_json::<T>(json.as_bytes()) {
        Err(Rejection::Invalid(errors)) => pairs(&errors),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("{json} is valid"),
    }
}

#[track_caller]
fn assert_refused<'de, T>(json: &'de str, expected: &[(&str, &str)])
where
    T: Deserialize<'de> + unprocessable::decode::Inspect<'de>,
{
    let refused = refused::<T>(json);
    let refused: Vec<_> = refused.iter().map(|(key, sentence)| (key.as_str(), sentence.as_str())).collect();
    assert_eq!(refused, expected, "{json}");
}

const SIGN_UP: &str = r#"{"email":" Jane@Example.com\n","nickname":" \u200b ","password":" secret  "}"#;

fn signed_up() -> SignUp {
    SignUp { email: "jane@example.com".into(), nickname: None, password: " secret  ".into() }
}

#[test]
fn every_entry_point_puts_values_in_order() {
    assert_eq!(*from_json::<SignUp>(SIGN_UP.as_bytes()).unwrap(), signed_up());
    let value: serde_json::Value = serde_json::from_str(SIGN_UP).unwrap();
    assert_eq!(*from_value::<SignUp>(&value).unwrap(), signed_up());
    assert_eq!(*from_deserializer::<SignUp, _>(&value).unwrap(), signed_up());
    assert_eq!(*from_reader::<SignUp>(SIGN_UP.as_bytes()).unwrap(), signed_up());
    assert_eq!(*from_json_within::<SignUp, ()>(SIGN_UP.as_bytes(), &Limits::new(), &()).unwrap(), signed_up());
    assert_eq!(*from_json_with::<SignUp, u8>(SIGN_UP.as_bytes(), &1).unwrap(), signed_up());
    let form = "email=+Jane@Example.com%0A&nickname=++&password=+secret++";
    assert_eq!(*from_form::<SignUp>(form).unwrap(), signed_up());
    assert_eq!(*from_form_within::<SignUp, ()>(form, &Limits::new(), &()).unwrap(), signed_up());
    assert_eq!(*from_query::<SignUp>(form).unwrap(), signed_up());
    let live = Live::new();
    assert!(live.json::<SignUp, ()>(SIGN_UP.as_bytes(), &()).is_ok());
    assert!(live.form::<SignUp, ()>(form, &()).is_ok());
    assert!(live.query::<SignUp, ()>(form, &()).is_ok());
    assert!(live.headers::<SignUp, ()>(form, &()).is_ok());
    assert!(live.path::<SignUp, ()>(form, &()).is_ok());
    assert_eq!(
        *unprocessable::decode::from_path_within::<SignUp, (), ()>(form, &Limits::new(), &()).unwrap(),
        signed_up()
    );
    assert_eq!(
        *unprocessable::decode::from_headers_within::<SignUp, (), ()>(form, &Limits::new(), &()).unwrap(),
        signed_up()
    );
}

#[derive(Deserialize, Validate)]
struct Code(#[validate(normalize(trim, uppercase), length(equal = 2))] String);

#[test]
fn parameters_that_are_read_by_position_are_put_in_order() {
    let code = unprocessable::decode::from_path_within::<Code, (), ()>("code=%20de", &Limits::new(), &()).unwrap();
    assert_eq!(code.0, "DE");
    assert!(Live::new().path::<Code, ()>("code=de+", &()).is_ok());
    assert!(Live::new().path::<Code, ()>("code=d+", &()).is_err());
}

#[test]
fn validate_judges_the_value_as_it_is() {
    let sent: SignUp = serde_json::from_str(SIGN_UP).unwrap();
    assert!(sent.validate().is_err());
    assert!(sent.clone().into_valid().is_err());
    let mut ordered = sent;
    ordered.normalize();
    assert_eq!(ordered, signed_up());
    assert!(ordered.validate().is_ok());
}

#[test]
fn errors_speak_of_the_value_in_order() {
    assert_refused::<SignUp>(
        r#"{"email":"  ","nickname":"  abcdef  ","password":" short "}"#,
        &[
            ("email", "The email field is required."),
            ("email", "The email must be a valid email address."),
            ("nickname", "The nickname must not be greater than 5 characters."),
            ("password", "The password must be at least 8 characters."),
        ],
    );
}

#[test]
fn fields_that_can_be_read_are_put_in_order_in_the_second_pass() {
    // The email and the nickname are in order after all, and only what is wrong is reported.
    assert_refused::<SignUp>(
        r#"{"email":" Jane@Example.com ","nickname":"  abcde  ","password":7}"#,
        &[("password", "The password must be text.")],
    );
    assert_refused::<SignUp>(
        r#"{"email":7,"nickname":"  abcdef  ","password":" secret  "}"#,
        &[("email", "The email must be text."), ("nickname", "The nickname must not be greater than 5 characters.")],
    );
}

fn tidy(text: &mut String) {
    text.retain(|c| c != '.');
}

fn shout(text: String) -> String {
    text + "!"
}

fn dedup(tags: &mut Vec<String>) {
    tags.dedup();
}

fn halve(number: u32) -> u32 {
    number / 2
}

fn keep_some(text: Option<String>) -> Option<String> {
    text.filter(|text| text != "none")
}

#[derive(Deserialize, Validate, Debug, PartialEq, Default)]
#[serde(default)]
struct Words<'a> {
    #[validate(normalize(trim_start))]
    start: String,
    #[validate(normalize(trim_end))]
    end: Box<str>,
    #[validate(normalize(collapse, trim))]
    title: Cow<'a, str>,
    #[validate(normalize(strip("-", " "), uppercase))]
    iban: Option<String>,
    #[validate(normalize(digits_only))]
    phone: Rc<str>,
    #[validate(normalize(nfc))]
    name: Arc<str>,
    #[validate(normalize(nfkc, lowercase))]
    slug: Option<Box<str>>,
    #[validate(normalize(trim, blank_to_none))]
    note: Patch<String>,
    #[validate(normalize(trim, tidy, shout))]
    function: String,
    #[validate(normalize(tidy))]
    inside: Option<Box<str>>,
    #[validate(normalize(keep_some))]
    option: Option<String>,
    #[validate(normalize(halve))]
    number: Option<u32>,
    #[validate(normalize(trim, default = "en", lowercase))]
    language: String,
    #[validate(normalize(blank_to_none, default = "EN", lowercase))]
    other: Option<String>,
    #[validate(normalize(default = 7))]
    count: Option<u8>,
}

#[test]
fn every_word_works_on_every_text() {
    let json = r#"{
        "start": " a ", "end": " a ", "title": " a \t b ", "iban": "de-12 34", "phone": "+1 (23)", "name": "e\u0301",
        "slug": "\ufb01X", "note": " ", "function": " a.b ", "inside": "c.d", "option": "none", "number": 9,
        "language": " ", "other": " "
    }"#;
    let words = from_json::<Words<'_>>(json.as_bytes()).unwrap();
    let expected = Words {
        start: "a ".into(),
        end: " a".into(),
        title: "a b".into(),
        iban: Some("DE1234".into()),
        phone: "123".into(),
        name: "é".into(),
        slug: Some("fix".into()),
        note: Patch::Null,
        function: "ab!".into(),
        inside: Some("cd".into()),
        option: None,
        number: Some(4),
        language: "en".into(),
        other: Some("en".into()),
        count: Some(7),
    };
    assert_eq!(*words, expected);
    // What a client left out of a patch stays left out.
    assert_eq!(from_json::<Words<'_>>(b"{}").unwrap().note, Patch::Absent);
}

#[derive(Deserialize, Validate)]
#[validate(normalize(trim))]
struct Lists {
    #[validate(each(normalize(lowercase), length(max = 3)), normalize(dedup))]
    tags: Vec<String>,
    #[validate(length(max = 2), each(normalize(lowercase)))]
    set: BTreeSet<String>,
    #[validate(length(max = 2), each(normalize(lowercase), length(max = 3)))]
    hashed: Option<HashSet<String>>,
    #[validate(each(normalize(lowercase)))]
    heap: BinaryHeap<String>,
    #[validate(values(normalize(uppercase), length(equal = 3)))]
    prices: HashMap<String, String>,
    #[validate(values(each(each(normalize(digits_only)))))]
    deep: BTreeMap<u8, Vec<[String; 2]>>,
    // The words above the struct reach text in lists and maps.
    plain: Vec<Option<String>>,
    by_key: BTreeMap<String, Box<str>>,
    #[validate(each(normalize(skip)))]
    kept: Vec<String>,
    numbers: Vec<u8>,
    pair: (String, u8),
}

#[test]
fn elements_and_values_are_put_in_order() {
    let json = r#"{
        "tags": [" A", "a ", "b"], "set": ["b", "B", " b", "a"], "hashed": ["x", "X", " X"], "heap": [" Q", "p"],
        "prices": {" eur ": " eur"}, "deep": {"1": [["1-2", "x3"]]}, "plain": [" x ", null], "by_key": {" k ": " v "},
        "kept": [" k "], "numbers": [1], "pair": [" p ", 1]
    }"#;
    let lists = from_json::<Lists>(json.as_bytes()).unwrap();
    assert_eq!(lists.tags, ["a", "b"]);
    assert_eq!(lists.set, BTreeSet::from(["a".into(), "b".into()]));
    assert_eq!(lists.hashed, Some(HashSet::from(["x".into()])));
    assert_eq!(lists.heap.clone().into_sorted_vec(), ["p", "q"]);
    // The keys of a map stay as they are.
    assert_eq!(lists.prices, HashMap::from([(" eur ".into(), "EUR".into())]));
    assert_eq!(lists.deep, BTreeMap::from([(1, vec![["12".into(), "3".into()]])]));
    assert_eq!(lists.plain, [Some("x".into()), None]);
    assert_eq!(lists.by_key, BTreeMap::from([(" k ".into(), "v".into())]));
    assert_eq!(lists.kept, [" k "]);
    assert_eq!(lists.pair, (" p ".into(), 1));
}

#[test]
fn elements_beside_unreadable_ones_are_put_in_order() {
    let json = r#"{
        "tags": [" abc ", 7, "ABCD"], "set": [], "hashed": [" abc ", true], "heap": [], "prices": {"a": " eur ", "b": 1},
        "deep": {}, "plain": [], "by_key": {}, "kept": [], "numbers": [], "pair": ["", 1]
    }"#;
    assert_refused::<Lists>(
        json,
        &[
            ("tags.1", "The tags must be text."),
            ("tags.2", "The tags must not be greater than 3 characters."),
            ("hashed.1", "The hashed must be text."),
            ("prices.b", "The prices must be text."),
        ],
    );
}

#[derive(Deserialize, Validate, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Clone)]
struct Item {
    #[validate(normalize(trim), length(max = 3))]
    name: String,
}

#[derive(Deserialize, Validate, Debug, PartialEq)]
struct Nested<T> {
    #[validate(nested)]
    one: Item,
    #[validate(nested)]
    generic: T,
    #[validate(nested)]
    list: Vec<Option<Item>>,
    #[validate(each(nested))]
    each: Vec<Item>,
    #[validate(values(nested))]
    map: BTreeMap<String, Item>,
    #[validate(nested)]
    set: BTreeSet<Item>,
    #[validate(nested)]
    hashed: HashSet<Item>,
    #[validate(nested)]
    shared: Rc<Item>,
    #[validate(nested)]
    patch: Option<Patch<Box<Item>>>,
    #[validate(when(self.on, nested))]
    sometimes: Item,
    #[validate(skip)]
    skipped: Item,
    #[validate(nested, normalize(skip))]
    kept: Item,
    on: bool,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Flat,
}

#[derive(Deserialize, Validate, Debug, PartialEq)]
struct Flat {
    #[validate(normalize(trim), length(max = 3))]
    flat: String,
}

const NESTED: &str = r#"{
    "one": {"name": " abc "}, "generic": [{"name": " abc "}], "list": [null, {"name": " abc "}],
    "each": [{"name": " abc "}], "map": {"a": {"name": " abc "}}, "set": [{"name": " abc "}, {"name": "abc"}],
    "hashed": [{"name": " abc "}, {"name": "abc"}], "shared": {"name": " abc "},
    "patch": {"name": " abc "}, "sometimes": {"name": " abc "}, "skipped": {"name": " abc "}, "kept": {"name": " a"},
    "on": false, "flat": " abc "
}"#;

#[test]
fn nested_values_are_put_in_order() {
    let abc = || Item { name: "abc".into() };
    let nested = from_json::<Nested<Vec<Item>>>(NESTED.as_bytes()).unwrap().into_inner();
    let expected = Nested {
        one: abc(),
        generic: vec![abc()],
        list: vec![None, Some(abc())],
        each: vec![abc()],
        map: BTreeMap::from([("a".into(), abc())]),
        set: BTreeSet::from([abc()]),
        hashed: HashSet::from([abc()]),
        shared: Rc::new(abc()),
        patch: Some(Patch::Value(Box::new(abc()))),
        sometimes: abc(),
        skipped: Item { name: " abc ".into() },
        kept: Item { name: " a".into() },
        on: false,
        flat: Flat { flat: "abc".into() },
    };
    assert_eq!(nested, expected);
    let heap: Valid<BinaryHeap<Item>> = from_json(br#"[{"name":" abc "}]"#).unwrap();
    assert_eq!(heap.into_inner().into_sorted_vec(), [abc()]);
}

#[test]
fn nested_values_beside_unreadable_ones_are_put_in_order() {
    let json = NESTED.replace(r#""on": false"#, r#""on": 1"#);
    assert_refused::<Nested<Vec<Item>>>(&json, &[("on", "The on must be true or false.")]);
    let json = NESTED.replace(r#"[null, "#, r#"[7, "#);
    assert_refused::<Nested<Vec<Item>>>(&json, &[("list.0", "The list must be an object.")]);
    let json = NESTED.replace(r#"{"a": "#, r#"{"b": 7, "a": "#);
    assert_refused::<Nested<Vec<Item>>>(&json, &[("map.b", "The map must be an object.")]);
}

#[derive(Deserialize, Validate, Debug, PartialEq)]
#[serde(tag = "kind", content = "of", deny_unknown_fields)]
enum Contact {
    Email {
        #[validate(normalize(trim, lowercase), email)]
        address: String,
    },
    Phone(#[validate(normalize(digits_only), length(min = 3))] String),
    None,
}

#[derive(Deserialize, Validate, Debug, PartialEq)]
#[serde(untagged)]
enum Loose {
    Text(#[validate(normalize(trim), length(max = 3))] String),
    Item(#[validate(nested)] Item),
}

#[test]
fn variants_are_put_in_order() {
    let email = from_json::<Contact>(br#"{"kind":"Email","of":{"address":" A@b.C "}}"#).unwrap();
    assert_eq!(*email, Contact::Email { address: "a@b.c".into() });
    assert_eq!(*from_json::<Contact>(br#"{"kind":"Phone","of":"1-2-3"}"#).unwrap(), Contact::Phone("123".into()));
    assert!(from_json::<Contact>(br#"{"kind":"None"}"#).is_ok());
    assert_refused::<Contact>(
        r#"{"kind":"Email","of":{"address":" A@b.C "},"more":1}"#,
        &[("more", "This field is not allowed.")],
    );
    assert_eq!(*from_json::<Loose>(br#"" abc ""#).unwrap(), Loose::Text("abc".into()));
    assert_eq!(*from_json::<Loose>(br#"{"name":" abc "}"#).unwrap(), Loose::Item(Item { name: "abc".into() }));
}

/// Contains itself, so that nobody can look through all of its types.
#[derive(Deserialize, Validate, Debug, PartialEq)]
struct Folder {
    #[validate(normalize(trim), length(max = 3))]
    name: String,
    #[validate(nested)]
    folders: Vec<Folder>,
}

#[test]
fn a_type_that_contains_itself_is_put_in_order() {
    let folder = from_json::<Folder>(br#"{"name":" a ","folders":[{"name":" abc ","folders":[]}]}"#).unwrap();
    assert_eq!(folder.folders[0].name, "abc");
}

struct Shop {
    most: u32,
}

#[derive(Deserialize, Validate, Debug, PartialEq)]
#[validate(context = Shop, normalize(trim))]
struct Order {
    #[validate(length(max = 3))]
    name: String,
    #[validate(nested)]
    items: Vec<Item>,
    #[validate(lte(context.most))]
    count: u32,
}

#[test]
fn types_with_a_context_are_put_in_order() {
    let json = br#"{"name":" abc ","items":[{"name":" abc "}],"count":1}"#;
    let order = from_json_with::<Order, Shop>(json, &Shop { most: 1 }).unwrap();
    assert_eq!(*order, Order { name: "abc".into(), items: vec![Item { name: "abc".into() }], count: 1 });
    let mut order = Order { name: " x ".into(), items: vec![], count: 1 };
    order.normalize_with(&Shop { most: 1 });
    assert_eq!(order.name, "x");
}

#[derive(Deserialize, Validate)]
struct Passwords {
    #[validate(normalize(trim))]
    first: String,
    #[validate(same(self.first), normalize(trim))]
    second: String,
    #[validate(required_with(self.note))]
    reason: Option<String>,
    #[validate(normalize(trim, blank_to_none))]
    note: Option<String>,
    #[validate(normalize(lowercase))]
    kind: String,
    #[validate(when(self.kind == "card", required))]
    number: Option<String>,
}

#[test]
fn rules_see_other_fields_in_order() {
    let json = |first, second, note, kind| {
        serde_json::json!({ "first": first, "second": second, "note": note, "kind": kind }).to_string()
    };
    assert!(from_json::<Passwords>(json(" a", "a ", " ", "cash").as_bytes()).is_ok());
    assert_refused::<Passwords>(
        &json(" a", "b ", "x", "CARD"),
        &[
            ("second", "The second must match the first."),
            ("reason", "The reason field is required when the note is present."),
            ("number", "The number field is required."),
        ],
    );
    let unreadable = json(" a", "a ", " ", "CARD").replace('}', r#","number":1}"#);
    assert_refused::<Passwords>(&unreadable, &[("number", "The number must be text.")]);
}

thread_local! {
    static CALLS: Cell<usize> = const { Cell::new(0) };
}

fn count(text: &mut String) {
    CALLS.set(CALLS.get() + 1);
    text.push('.');
}

#[derive(Deserialize, Validate, Debug, PartialEq)]
#[validate(normalize(count))]
struct Counted {
    #[validate(length(min = 1))]
    plain: String,
    #[validate(normalize(trim))]
    with_words: String,
    #[validate(each(length(min = 1)))]
    list: Vec<String>,
    #[validate(nested)]
    inside: Option<Box<Counted>>,
    #[validate(range(0..=9))]
    number: u8,
}

#[test]
fn nothing_is_put_in_order_twice() {
    let json = |number: &str| {
        format!(
            r#"{{"plain":"a","with_words":"b","list":["c"],"number":{number},"inside":{{
                "plain":"a","with_words":"b","list":["c"],"number":1,"inside":null}}}}"#
        )
    };
    let calls = |run: &dyn Fn()| {
        CALLS.set(0);
        run();
        CALLS.get()
    };
    let valid = json("1");
    let counted = |read: &dyn Fn() -> Counted| {
        let counted = read();
        assert_eq!((&*counted.plain, &*counted.with_words, &*counted.list[0]), ("a.", "b.", "c."));
        let inside = counted.inside.unwrap();
        assert_eq!((&*inside.plain, &*inside.with_words, &*inside.list[0]), ("a.", "b.", "c."));
    };
    assert_eq!(calls(&|| counted(&|| from_json::<Counted>(valid.as_bytes()).unwrap().into_inner())), 6);
    let value: serde_json::Value = serde_json::from_str(&valid).unwrap();
    assert_eq!(calls(&|| counted(&|| from_value::<Counted>(&value).unwrap().into_inner())), 6);
    let form = "plain=a&with_words=b&list[]=c&number=1&inside[plain]=a&inside[with_words]=b&inside[list][]=c\
                &inside[number]=1";
    assert_eq!(calls(&|| counted(&|| from_form::<Counted>(form).unwrap().into_inner())), 6);
    // A field that cannot be read does not put the others in order again.
    for unreadable in [json(r#""x""#), json("300")] {
        assert_eq!(calls(&|| assert!(from_json::<Counted>(unreadable.as_bytes()).is_err())), 6);
    }
    let unreadable = form.replace("&number=1", "&number=x");
    assert_eq!(calls(&|| assert!(from_form::<Counted>(&unreadable).is_err())), 6);
}

#[test]
fn a_live_check_sees_values_in_order() {
    let email = Live::new().only("email");
    assert!(email.json::<SignUp, ()>(br#"{"email":" Jane@Example.com "}"#, &()).is_ok());
    assert!(email.form::<SignUp, ()>("email=+Jane@Example.com+", &()).is_ok());
    assert!(email.form::<SignUp, ()>("email=+Jane+", &()).is_err());
    // A value in hand is judged as it is.
    let mut value = signed_up();
    value.email.push(' ');
    assert!(email.value(&value, &()).is_err());
}

#[derive(Deserialize, Validate)]
struct Borrowed<'a> {
    #[serde(borrow)]
    #[validate(normalize(trim), length(max = 3))]
    name: Cow<'a, str>,
}

#[test]
fn a_borrowed_text_is_cut_where_it_is() {
    let borrowed = from_json::<Borrowed<'_>>(br#"{"name":" abc "}"#).unwrap();
    assert!(matches!(borrowed.name, Cow::Borrowed("abc")));
}

/// Its impl is written by hand, and says nothing about order.
#[derive(Deserialize, Debug)]
struct ByHand(String);

impl<C: ?Sized> Validate<C> for ByHand {
    fn walk(&self, _: &C, _: &mut unprocessable::Walker<'_>) {}
}

#[derive(Deserialize, Validate)]
struct HoldsByHand {
    #[validate(nested)]
    by_hand: Vec<ByHand>,
}

#[test]
fn an_impl_by_hand_needs_nothing_new() {
    let mut value = HoldsByHand { by_hand: vec![ByHand(" a".into())] };
    value.normalize();
    assert_eq!(value.by_hand[0].0, " a");
}

fn text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        Just(' '),
        Just('\t'),
        Just('\u{a0}'),
        Just('\u{200b}'),
        Just('\u{fe0f}'),
        Just('\u{301}'),
        Just('-'),
        Just('.'),
        Just('@'),
        Just('A'),
        Just('b'),
        Just('é'),
        Just('ß'),
        Just('İ'),
        Just('❤'),
        Just('7'),
        any::<char>(),
    ];
    proptest::collection::vec(character, 0..8).prop_map(|characters| characters.into_iter().collect())
}

/// Many words at once, with rules that most texts break.
#[derive(Deserialize, Validate, Debug, Clone, PartialEq)]
#[validate(normalize(collapse, trim, blank_to_none))]
struct Laws {
    #[validate(normalize(lowercase, strip("-", "b ")), length(min = 2, max = 4), alpha_num)]
    name: String,
    #[validate(normalize(nfkc, uppercase), length(max = 3), required)]
    code: Option<String>,
    #[validate(normalize(digits_only), length(min = 1))]
    digits: Box<str>,
    #[validate(normalize(default = " En "), length(equal = 2))]
    language: Option<String>,
    #[validate(length(max = 2), each(normalize(lowercase), length(max = 2)))]
    tags: BTreeSet<String>,
    #[validate(nested)]
    items: Vec<Item>,
}

proptest! {
    #[test]
    fn a_second_time_changes_nothing_and_validate_agrees_with_decode(
        name in text(), code in proptest::option::of(text()), digits in text(), language in proptest::option::of(text()),
        tags in proptest::collection::btree_set(text(), 0..4), items in proptest::collection::vec(text(), 0..3),
    ) {
        let items = items.into_iter().map(|name| Item { name }).collect();
        let sent = Laws { name, code, digits: digits.into(), language, tags, items };
        let mut once = sent.clone();
        once.normalize();
        let mut twice = once.clone();
        twice.normalize();
        prop_assert_eq!(&once, &twice);
        let json = serde_json::json!({
            "name": sent.name, "code": sent.code, "digits": sent.digits, "language": sent.language, "tags": sent.tags,
            "items": sent.items.iter().map(|item| serde_json::json!({ "name": item.name })).collect::<Vec<_>>(),
        });
        let decoded: Result<Valid<Laws>, Rejection> = from_json(json.to_string().as_bytes());
        match (once.validate(), decoded) {
            (Ok(()), Ok(valid)) => prop_assert_eq!(&*valid, &once),
            (Err(errors), Err(Rejection::Invalid(rejected))) => prop_assert_eq!(pairs(&errors), pairs(&rejected)),
            (validated, decoded) => prop_assert!(false, "{:?} and {:?}", validated, decoded),
        }
        // The second pass finds what the first one finds.
        let mut broken = json;
        broken["extra"] = serde_json::Value::Null;
        let expected: Vec<_> = once.validate().err().map(|errors| pairs(&errors)).unwrap_or_default();
        if let Err(Rejection::Invalid(rejected)) = from_json::<Strange>(broken.to_string().as_bytes()) {
            let mut found = pairs(&rejected);
            found.retain(|(key, _)| key != "extra");
            prop_assert_eq!(found, expected);
        }
    }
}

/// The same fields, and one that cannot be read.
#[derive(Deserialize, Validate)]
#[validate(normalize(collapse, trim, blank_to_none))]
struct Strange {
    #[validate(normalize(lowercase, strip("-", "b ")), length(min = 2, max = 4), alpha_num)]
    name: String,
    #[validate(normalize(nfkc, uppercase), length(max = 3), required)]
    code: Option<String>,
    #[validate(normalize(digits_only), length(min = 1))]
    digits: Box<str>,
    #[validate(normalize(default = " En "), length(equal = 2))]
    language: Option<String>,
    #[validate(length(max = 2), each(normalize(lowercase), length(max = 2)))]
    tags: BTreeSet<String>,
    #[validate(nested)]
    items: Vec<Item>,
    #[allow(dead_code)]
    extra: u8,
}

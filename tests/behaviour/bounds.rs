//! What must hold of type parameters: bounds are on the types that are walked, and `bound` replaces them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::marker::PhantomData;

use crate::common::keys;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use unprocessable::{Validate, from_json};

#[derive(Deserialize, Validate, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Item {
    #[validate(gt(0))]
    count: u8,
    #[validate(length(min = 1))]
    name: String,
}

fn item() -> Item {
    Item { count: 0, name: "a".into() }
}

/// The keys of what is wrong with a document.
fn refused<T: DeserializeOwned + for<'de> unprocessable::decode::Inspect<'de>>(json: &str) -> Vec<String> {
    let unprocessable::Rejection::Invalid(errors) = from_json::<T>(json.as_bytes()).err().expect("it is refused")
    else {
        panic!("malformed");
    };
    errors.iter().map(|(key, _)| key.to_owned()).collect()
}

trait Kind {
    type Body;
}

struct Order;

impl Kind for Order {
    type Body = Item;
}

#[test]
fn an_associated_type_is_nested() {
    #[derive(Deserialize, Validate)]
    #[serde(bound = "K::Body: Deserialize<'de>")]
    struct Event<K: Kind> {
        #[validate(nested)]
        body: K::Body,
        #[validate(nested)]
        others: Vec<Option<<K as Kind>::Body>>,
        #[validate(gt(0))]
        number: u8,
    }
    let event = Event::<Order> { body: item(), others: vec![None, Some(item())], number: 0 };
    assert_eq!(keys(&event), ["body.count", "others.1.count", "number"]);
    assert_eq!(
        refused::<Event<Order>>(r#"{"body":{"count":"x","name":""},"others":[{"count":0,"name":3}],"number":0}"#),
        ["body.count", "body.name", "others.0.count", "others.0.name", "number"]
    );
}

#[test]
fn a_parameter_that_is_only_named_needs_no_rules() {
    struct Unruled;

    #[derive(Deserialize, Validate)]
    struct Tagged<T> {
        #[validate(required)]
        name: String,
        #[serde(skip)]
        tag: PhantomData<T>,
    }
    #[derive(Deserialize, Validate)]
    #[serde(bound = "")]
    struct Outer<T> {
        #[validate(nested)]
        tagged: Vec<Tagged<T>>,
        #[validate(each(nested))]
        again: [Box<Tagged<T>>; 1],
    }
    let tagged = || Tagged::<Unruled> { name: String::new(), tag: PhantomData };
    let outer = Outer { tagged: vec![tagged()], again: [Box::new(tagged())] };
    assert_eq!(keys(&outer), ["tagged.0.name", "again.0.name"]);
    assert_eq!(
        refused::<Outer<Unruled>>(r#"{"tagged":[{"name":""},{"name":1}],"again":[{}]}"#),
        ["tagged.0.name", "tagged.1.name", "again.0.name"]
    );
}

#[test]
fn hashers_and_keys_are_no_values() {
    #[derive(Validate)]
    struct Maps<K, T, S> {
        #[validate(nested)]
        map: HashMap<K, Vec<T>, S>,
        #[validate(values(nested))]
        other: BTreeMap<K, T>,
        #[validate(nested)]
        set: HashSet<Item, S>,
    }
    let maps =
        Maps { map: HashMap::from([(7_u8, vec![item()])]), other: [(8, item())].into(), set: HashSet::from([item()]) };
    assert_eq!(keys(&maps), ["map.7.0.count", "other.8.count", "set.0.count"]);
}

#[test]
fn a_list_by_another_name_binds_its_elements() {
    type List<T> = Vec<T>;

    #[derive(Deserialize, Validate)]
    struct Page<T> {
        #[validate(each(nested))]
        items: List<T>,
        #[validate(nested)]
        more: List<Vec<T>>,
    }
    assert_eq!(keys(&Page { items: vec![item()], more: vec![vec![item()]] }), ["items.0.count", "more.0.0.count"]);
}

#[test]
fn types_that_hold_themselves_end() {
    #[derive(Deserialize, Validate)]
    struct Tree<T> {
        #[validate(nested)]
        value: T,
        #[validate(nested)]
        children: Vec<Tree<T>>,
        #[validate(nested)]
        twin: Option<Box<Pair<Self>>>,
    }
    #[derive(Deserialize, Validate)]
    struct Pair<T> {
        #[validate(nested)]
        one: T,
    }
    let leaf = || Tree { value: item(), children: vec![], twin: None };
    let tree = Tree { value: item(), children: vec![leaf()], twin: Some(Box::new(Pair { one: leaf() })) };
    assert_eq!(keys(&tree), ["value.count", "children.0.value.count", "twin.one.value.count"]);
    assert_eq!(
        refused::<Tree<Item>>(r#"{"value":{"count":"x","name":""},"children":[{"value":{"count":0,"name":"a"}}]}"#),
        ["value.count", "value.name", "children.0.value.count", "children.0.children"]
    );
}

#[test]
fn bound_replaces_what_would_be_found_out() {
    #[derive(Deserialize, Validate)]
    #[validate(bound = "T: Validate")]
    struct Even<T> {
        #[validate(nested)]
        value: T,
        #[validate(nested)]
        next: Option<Box<Odd<T>>>,
    }
    #[derive(Deserialize, Validate)]
    struct Odd<T> {
        #[validate(nested, bound = "T: unprocessable::Validate")]
        next: Option<Box<Even<T>>>,
        #[validate(gt(0))]
        number: u8,
    }
    let even = || Even { value: item(), next: None };
    let chain = Even { value: item(), next: Some(Box::new(Odd { next: Some(Box::new(even())), number: 0 })) };
    assert_eq!(keys(&chain), ["value.count", "next.next.value.count", "next.number"]);
    assert_eq!(
        refused::<Even<Item>>(
            r#"{"value":{"count":"x","name":""},"next":{"next":{"value":{"count":0}},"number":"x"}}"#
        ),
        ["value.count", "value.name", "next.next.value.count", "next.next.value.name", "next.number"]
    );
}

//! Every kind of type that can derive `Validate`.
#![allow(clippy::type_complexity)]

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use crate::common::keys;
use unprocessable::Validate;

#[test]
fn structs_with_named_fields() {
    #[derive(Validate)]
    struct Payment {
        #[validate(required, email)]
        email: String,
        #[validate(gt(0))]
        amount: f64,
        #[allow(dead_code)]
        note: Option<String>,
    }
    let payment = Payment { email: String::new(), amount: 0.0, note: None };
    assert_eq!(keys(&payment), ["email", "email", "amount"]);
    assert!(Payment { email: "a@b.c".into(), amount: 0.01, note: None }.validate().is_ok());
}

#[test]
fn tuple_structs_have_positions_and_newtypes_have_none() {
    #[derive(Validate)]
    struct Pair(#[validate(length(min = 1))] String, #[validate(gt(0))] u8);
    assert_eq!(keys(&Pair(String::new(), 0)), ["0", "1"]);

    #[derive(Validate)]
    struct Name(#[validate(length(min = 1))] String);
    #[derive(Validate)]
    struct Person {
        #[validate(nested)]
        name: Name,
    }
    assert_eq!(keys(&Person { name: Name(String::new()) }), ["name"]);
    assert_eq!(keys(&Name(String::new())), ["_"]);
}

#[test]
fn unit_and_empty_structs_are_always_valid() {
    #[derive(Validate)]
    struct Unit;
    #[derive(Validate)]
    struct Empty {}
    #[derive(Validate)]
    enum Never {}
    assert!(Unit.validate().is_ok());
    assert!(Empty {}.validate().is_ok());
    assert!(None::<Never>.validate().is_ok());
}

#[test]
fn transparent_types_are_what_is_inside() {
    #[derive(Validate)]
    #[validate(transparent)]
    struct Sku(String);
    #[derive(Validate)]
    struct Item {
        #[validate(required, length(max = 3))]
        sku: Sku,
        #[validate(required, length(max = 3))]
        other: Option<Sku>,
    }
    assert_eq!(keys(&Item { sku: Sku("abcd".into()), other: None }), ["sku", "other"]);
    assert_eq!(keys(&Item { sku: Sku(" ".into()), other: Some(Sku("abc".into())) }), ["sku"]);
}

#[test]
fn enums_with_every_kind_of_variant() {
    #[derive(Validate)]
    #[allow(dead_code)]
    enum Method {
        Cash,
        Card {
            #[validate(length(equal = 4))]
            digits: String,
        },
        Voucher(#[validate(length(min = 1))] String),
        Split(#[validate(gt(0))] u8, #[validate(gt(self.0))] u8),
    }
    assert!(Method::Cash.validate().is_ok());
    assert_eq!(keys(&Method::Card { digits: "1".into() }), ["Card.digits"]);
    assert_eq!(keys(&Method::Voucher(String::new())), ["Voucher"]);
    assert_eq!(keys(&Method::Split(0, 0)), ["Split.0", "Split.1"]);
}

#[test]
fn generics_with_bounds_defaults_and_lifetimes() {
    #[derive(Validate)]
    struct Page<'a, T: Clone = u8, const N: usize = 2>
    where
        T: std::fmt::Debug,
    {
        #[validate(length(min = 1))]
        title: &'a str,
        #[validate(length(max = 1))]
        items: Vec<T>,
        #[validate(length(max = 1))]
        fixed: [u8; N],
        #[validate(required)]
        any: Option<T>,
    }
    let page: Page<'_> = Page { title: "", items: vec![1, 2], fixed: [0; 2], any: None };
    assert_eq!(keys(&page), ["title", "items", "fixed", "any"]);

    #[derive(Validate)]
    struct Envelope<T, K: std::hash::Hash + Eq> {
        #[validate(nested)]
        data: Vec<Option<T>>,
        #[validate(nested)]
        by_key: HashMap<K, T>,
    }
    #[derive(Validate)]
    struct Inner {
        #[validate(gt(0))]
        n: u8,
    }
    let envelope = Envelope { data: vec![None, Some(Inner { n: 0 })], by_key: HashMap::from([(7, Inner { n: 0 })]) };
    assert_eq!(keys(&envelope), ["data.1.n", "by_key.7.n"]);
}

#[test]
fn recursive_types() {
    #[derive(Validate)]
    struct Tree {
        #[validate(length(min = 1))]
        name: String,
        #[validate(nested)]
        left: Option<Box<Tree>>,
        #[validate(nested)]
        children: Vec<Tree>,
    }
    let leaf = || Tree { name: String::new(), left: None, children: vec![] };
    let tree = Tree { name: "root".into(), left: Some(Box::new(leaf())), children: vec![leaf(), leaf()] };
    assert_eq!(keys(&tree), ["left.name", "children.0.name", "children.1.name"]);
}

#[test]
fn nested_through_every_wrapper() {
    use std::collections::{BTreeSet, HashSet, LinkedList, VecDeque};

    #[derive(Validate, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    struct Item {
        #[validate(gt(0))]
        n: u8,
    }
    const BAD: Item = Item { n: 0 };
    #[derive(Validate)]
    struct All<'a> {
        #[validate(nested)]
        option: Option<Item>,
        #[validate(nested)]
        boxed: Box<Item>,
        #[validate(nested)]
        rc: Rc<Item>,
        #[validate(nested)]
        arc: Arc<[Item]>,
        #[validate(nested)]
        cow: Cow<'a, Item>,
        #[validate(nested)]
        cows: Cow<'a, [Item]>,
        #[validate(nested)]
        reference: &'a Item,
        #[validate(nested)]
        slice: &'a [Item],
        #[validate(nested)]
        vec: Vec<Item>,
        #[validate(nested)]
        array: [Item; 2],
        #[validate(nested)]
        deque: VecDeque<Item>,
        #[validate(nested)]
        linked: LinkedList<Item>,
        #[validate(nested)]
        btree_map: BTreeMap<String, Item>,
        #[validate(nested)]
        hash_map: HashMap<&'static str, Item>,
        #[validate(nested)]
        btree_set: BTreeSet<Item>,
        #[validate(nested)]
        hash_set: HashSet<Item>,
        #[validate(nested)]
        deep: Option<Vec<BTreeMap<u8, Box<[Option<Rc<Item>>]>>>>,
    }
    let all = All {
        option: Some(BAD),
        boxed: Box::new(BAD),
        rc: Rc::new(BAD),
        arc: Arc::from([BAD]),
        cow: Cow::Owned(BAD),
        cows: Cow::Borrowed(&[BAD]),
        reference: &BAD,
        slice: &[BAD],
        vec: vec![Item { n: 1 }, BAD],
        array: [BAD, BAD],
        deque: [BAD].into(),
        linked: [BAD].into(),
        btree_map: [("k".into(), BAD)].into(),
        hash_map: [("z", BAD), ("a", BAD), ("m", BAD)].into(),
        btree_set: [BAD].into(),
        hash_set: [BAD].into(),
        deep: Some(vec![[(3, vec![None, Some(Rc::new(BAD))].into())].into()]),
    };
    assert_eq!(
        keys(&all),
        [
            "option.n",
            "boxed.n",
            "rc.n",
            "arc.0.n",
            "cow.n",
            "cows.0.n",
            "reference.n",
            "slice.0.n",
            "vec.1.n",
            "array.0.n",
            "array.1.n",
            "deque.0.n",
            "linked.0.n",
            "btree_map.k.n",
            "hash_map.a.n",
            "hash_map.m.n",
            "hash_map.z.n",
            "btree_set.0.n",
            "hash_set.0.n",
            "deep.0.3.1.n",
        ]
    );
}

#[test]
fn elements_keys_and_values() {
    #[derive(Validate)]
    struct Lists {
        #[validate(each(required, length(max = 2)))]
        tags: Vec<String>,
        #[validate(each(each(gt(0))))]
        matrix: Option<Vec<[u8; 2]>>,
        #[validate(keys(length(max = 2)), values(gt(0)))]
        prices: BTreeMap<String, u8>,
        #[validate(values(each(length(min = 1))))]
        deep: HashMap<u8, Vec<String>>,
        #[validate(each(length(max = 1)))]
        set: std::collections::HashSet<String>,
    }
    let lists = Lists {
        tags: vec!["ok".into(), String::new(), "long".into()],
        matrix: Some(vec![[1, 0], [0, 1]]),
        prices: [("eur".into(), 0), ("us".into(), 0)].into(),
        deep: [(9, vec![String::new()]), (1, vec!["x".into(), String::new()])].into(),
        set: ["bb".to_owned(), "a".to_owned(), "aa".to_owned()].into(),
    };
    assert_eq!(
        keys(&lists),
        [
            "tags.1",
            "tags.2",
            "matrix.0.1",
            "matrix.1.0",
            "prices.eur",
            "prices.eur",
            "prices.us",
            "deep.1.1",
            "deep.9.0",
            "set.1",
            "set.2",
        ]
    );
}

#[test]
fn a_field_reports_its_own_rules_and_what_is_nested_in_it() {
    #[derive(Validate)]
    struct Item {
        #[validate(gt(0))]
        n: u8,
    }
    #[derive(Validate)]
    struct Order {
        #[validate(nested, length(min = 2))]
        items: Vec<Item>,
    }
    assert_eq!(keys(&Order { items: vec![Item { n: 0 }] }), ["items", "items.0.n"]);
}

#[test]
fn a_list_that_is_too_long_is_not_looked_into() {
    #[derive(Validate)]
    struct Tags {
        #[validate(each(length(max = 1)), length(max = 2))]
        tags: Vec<String>,
    }
    assert_eq!(keys(&Tags { tags: vec!["long".into(); 3] }), ["tags"]);
    assert_eq!(keys(&Tags { tags: vec!["long".into(); 2] }), ["tags.0", "tags.1"]);
}

#[test]
fn wrappers_are_peeled_for_rules() {
    #[derive(Validate)]
    struct Wrapped<'a> {
        #[validate(required, length(min = 2))]
        a: Option<Box<str>>,
        #[validate(length(min = 2))]
        b: Option<Option<Rc<String>>>,
        #[validate(length(min = 2))]
        c: Cow<'a, str>,
        #[validate(gt(1))]
        d: &'a Arc<u64>,
        #[validate(length(min = 2))]
        e: Rc<Vec<u8>>,
    }
    let one = Arc::new(1);
    let wrapped = Wrapped {
        a: Some("a".into()),
        b: Some(Some(Rc::new("b".into()))),
        c: "c".into(),
        d: &one,
        e: Rc::new(vec![1]),
    };
    assert_eq!(keys(&wrapped), ["a", "b", "c", "d", "e"]);
    let absent = Wrapped { a: None, b: Some(None), c: "cc".into(), d: &Arc::new(2), e: Rc::new(vec![1, 2]) };
    assert_eq!(keys(&absent), ["a"]);
}

#[test]
fn required_works_on_an_option_of_any_type() {
    struct Foreign;
    #[derive(Validate)]
    struct Holder<T> {
        #[validate(required)]
        foreign: Option<Foreign>,
        #[validate(required)]
        generic: Option<T>,
        #[validate(required)]
        plain: Foreign,
    }
    assert_eq!(keys(&Holder::<Foreign> { foreign: None, generic: None, plain: Foreign }), ["foreign", "generic"]);
    assert!(Holder { foreign: Some(Foreign), generic: Some(1), plain: Foreign }.validate().is_ok());
}

#[test]
fn structs_that_a_macro_declares() {
    fn never(_: &str) -> Result<(), &'static str> {
        Err("Never.")
    }
    macro_rules! form {
        ($name:ident { $(#[$attribute:meta] $field:ident: $type:ty,)+ }) => {
            #[derive(Validate)]
            struct $name {
                $(#[$attribute] $field: $type,)+
            }
        };
    }
    // The rules come from outside of the macro that the derive is written in.
    form!(Form {
        #[validate(required, length(max = 3), regex("^a"), custom(never))]
        a: String,
        #[validate(gt(0), gt(self.c), when(self.c > 0, lt(9)))]
        b: u8,
        #[validate(gt(0))]
        c: u8,
        #[validate(length(max = 2), each(gt(0), custom(|n: &u8| if *n > 0 { Ok(()) } else { Err("Zero.") })))]
        list: Vec<u8>,
        #[validate(nested)]
        next: Option<Box<Form>>,
    });
    let form = Form { a: "b".into(), b: 0, c: 0, list: vec![0], next: None };
    assert_eq!(keys(&form), ["a", "a", "b", "b", "c", "list.0", "list.0"]);
}

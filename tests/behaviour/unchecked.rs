//! What need not say `nested` or `skip`. What must is in `tests/ui/unchecked/`.

use std::collections::{BTreeMap, HashMap};
use std::marker::PhantomData;

use crate::common::keys;
use unprocessable::Validate;

#[derive(Clone, Validate, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    #[validate(gt(0))]
    count: u8,
}

fn bad() -> Item {
    Item { count: 0 }
}

#[test]
fn a_type_without_rules_need_not_be_nested() {
    #[derive(Validate, PartialEq, Eq, PartialOrd, Ord, Hash)]
    enum Unit {
        Piece,
    }
    #[derive(Validate)]
    struct Plain {
        #[allow(dead_code)]
        note: String,
    }
    type Plains = Option<Vec<Plain>>;
    struct Foreign;

    #[derive(Validate)]
    #[allow(dead_code)]
    struct Order {
        unit: Unit,
        units: BTreeMap<Unit, [Option<Unit>; 1]>,
        pair: (Unit, Plain),
        plain: Plain,
        plains: Plains,
        foreign: Foreign,
        #[validate(gt(0))]
        count: u8,
    }
    let order = Order {
        unit: Unit::Piece,
        units: BTreeMap::new(),
        pair: (Unit::Piece, Plain { note: String::new() }),
        plain: Plain { note: String::new() },
        plains: None,
        foreign: Foreign,
        count: 0,
    };
    assert_eq!(keys(&order), ["count"]);
}

#[test]
fn a_type_that_only_names_another_one_need_not_be_nested() {
    #[derive(Validate)]
    #[allow(dead_code)]
    struct Id<T> {
        number: u64,
        of: PhantomData<T>,
    }
    #[derive(Validate)]
    struct Order {
        #[allow(dead_code)]
        item: Id<Item>,
        #[allow(dead_code)]
        of: PhantomData<Item>,
        #[validate(gt(0))]
        count: u8,
    }
    let order = Order { item: Id { number: 0, of: PhantomData }, of: PhantomData, count: 0 };
    assert_eq!(keys(&order), ["count"]);
}

#[test]
fn rules_that_come_with_a_parameter_count_where_they_come() {
    #[derive(Validate)]
    struct Page<T> {
        #[validate(nested)]
        items: Vec<T>,
    }
    #[derive(Validate)]
    struct Numbers {
        #[allow(dead_code)]
        page: Page<u8>,
        #[validate(nested)]
        items: Page<Item>,
    }
    let numbers = Numbers { page: Page { items: vec![0] }, items: Page { items: vec![bad()] } };
    assert_eq!(keys(&numbers), ["items.items.0.count"]);
}

#[test]
fn what_a_parameter_stands_for_is_not_seen() {
    #[derive(Validate)]
    #[allow(dead_code)]
    struct Page<T> {
        items: Vec<T>,
        first: T,
        #[validate(gt(0))]
        count: u8,
    }
    assert_eq!(keys(&Page { items: vec![bad()], first: bad(), count: 0 }), ["count"]);
}

#[test]
fn every_word_that_reaches_the_rules_will_do() {
    type Items = Vec<Item>;

    #[derive(Validate)]
    #[validate(strict)]
    struct Order {
        #[validate(each(nested))]
        list: Vec<Item>,
        #[validate(each(nested))]
        alias: Items,
        #[validate(values(each(nested)))]
        map: HashMap<u8, Vec<Item>>,
        #[validate(when(self.list.len() > 5, nested))]
        perhaps: Option<Item>,
        #[validate(on_submit(nested))]
        later: Item,
        #[validate(each(each(nested)))]
        deep: Vec<[Item; 1]>,
    }
    let order = Order {
        list: vec![bad()],
        alias: vec![bad()],
        map: [(3, vec![bad()])].into(),
        perhaps: Some(bad()),
        later: bad(),
        deep: vec![[bad()]],
    };
    assert_eq!(keys(&order), ["list.0.count", "alias.0.count", "map.3.0.count", "later.count", "deep.0.0.count"]);
}

#[test]
fn skip_leaves_the_rules_of_the_type_alone() {
    #[derive(Validate)]
    #[validate(strict)]
    struct Order {
        #[validate(skip)]
        draft: Item,
        #[validate(required, skip)]
        last: Option<Item>,
        #[validate(length(max = 1), skip)]
        list: Vec<Item>,
        #[validate(skip)]
        pair: (Item, BTreeMap<Item, Item>),
    }
    let order = Order { draft: bad(), last: None, list: vec![bad(), bad()], pair: (bad(), BTreeMap::new()) };
    assert_eq!(keys(&order), ["last", "list"]);
    assert!(order.draft.validate().is_err() && order.pair.1.is_empty());
}

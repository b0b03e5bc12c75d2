//! What it costs that somebody could watch.

use std::collections::BTreeMap;

use unprocessable::web::Answers;
use unprocessable::web::adapter::{Route, see};
use unprocessable::{ErrorBody, Validate};

use crate::allocations;

#[derive(Validate)]
struct Item {
    #[validate(gte(1))]
    price: u32,
}

#[derive(Validate)]
struct Order {
    #[validate(nested)]
    items: Vec<Item>,
    #[validate(values(nested))]
    by_name: BTreeMap<String, Item>,
}

fn refused(items: usize, names: usize) -> Order {
    let item = || Item { price: 0 };
    Order {
        items: (0..items).map(|_| item()).collect(),
        by_name: (0..names).map(|n| (n.to_string(), item())).collect(),
    }
}

#[test]
fn nothing_is_allocated_when_nobody_watches() {
    let error = ErrorBody::from(refused(20, 20).validate().unwrap_err());
    let answers = Answers::new();
    let route = || unreachable!("nobody asks for it");
    let ((), count) = allocations(|| see(&answers, "POST", route, &error));
    assert_eq!(count, 0);
}

#[test]
fn that_map_keys_can_be_told_costs_lists_nothing() {
    let (list, map) = (refused(40, 0), refused(0, 40));
    let (_, for_list) = allocations(|| list.validate().unwrap_err());
    let (_, for_map) = allocations(|| map.validate().unwrap_err());
    // The notes are a buffer of their own, which doubles.
    assert!((for_list + 1..=for_list + 5).contains(&for_map), "{for_list} and {for_map}");
}

#[test]
fn who_watches_pays_little() {
    let error = ErrorBody::from(refused(20, 20).validate().unwrap_err());
    let answers = Answers::new().observe(|_| {});
    let seen = || see(&answers, "POST", || Some(Route::Text("/orders".into())), &error);
    seen();
    let ((), count) = allocations(seen);
    // The route.
    assert_eq!(count, 1);
}

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use unprocessable::Validate;

mod shop {
    #[derive(unprocessable::Validate)]
    pub struct Item {
        #[validate(required)]
        pub name: String,
    }
}

use shop::Item;

type Items = Option<Vec<Item>>;

#[derive(Validate)]
struct Order<'o, T> {
    item: Item,
    path: shop::Item,
    list: Vec<Item>,
    perhaps: Option<Box<Item>>,
    array: [Arc<Item>; 2],
    map: BTreeMap<String, Vec<Item>>,
    alias: Items,
    sets: HashMap<u8, Option<Rc<Item>>>,
    borrowed: &'o [Item],
    other: T,
}

#[derive(Validate)]
enum Choice<'c> {
    One(Cow<'c, Item2>),
    Other {
        #[validate(required, length(max = 3))]
        items: Vec<Item2>,
        #[validate(custom(check))]
        again: Item2,
    },
}

#[derive(Clone, Validate)]
struct Item2 {
    #[validate(required)]
    name: String,
}

fn check(_: &Item2) -> Result<(), &'static str> {
    Ok(())
}

#[derive(Validate)]
struct Tree {
    #[validate(required)]
    name: String,
    children: Vec<Tree>,
    parent: Option<Box<Self>>,
}

struct Hand;

impl<C: ?Sized> Validate<C> for Hand {
    fn walk(&self, _: &C, _: &mut unprocessable::Walker<'_>) {}
}

#[derive(Validate)]
struct Hands {
    left: Hand,
}

fn main() {}

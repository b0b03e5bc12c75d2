use std::collections::BTreeMap;

use unprocessable::{MapKey, Validate};

#[derive(PartialEq, Eq, PartialOrd, Ord, Validate)]
struct Sku(#[validate(length(equal = 8))] String);

impl MapKey for Sku {
    fn with_text(&self, with: &mut dyn FnMut(&str)) {
        with(&self.0);
    }
}

#[derive(Validate)]
struct Stock {
    counts: BTreeMap<Sku, u32>,
    #[validate(nested)]
    equal: BTreeMap<Sku, Sku>,
    #[validate(each(keys(required), values(nested)))]
    several: Vec<BTreeMap<Sku, Sku>>,
    pairs: Vec<(Sku, u32)>,
}

fn main() {}

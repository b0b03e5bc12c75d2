use std::collections::{BTreeMap, HashSet};

use unprocessable::Validate;

type Words = Vec<String>;

#[derive(Validate)]
struct Post {
    #[validate(email)]
    to: Vec<String>,
    #[validate(gt(1.5), one_of(["a"]))]
    prices: Option<Vec<f64>>,
    #[validate(each(trimmed))]
    rows: Vec<Vec<String>>,
    #[validate(slug)]
    tags: HashSet<String>,
    #[validate(url)]
    links: [String; 2],
    #[validate(url)]
    named: BTreeMap<String, String>,
    #[validate(email)]
    words: Words,
}

fn main() {}

//! The structs that documents are compared with.

use std::collections::BTreeMap;

use serde::Deserialize;
use unprocessable::Validate;

#[derive(Deserialize, Validate)]
pub(crate) struct Order {
    #[validate(email)]
    email: String,
    #[validate(length(min = 8, max = 72))]
    password: String,
    #[validate(length(min = 1, max = 100))]
    name: String,
    #[validate(range(18..=120))]
    age: u32,
    #[validate(gt(0))]
    amount: f64,
    #[validate(url)]
    website: Option<String>,
    #[validate(length(max = 10))]
    tags: Vec<String>,
    #[validate(nested)]
    address: Address,
    #[validate(length(min = 1, max = 50), nested)]
    items: Vec<Item>,
}

#[derive(Deserialize, Validate)]
struct Address {
    #[validate(length(min = 1, max = 200))]
    street: String,
    #[validate(length(min = 1, max = 100))]
    city: String,
    #[validate(length(equal = 5))]
    zip: String,
}

#[derive(Deserialize, Validate)]
struct Item {
    #[validate(regex("^[A-Z]{3}-[0-9]{4}$"))]
    sku: String,
    #[validate(range(1..=1000))]
    quantity: u32,
    #[validate(gt(0))]
    price: f64,
}

#[derive(Deserialize, Validate, PartialEq, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Person,
    Company,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "lowercase")]
enum Color {
    Red,
    Green,
    Blue,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct Everything {
    #[serde(rename = "userName")]
    #[validate(required, length(min = 3, max = 20), alpha_dash(ascii), doesnt_start_with(["_", "-"]))]
    user_name: Option<String>,
    #[serde(rename = "nickName")]
    #[validate(different(self.user_name), attribute = "pet name", bail, length(min = 2, graphemes), alpha)]
    nick_name: Option<String>,
    #[validate(required, password(min = 12, mixed_case, numbers, symbols), confirmed(self.password_confirmation))]
    password: Option<String>,
    password_confirmation: Option<String>,
    kind: Kind,
    #[validate(required_if(self.kind == Kind::Company), prohibited_if(self.kind == Kind::Person), starts_with("DE"))]
    vat_id: Option<String>,
    #[serde(rename = "minPrice")]
    #[validate(gte(1), multiple_of(5))]
    min_price: Option<u16>,
    #[serde(rename = "maxPrice")]
    #[validate(gt(self.min_price, message = "The {attribute} must be more than the least one."), max_digits(4))]
    max_price: Option<i64>,
    #[validate(range(0..=0.5), required_with(self.is_member))]
    discount: Option<f64>,
    is_member: Option<bool>,
    #[validate(accepted)]
    terms: String,
    #[validate(date, before_or_equal("2010-01-01"))]
    born: String,
    #[validate(date)]
    starts: Option<String>,
    #[validate(after(self.starts), required_with_all([self.starts, self.born]))]
    ends: Option<String>,
    #[validate(date(format = "%d/%m/%Y"))]
    at: Option<String>,
    #[validate(phone)]
    phone: Option<String>,
    color: Color,
    #[validate(between(1, 5, code = "bad_size"))]
    size: u8,
    #[validate(filled, max(10), not_regex("[<>]"))]
    note: Option<String>,
    #[validate(distinct(ignore_case), min(1), max(5), subset_of(["a", "b", "c", "A"]))]
    tags: Vec<String>,
    #[validate(distinct, contains_all([1, 2]))]
    scores: Vec<i32>,
    #[validate(uppercase)]
    initial: Option<String>,
    #[validate(decimal(max = 2), lt(100))]
    ratio: f64,
    #[validate(url(schemes = ["ftp", "https"]))]
    website: Option<String>,
    #[validate(prohibits(self.gift))]
    coupon: Option<String>,
    #[validate(required_without_all([self.coupon, self.note]))]
    gift: Option<String>,
    #[validate(in_list(self.tags))]
    favourite: Option<String>,
    #[validate(when(self.is_member == Some(true), length(min = 4)), uppercase)]
    code: Option<String>,
    #[validate(one_of([1, 200, 255]))]
    level: u8,
}

#[derive(Deserialize, Validate)]
pub(crate) struct Shop {
    #[validate(length(max = 20))]
    name: String,
    #[validate(length(min = 1, max = 3), required_keys(["eur"]), keys(alpha, length(equal = 3)), values(range(1..=1000)))]
    prices: BTreeMap<String, u32>,
    #[validate(nested)]
    stock: BTreeMap<String, Place>,
    #[validate(length(max = 4), each(length(max = 2), each(gt(0))))]
    matrix: Vec<Vec<i16>>,
    #[validate(length(max = 5), each(email, length(max = 30)))]
    emails: Vec<String>,
    #[validate(each(required, alpha))]
    names: Vec<Option<String>>,
    #[validate(nested)]
    boss: Person,
}

/// What a set says only in the JSON of a declaration.
#[derive(Deserialize, Validate)]
pub(crate) struct Odd {
    #[serde(alias = "other_name")]
    #[validate(ascii)]
    alias: Option<String>,
    #[validate(each(lt(9)))]
    three: [u8; 3],
    #[validate(skip)]
    open: Place,
    #[serde(default)]
    #[validate(length(max = 3))]
    defaulted: Vec<u8>,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Person,
    #[validate(length(min = 2))]
    set: std::collections::BTreeSet<u8>,
    #[validate(nested)]
    wrapped: Name,
}

#[derive(Deserialize, Validate)]
#[validate(transparent)]
struct Name(#[validate(alpha, length(max = 5))] String);

#[derive(Deserialize, Validate)]
#[validate(bail)]
struct Place {
    #[validate(range(1..=99))]
    count: u8,
    #[validate(length(equal = 2), uppercase)]
    place: String,
}

#[derive(Deserialize, Validate)]
struct Person {
    #[validate(alpha)]
    name: String,
    #[validate(nested)]
    next: Option<Box<Person>>,
}

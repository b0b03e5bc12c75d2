//! A few typical modules as they are committed, to be read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unprocessable::{Messages, Patch, Sentence, Upload, Validate};
use unprocessable_typescript::Module;

use crate::write;

/// Somebody who signs up.
#[derive(Deserialize, Validate)]
#[serde(rename_all = "camelCase")]
struct SignUp {
    /// Where the confirmation is sent.
    #[validate(required, email)]
    email: String,
    #[validate(length(min = 8, max = 80))]
    password: String,
    #[validate(range(18..=120))]
    age: Option<u8>,
    #[serde(default)]
    newsletter: bool,
    #[serde(default = "plan")]
    plan: Plan,
    /// What the partner calls the customer.
    partner_id: Option<u64>,
    #[validate(accepted)]
    terms: bool,
}

/// What is paid for.
#[derive(Deserialize, Serialize, Validate)]
#[serde(rename_all = "snake_case")]
enum Plan {
    Free,
    /// With support.
    Team,
    Enterprise,
}

fn plan() -> Plan {
    Plan::Free
}

/// What others see of somebody.
#[derive(Deserialize, Validate)]
struct Profile {
    /// A square picture.
    #[validate(required, file(max = "2 MB"), image(ratio = (1, 1)))]
    photo: Upload,
    #[serde(default)]
    #[validate(length(max = 3), each(file(extensions = ["pdf"])))]
    papers: Vec<Upload>,
    logo: Option<Upload>,
}

/// What changes in an account.
#[derive(Deserialize, Validate)]
struct Settings {
    #[serde(default)]
    #[validate(length(max = 40))]
    name: Patch<String>,
    #[serde(default)]
    #[validate(nested)]
    address: Patch<Address>,
}

#[derive(Deserialize, Validate)]
struct Address {
    #[validate(required)]
    street: String,
    #[validate(length(equal = 5))]
    zip: String,
    country: String,
}

#[test]
fn golden_accounts() {
    check("accounts", &Module::new().add::<SignUp>().add::<Settings>().add::<Profile>());
}

/// An order of a customer or of a guest.
#[derive(Deserialize, Validate)]
#[validate(custom(delivers))]
struct Order {
    #[serde(flatten)]
    #[validate(nested)]
    customer: Customer,
    #[validate(length(min = 1, max = 100), nested)]
    items: Vec<Item>,
    /// Prices that differ from the list, by currency.
    #[serde(default)]
    prices: BTreeMap<String, f64>,
    #[validate(nested)]
    payment: Payment,
    #[validate(nested)]
    ships_to: Option<Address>,
    /// Latitude and longitude.
    position: Option<(f64, f64)>,
    tags: [Option<String>; 2],
}

fn delivers(order: &Order) -> Result<(), &'static str> {
    if order.items.is_empty() && order.ships_to.is_some() { Err("There is nothing to ship.") } else { Ok(()) }
}

/// Who orders.
#[derive(Deserialize, Validate)]
#[serde(tag = "by", rename_all = "snake_case")]
enum Customer {
    Account {
        number: u32,
    },
    /// Without an account.
    Guest(#[validate(nested)] Guest),
}

#[derive(Deserialize, Validate)]
struct Guest {
    #[validate(email)]
    email: String,
    newsletter: bool,
}

#[derive(Deserialize, Validate)]
struct Item {
    /// As it stands on the label, such as `A-1 */`.
    #[validate(length(min = 3))]
    sku: Sku,
    #[validate(gt(0))]
    count: u16,
    options: Option<serde_json::Value>,
}

#[derive(Deserialize, Validate)]
#[validate(transparent)]
struct Sku(String);

#[derive(Deserialize, Validate)]
#[serde(tag = "kind", content = "details")]
enum Payment {
    Card {
        number: String,
        #[validate(nested)]
        expires: Expires,
    },
    Transfer(#[validate(iban)] String),
    OnAccount,
}

#[derive(Deserialize, Validate)]
struct Expires(#[validate(range(1..=12))] u8, u16);

#[test]
fn golden_orders() {
    check("orders", &Module::new().add::<Order>());
}

/// One page of a list.
#[derive(Deserialize, Validate)]
struct Page<T> {
    #[validate(nested)]
    entries: Vec<T>,
    next: Option<String>,
}

/// A condition, made of others.
#[derive(Deserialize, Validate)]
#[serde(rename_all = "snake_case")]
enum Filter {
    All(#[validate(nested)] Vec<Filter>),
    Not(#[validate(nested)] Box<Filter>),
    Contains {
        #[validate(required)]
        text: String,
    },
    Everything,
    #[serde(other)]
    Unknown,
}

/// A folder and what is in it.
#[derive(Deserialize, Validate)]
struct Folder {
    name: String,
    #[validate(nested)]
    folders: BTreeMap<String, Folder>,
    size: u128,
}

/// Whatever the client adds.
#[derive(Deserialize, Validate)]
struct Open {
    id: u32,
    #[serde(flatten)]
    #[validate(values(length(max = 10)))]
    more: BTreeMap<String, String>,
    note: Option<String>,
}

/// A name of the language.
#[derive(Deserialize, Validate)]
struct Record {
    r#type: String,
    #[serde(rename = "a-b")]
    dashed: u8,
}

#[test]
fn golden_general() {
    let module = Module::new().add::<Page<Address>>().add::<Page<Plan>>().add::<Filter>().add::<Folder>();
    check("general", &module.add::<Record>().add::<Open>());
}

/// The words of a German front end, as far as it has any.
struct German;

impl Messages for German {
    fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
        match sentence.code() {
            "length" => Some("{attribute} darf höchstens {max} Zeichen lang sein."),
            _ => None,
        }
    }

    fn label(&self, name: &str) -> Option<&str> {
        (name == "name").then_some("Der Name")
    }
}

/// What is asked of somebody.
#[derive(Deserialize, Validate)]
struct Person {
    #[serde(default)]
    #[validate(length(max = 40))]
    name: Patch<String>,
    /// Points in a plane, the numbers that were drawn, and a few more.
    #[serde(default = "lists")]
    lists: Lists,
    #[validate(one_of([10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000, 100_000]))]
    step: u32,
    #[validate(gt(0))]
    weight: f32,
    #[validate(required_if(self.weight == 7.5))]
    note: Option<String>,
}

type Lists = (Vec<(u8, u8)>, Vec<u32>, Vec<Vec<u8>>);

fn lists() -> Lists {
    (vec![(1, 2), (3, 4)], (0..40).collect(), vec![vec![1], vec![]])
}

#[test]
fn golden_person_as_json() {
    let module = Module::new().sentences(&German).add::<Person>();
    write("golden/person.json", &module.to_json());
    module.check_json("tests/types/golden/person.json").unwrap();
}

fn check(name: &str, module: &Module<'_>) {
    write(&format!("golden/{name}.ts"), &module.to_typescript());
    module.check(format!("tests/types/golden/{name}.ts")).unwrap();
}

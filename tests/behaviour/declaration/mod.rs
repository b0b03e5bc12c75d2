//! What a type says that it demands.
#![allow(dead_code)] // Types are declared, not made.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::path::Path;
use std::{env, fs};

use serde::{Deserialize, Serialize};
use unprocessable::declaration::{
    Content, Declare, DeclaredField, DeclaredValue, Place, Relation, RuleCondition, Shape, Tag,
};
use unprocessable::{Argument, Kind, Patch, Validate, Violation, declaration};

/// An order.
///
/// It has lines.
#[derive(Deserialize, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[validate(custom(enough), field = "amount")]
struct Order<'a, T> {
    /// Where the receipt goes.
    #[validate(required, email, length(max = 100))]
    email_address: String,
    #[serde(alias = "sum", default = "ten")]
    #[validate(gt(0), lte(5_000_000_000))]
    amount: u64,
    #[validate(required_if(self.kind == Payment::Card), regex("^[0-9]{4}$"))]
    card: Option<String>,
    #[validate(skip)]
    kind: Payment,
    #[validate(nested, length(1..=3), each(nested))]
    items: Vec<T>,
    #[validate(keys(length(max = 3)), values(attribute = "tag", when(self.amount > 3, distinct), each(alpha)))]
    tags: BTreeMap<String, Vec<String>>,
    #[validate(when(self.urgent, nested))]
    parent: Option<Box<Order<'a, Item>>>,
    #[serde(default)]
    urgent: bool,
    #[serde(flatten)]
    #[validate(nested)]
    extra: Extra,
    note: Cow<'a, str>,
    address: IpAddr,
    #[validate(custom(even, code = "even", message = "The {attribute} must be even."), on_submit(gt(self.amount)))]
    count: Option<u32>,
    #[validate(nested)]
    delivery: Delivery,
    sizes: Vec<Size>,
    #[serde(skip)]
    secret: u8,
}

#[derive(Deserialize)]
enum Size {
    Small,
    Large,
}

fn ten() -> u64 {
    10
}

fn even(_: &u32) -> Result<(), Violation> {
    Ok(())
}

fn enough<T>(_: &Order<'_, T>) -> Result<(), Violation> {
    Ok(())
}

#[derive(Deserialize, Validate, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Payment {
    Card,
    #[serde(alias = "coins")]
    Cash,
}

#[derive(Deserialize, Validate)]
struct Item {
    #[validate(attribute = "price in euro", min(0.1))]
    price: f32,
}

#[derive(Deserialize, Validate)]
struct Extra {
    #[validate(filled, bail)]
    gift: Option<i8>,
}

#[derive(Deserialize, Validate)]
#[serde(tag = "type")]
enum Delivery {
    /// By post.
    Post {
        #[validate(length(equal = 5))]
        zip: String,
    },
    Courier(#[validate(nested)] Item),
    #[serde(other)]
    None,
}

fn field<T: Declare>(name: &str) -> &'static DeclaredField {
    declaration::<T>().fields().find(|field| field.name() == name).unwrap()
}

type Sample = Order<'static, Item>;

#[test]
fn fields_come_in_order_by_their_names_in_the_document() {
    let names: Vec<&str> = declaration::<Sample>().fields().map(DeclaredField::name).collect();
    assert_eq!(
        names,
        [
            "emailAddress",
            "amount",
            "card",
            "kind",
            "items",
            "tags",
            "parent",
            "urgent",
            "gift",
            "note",
            "address",
            "count",
            "delivery",
            "sizes",
        ]
    );
    assert_eq!(field::<Sample>("amount").aliases(), ["sum"]);
    assert_eq!(field::<Sample>("emailAddress").label().to_string(), "email address");
    assert_eq!(field::<Sample>("emailAddress").description(), "Where the receipt goes.");
    assert_eq!(declaration::<Sample>().description(), "An order.\n\nIt has lines.");
    let price = field::<Item>("price");
    assert!(price.has_own_label() && price.label().to_string() == "price in euro");
}

#[test]
fn rules_come_in_written_order_with_typed_arguments_and_sentences() {
    let rules: Vec<_> = field::<Sample>("emailAddress").rules().collect();
    let names: Vec<&str> = rules.iter().map(|rule| rule.name()).collect();
    assert_eq!(names, ["required", "email", "length"]);
    assert_eq!(rules[0].message(), "The email address field is required.");
    assert_eq!(rules[2].arguments().collect::<Vec<_>>(), [("max", Argument::Integer(100))]);
    assert_eq!(rules[2].kind(), Kind::Text);
    assert_eq!(rules[2].message(), "The email address must not be greater than 100 characters.");
    let large = field::<Sample>("amount").rules().nth(1).unwrap();
    assert_eq!(large.arguments().next(), Some(("value", Argument::Integer(5_000_000_000))));
    let price = field::<Item>("price").rules().next().unwrap();
    assert_eq!(price.message(), "The price in euro must be at least 0.1.");
    let custom = field::<Sample>("count").rules().next().unwrap();
    assert_eq!((custom.name(), custom.code()), ("custom", "even"));
    assert_eq!(custom.message(), "The count must be even.");
}

#[test]
fn rules_inside_lists_and_maps_stand_where_they_are_written() {
    let names =
        |value: Option<DeclaredValue>| -> Vec<&str> { value.unwrap().rules().map(|rule| rule.name()).collect() };
    let tags = field::<Sample>("tags").value();
    assert!(tags.elements().is_none() && tags.rules().next().is_none());
    assert_eq!(names(tags.keys()), ["length"]);
    assert_eq!(names(tags.values()), ["distinct"]);
    let tag = tags.values().unwrap();
    assert_eq!(tag.label().to_string(), "tag");
    assert_eq!(names(tag.elements()), ["alpha"]);
    assert_eq!(tag.elements().unwrap().rules().next().unwrap().message(), "The tag must only contain letters.");
    let items = field::<Sample>("items").value();
    assert!(items.is_nested() && items.elements().unwrap().is_nested());
    assert!(field::<Extra>("gift").value().bails());
    assert!(field::<Sample>("kind").value().is_unruled());
}

#[test]
fn conditions_say_what_they_compare() {
    let distinct = field::<Sample>("tags").value().values().unwrap().rules().next().unwrap();
    let condition =
        RuleCondition::Compares { field: "amount", relation: Relation::Greater, value: Argument::Integer(3) };
    assert_eq!(distinct.conditions().collect::<Vec<_>>(), [condition]);
    assert!(!distinct.looks_further(), "the rule itself looks at its value alone");

    let card = field::<Sample>("card").rules().next().unwrap();
    assert_eq!(card.mentions().collect::<Vec<_>>(), ["kind"]);
    let is_card = RuleCondition::Compares { field: "kind", relation: Relation::Is, value: Argument::Text("card") };
    assert_eq!(card.mentioned_conditions().collect::<Vec<_>>(), [is_card]);

    let nested = field::<Sample>("parent").value().nested_conditions().collect::<Vec<_>>();
    assert_eq!(
        nested,
        [RuleCondition::Compares { field: "urgent", relation: Relation::Is, value: Argument::Boolean(true) }]
    );

    let greater = field::<Sample>("count").rules().nth(1).unwrap();
    assert_eq!(greater.conditions().collect::<Vec<_>>(), [RuleCondition::Submitted]);
    assert_eq!(greater.mentions().collect::<Vec<_>>(), ["amount"]);
    assert!(greater.looks_further());
    assert!(field::<Sample>("count").rules().next().unwrap().looks_further(), "a function may look at anything");
}

#[test]
fn shapes_are_what_stands_in_the_document() {
    let shapes = [
        ("emailAddress", "Text"),
        ("amount", "Integer { min: 0, max: 18446744073709551615 }"),
        ("card", "Optional(Text)"),
        ("items", "List(Declared(Reference(Item)))"),
        ("tags", "Map { key: Text, value: List(Text) }"),
        ("parent", "Optional(Declared(Reference(Order)))"),
        ("note", "Text"),
        ("address", "Foreign(Foreign(Ip))"),
        ("sizes", "List(Foreign(Foreign(Enum)))"),
    ];
    for (name, shape) in shapes {
        assert_eq!(format!("{:?}", field::<Sample>(name).shape()), shape, "{name}");
    }
    let Shape::List(Shape::Foreign(sizes)) = field::<Sample>("sizes").shape() else { panic!("a list") };
    assert_eq!(sizes.names(), ["Small", "Large"]);
}

#[test]
fn a_field_says_whether_serde_needs_it() {
    let absent = |name| field::<Sample>(name).may_be_absent();
    assert!(absent("card") && absent("amount") && absent("urgent") && absent("gift"));
    assert!(!absent("emailAddress") && !absent("sizes"));
    assert!(field::<Sample>("card").may_be_null() && !field::<Sample>("amount").may_be_null());
    assert_eq!(field::<Sample>("amount").default_value(), Some(10.into()));
    assert_eq!(field::<Sample>("urgent").default_value(), Some(false.into()));
    assert_eq!(field::<Sample>("card").default_value(), None);
}

#[test]
fn enums_say_how_their_variants_are_told_apart() {
    let Content::Enum(Tag::Internal("type"), variants) = declaration::<Delivery>().content() else { panic!("a tag") };
    let names: Vec<&str> = variants.iter().map(|variant| variant.name()).collect();
    assert_eq!(names, ["Post", "Courier", "None"]);
    assert_eq!(variants[0].description(), "By post.");
    assert!(matches!(variants[0].content(), Content::Fields([zip]) if zip.name() == "zip"));
    assert!(matches!(variants[1].content(), Content::Newtype(item) if item.value().is_nested()));
    assert!(variants[2].is_other() && matches!(variants[2].content(), Content::Unit));
    let Content::Enum(Tag::External, variants) = declaration::<Payment>().content() else { panic!("no tag") };
    assert_eq!((variants[1].name(), variants[1].aliases()), ("cash", &["coins"][..]));
}

#[test]
fn struct_rules_name_the_field_that_gets_the_violation() {
    let [rules] = declaration::<Sample>().struct_rules() else { panic!("one list") };
    assert_eq!(rules.field(), Some("amount"));
    assert_eq!(rules.rules().next().unwrap().message(), "The amount is invalid.");
    assert!(declaration::<Sample>().denies_unknown_fields());
}

#[derive(Deserialize, Validate)]
#[validate(transparent)]
struct Sku(#[validate(length(max = 8))] String);

#[derive(Deserialize, Validate)]
#[serde(try_from = "String")]
struct Code {
    #[validate(length(max = 8))]
    text: String,
}

impl TryFrom<String> for Code {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Ok(Self { text })
    }
}

#[derive(Deserialize, Validate)]
struct Point(#[validate(gt(0))] i32, #[serde(skip)] u8, #[validate(gt(1))] i32);

#[derive(Deserialize, Validate)]
struct Nothing;

#[derive(Default, Deserialize, Serialize, Validate)]
#[serde(default)]
struct Settings {
    #[validate(length(min = 1))]
    theme: Option<String>,
    #[validate(skip)]
    size: Kilobytes,
    #[serde(deserialize_with = "kilobytes")]
    limit: Option<u8>,
    change: Patch<u8>,
    #[serde(flatten)]
    rest: HashMap<String, u8>,
}

#[derive(Default, Deserialize, Serialize)]
struct Kilobytes(u64);

fn kilobytes<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<u8>, D::Error> {
    Option::deserialize(from)
}

#[test]
fn other_forms_are_known_too() {
    assert!(matches!(declaration::<Sku>().content(), Content::Newtype(text) if text.place() == Place::Newtype));
    assert_eq!(Shape::declared::<Sku>().kind(), Kind::Text);
    assert!(matches!(declaration::<Code>().content(), Content::From(Shape::Text)));
    assert!(matches!(declaration::<Nothing>().content(), Content::Unit));
    let Content::Tuple([x, y]) = declaration::<Point>().content() else { panic!("two items") };
    assert_eq!((x.place(), y.place(), y.name()), (Place::Position(0), Place::Position(1), "1"));
    assert_eq!(y.rules().next().unwrap().message(), "The given data must be greater than 1.");

    assert!(matches!(field::<Settings>("limit").shape(), Shape::Unknown));
    assert_eq!(field::<Settings>("size").default_value(), Some(0.into()));
    assert_eq!(format!("{:?}", field::<Settings>("size").shape()), "Foreign(Foreign(Integer(U64)))");
    assert!(matches!(field::<Settings>("change").shape(), Shape::Patch(Shape::Integer { .. })));
    let flattened: Vec<&str> = declaration::<Settings>().flattened().map(DeclaredField::name).collect();
    assert_eq!(flattened, ["rest"]);
}

#[derive(Deserialize, Validate)]
struct Page<T> {
    #[validate(nested)]
    items: Vec<T>,
    next: Option<u32>,
}

#[derive(Deserialize, Validate)]
struct Search {
    #[validate(nested)]
    items: Page<Item>,
    #[validate(nested)]
    payments: Page<Payment>,
}

#[test]
fn generic_types_have_a_name_for_each_parameter() {
    let json = declaration::<Search>().to_json();
    let names: Vec<&String> = json["types"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["Item", "Page_Item", "Page_Payment", "Payment", "Search"]);
}

#[test]
fn the_json_is_as_reviewed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("behaviour/declaration/order.json");
    let made = serde_json::to_string_pretty(&declaration::<Sample>().to_json()).unwrap() + "\n";
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &made).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap_or_default() == made, "stale: run this test with UPDATE=1 and review it");
}

#[test]
fn a_recursive_declaration_can_be_printed() {
    let printed = format!("{:?}", declaration::<Sample>());
    assert!(printed.contains("required{}") && printed.contains("Reference(Order)"), "{printed}");
}

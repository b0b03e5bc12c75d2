//! What `Rules` does with documents of all kinds.

#![allow(clippy::unwrap_used)]

use serde::Deserialize;
use serde_json::{Value, json};
use unprocessable::{Validate, openapi};
use unprocessable_utoipa::{QueryParams, Rules, to_schema};
use utoipa::{IntoParams as _, Modify as _, OpenApi, ToSchema};

#[derive(Deserialize, ToSchema, Validate)]
#[schema(as = shop::Order)]
#[allow(dead_code)]
struct Order {
    #[validate(nested, length(1..=3))]
    items: Vec<Item>,
    #[validate(nested)]
    largest: Option<Box<Item>>,
    #[validate(required_with(self.note))]
    name: Option<String>,
    #[validate(one_of(["a", "b"]))]
    note: Option<String>,
    #[validate(length(max = 5))]
    also: String,
}

#[derive(Deserialize, ToSchema, Validate)]
#[schema(as = shop::Item)]
#[allow(dead_code)]
struct Item {
    #[validate(range(1..=99))]
    pieces: u8,
    #[schema(ignore)]
    #[validate(length(max = 9))]
    secret: String,
}

#[derive(Deserialize, ToSchema, Validate)]
#[allow(dead_code)]
struct Page<T> {
    #[validate(nested, length(max = 50))]
    rows: Vec<T>,
}

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Tree {
    #[validate(length(max = 9))]
    name: String,
    #[validate(nested)]
    children: Vec<Tree>,
}

to_schema!(Tree);

#[derive(OpenApi)]
#[openapi(components(schemas(Order, Page<Item>)))]
struct Document;

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields, rename_all = "camelCase", tag = "kind")]
#[allow(dead_code)]
enum Payment {
    Card {
        #[validate(credit_card)]
        card_number: String,
    },
    /// Nothing else.
    Cash,
    #[serde(rename = "transfer")]
    Bank {
        #[validate(iban, length(max = 34))]
        iban: String,
        #[validate(each(length(max = 5)), contains_all(["a", "b"]))]
        notes: Option<Vec<String>>,
    },
}

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Filter {
    #[validate(nested)]
    price: Option<Between>,
    #[validate(nested)]
    tree: Option<Tree>,
    #[validate(length(max = 3), each(one_of(["new", "old"])))]
    #[serde(default)]
    kinds: Vec<String>,
}

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Between {
    #[validate(gt(0))]
    from: u32,
    #[validate(gte(self.from))]
    to: u32,
}

to_schema!(Payment);

#[derive(OpenApi)]
#[openapi(components(schemas(Tree, Payment)))]
struct Declared;

#[derive(OpenApi)]
struct Empty;

fn schemas(document: &utoipa::openapi::OpenApi) -> Value {
    serde_json::to_value(document).unwrap()["components"]["schemas"].take()
}

#[test]
fn components_are_found_by_the_names_that_utoipa_gives_them() {
    let mut document = Document::openapi();
    Rules::<(Order, Page<Item>)>::new().modify(&mut document);
    let schemas = schemas(&document);
    let names: Vec<&String> = schemas.as_object().unwrap().keys().collect();
    assert_eq!(names, ["Page_shop.Item", "shop.Item", "shop.Order"]);
    assert_eq!(schemas["shop.Order"]["properties"]["items"]["maxItems"], 3);
    assert_eq!(schemas["shop.Item"]["properties"]["pieces"]["maximum"], 99);
    let rows = &schemas["Page_shop.Item"]["properties"]["rows"];
    assert_eq!(rows["maxItems"], 50);
    // utoipa writes a parameter in place.
    assert_eq!(rows["items"]["properties"]["pieces"]["maximum"], 99);
}

#[test]
fn keywords_that_utoipa_does_not_know_stand_in_the_document() {
    let mut document = Document::openapi();
    Rules::<(Order,)>::new().modify(&mut document);
    let condition = &schemas(&document)["shop.Order"]["allOf"][0];
    assert_eq!(condition["if"]["required"], json!(["note"]));
    assert_eq!(condition["then"]["required"], json!(["name"]));
}

#[test]
fn a_hidden_property_is_left_out_and_lay_over_says_so() {
    let mut document = Document::openapi();
    let missing = Rules::<(Order,)>::new().lay_over(&mut document).unwrap_err();
    assert_eq!(missing.to_string(), "the document has no `Item.secret`");
    assert!(schemas(&document)["shop.Item"]["properties"].get("secret").is_none());
}

#[test]
fn a_type_without_a_component_gets_one() {
    let mut document = Empty::openapi();
    Rules::<(Tree,)>::new().lay_over(&mut document).unwrap();
    let schemas = schemas(&document);
    assert_eq!(schemas["Tree"]["properties"]["name"]["maxLength"], 9);
    assert_eq!(schemas["Tree"]["properties"]["children"]["items"]["$ref"], "#/components/schemas/Tree");
}

#[test]
fn a_declared_type_says_in_utoipa_what_it_says_elsewhere() {
    let mut expected = openapi::schemas::<Tree>();
    expected.extend(openapi::schemas::<Payment>());
    assert_eq!(schemas(&Declared::openapi()), Value::from(expected));
}

#[test]
fn parameters_have_no_references() {
    let parameters = QueryParams::<Filter>::into_params(|| None);
    let parameters = serde_json::to_value(parameters).unwrap();
    assert!(!parameters.to_string().contains("$ref"), "{parameters}");
    assert_eq!(parameters[0]["style"], "deepObject");
    assert_eq!(parameters[0]["schema"]["properties"]["from"]["exclusiveMinimum"], 0);
    // A tree in a tree accepts everything.
    assert_eq!(parameters[1]["schema"]["properties"]["children"]["items"], json!({}));
    assert_eq!(parameters[2]["schema"]["items"]["enum"], json!(["new", "old"]));
    assert_eq!(parameters[2]["required"], false);
}

#[test]
fn a_document_without_errors_gets_no_components_for_them() {
    let mut document = Empty::openapi();
    Rules::<(Tree,)>::new().modify(&mut document);
    assert!(schemas(&document).get("ValidationErrors").is_none());
}

#[test]
fn properties_keep_the_order_of_the_fields() {
    let order = |document: &utoipa::openapi::OpenApi| {
        let text = serde_json::to_string(&document.components.as_ref().unwrap().schemas["shop.Order"]).unwrap();
        let places = ["items", "largest", "name", "note", "also"].map(|name| text.find(&format!("\"{name}\":{{")));
        assert!(places.iter().all(Option::is_some), "{text}");
        places.is_sorted()
    };
    let mut document = Document::openapi();
    assert!(order(&document));
    Rules::<(Order,)>::new().modify(&mut document);
    assert!(order(&document));
}

#[test]
fn the_rules_can_be_laid_twice() {
    let mut once = Document::openapi();
    Rules::<(Order,)>::new().modify(&mut once);
    let mut twice = once.clone();
    Rules::<(Order,)>::new().modify(&mut twice);
    assert_eq!(schemas(&twice), schemas(&once));
}

#[test]
fn the_text_of_a_document_is_always_the_same() {
    let text = || {
        let mut document = Document::openapi();
        Rules::<(Order, Tree, Page<Item>)>::new().modify(&mut document);
        document.to_pretty_json().unwrap()
    };
    let first = text();
    for _ in 0..50 {
        assert_eq!(text(), first);
    }
}

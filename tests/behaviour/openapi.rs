//! OpenAPI documents that are made from types, and rules that are laid over documents of others.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use unprocessable::openapi::{Components, Overlay, ParameterIn};
use unprocessable::{Rejection, Status, Valid, Validate, from_json_str, openapi};

/// An order.
#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Order {
    #[validate(required, email)]
    email: String,
    #[validate(length(min = 3), regex("^[a-z]+$"))]
    note: Option<String>,
    #[validate(length(1..=3), nested)]
    items: Vec<Item>,
    #[validate(nested)]
    address: Option<Address>,
    #[validate(nested)]
    gift: Option<Box<Order>>,
    #[serde(flatten)]
    #[validate(nested)]
    extra: Extra,
    #[validate(nested)]
    how: How,
    #[validate(keys(length(max = 5)), values(gt(0)))]
    stock: BTreeMap<String, i32>,
}

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Item {
    #[validate(gt(0), lte(100))]
    price: f64,
    #[validate(each(length(max = 9)))]
    tags: Vec<String>,
}

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Address {
    #[validate(required)]
    city: String,
}

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Extra {
    #[validate(max(10))]
    priority: u8,
}

#[derive(Deserialize, Validate)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[allow(dead_code)]
enum How {
    Post {
        #[validate(length(equal = 5))]
        zip: String,
    },
    Pickup,
}

/// What another library writes for these types, as utoipa does.
fn of_another_library() -> Value {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    json!({ "openapi": "3.1.0", "info": { "title": "Shop", "version": "1" }, "paths": {}, "components": { "schemas": {
        "Order": { "allOf": [
            reference("Extra"),
            {
                "type": "object",
                "required": ["email", "items", "how", "stock"],
                "properties": {
                    "email": { "type": "string", "description": "Who pays" },
                    "note": { "type": ["string", "null"], "maxLength": 5 },
                    "items": { "type": "array", "items": reference("shop.Item") },
                    "address": { "oneOf": [{ "type": "null" }, reference("Address")] },
                    "gift": { "oneOf": [{ "type": "null" }, reference("Order")] },
                    "how": reference("How"),
                    "stock": {
                        "type": "object",
                        "additionalProperties": { "type": "integer", "format": "int32" },
                        "propertyNames": { "type": "string" },
                    },
                    "computed": { "type": "string" },
                },
            },
        ] },
        "shop.Item": {
            "type": "object",
            "required": ["price", "tags"],
            "properties": {
                "price": { "type": "number", "format": "double", "maximum": 50 },
                "tags": { "type": "array", "items": { "type": "string" } },
            },
        },
        "Address": { "type": "object", "required": ["city"], "properties": { "city": { "type": "string" } } },
        "Extra": {
            "type": "object",
            "required": ["priority"],
            "properties": { "priority": { "type": "integer", "format": "int32", "minimum": 0 } },
        },
        "How": { "oneOf": [
            {
                "type": "object",
                "required": ["zip", "kind"],
                "properties": { "zip": { "type": "string" }, "kind": { "type": "string", "enum": ["post"] } },
            },
            {
                "type": "object", "required": ["kind"],
                "properties": { "kind": { "type": "string", "enum": ["pickup"] } },
            },
        ] },
    } } })
}

#[test]
fn rules_are_laid_over_what_another_library_made() {
    let mut document = of_another_library();
    openapi::lay_over::<Order>(&mut document).unwrap();
    let schemas = &document["components"]["schemas"];
    let order = &schemas["Order"]["allOf"][1]["properties"];
    assert_eq!(order["email"]["description"], "Who pays");
    assert_eq!(order["email"]["maxLength"], 254);
    assert_eq!(order["note"]["minLength"], 3);
    assert_eq!(order["note"]["maxLength"], 5);
    assert_eq!(order["note"]["pattern"], "^[a-z]+$");
    assert_eq!(order["note"]["type"], json!(["string", "null"]));
    assert_eq!((&order["items"]["minItems"], &order["items"]["maxItems"]), (&json!(1), &json!(3)));
    assert_eq!(order["stock"]["additionalProperties"]["exclusiveMinimum"], 0);
    assert_eq!(order["stock"]["additionalProperties"]["format"], "int32");
    assert!(order["stock"].to_string().contains(r#""maxLength":5"#), "{}", order["stock"]);
    assert_eq!(order["computed"], json!({ "type": "string" }));
    assert_eq!(schemas["shop.Item"]["properties"]["price"]["exclusiveMinimum"], 0);
    assert_eq!(schemas["shop.Item"]["properties"]["price"]["maximum"], 50);
    assert_eq!(schemas["shop.Item"]["properties"]["tags"]["items"]["maxLength"], 9);
    assert_eq!(schemas["Address"]["properties"]["city"]["minLength"], 1);
    assert_eq!(schemas["Extra"]["properties"]["priority"]["maximum"], 10);
    assert_eq!(schemas["How"]["oneOf"][0]["properties"]["zip"]["minLength"], 5);
    assert_eq!(schemas["How"]["oneOf"][1], of_another_library()["components"]["schemas"]["How"]["oneOf"][1]);

    // Once is enough.
    let before = document.clone();
    openapi::lay_over::<Order>(&mut document).unwrap();
    assert_eq!(document, before);
}

#[test]
fn an_older_document_gets_older_keywords() {
    let mut document = of_another_library();
    openapi::to_3_0(&mut document);
    openapi::lay_over::<Order>(&mut document).unwrap();
    let schemas = &document["components"]["schemas"];
    let price = &schemas["shop.Item"]["properties"]["price"];
    assert_eq!((&price["minimum"], &price["exclusiveMinimum"]), (&json!(0), &json!(true)));
    assert_eq!(schemas["Order"]["allOf"][1]["properties"]["note"]["nullable"], true);
    let mut once_more = document.clone();
    openapi::to_3_0(&mut once_more);
    assert_eq!(once_more, document);
}

#[test]
fn what_the_document_does_not_have_is_named() {
    let mut document = of_another_library();
    let properties = document.pointer_mut("/components/schemas/Order/allOf/1/properties").unwrap();
    properties.as_object_mut().unwrap().remove("note");
    document["components"]["schemas"].as_object_mut().unwrap().remove("Extra");
    let missing = Overlay::of::<Order>().named::<Item>("shop.Thing").lay_over(&mut document).unwrap_err();
    // Its fields are those of the struct, so they are missing there.
    assert_eq!(missing.to_string(), "the document has no `Order.note`, `Order.priority`, `shop.Thing`");
    // The others have got their rules.
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["Order"]["allOf"][1]["properties"]["email"]["maxLength"], 254);

    let mut document = of_another_library();
    let missing = openapi::lay_over::<Vec<Order>>(&mut document).unwrap_err();
    assert!(missing.names().next().unwrap().starts_with("alloc::vec::Vec<"), "{missing}");
}

#[test]
fn components_have_what_they_refer_to() {
    let schemas = openapi::schemas::<Order>();
    let names: Vec<_> = schemas.keys().collect();
    for name in ["Order", "Item", "Address", "How"] {
        assert!(schemas.contains_key(name), "{names:?}");
    }
    let text = json!(schemas).to_string();
    for part in text.split("\"$ref\":\"").skip(1) {
        let target = part.split('"').next().unwrap().strip_prefix("#/components/schemas/").unwrap();
        assert!(schemas.contains_key(target), "{target} is not among {names:?}");
    }
    assert!(openapi::schemas::<Vec<Item>>().contains_key("Item"));
    assert!(openapi::schemas::<Vec<u8>>().is_empty());
}

#[test]
fn fields_are_parameters() {
    #[derive(Deserialize, Validate)]
    #[serde(rename_all = "kebab-case")]
    #[allow(dead_code)]
    struct Search {
        /// What to look for.
        #[validate(required, length(max = 50))]
        q: String,
        #[validate(range(1..=100))]
        page_size: Option<u8>,
        #[serde(default)]
        tags: Vec<String>,
        #[validate(nested)]
        address: Option<Address>,
        #[serde(flatten)]
        #[validate(nested)]
        extra: Extra,
    }

    let parameters = openapi::parameters::<Search>(ParameterIn::Query).unwrap();
    let short: Vec<_> = parameters.iter().map(|one| (one["name"].as_str().unwrap(), one["required"] == true)).collect();
    assert_eq!(short, [("q", true), ("page-size", false), ("tags", false), ("address", false), ("priority", true)],);
    assert_eq!(parameters[0]["description"], "What to look for.");
    assert_eq!(parameters[0]["schema"]["maxLength"], 50);
    assert_eq!(parameters[1]["schema"]["type"], "integer");
    assert_eq!(parameters[1]["schema"]["maximum"], 100);
    assert_eq!(parameters[3]["style"], "deepObject");
    assert_eq!(parameters[3]["schema"]["$ref"], "#/components/schemas/Address");
    assert_eq!(parameters[4]["schema"]["maximum"], 10);
    let in_path = openapi::parameters::<Search>(ParameterIn::Path).unwrap();
    assert!(in_path.iter().all(|one| one["required"] == true && one["in"] == "path"));

    #[derive(Deserialize, Validate)]
    struct Around(#[validate(nested)] Search);
    assert_eq!(openapi::parameters::<Around>(ParameterIn::Query).unwrap(), parameters);
}

fn example<T: unprocessable::declaration::HasShape>() -> Value {
    openapi::validation_response::<T>()["content"]["application/json"]["example"].clone()
}

fn answer<T>(read: Result<Valid<T>, Rejection>) -> Value {
    serde_json::from_str(&read.err().unwrap().to_json()).unwrap()
}

#[test]
fn the_example_is_an_answer_that_the_type_gives() {
    let example = example::<Order>();
    assert_eq!(
        example["errors"],
        json!({
            "email": ["The email field is required."],
            "note": ["The note must be at least 3 characters."],
            "items.0.price": ["The price must be greater than 0."],
            "address.city": ["The city field is required."],
        }),
    );
    let body = json!({
        "email": "a@b", "note": "ab", "items": [{ "price": 0, "tags": [] }], "address": { "city": "" },
        "priority": 1, "how": { "kind": "pickup" }, "stock": {},
    });
    let mut answer = answer(from_json_str::<Order>(&body.to_string()));
    let email = answer["errors"].as_object_mut().unwrap();
    email.insert("email".into(), json!(["The email field is required."]));
    assert_eq!(answer, example);
}

/// Each kind of enum has keys of its own.
#[test]
fn the_example_of_an_enum_is_an_answer_that_the_enum_gives() {
    #[derive(Deserialize, Validate)]
    #[serde(rename_all = "lowercase")]
    #[allow(dead_code)]
    enum External {
        Nothing,
        #[serde(rename = "by.mail")]
        Mail {
            #[validate(length(equal = 5))]
            zip: String,
        },
    }

    #[derive(Deserialize, Validate)]
    #[serde(tag = "kind", content = "what.is")]
    #[allow(dead_code)]
    enum Adjacent {
        Mail(#[validate(nested)] Address),
    }

    #[derive(Deserialize, Validate)]
    #[serde(untagged)]
    #[allow(dead_code)]
    enum Untagged {
        Mail {
            #[validate(length(equal = 5))]
            zip: String,
        },
    }

    let zip = "The zip must be 5 characters.";
    for (example, answer, key, sentence) in [
        (example::<External>(), answer(from_json_str::<External>(r#"{"by.mail":{"zip":"1"}}"#)), r"by\.mail.zip", zip),
        (example::<How>(), answer(from_json_str::<How>(r#"{"kind":"post","zip":"1"}"#)), "zip", zip),
        (
            example::<Adjacent>(),
            answer(from_json_str::<Adjacent>(r#"{"kind":"Mail","what.is":{"city":""}}"#)),
            r"what\.is.city",
            "The city field is required.",
        ),
        (example::<Untagged>(), answer(from_json_str::<Untagged>(r#"{"zip":"1"}"#)), "zip", zip),
    ] {
        assert_eq!(example["errors"], json!({ key: [sentence] }));
        assert_eq!(answer, example);
    }
}

#[test]
fn a_type_without_rules_has_an_example_too() {
    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    struct Loose {
        count: Option<u8>,
    }
    assert_eq!(example::<Loose>()["errors"], json!({ "count": ["The count must be an integer."] }));

    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    struct Needed {
        #[serde(rename = "a.b")]
        count: u8,
        #[validate(custom(|_: &u8| Err::<(), _>(unprocessable::Violation::new("odd", "It is odd."))))]
        other: u8,
    }
    assert_eq!(
        example::<Needed>()["errors"],
        json!({ "a\\.b": ["The a b field is required."], "other": ["The other field is required."] }),
    );
    assert_eq!(example::<Vec<Item>>()["errors"]["0.price"], json!(["The price must be greater than 0."]));
    // An answer with status 422 always names something.
    let media = &openapi::validation_response::<String>()["content"]["application/json"];
    assert_eq!(*media, json!({ "schema": { "$ref": "#/components/schemas/ValidationErrors" } }));
}

#[test]
fn answers_have_the_descriptions_of_the_table_and_their_components() {
    for status in Status::ALL {
        let response = openapi::message_response(status);
        assert_eq!(response["description"], status.description());
    }
    let schemas = openapi::error_schemas();
    assert!(schemas.contains_key(openapi::VALIDATION_ERRORS) && schemas.contains_key(openapi::ERROR_MESSAGE));
}

#[test]
fn references_may_have_escapes() {
    let item = json!({ "type": "object", "properties": {
        "price": { "type": "number" },
        "tags": { "type": "array", "items": { "type": "string" } },
    } });
    for (name, reference) in [
        ("my.Item", "#/components/schemas/my.It%65m"),
        ("a/b~c", "#/components/schemas/a~1b%7E0c"),
        ("Ware\u{df}", "#/components/schemas/Ware%C3%9F"),
        ("100%", "#/components/schemas/100%"),
    ] {
        let mut document = of_another_library();
        document["components"]["schemas"][name] = item.clone();
        let place = "/components/schemas/Order/allOf/1/properties/items/items/$ref";
        *document.pointer_mut(place).unwrap() = reference.into();
        openapi::lay_over::<Order>(&mut document).unwrap();
        assert_eq!(document["components"]["schemas"][name]["properties"]["price"]["exclusiveMinimum"], 0, "{name}");
    }
}

/// OpenAPI allows `^[a-zA-Z0-9._-]+$`.
#[test]
fn the_names_of_components_are_ascii() {
    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    struct Größe {
        #[validate(max(9))]
        weite: u8,
    }

    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    struct 注文 {
        #[validate(nested)]
        größe: Größe,
    }

    let schemas = openapi::schemas::<注文>();
    assert_eq!(schemas.keys().map(String::as_str).collect::<Vec<_>>(), ["Grosse", "u6CE8u6587"]);
    assert_eq!(schemas["u6CE8u6587"]["properties"]["größe"]["$ref"], "#/components/schemas/Grosse");
    let mut document = json!({ "openapi": "3.1.0", "components": { "schemas": schemas } });
    openapi::lay_over::<注文>(&mut document).unwrap();

    // Another library may keep the letters.
    let size = json!({ "type": "object", "properties": { "weite": { "type": "integer" } } });
    let mut document = json!({ "openapi": "3.1.0", "components": { "schemas": { "Größe": size } } });
    openapi::lay_over::<Größe>(&mut document).unwrap();
    assert_eq!(document["components"]["schemas"]["Größe"]["properties"]["weite"]["maximum"], 9);
}

#[test]
fn what_cannot_be_a_parameter_is_named() {
    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    struct Search {
        #[validate(max(3))]
        page: u8,
        #[serde(flatten)]
        #[validate(nested)]
        how: How,
        #[serde(flatten)]
        more: BTreeMap<String, String>,
    }
    let error = openapi::parameters::<Search>(ParameterIn::Query).unwrap_err();
    assert_eq!(error.to_string(), "no parameters can be made of `Search.how`, `Search.more`");
    let others = error.into_parameters();
    assert_eq!((others.len(), &others[0]["schema"]["maximum"]), (1, &json!(3)));

    let names = |error: openapi::NotParameters| error.names().map(String::from).collect::<Vec<_>>();
    assert_eq!(names(openapi::parameters::<How>(ParameterIn::Query).unwrap_err()), ["How"]);
    assert_eq!(names(openapi::parameters::<u8>(ParameterIn::Query).unwrap_err()), ["u8"]);
    assert!(names(openapi::parameters::<Option<Item>>(ParameterIn::Query).unwrap_err())[0].contains("Item"));
}

/// In a schema they stand in the object around the field.
#[test]
fn conditional_rules_are_listed_on_parameters() {
    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    struct Search {
        is_co: bool,
        #[validate(when(self.is_co, gt(10)), lt(99))]
        n: Option<u8>,
        #[validate(when(self.is_co, required))]
        z: Option<String>,
        #[validate(accepted_if(self.n == Some(3)))]
        agreed: Option<bool>,
        #[validate(when(self.is_co, nested))]
        address: Option<Address>,
    }
    let parameters = openapi::parameters::<Search>(ParameterIn::Query).unwrap();
    let listed = |at: usize| -> Vec<&str> {
        let rules = parameters[at]["schema"]["x-rules"].as_array();
        rules.into_iter().flatten().map(|rule| rule["code"].as_str().unwrap()).collect()
    };
    assert_eq!(listed(0), [""; 0]);
    assert_eq!(listed(1), ["gt"]);
    assert_eq!(parameters[1]["schema"]["x-rules"][0]["message"], "The n must be greater than 10.");
    assert_eq!(parameters[1]["schema"]["exclusiveMaximum"], 99);
    assert_eq!(listed(2), ["required"]);
    assert_eq!(listed(3), ["accepted_if"]);
    assert_eq!(listed(4), ["nested"]);
}

/// Types of the same name, in different modules.
mod one {
    #[derive(serde::Deserialize, unprocessable::Validate)]
    #[allow(dead_code)]
    pub(super) struct Item {
        #[validate(max(1))]
        one: u8,
    }

    #[derive(serde::Deserialize, unprocessable::Validate)]
    #[allow(dead_code)]
    pub(super) struct ValidationErrors {
        #[validate(max(1))]
        mine: u8,
    }
}

#[test]
fn the_components_of_several_types_do_not_clash() {
    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    struct First {
        #[validate(nested)]
        item: Item,
    }

    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    struct Second {
        #[validate(nested)]
        item: one::Item,
        #[validate(skip)]
        other: one::Item,
        #[validate(nested)]
        wrong: one::ValidationErrors,
    }

    let mut components = Components::of::<First>().and::<Second>();
    assert_eq!(components.schema::<one::Item>(), json!({ "$ref": "#/components/schemas/Item2" }));
    assert_eq!(components.schema::<Item>(), json!({ "$ref": "#/components/schemas/Item" }));
    assert_eq!(components.schema::<Vec<Second>>()["items"], json!({ "$ref": "#/components/schemas/Second" }));
    let parameters = components.parameters::<Second>(ParameterIn::Query).unwrap();
    assert_eq!(parameters[0]["schema"]["$ref"], "#/components/schemas/Item2");

    let schemas = components.schemas();
    let reference = |name: &str, field: &str| schemas[name]["properties"][field]["$ref"].as_str().unwrap();
    assert_eq!(reference("First", "item"), "#/components/schemas/Item");
    assert_eq!(reference("Second", "item"), "#/components/schemas/Item2");
    assert_eq!(reference("Second", "other"), "#/components/schemas/Item2_unchecked");
    assert_eq!(reference("Second", "wrong"), "#/components/schemas/ValidationErrors2");
    assert!(schemas["Item"]["properties"].get("price").is_some());
    assert_eq!(schemas["Item2"]["properties"]["one"]["maximum"], 1);
    assert_eq!(schemas["Item2_unchecked"]["properties"]["one"]["maximum"], 255);
    assert!(schemas["ValidationErrors2"]["properties"].get("mine").is_some());
    assert_eq!(schemas["ValidationErrors"], openapi::error_schemas()["ValidationErrors"]);

    // Alone it has the plain name.
    assert_eq!(openapi::component_name::<one::Item>().as_deref(), Some("Item"));
    assert_eq!(openapi::schema::<one::Item>(), json!({ "$ref": "#/components/schemas/Item" }));
    assert_eq!(openapi::component_name::<Vec<Item>>(), None);
}

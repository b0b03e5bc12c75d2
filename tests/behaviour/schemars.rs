//! `#[rules(…)]`, beside a derive that reads `#[validate(…)]` itself and refuses most of what stands in ours.

use schemars::JsonSchema;
use serde::Deserialize;
use unprocessable::{Validate, Violation, from_json_str};

fn in_order(trip: &Trip) -> Result<(), Violation> {
    if trip.from <= trip.to { Ok(()) } else { Err("The {attribute} must come later.".into()) }
}

#[derive(Deserialize, JsonSchema, Validate)]
#[rules(custom(in_order), field = "to")]
struct Trip {
    from: u32,
    to: u32,
    #[rules(length(1..=2), each(regex("^[A-Z]{3}$")), attribute = "stop")]
    stops: Vec<String>,
    #[rules(nested)]
    fare: Fare,
}

#[derive(Deserialize, JsonSchema, Validate)]
#[serde(tag = "kind")]
enum Fare {
    Fixed {
        #[rules(range(1..))]
        price: u32,
    },
    Free,
}

#[test]
fn rules_mean_the_same_in_every_place() {
    let body = r#"{"from":2,"to":1,"stops":["VIE","vie"],"fare":{"kind":"Fixed","price":0}}"#;
    let Err(rejection) = from_json_str::<Trip>(body) else { panic!("it breaks three rules") };
    assert_eq!(
        rejection.to_json(),
        concat!(
            r#"{"message":"The given data was invalid.","errors":{"stops.1":["The stop format is invalid."],"#,
            r#""fare.price":["The price must be at least 1."],"to":["The to must come later."]}}"#
        )
    );
    assert!(from_json_str::<Trip>(r#"{"from":1,"to":2,"stops":["VIE"],"fare":{"kind":"Free"}}"#).is_ok());
    let schema = schemars::schema_for!(Trip);
    assert_eq!(schema.get("type").and_then(|name| name.as_str()), Some("object"));
}

#[derive(JsonSchema, Validate)]
struct Both {
    // What both of them read.
    #[validate(length(max = 3))]
    #[rules(alpha(ascii))]
    name: String,
}

#[test]
fn what_both_derives_read_stays_where_both_read_it() {
    let errors = Both { name: "größe".into() }.validate().unwrap_err();
    let sentences: Vec<String> = errors.iter().map(|(_, violation)| violation.message().to_string()).collect();
    assert_eq!(
        sentences,
        ["The name must not be greater than 3 characters.", "The name must only contain unaccented letters."]
    );
    let schema = schemars::schema_for!(Both);
    assert_eq!(schema.pointer("/properties/name/maxLength").and_then(|most| most.as_u64()), Some(3));
}

mod written_both_ways {
    use unprocessable::Validate;

    macro_rules! written_as {
        ($word:ident: $name:ident) => {
            #[derive(Validate)]
            #[$word(bail)]
            pub(super) struct $name {
                #[$word(required, length(3..), attribute = "nick name")]
                name: Option<String>,
                #[$word(when(self.name.is_none(), gt(1)))]
                count: u32,
                #[$word(skip)]
                rest: (),
            }

            impl $name {
                pub(super) fn answer(name: Option<&str>, count: u32) -> String {
                    let value = Self { name: name.map(String::from), count, rest: () };
                    let () = value.rest;
                    value.validate().map_or_else(|errors| errors.to_json(), |()| String::new())
                }
            }
        };
    }

    written_as!(validate: Validated);
    written_as!(rules: Ruled);
}

#[test]
fn both_words_say_the_same() {
    use written_both_ways::{Ruled, Validated};
    for (name, count) in [(None, 1), (Some("jo"), 1), (Some("jane"), 1), (None, 2)] {
        let answer = Validated::answer(name, count);
        assert_eq!(answer, Ruled::answer(name, count));
        assert_eq!(answer.is_empty(), name == Some("jane"));
    }
}

#[test]
fn a_type_in_a_group_has_a_definition_of_its_own() {
    struct Create;
    impl unprocessable::Group for Create {}

    #[derive(Validate)]
    #[validate(json_schema)]
    #[allow(dead_code)]
    struct Item {
        #[validate(on(Create, length(min = 3)))]
        name: String,
        #[validate(nested)]
        parts: Vec<Item>,
        #[validate(nested)]
        price: Price,
    }

    #[derive(Validate)]
    #[validate(json_schema)]
    #[allow(dead_code)]
    struct Price {
        #[validate(gt(0))]
        amount: u32,
    }

    let schema = schemars::schema_for!(unprocessable::For<Create, Item>);
    let schema = schema.as_value();
    assert_eq!(schema["title"], "ItemCreate");
    assert_eq!(schema["properties"]["name"]["minLength"], 3);
    assert_eq!(schema["properties"]["parts"]["items"]["$ref"], "#/$defs/ItemCreate");
    assert_eq!(schema["$defs"]["ItemCreate"]["properties"]["name"]["minLength"], 3);
    assert_eq!(schema["$defs"]["ItemCreate"]["properties"]["parts"]["items"]["$ref"], "#/$defs/ItemCreate");
    assert_eq!(schema["properties"]["price"]["$ref"], "#/$defs/Price");
    assert_eq!(schema["$defs"]["Price"]["properties"]["amount"]["exclusiveMinimum"], 0);
    // As aide has it.
    let mut settings = schemars::generate::SchemaSettings::draft2020_12();
    settings.definitions_path = "#/components/schemas/".into();
    let schema = settings.into_generator().into_root_schema_for::<unprocessable::For<Create, Item>>();
    let items = &schema.as_value()["properties"]["parts"]["items"];
    assert_eq!(items["$ref"], "#/components/schemas/ItemCreate");
    let both = schemars::schema_for!((Item, Vec<unprocessable::For<Create, Item>>));
    let names: Vec<&String> = both.as_value()["$defs"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["Item", "ItemCreate", "Price"]);
    assert!(both.as_value()["$defs"]["Item"]["properties"]["name"].get("minLength").is_none());
}

//! Rules that JSON Schema cannot say: the error names field and rule, and a lossy document marks them.

use std::path::Path;
use std::{env, fs};

use serde_json::{Value, json};
use unprocessable::json_schema::RULES_KEYWORD;
use unprocessable::{Validate, json_schema};

use crate::catalogue_groups;

/// The rules of the catalogue that cannot be said. `UPDATE=1` writes the list anew.
#[test]
fn the_error_names_the_field_and_the_rule() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/unsayable.txt");
    let mut found = String::new();
    for group in catalogue_groups::groups() {
        let lossy = group.schema.lossy().to_value().unwrap();
        let Err(error) = group.schema.to_value() else { continue };
        let said = error.to_string();
        assert!(said.contains(".lossy()"), "{said}");
        let unsaid: Vec<_> = error.rules().collect();
        for row in &group.rows {
            let rule = row.attribute.split('(').next().unwrap();
            let Some(unsaid) = unsaid.iter().find(|unsaid| unsaid.field() == row.field) else { continue };
            assert_eq!((unsaid.type_name(), unsaid.rule()), (group.name, rule));
            assert!(said.contains(&format!("`{rule}` on `{}` of `{}`", row.field, group.name)), "{said}");
            let marks = &lossy["properties"][row.field][RULES_KEYWORD];
            assert_eq!(marks[0]["code"], rule, "{}", row.attribute);
            assert!(marks[0]["message"].as_str().unwrap().starts_with("The f"), "{marks}");
            found.push_str(&format!("{} on {}\n", row.attribute, row.field_type));
        }
        let fields = unsaid.iter().map(|unsaid| unsaid.field());
        assert!(fields.clone().all(|field| group.rows.iter().any(|row| row.field == field)), "{said}");
    }
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(path).unwrap());
}

#[derive(serde::Deserialize, Validate)]
#[validate(custom(whole))]
struct Order {
    #[validate(nested)]
    items: Vec<Item>,
    #[validate(each(custom(any)))]
    tags: Vec<String>,
    #[validate(keys(custom(any)), values(each(same(self.code))))]
    map: std::collections::BTreeMap<String, Vec<String>>,
    code: String,
    #[validate(when(self.tags.len() > 3, nested))]
    gift: Option<Item>,
}

#[derive(serde::Deserialize, Validate)]
struct Item {
    #[validate(custom(any))]
    name: String,
}

fn any(_: &str) -> Result<(), &'static str> {
    Ok(())
}

fn whole(_: &Order) -> Result<(), &'static str> {
    Ok(())
}

#[test]
fn all_rules_are_named_where_they_stand() {
    let error = json_schema::<Order>().to_value().unwrap_err();
    assert_eq!(error.type_name(), "Order");
    let rules: Vec<_> = error.rules().map(|unsaid| (unsaid.type_name(), unsaid.field(), unsaid.rule())).collect();
    assert_eq!(
        rules,
        [
            ("Order", "tags.*", "custom"),
            ("Order", "keys of map", "custom"),
            ("Order", "map.*.*", "same"),
            ("Order", "gift", "nested"),
            ("Order", "_", "custom"),
            ("Item", "name", "custom"),
        ]
    );
    let lossy = json_schema::<Order>().lossy().to_value().unwrap();
    let custom = json!([{ "code": "custom", "message": "The tags is invalid." }]);
    assert_eq!(lossy["properties"]["tags"]["items"][RULES_KEYWORD], custom);
    assert_eq!(lossy["properties"]["map"]["propertyNames"][RULES_KEYWORD][0]["code"], "custom");
    assert_eq!(lossy["properties"]["map"]["additionalProperties"]["items"][RULES_KEYWORD][0]["code"], "same");
    assert_eq!(lossy[RULES_KEYWORD][0]["code"], "custom");
    assert_eq!(lossy["$defs"]["Item"]["properties"]["name"][RULES_KEYWORD][0]["code"], "custom");
    assert_eq!(lossy["$defs"]["Item_unchecked"]["properties"]["name"], json!({ "type": "string" }));
}

#[derive(serde::Deserialize, Validate)]
struct Node {
    #[validate(nested)]
    next: Option<Box<Node>>,
    #[validate(gt(0))]
    value: u8,
}

#[test]
fn a_recursive_type_is_a_definition_and_others_stand_at_the_top() {
    let node: Value = json_schema::<Node>().to_value().unwrap();
    assert_eq!(node["$ref"], "#/$defs/Node");
    assert_eq!(node["$defs"]["Node"]["properties"]["next"]["anyOf"][0]["$ref"], "#/$defs/Node");
    let item = json_schema::<Item>().lossy().to_value().unwrap();
    assert_eq!((&item["type"], &item["$defs"]), (&json!("object"), &Value::Null));
    let component = json_schema::<Item>().lossy().references("#/components/schemas/").to_value().unwrap();
    assert_eq!(component["$ref"], "#/components/schemas/Item");
    assert_eq!(component["$defs"]["Item"]["type"], "object");
}

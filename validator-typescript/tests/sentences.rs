//! Sentences of a source that names fields by their keys.
#![allow(missing_docs)]

use serde::Deserialize;
use unprocessable::{Field, Messages, Validate};
use unprocessable_typescript::Module;

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Order {
    #[validate(required)]
    name: String,
    #[validate(nested)]
    address: Address,
    #[validate(nested)]
    items: Vec<Item>,
    #[validate(nested)]
    gift: Option<Item>,
}

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Address {
    #[validate(required)]
    name: String,
}

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Item {
    #[validate(required)]
    name: String,
}

struct Labels;

impl Messages for Labels {
    fn field_label(&self, field: &Field<'_>) -> Option<&str> {
        let labels = [("name", "customer"), ("address.name", "recipient"), ("items.*.name", "article")];
        labels.iter().find(|(key, _)| field.is_at(key)).map(|(_, label)| *label)
    }
}

#[test]
fn fields_have_the_labels_of_their_keys() {
    let zod = Module::new().add::<Order>().zod().sentences(&Labels).to_typescript();
    let valibot = Module::new().add::<Order>().valibot().sentences(&Labels).to_typescript();
    for module in [zod, valibot] {
        assert!(module.contains("\"The customer field is required.\""), "{module}");
        assert!(module.contains("\"The recipient field is required.\""), "{module}");
        // An item stands under two keys, so that its fields are known by their names only.
        assert!(!module.contains("\"The article field is required.\""), "{module}");
    }
}

//! What the shop sells.

use std::collections::HashMap;

use serde::Deserialize;
use validator::{Validate, ValidationError};

use crate::checks::{self, PRICE_MAX, SKU};

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Product {
    #[validate(regex(path = *SKU))]
    pub sku: String,
    #[validate(length(min = 1, max = 120))]
    pub title: String,
    #[validate(custom(function = checks::is_slug))]
    pub slug: String,
    #[validate(range(min = 0, max = "PRICE_MAX"))]
    pub price: i64,
    #[validate(range(min = 0.0, exclusive_max = 1.0), custom(function = "ratio"))]
    pub discount: f64,
    #[validate(length(max = 10), custom(function = "checks::few_words"))]
    pub tags: Vec<String>,
    #[validate(nested)]
    pub variants: Vec<Variant>,
    #[validate(contains(pattern = "en"))]
    pub descriptions: HashMap<String, String>,
}

fn ratio(value: f64) -> Result<(), ValidationError> {
    if value.is_finite() { Ok(()) } else { Err(ValidationError::new("ratio")) }
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Variant {
    #[validate(regex(path = *crate::checks::SKU, message = "Two letters and a number."))]
    pub sku: String,
    #[validate(length(min = 1))]
    pub colour: Option<String>,
    #[validate(range(exclusive_min = 0.0, max = 500.0))]
    pub weight: f32,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Category {
    #[validate(length(min = 1, max = 60))]
    pub name: String,
    #[validate(nested)]
    pub children: Vec<Category>,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Review {
    #[validate(range(min = 1, max = 5))]
    pub stars: u8,
    #[validate(length(max = 1000), does_not_contain(pattern = "<script"))]
    pub text: String,
    #[validate(url(code = "link"))]
    pub picture: Option<String>,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Stock {
    #[validate(regex(path = "SKU"))]
    pub sku: String,
    #[validate(range(min = 0), custom(function = "checks::even"))]
    pub count: u32,
    #[validate(range(max = 10_000))]
    pub reserved: Option<u32>,
}

#[derive(Debug, Clone, Validate, Deserialize)]
#[validate(schema(function = "cheaper", skip_on_field_errors = false))]
pub struct Sale {
    #[validate(range(min = 0.01), custom(function = "checks::whole_cents"))]
    pub old_price: f64,
    #[validate(range(min = 0.01), custom(function = "checks::whole_cents"))]
    pub new_price: f64,
}

fn cheaper(sale: &Sale) -> Result<(), ValidationError> {
    if sale.new_price < sale.old_price {
        return Ok(());
    }
    Err(ValidationError::new("cheaper").with_message("The new price has to be lower.".into()))
}

#[derive(Debug, Clone, Validate, Deserialize)]
#[validate(schema(function = "dates_in_order", message = "It ends before it begins.", code = "dates"))]
pub struct Campaign {
    #[validate(length(min = 3))]
    pub name: String,
    pub starts_on: u32,
    pub ends_on: u32,
    #[validate(nested)]
    pub sales: HashMap<String, Sale>,
}

fn dates_in_order(campaign: &Campaign) -> Result<(), ValidationError> {
    if campaign.starts_on <= campaign.ends_on { Ok(()) } else { Err(ValidationError::new("order")) }
}

#[cfg_attr(all(), derive(Validate))]
#[derive(Debug, Clone, Deserialize)]
pub struct Supplier {
    #[cfg_attr(all(), validate(length(min = 2)))]
    pub name: String,
    #[cfg_attr(all(), validate(ip(v4 = true)))]
    pub server: String,
    #[validate(ip(v6))]
    pub fallback: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::is_wrong;

    fn product() -> Product {
        Product {
            sku: "TE-123".into(),
            title: "Tea".into(),
            slug: "green-tea".into(),
            price: 499,
            discount: 0.1,
            tags: vec!["hot".into(), "green".into()],
            variants: vec![Variant { sku: "TE-1234".into(), colour: Some("green".into()), weight: 0.1 }],
            descriptions: HashMap::from([("en".into(), "Tea".into())]),
        }
    }

    #[test]
    fn products_are_checked_in_depth() {
        assert!(product().validate().is_ok());
        let broken = [
            ("sku", Product { sku: "te-123".into(), ..product() }),
            ("slug", Product { slug: "Green Tea".into(), ..product() }),
            ("price", Product { price: 1_000_001, ..product() }),
            ("discount", Product { discount: 1.0, ..product() }),
            ("tags", Product { tags: vec!["x".repeat(201)], ..product() }),
            ("tags", Product { tags: vec![String::new(); 11], ..product() }),
            ("descriptions", Product { descriptions: HashMap::new(), ..product() }),
        ];
        for (field, value) in broken {
            assert!(is_wrong(&value.validate(), field), "{field}");
        }
        let heavy = Variant { sku: "TE-1234".into(), colour: None, weight: 0.0 };
        assert!(Product { variants: vec![heavy], ..product() }.validate().is_err());
    }

    #[test]
    fn categories_are_nested() {
        let leaf = |name: &str| Category { name: name.into(), children: Vec::new() };
        assert!(Category { name: "Drinks".into(), children: vec![leaf("Tea")] }.validate().is_ok());
        assert!(Category { name: "Drinks".into(), children: vec![leaf("")] }.validate().is_err());
    }

    #[test]
    fn reviews_and_stock() {
        let review = Review { stars: 5, text: "Good.".into(), picture: Some("https://example.com/a.png".into()) };
        assert!(review.validate().is_ok());
        let errors = Review { picture: Some("a.png".into()), stars: 0, ..review.clone() }.validate().unwrap_err();
        assert_eq!(errors.field_errors()["picture"][0].code, "link");
        assert!(is_wrong(&Err(errors), "stars"));
        assert!(Review { text: "<script>".into(), ..review }.validate().is_err());
        let stock = |count, reserved| Stock { sku: "TE-123".into(), count, reserved };
        assert!(stock(2, Some(10_000)).validate().is_ok());
        assert!(stock(3, None).validate().is_err());
        assert!(stock(2, Some(10_001)).validate().is_err());
    }

    #[test]
    fn whole_structs_are_checked() {
        let sale = |old_price, new_price| Sale { old_price, new_price };
        assert!(sale(2.0, 1.5).validate().is_ok());
        assert!(sale(2.0, 2.5).validate().is_err());
        assert!(sale(2.001, 1.0).validate().is_err());
        let campaign = |ends_on, sale: Sale| Campaign {
            name: "Spring".into(),
            starts_on: 2,
            ends_on,
            sales: HashMap::from([("tea".into(), sale)]),
        };
        assert!(campaign(3, sale(2.0, 1.0)).validate().is_ok());
        assert!(campaign(1, sale(2.0, 1.0)).validate().is_err());
        assert!(campaign(3, sale(2.0, 3.0)).validate().is_err());
    }

    #[test]
    fn attributes_behind_a_condition_count() {
        let supplier = |server: &str| Supplier { name: "Tea Ltd".into(), server: server.into(), fallback: None };
        assert!(supplier("10.0.0.1").validate().is_ok());
        assert!(supplier("::1").validate().is_err());
        assert!(Supplier { fallback: Some("::1".into()), ..supplier("10.0.0.1") }.validate().is_ok());
        assert!(Supplier { fallback: Some("10.0.0.1".into()), ..supplier("10.0.0.1") }.validate().is_err());
    }
}

//! Source text of many request structs with eight ruled fields, for each crate alike.

/// How one crate says the rules.
pub struct Dialect {
    pub name: &'static str,
    /// Packages of this project's own manifest that the generated crate needs besides `serde`.
    pub packages: &'static [&'static str],
    /// Another source for a package, by name: this checkout, with the features given.
    pub checkout: Option<&'static str>,
    prelude: &'static str,
    derives: &'static str,
    attribute: &'static str,
    /// For each of [`FIELDS`], with `{max}` for a number that differs from struct to struct.
    rules: [&'static [&'static str]; 8],
}

const FIELDS: [(&str, &str); 8] = [
    ("email", "String"),
    ("name", "String"),
    ("age", "u32"),
    ("amount", "f64"),
    ("website", "Option<String>"),
    ("tags", "Vec<String>"),
    ("country", "Option<String>"),
    ("quantity", "i64"),
];

/// Everyone, the bare structs first and `validator` second: overheads are measured against them.
pub fn dialects() -> Vec<Dialect> {
    let validation_only = r#", default-features = false, features = ["std", "derive"]"#;
    vec![
        BARE,
        VALIDATOR,
        GARDE,
        SERDE_VALID,
        Dialect { name: "unprocessable", checkout: Some(""), ..OURS },
        Dialect { name: "unprocessable, validation only", checkout: Some(validation_only), ..OURS },
        Dialect { name: "unprocessable, declaration", checkout: Some(r#", features = ["declaration"]"#), ..OURS },
    ]
}

/// Structs that are only decoded.
pub const BARE: Dialect = Dialect {
    name: "only Deserialize",
    packages: &[],
    checkout: None,
    prelude: "",
    derives: "Deserialize",
    attribute: "",
    rules: [&[]; 8],
};

const VALIDATOR: Dialect = Dialect {
    name: "validator",
    packages: &["validator"],
    checkout: None,
    prelude: "use validator::Validate;\n",
    derives: "Deserialize, Validate",
    attribute: "validate",
    rules: [
        &["email"],
        &["length(min = 1, max = {max})"],
        &["range(min = 18, max = 120)"],
        &["range(min = 0.0, max = 1000000.0)"],
        &["url"],
        &["length(max = 10)"],
        &["required, length(equal = 2)"],
        &["range(min = 1, max = 1000)"],
    ],
};

const GARDE: Dialect = Dialect {
    name: "garde",
    packages: &["garde"],
    checkout: None,
    prelude: "use garde::Validate;\n",
    derives: "Deserialize, Validate",
    attribute: "garde",
    rules: [
        &["email"],
        &["length(chars, min = 1, max = {max})"],
        &["range(min = 18, max = 120)"],
        &["range(min = 0.0, max = 1000000.0)"],
        &["url"],
        &["length(max = 10)"],
        &["required, length(chars, equal = 2)"],
        &["range(min = 1, max = 1000)"],
    ],
};

/// E-mail, URL and presence are functions of one's own here.
const SERDE_VALID: Dialect = Dialect {
    name: "serde_valid",
    packages: &["serde_valid"],
    checkout: None,
    prelude: "use serde_valid::{Validate, validation::Error};

fn email(text: &str) -> Result<(), Error> {
    if text.contains('@') { Ok(()) } else { Err(Error::Custom(\"not an e-mail address\".into())) }
}

fn url(text: &Option<String>) -> Result<(), Error> {
    match text {
        Some(text) if !text.starts_with(\"http\") => Err(Error::Custom(\"not a URL\".into())),
        _ => Ok(()),
    }
}

fn required(text: &Option<String>) -> Result<(), Error> {
    if text.is_some() { Ok(()) } else { Err(Error::Custom(\"required\".into())) }
}
",
    derives: "Deserialize, Validate",
    attribute: "validate",
    rules: [
        &["custom = email"],
        &["min_length = 1", "max_length = {max}"],
        &["minimum = 18", "maximum = 120"],
        &["minimum = 0.0", "maximum = 1000000.0"],
        &["custom = url"],
        &["max_items = 10"],
        &["custom = required", "min_length = 2", "max_length = 2"],
        &["minimum = 1", "maximum = 1000"],
    ],
};

const OURS: Dialect = Dialect {
    name: "",
    packages: &[],
    checkout: None,
    prelude: "use unprocessable::Validate;\n",
    derives: "Deserialize, Validate",
    attribute: "validate",
    rules: [
        &["email"],
        &["length(min = 1, max = {max})"],
        &["range(18..=120)"],
        &["range(0.0..=1000000.0)"],
        &["url"],
        &["length(max = 10)"],
        &["required, length(equal = 2)"],
        &["range(1..=1000)"],
    ],
};

impl Dialect {
    /// A crate root with as many structs.
    pub fn source(&self, structs: usize) -> String {
        let mut source = format!("use serde::Deserialize;\n{}", self.prelude);
        for number in 0..structs {
            source += &format!("\n#[derive({})]\npub struct Request{number} {{\n", self.derives);
            for ((field, of_type), rules) in FIELDS.iter().zip(self.rules) {
                for rule in rules {
                    let rule = rule.replace("{max}", &(100 + number).to_string());
                    source += &format!("    #[{}({rule})]\n", self.attribute);
                }
                source += &format!("    pub {field}: {of_type},\n");
            }
            source += "}\n";
        }
        source
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_struct_stands_under_its_rules() {
        let source = VALIDATOR.source(2);
        assert_eq!(source.matches("pub struct Request").count(), 2);
        assert_eq!(source.matches("#[validate(").count(), 16);
        assert!(source.contains("    #[validate(length(min = 1, max = 101))]\n    pub name: String,\n"));
    }
}

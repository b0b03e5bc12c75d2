//! Forms that are rendered with three engines of templates, each as its users write it.
#![allow(missing_docs, clippy::unwrap_used)]

use askama::Template;
use maud::{Markup, PreEscaped};
use minijinja::{Environment, Error, ErrorKind, Value, context};
use serde::Deserialize;
use unprocessable::Validate;
use unprocessable_typescript::html::{self, Attributes, UnknownKey};

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct SignUp {
    #[validate(required, email)]
    email: String,
    #[validate(nested)]
    address: Address,
}

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Address {
    // Quotes and angles are escaped in an attribute.
    #[validate(regex(r#"^[0-9"<>&']{5}$"#))]
    zip: String,
}

/// What the pages ask.
fn attributes(key: &str) -> Result<Attributes, UnknownKey> {
    html::attributes::<SignUp>(key)
}

const EMAIL: &str = r#"<input name="email" type="email" required maxlength="254" autocomplete="email">"#;
const ZIP: &str = r#"<input name="address.zip" required pattern="[0-9&quot;&lt;&gt;&amp;&#39;]{5}">"#;
const NO_KEY: &str = "`SignUp` has no `emial`. There it has: email, address.";

#[test]
fn askama() {
    #[derive(Template)]
    #[template(path = "signup.html")]
    struct Page;

    assert_eq!(Page.render().unwrap(), format!("<form method=\"post\">\n{EMAIL}\n{ZIP}\n</form>"));

    #[derive(Template)]
    #[template(path = "misspelled.html")]
    struct Misspelled;

    assert_eq!(Misspelled.render().unwrap_err().to_string(), NO_KEY);
}

#[test]
fn maud() {
    /// maud has no place for attributes that are made elsewhere, so that the whole tag is.
    fn input(key: &'static str) -> Result<Markup, UnknownKey> {
        let attributes = attributes(key)?;
        Ok(PreEscaped(format!("<input name=\"{key}\" {attributes}>")))
    }

    fn page() -> Result<Markup, UnknownKey> {
        Ok(maud::html! { form method="post" { (input("email")?) (input("address.zip")?) } })
    }

    /// Or each attribute has its name in the template.
    fn one_by_one() -> Result<Markup, UnknownKey> {
        let zip = attributes("address.zip")?;
        Ok(maud::html! { input name="address.zip" required[zip.has("required")] pattern=[zip.get("pattern")]; })
    }

    assert_eq!(page().unwrap().into_string(), format!("<form method=\"post\">{EMAIL}{ZIP}</form>"));
    // maud leaves an apostrophe as it is, between quotes.
    assert_eq!(one_by_one().unwrap().into_string(), ZIP.replace("&#39;", "'"));
    assert_eq!(input("emial").unwrap_err().to_string(), NO_KEY);
}

#[test]
fn minijinja() {
    /// A function of the templates.
    fn in_template(key: &str) -> Result<Value, Error> {
        match attributes(key) {
            Ok(attributes) => Ok(Value::from_safe_string(attributes.to_string())),
            Err(error) => Err(Error::new(ErrorKind::InvalidOperation, error.to_string())),
        }
    }

    let mut environment = Environment::new();
    environment.add_function("attributes", in_template);
    let page = r#"<form method="post">
<input name="email" {{ attributes("email") }}>
<input name="address.zip" {{ attributes("address.zip") }}>
</form>"#;
    environment.add_template("signup.html", page).unwrap();
    let rendered = environment.get_template("signup.html").unwrap().render(()).unwrap();
    assert_eq!(rendered, format!("<form method=\"post\">\n{EMAIL}\n{ZIP}\n</form>"));

    environment.add_template("misspelled.html", r#"<input {{ attributes("emial") }}>"#).unwrap();
    let error = environment.get_template("misspelled.html").unwrap().render(()).unwrap_err();
    assert_eq!(error.detail(), Some(NO_KEY));

    // As data, an attribute without a value has the empty text, which means the same.
    let page = r#"<input name="email"{% for name, value in email|items %} {{ name }}="{{ value }}"{% endfor %}>"#;
    environment.add_template("data.html", page).unwrap();
    let email = Value::from_serialize(attributes("email").unwrap());
    let rendered = environment.get_template("data.html").unwrap().render(context! { email }).unwrap();
    // minijinja sorts them, unless its feature `preserve_order` is on.
    let sorted = r#"<input name="email" autocomplete="email" maxlength="254" required="" type="email">"#;
    assert_eq!(rendered, sorted);
}

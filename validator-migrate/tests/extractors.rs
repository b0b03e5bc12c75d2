//! The extractors of axum-valid and axum_garde.

mod common;

use common::{Package, words};
use unprocessable_migrate::{Kind, Report};

const MANIFEST: &str = "[package]\nname = \"it\"\n[dependencies]\naxum-valid = \"0.25\"\naxum_garde = \"0.21\"\ngarde = \
                        \"0.23\"\nvalidator = \"0.20\"\n";

const TYPES: &str = "#[derive(validator::Validate)]\n#[validate(context = Shop)]\npub struct Order { #[validate(email)] a: \
                     String }\n#[derive(garde::Validate)]\npub struct Page { #[garde(skip)] a: u8 }\n";

fn becomes(source: &str) -> (String, Report) {
    let package = Package::with(&[("Cargo.toml", MANIFEST), ("src/lib.rs", TYPES), ("src/http.rs", source)]);
    let report = package.migrate();
    (package.read("src/http.rs"), report)
}

#[test]
fn handlers() {
    for (source, expected) in [
        (
            "use axum_valid::Garde;\nasync fn f(Garde(Json(page)): Garde<Json<Page>>) -> u8 {\n    page.a\n}\n",
            "use unprocessable::axum::ValidJson;\nasync fn f(ValidJson(page): ValidJson<Page>) -> u8 {\n    let page = \
             page.into_inner();\n    page.a\n}\n",
        ),
        (
            "use axum_valid::{Garde, Valid};\nasync fn f(Garde(Query(mut page)): Garde<Query<Page>>, _: Valid<Path<Page>>) {}\n",
            "use unprocessable::axum::{ValidPath, ValidQuery};\nasync fn f(ValidQuery(page): ValidQuery<Page>, _: \
             ValidPath<Page>) { let mut page = page.into_inner();}\n",
        ),
        (
            "async fn f(axum_valid::Garde(axum::Form(Page { a })): axum_valid::Garde<axum::Form<Page>>) -> u8 {\n\ta\n}\n",
            "async fn f(unprocessable::axum::ValidForm(valid): unprocessable::axum::ValidForm<Page>) -> u8 {\n\tlet Page \
             { a } = valid.into_inner();\n\ta\n}\n",
        ),
        (
            "use axum_valid::Garde;\nasync fn f(Garde(page): Garde<Json<Page>>) -> u8 {\n    page.0.a\n}\n",
            "use unprocessable::axum::ValidJson;\nasync fn f(ValidJson(page): ValidJson<Page>) -> u8 {\n    let page = \
             Json(page.into_inner());\n    page.0.a\n}\n",
        ),
        (
            "use axum_valid::Garde;\nfn f() { let _ = |Garde(Json(page)): Garde<Json<Page>>| async move { page.a }; }\n",
            "use unprocessable::axum::ValidJson;\nfn f() { let _ = |ValidJson(page): ValidJson<Page>| async move { let page = \
             page.into_inner(); page.a }; }\n",
        ),
        (
            "use axum_garde::WithValidation;\nasync fn f(WithValidation(page): WithValidation<Json<Page>>) -> u8 {\n    \
             page.into_inner().a\n}\n",
            "use unprocessable::axum::ValidJson;\nasync fn f(ValidJson(page): ValidJson<Page>) -> u8 {\n    \
             page.into_inner().a\n}\n",
        ),
        (
            "use axum_valid::Garde;\nasync fn f(page: Option<Garde<Json<Page>>>) {}\n",
            "use unprocessable::axum::ValidJson;\nasync fn f(page: Option<ValidJson<Page>>) {}\n",
        ),
    ] {
        let (text, report) = becomes(source);
        assert_eq!(text, expected, "{source}");
        assert_eq!(report.count(Kind::Left), 0, "{report}");
    }
}

/// The context comes from a layer, and not from the state.
#[test]
fn a_context_is_named() {
    let (text, report) =
        becomes("use axum_valid::ValidEx;\nasync fn f(ValidEx(Json(order)): ValidEx<Json<Order>>) {}\n");
    assert!(text.contains("use unprocessable::axum::{ValidJson, With};\n"), "{text}");
    assert!(text.contains("// CHECK: give the context with `Answers::new().context(…)`"), "{text}");
    assert!(text.contains("ValidJson(order): ValidJson<With<Shop, Order>>"), "{text}");
    assert!(words(&report, Kind::Check).iter().any(|text| text.contains("Answers")));
}

#[test]
fn others_are_left() {
    let (text, report) = becomes("use axum_valid::Garde;\nasync fn f(Garde(Yaml(page)): Garde<Yaml<Page>>) {}\n");
    assert_eq!(text, "use axum_valid::Garde;\nasync fn f(Garde(Yaml(page)): Garde<Yaml<Page>>) {}\n");
    assert!(words(&report, Kind::Left).iter().any(|text| text.contains("no extractor for `Yaml`")), "{report}");
}

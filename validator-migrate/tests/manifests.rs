//! Manifests: dependencies of all forms, workspaces, features.

mod common;

use common::{Package, words};
use unprocessable_migrate::{Kind, Options, Origin, Peer, migrate};

const SOURCE: &str = "#[derive(garde::Validate)]\nstruct A { #[garde(length(graphemes, min = 1))] b: String }\n";

fn manifest(text: &str, source: &str) -> String {
    let package = Package::with(&[("Cargo.toml", text), ("src/lib.rs", source)]);
    package.migrate();
    package.read("Cargo.toml")
}

fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

#[test]
fn the_dependency_is_replaced_where_it_stands() {
    let old = "[package]\nname = \"it\"\n\n[dependencies]\na = \"1\"\n# rules\ngarde = { version = \"0.23\", features = [\"full\"] } # why\nz = \"1\"\n";
    let new = format!(
        "[package]\nname = \"it\"\n\n[dependencies]\na = \"1\"\n# rules\nunprocessable = {{ version = \"{}\", features = [\"graphemes\"] }} # why\nz = \"1\"\n",
        version()
    );
    assert_eq!(manifest(old, SOURCE), new);
}

#[test]
fn a_table_stays_a_table() {
    let old = "[package]\nname = \"it\"\n\n[dependencies.garde]\nversion = \"0.23\"\noptional = true\n\n[features]\nrules = [\"dep:garde\", \"garde/url\"]\n";
    let new = format!(
        "[package]\nname = \"it\"\n\n[dependencies.unprocessable]\nversion = \"{}\"\nfeatures = [\"graphemes\"]\noptional = true\n\n[features]\nrules = [\"dep:unprocessable\"]\n",
        version()
    );
    assert_eq!(manifest(old, SOURCE), new);
}

#[test]
fn an_optional_dependency_stays_a_feature() {
    let old = "[package]\nname = \"it\"\n[dependencies]\ngarde = { version = \"0.23\", optional = true }\n";
    let new = manifest(old, SOURCE);
    assert!(new.contains("[features]\ngarde = [\"dep:unprocessable\"]\n"), "{new}");
}

#[test]
fn a_dependency_under_another_name() {
    let text = "[package]\nname = \"it\"\n[target.'cfg(unix)'.dependencies]\nchecked = { package = \"validator\", version = \"0.20\" }\n";
    let source = "use checked::Validate;\n#[derive(Validate)]\nstruct A { #[validate(contains(pattern = \"a\"))] b: String }\nfn f(_: checked::ValidationError) {}\n";
    let package = Package::with(&[("Cargo.toml", text), ("src/lib.rs", source)]);
    package.migrate();
    let expected = "use unprocessable::Validate;\n#[derive(Validate)]\nstruct A { #[validate(contains(\"a\"))] b: String }\nfn f(_: unprocessable::Violation) {}\n";
    assert_eq!(package.read("src/lib.rs"), expected);
    let new = package.read("Cargo.toml");
    assert!(new.contains(&format!("[target.'cfg(unix)'.dependencies]\nunprocessable = \"{}\"\n", version())), "{new}");
}

#[test]
fn members_take_it_from_the_workspace() {
    let root = "[workspace]\nmembers = [\"a\", \"b\"]\n\n[workspace.dependencies]\ngarde = \"0.23\"\nserde = \"1\"\n";
    let member = |name: &str| format!("[package]\nname = \"{name}\"\n\n[dependencies]\ngarde.workspace = true\n");
    let (a, b) = (member("a"), member("b"));
    let files = [
        ("Cargo.toml", root),
        ("a/Cargo.toml", a.as_str()),
        ("a/src/lib.rs", SOURCE),
        ("b/Cargo.toml", b.as_str()),
        ("b/src/lib.rs", "#[derive(garde::Validate)]\nstruct B { #[garde(skip)] a: u8 }\n"),
    ];
    let package = Package::with(&files);
    package.migrate();
    let new = format!(
        "[workspace]\nmembers = [\"a\", \"b\"]\n\n[workspace.dependencies]\nunprocessable = \"{}\"\nserde = \"1\"\n",
        version()
    );
    assert_eq!(package.read("Cargo.toml"), new);
    let a = package.read("a/Cargo.toml");
    assert!(a.contains("unprocessable = { workspace = true, features = [\"graphemes\"] }\n"), "{a}");
    assert!(package.read("b/Cargo.toml").contains("unprocessable = { workspace = true }\n"));

    // One member alone: the other still takes the old one.
    let package = Package::with(&files);
    migrate(&Options { paths: vec![package.path("a")], ..package.options() }).expect("it can be written");
    let root = package.read("Cargo.toml");
    assert!(root.contains("garde = \"0.23\"") && root.contains("unprocessable = "), "{root}");
    assert!(package.read("b/src/lib.rs").contains("garde::Validate"));
    assert_eq!(package.read("b/Cargo.toml"), b);
}

/// A type whose rules did not run so far is told apart across members.
#[test]
fn types_of_other_members_count() {
    let package = Package::with(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\n"),
        ("a/Cargo.toml", "[package]\nname = \"a\"\n[dependencies]\nvalidator = \"0.20\"\n"),
        ("a/src/lib.rs", "#[derive(validator::Validate)]\npub struct Item { #[validate(email)] pub a: String }\n"),
        ("b/Cargo.toml", "[package]\nname = \"b\"\n[dependencies]\na = { path = \"../a\" }\nvalidator = \"0.20\"\n"),
        (
            "b/src/lib.rs",
            "#[derive(validator::Validate)]\nstruct Order {\n    #[validate(length(min = 1))]\n    items: Vec<a::Item>,\n}\n",
        ),
    ]);
    let report = package.migrate();
    assert!(package.read("b/src/lib.rs").contains("#[validate(skip)]\n    items: Vec<a::Item>"));
    assert!(words(&report, Kind::Check).iter().any(|text| text.contains("did not run here")));
}

#[test]
fn what_is_left_keeps_its_dependency() {
    let text = "[package]\nname = \"it\"\n[dependencies]\nvalidator = \"0.20\"\n";
    let source =
        "use validator::ValidateEmail;\n#[derive(validator::Validate)]\nstruct A { #[validate(email)] b: String }\n";
    let new = manifest(text, source);
    assert!(new.contains("unprocessable = ") && new.contains("validator = \"0.20\""), "{new}");
}

/// Extractors of other crates take types with the old traits.
#[test]
fn integrations_are_named() {
    let text = "[package]\nname = \"it\"\n[dependencies]\nactix-web-validator = \"7\"\nvalidator = \"0.20\"\n";
    let source = "#[derive(validator::Validate)]\nstruct A { #[validate(email)] b: String }\n";
    let package = Package::with(&[("Cargo.toml", text), ("src/lib.rs", source)]);
    let report = package.migrate();
    let entry = report.entries.iter().find(|entry| entry.kind == Kind::Left).expect("it is named");
    assert_eq!((entry.line, entry.text.contains("`actix-web-validator` needs")), (4, true));
}

/// One file alone: what others need stays.
#[test]
fn a_single_file_can_be_moved() {
    let text = "[package]\nname = \"it\"\n[dependencies]\ngarde = \"0.23\"\n";
    let package = Package::with(&[("Cargo.toml", text), ("src/lib.rs", SOURCE), ("src/other.rs", SOURCE)]);
    migrate(&Options { paths: vec![package.path("src/lib.rs")], ..package.options() }).expect("it can be written");
    assert!(package.read("src/lib.rs").contains("unprocessable::Validate"));
    assert_eq!(package.read("src/other.rs"), SOURCE);
    let manifest = package.read("Cargo.toml");
    assert!(manifest.contains("unprocessable = ") && manifest.contains("garde = \"0.23\""), "{manifest}");
}

#[test]
fn only_what_was_asked_for_is_moved() {
    let text = "[package]\nname = \"it\"\n[dependencies]\ngarde = \"0.23\"\nvalidator = \"0.20\"\n";
    let source = "#[derive(garde::Validate)]\nstruct A { #[garde(skip)] b: u8 }\n#[derive(validator::Validate)]\nstruct B { #[validate(contains(pattern = \"a\"))] b: String }\n";
    let package = Package::with(&[("Cargo.toml", text), ("src/lib.rs", source)]);
    migrate(&Options { from: vec![Peer::Garde], ..package.options() }).expect("it can be written");
    let new = package.read("src/lib.rs");
    assert!(new.contains("#[derive(unprocessable::Validate)]\nstruct A { #[validate(skip)]"), "{new}");
    assert!(new.contains("#[derive(validator::Validate)]\nstruct B { #[validate(contains(pattern"), "{new}");
    let manifest = package.read("Cargo.toml");
    assert!(manifest.contains("validator = ") && !manifest.contains("garde"), "{manifest}");
    package.migrate();
    assert!(!package.read("Cargo.toml").contains("validator"));
    assert!(package.read("src/lib.rs").contains("#[validate(contains(\"a\"))]"));
}

#[test]
fn a_folder_instead_of_the_registry() {
    let package = Package::with(&[
        ("Cargo.toml", "[package]\nname = \"it\"\n[dependencies]\ngarde = \"0.23\"\n"),
        ("src/lib.rs", SOURCE),
        ("vendor/unprocessable/none", ""),
    ]);
    let origin = Origin::Path(package.path("vendor/unprocessable"));
    migrate(&Options { origin, ..package.options() }).expect("it can be written");
    let expected = "unprocessable = { path = \"vendor/unprocessable\", features = [\"graphemes\"] }\n";
    assert!(package.read("Cargo.toml").contains(expected));
}

#[test]
fn a_manifest_that_is_no_toml_is_named() {
    let package = Package::with(&[("Cargo.toml", "[package\n"), ("src/lib.rs", SOURCE)]);
    let report = package.migrate();
    assert!(words(&report, Kind::Skipped)[0].contains("not TOML"), "{report}");
}

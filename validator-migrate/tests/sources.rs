//! Sources of all kinds: what is around attributes, odd files, and files that nobody can read.

mod common;

use std::fs;

use common::{Package, becomes, words};
use unprocessable_migrate::{Kind, Options, Peer, migrate};

#[test]
fn everything_else_stays_as_it_is() {
    let source = r##"
#![allow(unused)] // odd   spacing
use   validator::Validate  ;

/* a comment */ #[derive( Debug ,Validate )]
pub struct  It {
    /// What it is called.
    #[validate(
        length(min = 1 , // at least one
               max = 9), /* inside */
        custom( function = "check" /* by whom */ ), // checked
    )]
    #[serde(rename="x")]   pub name:String  , // behind
	#[validate(email)]	pub email : Option< String >,
}
fn f() { let s = "#[validate(must_match(other = \"a\"))]"; let r = r#"validator::Validate"#; }
"##;
    let expected = r##"
#![allow(unused)] // odd   spacing
use   unprocessable::Validate  ;

// CHECK: keys of errors are the names that serde reads, as in the request
/* a comment */ #[derive( Debug ,Validate )]
pub struct  It {
    /// What it is called.
    /* by whom */
    #[validate(
        length(min = 1 , // at least one
               max = 9), /* inside */
        custom(check), // checked
    )]
    #[serde(rename="x")]   pub name:String  , // behind
	// CHECK: `email` takes domains in ASCII; for others write `email(idn)`
	#[validate(email)]	pub email : Option< String >,
}
fn f() { let s = "#[validate(must_match(other = \"a\"))]"; let r = r#"validator::Validate"#; }
"##;
    let (text, report) = becomes(Peer::Validator, source);
    assert_eq!(text, expected);
    assert_eq!((report.attributes, report.rewritten), (2, 2));
    assert_eq!(words(&report, Kind::Left), [""; 0]);
}

#[test]
fn ends_of_lines_and_marks_stay() {
    let source = "\u{feff}#!/usr/bin/env run\r\nuse garde::Validate;\r\n#[derive(Validate)]\r\nstruct It {\r\n\t#[garde(length(min = 1))]\r\n\tit: String,\r\n}\r\n";
    let package = Package::of(Peer::Garde, source);
    package.write("Cargo.toml", b"[package]\r\nname = \"it\"\r\n[dependencies]\r\n# why\r\ngarde = \"*\" # here\r\n");
    let report = package.migrate();
    let text = package.read("src/lib.rs");
    assert_eq!(
        text,
        "\u{feff}#!/usr/bin/env run\r\nuse unprocessable::Validate;\r\n#[derive(Validate)]\r\nstruct It {\r\n\t// CHECK: counts bytes, as garde does; without `bytes` it counts characters\r\n\t#[validate(length(min = 1, bytes))]\r\n\tit: String,\r\n}\r\n",
    );
    assert_eq!(
        package.read("Cargo.toml"),
        format!(
            "[package]\r\nname = \"it\"\r\n[dependencies]\r\n# why\r\nunprocessable = \"{}\" # here\r\n",
            env!("CARGO_PKG_VERSION")
        ),
    );
    assert_eq!(report.entries[0].line, 5);
}

#[test]
fn odd_places_are_reached() {
    let source = r#"
mod outer {
    fn function() {
        use validator::Validate;
        mod inner {
            #[derive(::validator::Validate)]
            struct r#struct { #[validate(must_match(other = "r#type"))] r#fn: String, r#type: String }
        }
        #[derive(Validate)] struct Tight<'a, T: Clone> { #[validate(contains(pattern = "x"))] it: &'a str, rest: T }
        const _: () = {
            #[derive(validator::Validate)]
            struct Deep { #[cfg_attr(feature = "x", doc = "y", validate(contains(pattern = "z")))] it: String }
        };
    }
}
"#;
    let (text, report) = becomes(Peer::Validator, source);
    assert_eq!((report.attributes, report.rewritten), (3, 3));
    for expected in [
        "use unprocessable::Validate;",
        "#[derive(::unprocessable::Validate)]",
        "#[validate(same(self.r#type))] r#fn: String",
        "#[validate(contains(\"x\"))] it: &'a str",
        "#[cfg_attr(feature = \"x\", doc = \"y\", validate(contains(\"z\")))]",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
}

#[test]
fn macros_are_named_and_not_touched() {
    let source = "macro_rules! make { ($name:ident) => {\n    #[derive(validator::Validate)]\n    struct $name {\n        \
                  #[validate(must_match(other = \"a\"))]\n        b: String,\n    }\n} }\nwrap! { #[derive(Validate)] struct \
                  A { #[validate(email)] b: String } }\n";
    let (text, report) = becomes(Peer::Validator, source);
    assert!(text.contains("must_match(other = \"a\")"), "{text}");
    let left: Vec<(usize, &str)> = report.entries.iter().map(|entry| (entry.line, entry.text.as_str())).collect();
    let inside = "a type inside of a macro is not touched";
    assert!(left.contains(&(1, inside)) && left.contains(&(8, inside)), "{left:?}");
}

#[test]
fn hand_written_impls_are_named_and_not_touched() {
    let source = "use validator::{Validate, ValidationErrors};\nstruct It;\nimpl Validate for It {\n    fn validate(&self) \
                  -> Result<(), validator::ValidationErrors> { Ok(()) }\n}\n";
    let (text, report) = becomes(Peer::Validator, source);
    assert!(text.contains("-> Result<(), validator::ValidationErrors>"), "{text}");
    assert!(words(&report, Kind::Left)[0].contains("implemented by hand"), "{report}");
}

#[test]
fn other_derives_and_attributes_are_left_alone() {
    let source = "use other::Validate;\n#[derive(Validate)]\nstruct It {\n    #[validate(must_match(other = \"a\"))]\n    it: \
                  String,\n}\n#[derive(Clone)]\nstruct B {\n    #[validate(must_match(other = \"a\"))]\n    it: String,\n}\n";
    let (text, report) = becomes(Peer::Validator, source);
    assert_eq!(text, source);
    assert_eq!((report.attributes, report.changed.len(), report.entries.len()), (0, 0, 0));
}

/// Where the name of the crate means something else, nobody can tell which is which.
#[test]
fn a_file_with_a_module_of_the_same_name_is_named() {
    let source = "mod validator { pub struct ValidationError; }\nuse ::validator::Validate;\n#[derive(Validate)]\nstruct \
                  It { #[validate(email)] it: String }\n";
    let (text, report) = becomes(Peer::Validator, source);
    assert_eq!(text, source);
    assert!(words(&report, Kind::Left)[0].contains("something else is called `validator`"), "{report}");
}

#[test]
fn imports_of_all_forms() {
    for (source, expected) in [
        ("use validator::*;\n", "use unprocessable::*;\n"),
        ("pub(crate) use validator::Validate as V;\n", "pub(crate) use unprocessable::Validate as V;\n"),
        ("use {validator::Validate, std::fmt};\n", "use {unprocessable::Validate, std::fmt};\n"),
        (
            "use validator::{self, Validate};\nfn f(_: validator::ValidationErrors) {}\n",
            "use unprocessable::Validate;\nfn f(_: unprocessable::ValidationErrors) {}\n",
        ),
        ("use validator;\nfn f(_: validator::ValidationError) {}\n", "fn f(_: unprocessable::Violation) {}\n"),
        ("use validator::{Validate, ValidateArgs};\n", "use unprocessable::Validate;\n"),
        (
            "use validator::ValidationError;\nstruct Violation;\nfn f(_: ValidationError) {}\n",
            "use unprocessable::Violation as ValidationError;\nstruct Violation;\nfn f(_: ValidationError) {}\n",
        ),
        (
            "use validator::{Validate, ValidateEmail};\n",
            "use unprocessable::Validate;\nuse validator::ValidateEmail;\n",
        ),
        ("extern crate validator;\n", "extern crate unprocessable;\n"),
    ] {
        let (text, _) = becomes(Peer::Validator, source);
        assert_eq!(text, expected, "{source}");
    }
}

#[test]
fn errors_of_validator_in_functions() {
    let source = "use validator::ValidationError;\nfn f() -> Result<(), ValidationError> {\n    let mut error = \
                  ValidationError::new(\"a\");\n    error.message = Some(std::borrow::Cow::from(\"b\"));\n    \
                  error.add_param(\"n\".into(), &3);\n    Err(error)\n}\nfn g() -> ValidationError { \
                  ValidationError::new(C).with_message(\"d\".into()) }\n";
    let (text, _) = becomes(Peer::Validator, source);
    assert_eq!(
        text,
        "use unprocessable::Violation;\nfn f() -> Result<(), Violation> {\n    let mut error = \
         Violation::from_code(\"a\");\n    error = Violation::new(error.code().to_owned(), \"b\");\n    \
         error = error.argument(\"n\", 3);\n    Err(error)\n}\nfn g() -> Violation { Violation::new(C, \"d\") }\n",
    );
}

#[test]
fn types_that_schemars_reads_too() {
    let source = "#[derive(validator::Validate, schemars::JsonSchema)]\nstruct It {\n    #[validate(must_match(other = \
                  \"b\"))]\n    a: String,\n}\n";
    let (text, report) = becomes(Peer::Validator, source);
    assert!(text.contains("#[rules(same(self.b))]"), "{text}");
    assert!(words(&report, Kind::Check)[0].contains("json_schema"), "{report}");
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let package = Package::of(Peer::Garde, "#[derive(garde::Validate)]\nstruct A { #[garde(dive)] b: B }\n");
    package.write("src/latin.rs", b"// caf\xe9\n");
    package.write("src/broken.rs", b"fn f( {\n");
    package.write("src/wrong.rs", b"struct A;\n\nstruct;\n");
    let deep = format!("fn f() {{ {}{} }}\n", "(".repeat(100_000), ")".repeat(100_000));
    package.write("src/deep.rs", deep.as_bytes());
    package.write("src/signs.rs", format!("fn f() {{ {}1 }}\n", "!".repeat(1_000_000)).as_bytes());
    package
        .write("src/types.rs", format!("type A = {}u8{};\n", "Vec<".repeat(100_000), ">".repeat(100_000)).as_bytes());
    let report = package.migrate();
    let skipped: Vec<(String, usize)> = report
        .entries
        .iter()
        .filter(|entry| entry.kind == Kind::Skipped)
        .map(|entry| (entry.file.file_name().expect("a name").to_string_lossy().into_owned(), entry.line))
        .collect();
    let expected =
        [("broken.rs", 1), ("deep.rs", 0), ("latin.rs", 0), ("signs.rs", 0), ("types.rs", 0), ("wrong.rs", 3)];
    assert_eq!(skipped, expected.map(|(name, line)| (name.to_owned(), line)));
    assert!(package.read("src/lib.rs").contains("#[validate(nested)]"));
    assert_eq!(fs::read(package.path("src/latin.rs")).expect("a file"), b"// caf\xe9\n");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_targets_are_left_out() {
    let source = "#[derive(garde::Validate)]\nstruct A { #[garde(dive)] b: B }\n";
    let package = Package::of(Peer::Garde, source);
    std::os::unix::fs::symlink(package.path(""), package.path("src/loop")).expect("a link");
    std::os::unix::fs::symlink(package.path("nowhere"), package.path("src/gone.rs")).expect("a link");
    package.write("target/debug/build/it.rs", source.as_bytes());
    package.write("elsewhere/CACHEDIR.TAG", b"");
    package.write("elsewhere/it.rs", source.as_bytes());
    package.write(".hidden/it.rs", source.as_bytes());
    package.write("node_modules/it.rs", source.as_bytes());
    let report = package.migrate();
    assert_eq!(report.attributes, 1);
    assert_eq!(report.changed.len(), 2);
    for name in ["target/debug/build/it.rs", "elsewhere/it.rs", ".hidden/it.rs", "node_modules/it.rs"] {
        assert_eq!(package.read(name), source);
    }
}

#[test]
fn a_dry_run_changes_nothing() {
    let source = "#[derive(garde::Validate)]\nstruct A { #[garde(dive)] b: B }\n";
    let package = Package::of(Peer::Garde, source);
    let report = migrate(&Options { dry_run: true, force: false, ..package.options() }).expect("no git is needed");
    assert_eq!(package.read("src/lib.rs"), source);
    assert!(report.diff.contains("\n-struct A { #[garde(dive)] b: B }\n"), "{}", report.diff);
    assert!(report.diff.contains("\n+struct A { #[validate(nested)] b: B }\n"), "{}", report.diff);
    assert!(report.diff.contains("+unprocessable = "), "{}", report.diff);
    package.migrate();
    assert_eq!(report.changed.len(), 2);
    assert_eq!(package.migrate().diff, "");
}

#[test]
fn git_has_to_be_clean() {
    let package = Package::of(Peer::Garde, "#[derive(garde::Validate)]\nstruct A { #[garde(dive)] b: B }\n");
    let options = Options { force: false, ..package.options() };
    assert!(migrate(&options).expect_err("no repository").contains("no git repository"));
    let git = |arguments: &[&str]| {
        let mut command = std::process::Command::new("git");
        let identity = ["-c", "user.name=n", "-c", "user.email=e@example.com"];
        let done = command.arg("-C").arg(package.path("")).args(identity).args(arguments).output().expect("git");
        assert!(done.status.success(), "{done:?}");
    };
    git(&["init", "-q"]);
    assert!(migrate(&options).expect_err("not committed").contains("not committed"));
    git(&["add", "."]);
    git(&["commit", "-qm", "all"]);
    assert_eq!(migrate(&options).expect("clean").changed.len(), 2);
    assert!(migrate(&options).is_err());
}

//! The file of a module: when it is written, and what is said when it is stale.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use unprocessable::Validate;
use unprocessable_typescript::Module;

/// Somebody who signs up.
#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct SignUp {
    email: String,
}

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Order {
    count: u8,
}

/// An empty folder for a test.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn a_file_is_written_when_it_changes() {
    let path = folder("written").join("api.ts");
    let module = Module::new().add::<SignUp>();
    assert!(module.write(&path).unwrap());
    assert_eq!(fs::read_to_string(&path).unwrap(), module.to_typescript());
    assert!(!module.write(&path).unwrap());
    assert!(module.add::<Order>().write(&path).unwrap());
}

#[test]
fn ends_of_lines_may_be_those_of_windows() {
    let path = folder("lines").join("api.ts");
    let module = Module::new().add::<SignUp>();
    fs::write(&path, module.to_typescript().replace('\n', "\r\n")).unwrap();
    module.check(&path).unwrap();
    assert!(!module.write(&path).unwrap());
}

#[test]
fn a_missing_folder_is_not_made() {
    let path = folder("missing").join("web").join("api.ts");
    let said = Module::new().write(&path).unwrap_err().to_string();
    assert!(said.contains("there is no folder") && said.ends_with("create it first"), "{said}");
    assert!(!path.parent().unwrap().exists());
    let said = Module::new().check(&path).unwrap_err().to_string();
    assert!(said.contains("does not exist yet"), "{said}");
}

#[test]
fn a_stale_file_is_shown_with_the_command_that_renews_it() {
    let path = folder("stale").join("api.ts");
    Module::new().add::<SignUp>().write(&path).unwrap();
    let error = Module::new().add::<SignUp>().add::<Order>().check(&path).unwrap_err();
    let said = error.to_string();
    assert!(said.contains("\n  + export "), "{said}");
    assert!(
        said.ends_with(
            "UPDATE=1 cargo test -p unprocessable-typescript a_stale_file_is_shown_with_the_command_that_renews_it"
        ),
        "{said}"
    );
    assert_eq!(format!("{error:?}"), said);
    // It only looked.
    assert!(!fs::read_to_string(&path).unwrap().contains("Order"));
}

#[test]
fn json_has_a_file_of_its_own() {
    let path = folder("json").join("api.json");
    let module = Module::new().add::<SignUp>();
    assert!(module.write_json(&path).unwrap());
    assert!(!module.write_json(&path).unwrap());
    module.check_json(&path).unwrap();
    assert!(module.add::<Order>().check_json(&path).is_err());
}

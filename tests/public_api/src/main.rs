//! Compares the public API of the libraries with the lists beside this package: `bash .ci/public_api`.
//!
//! The first argument is the folder with rustdoc's JSON, one file for each library. With `renew` as the second one
//! the lists are written anew. An item that goes away or changes breaks users, so a change of a list is read as such.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

const LIBRARIES: [&str; 3] = ["unprocessable", "unprocessable_core", "unprocessable_derive"];

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let documents = arguments.next().ok_or("the folder with rustdoc's JSON is missing")?;
    let renews = arguments.next().is_some_and(|argument| argument == "renew");

    let mut differs = false;
    for library in LIBRARIES {
        let now = list(&Path::new(&documents).join(library).with_extension("json"))?;
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(library).with_extension("txt");
        if renews {
            fs::write(file, now)?;
            continue;
        }
        let before = fs::read_to_string(file)?;
        differs |= before != now;
        let (before, now): (BTreeSet<&str>, BTreeSet<&str>) = (before.lines().collect(), now.lines().collect());
        before.difference(&now).for_each(|item| println!("- {item}"));
        now.difference(&before).for_each(|item| println!("+ {item}"));
    }
    if differs {
        eprintln!("the public API is another one; if that is meant, run `bash .ci/public_api renew`");
    }
    Ok(ExitCode::from(u8::from(differs)))
}

/// An item in each line. What is in every crate alike is left out: impls that are blanket, automatic or derived; and so
/// are functions and constants of an impl of a trait, which the trait tells.
fn list(document: &Path) -> Result<String, Box<dyn Error>> {
    let api = public_api::Builder::from_rustdoc_json(document)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()?;
    let (mut list, mut in_trait_impl) = (String::new(), false);
    for item in api.items().map(ToString::to_string) {
        if item.starts_with("impl") {
            in_trait_impl = item.contains(" for ");
        }
        let is_associated = is_associated(&item);
        in_trait_impl &= is_associated || item.starts_with("impl");
        if !(in_trait_impl && is_associated && !item.starts_with("pub type ")) {
            list += &item;
            list.push('\n');
        }
    }
    Ok(list)
}

/// Whether it is a function, constant or type inside of an `impl`, and not one of a module.
fn is_associated(item: &str) -> bool {
    let kinds = ["pub const fn ", "pub async fn ", "pub fn ", "pub const ", "pub type "];
    let Some(rest) = kinds.iter().find_map(|kind| item.strip_prefix(kind)) else { return false };
    let path = rest.split(['(', '=']).next().unwrap_or(rest);
    let path = path.split(": ").next().unwrap_or(path).trim_end();
    // Parameters of a type stand before its items, those of a function behind its name.
    let (path, behind) = path.split_once('<').unwrap_or((path, ""));
    let mut segments = path.rsplit("::");
    let (last, above) = (segments.next().unwrap_or_default(), segments.next().unwrap_or_default());
    let is_type = |name: &str| name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase);
    let is_ours = path.starts_with("unprocessable");
    !is_ours || is_type(above) || is_type(last) && behind.contains(">::")
}

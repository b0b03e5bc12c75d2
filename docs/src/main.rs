//! What mdbook calls before it makes a page. Pages of the guide and of packages are included from where rustdoc reads
//! them. Their links are those of rustdoc, and become links of the book.

use std::io;
use std::process::ExitCode;

use serde_json::Value;

mod links;

fn main() -> ExitCode {
    // `supports html` asks whether this is for a renderer. It is for all of them.
    if std::env::args().nth(1).as_deref() == Some("supports") {
        return ExitCode::SUCCESS;
    }
    match rewrite() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the context and the book, and writes the book.
fn rewrite() -> Result<(), Box<dyn std::error::Error>> {
    let (_context, mut book): (Value, Value) = serde_json::from_reader(io::stdin().lock())?;
    let mut unknown = Vec::new();
    rewrite_chapters(&mut book, &mut unknown);
    if !unknown.is_empty() {
        return Err(format!("links that are in no table of docs/src/links.rs: {}", unknown.join(", ")).into());
    }
    serde_json::to_writer(io::stdout().lock(), &book)?;
    Ok(())
}

fn rewrite_chapters(value: &mut Value, unknown: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite_chapters(item, unknown)),
        Value::Object(fields) => {
            if let Some(Value::String(content)) = fields.get_mut("content") {
                *content = links::rewrite(content, unknown);
            }
            fields.values_mut().for_each(|field| rewrite_chapters(field, unknown));
        }
        _ => {}
    }
}

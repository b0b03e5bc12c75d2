//! The laws of decode, over types that use everything serde's derive knows, and documents that are broken in
//! every way.
#![allow(missing_docs, dead_code, unreachable_pub)]

mod animals;
mod json;
mod laws;

#[test]
fn valid_documents_are_accepted() {
    for animal in animals::all() {
        for document in animal.documents {
            let answer = (animal.answer)(document.as_bytes());
            assert!(answer.is_none(), "{} {document}: {}", animal.name, answer.unwrap().said);
        }
    }
}

#[test]
fn valid_documents_agree() {
    for animal in animals::all() {
        for document in animal.documents {
            println!("{} {document}", animal.name);
            (animal.agree)(document.as_bytes());
        }
    }
}

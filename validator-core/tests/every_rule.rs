//! What every rule promises: no allocation on a value that passes, and an answer on text of any length and kind.
#![allow(missing_docs)]
#![cfg(all(
    feature = "graphemes",
    feature = "idna",
    feature = "jiff",
    feature = "phonenumber",
    feature = "regex",
    feature = "rust_decimal"
))]

mod catalogue;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use catalogue::{OnText, Row, chapters};
use unprocessable_core::rules::{self, Rule};

struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes to the system's allocator as it is.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations<T>(run: impl FnOnce() -> T) -> (T, usize) {
    let before = COUNT.with(Cell::get);
    let value = run();
    (value, COUNT.with(Cell::get) - before)
}

fn rows() -> impl Iterator<Item = Row> {
    chapters().into_iter().flat_map(|(_, rows)| rows)
}

fn texts() -> Vec<(&'static str, OnText)> {
    let samples = rows().flat_map(|row| row.samples.into_iter().map(move |sample| (row.attribute, sample.on_text)));
    samples.filter_map(|(attribute, on_text)| Some((attribute, on_text?))).collect()
}

#[test]
fn a_value_that_passes_costs_no_allocation() {
    for row in rows() {
        for sample in &row.samples {
            (sample.passes)(); // What is made once, such as a compiled pattern, is made now.
            let (passes, count) = allocations(&sample.passes);
            assert!(passes, "{} on {:?}", row.attribute, sample.kind);
            assert_eq!(count, 0, "{} on {:?}", row.attribute, sample.kind);
        }
    }
}

#[test]
fn keywords_of_json_schema_say_no_more_than_the_rule() {
    for row in rows() {
        for sample in &row.samples {
            let Some(OnText { sample: text, .. }) = &sample.on_text else { continue };
            for (keyword, value) in sample.schema.iter().flatten() {
                let holds = match *keyword {
                    "minLength" => text.chars().count() >= value.parse::<usize>().expect("a length"),
                    "maxLength" => text.chars().count() <= value.parse::<usize>().expect("a length"),
                    "enum" => value.split(", ").any(|choice| choice == text),
                    "pattern" => regex::Regex::new(value).expect("a pattern").is_match(text),
                    "format" | "contentEncoding" | "contentMediaType" => true,
                    _ => false,
                };
                assert!(holds, "{}: {keyword} {value} {text:?}", row.attribute);
            }
        }
    }
}

#[test]
fn a_long_list_costs_one_table() {
    let numbers: Vec<u64> = (0..10_000).collect();
    assert_eq!(allocations(|| rules::distinct().check(&numbers[..])), (true, 1));
}

/// A rule whose time grows faster than the text would not come back from this.
#[test]
fn a_megabyte_of_anything_is_answered() {
    let rules = texts();
    for piece in ["a", "1", "é", "-", "a.", "{\"a\":", "A-1", "\u{301}"] {
        let text = piece.repeat(1_000_000 / piece.len());
        let part = piece.repeat(50_000 / piece.len());
        for (_, OnText { sample, check }) in &rules {
            check(&text);
            check(&format!("{sample}{part}"));
        }
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_a_rule_panic(text in "\\PC{0,40}|[ -~]{0,40}|[0-9:.T+Z-]{0,30}", cut in 0..40_usize) {
        for (_, OnText { sample, check }) in texts() {
            check(&text);
            let kept: String = sample.chars().take(cut).collect();
            check(&format!("{kept}{text}"));
        }
    }
}

//! How the time of every rule grows with the text: `cargo bench -p unprocessable-core --all-features --bench linear`.
//!
//! A line for each rule: the text on which it takes longest, its time on a quarter of a megabyte of that, and how many
//! times as long it takes for four times as much. A rule whose time is in proportion to the text takes four times as
//! long, one that decides early not even that, and one whose time is quadratic sixteen times as long.
#![allow(missing_docs)]

#[path = "../../tests/catalogue/mod.rs"]
mod catalogue;

use std::hint::black_box;
use std::time::{Duration, Instant};

use catalogue::{OnText, chapters};

const QUARTER: usize = 250_000;

const PIECES: [&str; 10] = ["a", "1", "é", "\u{301}", "-", "a.", " ", "{\"a\":", "A-1", "xn--é."];

fn main() {
    let mut over = 0;
    for row in chapters().into_iter().flat_map(|(_, rows)| rows) {
        let Some(on_text) = row.samples.into_iter().find_map(|sample| sample.on_text) else { continue };
        let (time, before, piece) = slowest(&on_text);
        let whole = shortest(&on_text, &text(&on_text, before, piece, 4 * QUARTER));
        let ratio = whole.as_secs_f64() / time.as_secs_f64();
        // Below a microsecond nothing of the text is read.
        let is_linear = time < Duration::from_micros(1) || ratio < 8.0;
        over += usize::from(!is_linear);
        let place = if before { "after its sample" } else { "alone" };
        println!(
            "{} {:42} {:>12.1?} {ratio:>6.2} ×  {piece:?} {place}",
            if is_linear { " " } else { "!" },
            row.attribute,
            time,
        );
    }
    println!("{over} rules whose time grows faster than the text");
}

fn slowest(rule: &OnText) -> (Duration, bool, &'static str) {
    let texts = PIECES.iter().flat_map(|piece| [(false, *piece), (true, *piece)]);
    let times = texts.map(|(before, piece)| (shortest(rule, &text(rule, before, piece, QUARTER)), before, piece));
    times.max_by_key(|(time, ..)| *time).expect("there are texts")
}

fn text(rule: &OnText, before: bool, piece: &str, length: usize) -> String {
    let begin = if before { rule.sample.as_str() } else { "" };
    format!("{begin}{}", piece.repeat(length / piece.len()))
}

/// Of a few runs.
fn shortest(rule: &OnText, text: &str) -> Duration {
    let run = || {
        let start = Instant::now();
        black_box((rule.check)(black_box(text)));
        start.elapsed()
    };
    (0..3).map(|_| run()).min().expect("there are runs")
}

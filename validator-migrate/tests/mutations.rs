//! Sources that somebody has torn apart: no run stops in the middle, and none writes what is no Rust.

mod common;

use std::fs;
use std::path::Path;

use common::Package;
use unprocessable_migrate::{Kind, Peer};

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

/// Takes away, repeats or moves a piece of the text.
fn tear(text: &str, random: &mut Random) -> String {
    let piece = |random: &mut Random, most: usize| {
        let start = random.below(text.len());
        let end = (start + 1 + random.below(most)).min(text.len());
        let border = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        border(start)..border(end)
    };
    let cut = piece(random, 40);
    match random.below(4) {
        0 => format!("{}{}", &text[..cut.start], &text[cut.end..]),
        1 => format!("{}{}{}", &text[..cut.end], &text[cut.clone()], &text[cut.end..]),
        2 => {
            let other = piece(random, 20);
            format!("{}{}{}", &text[..cut.start], &text[other], &text[cut.start..])
        }
        _ => {
            // Whole lines, which often leave Rust behind.
            let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
            let line = random.below(lines.len());
            let moved = lines.remove(line);
            let to = random.below(lines.len());
            lines.insert(to, moved);
            lines.concat()
        }
    }
}

#[test]
fn torn_sources_are_read_or_named() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers");
    let mut random = Random(19);
    let (mut moved, mut named) = (0, 0);
    for (peer, name) in [(Peer::Validator, "shop"), (Peer::Garde, "clinic"), (Peer::SerdeValid, "library")] {
        let mut files: Vec<_> = fs::read_dir(folder.join(name).join("src"))
            .expect("a folder")
            .map(|file| file.expect("a file").path())
            .collect();
        files.sort();
        for _ in 0..100 {
            let text = fs::read_to_string(&files[random.below(files.len())]).expect("text");
            let text = tear(&text, &mut random);
            let package = Package::of(peer, &text);
            let report = package.migrate();
            let new = package.read("src/lib.rs");
            if report.count(Kind::Skipped) > 0 {
                assert_eq!(new, text);
                named += 1;
            } else {
                assert!(syn::parse_file(&new).is_ok(), "{text}\n----\n{new}");
                assert!(report.rewritten <= report.attributes);
                moved += 1;
            }
            let written = fs::read_dir(package.path("src")).expect("a folder").count();
            assert_eq!(written, 1, "a file is left behind");
        }
    }
    assert!(moved > 50 && named > 50, "{moved} moved, {named} named");
}

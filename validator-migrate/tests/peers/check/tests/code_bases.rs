//! Three code bases compile and pass their own tests before and after.

mod common;

use common::{Package, peers};
use unprocessable_migrate::{Kind, Report};

/// Moves one of them. The lines are what nobody but its author can rewrite.
fn moves(name: &str, structs: std::ops::RangeInclusive<usize>, left: &[&str]) -> Report {
    let package = Package::copy(&peers().join(name));
    let source = package.sources().join("\n");
    let derived = source.lines().filter(|line| line.contains("derive(") && line.contains("Validate")).count();
    assert!(structs.contains(&derived), "{derived} types");

    let before = package.tests_that_pass();
    let report = package.migrate();
    println!("{report}");
    assert!(report.attributes > 60, "{} attributes", report.attributes);
    assert!(report.rewritten * 100 >= report.attributes * 95, "{} of {}", report.rewritten, report.attributes);
    let found: Vec<&str> =
        report.entries.iter().filter(|entry| entry.kind != Kind::Check).map(|entry| entry.text.as_str()).collect();
    assert_eq!(found, left);
    assert_eq!(package.tests_that_pass(), before);

    // Nothing is left of the other crates, and a second run finds nothing.
    let manifest = package.read("Cargo.toml");
    assert!(!manifest.contains("garde") && !manifest.contains("serde_valid") && !manifest.contains("validator"));
    let again = package.migrate();
    assert_eq!((again.changed.len(), again.attributes, again.entries.len()), (0, 0, 0));
    report
}

fn has(report: &Report, kind: Kind, words: &str) -> bool {
    report.entries.iter().any(|entry| entry.kind == kind && entry.text.contains(words))
}

#[test]
fn the_shop_moves_from_validator() {
    let report = moves("shop", 20..=40, &[]);
    for words in
        ["`required` also", "NaN", "email(idn)", "`url` takes", "not `__all__`", "did not run here", "names that serde"]
    {
        assert!(has(&report, Kind::Check, words), "{words}");
    }
}

#[test]
fn the_clinic_moves_from_garde() {
    let report = moves("clinic", 20..=40, &[]);
    for words in ["counts bytes", "`required` also", "NaN", "absent value", "alpha_num", "did not run here"] {
        assert!(has(&report, Kind::Check, words), "{words}");
    }
}

#[test]
fn the_library_moves_from_serde_valid() {
    let report = moves("library", 20..=40, &[]);
    for words in ["graphemes", "NaN", "repeated item", "decimal places", "`Rejection`", "did not run here"] {
        assert!(has(&report, Kind::Check, words), "{words}");
    }
}

//! What README names can be written as it stands there.
#![allow(missing_docs)]

mod common;

use unprocessable::Validate;

/// Every form in the table of rules, in order, and on the right a value that breaks it.
#[derive(Validate)]
struct Forms {
    other: u8,
    #[validate(required)]
    f00: &'static str,
    #[validate(accepted)]
    f01: bool,
    #[validate(declined)]
    f02: bool,
    #[validate(length(min = 3, max = 32))]
    f03: &'static str,
    #[validate(length(equal = 5))]
    f04: &'static str,
    #[validate(length(1..=9))]
    f05: &'static str,
    #[validate(min(3))]
    f06: u8,
    #[validate(max(9))]
    f07: u8,
    #[validate(size(5))]
    f08: &'static str,
    #[validate(between(3, 9))]
    f09: f64,
    #[validate(range(18..=120))]
    f10: u8,
    #[validate(range(exclusive_min = 0.0))]
    f11: f64,
    #[validate(multiple_of(0.05))]
    f12: f64,
    #[validate(gt(0))]
    f13: i8,
    #[validate(gte(0))]
    f14: i8,
    #[validate(lt(9))]
    f15: i8,
    #[validate(lte(9))]
    f16: i8,
    #[validate(gt(self.other))]
    f17: u64,
    #[validate(one_of(["asc", "desc"]))]
    f18: &'static str,
    #[validate(none_of(["root"]))]
    f19: &'static str,
    #[validate(same(self.other))]
    f20: u8,
    #[validate(different(self.other))]
    f21: u8,
    #[validate(confirmed(self.other))]
    f22: u8,
    #[validate(alpha)]
    f23: &'static str,
    #[validate(alpha_num)]
    f24: &'static str,
    #[validate(alpha_dash)]
    f25: &'static str,
    #[validate(alpha(ascii))]
    f26: &'static str,
    #[validate(ascii)]
    f27: &'static str,
    #[validate(lowercase)]
    f28: &'static str,
    #[validate(uppercase)]
    f29: &'static str,
    #[validate(starts_with("a"))]
    f30: &'static str,
    #[validate(ends_with(["a", "b"]))]
    f31: &'static str,
    #[validate(contains("a"))]
    f32: &'static str,
    #[validate(doesnt_start_with("a"))]
    f33: &'static str,
    #[validate(doesnt_end_with("a"))]
    f34: &'static str,
    #[validate(doesnt_contain("a"))]
    f35: &'static str,
    #[validate(regex("^[a-z]+$"))]
    f36: &'static str,
    #[validate(not_regex("[<>]"))]
    f37: &'static str,
    #[validate(email)]
    f38: &'static str,
    #[validate(url)]
    f39: &'static str,
    #[validate(url(schemes = ["ftp", "sftp"]))]
    f40: &'static str,
    #[validate(ip)]
    f41: &'static str,
    #[validate(ipv4)]
    f42: &'static str,
    #[validate(ipv6)]
    f43: &'static str,
    #[validate(uuid)]
    f44: &'static str,
    #[validate(uuid(version = 4))]
    f45: &'static str,
    #[validate(distinct)]
    f46: [u8; 2],
    #[validate(distinct(ignore_case))]
    f47: [&'static str; 2],
    #[validate(distinct(by = key_of_item))]
    f48: [u8; 2],
}

#[test]
fn every_rule_at_a_glance_compiles_and_is_named() {
    let forms = Forms {
        other: 7,
        f00: " ",
        f01: false,
        f02: true,
        f03: "ab",
        f04: "ab",
        f05: "",
        f06: 2,
        f07: 10,
        f08: "a",
        f09: 9.5,
        f10: 17,
        f11: 0.0,
        f12: 0.06,
        f13: 0,
        f14: -1,
        f15: 9,
        f16: 10,
        f17: 7,
        f18: "up",
        f19: "root",
        f20: 8,
        f21: 7,
        f22: 8,
        f23: "1",
        f24: "-",
        f25: " ",
        f26: "é",
        f27: "é",
        f28: "A",
        f29: "a",
        f30: "b",
        f31: "c",
        f32: "b",
        f33: "a",
        f34: "a",
        f35: "a",
        f36: "A",
        f37: "<",
        f38: "a",
        f39: "a",
        f40: "https://example.com",
        f41: "a",
        f42: "::1",
        f43: "127.0.0.1",
        f44: "a",
        f45: "a",
        f46: [1, 1],
        f47: ["a", "A"],
        f48: [1, 3],
    };
    let attributes = include_str!("readme.rs").lines().filter_map(|line| line.trim().strip_prefix("#[validate("));
    let attributes: Vec<&str> = attributes.map(|rest| rest.strip_suffix(")]").unwrap()).collect();
    let failed = common::keys(&forms);
    assert_eq!(failed.len(), attributes.len(), "each fails, and once: {failed:?}");
    let readme = include_str!("../README.md");
    for attribute in attributes.iter().filter(|attribute| !attribute.contains("self.other")) {
        assert!(readme.contains(&format!("`{attribute}`")), "README does not name {attribute}");
    }
}

fn key_of_item(item: &u8) -> u8 {
    item % 2
}

//! Every rule, in the form in which RULES.md names it at a glance.

use std::collections::BTreeMap;

use unprocessable::Validate;

/// Every form in the table of rules, in its order, on a field that [`broken`] breaks it with.
#[derive(Validate)]
pub(crate) struct Forms {
    flag: bool,
    other: u8,
    more: Option<u8>,
    list: [u8; 2],
    #[validate(required)]
    f0: &'static str,
    #[validate(filled)]
    f1: Option<&'static str>,
    #[validate(required_if(self.flag))]
    f2: Option<&'static str>,
    #[validate(required_unless(self.flag))]
    f3: Option<&'static str>,
    #[validate(required_with(self.other))]
    f4: Option<&'static str>,
    #[validate(required_with_all([self.other, self.more]))]
    f5: Option<&'static str>,
    #[validate(required_without(self.more))]
    f6: Option<&'static str>,
    #[validate(required_without_all([self.more]))]
    f7: Option<&'static str>,
    #[validate(prohibited)]
    f8: &'static str,
    #[validate(prohibited_if(self.flag))]
    f9: &'static str,
    #[validate(prohibited_unless(self.flag))]
    f10: &'static str,
    #[validate(prohibits(self.other))]
    f11: &'static str,
    #[validate(accepted)]
    f12: bool,
    #[validate(accepted_if(self.flag))]
    f13: bool,
    #[validate(declined)]
    f14: bool,
    #[validate(declined_if(self.flag))]
    f15: bool,
    #[validate(length(min = 3, max = 32))]
    f16: &'static str,
    #[validate(length(equal = 5))]
    f17: &'static str,
    #[validate(length(1..=9))]
    f18: &'static str,
    #[validate(length(max = 72, bytes))]
    f19: String,
    #[validate(min(3))]
    f20: u8,
    #[validate(max(9))]
    f21: u8,
    #[validate(size(5))]
    f22: &'static str,
    #[validate(between(3, 9))]
    f23: f64,
    #[validate(gt(0))]
    f24: i8,
    #[validate(gte(0))]
    f25: i8,
    #[validate(lt(9))]
    f26: i8,
    #[validate(lte(9))]
    f27: i8,
    #[validate(gt(self.other))]
    f28: u64,
    #[validate(range(18..=120))]
    f29: u8,
    #[validate(range(exclusive_min = 0.0))]
    f30: f64,
    #[validate(multiple_of(0.05))]
    f31: f64,
    #[validate(positive)]
    f32: i8,
    #[validate(negative)]
    f33: i8,
    #[validate(nonzero)]
    f34: i8,
    #[validate(finite)]
    f35: f64,
    #[validate(digits(4))]
    f36: &'static str,
    #[validate(digits_between(3, 4))]
    f37: &'static str,
    #[validate(min_digits(3))]
    f38: &'static str,
    #[validate(max_digits(3))]
    f39: &'static str,
    #[validate(decimal)]
    f40: &'static str,
    #[validate(decimal(places = 2))]
    f41: &'static str,
    #[validate(one_of(["asc", "desc"]))]
    f42: &'static str,
    #[validate(none_of(["root"]))]
    f43: &'static str,
    #[validate(in_list(self.list))]
    f44: u8,
    #[validate(same(self.other))]
    f45: u8,
    #[validate(different(self.other))]
    f46: u8,
    #[validate(confirmed(self.other))]
    f47: u8,
    #[validate(alpha)]
    f48: &'static str,
    #[validate(alpha_num)]
    f49: &'static str,
    #[validate(alpha_dash)]
    f50: &'static str,
    #[validate(alpha(ascii))]
    f51: &'static str,
    #[validate(ascii)]
    f52: &'static str,
    #[validate(lowercase)]
    f53: &'static str,
    #[validate(uppercase)]
    f54: &'static str,
    #[validate(starts_with("a"))]
    f55: &'static str,
    #[validate(ends_with(["a", "b"]))]
    f56: &'static str,
    #[validate(contains("a"))]
    f57: &'static str,
    #[validate(doesnt_start_with("a"))]
    f58: &'static str,
    #[validate(doesnt_end_with("a"))]
    f59: &'static str,
    #[validate(doesnt_contain("a"))]
    f60: &'static str,
    #[validate(regex("^[a-z]+$"))]
    f61: &'static str,
    #[validate(not_regex("[<>]"))]
    f62: &'static str,
    #[validate(no_control)]
    f63: &'static str,
    #[validate(single_line)]
    f64: &'static str,
    #[validate(trimmed)]
    f65: &'static str,
    #[validate(slug)]
    f66: &'static str,
    #[validate(identifier)]
    f67: &'static str,
    #[validate(password(min = 8, mixed_case, numbers))]
    f68: &'static str,
    #[validate(email)]
    f69: &'static str,
    #[validate(email(idn))]
    f70: &'static str,
    #[validate(url)]
    f71: &'static str,
    #[validate(url(schemes = ["ftp", "sftp"]))]
    f72: &'static str,
    #[validate(hostname)]
    f73: &'static str,
    #[validate(domain)]
    f74: &'static str,
    #[validate(ip)]
    f75: &'static str,
    #[validate(ipv4)]
    f76: &'static str,
    #[validate(ipv6)]
    f77: &'static str,
    #[validate(cidr)]
    f78: &'static str,
    #[validate(mac_address)]
    f79: &'static str,
    #[validate(uuid)]
    f80: &'static str,
    #[validate(uuid(version = 4))]
    f81: &'static str,
    #[validate(ulid)]
    f82: &'static str,
    #[validate(json)]
    f83: &'static str,
    #[validate(base64)]
    f84: &'static str,
    #[validate(base64(url_safe, unpadded))]
    f85: &'static str,
    #[validate(hex)]
    f86: &'static str,
    #[validate(hex_color)]
    f87: &'static str,
    #[validate(semver)]
    f88: &'static str,
    #[validate(jwt)]
    f89: &'static str,
    #[validate(credit_card)]
    f90: &'static str,
    #[validate(iban)]
    f91: &'static str,
    #[validate(bic)]
    f92: &'static str,
    #[validate(isbn)]
    f93: &'static str,
    #[validate(issn)]
    f94: &'static str,
    #[validate(ean)]
    f95: &'static str,
    #[validate(country)]
    f96: &'static str,
    #[validate(country(alpha3))]
    f97: &'static str,
    #[validate(currency)]
    f98: &'static str,
    #[validate(language)]
    f99: &'static str,
    #[validate(phone)]
    f100: &'static str,
    #[validate(latitude)]
    f101: f64,
    #[validate(longitude)]
    f102: f64,
    #[validate(timezone)]
    f103: &'static str,
    #[validate(date)]
    f104: &'static str,
    #[validate(time)]
    f105: &'static str,
    #[validate(datetime)]
    f106: &'static str,
    #[validate(datetime(local))]
    f107: &'static str,
    #[validate(before("2024-01-01"))]
    f108: &'static str,
    #[validate(before_or_equal("2024-01-01"))]
    f109: &'static str,
    #[validate(after("2024-01-01"))]
    f110: &'static str,
    #[validate(after_or_equal("2024-01-01"))]
    f111: &'static str,
    #[validate(date_equals("2024-01-01"))]
    f112: &'static str,
    #[validate(after(today().plus_days(7)))]
    f113: &'static str,
    #[validate(past)]
    f114: &'static str,
    #[validate(future)]
    f115: &'static str,
    #[validate(weekday)]
    f116: &'static str,
    #[validate(weekend)]
    f117: &'static str,
    #[validate(distinct)]
    f118: [u8; 2],
    #[validate(distinct(ignore_case))]
    f119: [&'static str; 2],
    #[validate(distinct(by = key_of_item))]
    f120: [u8; 2],
    #[validate(contains_all([1, 2]))]
    f121: [u8; 1],
    #[validate(subset_of([1, 2]))]
    f122: [u8; 1],
    #[validate(required_keys(["eur", "usd"]))]
    f123: BTreeMap<&'static str, u8>,
}

/// Values that break every rule, but for those whose condition says otherwise.
pub(crate) fn broken(flag: bool, more: Option<u8>) -> Forms {
    Forms {
        flag,
        other: 7,
        more,
        list: [1, 2],
        f0: " ",
        f1: Some(" "),
        f2: None,
        f3: None,
        f4: None,
        f5: None,
        f6: None,
        f7: None,
        f8: "a",
        f9: "a",
        f10: "a",
        f11: "a",
        f12: false,
        f13: false,
        f14: true,
        f15: true,
        f16: "ab",
        f17: "ab",
        f18: "",
        f19: "é".repeat(37),
        f20: 2,
        f21: 10,
        f22: "a",
        f23: 9.5,
        f24: 0,
        f25: -1,
        f26: 9,
        f27: 10,
        f28: 7,
        f29: 17,
        f30: 0.0,
        f31: 0.06,
        f32: 0,
        f33: 0,
        f34: 0,
        f35: f64::NAN,
        f36: "123",
        f37: "12",
        f38: "12",
        f39: "1234",
        f40: "1e3",
        f41: "1.5",
        f42: "up",
        f43: "root",
        f44: 3,
        f45: 8,
        f46: 7,
        f47: 8,
        f48: "1",
        f49: "-",
        f50: " ",
        f51: "é",
        f52: "é",
        f53: "A",
        f54: "a",
        f55: "b",
        f56: "c",
        f57: "b",
        f58: "a",
        f59: "a",
        f60: "a",
        f61: "A",
        f62: "<",
        f63: "\0",
        f64: "a\nb",
        f65: " a",
        f66: "A",
        f67: "1",
        f68: "longenoughA",
        f69: "a",
        f70: "a",
        f71: "a",
        f72: "https://example.com",
        f73: "-",
        f74: "localhost",
        f75: "a",
        f76: "::1",
        f77: "127.0.0.1",
        f78: "127.0.0.1",
        f79: "a",
        f80: "a",
        f81: "a",
        f82: "a",
        f83: "{",
        f84: "a",
        f85: "+",
        f86: "g",
        f87: "red",
        f88: "1",
        f89: "a",
        f90: "1",
        f91: "a",
        f92: "a",
        f93: "1",
        f94: "1",
        f95: "1",
        f96: "XX",
        f97: "DE",
        f98: "XXY",
        f99: "-",
        f100: "1",
        f101: 91.0,
        f102: 181.0,
        f103: "Nowhere",
        f104: "2023-02-29",
        f105: "24:00",
        f106: "2024-02-29",
        f107: "2024-02-29",
        f108: "2024-01-01",
        f109: "2024-01-02",
        f110: "2024-01-01",
        f111: "2023-12-31",
        f112: "2024-01-02",
        f113: "2024-01-01",
        f114: "9999-01-01",
        f115: "2024-01-01",
        f116: "2024-01-06",
        f117: "2024-01-05",
        f118: [1, 1],
        f119: ["a", "A"],
        f120: [1, 3],
        f121: [1],
        f122: [3],
        f123: BTreeMap::from([("eur", 1)]),
    }
}

fn key_of_item(item: &u8) -> u8 {
    item % 2
}

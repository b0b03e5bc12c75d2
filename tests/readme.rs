//! What README names can be written as it stands there.
#![allow(missing_docs)]

mod common;

use unprocessable::Validate;

/// The forms in the table of rules.
#[test]
fn every_rule_at_a_glance_compiles_and_speaks() {
    fn key_of_item(item: &u8) -> u8 {
        item % 2
    }

    /// One field for each form, each with a value that breaks it.
    macro_rules! forms {
        ($([$($form:tt)*]: $type:ty = $wrong:expr;)+) => {
            let readme = include_str!("../README.md").replace([' ', '\n'], "");
            $({
                #[derive(Validate)]
                #[allow(dead_code)]
                struct Form {
                    #[validate($($form)*)]
                    field: $type,
                    other: u8,
                }
                let errors = Form { field: $wrong, other: 7 }.validate().expect_err(stringify!($($form)*));
                assert_eq!(errors.len(), 1, "{errors}");
                let form = stringify!($($form)*).replace([' ', '\n'], "");
                assert!(readme.contains(&format!("`{form}`")) || form.contains("self"), "README does not name {form}");
            })+
        };
    }

    forms! {
        [required]: &'static str = " ";
        [accepted]: bool = false;
        [declined]: bool = true;
        [length(min = 3, max = 32)]: &'static str = "ab";
        [length(equal = 5)]: &'static str = "ab";
        [length(1..=9)]: &'static str = "";
        [min(3)]: u8 = 2;
        [max(9)]: u8 = 10;
        [size(5)]: &'static str = "a";
        [between(3, 9)]: f64 = 9.5;
        [range(18..=120)]: u8 = 17;
        [range(exclusive_min = 0.0)]: f64 = 0.0;
        [multiple_of(0.05)]: f64 = 0.06;
        [gt(0)]: i8 = 0;
        [gte(0)]: i8 = -1;
        [lt(9)]: i8 = 9;
        [lte(9)]: i8 = 10;
        [gt(self.other)]: u64 = 7;
        [one_of(["asc", "desc"])]: &'static str = "up";
        [none_of(["root"])]: &'static str = "root";
        [same(self.other)]: u8 = 8;
        [different(self.other)]: u8 = 7;
        [confirmed(self.other)]: u8 = 8;
        [alpha]: &'static str = "1";
        [alpha_num]: &'static str = "-";
        [alpha_dash]: &'static str = " ";
        [alpha(ascii)]: &'static str = "é";
        [ascii]: &'static str = "é";
        [lowercase]: &'static str = "A";
        [uppercase]: &'static str = "a";
        [starts_with("a")]: &'static str = "b";
        [ends_with(["a", "b"])]: &'static str = "c";
        [contains("a")]: &'static str = "b";
        [doesnt_start_with("a")]: &'static str = "a";
        [doesnt_end_with("a")]: &'static str = "a";
        [doesnt_contain("a")]: &'static str = "a";
        [regex("^[a-z]+$")]: &'static str = "A";
        [not_regex("[<>]")]: &'static str = "<";
        [email]: &'static str = "a";
        [url]: &'static str = "a";
        [url(schemes = ["ftp", "sftp"])]: &'static str = "https://example.com";
        [ip]: &'static str = "a";
        [ipv4]: &'static str = "::1";
        [ipv6]: &'static str = "127.0.0.1";
        [uuid]: &'static str = "a";
        [uuid(version = 4)]: &'static str = "a";
        [distinct]: [u8; 2] = [1, 1];
        [distinct(ignore_case)]: [&'static str; 2] = ["a", "A"];
        [distinct(by = key_of_item)]: [u8; 2] = [1, 3];
    }
}

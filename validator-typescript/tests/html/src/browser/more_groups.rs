//! Rules with other arguments than those of the catalogue, and several rules on a field.

use unprocessable::Pattern;

use crate::{Group, Row, groups};

static CATEGORY: Pattern = Pattern::new(r"^\p{Lu}+$");
static MARKUP: Pattern = Pattern::new("<[^<>]|[|]");
static CLASSES: Pattern = Pattern::new(r"\A\d+.[\s\w-]*(?P<rest>\S|\W)\z");
static SPACES: Pattern = Pattern::new(r"^[^\s]\s[[:alpha:]\-].?$");
static WHOLE: Pattern = Pattern::new("^(a|[b-d]+?)(?:é{2,3}|日)$");
static PAIRS: Pattern = Pattern::new("^[&!#$%*+,.:;<=>?@^`~()/{}|-]+$");
static EITHER: Pattern = Pattern::new("^ab|cd$");

groups! {
    Texts {
        t1 r#"regex(CATEGORY)"# String, [regex(CATEGORY)], ["É"];
        t2 r#"regex(WHOLE)"# String, [regex(WHOLE)], ["bcdéé"];
        t3 r#"not_regex(MARKUP)"# String, [not_regex(MARKUP)], ["é"];
        t4 r#"regex(CLASSES)"# String, [regex(CLASSES)], ["1. a\u{85}"];
        t5 r#"regex(SPACES)"# String, [regex(SPACES)], ["a b"];
        t6 r#"not_regex(SPACES)"# String, [not_regex(SPACES)], ["a-b"];
        t7 r#"regex(PAIRS)"# String, [regex(PAIRS)], ["&&!!##$$"];
        t8 r#"regex(EITHER)"# String, [regex(EITHER)], ["xcd"];
        t9 r#"length(min = 3, bytes)"# String, [length(min = 3, bytes)], ["abc"];
        t10 r#"length(min = 3, utf16)"# String, [length(min = 3, utf16)], ["abc"];
        t11 r#"length(min = 2, max = 3, graphemes)"# String, [length(min = 2, max = 3, graphemes)], ["ab"];
        t12 r#"length(max = 5, message = "…")"# String, [length(max = 5, utf16, message = "No.")], ["ab"];
        t13 r#"starts_with([…])"# String, [starts_with(["(", "[", "{", "*", "+", "?", "|", "/", "-", "$"])], ["(a"];
        t14 r#"contains([…])"# String, [contains(["..", "\n", "é"])], ["a\n"];
        t15 r#"doesnt_end_with([…])"# String, [doesnt_end_with(["$", "}", "]", ")"])], ["a"];
        t16 r#"doesnt_contain([…])"# String, [doesnt_contain(["a|b", "日本"])], ["ab"];
        t17 r#"one_of([…])"# String, [one_of(["", "a, b", "\"", "日本"])], ["a, b"];
        t18 r#"base64(unpadded)"# String, [base64(unpadded)], ["QQ"];
        t19 r#"uuid(version = 7)"# String, [uuid(version = 7)], ["017f22e2-79b0-7cc3-98c4-dc0c0c07398f"];
        t20 r#"datetime(format)"# String, [datetime(format = "%Y-%m-%d %H:%M:%S%.f %z")], ["2024-02-29 23:59:59 +0100"];
    }
    Together {
        s1 r#"length and regex"# String, [length(min = 2, max = 4), regex("^[A-Z]*$")], ["ABC"];
        s2 r#"trimmed, single_line"# String, [trimmed, single_line, length(min = 2, max = 9)], ["日本"];
        s3 r#"length in textarea"# String, [length(min = 4, max = 9)], ["a\nb\nc"];
        s4 r#"two patterns"# String, [starts_with("a"), ends_with("b"), doesnt_contain("ab")], ["a-b"];
        s5 r#"required, length"# String, [required, length(min = 1, max = 3)], ["😀😀"];
        s6 r#"email and domain"# String, [email(dot), ends_with(".example"), length(max = 40)], ["a@b.example"];
        s7 r#"email and url"# String, [email, url], [];
        s8 r#"date and length"# String, [date, after("2024-01-01"), before_or_equal("2024-12-31"), length(max = 10)], ["2024-06-01"];
        s9 r#"date and today"# String, [date, past], ["2024-06-01"];
        s10 r#"ascii"# String, [ascii, length(min = 2, max = 5)], ["a\nb"];
        s11 r#"url and length"# String, [url, length(max = 30)], ["https://a.example/"];
        s12 r#"on_submit"# String, [on_submit(length(max = 3))], ["abc"];
        s13 r#"phone"# String, [phone, length(max = 12)], ["+49301234567"];
        s14 r#"month and length"# String, [month, length(max = 7)], ["2024-02"];
        s15 r#"time and required"# String, [required, time], ["23:59:59.5"];
        s16 r#"datetime and required"# String, [required, datetime(local)], ["2024-02-29T23:59:59"];
    }
    Numbers {
        n1 r#"plain"# i8, [nonzero], [];
        n2 r#"range(3..), multiple_of(5)"# u8, [gte(3), multiple_of(5)], [];
        n3 r#"multiple_of(5)"# i32, [multiple_of(5)], [];
        n4 r#"multiple_of(5)"# i64, [multiple_of(5)], [];
        n5 r#"gt, multiple_of"# f64, [gt(0.07), multiple_of(0.05)], [];
        n6 r#"gte, multiple_of"# f64, [gte(0), multiple_of(0.05)], [];
        n7 r#"range"# f32, [range(min = 0.1, max = 0.3)], [];
        n8 r#"exclusive range"# f32, [range(exclusive_min = 0.1, exclusive_max = 0.3)], [];
        n9 r#"multiple_of"# f32, [positive, multiple_of(0.1)], [];
        n10 r#"lte(2^53 + 1)"# i64, [lte(9_007_199_254_740_993)], [];
        n11 r#"gt(2^53)"# f64, [gt(9_007_199_254_740_992_i64 as f64)], [];
        n12 r#"one_of"# i64, [one_of([1, 20, 300])], [];
        n13 r#"between, digits"# u32, [between(5, 500), digits_between(2, 3)], [];
        n14 r#"multiple_of(0.25)"# f64, [range(-1.1..=2.6), multiple_of(0.25)], [];
        n15 r#"multiple_of, gt"# rust_decimal::Decimal, [gt(0), multiple_of(0.05)], [];
        n16 r#"required"# u64, [required], [];
        n17 r#"max_digits"# f64, [max_digits(2)], [];
        n18 r#"gte(i64::MIN)"# i64, [gte(i64::MIN)], [];
        n19 r#"lte(u128::MAX)"# u128, [lte(u128::MAX)], [];
    }
}

//! Rules beside what others make of the same value: standards as regular expressions, the crates of a field, the
//! standard library, and arithmetic without rounding.

use std::cmp::Ordering;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr as _;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use regex::Regex;
use rust_decimal::Decimal;
use unicode_segmentation::UnicodeSegmentation as _;
use unprocessable_core::rules::{self, Rule};
use unprocessable_core::{Other, Pattern};

/// A valid e-mail address by the WHATWG HTML standard, in its own words.
static WHATWG: LazyLock<Regex> = LazyLock::new(|| {
    let label = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    Regex::new(&format!(r"^[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{label}(?:\.{label})*$")).expect("a pattern")
});

static WORDS: Pattern = Pattern::new(r"(?i)^\w{2,}( \pL+)*$");
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| Regex::new(WORDS.source()).expect("a pattern"));

fn any_email() -> impl Strategy<Value = String> {
    let local = prop_oneof![4 => "[a-z.+_-]{1,8}", 2 => "[!-~]{0,6}", 1 => "[a-z.]{62,66}", 1 => "\\PC{0,3}"];
    let label = prop_oneof![6 => "[a-zA-Z0-9-]{1,6}", 1 => "[a-z-]{61,65}", 1 => "[ -~é]{0,3}"];
    let domain = prop::collection::vec(label, 1..6).prop_map(|labels| labels.join("."));
    (
        local,
        prop_oneof![9 => Just("@"), 1 => Just("@@"), 1 => Just("")],
        domain,
        prop_oneof![9 => Just(""), 1 => Just("\n")],
    )
        .prop_map(|(local, at, domain, end)| format!("{local}{at}{domain}{end}"))
}

fn any_ip() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<Ipv4Addr>().prop_map(|ip| ip.to_string()),
        any::<Ipv6Addr>().prop_map(|ip| ip.to_string()),
        "([0-9a-f]{0,5}:){1,8}[0-9a-f]{0,5}(\\.[0-9]{1,3}){0,3}",
        "[0-9]{1,4}(\\.[0-9]{0,4}){2,4}",
        "::(ffff:)?[0-9.]{1,15}(%eth0)?",
    ]
}

fn any_uuid() -> impl Strategy<Value = String> {
    let plain = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-8f][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}";
    let bent = "\\{?[0-9a-g]{7,8}-?[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\}?";
    prop_oneof![4 => plain, 1 => bent, 1 => "[0-9a-f]{32}", 1 => any::<u128>().prop_map(|bits| uuid::Uuid::from_u128(bits).urn().to_string())]
}

/// Floats of every size, and those between which mistakes hide.
fn any_float() -> impl Strategy<Value = f64> {
    const EDGES: [f64; 14] = [
        0.0,
        -0.0,
        5e-324,
        -5e-324,
        f64::MIN_POSITIVE,
        f64::MAX,
        f64::MIN,
        f64::EPSILON,
        9_007_199_254_740_991.0,
        9_007_199_254_740_992.0,
        18_446_744_073_709_551_616.0,
        170_141_183_460_469_231_731_687_303_715_884_105_728.0,
        -170_141_183_460_469_231_731_687_303_715_884_105_728.0,
        340_282_366_920_938_463_463_374_607_431_768_211_456.0,
    ];
    prop_oneof![
        2 => any::<f64>().prop_filter("finite", |float| float.is_finite()),
        2 => prop::sample::select(&EDGES[..]),
        2 => (any::<i64>(), 0..6_u32).prop_map(|(digits, places)| digits as f64 / 10_f64.powi(places as i32)),
        1 => any::<i128>().prop_map(|integer| integer as f64),
    ]
}

fn any_integer() -> impl Strategy<Value = i128> {
    const EDGES: [i128; 9] =
        [0, 1, -1, i128::MAX, i128::MIN, (1 << 53) - 1, (1 << 53) + 1, u64::MAX as i128 + 1, i64::MIN as i128];
    prop_oneof![2 => any::<i128>(), 2 => any::<i64>().prop_map(i128::from), 2 => prop::sample::select(&EDGES[..])]
}

fn exact(float: f64) -> BigRational {
    BigRational::from_float(float).expect("it is finite")
}

/// The number that a decimal notation without exponent spells.
fn spelled(text: &str) -> BigRational {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = BigInt::from_str(&format!("{whole}{fraction}")).expect("digits");
    BigRational::new(digits, BigInt::from(10).pow(fraction.len() as u32))
}

fn is_multiple(value: &BigRational, step: &BigRational) -> bool {
    step.numer() != &BigInt::ZERO && (value / step).is_integer()
}

/// What the four comparisons say of a number and another field, in the order of `gt`, `gte`, `lt`, `lte`.
macro_rules! comparisons {
    ($value:expr, $other:expr) => {{
        let (value, other) = ($value, $other);
        [
            rules::gt(Other(&other)).check(&value),
            rules::gte(Other(&other)).check(&value),
            rules::lt(Other(&other)).check(&value),
            rules::lte(Other(&other)).check(&value),
        ]
    }};
}

fn of(order: Ordering) -> [bool; 4] {
    [order.is_gt(), order.is_ge(), order.is_lt(), order.is_le()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn email_agrees_with_the_expression_of_whatwg(address in any_email()) {
        let within = address.len() <= 254 && address.find('@').is_some_and(|at| at <= 64);
        prop_assert_eq!(rules::email().check(&address), WHATWG.is_match(&address) && within, "{:?}", address);
    }

    #[test]
    fn addresses_agree_with_the_standard_library(text in any_ip(), prefix in "/?[0-9+]{0,3}") {
        prop_assert_eq!(rules::ip().check(&text), IpAddr::from_str(&text).is_ok(), "{:?}", text);
        prop_assert_eq!(rules::ipv4().check(&text), Ipv4Addr::from_str(&text).is_ok(), "{:?}", text);
        prop_assert_eq!(rules::ipv6().check(&text), Ipv6Addr::from_str(&text).is_ok(), "{:?}", text);
        let network = format!("{text}{prefix}");
        let bits = prefix.strip_prefix('/').and_then(|bits| bits.parse::<u8>().ok().filter(|read| read.to_string() == bits));
        let valid = match (IpAddr::from_str(&text), bits) {
            (Ok(address), Some(bits)) => bits <= if address.is_ipv4() { 32 } else { 128 },
            _ => false,
        };
        prop_assert_eq!(rules::cidr().check(&network), valid, "{:?}", network);
    }

    #[test]
    fn uuid_agrees_with_its_crate(text in any_uuid()) {
        let read = uuid::fmt::Hyphenated::from_str(&text).map(uuid::fmt::Hyphenated::into_uuid).ok();
        // The crate takes other notations for the hyphenated one, too.
        let read = read.filter(|uuid| uuid.hyphenated().to_string().eq_ignore_ascii_case(&text));
        prop_assert_eq!(rules::uuid().check(&text), read.is_some(), "{:?}", text);
        for version in 1..=8 {
            let is_it = read.is_some_and(|uuid| {
                uuid.get_version_num() == usize::from(version) && uuid.get_variant() == uuid::Variant::RFC4122
            });
            prop_assert_eq!(rules::uuid().version(version).check(&text), is_it, "{} {:?}", version, text);
        }
        prop_assert_eq!(rules::uuid().nil().check(&text), read.is_some_and(|uuid| uuid.is_nil()));
        prop_assert_eq!(rules::uuid().max().check(&text), read.is_some_and(|uuid| uuid.is_max()));
    }

    #[test]
    fn ulid_agrees_with_its_crate(text in "[0-8][0-9A-Za-z]{24,26}|[0-7][0-9A-HJKMNP-TV-Z]{25}|[0-9é-]{26}", bits: u128) {
        // The crate lets 130 bits wrap around.
        let fits = text.starts_with(|first: char| first.is_digit(8));
        let read = ulid::Ulid::from_string(&text).is_ok() && fits;
        prop_assert_eq!(rules::ulid().check(&text), read, "{:?}", text);
        prop_assert!(rules::ulid().check(&ulid::Ulid(bits).to_string()));
    }

    #[test]
    fn base64_agrees_with_its_crate(text in "[A-Za-z0-9+/_-]{0,9}={0,3}", bytes: Vec<u8>) {
        prop_assert_eq!(rules::base64().check(&text), STANDARD.decode(&text).is_ok(), "{:?}", text);
        prop_assert_eq!(rules::base64().unpadded().check(&text), STANDARD_NO_PAD.decode(&text).is_ok(), "{:?}", text);
        prop_assert_eq!(rules::base64().url_safe().check(&text), URL_SAFE.decode(&text).is_ok(), "{:?}", text);
        let unpadded = rules::base64().url_safe().unpadded();
        prop_assert_eq!(unpadded.check(&text), URL_SAFE_NO_PAD.decode(&text).is_ok(), "{:?}", text);
        prop_assert!(rules::base64().check(&STANDARD.encode(&bytes)) && unpadded.check(&URL_SAFE_NO_PAD.encode(&bytes)));
    }

    #[test]
    fn hexadecimal_agrees_with_the_standard_library(text in "[0-9a-fA-FgG+é]{0,8}", bytes: Vec<u8>) {
        let pairs: Vec<&[u8]> = text.as_bytes().chunks(2).collect();
        let is_pair = |pair: &&[u8]| {
            let text = std::str::from_utf8(pair).unwrap_or("");
            text.len() == 2 && !text.contains('+') && u8::from_str_radix(text, 16).is_ok()
        };
        prop_assert_eq!(rules::hex().check(&text), pairs.iter().all(is_pair), "{:?}", text);
        let written: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        prop_assert!(rules::hex().check(&written));
    }

    #[test]
    fn patterns_agree_with_regex(text in "[a-zA-Zé日0-9 _\\n]{0,8}") {
        prop_assert_eq!(rules::regex(&WORDS).check(&text), REFERENCE.is_match(&text), "{:?}", text);
        prop_assert_eq!(rules::not_regex(&WORDS).check(&text), !REFERENCE.is_match(&text), "{:?}", text);
    }

    #[test]
    fn lengths_agree_with_counts(text in "(\\PC|[a-z]|\u{301}|\u{200d}|👨|🇩|\r\n){0,12}", min in 0..14_usize, more in 0..14_usize) {
        let (text, max) = (text.as_str(), min + more);
        let within = |count: usize| (min..=max).contains(&count);
        let rule = rules::length().min(min).max(max);
        prop_assert_eq!(rule.check(text), within(text.chars().count()), "{:?}", text);
        prop_assert_eq!(rule.bytes().check(text), within(text.len()), "{:?}", text);
        prop_assert_eq!(rule.utf16().check(text), within(text.encode_utf16().count()), "{:?}", text);
        prop_assert_eq!(rule.graphemes().check(text), within(text.graphemes(true).count()), "{:?}", text);
        let order = text.chars().count().cmp(&min);
        prop_assert_eq!([rules::gt(min).check(text), rules::gte(min).check(text), rules::lt(min).check(text), rules::lte(min).check(text)], of(order));
        prop_assert_eq!((rules::min(min).check(text), rules::max(min).check(text), rules::size(min).check(text)), (order.is_ge(), order.is_le(), order.is_eq()));
    }

    #[test]
    fn comparisons_agree_with_fractions(a in any_float(), b in any_float(), m in any_integer(), n in any_integer(), large: u128) {
        let integer = |integer: i128| BigRational::from(BigInt::from(integer));
        prop_assert_eq!(comparisons!(a, b), of(exact(a).cmp(&exact(b))), "{} {}", a, b);
        prop_assert_eq!(comparisons!(a, m), of(exact(a).cmp(&integer(m))), "{} {}", a, m);
        prop_assert_eq!(comparisons!(m, a), of(integer(m).cmp(&exact(a))), "{} {}", m, a);
        prop_assert_eq!(comparisons!(m, n), of(m.cmp(&n)), "{} {}", m, n);
        let large_exact = BigRational::from(BigInt::from(large));
        prop_assert_eq!(comparisons!(large, m), of(large_exact.cmp(&integer(m))), "{} {}", large, m);
        prop_assert_eq!(comparisons!(a, large), of(exact(a).cmp(&large_exact)), "{} {}", a, large);
        prop_assert_eq!(comparisons!(a as f32, m), of(exact((a as f32).clamp(f32::MIN, f32::MAX).into()).cmp(&integer(m))), "{} {}", a, m);
        let literal = n as i64;
        let order = exact(a).cmp(&integer(literal.into()));
        prop_assert_eq!([rules::gt(literal).check(&a), rules::gte(literal).check(&a), rules::lt(literal).check(&a), rules::lte(literal).check(&a)], of(order));
    }

    #[test]
    fn multiples_agree_with_fractions(a in any_float(), b in any_float(), m in any_integer(), n in any_integer(), k in -1000..1000_i64) {
        // Floats are what their shortest notation spells, as in JSON.
        let (value, step) = (spelled(&a.to_string()), spelled(&b.to_string()));
        prop_assert_eq!(rules::multiple_of(Other(&b)).check(&a), is_multiple(&value, &step), "{} {}", a, b);
        prop_assert_eq!(rules::multiple_of(Other(&n)).check(&m), n != 0 && m.checked_rem(n).is_none_or(|rest| rest == 0), "{} {}", m, n);
        prop_assert_eq!(rules::multiple_of(Other(&b)).check(&m), is_multiple(&BigRational::from(BigInt::from(m)), &step), "{} {}", m, b);
        let product = Decimal::from(k) * Decimal::new(n as i64 % 10_000, 3);
        if let Ok(float) = product.to_string().parse::<f64>() {
            let step = Decimal::new(n as i64 % 10_000, 3).to_string().parse::<f64>().expect("a number");
            prop_assert_eq!(rules::multiple_of(Other(&step)).check(&float), step != 0.0, "{} {}", float, step);
        }
    }

    #[test]
    fn decimals_agree_with_rust_decimal(digits: i64, scale in 0..19_u32, text in "[+-]?[0-9]{0,9}\\.?[0-9]{0,9}|[0-9._ -]{0,6}") {
        let decimal = Decimal::new(digits, scale);
        for places in 0..20 {
            prop_assert_eq!(rules::decimal().places(places).check(&decimal), places == scale as usize);
            prop_assert_eq!(rules::decimal().places(places).check(&*decimal.to_string()), places == scale as usize);
            prop_assert_eq!(rules::decimal().max(places).check(&decimal), places >= scale as usize);
        }
        // The crate allows underscores among digits.
        let read = Decimal::from_str(&text).ok().filter(|_| !text.contains('_'));
        prop_assert_eq!(rules::decimal().check(&*text), read.is_some(), "{:?}", text);
    }

    #[test]
    fn language_tags_agree_with_oxilangtag(
        tag in "([a-z]{1,9}|x|i|art|en)(-([a-zA-Z]{1,4}|[0-9]{3,4}|[a-z0-9]{5,9}|x|u|a)){0,4}|i-(klingon|lux|xyz)|en-GB-oed|zh-min-nan"
    ) {
        let read = oxilangtag::LanguageTag::parse(tag.as_str()).is_ok();
        prop_assert_eq!(rules::language().check(&tag), read, "{:?}", tag);
    }

    #[test]
    fn iban_agrees_with_its_crate(at in 0..IBANS.len(), place in 0..34_usize, digit in "[0-9A-Za-z -]") {
        let valid = IBANS[at];
        prop_assert!(rules::iban().check(valid));
        let mut changed: Vec<char> = valid.chars().collect();
        let place = place % changed.len();
        changed[place] = digit.chars().next().unwrap_or('0');
        let changed: String = changed.into_iter().collect();
        // What a bank makes of its own part is not asked; the crate in turn reads lower case and any spaces.
        let read = match changed.parse::<iban::Iban>() {
            Ok(_) | Err(iban::ParseIbanError::InvalidBban(_)) => true,
            Err(_) => false,
        };
        let is_plain = !changed.contains([' ', '-']) && !changed.contains(|c: char| c.is_ascii_lowercase());
        if is_plain {
            prop_assert_eq!(rules::iban().check(&changed), read, "{:?}", changed);
        }
    }
}

/// The examples of the registry for some countries.
const IBANS: [&str; 8] = [
    "AD1200012030200359100100",
    "BR1800360305000010009795493C1",
    "DE89370400440532013000",
    "GB29NWBK60161331926819",
    "MT84MALT011000012345MTLCAST001S",
    "NO9386011117947",
    "SA0380000000608010167519",
    "XK051212012345678906",
];

#[test]
fn countries_agree_with_isocountry() {
    let all = isocountry::CountryCode::as_array();
    assert_eq!(all.len(), 249);
    for country in all {
        assert!(rules::country().check(country.alpha2()), "{}", country.alpha2());
        assert!(rules::country().alpha3().check(country.alpha3()), "{}", country.alpha3());
    }
    let letters = || b'A'..=b'Z';
    let codes = letters().flat_map(|a| letters().map(move |b| String::from_utf8_lossy(&[a, b]).into_owned()));
    assert_eq!(codes.filter(|code| rules::country().check(code)).count(), all.len());
}

#[test]
fn currencies_agree_with_iso_currency() {
    let letters = || b'A'..=b'Z';
    let pairs = letters().flat_map(|a| letters().map(move |b| [a, b]));
    let codes = pairs.flat_map(|[a, b]| letters().map(move |c| String::from_utf8_lossy(&[a, b, c]).into_owned()));
    let differ: Vec<String> = codes
        .filter(|code| {
            let known = iso_currency::Currency::from_code(code).filter(|currency| currency.is_superseded().is_none());
            // The crate takes it for withdrawn; the standard lists it beside its successor.
            let is_known = known.is_some() || code == "VES";
            rules::currency().check(code) != is_known
        })
        .collect();
    assert_eq!(differ, Vec::<String>::new());
}

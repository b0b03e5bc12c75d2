//! Texts of the formats that rules ask for, with their check digits.

use super::draw::Draw;

const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &str = "0123456789";
const LOWER_OR_DIGITS: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
const UPPER_OR_DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const HEX: &str = "0123456789abcdef";

/// Some of the codes that a rule lists. Tests hold each to its rule.
const COUNTRIES: [(&str, &str); 12] = [
    ("DE", "DEU"),
    ("FR", "FRA"),
    ("US", "USA"),
    ("GB", "GBR"),
    ("PL", "POL"),
    ("JP", "JPN"),
    ("BR", "BRA"),
    ("IN", "IND"),
    ("ZA", "ZAF"),
    ("AU", "AUS"),
    ("CH", "CHE"),
    ("NZ", "NZL"),
];
const CURRENCIES: [&str; 10] = ["EUR", "USD", "GBP", "JPY", "CHF", "PLN", "BRL", "INR", "SEK", "KWD"];
const LANGUAGES: [&str; 8] = ["en", "de", "fr", "pt-BR", "zh-Hans-TW", "pl", "ar", "sr-Latn"];
const ZONES: [&str; 8] = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Tokyo",
    "Africa/Cairo",
    "Australia/Sydney",
    "Pacific/Auckland",
    "America/Argentina/Buenos_Aires",
];
const OLD_ZONES: [&str; 3] = ["US/Eastern", "Asia/Calcutta", "Etc/GMT+1"];
/// Countries with how many characters their account numbers have behind the check digits, which are digits.
const ACCOUNTS: [(&str, usize); 6] = [("DE", 18), ("AT", 16), ("BE", 12), ("ES", 20), ("PL", 24), ("DK", 14)];

/// What a format is asked to be.
pub(super) struct Asked<'a> {
    /// The words of the rule: `idn`, `aliases`.
    pub(super) flags: &'a [&'static str],
    /// A text among its arguments.
    pub(super) list: &'a [String],
    pub(super) number: Option<i64>,
    /// How many characters there may be.
    pub(super) least: usize,
    pub(super) greatest: usize,
}

impl Asked<'_> {
    fn has(&self, flag: &str) -> bool {
        self.flags.contains(&flag)
    }
}

/// A text of the format. `None` if the rule is no format.
pub(super) fn text(rule: &str, asked: &Asked<'_>, draw: &mut Draw<'_>) -> Option<String> {
    Some(match rule {
        "email" => email(asked, draw),
        "url" => url(asked, draw),
        "hostname" => host(asked, draw),
        "domain" => domain(asked, draw),
        "ip" => {
            if draw.rarely(3) {
                ipv6(draw)
            } else {
                ipv4(draw)
            }
        }
        "ipv4" => ipv4(draw),
        "ipv6" => ipv6(draw),
        "cidr" => {
            if draw.rarely(3) {
                format!("{}/{}", "2001:db8::", draw.count(32, 128))
            } else {
                format!("{}.0.0.0/{}", draw.count(1, 223), draw.count(8, 32))
            }
        }
        "mac_address" => {
            let pairs: Vec<String> = (0..6).map(|_| draw.text(HEX, 2)).collect();
            pairs.join(":")
        }
        "uuid" => uuid(asked, draw),
        "ulid" => {
            let first = draw.text("01234567", 1);
            first + &draw.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 25)
        }
        "json" => (*draw.pick(&["{}", "[]", "null", "1", "\"a\"", r#"{"a": [1, 2.5, "b"]}"#])).to_owned(),
        "base64" => base64(asked, draw),
        "hex" => {
            let (least, greatest) = (asked.least.max(2), asked.greatest.min(asked.least.max(2) + 14));
            let pairs = draw.count(least.div_ceil(2), (greatest / 2).max(least.div_ceil(2)));
            draw.text(HEX, pairs * 2)
        }
        "hex_color" => {
            let count = *draw.pick(&[6, 3]);
            format!("#{}", draw.text(HEX, count))
        }
        "semver" => {
            let number = format!("{}.{}.{}", draw.below(20), draw.below(20), draw.below(20));
            number + *draw.pick(&["", "-rc.1", "+build.5"])
        }
        "jwt" => "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.".to_owned() + &draw.text("abcdefghABCDEFGH0123456789_-", 43),
        "credit_card" => {
            let start = *draw.pick(&["4", "51", "37", "6011"]);
            let count = if start == "37" { 14 } else { 15 };
            let digits = start.to_owned() + &draw.text(DIGITS, count - start.len());
            let check = luhn_check(digits.bytes().map(|byte| u32::from(byte - b'0')));
            format!("{digits}{check}")
        }
        "iban" => {
            let (country, count) = *draw.pick(&ACCOUNTS);
            let account = draw.text(DIGITS, count);
            let rest = remainder_97(&format!("{account}{country}00"));
            format!("{country}{:02}{account}", 98 - rest)
        }
        "lei" => {
            let body = draw.text(UPPER_OR_DIGITS, 18);
            let rest = remainder_97(&format!("{body}00"));
            format!("{body}{:02}", 98 - rest)
        }
        "bic" => {
            let (bank, country) = (draw.text(UPPER, 4), draw.pick(&COUNTRIES).0);
            let place = draw.text(UPPER_OR_DIGITS, 2);
            let branch = if draw.rarely(2) { draw.text(UPPER_OR_DIGITS, 3) } else { String::new() };
            format!("{bank}{country}{place}{branch}")
        }
        "isin" => {
            let body = format!("{}{}", draw.pick(&COUNTRIES).0, draw.text(UPPER_OR_DIGITS, 9));
            let digits = body.chars().flat_map(|c| match c.to_digit(36) {
                Some(value) if value > 9 => vec![value / 10, value % 10],
                value => value.into_iter().collect(),
            });
            let check = luhn_check(digits);
            format!("{body}{check}")
        }
        "isbn" => {
            if draw.rarely(2) {
                let digits = draw.text(DIGITS, 9);
                format!("{digits}{}", weighted_check(&digits, 10))
            } else {
                let digits = (*draw.pick(&["978", "979"])).to_owned() + &draw.text(DIGITS, 9);
                format!("{digits}{}", thrice_check(&digits))
            }
        }
        "issn" => {
            let digits = draw.text(DIGITS, 7);
            format!("{}-{}{}", &digits[..4], &digits[4..], weighted_check(&digits, 8))
        }
        "ean" => {
            let count = *draw.pick(&[12, 7]);
            let digits = draw.text(DIGITS, count);
            format!("{digits}{}", thrice_check(&digits))
        }
        "phone" => phone(asked, draw),
        "country" => {
            let (two, three) = *draw.pick(&COUNTRIES);
            if asked.has("alpha3") { three } else { two }.to_owned()
        }
        "currency" => (*draw.pick(&CURRENCIES)).to_owned(),
        "language" => (*draw.pick(&LANGUAGES)).to_owned(),
        "timezone" => {
            if asked.has("aliases") && draw.rarely(3) { *draw.pick(&OLD_ZONES) } else { *draw.pick(&ZONES) }.to_owned()
        }
        "latitude" => degrees(90, draw),
        "longitude" => degrees(180, draw),
        _ => return None,
    })
}

fn degrees(most: i128, draw: &mut Draw<'_>) -> String {
    let whole = draw.between(-most, most);
    if whole.unsigned_abs() == most.unsigned_abs() { whole.to_string() } else { format!("{whole}.{}", draw.below(100)) }
}

/// A label of a host.
fn label(draw: &mut Draw<'_>, least: usize, greatest: usize) -> String {
    let count = draw.count(least.max(1), greatest.clamp(least.max(1), 12));
    draw.text(LOWER, 1) + &draw.text(LOWER_OR_DIGITS, count - 1)
}

fn domain(asked: &Asked<'_>, draw: &mut Draw<'_>) -> String {
    if asked.has("idn") && draw.rarely(3) {
        return "münchen.example".to_owned();
    }
    let end = *draw.pick(&["com", "org", "example", "de"]);
    let room = asked.greatest.saturating_sub(end.len() + 1);
    let mut name = label(draw, 1, room.min(12));
    while name.len() + 1 + end.len() < asked.least {
        name = format!("{}.{name}", label(draw, 3, 12));
    }
    format!("{name}.{end}")
}

fn host(asked: &Asked<'_>, draw: &mut Draw<'_>) -> String {
    if asked.least <= 1 && draw.below(2) == 0 { label(draw, 1, asked.greatest.min(12)) } else { domain(asked, draw) }
}

fn email(asked: &Asked<'_>, draw: &mut Draw<'_>) -> String {
    // The shortest is `a@a.de`, or shorter in a test of names without a point.
    let domain_room = Asked { least: 0, greatest: asked.greatest.saturating_sub(2).max(4), ..*asked };
    let domain = domain(&domain_room, draw);
    let around = domain.chars().count() + 1;
    let least = asked.least.saturating_sub(around).max(1);
    let greatest = asked.greatest.saturating_sub(around).clamp(least, least + 10);
    let count = draw.count(least, greatest);
    let mut local = draw.text(LOWER, 1) + &draw.text(LOWER_OR_DIGITS, count.min(64) - 1);
    if local.len() > 4 && draw.rarely(3) {
        local.replace_range(2..3, ".");
    }
    let mut domain = domain;
    while local.len() + 1 + domain.len() < asked.least {
        domain = format!("{}.{domain}", label(draw, 3, 12));
    }
    format!("{local}@{domain}")
}

fn url(asked: &Asked<'_>, draw: &mut Draw<'_>) -> String {
    let scheme = match asked.list {
        [] => (*draw.pick(&["https", "http"])).to_owned(),
        schemes => draw.pick(schemes).clone(),
    };
    if asked.has("hostless") {
        return format!(
            "{scheme}:{}",
            email(&Asked { flags: &[], list: &[], number: None, least: 0, greatest: 30 }, draw)
        );
    }
    let around = scheme.len() + 3;
    let room =
        Asked { least: 0, greatest: asked.greatest.saturating_sub(around).max(4), flags: &[], list: &[], number: None };
    let mut url = format!("{scheme}://{}", domain(&room, draw));
    let least = asked.least.saturating_sub(url.len());
    let greatest = asked.greatest.saturating_sub(url.len()).min(least + 12);
    let count = draw.count(least, greatest.max(least));
    if count > 0 {
        url.push('/');
        url += &draw.text(LOWER_OR_DIGITS, count - 1);
    }
    url
}

fn ipv4(draw: &mut Draw<'_>) -> String {
    format!("{}.{}.{}.{}", draw.count(1, 223), draw.below(256), draw.below(256), draw.below(256))
}

fn ipv6(draw: &mut Draw<'_>) -> String {
    format!("2001:db8::{:x}:{:x}", draw.count(1, 0xffff), draw.count(1, 0xffff))
}

fn uuid(asked: &Asked<'_>, draw: &mut Draw<'_>) -> String {
    if asked.has("nil") {
        return "00000000-0000-0000-0000-000000000000".to_owned();
    }
    if asked.has("max") {
        return "ffffffff-ffff-ffff-ffff-ffffffffffff".to_owned();
    }
    let version = asked.number.unwrap_or_else(|| *draw.pick(&[4, 7, 1]));
    let variant = *draw.pick(&["8", "9", "a", "b"]);
    let part = |draw: &mut Draw<'_>, count| draw.text(HEX, count);
    format!(
        "{}-{}-{version}{}-{variant}{}-{}",
        part(draw, 8),
        part(draw, 4),
        part(draw, 3),
        part(draw, 3),
        part(draw, 12)
    )
}

fn base64(asked: &Asked<'_>, draw: &mut Draw<'_>) -> String {
    let least = asked.least.max(4).div_ceil(4);
    let groups = draw.count(least, (asked.greatest / 4).clamp(least, least + 6));
    let alphabet = if asked.has("url_safe") { "ABCDabcd0123-_" } else { "ABCDabcd0123+/" };
    let mut text = draw.text(alphabet, groups * 4);
    // Two characters in place of the last group are one byte, if the unused bits are zero.
    if asked.least <= 4 && draw.rarely(3) {
        text.truncate(groups * 4 - 4);
        text += if asked.has("unpadded") { "Zg" } else { "Zg==" };
    }
    text
}

fn phone(asked: &Asked<'_>, draw: &mut Draw<'_>) -> String {
    match asked.list.first().map(String::as_str) {
        None | Some("DE") => "+4930".to_owned() + &draw.text(DIGITS, 1).replace('0', "2") + &draw.text(DIGITS, 7),
        Some("US") => "+1212555".to_owned() + &draw.text(DIGITS, 4),
        Some("GB") => "+4420794".to_owned() + &draw.text(DIGITS, 5),
        Some("FR") => "+331422".to_owned() + &draw.text(DIGITS, 5),
        // Any other region has a generator of its own.
        Some(_) => "+493012345678".to_owned(),
    }
}

/// The digit that makes the sum of Luhn's algorithm a multiple of 10.
fn luhn_check(digits: impl Iterator<Item = u32>) -> u32 {
    let digits: Vec<u32> = digits.collect();
    let worth = |(at, digit): (usize, &u32)| match (at % 2, *digit) {
        (1, digit) => digit,
        (_, digit) if digit > 4 => digit * 2 - 9,
        (_, digit) => digit * 2,
    };
    (10 - digits.iter().rev().enumerate().map(worth).sum::<u32>() % 10) % 10
}

fn thrice_check(digits: &str) -> u32 {
    let digits = digits.bytes().rev().map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits.enumerate().map(|(at, digit)| if at % 2 == 0 { digit * 3 } else { digit }).sum();
    (10 - sum % 10) % 10
}

/// The last character of a number whose digits weigh from `count` down to 1.
fn weighted_check(digits: &str, count: u32) -> char {
    let digits = digits.bytes().map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits.zip((2..=count).rev()).map(|(digit, weight)| digit * weight).sum();
    match (11 - sum % 11) % 11 {
        10 => 'X',
        check => char::from(b'0' + check as u8),
    }
}

/// The remainder by 97 of a number in which letters count as 10 to 35.
fn remainder_97(text: &str) -> u32 {
    text.chars()
        .filter_map(|c| c.to_digit(36))
        .fold(0, |rest, value| (rest * if value < 10 { 10 } else { 100 } + value) % 97)
}

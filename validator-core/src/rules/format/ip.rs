//! Addresses of computers: IP, networks, MAC.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::rules::{Schema, SchemaValue, rule};

rule!(
    /// Accepts an IPv4 or IPv6 address, as [`core::net::IpAddr`] reads it.
    ///
    /// An address has no leading zeros, port, mask, zone (`%eth0`) or brackets.
    ///
    /// In an attribute: `#[validate(ip)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::ip().check("192.168.0.1"));
    /// assert!(rules::ip().check("2001:db8::1"));
    /// assert!(!rules::ip().check("192.168.0.256"));
    /// ```
    pub const fn ip() -> Ip;

    const SENTENCE: &str = "The {attribute} must be a valid IP address.";
    const SCHEMA: Schema = Schema::NONE.with("anyOf", SchemaValue::Schemas(FORMATS)).exact();

    fn check(&self, text: &str) -> bool {
        text.parse::<IpAddr>().is_ok()
    }
);

rule!(
    /// Accepts an IPv4 address: four numbers from 0 to 255 without leading zeros, joined by dots.
    ///
    /// In an attribute: `#[validate(ipv4)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::ipv4().check("127.0.0.1"));
    /// assert!(!rules::ipv4().check("127.0.0.01"));
    /// ```
    pub const fn ipv4() -> Ipv4;

    const SENTENCE: &str = "The {attribute} must be a valid IPv4 address.";
    const SCHEMA: Schema = Schema::format("ipv4").exact();

    fn check(&self, text: &str) -> bool {
        text.parse::<Ipv4Addr>().is_ok()
    }
);

rule!(
    /// Accepts an IPv6 address (RFC 4291). It may have `::` for zeros, and an IPv4 address at its end.
    ///
    /// In an attribute: `#[validate(ipv6)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::ipv6().check("::ffff:192.0.2.1"));
    /// assert!(!rules::ipv6().check("fe80::1%eth0"));
    /// ```
    pub const fn ipv6() -> Ipv6;

    const SENTENCE: &str = "The {attribute} must be a valid IPv6 address.";
    const SCHEMA: Schema = Schema::format("ipv6").exact();

    fn check(&self, text: &str) -> bool {
        text.parse::<Ipv6Addr>().is_ok()
    }
);

rule!(
    /// Accepts a network in CIDR notation (RFC 4632): an address, `/`, and the length of the prefix in bits.
    ///
    /// Bits after the prefix may be set, as in `10.0.0.1/8`.
    ///
    /// In an attribute: `#[validate(cidr)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::cidr().check("192.168.0.0/16"));
    /// assert!(!rules::cidr().check("192.168.0.0/33"));
    /// ```
    pub const fn cidr() -> Cidr;

    const SENTENCE: &str = "The {attribute} must be a valid network in CIDR notation.";
    const SCHEMA: Schema = Schema::pattern("^[0-9A-Fa-f.:]+/(0|[1-9][0-9]{0,2})$");

    fn check(&self, value: &str) -> bool {
        is_network(value)
    }
);

rule!(
    /// Accepts a MAC address of 48 bits in hexadecimal: six pairs with `:` or `-` between them, or three groups of four
    /// with `.`.
    ///
    /// In an attribute: `#[validate(mac_address)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::mac_address().check("01:23:45:67:89:ab"));
    /// assert!(!rules::mac_address().check("01:23-45:67-89:ab"));
    /// ```
    pub const fn mac_address() -> MacAddress;

    const SENTENCE: &str = "The {attribute} must be a valid MAC address.";
    const SCHEMA: Schema = Schema::pattern(
        "^([0-9A-Fa-f]{2}((:[0-9A-Fa-f]{2}){5}|(-[0-9A-Fa-f]{2}){5})|[0-9A-Fa-f]{4}([.][0-9A-Fa-f]{4}){2})$",
    )
    .exact();

    fn check(&self, value: &str) -> bool {
        is_mac_address(value)
    }
);

const FORMATS: &[Schema<'_>] = &[Schema::format("ipv4"), Schema::format("ipv6")];

fn is_network(text: &str) -> bool {
    let Some((address, prefix)) = text.split_once('/') else {
        return false;
    };
    let bits = match address.parse::<IpAddr>() {
        Ok(IpAddr::V4(_)) => 32,
        Ok(IpAddr::V6(_)) => 128,
        Err(_) => return false,
    };
    let is_plain = prefix == "0" || prefix.starts_with(|first: char| ('1'..='9').contains(&first));
    is_plain && prefix.parse::<u8>().is_ok_and(|prefix| prefix <= bits)
}

fn is_mac_address(text: &str) -> bool {
    let groups = |separator: char, count: usize, digits: usize| {
        text.split(separator).count() == count
            && text
                .split(separator)
                .all(|group| group.len() == digits && group.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    match text.len() {
        17 => groups(':', 6, 2) || groups('-', 6, 2),
        14 => groups('.', 3, 4),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;

    #[test]
    fn networks() {
        for (text, valid) in [
            ("10.0.0.0/8", true),
            ("10.0.0.1/0", true),
            ("10.0.0.1/32", true),
            ("::/0", true),
            ("2001:db8::/128", true),
            ("10.0.0.0/33", false),
            ("::/129", false),
            ("10.0.0.0/", false),
            ("10.0.0.0/08", false),
            ("10.0.0.0/+8", false),
            ("10.0.0.0", false),
            ("10.0.0/8", false),
            ("10.0.0.0/8/8", false),
            ("10.0.0.0/8\n", false),
            ("", false),
        ] {
            assert_eq!(cidr().check(text), valid, "{text:?}");
        }
    }

    #[test]
    fn mac_addresses() {
        for (text, valid) in [
            ("01:23:45:67:89:AB", true),
            ("01-23-45-67-89-ab", true),
            ("0123.4567.89ab", true),
            ("0123456789ab", false),
            ("01:23:45:67:89", false),
            ("01:23:45:67:89:ab:cd", false),
            ("01:23:45:67:89:ag", false),
            ("1:23:45:67:89:ab", false),
            ("01:23:45-67-89-ab", false),
            ("0123:4567:89ab", false),
            ("01:23:45:67:89:ab\n", false),
            ("é:23:45:67:89:ab", false),
            ("", false),
        ] {
            assert_eq!(mac_address().check(text), valid, "{text:?}");
        }
    }

    #[test]
    fn addresses() {
        for (text, v4, v6) in [
            ("0.0.0.0", true, false),
            ("255.255.255.255", true, false),
            ("256.0.0.1", false, false),
            ("1.2.3", false, false),
            ("1.2.3.4.5", false, false),
            ("01.2.3.4", false, false),
            ("1.2.3.4\n", false, false),
            (" 1.2.3.4", false, false),
            ("1.2.3.4:80", false, false),
            ("2130706433", false, false),
            ("１.2.3.4", false, false),
            ("", false, false),
            ("::", false, true),
            ("1::", false, true),
            ("1:2:3:4:5:6:7:8", false, true),
            ("1:2:3:4:5:6:7", false, false),
            ("1::2::3", false, false),
            ("::127.0.0.1", false, true),
            ("::ffff:256.0.0.1", false, false),
            ("12345::", false, false),
            ("[::1]", false, false),
            ("::1/128", false, false),
        ] {
            assert_eq!(ipv4().check(text), v4, "{text:?}");
            assert_eq!(ipv6().check(text), v6, "{text:?}");
            assert_eq!(ip().check(text), v4 || v6, "{text:?}");
        }
    }
}

//! Internet addresses.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::text_rule;

text_rule!(
    /// An IPv4 or IPv6 address, as the standard library reads it: [`core::net::IpAddr`].
    ///
    /// Numbers with leading zeros, ports, masks, zones (`%eth0`) and brackets are no part of an address.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::ip().check("192.168.0.1"));
    /// assert!(rules::ip().check("2001:db8::1"));
    /// assert!(!rules::ip().check("192.168.0.256"));
    /// ```
    ip, Ip, "The {attribute} must be a valid IP address.", |text: &str| text.parse::<IpAddr>().is_ok()
);
text_rule!(
    /// An IPv4 address: four numbers from 0 to 255 without leading zeros, joined by dots.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::ipv4().check("127.0.0.1"));
    /// assert!(!rules::ipv4().check("127.0.0.01"));
    /// ```
    ipv4, Ipv4, "The {attribute} must be a valid IPv4 address.", |text: &str| text.parse::<Ipv4Addr>().is_ok()
);
text_rule!(
    /// An IPv6 address (RFC 4291), with `::` for zeros and an IPv4 address at its end allowed.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::ipv6().check("::ffff:192.0.2.1"));
    /// assert!(!rules::ipv6().check("fe80::1%eth0"));
    /// ```
    ipv6, Ipv6, "The {attribute} must be a valid IPv6 address.", |text: &str| text.parse::<Ipv6Addr>().is_ok()
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;

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

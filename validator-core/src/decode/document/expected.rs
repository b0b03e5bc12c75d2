//! The kinds of values that types expect.

/// The kind of value that a type asked for, learned from the method of serde that it called.
///
/// It is also known inside newtypes, `Option` and types of other crates.
///
/// ```
/// use unprocessable_core::decode::{Document, Expected};
///
/// let document = Document::parse(b"3").unwrap();
/// assert_eq!(document.root().decode::<String>().unwrap_err().expected, Expected::Text);
/// assert_eq!(document.root().decode::<Option<bool>>().unwrap_err().expected, Expected::Boolean);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Expected {
    /// Any value, as for untagged enums and `serde_json::Value`.
    Any,
    /// `true` or `false`.
    Boolean,
    /// An integer of this type.
    Integer(Integer),
    /// A number.
    Float,
    /// A text.
    Text,
    /// A text of one character.
    Char,
    /// A text or a list of bytes.
    Bytes,
    /// `null` and nothing else.
    Unit,
    /// A list of any length.
    List,
    /// A list of this many items, which may be of different types.
    Tuple(u32),
    /// The fields of a struct.
    Object,
    /// A map whose keys the client chooses.
    Map,
    /// One of several variants: a text, or an object with one key.
    Enum,
    /// An address on the internet, of either version.
    Ip,
    /// An address on the internet, of version 4.
    Ipv4,
    /// An address on the internet, of version 6.
    Ipv6,
    /// An identifier of RFC 9562.
    Uuid,
    /// The address of a page.
    Url,
    /// A decimal number.
    Decimal,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day and a time of it.
    DateTime,
    /// A length of time.
    Duration,
    /// A file.
    File,
}

impl Expected {
    /// The kind for the name of a type, as [`core::any::type_name`] gives it. These types ask serde for a text, so
    /// serde does not tell what they are.
    pub(crate) fn of_type(name: &str) -> Option<Self> {
        let known = match name {
            "core::net::ip_addr::IpAddr" => Self::Ip,
            "core::net::ip_addr::Ipv4Addr" => Self::Ipv4,
            "core::net::ip_addr::Ipv6Addr" => Self::Ipv6,
            "uuid::Uuid" => Self::Uuid,
            "url::Url" => Self::Url,
            "rust_decimal::decimal::Decimal" => Self::Decimal,
            "jiff::civil::date::Date" | "chrono::naive::date::NaiveDate" | "time::date::Date" => Self::Date,
            "jiff::civil::time::Time" | "chrono::naive::time::NaiveTime" | "time::time::Time" => Self::Time,
            "jiff::civil::datetime::DateTime"
            | "jiff::timestamp::Timestamp"
            | "jiff::zoned::Zoned"
            | "chrono::naive::datetime::NaiveDateTime"
            | "time::primitive_date_time::PrimitiveDateTime"
            | "time::offset_date_time::OffsetDateTime"
            | "time::utc_date_time::UtcDateTime" => Self::DateTime,
            "jiff::span::Span" | "jiff::signed_duration::SignedDuration" | "time::duration::Duration" => Self::Duration,
            _ if name.starts_with("chrono::datetime::DateTime<") => Self::DateTime,
            _ => return None,
        };
        Some(known)
    }

    /// Its name in documents about types.
    #[cfg(feature = "declaration")]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Boolean => "boolean",
            Self::Integer(_) => "integer",
            Self::Float => "number",
            Self::Text => "text",
            Self::Char => "character",
            Self::Bytes => "bytes",
            Self::Unit => "null",
            Self::List => "list",
            Self::Tuple(_) => "tuple",
            Self::Object => "object",
            Self::Map => "map",
            Self::Enum => "enum",
            Self::Ip => "ip",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Uuid => "uuid",
            Self::Url => "url",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "datetime",
            Self::Duration => "duration",
            Self::File => "file",
        }
    }

    /// Whether a form has one field for it, which is given once.
    pub(crate) fn is_single(self) -> bool {
        matches!(
            self,
            Self::Boolean
                | Self::Integer(_)
                | Self::Float
                | Self::Text
                | Self::Char
                | Self::Unit
                | Self::Enum
                | Self::File
        )
    }
}

/// An integer type, with the range of its values.
///
/// ```
/// use unprocessable_core::decode::{Document, Expected, Integer};
///
/// let document = Document::parse(b"300").unwrap();
/// let refusal = document.root().decode::<u8>().unwrap_err();
/// assert_eq!(refusal.expected, Expected::Integer(Integer::U8));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Integer {
    I8,
    I16,
    I32,
    I64,
    I128,
    U8,
    U16,
    U32,
    U64,
    U128,
}

impl Integer {
    /// The smallest value of the type.
    ///
    /// # Examples
    ///
    /// ```
    /// use unprocessable_core::decode::Integer;
    ///
    /// assert_eq!((Integer::I8.min(), Integer::I8.max()), (-128, 127));
    /// assert_eq!((Integer::U128.min(), Integer::U128.max()), (0, u128::MAX));
    /// ```
    #[must_use]
    pub const fn min(self) -> i128 {
        match self {
            Self::I8 => i8::MIN as i128,
            Self::I16 => i16::MIN as i128,
            Self::I32 => i32::MIN as i128,
            Self::I64 => i64::MIN as i128,
            Self::I128 => i128::MIN,
            Self::U8 | Self::U16 | Self::U32 | Self::U64 | Self::U128 => 0,
        }
    }

    /// The largest value of the type.
    ///
    /// ```
    /// use unprocessable_core::decode::Integer;
    ///
    /// assert_eq!(Integer::I64.max(), i64::MAX as u128);
    /// ```
    #[must_use]
    pub const fn max(self) -> u128 {
        match self {
            Self::I8 => i8::MAX as u128,
            Self::I16 => i16::MAX as u128,
            Self::I32 => i32::MAX as u128,
            Self::I64 => i64::MAX as u128,
            Self::I128 => i128::MAX as u128,
            Self::U8 => u8::MAX as u128,
            Self::U16 => u16::MAX as u128,
            Self::U32 => u32::MAX as u128,
            Self::U64 => u64::MAX as u128,
            Self::U128 => u128::MAX,
        }
    }

    /// Whether the integer in `source` is in the range of the type.
    pub(crate) fn holds(self, source: &[u8]) -> bool {
        let Ok(text) = core::str::from_utf8(source) else {
            return false;
        };
        match text.strip_prefix('-') {
            None => text.parse().is_ok_and(|value: u128| value <= self.max()),
            Some(_) => text.parse().is_ok_and(|value: i128| value >= self.min()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Integer::*;

    #[test]
    fn a_range_ends_where_the_type_ends() {
        for (integer, inside, outside) in [
            (I8, "-128", "-129"),
            (I8, "127", "128"),
            (U8, "255", "256"),
            (U8, "0", "-1"),
            (I64, "-9223372036854775808", "-9223372036854775809"),
            (U64, "18446744073709551615", "18446744073709551616"),
            (I128, "-170141183460469231731687303715884105728", "-170141183460469231731687303715884105729"),
            (U128, "340282366920938463463374607431768211455", "340282366920938463463374607431768211456"),
        ] {
            assert!(integer.holds(inside.as_bytes()), "{inside}");
            assert!(!integer.holds(outside.as_bytes()), "{outside}");
        }
    }
}

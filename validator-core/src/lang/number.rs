//! Numbers as a language writes them: the decimal sign, and groups of three digits.

use alloc::borrow::Cow;
use core::fmt;

use crate::argument::Argument;

/// The signs in numbers.
pub(crate) struct Signs {
    pub(crate) decimal: Cow<'static, str>,
    pub(crate) group: Cow<'static, str>,
    /// From how many digits on they are grouped, so that a year stays as it is.
    pub(crate) group_from: u8,
}

impl Signs {
    pub(crate) const ENGLISH: Self =
        Self { decimal: Cow::Borrowed("."), group: Cow::Borrowed(","), group_from: GROUP_FROM };
}

const GROUP_FROM: u8 = 5;

/// Writes a number.
#[inline]
pub(crate) fn write<W: fmt::Write + ?Sized>(number: &Argument<'_>, signs: &Signs, out: &mut W) -> fmt::Result {
    match number {
        Argument::Integer(value @ 0..=9999) if signs.group_from > 4 => {
            out.write_str(itoa::Buffer::new().format(*value as u32))
        }
        _ => write_grouped(number, signs, out),
    }
}

#[cold]
#[inline(never)]
fn write_grouped<W: fmt::Write + ?Sized>(number: &Argument<'_>, signs: &Signs, out: &mut W) -> fmt::Result {
    let mut digits = Digits::default();
    if fmt::Write::write_fmt(&mut digits, format_args!("{number}")).is_err() {
        // A number of hundreds of digits is not written for people.
        return write!(out, "{number}");
    }
    let text = digits.text();
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    if unsigned.len() < text.len() {
        out.write_str("-")?;
    }
    if whole.len() < usize::from(signs.group_from) || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        out.write_str(whole)?;
    } else {
        let first = match whole.len() % 3 {
            0 => 3,
            rest => rest,
        };
        let (mut group, mut rest) = whole.split_at(first);
        out.write_str(group)?;
        while !rest.is_empty() {
            (group, rest) = rest.split_at(3);
            out.write_str(&signs.group)?;
            out.write_str(group)?;
        }
    }
    if !decimals.is_empty() {
        out.write_str(&signs.decimal)?;
        out.write_str(decimals)?;
    }
    Ok(())
}

/// The digits of a number, on the stack.
pub(crate) struct Digits {
    bytes: [u8; 64],
    length: usize,
}

impl Default for Digits {
    fn default() -> Self {
        Self { bytes: [0; 64], length: 0 }
    }
}

impl Digits {
    pub(crate) fn text(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or("")
    }
}

impl fmt::Write for Digits {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    #[test]
    fn numbers_are_grouped_from_five_digits_on() {
        let german = Signs { decimal: ",".into(), group: ".".into(), group_from: 5 };
        for (number, english, in_german) in [
            (Argument::Integer(0), "0", "0"),
            (Argument::Integer(999), "999", "999"),
            (Argument::Integer(2024), "2024", "2024"),
            (Argument::Integer(10_000), "10,000", "10.000"),
            (Argument::Integer(-1), "-1", "-1"),
            (Argument::Integer(-1_234_567), "-1,234,567", "-1.234.567"),
            (Argument::Integer(123_456), "123,456", "123.456"),
            (Argument::Float(1.5), "1.5", "1,5"),
            (Argument::Float(-0.0), "0", "0"),
            (Argument::Float(12_345.25), "12,345.25", "12.345,25"),
            (Argument::Float(f64::INFINITY), "inf", "inf"),
            (Argument::Float32(0.1), "0.1", "0,1"),
            (Argument::Decimal(-1_250, 2), "-12.50", "-12,50"),
            (
                Argument::Unsigned(u128::MAX),
                "340,282,366,920,938,463,463,374,607,431,768,211,455",
                "340.282.366.920.938.463.463.374.607.431.768.211.455",
            ),
        ] {
            let (mut out, mut other) = (String::new(), String::new());
            write(&number, &Signs::ENGLISH, &mut out).unwrap();
            write(&number, &german, &mut other).unwrap();
            assert_eq!((out.as_str(), other.as_str()), (english, in_german));
        }
        let mut out = String::new();
        write(&Argument::Float(1e300), &Signs::ENGLISH, &mut out).unwrap();
        assert_eq!(out, alloc::format!("{}", 1e300));
    }
}

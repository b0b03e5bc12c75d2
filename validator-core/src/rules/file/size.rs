//! Sizes of files as people write them.

/// A number of bytes, and how it is written in the attribute.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) bytes: u64,
    pub(crate) written: &'static str,
}

/// The units, and how many bytes each has. `MB` is a million bytes, as in the SI and on the labels of disks; `MiB` is
/// 1,048,576.
const UNITS: [(&[u8], u64); 11] = [
    (b"B", 1),
    (b"KB", 1_000),
    (b"kB", 1_000),
    (b"MB", 1_000_000),
    (b"GB", 1_000_000_000),
    (b"TB", 1_000_000_000_000),
    (b"KiB", 1 << 10),
    (b"MiB", 1 << 20),
    (b"GiB", 1 << 30),
    (b"TiB", 1 << 40),
    (b"bytes", 1),
];

impl Size {
    /// Reads `500 KB`, `2MB` or `1.5 GiB`.
    ///
    /// # Panics
    ///
    /// If it is written in another way. In an attribute this is found while the crate is built.
    #[track_caller]
    pub(crate) const fn of(written: &'static str) -> Self {
        match read(written.as_bytes()) {
            Some(bytes) => Self { bytes, written },
            None => panic!("a size is a number with a unit: \"500 KB\", \"2 MB\", \"1.5 GiB\""),
        }
    }
}

const fn read(text: &[u8]) -> Option<u64> {
    let (mut at, mut number, mut scale, mut has_point) = (0, 0_u64, 1_u64, false);
    while at < text.len() {
        match text[at] {
            digit @ b'0'..=b'9' => {
                number = match number.checked_mul(10) {
                    Some(number) => number + (digit - b'0') as u64,
                    None => return None,
                };
                if has_point {
                    scale *= 10;
                }
                // Twelve digits are enough for terabytes in bytes, and nothing below can overflow.
                if number > 999_999_999_999 || scale > 1_000_000 {
                    return None;
                }
            }
            b'.' if !has_point && at > 0 => has_point = true,
            _ => break,
        }
        at += 1;
    }
    if at == 0 || text[at - 1] == b'.' {
        return None;
    }
    if at < text.len() && text[at] == b' ' {
        at += 1;
    }
    let (_, unit) = text.split_at(at);
    let mut index = 0;
    while index < UNITS.len() {
        if is_same(unit, UNITS[index].0) {
            let bytes = number as u128 * UNITS[index].1 as u128 / scale as u128;
            return if bytes > u64::MAX as u128 { None } else { Some(bytes as u64) };
        }
        index += 1;
    }
    None
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        for (written, bytes) in [
            ("0 B", Some(0)),
            ("1 B", Some(1)),
            ("17 bytes", Some(17)),
            ("500 KB", Some(500_000)),
            ("500kB", Some(500_000)),
            ("2 MB", Some(2_000_000)),
            ("1.5 MB", Some(1_500_000)),
            ("0.25 KiB", Some(256)),
            ("2 MiB", Some(2 << 20)),
            ("1 GiB", Some(1 << 30)),
            ("4 TB", Some(4_000_000_000_000)),
            ("999999999999 B", Some(999_999_999_999)),
            ("999999999999 TiB", None),
            ("9999999999999 B", None),
            ("0.12345678 MB", None),
            ("2", None),
            ("MB", None),
            ("2 mb", None),
            ("2  MB", None),
            ("2. MB", None),
            (".5 MB", None),
            ("-2 MB", None),
            ("2 MB ", None),
            ("1.2.3 MB", None),
            ("", None),
        ] {
            assert_eq!(read(written.as_bytes()), bytes, "{written:?}");
        }
    }
}

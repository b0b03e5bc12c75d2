//! Bounds that are rounded, so that they allow a little more than was seen, and are no value of a row.

/// The least of 1, 2, 5, 10, 20, 50, … that is at least this, or nothing if it is too great to be of use.
pub(super) fn above(number: f64) -> Option<String> {
    const GREATEST: f64 = 1e15;

    if !number.is_finite() || number > GREATEST {
        return None;
    }
    if number <= 0.0 {
        return Some("0".into());
    }
    // Below a thousandth nobody reads the digits.
    let steps = (-3..=15).flat_map(|power| [1_u8, 2, 5].map(|digit| (digit, power)));
    steps
        .map(|(digit, power)| written(digit, power))
        .find(|bound| bound.parse().is_ok_and(|bound: f64| bound >= number))
}

/// The greatest bound of its kind that is at most this: 0, or −1, −2, −5, −10, … Above 0 it is 0, and from 1 on it is 1.
pub(super) fn below(number: f64) -> Option<String> {
    match number {
        _ if !number.is_finite() => None,
        _ if number >= 1.0 => Some("1".into()),
        _ if number >= 0.0 => Some("0".into()),
        _ => above(-number).map(|bound| format!("-{bound}")),
    }
}

/// A digit times a power of ten, in decimal digits.
fn written(digit: u8, power: i32) -> String {
    match usize::try_from(power) {
        Ok(zeros) => format!("{digit}{}", "0".repeat(zeros)),
        Err(_) => format!("0.{}{digit}", "0".repeat(power.unsigned_abs() as usize - 1)),
    }
}

/// A length that is easy to remember and at least this.
pub(super) fn length(length: usize) -> usize {
    const USUAL: [usize; 22] =
        [1, 2, 3, 5, 10, 15, 20, 30, 40, 50, 64, 80, 100, 150, 200, 255, 500, 1_000, 2_000, 5_000, 10_000, 65_535];

    let usual = USUAL.into_iter().find(|usual| *usual >= length);
    usual.unwrap_or_else(|| length.checked_next_power_of_two().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_round_and_wide_enough() {
        let up = |number| above(number).unwrap_or_default();
        assert_eq!([up(0.0), up(0.03), up(1.0), up(93.0), up(2_000.0)], ["0", "0.05", "1", "100", "2000"]);
        let down = |number| below(number).unwrap_or_default();
        assert_eq!([down(17.0), down(0.5), down(0.0), down(-3.0), down(-1_200.0)], ["1", "0", "0", "-5", "-2000"]);
        assert_eq!((above(f64::INFINITY), above(2e15), below(f64::NAN)), (None, None, None));
        assert_eq!([length(1), length(37), length(70_000)], [1, 40, 131_072]);
    }
}

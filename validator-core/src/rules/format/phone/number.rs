//! Numbers as people write them, read as Google's libphonenumber reads them.

use super::digits::{Digits, START};
use super::plan::{Length, Plan};
use super::plans::{CODES, PLANS};

/// Digits without a sign, at most [`LONGEST`](Number::LONGEST) of them.
#[derive(Clone, Copy)]
pub(crate) struct Number {
    digits: [u8; Self::LONGEST],
    length: usize,
}

/// Whether this is a number that is given out, as it is written in the region or, after a `+`, with the code of any.
pub(crate) fn is_given_out(text: &str, is_international: bool, region: &str) -> bool {
    let Some(number) = Number::of(&[text.as_bytes()]) else {
        return false;
    };
    let home = plan_of(region);
    if home.is_none() && !is_international {
        return false;
    }
    let read = match country(&number, home, is_international) {
        // A `+` that no code follows may be one too many.
        Err(Unknown::Code) if is_international => match country(&number, home, false) {
            Ok(Some(read)) => Some(read),
            _ => return false,
        },
        Err(_) => return false,
        Ok(read) => read,
    };
    let (plan, number) = match (read, home) {
        (Some(read), _) => read,
        (None, Some(home)) => (home, number),
        (None, None) => return false,
    };
    if number.length < 2 {
        return false;
    }
    let number = match without_prefix(&number, plan) {
        Some(shorter)
            if !matches!(plan.length(shorter.digits()), Length::TooShort | Length::LocalOnly | Length::Between) =>
        {
            shorter
        }
        _ => number,
    };
    (2..=17).contains(&number.length) && some_plan_gives_out(plan.code, number.digits())
}

impl Number {
    const LONGEST: usize = 31;

    /// The digits among these bytes.
    fn of(parts: &[&[u8]]) -> Option<Self> {
        let mut number = Self { digits: [0; Self::LONGEST], length: 0 };
        for byte in parts.iter().copied().flatten().filter(|byte| byte.is_ascii_digit()) {
            *number.digits.get_mut(number.length)? = *byte;
            number.length += 1;
        }
        Some(number)
    }

    fn digits(&self) -> &[u8] {
        self.digits.get(..self.length).unwrap_or_default()
    }

    fn without(&self, count: usize) -> Self {
        Self::of(&[self.digits().get(count..).unwrap_or_default()]).unwrap_or(*self)
    }
}

/// Why the code of a country is not known.
enum Unknown {
    Code,
    Number,
}

/// The plan of the country code at the start, and the number after the code. `None` if there is no such code.
fn country(
    number: &Number,
    home: Option<&'static Plan>,
    is_international: bool,
) -> Result<Option<(&'static Plan, Number)>, Unknown> {
    let international = if is_international { Some(*number) } else { home.and_then(|home| from_abroad(number, home)) };
    if let Some(number) = international {
        if number.length <= 2 {
            return Err(Unknown::Number);
        }
        return with_code(&number).map(Some).ok_or(Unknown::Code);
    }
    let Some(home) = home else {
        return Ok(None);
    };
    // The code of this country may stand before the number without a `+`, unless it is a part of the number.
    let Some(national) = own_code(number, home) else {
        return Ok(None);
    };
    let shorter = without_prefix(&national, home).unwrap_or(national);
    let is_general = |number: &Number| Digits::new(number.digits()).are(home.general.pattern);
    let is_code = !is_general(number) && is_general(&shorter) || home.length(number.digits()) == Length::TooLong;
    Ok(is_code.then(|| (main_plan(home.code).unwrap_or(home), shorter)))
}

/// The number without the international prefix, which is dialled before the codes of other countries.
fn from_abroad(number: &Number, home: &Plan) -> Option<Number> {
    if home.abroad.is_empty() {
        return None;
    }
    let ends = Digits::new(number.digits()).ends(home.abroad, START);
    let longest = ends.checked_ilog2()? as usize;
    // No code begins with 0.
    (number.digits().get(longest) != Some(&b'0')).then(|| number.without(longest))
}

fn with_code(number: &Number) -> Option<(&'static Plan, Number)> {
    let mut code = 0;
    for (at, digit) in number.digits().iter().enumerate().take(3) {
        code = code * 10 + u16::from(digit - b'0');
        if code == 0 {
            return None;
        }
        if let Some(plan) = main_plan(code) {
            return Some((plan, number.without(at + 1)));
        }
    }
    None
}

fn own_code(number: &Number, home: &Plan) -> Option<Number> {
    let mut code = 0;
    for (at, digit) in number.digits().iter().enumerate().take(3) {
        code = code * 10 + u16::from(digit - b'0');
        if code == 0 {
            return None;
        }
        if code == home.code {
            return Some(number.without(at + 1));
        }
    }
    None
}

/// The number without the national prefix, which is dialled only at home. `None` if it has no prefix.
fn without_prefix(number: &Number, plan: &Plan) -> Option<Number> {
    let digits = Digits::new(number.digits());
    let shorter = plan.prefixes.iter().find_map(|prefix| {
        let after_before = digits.ends(prefix.before, START);
        let Some(kept) = &prefix.kept else {
            return Some(number.without(after_before.checked_ilog2()? as usize));
        };
        bits(after_before).find_map(|start| {
            bits(digits.ends(kept.pattern, 1 << start)).find_map(|end| {
                let after = digits.ends(kept.after, 1 << end);
                let rest = if kept.ends { after & digits.end() } else { after }.checked_ilog2()? as usize;
                let (part, rest) = (number.digits().get(start..end)?, number.digits().get(rest..)?);
                Number::of(&[kept.into.as_bytes(), part, rest])
            })
        })
    })?;
    // What looks like a prefix may belong to the number.
    let is_general = |number: &Number| Digits::new(number.digits()).are(plan.general.pattern);
    (is_general(&shorter) || !is_general(number)).then_some(shorter)
}

/// The numbers of the bits that are set, the highest first.
fn bits(mut set: u32) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        let highest = set.checked_ilog2()?;
        set &= !(1 << highest);
        Some(highest as usize)
    })
}

/// Services have a plan and no region.
fn plan_of(region: &str) -> Option<&'static Plan> {
    let index = PLANS.binary_search_by(|plan| plan.region.cmp(region)).ok()?;
    PLANS.get(index).filter(|plan| plan.region.len() == 2)
}

/// The plans that share a code, the main one first.
fn plans(code: u16) -> impl Iterator<Item = &'static Plan> {
    let indexes = CODES.binary_search_by_key(&code, |(code, _)| *code).map_or(&[][..], |index| CODES[index].1);
    indexes.iter().filter_map(|index| PLANS.get(usize::from(*index)))
}

fn main_plan(code: u16) -> Option<&'static Plan> {
    plans(code).next()
}

fn some_plan_gives_out(code: u16, number: &[u8]) -> bool {
    let is_shared = plans(code).nth(1).is_some();
    let territory = plans(code).find(|plan| match plan.leading {
        _ if !is_shared => true,
        "" => plan.gives_out(number),
        _ => plan.leads(number),
    });
    territory.is_some_and(|plan| plan.gives_out(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::identifier::codes::is_country;

    #[test]
    fn plans_are_found_by_region_and_by_code() {
        for plan in &PLANS {
            if plan.region.len() == 2 {
                assert_eq!(plan_of(plan.region).map(|plan| plan.code), Some(plan.code));
                assert!(is_country(plan.region) || ["AC", "TA", "XK"].contains(&plan.region), "{}", plan.region);
            }
            assert_eq!(plans(plan.code).filter(|other| other.region == plan.region).count(), 1);
        }
        assert_eq!(plans(1).count(), 25);
        assert_eq!(main_plan(7).map(|plan| plan.region), Some("RU"));
        assert!(plan_of("001").is_none() && plan_of("AQ").is_none() && main_plan(999).is_none());
    }
}

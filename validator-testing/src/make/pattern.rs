//! Text that a pattern matches.

use regex_syntax::hir::{Class, Hir, HirKind};
use regex_syntax::parse;

use super::draw::Draw;

/// How often something is repeated that may be repeated without end, beyond what must be.
const MORE: u32 = 8;

/// A text in which the pattern is found, of so many characters if that can be. `None` if the pattern cannot be read, or
/// matches nothing.
pub(super) fn matching(pattern: &str, least: usize, greatest: usize, draw: &mut Draw<'_>) -> Option<String> {
    let hir = parse(pattern).ok()?;
    let mut text = String::new();
    write(&hir, least, greatest, draw, &mut text)?;
    Some(text)
}

/// How many characters a match has at least and at most.
fn size(hir: &Hir) -> (usize, usize) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => (0, 0),
        HirKind::Literal(literal) => {
            let count = String::from_utf8_lossy(&literal.0).chars().count();
            (count, count)
        }
        HirKind::Class(_) => (1, 1),
        HirKind::Repetition(repetition) => {
            let (least, greatest) = size(&repetition.sub);
            let most = repetition.max.unwrap_or(u32::MAX);
            (least.saturating_mul(repetition.min as usize), greatest.saturating_mul(most as usize))
        }
        HirKind::Capture(capture) => size(&capture.sub),
        HirKind::Concat(parts) => parts
            .iter()
            .map(size)
            .fold((0, 0), |(least, greatest), (a, b)| (least.saturating_add(a), greatest.saturating_add(b))),
        HirKind::Alternation(parts) => {
            parts.iter().map(size).fold((usize::MAX, 0), |(least, greatest), (a, b)| (least.min(a), greatest.max(b)))
        }
    }
}

/// Writes a match. Its length is between the two, as far as the pattern lets it be.
fn write(hir: &Hir, least: usize, greatest: usize, draw: &mut Draw<'_>, text: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(()),
        HirKind::Literal(literal) => {
            text.push_str(std::str::from_utf8(&literal.0).ok()?);
            Some(())
        }
        HirKind::Class(class) => {
            text.push(character(class, draw)?);
            Some(())
        }
        HirKind::Repetition(repetition) => {
            let (one_least, one_greatest) = size(&repetition.sub);
            let most = repetition.max.unwrap_or(u32::MAX);
            let needed = if one_greatest == 0 { 0 } else { least.div_ceil(one_greatest) };
            let room = greatest.checked_div(one_least).unwrap_or(usize::MAX);
            let first = (repetition.min as usize).max(needed).min(most as usize);
            let last = (first + MORE as usize).min(most as usize).min(room).max(first);
            let count = draw.count(first, last);
            let (mut least, mut greatest) = (least, greatest);
            for nth in 0..count {
                let left = count - nth - 1;
                let this_least = least.saturating_sub(left.saturating_mul(one_greatest));
                let this_greatest = greatest.saturating_sub(left.saturating_mul(one_least));
                let before = text.chars().count();
                write(&repetition.sub, this_least, this_greatest, draw, text)?;
                let written = text.chars().count() - before;
                (least, greatest) = (least.saturating_sub(written), greatest.saturating_sub(written));
            }
            Some(())
        }
        HirKind::Capture(capture) => write(&capture.sub, least, greatest, draw, text),
        HirKind::Concat(parts) => {
            let (mut least, mut greatest) = (least, greatest);
            for (at, part) in parts.iter().enumerate() {
                let (rest_least, rest_greatest) = parts[at + 1..]
                    .iter()
                    .map(size)
                    .fold((0, 0), |(a, b), (c, d)| (usize::saturating_add(a, c), usize::saturating_add(b, d)));
                let own = size(part);
                let this_least = least.saturating_sub(rest_greatest).max(own.0);
                let this_greatest = greatest.saturating_sub(rest_least).min(own.1).max(this_least);
                // A part takes what is left for it, or any length, where a part behind it takes the rest.
                let wanted = match rest_greatest > rest_least {
                    true => draw_length(this_least, this_greatest, draw),
                    false => this_least,
                };
                let before = text.chars().count();
                write(part, wanted, this_greatest, draw, text)?;
                let written = text.chars().count() - before;
                (least, greatest) = (least.saturating_sub(written), greatest.saturating_sub(written));
            }
            Some(())
        }
        HirKind::Alternation(parts) => {
            let fits = |part: &&Hir| {
                let (a, b) = size(part);
                a <= greatest && b >= least
            };
            let fitting: Vec<&Hir> = parts.iter().filter(fits).collect();
            let all: Vec<&Hir> = parts.iter().collect();
            let of = if fitting.is_empty() { all } else { fitting };
            let chosen = draw.pick(&of);
            write(chosen, least, greatest, draw, text)
        }
    }
}

fn draw_length(least: usize, greatest: usize, draw: &mut Draw<'_>) -> usize {
    if greatest <= least { least } else { draw.count(least, greatest.min(least + MORE as usize)) }
}

/// A character of a class: most often one that can be typed.
fn character(class: &Class, draw: &mut Draw<'_>) -> Option<char> {
    let ranges: Vec<(u32, u32)> = match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start().into(), range.end().into())).collect(),
        Class::Bytes(class) => class.iter().map(|range| (range.start().into(), range.end().into())).collect(),
    };
    let within = |least: u32, greatest: u32| -> Vec<(u32, u32)> {
        let cut = ranges.iter().map(|(start, end)| ((*start).max(least), (*end).min(greatest)));
        cut.filter(|(start, end)| start <= end).collect()
    };
    let (letters, typed) = ([within(0x61, 0x7a), within(0x41, 0x5a), within(0x30, 0x39)].concat(), within(0x20, 0x7e));
    let of = match draw.below(8) {
        0..=4 if !letters.is_empty() => letters,
        7 => ranges,
        _ if !typed.is_empty() => typed,
        _ => ranges,
    };
    if of.is_empty() {
        return None;
    }
    // Surrogates are no characters.
    (0..8).find_map(|_| {
        let (start, end) = *draw.pick(&of);
        char::from_u32(start + draw.below(u64::from(end - start) + 1) as u32)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_match_and_have_the_length() {
        let mut state = 7_u64;
        let mut next = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 11
        };
        let mut draw = Draw::fresh(&mut next);
        for (pattern, least, greatest) in [
            ("^[A-Z]{3}-[0-9]{4}$", 0, 99),
            ("^[a-z]+$", 5, 7),
            ("^(foo|barbaz)[0-9]*$", 8, 9),
            ("^[a-z]+(-[a-z]+)*$", 12, 20),
            ("^.*@.*$", 10, 10),
            ("^(a{2}){3,9}$", 10, 11),
            (r"^\p{L}+$", 1, 3),
        ] {
            for _ in 0..200 {
                let text = matching(pattern, least, greatest, &mut draw).expect(pattern);
                let count = text.chars().count();
                assert!((least..=greatest).contains(&count), "{pattern} {text:?}");
            }
        }
    }
}

//! The name that somebody has probably meant.

/// Of all names the one that differs in the fewest characters, if it is not quite another one.
pub(crate) fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    /// Longer names are no slips of the hand.
    const LONGEST: usize = 100;

    let wanted: Vec<char> = name.chars().take(LONGEST).collect();
    let with_distance = names.filter(|known| known.len() <= LONGEST).map(|known| {
        let known_chars: Vec<char> = known.chars().collect();
        let most = wanted.len().max(known_chars.len());
        (distance(&wanted, &known_chars), most, known)
    });
    let near = with_distance.filter(|(distance, most, _)| *distance <= 1.max(most / 3) && distance < most);
    near.min_by_key(|(distance, ..)| *distance).map(|(.., known)| known)
}

/// How many characters must be changed, put in or taken out. Case counts less than a letter: not at all.
fn distance(one: &[char], other: &[char]) -> usize {
    let is_same = |a: char, b: char| a == b || a.to_lowercase().eq(b.to_lowercase());
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, a) in one.iter().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(other) {
            let changed = diagonal + usize::from(!is_same(*a, *b));
            diagonal = *cell;
            left = changed.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_hand_are_found() {
        let names = ["email", "age", "status", "zip"];
        let found = |name| nearest(name, names.into_iter());
        assert_eq!(found("emaill"), Some("email"));
        assert_eq!(
            [found("Age"), found(" age"), found("staus"), found("zzz")],
            [Some("age"), Some("age"), Some("status"), None]
        );
        assert_eq!([found(""), found("telephone")], [None, None]);
    }
}

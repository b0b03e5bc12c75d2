//! What differs between two texts, line by line.

use std::fmt;

/// How many lines are shown at most.
const SHOWN: usize = 24;
/// How many comparisons are made at most, so that large files take no longer than is worth it.
const WORK: usize = 4_000_000;

/// The lines that differ, each with its mark: `-` for an old one, `+` for a new one, a space for one that stays.
#[derive(Clone, Debug)]
pub(super) struct Diff {
    lines: Vec<(char, String)>,
}

impl Diff {
    pub(super) fn of(old: &str, new: &str) -> Self {
        let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
        let same = |(old, new): &(&&str, &&str)| old == new;
        let start = old.iter().zip(&new).take_while(same).count();
        let (old, new) = (&old[start..], &new[start..]);
        let end = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
        let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
        let mut lines = if old.len() * new.len() <= WORK { shortest(old, new) } else { replaced(old, new) };
        drop_unchanged(&mut lines);
        Self { lines }
    }
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (mark, line) in self.lines.iter().take(SHOWN) {
            writeln!(f, "  {}", format!("{mark} {line}").trim_end())?;
        }
        match self.lines.len().checked_sub(SHOWN) {
            Some(more @ 1..) => writeln!(f, "  and {more} more lines"),
            _ => Ok(()),
        }
    }
}

fn replaced(old: &[&str], new: &[&str]) -> Vec<(char, String)> {
    let old = old.iter().map(|line| ('-', (*line).to_owned()));
    old.chain(new.iter().map(|line| ('+', (*line).to_owned()))).collect()
}

/// By the longest common subsequence.
fn shortest(old: &[&str], new: &[&str]) -> Vec<(char, String)> {
    let width = new.len() + 1;
    // How many lines the rests have in common.
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut lines = Vec::new();
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            lines.push((' ', old[i].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            lines.push(('-', old[i].to_owned()));
            i += 1;
        } else {
            lines.push(('+', new[j].to_owned()));
            j += 1;
        }
    }
    lines.extend(replaced(&old[i..], &new[j..]));
    lines
}

/// Leaves one unchanged line on each side of a change.
fn drop_unchanged(lines: &mut Vec<(char, String)>) {
    let changed: Vec<bool> = lines.iter().map(|(mark, _)| *mark != ' ').collect();
    let is_near = |at: usize| changed[at.saturating_sub(1)..(at + 2).min(changed.len())].contains(&true);
    let mut at = 0;
    lines.retain(|_| {
        at += 1;
        is_near(at - 1)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_shown() {
        let old = "a\nb\nc\nd\ne\nf\ng\n";
        assert_eq!(Diff::of(old, "a\nB\nc\nd\ne\nf\ng\nh\n").to_string(), "  - b\n  + B\n    c\n    g\n  + h\n");
        assert_eq!(Diff::of(old, "a\nc\nd\ne\nf\ng\n").to_string(), "  - b\n");
        assert_eq!(Diff::of("", "x\n").to_string(), "  + x\n");
    }

    #[test]
    fn a_long_difference_is_cut() {
        let new: String = (0..100).map(|line| format!("{line}\n")).collect();
        let shown = Diff::of("", &new).to_string();
        assert_eq!(shown.lines().count(), SHOWN + 1);
        assert!(shown.ends_with("and 76 more lines\n"));
    }
}

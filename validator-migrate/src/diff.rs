//! The difference of two texts in the unified format, for `--dry-run`.

/// How many equal lines stand around each difference.
const AROUND: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Same(usize, usize),
    Old(usize),
    New(usize),
}

/// The difference, or nothing if there is none.
pub(crate) fn unified(name: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let script = script(&old_lines, &new_lines);
    let mut out = format!("--- a/{name}\n+++ b/{name}\n");
    for hunk in hunks(&script) {
        let count = |is: fn(&Line) -> bool| script[hunk.clone()].iter().filter(|line| !is(line)).count();
        let old_count = count(|line| matches!(line, Line::New(_)));
        let new_count = count(|line| matches!(line, Line::Old(_)));
        let (old_start, new_start) = starts(&script, hunk.start);
        let start = |start: usize, count: usize| if count == 0 { start } else { start + 1 };
        out.push_str(&format!(
            "@@ -{},{old_count} +{},{new_count} @@\n",
            start(old_start, old_count),
            start(new_start, new_count)
        ));
        for line in &script[hunk] {
            let (mark, text) = match line {
                Line::Same(at, _) => (' ', old_lines[*at]),
                Line::Old(at) => ('-', old_lines[*at]),
                Line::New(at) => ('+', new_lines[*at]),
            };
            out.push(mark);
            out.push_str(text);
            if !text.ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    out
}

/// How many lines of each text stand before this one.
fn starts(script: &[Line], before: usize) -> (usize, usize) {
    let old = script[..before].iter().filter(|line| !matches!(line, Line::New(_))).count();
    (old, before - script[..before].iter().filter(|line| matches!(line, Line::Old(_))).count())
}

fn hunks(script: &[Line]) -> Vec<std::ops::Range<usize>> {
    let mut hunks: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, _) in script.iter().enumerate().filter(|(_, line)| !matches!(line, Line::Same(..))) {
        let range = at.saturating_sub(AROUND)..(at + AROUND + 1).min(script.len());
        match hunks.last_mut() {
            Some(last) if range.start <= last.end => last.end = range.end,
            _ => hunks.push(range),
        }
    }
    hunks
}

/// The lines that are kept, taken away and added. What is the same at the ends is set aside. Between them it is the
/// shortest script (Myers), unless that would take too long.
fn script(old: &[&str], new: &[&str]) -> Vec<Line> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let mut script: Vec<Line> = (0..head).map(|at| Line::Same(at, at)).collect();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    script.extend(shortest(&old[head..old_end], &new[head..new_end]).into_iter().map(|line| match line {
        Line::Same(a, b) => Line::Same(a + head, b + head),
        Line::Old(a) => Line::Old(a + head),
        Line::New(b) => Line::New(b + head),
    }));
    script.extend((0..tail).map(|at| Line::Same(old_end + at, new_end + at)));
    script
}

/// More steps than this are not looked for: then all lines are replaced.
const STEPS: usize = 2000;

fn shortest(old: &[&str], new: &[&str]) -> Vec<Line> {
    let limit = (old.len() + new.len()).min(STEPS);
    let offset = limit + 1;
    let mut ends = vec![0_usize; 2 * offset + 1];
    let mut trace = Vec::new();
    for step in 0..=limit {
        trace.push(ends.clone());
        for diagonal in (offset - step..=offset + step).step_by(2) {
            let down =
                diagonal == offset - step || (diagonal != offset + step && ends[diagonal - 1] < ends[diagonal + 1]);
            let mut a = if down { ends[diagonal + 1] } else { ends[diagonal - 1] + 1 };
            let mut b = (a + offset).wrapping_sub(diagonal);
            while a < old.len() && b < new.len() && old[a] == new[b] {
                (a, b) = (a + 1, b + 1);
            }
            ends[diagonal] = a;
            if a >= old.len() && b >= new.len() {
                return back(&trace, offset, old.len(), new.len());
            }
        }
    }
    (0..old.len()).map(Line::Old).chain((0..new.len()).map(Line::New)).collect()
}

fn back(trace: &[Vec<usize>], offset: usize, old: usize, new: usize) -> Vec<Line> {
    let (mut a, mut b, mut lines) = (old, new, Vec::new());
    for (step, ends) in trace.iter().enumerate().rev() {
        let diagonal = a + offset - b;
        let down = diagonal == offset - step || (diagonal != offset + step && ends[diagonal - 1] < ends[diagonal + 1]);
        let before = if down { diagonal + 1 } else { diagonal - 1 };
        let start = if step == 0 { 0 } else { ends[before] };
        let start_b = if step == 0 { 0 } else { (start + offset).wrapping_sub(before) };
        while a > start && b > start_b && (step == 0 || a > start + usize::from(!down)) {
            (a, b) = (a - 1, b - 1);
            lines.push(Line::Same(a, b));
        }
        if step > 0 {
            if down {
                b -= 1;
                lines.push(Line::New(b));
            } else {
                a -= 1;
                lines.push(Line::Old(a));
            }
        }
    }
    lines.reverse();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_stand_among_their_lines() {
        assert_eq!(unified("f", "a\n", "a\n"), "");
        assert_eq!(
            unified("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10"),
            "--- a/f\n+++ b/f\n@@ -2,8 +2,9 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n 9\n+10\n\\ No newline at end of file\n",
        );
        assert_eq!(unified("f", "", "a\n"), "--- a/f\n+++ b/f\n@@ -0,0 +1,1 @@\n+a\n");
    }

    /// The script makes one text of the other, whatever they are.
    #[test]
    fn scripts_lead_from_one_text_to_the_other() {
        let mut state = 7_u64;
        let mut next = |limit: u64| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) % limit
        };
        for _ in 0..2000 {
            let mut text = || (0..next(12)).map(|_| ["a\n", "b\n", "c\n"][next(3) as usize]).collect::<Vec<_>>();
            let (old, new) = (text(), text());
            let script = script(&old, &new);
            let made: Vec<&str> = script
                .iter()
                .filter_map(|line| match line {
                    Line::Same(a, b) => {
                        assert_eq!(old[*a], new[*b]);
                        Some(new[*b])
                    }
                    Line::New(b) => Some(new[*b]),
                    Line::Old(_) => None,
                })
                .collect();
            assert_eq!(made, new);
            let kept: Vec<&str> = script
                .iter()
                .filter_map(|line| match line {
                    Line::Same(a, _) | Line::Old(a) => Some(old[*a]),
                    Line::New(_) => None,
                })
                .collect();
            assert_eq!(kept, old);
        }
    }
}

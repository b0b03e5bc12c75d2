//! Writes code with lines of at most 80 columns, broken where prettier breaks them.
//!
//! The algorithm is Wadler's: a [`Code`] is text with places where a line may break. The breaks of a group are taken
//! together, all or none, by whether the group fits on its line.

use std::borrow::Cow;

/// The longest line, in columns. It is prettier's.
const WIDTH: usize = 80;
/// How much deeper each level of indentation is, in columns.
const INDENT: usize = 2;

/// Code with places where a line may break.
#[derive(Clone, Debug)]
pub(crate) enum Code {
    /// Text without line breaks.
    Text(Cow<'static, str>),
    /// One after the other.
    All(Vec<Code>),
    /// Its breaks are taken together.
    Group(Box<Code>),
    /// Lines that begin inside are deeper.
    Indent(Box<Code>),
    /// A line break, or this text where the group fits.
    Line(&'static str),
    /// A line break, always. The groups around it are broken.
    Break,
    /// The first where the group around is broken, else the second.
    IfBroken(&'static str, &'static str),
}

/// Text without line breaks.
pub(crate) fn text(text: impl Into<Cow<'static, str>>) -> Code {
    Code::Text(text.into())
}

/// One after the other.
pub(crate) fn all(codes: impl IntoIterator<Item = Code>) -> Code {
    Code::All(codes.into_iter().collect())
}

/// Its breaks are taken together.
pub(crate) fn group(code: Code) -> Code {
    Code::Group(Box::new(code))
}

/// Lines that begin inside are deeper.
pub(crate) fn indent(code: Code) -> Code {
    Code::Indent(Box::new(code))
}

/// The items with a separator between them.
pub(crate) fn join(items: impl IntoIterator<Item = Code>, separator: &Code) -> Code {
    let mut joined = Vec::new();
    for item in items {
        if !joined.is_empty() {
            joined.push(separator.clone());
        }
        joined.push(item);
    }
    Code::All(joined)
}

/// `open item, item close` on one line if it fits, else with each item on a line of its own and a comma behind the last.
/// `pad` stands inside the brackets where it fits: `" "` for an object, `""` for a call or a list.
pub(crate) fn listed(open: &'static str, items: Vec<Code>, close: &'static str, pad: &'static str) -> Code {
    if items.is_empty() {
        return all([text(open), text(close)]);
    }
    let items = join(items, &all([text(","), Code::Line(" ")]));
    group(all([
        text(open),
        indent(all([Code::Line(pad), items])),
        Code::IfBroken(",", ""),
        Code::Line(pad),
        text(close),
    ]))
}

/// A string of JavaScript in double quotes.
pub(crate) fn quoted(value: &str) -> Code {
    text(quote(value))
}

/// A string of JavaScript. It has double quotes, or single ones if that saves escapes, as prettier decides.
pub(crate) fn quote(value: &str) -> String {
    let count = |quote| value.chars().filter(|c| *c == quote).count();
    let mark = if count('"') > count('\'') { '\'' } else { '"' };
    let mut quoted = String::from(mark);
    for c in value.chars() {
        match c {
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c == mark => quoted.extend(['\\', c]),
            // They end a line in a program, or are seen by nobody.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push(mark);
    quoted
}

/// The code as text.
pub(crate) fn print(code: &Code) -> String {
    let mut out = String::new();
    let mut column = 0;
    let mut stack = vec![(0, true, code)];
    while let Some((depth, broken, code)) = stack.pop() {
        match code {
            Code::Text(text) => {
                out.push_str(text);
                column += columns(text);
            }
            Code::All(codes) => stack.extend(codes.iter().rev().map(|code| (depth, broken, code))),
            Code::Group(inner) => {
                let fits = !always_breaks(inner) && fits(WIDTH.saturating_sub(column), inner, &stack);
                stack.push((depth, !fits, inner));
            }
            Code::Indent(inner) => stack.push((depth + INDENT, broken, inner)),
            Code::Line(flat) if !broken => {
                out.push_str(flat);
                column += columns(flat);
            }
            Code::Line(_) | Code::Break => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
                // An empty line has no indentation: it is cut off above when the next line begins.
                out.extend(std::iter::repeat_n(' ', depth));
                column = depth;
            }
            Code::IfBroken(yes, no) => {
                let text = if broken { yes } else { no };
                out.push_str(text);
                column += columns(text);
            }
        }
    }
    out
}

/// Whether the code fits in so many columns without a break, with what follows it up to the next break.
fn fits(mut left: usize, code: &Code, behind: &[(usize, bool, &Code)]) -> bool {
    let mut stack = vec![(false, code)];
    let mut behind = behind.iter().rev();
    loop {
        let Some((broken, code)) = stack.pop().or_else(|| behind.next().map(|(_, broken, code)| (*broken, *code)))
        else {
            return true;
        };
        let text: &str = match code {
            Code::Text(text) => text,
            Code::All(codes) => {
                stack.extend(codes.iter().rev().map(|code| (broken, code)));
                continue;
            }
            Code::Group(inner) => {
                stack.push((broken && always_breaks(inner), inner));
                continue;
            }
            Code::Indent(inner) => {
                stack.push((broken, inner));
                continue;
            }
            Code::Line(_) if broken => return true,
            Code::Break => return true,
            Code::Line(flat) => flat,
            Code::IfBroken(yes, no) => {
                if broken {
                    yes
                } else {
                    no
                }
            }
        };
        match left.checked_sub(columns(text)) {
            Some(rest) => left = rest,
            None => return false,
        }
    }
}

fn always_breaks(code: &Code) -> bool {
    match code {
        Code::Break => true,
        Code::All(codes) => codes.iter().any(always_breaks),
        Code::Group(inner) | Code::Indent(inner) => always_breaks(inner),
        Code::Text(_) | Code::Line(_) | Code::IfBroken(..) => false,
    }
}

/// How wide a text is. A letter of East Asia takes two columns.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115F | 0x2E80..=0x303E | 0x3041..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_breaks_as_a_whole() {
        let short = listed("f(", vec![text("a"), text("b")], ")", "");
        assert_eq!(print(&short), "f(a, b)");
        let long = listed("{", vec![text("x".repeat(50)), text("y".repeat(50))], "}", " ");
        assert_eq!(print(&long), format!("{{\n  {},\n  {},\n}}", "x".repeat(50), "y".repeat(50)));
        let nested = listed("[", vec![short.clone(), text("z".repeat(75))], "]", "");
        assert_eq!(print(&nested), format!("[\n  f(a, b),\n  {},\n]", "z".repeat(75)));
    }

    #[test]
    fn what_follows_counts() {
        let call = listed("f(", vec![text("a".repeat(40)), text("b".repeat(34))], ")", "");
        assert_eq!(print(&call).lines().count(), 1);
        assert_eq!(print(&all([call, text(";;")])).lines().count(), 4);
    }

    #[test]
    fn strings_are_escaped() {
        assert_eq!(quote("a\"b"), "'a\"b'");
        assert_eq!(quote("it's \"so\""), "'it\\'s \"so\"'");
        assert_eq!(quote("\u{2028}\u{1}\\"), "\"\\u2028\\u0001\\\\\"");
    }
}

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
    /// After a space, or on a line of its own and deeper, where what it begins with has no room on this line.
    After(Box<Code>),
    /// The first where it fits on this line, or where the second does not even begin on it.
    Either(Box<Code>, Box<Code>),
    /// A line break, or this text where the group fits.
    Line(&'static str),
    /// A line break, always. The groups around it are broken.
    Break,
    /// The first where the group around is broken, else the second.
    IfBroken(&'static str, &'static str),
    /// As many of these words on each line as fit, with spaces between them.
    Fill(Vec<String>),
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

/// What stands after an `=`: on the same line, or deeper on the next one.
pub(crate) fn after(code: Code) -> Code {
    Code::After(Box::new(code))
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

/// A list of numbers, as many on a line as fit. `comma` stands behind the last one where it is broken.
pub(crate) fn numbers(numbers: Vec<String>, comma: &'static str) -> Code {
    let last = numbers.len().saturating_sub(1);
    let words = numbers.into_iter().enumerate().map(|(at, number)| if at < last { number + "," } else { number });
    group(all([
        text("["),
        indent(all([Code::Line(""), Code::Fill(words.collect())])),
        Code::IfBroken(comma, ""),
        Code::Line(""),
        text("]"),
    ]))
}

/// As [`listed`] where it does not fit, with each item on a line of its own.
pub(crate) fn broken(open: &'static str, items: Vec<Code>, close: &'static str) -> Code {
    if items.is_empty() {
        return all([text(open), text(close)]);
    }
    let items = join(items, &all([text(","), Code::Break]));
    all([text(open), indent(all([Code::Break, items])), text(","), Code::Break, text(close)])
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
            c if is_unseen(c) => push_escape(&mut quoted, c),
            c => quoted.push(c),
        }
    }
    quoted.push(mark);
    quoted
}

/// The text between the backticks of a template.
pub(crate) fn template(value: &str) -> String {
    let mut written = String::new();
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | '`' => written.extend(['\\', c]),
            '$' if chars.peek() == Some(&'{') => written.push_str("\\$"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            c if is_unseen(c) => push_escape(&mut written, c),
            c => written.push(c),
        }
    }
    written
}

/// The name of a property, with quotes where prettier leaves them.
///
/// In the literal of an object, `__proto__` is no property but sets the prototype; there it needs brackets.
pub(crate) fn property(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
    let begins = name.starts_with(|c: char| !c.is_ascii_digit());
    if begins && name.chars().all(|c| is_plain(c) || is_letter(c)) {
        return name.to_owned();
    }
    if !begins || name.chars().any(|c| c.is_ascii() && !is_plain(c)) {
        return quote(name);
    }
    // Whether prettier leaves the quotes depends on what its version knows of Unicode. It leaves them around escapes.
    let mut quoted = String::from('"');
    for c in name.chars() {
        if c.is_ascii() || is_letter(c) {
            quoted.push(c);
        } else {
            push_escape(&mut quoted, c);
        }
    }
    quoted.push('"');
    quoted
}

/// Letters of large scripts, which every version of JavaScript takes in names.
fn is_letter(c: char) -> bool {
    c.is_alphabetic()
        && matches!(u32::from(c),
            0xC0..=0x24F | 0x386..=0x3FF | 0x400..=0x481 | 0x48A..=0x52F | 0x5D0..=0x5EA | 0x620..=0x64A
            | 0x3041..=0x3096 | 0x30A1..=0x30FA | 0x4E00..=0x9FA5 | 0xAC00..=0xD7A3)
}

/// Whether a character ends a line in a program, is seen by nobody, or turns the text around it.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0xAD | 0x61C | 0x180E | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF
            | 0xFFF9..=0xFFFB | 0xE0000..=0xE0FFF)
}

fn push_escape(out: &mut String, c: char) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        out.push_str(&format!("\\u{unit:04x}"));
    }
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
            Code::After(inner) => {
                stack.push((depth, broken, inner));
                if fits(WIDTH.saturating_sub(column), &Code::Line(" "), &stack) {
                    out.push(' ');
                    column += 1;
                } else {
                    stack.pop();
                    stack.push((depth + INDENT, broken, inner));
                    stack.push((depth + INDENT, true, &Code::Break));
                }
            }
            Code::Either(first, second) => {
                let left = WIDTH.saturating_sub(column);
                let is_first = !always_breaks(first) && fits(left, first, &stack) || !fits(left, second, &stack);
                stack.push((depth, broken, if is_first { first } else { second }));
            }
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
            Code::Fill(words) => {
                for (at, word) in words.iter().enumerate() {
                    let width = columns(word);
                    if at > 0 && broken && column + 1 + width > WIDTH {
                        out.push('\n');
                        out.extend(std::iter::repeat_n(' ', depth));
                        column = depth;
                    } else if at > 0 {
                        out.push(' ');
                        column += 1;
                    }
                    out.push_str(word);
                    column += width;
                }
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
            // What stands behind is still to be broken where it can be.
            Code::Group(inner) => {
                stack.push((broken || always_breaks(inner), inner));
                continue;
            }
            Code::Indent(inner) => {
                stack.push((broken, inner));
                continue;
            }
            Code::After(inner) => {
                stack.push((broken, inner));
                " "
            }
            Code::Either(first, _) => {
                stack.push((broken, first));
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
            // Behind the first word the line can be broken.
            Code::Fill(words) if broken => return words.first().is_none_or(|word| columns(word) <= left),
            Code::Fill(words) => {
                let width = words.iter().map(|word| columns(word) + 1).sum::<usize>().saturating_sub(1);
                match left.checked_sub(width) {
                    Some(rest) => left = rest,
                    None => return false,
                }
                continue;
            }
        };
        match left.checked_sub(columns(text)) {
            Some(rest) => left = rest,
            None => return false,
        }
    }
}

pub(crate) fn always_breaks(code: &Code) -> bool {
    match code {
        Code::Break => true,
        Code::All(codes) => codes.iter().any(always_breaks),
        Code::Group(inner) | Code::Indent(inner) | Code::After(inner) | Code::Either(inner, _) => always_breaks(inner),
        Code::Text(_) | Code::Line(_) | Code::IfBroken(..) | Code::Fill(_) => false,
    }
}

/// How wide a text is. A letter of East Asia and most pictures take two columns, marks on another letter none.
fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let mut after_picture = false;
    let widths = text.chars().map(|c| {
        let is_tone = matches!(u32::from(c), 0x1F3FB..=0x1F3FF) && after_picture;
        after_picture = matches!(u32::from(c), 0x261D..=0x270D | 0x1F000..=0x1FAFF);
        if is_mark(c) || is_tone {
            0
        } else if is_wide(c) {
            2
        } else {
            1
        }
    });
    widths.sum()
}

fn is_mark(c: char) -> bool {
    matches!(u32::from(c),
        0x300..=0x36F | 0x483..=0x489 | 0x591..=0x5BD | 0x5BF | 0x5C1..=0x5C2 | 0x5C4..=0x5C5 | 0x5C7 | 0x610..=0x61A
        | 0x64B..=0x65F | 0x670 | 0x6D6..=0x6DC | 0x6DF..=0x6E4 | 0x6E7..=0x6E8 | 0x6EA..=0x6ED | 0x900..=0x902 | 0x93A
        | 0x93C | 0x941..=0x948 | 0x94D | 0x951..=0x957 | 0x962..=0x963 | 0x981 | 0x9BC | 0x9C1..=0x9C4 | 0x9CD
        | 0xE31 | 0xE34..=0xE3A | 0xE47..=0xE4E | 0x1AB0..=0x1ACE | 0x1DC0..=0x1DFF | 0x20D0..=0x20F0 | 0x302A..=0x302D
        | 0x3099..=0x309A | 0xFE20..=0xFE2F)
}

fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115F | 0x231A..=0x231B | 0x2329..=0x232A | 0x23E9..=0x23EC | 0x23F0 | 0x23F3 | 0x25FD..=0x25FE
        | 0x2614..=0x2615 | 0x2648..=0x2653 | 0x267F | 0x2693 | 0x26A1 | 0x26AA..=0x26AB | 0x26BD..=0x26BE
        | 0x26C4..=0x26C5 | 0x26CE | 0x26D4 | 0x26EA | 0x26F2..=0x26F3 | 0x26F5 | 0x26FA | 0x26FD | 0x2705
        | 0x270A..=0x270B | 0x2728 | 0x274C | 0x274E | 0x2753..=0x2755 | 0x2757 | 0x2795..=0x2797 | 0x27B0 | 0x27BF
        | 0x2B1B..=0x2B1C | 0x2B50 | 0x2B55 | 0x2E80..=0x3029 | 0x302E..=0x303E | 0x3041..=0x3098 | 0x309B..=0xA4CF
        | 0xA960..=0xA97C | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE10..=0xFE19 | 0xFE30..=0xFE6B | 0xFF01..=0xFF60
        | 0xFFE0..=0xFFE6 | 0x1F004 | 0x1F0CF | 0x1F18E | 0x1F191..=0x1F19A | 0x1F200..=0x1F320 | 0x1F32D..=0x1F335
        | 0x1F337..=0x1F37C | 0x1F37E..=0x1F393 | 0x1F3A0..=0x1F3CA | 0x1F3CF..=0x1F3D3 | 0x1F3E0..=0x1F3F0 | 0x1F3F4
        | 0x1F3F8..=0x1F43E | 0x1F440 | 0x1F442..=0x1F4FC | 0x1F4FF..=0x1F53D | 0x1F54B..=0x1F54E | 0x1F550..=0x1F567
        | 0x1F57A | 0x1F595..=0x1F596 | 0x1F5A4 | 0x1F5FB..=0x1F64F | 0x1F680..=0x1F6C5 | 0x1F6CC | 0x1F6D0..=0x1F6D2
        | 0x1F6D5..=0x1F6D7 | 0x1F6DC..=0x1F6DF | 0x1F6EB..=0x1F6EC | 0x1F6F4..=0x1F6FC | 0x1F7E0..=0x1F7EB | 0x1F7F0
        | 0x1F90C..=0x1F93A | 0x1F93C..=0x1F945 | 0x1F947..=0x1F9FF | 0x1FA70..=0x1FAFF | 0x20000..=0x3FFFD)
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
        assert_eq!(template("a`${b}$c\\\n\u{202e}"), "a\\`\\${b}$c\\\\\\n\\u202e");
    }

    #[test]
    fn what_follows_an_equals_sign_moves_only_where_it_must() {
        let object = || listed("{", vec![text("a".repeat(40)), text("b".repeat(40))], "}", " ");
        let assigned = |name: String| print(&all([text(name), text(" ="), after(object())]));
        assert!(assigned("x".repeat(76)).starts_with(&format!("{} = {{\n  a", "x".repeat(76))));
        assert!(assigned("x".repeat(77)).starts_with(&format!("{} =\n  {{\n    a", "x".repeat(77))));
    }

    #[test]
    fn a_property_has_quotes_where_it_needs_them() {
        for (name, written) in [
            ("email", "email"),
            ("größe", "größe"),
            ("日本", "日本"),
            ("default", "default"),
            ("__proto__", "__proto__"),
            ("", "\"\""),
            ("1", "\"1\""),
            ("a-b", "\"a-b\""),
            ("a\"b", "'a\"b'"),
            ("a 😀", "\"a 😀\""),
            ("a😀", "\"a\\ud83d\\ude00\""),
            ("ⓐ", "\"\\u24d0\""),
        ] {
            assert_eq!(property(name), written);
        }
    }
}

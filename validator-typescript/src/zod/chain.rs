//! Calls one after the other, broken where prettier breaks them: `z.string().min(3)`.

use crate::print::{Code, all, group, indent, listed, text};

/// A call, with its point.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) code: Code,
    /// Whether its arguments are such that several calls may stand on one line.
    pub(crate) is_simple: bool,
}

/// An argument of a call.
#[derive(Clone, Debug)]
pub(crate) struct Argument {
    code: Code,
    is_simple: bool,
    /// Whether its bracket may stand on the line of the call.
    hugs: bool,
}

impl Argument {
    pub(crate) fn simple(code: impl Into<Code>) -> Self {
        Self { code: code.into(), is_simple: true, hugs: false }
    }

    pub(crate) fn complex(code: impl Into<Code>) -> Self {
        Self { code: code.into(), is_simple: false, hugs: false }
    }

    /// An object or a list.
    pub(crate) fn hugging(code: impl Into<Code>) -> Self {
        Self { code: code.into(), is_simple: false, hugs: true }
    }
}

impl From<String> for Code {
    fn from(written: String) -> Self {
        text(written)
    }
}

/// `.name(arguments)`
pub(crate) fn call(name: &str, arguments: Vec<Argument>) -> Call {
    let is_simple = arguments.iter().all(|argument| argument.is_simple);
    let name = text(format!(".{name}"));
    let code = match &*arguments {
        [only] if only.hugs => all([name, text("("), only.code.clone(), text(")")]),
        _ => all([name, listed("(", arguments.into_iter().map(|argument| argument.code).collect(), ")", "")]),
    };
    Call { code, is_simple }
}

/// The calls on `head`.
pub(crate) fn chain(head: Head, calls: Vec<Call>) -> Code {
    let count = calls.len();
    let is_simple = calls.iter().all(|call| call.is_simple);
    let will_break = calls.iter().rev().skip(1).any(|call| crate::print::always_breaks(&call.code));
    let codes = calls.into_iter().map(|call| call.code);
    let few = match head {
        Head::Short(_) => count < 2,
        Head::Factory(_) => count < 4,
        Head::Call(_) => count < 3,
    };
    let (Head::Short(head) | Head::Factory(head) | Head::Call(head)) = head;
    if few {
        return all(std::iter::once(head).chain(codes));
    }
    let on_lines = |line: Code| indent(all(codes.flat_map(move |code| [line.clone(), code])));
    if (is_simple || count <= 2) && !will_break {
        group(all([head, on_lines(Code::Line(""))]))
    } else {
        all([head, on_lines(Code::Break)])
    }
}

/// What calls begin with.
#[derive(Clone, Debug)]
pub(crate) enum Head {
    /// A short name: `z`.
    Short(Code),
    /// A name in upper case, on whose line the first call stands.
    Factory(Code),
    /// A call.
    Call(Code),
}

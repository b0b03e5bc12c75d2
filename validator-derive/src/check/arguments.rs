//! Finds literals that contradict each other. The build checks constants.

use std::cmp::Ordering;
use std::collections::HashSet;

use proc_macro2::TokenStream;
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

use crate::attr::{Argument, RuleCall};
use crate::catalogue::{self, EQUAL, EXCLUSIVE_MAX, EXCLUSIVE_MIN, MAX, MIN};
use crate::errors::Errors;

pub(super) fn check(call: &RuleCall, errors: &mut Errors) {
    // A setter of a built-in rule replaces the value of an earlier call. Those of the user's rules may add up.
    if call.path.get_ident().is_some() {
        given_twice(call, errors);
        equal_beside_bounds(call, errors);
        no_number(call, errors);
        if bounds_without_names(call, errors) {
            return;
        }
        if no_list(call, errors) {
            return;
        }
    }
    in_order(call, errors);
}

/// Reports values without a name where a rule takes bounds by their names. rustc would say to remove the values.
fn bounds_without_names(call: &RuleCall, errors: &mut Errors) -> bool {
    let values: Vec<&Expr> = call.positional().collect();
    let Some(rule) = call.facts.filter(|facts| facts.only_bounds).map(|facts| facts.name) else { return false };
    let advice = match values.as_slice() {
        [] => return false,
        [value] => {
            let value = written(value);
            format!("write `{rule}({MIN} = {value})` or `{rule}({MAX} = {value})`")
        }
        [lower, upper, ..] => format!("write `{rule}({MIN} = {}, {MAX} = {})`", written(lower), written(upper)),
    };
    errors.add_at(quote!(#(#values)*), format!("the bounds of `{rule}` have names; {advice}"));
    true
}

/// Reports `NaN`, which compares with nothing.
fn no_number(call: &RuleCall, errors: &mut Errors) {
    fn look(value: &Expr, errors: &mut Errors) {
        match value {
            Expr::Array(array) => array.elems.iter().for_each(|value| look(value, errors)),
            Expr::Unary(unary) => look(&unary.expr, errors),
            Expr::Path(path) if path.path.segments.last().is_some_and(|name| name.ident == "NAN") => {
                let path = &path.path;
                let written = quote!(#path).to_string().replace(' ', "");
                errors.add_at(value, format!("nothing compares with `{written}`; write a number"));
            }
            _ => {}
        }
    }
    for argument in &call.arguments {
        if let Argument::Positional(value) | Argument::Named(_, value) = argument {
            look(value, errors);
        }
    }
}

/// Reports values that stand side by side, or alone, where a rule takes a list. Two arguments without names may be
/// bounds, but text can be a bound only if it is a date.
fn no_list(call: &RuleCall, errors: &mut Errors) -> bool {
    let values: Vec<&Expr> = call.positional().collect();
    let is_word = |value: &&Expr| match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
            !text.value().starts_with(|first: char| first.is_ascii_digit())
        }
        _ => false,
    };
    // For some rules two values are bounds. Only the type of the rule would tell.
    let is_of_list = || call.facts.is_some_and(|facts| facts.only_lists);
    let is_literal = |value: &Expr| matches!(value, Expr::Lit(_)) || Number::of(value).is_some();
    let is_list = match values.as_slice() {
        [value] => is_literal(value) && is_of_list(),
        [_, _] => values.iter().all(is_word) || is_of_list(),
        values => values.len() > 2,
    };
    if is_list {
        let written = |value: &&Expr| match value {
            Expr::Unary(unary) => quote!(#unary).to_string().replace("- ", "-"),
            value => quote!(#value).to_string(),
        };
        let (rule, list) = (call.path.get_ident(), values.iter().map(written).collect::<Vec<_>>().join(", "));
        let which = if values.len() > 1 { "several values" } else { "the choices" };
        let mistake = format!("{which} belong in a list; write `{}([{list}])`", quote!(#rule));
        errors.add_at(quote!(#(#values)*), mistake);
    }
    is_list
}

fn given_twice(call: &RuleCall, errors: &mut Errors) {
    let mut seen = HashSet::new();
    for argument in &call.arguments {
        if let Argument::Named(name, _) | Argument::Flag(name) = argument {
            if !seen.insert(name) {
                errors.add(name.span(), format!("`{name}` is given twice; keep one"));
            }
        }
    }
}

fn equal_beside_bounds(call: &RuleCall, errors: &mut Errors) {
    let names = || {
        call.arguments.iter().filter_map(|argument| match argument {
            Argument::Named(name, _) => Some(name),
            _ => None,
        })
    };
    let (equal, bound) = (names().find(|name| *name == EQUAL), names().find(|name| catalogue::is_bound(name)));
    if let (Some(equal), Some(bound)) = (equal, bound) {
        errors.add(equal.span(), format!("`{equal}` cannot be combined with `{bound}`; remove one of them"));
    }
}

/// Reports bounds in the wrong order, or with nothing between them.
fn in_order(call: &RuleCall, errors: &mut Errors) {
    let Some(Bounds { lower, upper, excluded, place }) = bounds(call) else { return };
    let (Some(least), Some(most)) = (Number::of(lower), Number::of(upper)) else { return };
    let (lower, upper) = (text(lower), text(upper));
    let mistake = match least.compare(most) {
        Some(Ordering::Greater) => format!("{lower} is greater than {upper}, so no value can pass; swap them"),
        Some(Ordering::Equal) if excluded => {
            format!("nothing is between {lower} and {upper}, so no value can pass; move them apart")
        }
        _ => return,
    };
    errors.add_at(place, mistake);
}

/// What a value must be between.
struct Bounds<'c> {
    lower: &'c Expr,
    upper: &'c Expr,
    /// Whether one of them is not allowed itself.
    excluded: bool,
    /// The tokens of both.
    place: TokenStream,
}

/// The bounds by their names. Two numbers without names are bounds, too.
fn bounds(call: &RuleCall) -> Option<Bounds<'_>> {
    if let [Argument::Positional(lower), Argument::Positional(upper)] = call.arguments.as_slice() {
        return Some(Bounds { lower, upper, excluded: false, place: quote!(#lower #upper) });
    }
    let named = |bound: &str, exclusive: &str| {
        call.arguments.iter().enumerate().find_map(|(index, argument)| match argument {
            Argument::Named(name, value) if name == bound || name == exclusive => {
                Some((index, name, value, name == exclusive))
            }
            _ => None,
        })
    };
    let (first, lower_name, lower, excludes_lower) = named(MIN, EXCLUSIVE_MIN)?;
    let (second, upper_name, upper, excludes_upper) = named(MAX, EXCLUSIVE_MAX)?;
    let place = if first < second { quote!(#lower_name #upper) } else { quote!(#upper_name #lower) };
    Some(Bounds { lower, upper, excluded: excludes_lower || excludes_upper, place })
}

fn text(value: &Expr) -> String {
    format!("`{}`", written(value))
}

fn written(value: &Expr) -> String {
    quote!(#value).to_string().replace("- ", "-")
}

/// A number literal.
#[derive(Clone, Copy)]
pub(crate) enum Number {
    Integer { negative: bool, digits: u128 },
    Float(f64),
}

impl Number {
    /// The number that an expression is, when it is a literal.
    pub(crate) fn of(value: &Expr) -> Option<Self> {
        match value {
            Expr::Lit(ExprLit { lit: Lit::Int(literal), .. }) => {
                literal.base10_parse().ok().map(|digits| Self::Integer { negative: false, digits })
            }
            Expr::Lit(ExprLit { lit: Lit::Float(literal), .. }) => literal.base10_parse().ok().map(Self::Float),
            Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => Self::of(expr).map(|number| match number {
                Self::Integer { negative, digits } => Self::Integer { negative: !negative, digits },
                Self::Float(float) => Self::Float(-float),
            }),
            _ => None,
        }
    }

    pub(crate) fn is_one(self) -> bool {
        matches!(self, Self::Integer { digits: 1, .. })
    }

    /// Whether the numbers of some type begin or end here. For floats, whether it is 0.
    pub(crate) fn is_edge(self) -> bool {
        match self {
            Self::Integer { digits: 0, .. } => true,
            Self::Integer { negative, digits } => {
                let end = if negative { Some(digits) } else { digits.checked_add(1) };
                let bits = end.map_or(128, u128::trailing_zeros);
                end.is_none_or(u128::is_power_of_two) && matches!(bits, 7 | 8 | 15 | 16 | 31 | 32 | 63 | 64 | 127 | 128)
            }
            Self::Float(float) => float == 0.0,
        }
    }

    /// Whether the integer type of this name holds it. If not, rustc says so.
    pub(crate) fn fits(self, ty: &str) -> bool {
        let Self::Integer { negative, digits } = self else { return true };
        let bits = match ty.trim_start_matches(['u', 'i']) {
            "8" => 8,
            "16" => 16,
            "32" => 32,
            "64" | "size" => 64,
            _ => return true,
        };
        match (ty.starts_with('i'), negative) {
            (true, true) => digits <= 1 << (bits - 1),
            (true, false) => digits < 1 << (bits - 1),
            (false, true) => digits == 0,
            (false, false) => digits < 1 << bits,
        }
    }

    fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Integer { negative: false, digits: a }, Self::Integer { negative: false, digits: b }) => {
                Some(a.cmp(&b))
            }
            (Self::Integer { negative: true, digits: a }, Self::Integer { negative: true, digits: b }) => {
                Some(b.cmp(&a))
            }
            _ => self.float().partial_cmp(&other.float()),
        }
    }

    fn float(self) -> f64 {
        match self {
            Self::Integer { negative: true, digits } => -(digits as f64),
            Self::Integer { negative: false, digits } => digits as f64,
            Self::Float(float) => float,
        }
    }
}

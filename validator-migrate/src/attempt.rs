//! The rewriting of one attribute. It is done as a whole or not at all.

use std::ops::Range;

use syn::visit::Visit as _;
use syn::{Expr, Lit, UnOp};

use crate::calls::Calls;
use crate::edit::{Edits, comments};
use crate::facts::Facts;
use crate::grammar::{Argument, Item};
use crate::scope::Scope;
use crate::shape::Shape;
use crate::tokens::{continues, flatten, place};

/// Why an attribute is left as it is.
pub(crate) type Left = String;

/// What becomes of an item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It stays, as it is or rewritten.
    Yes,
    /// It is taken away.
    No,
}

/// The type around the attribute.
pub(crate) struct Owner {
    /// The context that it declares.
    pub(crate) context: Option<String>,
    /// The name that expressions of garde have for the context.
    pub(crate) context_name: Option<String>,
    /// Its fields, by their names.
    pub(crate) fields: Vec<(String, Shape)>,
    /// Whether it is a struct, so that `self.name` reaches its fields.
    pub(crate) is_struct: bool,
}

/// The field that the attribute stands on.
pub(crate) struct Field {
    /// Its name, or its position.
    pub(crate) name: String,
    pub(crate) shape: Shape,
    /// Whether it is the field itself and not an element of it.
    pub(crate) is_whole: bool,
}

pub(crate) struct Attempt<'a> {
    pub(crate) text: &'a str,
    pub(crate) file: usize,
    pub(crate) facts: &'a Facts,
    pub(crate) scope: &'a Scope,
    pub(crate) owner: &'a Owner,
    pub(crate) edits: Edits,
    pub(crate) checks: Vec<String>,
    pub(crate) features: Vec<&'static str>,
    /// Attributes that belong above the type.
    pub(crate) above: Vec<String>,
    /// Patterns whose `static` becomes one of this crate.
    pub(crate) patterns: Vec<String>,
    /// Functions that lose the parameter for a context that there is not.
    pub(crate) narrowed: Vec<String>,
    /// Functions whose text is now in an attribute.
    pub(crate) unneeded: Vec<String>,
    /// Comments inside of what is replaced, which move above it.
    pub(crate) comments: Vec<String>,
}

impl<'a> Attempt<'a> {
    pub(crate) fn new(text: &'a str, file: usize, facts: &'a Facts, scope: &'a Scope, owner: &'a Owner) -> Self {
        Self {
            text,
            file,
            facts,
            scope,
            owner,
            edits: Edits::default(),
            checks: Vec::new(),
            features: Vec::new(),
            above: Vec::new(),
            patterns: Vec::new(),
            narrowed: Vec::new(),
            unneeded: Vec::new(),
            comments: Vec::new(),
        }
    }

    pub(crate) fn check(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !self.checks.contains(&text) {
            self.checks.push(text);
        }
    }

    pub(crate) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// An expression as it was written, with other names for what has another name here.
    pub(crate) fn source(&self, value: &Expr) -> String {
        self.source_without(value, 0..0)
    }

    /// The same without a part of it.
    pub(crate) fn source_without(&self, value: &Expr, part: Range<usize>) -> String {
        let range = place(value);
        let mut calls = Calls::new(self.text, self.scope);
        calls.visit_expr(value);
        let mut edits = calls.edits;
        if !part.is_empty() {
            edits.delete(part);
        }
        for place in self.context_places(value) {
            edits.replace(place, "context");
        }
        self.scope.change_names(self.text, &flatten(quote(value)), &mut edits);
        let text = self.slice(range.clone());
        edits.within(&range).apply(text).unwrap_or_else(|_| text.to_owned())
    }

    /// Where the expression mentions the context by garde's name.
    fn context_places(&self, value: &Expr) -> Vec<Range<usize>> {
        let Some(name) = &self.owner.context_name else { return Vec::new() };
        let tokens = flatten(quote(value));
        let is_context = |at: &usize| tokens[*at].is(name) && !continues(&tokens, *at);
        (0..tokens.len()).filter(is_context).map(|at| tokens[at].range.clone()).collect()
    }

    /// Replaces garde's name of the context in what stays as it is.
    pub(crate) fn rename_context(&mut self, value: &Expr) {
        for place in self.context_places(value) {
            self.edits.replace(place, "context");
        }
    }

    /// Whether the value is only known when a request is there.
    pub(crate) fn is_dynamic(&self, value: &Expr) -> bool {
        !self.context_places(value).is_empty() || flatten(quote(value)).iter().any(|token| token.is("self"))
    }

    /// Replaces a whole item. Comments inside of it move above the attribute.
    pub(crate) fn replace(&mut self, item: &Item, text: impl Into<String>) {
        self.replace_range(item.range.clone(), text);
    }

    pub(crate) fn replace_range(&mut self, range: Range<usize>, text: impl Into<String>) {
        let old = self.slice(range.clone());
        self.comments.extend(comments(old).into_iter().map(|place| old[place].trim_end().to_owned()));
        self.edits.replace(range, text);
    }

    /// A call of a rule: its own arguments first, then what is kept of the old ones.
    pub(crate) fn rule(&self, name: &str, positional: &[String], kept: &[&Argument]) -> String {
        let kept = kept.iter().map(|argument| self.slice(argument.range.clone()).to_owned());
        let arguments: Vec<String> = positional.iter().cloned().chain(kept).collect();
        if arguments.is_empty() { name.to_owned() } else { format!("{name}({})", arguments.join(", ")) }
    }

    /// A sentence becomes a template here, in which braces stand for arguments.
    pub(crate) fn sentence(&self, argument: &Argument) -> Result<(), Left> {
        let text = argument.text().ok_or("`message` is no literal; write the sentence itself")?;
        let open = text.find('{');
        match open.is_some_and(|open| text[open..].contains('}')) {
            true => Err("braces in `message` stand for arguments here, such as `{attribute}` or `{min}`".into()),
            false => Ok(()),
        }
    }

    /// Words about a difference that only matters for types that may be blank.
    pub(crate) fn check_required(&mut self, shape: &Shape) {
        match shape.subject() {
            Shape::Text => self.check("`required` also refuses text in which nothing can be seen, such as \"\""),
            Shape::List(_) | Shape::Map(..) => self.check("`required` also refuses an empty list or map"),
            _ => {}
        }
    }

    pub(crate) fn check_range(&mut self, shape: &Shape) {
        if shape.is_float() {
            self.check("NaN is refused now; it passed before");
        }
        if matches!(shape.subject(), Shape::Decimal) {
            self.features.push("rust_decimal");
        }
    }

    /// Whether every value of the type is within this bound, so that the derive refuses the rule.
    pub(crate) fn is_empty_bound(&self, shape: &Shape, bound: &str, value: &Expr) -> bool {
        let Shape::Integer(name) = shape.subject() else { return false };
        let Some(value) = integer(value) else { return false };
        let (lowest, highest) = extent(name);
        match bound {
            "min" => lowest.is_some_and(|lowest| value <= lowest),
            "exclusive_min" => lowest.is_some_and(|lowest| value < lowest),
            "max" => highest.is_some_and(|highest| value >= highest),
            "exclusive_max" => highest.is_some_and(|highest| value > highest),
            _ => false,
        }
    }

    /// Takes bounds away that say nothing. Whether there is another one.
    pub(crate) fn bounds(&mut self, shape: &Shape, bounds: &[&Argument]) -> Kept {
        let is_empty = |argument: &&&Argument| {
            argument.name.as_ref().is_some_and(|name| self.is_empty_bound(shape, name, &argument.value))
        };
        let empty = bounds.iter().filter(is_empty).count();
        if empty == 0 || empty < bounds.len() {
            return Kept::Yes;
        }
        self.check_empty();
        Kept::No
    }

    pub(crate) fn check_empty(&mut self) {
        self.check("a bound that every value keeps is gone; here it would not compile");
    }

    pub(crate) fn check_url(&mut self) {
        self.check("`url` takes http and https with a host; for others write `url(schemes = [\"ftp\"])`");
    }

    pub(crate) fn check_phone(&mut self) {
        self.check("`phone` takes E.164 such as +4930123456, without spaces; or `phone(region = \"DE\")`");
    }

    pub(crate) fn check_card(&mut self) {
        self.check("`credit_card` looks at length and check digit, not at the issuer");
    }

    /// A rule that looks at a whole value whose type is not known.
    pub(crate) fn check_opaque(&mut self, shape: &Shape) {
        if let Shape::Other(name) = shape.subject() {
            let name = if name.is_empty() { "the type" } else { name };
            let known = self.facts.aliases.contains_key(name);
            if !known {
                self.check(format!("rules see `{name}` only if it is `transparent` or implements `Subject`"));
            }
        }
    }

    /// The rule for a pattern: its literal, or the `static` that becomes a `Pattern`.
    pub(crate) fn pattern(&mut self, value: &Expr) -> Result<String, Left> {
        if let Expr::Lit(_) = value {
            return Ok(self.slice(place(value)).to_owned());
        }
        let inner = match value {
            Expr::Unary(unary) => &*unary.expr,
            Expr::Reference(reference) => &*reference.expr,
            value => value,
        };
        let name = last_static(inner).ok_or("the pattern is no literal and no `static`")?;
        let Some(pattern) = self.facts.pattern(&name) else {
            return Err(format!("no `static {name}` with `Regex::new(\"…\")` was found; write its pattern here"));
        };
        if !self.facts.only_in_attributes(&name) {
            return Ok(pattern.literal.clone());
        }
        self.patterns.push(name);
        Ok(self.slice(place(inner)).to_owned())
    }
}

/// A whole number that is written out.
pub(crate) fn integer(value: &Expr) -> Option<i128> {
    match value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => integer(&unary.expr).map(|number| -number),
        Expr::Group(group) => integer(&group.expr),
        _ => None,
    }
}

/// The lowest and the highest value of a type.
fn extent(name: &str) -> (Option<i128>, Option<i128>) {
    let (signed, bits) = name.split_at(1);
    // A `usize` has 64 bits almost everywhere; more is claimed nowhere.
    let bits: u32 = match bits {
        "size" => 64,
        bits => bits.parse().unwrap_or(128),
    };
    match (signed, bits) {
        ("u", 128) => (Some(0), None),
        ("u", bits) => (Some(0), Some((1 << bits) - 1)),
        (_, 128) => (Some(i128::MIN), Some(i128::MAX)),
        (_, bits) => (Some(-(1 << (bits - 1))), Some((1 << (bits - 1)) - 1)),
    }
}

fn last_static(value: &Expr) -> Option<String> {
    crate::grammar::last_name(value)
}

pub(crate) fn quote(value: &impl quote::ToTokens) -> proc_macro2::TokenStream {
    value.to_token_stream()
}

//! What attributes say, as data.

use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::{Expr, Ident, LitStr, Member, Path, Type, WherePredicate};

use super::normalize::NormalWord;
use crate::catalogue::RuleFacts;
use crate::pattern::Compiled;

/// One thing in the parentheses of `#[validate(…)]`.
pub(crate) enum Item {
    /// `length(min = 3)`, `my_app::rules::sku(prefix = "A")`
    Rule(RuleCall),
    /// `custom(check)`, `custom_async(check, context)`
    Custom(CustomCall),
    /// `nested`
    Nested(Span),
    /// `each(…)`, `keys(…)`, `values(…)`
    Inside(Inside, Span, Vec<Item>),
    /// `when(condition, …)`, `on_submit(…)`, `on(Create, …)`, `when_valid(self.starts_at, …)`
    When(Span, Condition, Vec<Item>),
    /// `normalize(trim, lowercase)`
    Normalize(Span, Vec<NormalWord>),
    /// `async`, `bail`, `skip`, `strict`, `transparent`, `json_schema`
    Word(Word, Span),
    /// `attribute = "…"`, `field = "…"`
    Text(Setting, Span, LitStr),
    /// `context = Type`
    Context(Span, Box<Type>),
    /// `crate = path`
    Crate(Span, Path),
    /// `bound = "…"`
    Bound(Span, Vec<WherePredicate>),
}

/// What must hold so that rules run.
pub(crate) enum Condition {
    /// An expression.
    Holds(Box<Expr>),
    /// The request is no live check.
    Submitted,
    /// The request is of one of these groups.
    InGroup(Vec<Type>),
    /// Nothing is wrong with these fields. Without a name it is all fields.
    Valid(Vec<Member>),
}

impl Condition {
    /// The expression that the user wrote, which may mention fields.
    pub(crate) fn expression(&self) -> Option<&Expr> {
        match self {
            Self::Holds(expression) => Some(expression),
            Self::Submitted | Self::InGroup(_) | Self::Valid(_) => None,
        }
    }

    /// As [`expression`](Self::expression).
    pub(crate) fn expression_mut(&mut self) -> Option<&mut Expr> {
        match self {
            Self::Holds(expression) => Some(expression),
            Self::Submitted | Self::InGroup(_) | Self::Valid(_) => None,
        }
    }
}

/// What rules inside of a value are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inside {
    Each,
    Keys,
    Values,
}

impl Inside {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Each => "each",
            Self::Keys => "keys",
            Self::Values => "values",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    Async,
    Bail,
    Skip,
    Strict,
    JsonSchema,
    Transparent,
}

impl Word {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Async => "async",
            Self::Bail => "bail",
            Self::Skip => "skip",
            Self::Strict => "strict",
            Self::JsonSchema => "json_schema",
            Self::Transparent => "transparent",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    Attribute,
    Field,
}

impl Setting {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Attribute => "attribute",
            Self::Field => "field",
        }
    }
}

/// A rule with its arguments, and the wording that replaces its own.
pub(crate) struct RuleCall {
    pub(crate) path: Path,
    /// What the derive knows about it, if it is a built-in rule.
    pub(crate) facts: Option<&'static RuleFacts>,
    /// The span of the parentheses, if there are any.
    pub(crate) parentheses: Option<Span>,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) wording: Wording,
}

/// `custom(function)`, `custom(function, context)`, and the same with `custom_async`.
pub(crate) struct CustomCall {
    /// Whether the function is asynchronous.
    pub(crate) waits: bool,
    pub(crate) span: Span,
    pub(crate) function: Box<Expr>,
    pub(crate) context: Option<Span>,
    pub(crate) wording: Wording,
}

/// `message = "…"` and `code = "…"` inside a rule.
#[derive(Default)]
pub(crate) struct Wording {
    pub(crate) message: Option<LitStr>,
    pub(crate) code: Option<LitStr>,
}

/// An argument of a rule.
pub(crate) enum Argument {
    /// An argument of the constructor.
    Positional(Expr),
    /// An argument of the constructor that is a pattern: its text, and the compiled pattern.
    Pattern(LitStr, Box<Compiled>),
    /// `min = 3`, the setter `.min(3)`.
    Named(Ident, Expr),
    /// `ascii`, the setter `.ascii()`.
    Flag(Ident),
}

/// The built-in rules that ask a database.
pub(crate) const LOOKUPS: [&str; 2] = ["unique", "exists"];

impl RuleCall {
    /// The span of its name.
    pub(crate) fn span(&self) -> Span {
        self.path.segments.last().map_or_else(|| self.path.span(), |name| name.ident.span())
    }

    /// Whether the rule asks a database, so that its answer comes later.
    pub(crate) fn waits(&self) -> bool {
        self.path.get_ident().is_some_and(|name| LOOKUPS.iter().any(|rule| name == rule))
    }

    /// The values without a name.
    pub(crate) fn positional(&self) -> impl Iterator<Item = &Expr> {
        self.arguments.iter().filter_map(|argument| match argument {
            Argument::Positional(value) => Some(value),
            _ => None,
        })
    }
}

impl Item {
    /// Whether a rule on the value itself is asynchronous.
    pub(crate) fn waits(&self) -> bool {
        match self {
            Self::Rule(call) => call.waits(),
            Self::Custom(call) => call.waits,
            Self::When(_, _, items) => items.iter().any(Self::waits),
            _ => false,
        }
    }

    /// Whether a rule on the value, or on what is inside of it, is asynchronous.
    pub(crate) fn waits_inside(&self) -> bool {
        match self {
            Self::When(_, _, items) | Self::Inside(_, _, items) => items.iter().any(Self::waits_inside),
            item => item.waits(),
        }
    }

    /// The span of the word or name that it begins with.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Rule(call) => call.span(),
            Self::Custom(call) => call.span,
            Self::Nested(span)
            | Self::Inside(_, span, _)
            | Self::When(span, ..)
            | Self::Normalize(span, _)
            | Self::Word(_, span)
            | Self::Text(_, span, _)
            | Self::Context(span, _)
            | Self::Crate(span, _)
            | Self::Bound(span, _) => *span,
        }
    }
}

/// The `attribute = "…"` among them.
pub(crate) fn own_label(items: &[Item]) -> Option<&LitStr> {
    items.iter().find_map(|item| match item {
        Item::Text(Setting::Attribute, _, label) => Some(label),
        _ => None,
    })
}

//! Violations that are not described by a constant rule, and what a `custom` function may return.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

#[cfg(feature = "json")]
use crate::argument::Choices;
use crate::argument::{Argument, Arguments, Relation};
use crate::errors::violations::Violations;
use crate::lang::MessageId;
use crate::rule::Described;
use crate::subject::Kind;

/// The return type of a `custom` function.
#[diagnostic::on_unimplemented(
    message = "a `custom` function cannot return `{Self}`",
    label = "returns `{Self}`",
    note = "return `Result<(), Violation>`, or `Result<(), Violations>` for several; a sentence alone can be returned as \
            `Result<(), &'static str>` or `Result<(), String>`"
)]
pub trait CustomResult {
    /// The violations that the function has found.
    ///
    /// # Errors
    ///
    /// The violations, if the function returned any.
    fn violations(self) -> Result<(), Violations>;
}

#[diagnostic::do_not_recommend]
impl<V: Into<Violations>> CustomResult for Result<(), V> {
    #[inline]
    fn violations(self) -> Result<(), Violations> {
        self.map_err(Into::into)
    }
}

/// A violation that is not described by a constant rule.
#[derive(Clone)]
pub(crate) struct CustomViolation {
    pub(crate) code: Cow<'static, str>,
    pub(crate) message: Cow<'static, str>,
    pub(crate) arguments: Vec<(Cow<'static, str>, CustomArgument)>,
    pub(crate) at: Option<Cow<'static, str>>,
    /// The place of the message in the catalogue.
    pub(crate) id: MessageId,
    /// How the condition of a rule compares a field with a value.
    pub(crate) relation: Option<Relation>,
    /// The message is a sentence as it was read, braces and all.
    pub(crate) verbatim: bool,
}

#[derive(Clone)]
pub(crate) enum CustomArgument {
    Integer(i128),
    Unsigned(u128),
    Float32(f32),
    Float(f64),
    Decimal(i128, u32),
    Boolean(bool),
    Text(String),
    Label(String),
    Field(String, String),
    #[cfg(feature = "json")]
    Choices(Choices),
    List(CustomList),
}

/// A list of arguments that is known at run time only.
#[derive(Clone)]
pub(crate) struct CustomList(pub(crate) Vec<CustomArgument>);

impl Arguments for CustomList {
    fn at(&self, index: usize) -> Option<Argument<'_>> {
        self.0.get(index).map(CustomArgument::borrow)
    }
}

impl Default for CustomViolation {
    fn default() -> Self {
        let (code, message) = (Cow::Borrowed(""), Cow::Borrowed(""));
        Self { code, message, arguments: Vec::new(), at: None, id: MessageId::NONE, relation: None, verbatim: false }
    }
}

impl CustomViolation {
    pub(crate) fn of(rule: &dyn Described, kind: Kind) -> Self {
        let mut own = Self {
            code: rule.code().into(),
            message: rule.sentence(kind).into(),
            id: rule.message_id(kind),
            relation: rule.relation(),
            ..Self::default()
        };
        let mut index = 0;
        while let Some(name) = rule.name(index) {
            if let Some(argument) = rule.argument(index) {
                own.arguments.push((name.into(), argument.into()));
            }
            index += 1;
        }
        own
    }
}

impl CustomArgument {
    pub(crate) fn borrow(&self) -> Argument<'_> {
        match self {
            Self::Integer(value) => Argument::Integer(*value),
            Self::Unsigned(value) => Argument::Unsigned(*value),
            Self::Float32(value) => Argument::Float32(*value),
            Self::Float(value) => Argument::Float(*value),
            Self::Decimal(digits, places) => Argument::Decimal(*digits, *places),
            Self::Boolean(value) => Argument::Boolean(*value),
            Self::Text(value) => Argument::Text(value),
            Self::Label(value) => Argument::Label(value),
            Self::Field(name, label) => Argument::Field(name, label),
            #[cfg(feature = "json")]
            Self::Choices(choices) => Argument::List(choices),
            Self::List(list) => Argument::List(list),
        }
    }
}

impl From<Argument<'_>> for CustomArgument {
    fn from(argument: Argument<'_>) -> Self {
        match argument {
            Argument::Integer(value) => Self::Integer(value),
            Argument::Unsigned(value) => Self::Unsigned(value),
            Argument::Float32(value) => Self::Float32(value),
            Argument::Float(value) => Self::Float(value),
            Argument::Decimal(digits, places) => Self::Decimal(digits, places),
            Argument::Boolean(value) => Self::Boolean(value),
            Argument::Text(value) => Self::Text(value.into()),
            Argument::Label(value) => Self::Label(value.into()),
            Argument::Field(name, label) => Self::Field(name.into(), label.into()),
            Argument::List(list) => {
                Self::List(CustomList((0..).map_while(|index| list.at(index)).map(Self::from).collect()))
            }
        }
    }
}

//! Arguments of commands.

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::error::ErrorKind;
use clap::{Arg, Command, CommandFactory, Parser};
use unprocessable::{Valid, Validate, ValidationErrors, json_pointer};

use crate::report::Visible;

/// Parses the arguments of the program, and ends it with status 2 and all mistakes if they break rules.
///
/// ```no_run
/// use clap::Parser;
/// use unprocessable::Validate;
///
/// #[derive(Parser, Validate)]
/// struct Search {
///     #[arg(long)]
///     min_price: Option<u32>,
///     #[arg(long)]
///     #[validate(gte(self.min_price))]
///     max_price: Option<u32>,
/// }
///
/// let search = unprocessable_config::parse::<Search>();
/// ```
#[must_use]
pub fn parse<T: Parser + Validate>() -> Valid<T> {
    try_parse_from(std::env::args_os()).unwrap_or_else(|error| error.exit())
}

/// Parses these arguments, of which the first is the name of the program.
///
/// # Errors
///
/// clap's own error: of its own parsing, or of the rules, with the names of the flags.
///
/// ```
/// use clap::Parser;
/// use unprocessable::Validate;
///
/// #[derive(Debug, Parser, Validate)]
/// struct Search {
///     #[arg(long)]
///     #[validate(between(1, 100))]
///     max_price: u32,
/// }
///
/// let error = unprocessable_config::try_parse_from::<Search, _, _>(["search", "--max-price", "0"]).unwrap_err();
/// assert!(error.to_string().starts_with("error: --max-price: The max price must be between 1 and 100.\n"));
/// assert_eq!(error.exit_code(), 2);
/// ```
pub fn try_parse_from<T, I, A>(arguments: I) -> Result<Valid<T>, clap::Error>
where
    T: Parser + Validate,
    I: IntoIterator<Item = A>,
    A: Into<OsString> + Clone,
{
    checked(T::try_parse_from(arguments)?)
}

/// The proof for arguments that clap has parsed already.
///
/// # Errors
///
/// clap's own error, with all mistakes and the names of the flags.
pub fn checked<T: CommandFactory + Validate>(value: T) -> Result<Valid<T>, clap::Error> {
    value.into_valid().map_err(|errors| {
        let mut command = T::command();
        let message = message(&command, &errors);
        command.error(ErrorKind::ValueValidation, message)
    })
}

fn message(command: &Command, errors: &ValidationErrors) -> String {
    let mut message = String::new();
    let is_one = errors.len() == 1 && !errors.is_truncated();
    if !is_one {
        message.push_str("the arguments break rules\n");
    }
    for (key, violation) in errors.iter() {
        if !is_one {
            message.push_str("\n  ");
        }
        if let Some(name) = name_of(command, key) {
            message.push_str(&name);
            message.push_str(": ");
        }
        // Writing to a `String` does not fail.
        _ = write!(message, "{}", Visible(&violation.message().to_string()));
    }
    if errors.is_truncated() {
        message.push_str("\n  there may be more mistakes than these");
    }
    message
}

/// What a person calls the argument of a key. The last name is that of the field, also in flattened structs and
/// subcommands. Of what is no argument, the key is shown; of the whole, nothing.
fn name_of(command: &Command, key: &str) -> Option<String> {
    let pointer = json_pointer(key);
    let names: Vec<String> =
        pointer.split('/').skip(1).map(|name| name.replace("~1", "/").replace("~0", "~")).collect();
    let argument = names.iter().rev().find_map(|name| argument(command, name));
    match argument {
        Some(argument) => Some(written(argument)),
        None if names.is_empty() => None,
        None => Some(Visible(key).to_string()),
    }
}

fn argument<'c>(command: &'c Command, name: &str) -> Option<&'c Arg> {
    let id = name.strip_prefix("r#").unwrap_or(name);
    let own = command.get_arguments().find(|argument| argument.get_id() == id);
    own.or_else(|| command.get_subcommands().find_map(|command| self::argument(command, name)))
}

fn written(argument: &Arg) -> String {
    if let Some(long) = argument.get_long() {
        return format!("--{long}");
    }
    if let Some(short) = argument.get_short() {
        return format!("-{short}");
    }
    let name = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    format!("<{}>", name.unwrap_or_else(|| argument.get_id().as_str().to_uppercase()))
}

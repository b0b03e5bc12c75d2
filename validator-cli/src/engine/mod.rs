//! What checks the rows: they themselves, or an engine that reads columns.

#[cfg(feature = "datafusion")]
pub(crate) mod datafusion;

use crate::args::{Check, Engine, Format};
use crate::failure::Failure;
use crate::input::Source;

/// The engine that was asked for, or the one that suits the files, if this build has it and it can do what is asked.
pub(crate) fn choose(args: &Check, sources: &[Source]) -> Result<Engine, Failure> {
    let other = sources.iter().find(|source| source.format != Format::Parquet);
    // What needs the rows themselves.
    let needs = [("--resume", args.resume), ("--unique", !args.unique.is_empty()), ("--with-values", args.with_values)];
    let needs = needs.iter().find(|(_, is_given)| *is_given).map(|(option, _)| option);
    let default = match &args.scheduler {
        Some(_) => Engine::Ballista,
        None if cfg!(feature = "datafusion") && other.is_none() && needs.is_none() => Engine::Datafusion,
        None => Engine::Rows,
    };
    match args.engine.unwrap_or(default) {
        Engine::Rows | Engine::Datafusion if args.scheduler.is_some() => {
            Err(Failure::because("--scheduler is for `--engine ballista`"))
        }
        Engine::Rows => match sources.iter().find(|source| source.format == Format::Parquet) {
            Some(source) if !cfg!(feature = "parquet") => Err(without_parquet(source)),
            _ => Ok(Engine::Rows),
        },
        Engine::Datafusion if !cfg!(feature = "datafusion") => Err(Failure::because(
            "this build of the command has no engine `datafusion`; install one that has: \
             cargo install unprocessable-cli --features datafusion",
        )),
        Engine::Datafusion => match (other, needs) {
            (Some(other), _) => Err(Failure::because(format!(
                "{other} is no Parquet, which is all that the engine `datafusion` reads; leave out --engine"
            ))),
            (None, Some(option)) => Err(Failure::because(format!(
                "{option} is not for the engine `datafusion`; leave out --engine, or say --engine rows"
            ))),
            (None, None) => Ok(Engine::Datafusion),
        },
        Engine::Ballista => Err(Failure::because(
            "the command asks no cluster; the package unprocessable-datafusion checks Parquet in SQL on Ballista, and its \
             page shows how",
        )),
    }
}

/// This build reads no Parquet.
pub(crate) fn without_parquet(source: &Source) -> Failure {
    Failure::because(format!(
        "{source} is Parquet, which this build of the command cannot read; install one that can: \
         cargo install unprocessable-cli --features parquet"
    ))
}

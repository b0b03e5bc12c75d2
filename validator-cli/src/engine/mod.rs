//! What checks the rows. Engines for clusters are not in this version.

use crate::args::{Check, Engine, Format};
use crate::failure::Failure;
use crate::input::Source;

/// What this process checks the rows with, if it can.
pub(crate) fn choose(args: &Check, sources: &[Source]) -> Result<Engine, Failure> {
    let default = if args.scheduler.is_some() { Engine::Ballista } else { Engine::Rows };
    let engine = args.engine.unwrap_or(default);
    let name = match engine {
        Engine::Rows | Engine::Datafusion if args.scheduler.is_some() => {
            return Err(Failure::because("--scheduler is for `--engine ballista`"));
        }
        Engine::Rows => return rows(sources),
        Engine::Datafusion => "datafusion",
        Engine::Ballista => "ballista",
    };
    Err(Failure::because(format!(
        "this version of the command has no engine `{name}`; the package unprocessable-datafusion checks Parquet in SQL, \
         on one machine and on a cluster"
    )))
}

/// The rows themselves, without an engine.
fn rows(sources: &[Source]) -> Result<Engine, Failure> {
    match sources.iter().find(|source| source.format == Format::Parquet) {
        Some(source) if !cfg!(feature = "parquet") => Err(without_parquet(source)),
        _ => Ok(Engine::Rows),
    }
}

/// This build reads no Parquet.
pub(crate) fn without_parquet(source: &Source) -> Failure {
    Failure::because(format!(
        "{source} is Parquet, which this build of the command cannot read; install one that can: \
         cargo install unprocessable-cli --features parquet"
    ))
}

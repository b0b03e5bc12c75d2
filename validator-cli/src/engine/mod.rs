//! What checks the rows: this process, or an engine for data of another format.

use crate::args::{Check, Engine, Format};
use crate::failure::Failure;
use crate::input::Source;

/// The engine that was asked for, or the one that reads all of the files.
pub(crate) fn choose(args: &Check, sources: &[Source]) -> Result<Engine, Failure> {
    let parquet = sources.iter().find(|source| source.format == Format::Parquet);
    let engine = args.engine.unwrap_or(match (parquet, &args.scheduler) {
        (_, Some(_)) => Engine::Ballista,
        (Some(_), None) => Engine::Datafusion,
        (None, None) => Engine::Rows,
    });
    match (engine, parquet) {
        (Engine::Rows, Some(source)) => {
            Err(Failure::because(format!("{source} is Parquet, which `--engine datafusion` reads")))
        }
        (Engine::Rows | Engine::Datafusion, _) if args.scheduler.is_some() => {
            Err(Failure::because("--scheduler is for `--engine ballista`"))
        }
        (Engine::Ballista, _) if args.scheduler.is_none() => Err(Failure::because(
            "say where the scheduler listens, as in `--engine ballista --scheduler localhost:50050`",
        )),
        (Engine::Rows, _) => Ok(engine),
        _ => Err(missing(engine, sources)),
    }
}

/// What is missing in this build of the command, and how to get it.
fn missing(engine: Engine, sources: &[Source]) -> Failure {
    let name = if engine == Engine::Ballista { "ballista" } else { "datafusion" };
    let what = match sources.iter().find(|source| source.format == Format::Parquet) {
        Some(source) => format!("{source} is Parquet, which the engine `{name}` reads"),
        None => format!("the engine `{name}` was asked for"),
    };
    Failure::because(format!(
        "{what}; this build has no such engine, install one that has: cargo install unprocessable-cli --features {name}"
    ))
}

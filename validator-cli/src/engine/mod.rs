//! What checks the rows: they themselves, or an engine that reads columns.

#[cfg(feature = "ballista")]
mod ballista;
#[cfg(feature = "datafusion")]
mod columns;
#[cfg(feature = "datafusion")]
mod datafusion;

use std::sync::Arc;

use unprocessable_ruleset::RuleSet;

use crate::args::{Check, Engine, Format};
use crate::check::{Collector, Ended};
use crate::failure::Failure;
#[cfg(feature = "datafusion")]
use crate::failure::reason;
use crate::input::Source;
use crate::rules::Rules;

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
        Engine::Datafusion if !cfg!(feature = "datafusion") => Err(without("datafusion")),
        Engine::Ballista if !cfg!(feature = "ballista") => Err(without("ballista")),
        Engine::Ballista if args.scheduler.is_none() => {
            Err(Failure::because("`--engine ballista` needs the address of a cluster: --scheduler HOST:PORT"))
        }
        engine @ (Engine::Datafusion | Engine::Ballista) => {
            let (name, option_of_it) = match engine {
                Engine::Ballista => ("ballista", "--scheduler"),
                _ => ("datafusion", "--engine"),
            };
            match (other, needs) {
                (Some(other), _) => Err(Failure::because(format!(
                    "{other} is no Parquet, which is all that the engine `{name}` reads; leave out {option_of_it}"
                ))),
                (None, Some(option)) => Err(Failure::because(format!(
                    "{option} is not for the engine `{name}`; leave out {option_of_it}, or say --engine rows"
                ))),
                (None, None) => Ok(engine),
            }
        }
    }
}

/// This build has no such engine.
fn without(engine: &str) -> Failure {
    Failure::because(format!(
        "this build of the command has no engine `{engine}`; install one that has: \
         cargo install unprocessable-cli --features {engine}"
    ))
}

/// An engine that was started.
pub(crate) enum Running {
    Rows,
    #[cfg(feature = "datafusion")]
    Datafusion,
    #[cfg(feature = "ballista")]
    Ballista(Box<ballista::Cluster>),
}

#[cfg_attr(not(feature = "datafusion"), allow(unused_variables))]
impl Running {
    pub(crate) fn start(engine: Engine, args: &Check, rules: &Rules, sources: &[Source]) -> Result<Self, Failure> {
        match engine {
            #[cfg(feature = "datafusion")]
            Engine::Datafusion => Ok(Self::Datafusion),
            #[cfg(feature = "ballista")]
            Engine::Ballista => {
                ballista::Cluster::connect(args, rules, sources).map(|cluster| Self::Ballista(Box::new(cluster)))
            }
            _ => Ok(Self::Rows),
        }
    }

    /// Checks a file, unless that is for its rows.
    pub(crate) fn file(
        &mut self,
        args: &Check,
        set: &Arc<RuleSet>,
        source: &Source,
        collector: &mut Collector<'_>,
    ) -> Option<Result<Option<Ended>, Failure>> {
        match self {
            Self::Rows => None,
            #[cfg(feature = "datafusion")]
            Self::Datafusion => Some(datafusion::file(args, set, source, collector)),
            #[cfg(feature = "ballista")]
            Self::Ballista(cluster) => Some(cluster.file(source, collector)),
        }
    }
}

#[cfg(feature = "datafusion")]
fn threads() -> Result<tokio::runtime::Runtime, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| Failure::because(format!("no threads can be started: {}", reason(&error))))
}

/// This build reads no Parquet.
pub(crate) fn without_parquet(source: &Source) -> Failure {
    Failure::because(format!(
        "{source} is Parquet, which this build of the command cannot read; install one that can: \
         cargo install unprocessable-cli --features parquet"
    ))
}

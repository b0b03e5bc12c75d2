//! What checks the rows. Engines for Parquet and for clusters are not in this version.

use crate::args::{Check, Engine, Format};
use crate::failure::Failure;
use crate::input::Source;

/// Makes sure that this process can read all of the files.
pub(crate) fn choose(args: &Check, sources: &[Source]) -> Result<(), Failure> {
    let parquet = sources.iter().find(|source| source.format == Format::Parquet);
    let what = match (args.engine, &args.scheduler, parquet) {
        (None | Some(Engine::Rows), None, None) => return Ok(()),
        (Some(Engine::Rows), Some(_), _) => return Err(Failure::because("--scheduler is for `--engine ballista`")),
        (Some(Engine::Datafusion), ..) => "this version of the command has no engine `datafusion`".to_owned(),
        (Some(Engine::Ballista), ..) | (None, Some(_), _) => {
            "this version of the command has no engine `ballista`".to_owned()
        }
        (_, None, Some(source)) => format!("{source} is Parquet, which this version of the command cannot read"),
    };
    Err(Failure::because(format!(
        "{what}; the package unprocessable-datafusion checks Parquet in SQL, on one machine and on a cluster"
    )))
}

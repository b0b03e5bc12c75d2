//! The command `unprocessable`: checks files with a rule set, infers a first one from a sample, and shows what it says.

mod args;
mod check;
mod engine;
mod explain;
mod failure;
mod infer;
mod input;
mod keys;
mod languages;
mod nearest;
mod output;
mod report;
mod rows;
mod rules;
mod same;
mod show;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};
use crate::failure::Failure;
use crate::output::Output;

/// The answer of the command, as its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Valid,
    Rejects,
    /// Some files could not be checked, and were told.
    Failed,
    Interrupted,
}

fn main() -> ExitCode {
    // Mistakes in arguments and `--help` end here, with 2 and 0.
    let args = Args::parse();
    let mut output = Output::new(args.color);
    let answer = match &args.command {
        Command::Check(args) => check::run(args, &mut output),
        Command::Infer(args) => infer::run(args, &mut output),
        Command::Explain(args) => explain::run(args, &mut output),
    };
    let verdict = match answer {
        Ok(verdict) => verdict,
        Err(Failure::NobodyReads) => Verdict::Valid,
        Err(failure) => return cannot_run(&failure, &mut output),
    };
    match output.finish() {
        // What was found is found, whether somebody reads it or not.
        Ok(()) | Err(Failure::NobodyReads) => {}
        Err(failure) => return cannot_run(&failure, &mut output),
    }
    ExitCode::from(match verdict {
        Verdict::Valid => 0,
        Verdict::Rejects => 1,
        Verdict::Failed => 2,
        Verdict::Interrupted => 130,
    })
}

fn cannot_run(failure: &Failure, output: &mut Output) -> ExitCode {
    output.error(failure);
    ExitCode::from(2)
}

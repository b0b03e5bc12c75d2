//! Checks a Parquet set on one machine and on a cluster of one scheduler and two executors, and compares the counts.

use std::process::ExitCode;
use std::time::Instant;

use unprocessable_on_ballista::cluster::{Cluster, serve};
use unprocessable_on_ballista::{Error, cluster_of, counts, executor, one_machine, rows, scheduler};

const USAGE: &str = "unprocessable-on-ballista [ROWS], or unprocessable-on-ballista cluster EXECUTORS";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

async fn run(arguments: &[&str]) -> Result<ExitCode, Error> {
    match arguments {
        ["scheduler", executors] => serve(scheduler(executors.parse()?), false).await?,
        ["executor", port] => serve(executor(port.parse()?, false), true).await?,
        ["plain-executor", port] => serve(executor(port.parse()?, true), true).await?,
        ["cluster", executors] => return stay(executors.parse()?, false).await,
        ["plain-cluster", executors] => return stay(executors.parse()?, true).await,
        [] => return compare(100_000).await,
        [rows] => return compare(rows.parse().map_err(|_| USAGE)?).await,
        _ => return Err(USAGE.into()),
    }
    Ok(ExitCode::SUCCESS)
}

/// Keeps a cluster until standard input ends. It says the port of the scheduler when the executors are there.
async fn stay(executors: usize, are_plain: bool) -> Result<ExitCode, Error> {
    let cluster = Cluster::start(&std::env::current_exe()?, executors, are_plain).await?;
    println!("{}", cluster.scheduler);
    serve(std::future::pending(), false).await?;
    cluster.stop().await?;
    Ok(ExitCode::SUCCESS)
}

async fn compare(rows: usize) -> Result<ExitCode, Error> {
    let folder = std::env::temp_dir().join(format!("unprocessable-on-ballista-{}", std::process::id()));
    let compared = compare_in(&folder, rows).await;
    let _ = std::fs::remove_dir_all(folder);
    compared
}

async fn compare_in(folder: &std::path::Path, rows: usize) -> Result<ExitCode, Error> {
    rows::write(folder, rows, 4)?;
    let parquet = folder.display().to_string();
    let started = Instant::now();
    let alone = counts(&one_machine()?, &parquet).await?;
    println!("one machine, {:.2} s\n{}", started.elapsed().as_secs_f64(), alone.join("\n"));

    let cluster = Cluster::start(&std::env::current_exe()?, 2, false).await?;
    let started = Instant::now();
    let together = counts(&cluster_of(cluster.scheduler).await?, &parquet).await;
    let elapsed = started.elapsed().as_secs_f64();
    let ended = cluster.stop().await?;
    let together = together?;
    println!("a scheduler and two executors, {elapsed:.2} s\n{}", together.join("\n"));
    if let Some(wrong) = ended.iter().find(|status| !status.success()) {
        return Err(format!("a process of the cluster ended with {wrong}").into());
    }
    if alone != together {
        eprintln!("the counts differ");
        return Ok(ExitCode::FAILURE);
    }
    println!("the same counts");
    Ok(ExitCode::SUCCESS)
}

//! Starts the processes of a cluster, and stops them.

use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

use crate::Error;

const PATIENCE: Duration = Duration::from_secs(60);

/// A scheduler and its executors. They end with the process that has started them, however it ends, because each ends when
/// its standard input does.
pub struct Cluster {
    pub scheduler: u16,
    process: Child,
    executors: Vec<Child>,
    /// Kept open, so that the scheduler can write.
    _said: Lines<BufReader<ChildStdout>>,
}

impl Cluster {
    /// Starts a cluster, and waits until its executors have registered.
    pub async fn start(program: &Path, executors: usize, are_plain: bool) -> Result<Self, Error> {
        let mut process = start(program, &["scheduler".into(), executors.to_string()])?;
        let mut said = BufReader::new(process.stdout.take().ok_or("no output")?).lines();
        let scheduler = timeout(PATIENCE, said.next_line()).await??.ok_or("the scheduler ended")?.parse()?;
        let kind = if are_plain { "plain-executor" } else { "executor" };
        let start_executor = |_| start(program, &[kind.into(), u16::to_string(&scheduler)]);
        let executors = (0..executors).map(start_executor).collect::<Result<_, _>>()?;
        timeout(PATIENCE, said.next_line()).await??.ok_or("the scheduler ended")?;
        Ok(Self { scheduler, process, executors, _said: said })
    }

    /// Ends the executors, which tell the scheduler, and then the scheduler. How each of them ended.
    pub async fn stop(mut self) -> Result<Vec<ExitStatus>, Error> {
        let mut ended = Vec::new();
        for mut process in self.executors.drain(..).chain([self.process]) {
            drop(process.stdin.take());
            ended.push(timeout(PATIENCE, process.wait()).await??);
        }
        Ok(ended)
    }
}

fn start(program: &Path, arguments: &[String]) -> Result<Child, Error> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
    Ok(command.spawn()?)
}

/// Runs a server until standard input ends. An executor is then asked to end as an operator would ask it, so that it tells
/// the scheduler and finishes its tasks.
pub async fn serve(server: impl Future<Output = Result<(), Error>>, ends_itself: bool) -> Result<(), Error> {
    let mut server = std::pin::pin!(server);
    let mut nothing = Vec::new();
    let mut input = tokio::io::stdin();
    tokio::select! {
        ended = &mut server => return ended,
        _ = input.read_to_end(&mut nothing) => {}
    }
    if ends_itself {
        let asked = Command::new("kill").args(["-TERM", &std::process::id().to_string()]).status().await?;
        if asked.success() {
            return timeout(PATIENCE, server).await?;
        }
    }
    Ok(())
}

//! Parquet, by a cluster of Ballista: each file is a task of some executor.

use std::collections::VecDeque;
use std::net::ToSocketAddrs as _;
use std::sync::Arc;
use std::time::Duration;

use ballista::prelude::{SessionConfigExt as _, SessionContextExt as _};
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::SessionStateBuilder;
use datafusion::prelude::{SessionConfig, SessionContext, lit};
use futures_util::StreamExt;
use tokio::runtime::Runtime;
use tokio::sync::mpsc;
use unprocessable_datafusion::RuleSets;
use unprocessable_ruleset::{RuleSet, SourceFormat};

use crate::args::Check;
use crate::check::{Collector, Ended};
use crate::engine::columns::{Found, found_in, query, sentence, take};
use crate::engine::threads;
use crate::failure::{Failure, reason};
use crate::input::Source;
use crate::rows;
use crate::rules::Rules;
use crate::show;

/// How many files a cluster has at once. The answer of each waits where its task ran, until it is its turn.
const AHEAD: usize = 64;

/// The port of a scheduler whose address has none.
const PORT: u16 = 50050;

/// How long a scheduler may take to accept a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// A cluster, and the files that it checks.
pub(crate) struct Cluster {
    runtime: Runtime,
    context: SessionContext,
    scheduler: String,
    set: Arc<RuleSet>,
    /// The rule set and the language, which are in every query: the executors know neither before.
    text: String,
    tag: &'static str,
    /// What is asked, in the order of the files.
    queries: VecDeque<mpsc::Receiver<Result<Found>>>,
    /// The files that nothing was asked about yet.
    next: VecDeque<Source>,
}

impl Cluster {
    /// Connects to the scheduler.
    pub(crate) fn connect(args: &Check, rules: &Rules, sources: &[Source]) -> Result<Self, Failure> {
        let given = args.scheduler.as_deref().unwrap_or_default();
        let scheduler = address(given).ok_or_else(|| {
            Failure::because(format!(
                "--scheduler is HOST:PORT, or HOST for the port {PORT}, and not {}",
                show::name(given)
            ))
        })?;
        if SourceFormat::of(&rules.text) != rules.format {
            return Err(Failure::because(
                "the content of the rules does not show the format that --rules-format says, by which a cluster knows it",
            ));
        }
        is_there(&scheduler)?;
        let runtime = threads()?;
        // A file is one part, so that its rows stay in order: the parts of a query come back in any.
        let config = SessionConfig::new_with_ballista().with_target_partitions(1);
        let state = SessionStateBuilder::new_with_default_features().with_config(config).build();
        let context = runtime.block_on(SessionContext::remote_with_state(&format!("df://{scheduler}"), state));
        let context = context.map_err(|error| unreachable(&scheduler, &sentence(&error)))?;
        unprocessable_datafusion::register(&context, RuleSets::new().inline());
        Ok(Self {
            runtime,
            context,
            scheduler,
            set: rules.set.clone(),
            text: rules.text.clone(),
            tag: args.lang.tag(),
            queries: VecDeque::new(),
            next: sources.iter().cloned().collect(),
        })
    }

    /// Takes what the cluster says of the next file. What is called a line is the number of the row.
    pub(crate) fn file(&mut self, source: &Source, collector: &mut Collector<'_>) -> Result<Option<Ended>, Failure> {
        while self.queries.len() < AHEAD {
            let Some(source) = self.next.pop_front() else { break };
            let query = self.ask(source);
            self.queries.push_back(query);
        }
        let Some(mut query) = self.queries.pop_front() else { return Ok(None) };
        // What is no Parquet is said as without the engine, which takes an empty file for one without rows.
        if let Err(failure) = rows::of(source, &self.set) {
            return collector.cannot_be_checked(failure);
        }
        let mut before = 0;
        while let Some(found) = self.runtime.block_on(query.recv()) {
            let found = match found {
                Ok(found) => found,
                Err(error) => return self.failed(source, &error, collector),
            };
            if let Some(ended) = take(&found, &mut before, collector)? {
                return Ok(Some(ended));
            }
        }
        Ok(None)
    }

    /// Asks about a file.
    fn ask(&self, source: Source) -> mpsc::Receiver<Result<Found>> {
        let (sender, found) = mpsc::channel(1);
        let (context, set, more) = (self.context.clone(), self.set.clone(), vec![lit(&*self.text), lit(self.tag)]);
        self.runtime.spawn(async move {
            let stream = async { query(&context, &set, &source, more).await?.execute_stream().await };
            match stream.await {
                Ok(mut stream) => {
                    while let Some(batch) = stream.next().await {
                        if sender.send(batch.and_then(|batch| found_in(&batch))).await.is_err() {
                            return;
                        }
                    }
                }
                Err(error) => drop(sender.send(Err(error)).await),
            }
        });
        found
    }

    /// A cluster without the functions, or one that is gone, fails for every file, so the run ends at once.
    fn failed(
        &self,
        source: &Source,
        error: &DataFusionError,
        collector: &mut Collector<'_>,
    ) -> Result<Option<Ended>, Failure> {
        let said = error.to_string();
        if said.contains("violations") && said.contains("registry") || said.contains("rejected by executor") {
            return Err(Failure::because(
                "the cluster has no function `violations`: its scheduler and its executors must register \
                 `unprocessable_datafusion::functions(RuleSets::new().inline())`",
            ));
        }
        is_there(&self.scheduler)?;
        collector.cannot_be_checked(Failure::because(format!("{source}: {}", sentence(error))))
    }
}

fn unreachable(scheduler: &str, why: &str) -> Failure {
    Failure::because(format!("the scheduler {} cannot be reached: {why}", show::name(scheduler)))
}

/// The address with its port.
fn address(given: &str) -> Option<String> {
    let address = match given.rsplit_once(':') {
        Some((_, port)) if port.parse::<u16>().is_ok() => given.to_owned(),
        _ => format!("{given}:{PORT}"),
    };
    let is_host = !address.starts_with(':') && !address.contains(['/', '@', '?', '#']);
    is_host.then_some(address)
}

/// Makes sure that something accepts a connection there. The engine itself would say it for each file.
fn is_there(address: &str) -> Result<(), Failure> {
    let addresses = address.to_socket_addrs().map_err(|error| unreachable(address, &reason(&error)))?;
    let mut why = "the name has no address".to_owned();
    for found in addresses {
        match std::net::TcpStream::connect_timeout(&found, PATIENCE) {
            Ok(_) => return Ok(()),
            Err(error) => why = reason(&error),
        }
    }
    Err(unreachable(address, &why))
}

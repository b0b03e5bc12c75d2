//! A cluster of Ballista on loopback ports, whose scheduler and executors know the functions of rule sets.
//!
//! Each of them is a process of this program. In a real cluster each is on a machine of its own, and its program is as
//! short: `scheduler` and `executor` here are all that it needs.

pub mod cluster;
pub mod rows;

use std::sync::Arc;

use ballista_core::extension::ballista_scalar_functions;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::default_session_builder;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::{create_scheduler, start_grpc_service_with_listener};
use ballista_scheduler::scheduler_server::SchedulerServer;
use datafusion::execution::{FunctionRegistry, SessionState};
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use tokio::net::TcpListener;
use unprocessable_datafusion::RuleSets;
use unprocessable_ruleset::RuleSet;

pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The rule set of everybody in the cluster. A plan names the functions, so that each process must have the same set. A
/// query may also bring its own, as those of the command do.
pub fn rules() -> Result<RuleSets, Error> {
    let set = RuleSet::from_toml(include_str!("../users.toml")).map_err(|mistakes| mistakes.to_string())?;
    Ok(RuleSets::from(set).inline())
}

/// A row of the table as the functions take it.
pub const ROW: &str = "named_struct('email', email, 'name', name, 'age', age, 'country', country, 'balance', balance, \
                       'address', named_struct('city', city), 'tags', tags)";

/// What is asked of the table: how many rows there are, how many are wrong, and what is wrong with them how often.
pub async fn counts(context: &SessionContext, parquet: &str) -> Result<Vec<String>, Error> {
    context.register_parquet("users", parquet, ParquetReadOptions::default()).await?;
    let mut counts = Vec::new();
    for sql in [
        format!("SELECT count(*) AS rows, count(*) FILTER (WHERE NOT is_valid({ROW})) AS wrong FROM users"),
        format!(
            "SELECT v['key'] AS key, v['code'] AS code, v['message'] AS message, count(*) AS rows
             FROM (SELECT unnest(violations({ROW})) AS v FROM users)
             GROUP BY key, code, message ORDER BY key, code, message"
        ),
    ] {
        let batches = context.sql(&sql).await?.collect().await?;
        counts.push(datafusion::arrow::util::pretty::pretty_format_batches(&batches)?.to_string());
    }
    Ok(counts)
}

/// A session on one machine.
pub fn one_machine() -> Result<SessionContext, Error> {
    let context = SessionContext::new();
    unprocessable_datafusion::register(&context, rules()?);
    Ok(context)
}

/// A session whose queries a cluster answers. It knows the functions, because it makes the plan.
pub async fn cluster_of(scheduler: u16) -> Result<SessionContext, Error> {
    use ballista::prelude::SessionContextExt as _;
    let context = SessionContext::remote(&format!("df://127.0.0.1:{scheduler}")).await?;
    unprocessable_datafusion::register(&context, rules()?);
    Ok(context)
}

/// Runs a scheduler that says on which port it listens, and when it has its executors. The scheduler splits the plan, and
/// so it knows the functions, too.
pub async fn scheduler(executors: usize) -> Result<(), Error> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let functions = unprocessable_datafusion::functions(rules()?).map(Arc::new);
    let session = move |config: SessionConfig| -> datafusion::common::Result<SessionState> {
        let mut state = default_session_builder(config)?;
        for function in &functions {
            state.register_udf(function.clone())?;
        }
        Ok(state)
    };
    let config = SchedulerConfig {
        external_host: "127.0.0.1".into(),
        bind_port: port,
        min_ready_executors: executors,
        override_session_builder: Some(Arc::new(session)),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await?;
    let scheduler: SchedulerServer<LogicalPlanNode, PhysicalPlanNode> =
        create_scheduler(cluster, Arc::new(config)).await?;
    println!("{port}");
    let watched = scheduler.clone();
    tokio::spawn(async move {
        while !watched.is_ready() {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        println!("ready");
    });
    Ok(start_grpc_service_with_listener(listener, scheduler).await?)
}

/// Runs an executor with one core. It carries the functions in its registry: a task names them, and brings no code. One
/// that is `plain` does not, to show what the scheduler says then.
pub async fn executor(scheduler: u16, is_plain: bool) -> Result<(), Error> {
    let mut registry = BallistaFunctionRegistry::default();
    let known = ballista_scalar_functions().into_iter();
    let ours = unprocessable_datafusion::functions(rules()?).map(Arc::new).into_iter().filter(|_| !is_plain);
    registry.scalar_functions.extend(known.chain(ours).map(|function| (function.name().to_owned(), function)));
    let (port, grpc_port) = (free_port().await?, free_port().await?);
    let config = ExecutorProcessConfig {
        scheduler_host: "127.0.0.1".into(),
        scheduler_port: scheduler,
        scheduler_connect_timeout_seconds: 20,
        external_host: Some("127.0.0.1".into()),
        port,
        grpc_port,
        vcores: 1,
        override_function_registry: Some(Arc::new(registry)),
        ..ExecutorProcessConfig::default()
    };
    Ok(start_executor_process(Arc::new(config)).await?)
}

/// A port that nobody listens on.
async fn free_port() -> Result<u16, Error> {
    Ok(TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port())
}

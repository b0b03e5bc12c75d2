//! Starts the demo, and stops it without losing a request.
//!
//! ```sh
//! cargo run -p signup
//! PORT=8080 DATABASE=/tmp/stalls.db cargo run -p signup
//! ```
#![forbid(unsafe_code)]

use std::env;
use std::error::Error;
use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use signup::routes::routes;
use signup::store::Store;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long open requests may still take after a signal to stop.
const PATIENCE: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let port: u16 = match env::var("PORT") {
        Ok(port) => port.parse().map_err(|_| "PORT must be a number from 0 to 65535")?,
        Err(_) => 3000,
    };
    let file = PathBuf::from(env::var_os("DATABASE").unwrap_or_else(|| "signup.db".into()));
    let store =
        Store::open(&file).await.map_err(|error| format!("cannot open the database `{}`: {error}", file.display()))?;
    // The demo listens on this machine only, so that nobody else can reach it.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|error| format!("cannot listen on port {port}: {error}"))?;
    let stop = stop_signal()?;
    println!("listening on http://{}", listener.local_addr()?);
    println!("rows are kept in {}", file.display());

    // The sender is dropped when it is time to stop, and both receivers notice that.
    let (running, mut stopping) = watch::channel(());
    let mut patience = stopping.clone();
    tokio::spawn(async move {
        stop.await;
        println!("stopping");
        drop(running);
    });
    let server = axum::serve(listener, routes(store.clone()))
        .with_graceful_shutdown(async move { while stopping.changed().await.is_ok() {} });
    tokio::select! {
        served = server => served?,
        () = async { while patience.changed().await.is_ok() {} tokio::time::sleep(PATIENCE).await } => {
            eprintln!("some requests took too long, and were cut off");
        }
    }
    store.close().await;
    Ok(())
}

/// Ends with Ctrl-C, or with the signal that an operator's tools send. It listens from the call on, not from the first
/// `await`.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(windows)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

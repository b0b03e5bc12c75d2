//! Measures what validation costs a route under load, and how much load the demo can take.
//!
//! ```sh
//! cargo run --release -p signup --example load
//! ```
//!
//! First 10,000 requests go alternately to two routes that differ in one word, `Json` and `ValidJson`. The second one also
//! looks up the e-mail address in an empty database.
//! Then as many go to the demo itself, which hashes passwords and writes to its database. Half of all requests break
//! rules. They are sent on 64 connections. Each connection sends its next request when the last one is answered. Client
//! and server share this process. An answer with the wrong status ends the program.

#[path = "../tests/common/sample.rs"]
mod sample;

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::routing::post;
use axum::{Json, Router};
use sample::good_signup;
use serde_json::{Value, json};
use signup::request::Signup;
use signup::routes::routes;
use signup::store::Store;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use unprocessable::axum::{Answers, ValidJson, With};

const REQUESTS: usize = 10_000;
const CONNECTIONS: usize = 64;
const ROUNDS: usize = 41;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// The bytes of a request, and the status that its answer must have.
struct Sent {
    bytes: Vec<u8>,
    status: u16,
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&folder.path().join("empty.db")).await?;
    let valid = post(valid).layer(Answers::new().live().context(store));
    let address = serve(Router::new().route("/plain", post(plain)).route("/valid", valid)).await?;
    let (mut ratios, mut busy) = (Vec::new(), [0; 2]);
    for round in 0..=ROUNDS {
        let mut took = [Duration::ZERO; 2];
        // The two take turns in being first, so that neither has an advantage.
        for turn in [round % 2, 1 - round % 2] {
            let (path, good) = [("/plain", 0), ("/valid", 200)][turn];
            let requests = requests(path, good);
            let before = processor_time();
            took[turn] = run(address, requests).await?;
            // The first round is a warm-up.
            busy[turn] += if round == 0 { 0 } else { processor_time() - before };
        }
        if round > 0 {
            let ratio = took[0].as_secs_f64() / took[1].as_secs_f64();
            println!("Json: {}   ValidJson: {}   throughput: {ratio:.3}", describe(took[0]), describe(took[1]));
            ratios.push(ratio);
        }
    }
    ratios.sort_by(f64::total_cmp);
    println!("throughput of ValidJson over Json, median of {ROUNDS} rounds: {:.3}", ratios[ROUNDS / 2]);
    if busy[1] > 0 {
        println!("the same by the time of the processor, in all: {:.3}", busy[0] as f64 / busy[1] as f64);
    }

    let store = Store::open(&folder.path().join("signup.db")).await?;
    let demo = serve(routes(store.clone())).await?;
    let took = run(demo, requests("/signups", 201)).await?;
    println!("the demo: {}", describe(took));
    store.close().await;
    Ok(())
}

async fn plain(Json(signup): Json<Signup>) -> Json<Value> {
    Json(stall(&signup))
}

async fn valid(ValidJson(signup): ValidJson<With<Store, Signup>>) -> Json<Value> {
    Json(stall(&signup))
}

/// A little work, so that the handlers need the value.
fn stall(signup: &Signup) -> Value {
    let value: f64 = signup.items.iter().map(|item| item.price * f64::from(item.pieces)).sum();
    json!({ "name": signup.name, "value": value })
}

async fn serve(router: Router) -> Outcome<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// Every other request breaks rules but can be read, so a route that does not validate accepts it. If `good` is 0,
/// every request must get 200. Otherwise a good one must get `good` and a bad one 422.
fn requests(path: &str, good: u16) -> Vec<Sent> {
    let request = |number: usize| {
        let bad = number % 2 == 1;
        let mut body = good_signup(&format!("marta-{number}@harbour.example"));
        if bad {
            body["name"] = json!("");
            body["email"] = json!("marta@");
            body["items"][1]["price"] = json!(0.0);
        }
        let body = body.to_string();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let status = match (good, bad) {
            (0, _) => 200,
            (_, true) => 422,
            (good, false) => good,
        };
        Sent { bytes: [head, body].concat().into_bytes(), status }
    };
    (0..REQUESTS).map(request).collect()
}

/// Sends all requests, and returns how long it took.
async fn run(address: SocketAddr, requests: Vec<Sent>) -> Outcome<Duration> {
    let requests = Arc::new(requests);
    let started = Instant::now();
    let mut connections = JoinSet::new();
    for first in 0..CONNECTIONS {
        let requests = Arc::clone(&requests);
        connections.spawn(async move {
            let mut stream = BufReader::new(TcpStream::connect(address).await?);
            stream.get_ref().set_nodelay(true)?;
            for request in requests.iter().skip(first).step_by(CONNECTIONS) {
                stream.get_mut().write_all(&request.bytes).await?;
                let status = read_response(&mut stream).await?;
                if status != request.status {
                    return Err(format!("{status} in place of {}", request.status).into());
                }
            }
            Outcome::Ok(())
        });
    }
    while let Some(ended) = connections.join_next().await {
        ended??;
    }
    Ok(started.elapsed())
}

/// Reads a response to its end, and returns its status. The client does nothing else, so that the server gets most of
/// the processor.
async fn read_response(stream: &mut BufReader<TcpStream>) -> Outcome<u16> {
    let mut line = String::new();
    stream.read_line(&mut line).await?;
    let status = line.split(' ').nth(1).ok_or("no status")?.parse()?;
    let mut length = 0;
    loop {
        line.clear();
        stream.read_line(&mut line).await?;
        if line.trim_end().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse()?;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    Ok(status)
}

/// The processor time of this process, in ticks of the kernel, or 0 on other systems than Linux. Unlike a clock, it
/// does not count other work on the machine.
fn processor_time() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program is in parentheses. The 12th and 13th fields after it are the user and system times.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_ascii_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}

fn describe(took: Duration) -> String {
    let seconds = took.as_secs_f64();
    format!("{REQUESTS} requests in {seconds:.2} s, {:.0} a second", REQUESTS as f64 / seconds)
}

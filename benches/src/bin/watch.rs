//! Counts the instructions of a refused request in axum, from the bytes of the request to those of the response: while
//! nobody watches, and while somebody does who does nothing.
//!
//! `cargo run --release --no-default-features --features watch --bin watch`. Valgrind has to be installed.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future as _;
use std::hint::black_box;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::{env, io};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::post;
use hyper::body::Incoming;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper::server::conn::http1;
use metrics::{Counter, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};
use serde::Deserialize;
use tower_service::Service as _;
use tracing::span;
use unprocessable::Validate;
use unprocessable::axum::{Answers, ValidJson};
use unprocessable_benches::contenders::ours::Order;
use unprocessable_benches::instructions::{self, counted_work};
use unprocessable_benches::workload;

/// Who watches.
const WATCHERS: [&str; 5] = ["nobody", "an observer", "a recorder", "a subscriber", "all three"];
/// How a request is wrong.
const BODIES: [&str; 4] = ["no JSON", "1 violation", "3 violations", "40 violations"];

#[derive(Deserialize, Validate)]
struct Signup {
    #[validate(required, length(min = 3, max = 32))]
    name: String,
    #[validate(required, email)]
    email: String,
    #[validate(gte(18))]
    age: u32,
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [watcher, body] = &*arguments {
        return run(watcher, body);
    }
    println!("| who watches | {} |\n|---|{}", BODIES.join(" | "), "---|".repeat(BODIES.len()));
    let mut without = [0; BODIES.len()];
    for watcher in WATCHERS {
        let cells = BODIES.iter().zip(&mut without).map(|(body, without)| {
            let count = instructions::of(&[watcher, body]).all;
            if watcher == "nobody" {
                *without = count;
            }
            format!("{count} ({:+.1} %)", 100.0 * (count as f64 / *without as f64 - 1.0))
        });
        println!("| {watcher} | {} |", cells.collect::<Vec<_>>().join(" | "));
    }
}

fn run(watcher: &str, body: &str) {
    let has = |kind: &str| watcher == kind || watcher == "all three";
    if has("a recorder") {
        metrics::set_global_recorder(Nothing(1)).expect("there is no other recorder");
    }
    if has("a subscriber") {
        tracing::subscriber::set_global_default(Nothing(1)).expect("there is no other subscriber");
    }
    let answers = if has("an observer") { Answers::new().observe(|seen| _ = black_box(seen)) } else { Answers::new() };
    let routes = Router::new()
        .route("/orders/{id}", post(async |order: ValidJson<Order>| drop(black_box(order))))
        .route("/signups/{id}", post(async |signup: ValidJson<Signup>| drop(black_box(signup))));
    let app = routes.layer(answers);
    let (path, body) = match body {
        "no JSON" => ("/signups/7", r#"{"name":"jane","email":"jane@example.com","age""#.to_owned()),
        "1 violation" => ("/signups/7", r#"{"name":"jane","email":"jane@example.com","age":17}"#.to_owned()),
        "3 violations" => ("/signups/7", r#"{"name":"ja","email":"jane","age":17}"#.to_owned()),
        _ => ("/orders/7", workload::order().invalid),
    };
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: shop.example\r\nuser-agent: Mozilla/5.0 (X11; Linux x86_64)\r\n\
        accept: application/json\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let wire = Wire::default();
    let service =
        hyper::service::service_fn(move |request: Request<Incoming>| app.clone().call(request.map(Body::new)));
    let connection = http1::Builder::new().serve_connection(wire.clone(), service);
    let connection = pin!(connection);
    let connection = RefCell::new(connection);
    let work = || {
        wire.0.borrow_mut().incoming.extend([head.as_bytes(), body.as_bytes()].concat());
        let polled = connection.borrow_mut().as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(polled.is_pending(), "the connection stays open: {polled:?}");
        let answer = std::mem::take(&mut wire.0.borrow_mut().outgoing);
        assert!(answer.starts_with(b"HTTP/1.1 4"), "{}", String::from_utf8_lossy(&answer));
        black_box(answer);
    };
    // What is built once is not part of it.
    work();
    work();
    counted_work(&work);
}

/// A connection in memory.
#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Bytes>>);

#[derive(Default)]
struct Bytes {
    incoming: VecDeque<u8>,
    outgoing: Vec<u8>,
}

impl Read for Wire {
    fn poll_read(self: Pin<&mut Self>, _: &mut Context<'_>, mut buffer: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        let incoming = &mut self.0.borrow_mut().incoming;
        if incoming.is_empty() {
            return Poll::Pending;
        }
        let count = incoming.len().min(buffer.remaining());
        incoming.make_contiguous();
        buffer.put_slice(&incoming.as_slices().0[..count]);
        incoming.drain(..count);
        Poll::Ready(Ok(()))
    }
}

impl Write for Wire {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.0.borrow_mut().outgoing.extend(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// Does nothing. It has a size, as those have that do something.
struct Nothing(#[allow(dead_code)] u8);

impl Recorder for Nothing {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, _: &Key, _: &Metadata<'_>) -> Counter {
        Counter::noop()
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

impl tracing::Subscriber for Nothing {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, _: &tracing::Event<'_>) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

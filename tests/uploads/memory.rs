//! How much memory uploads take while they run. The clients are in the same process, so it is rather less. Most of it are
//! the buffers of the frameworks: hyper reads up to 400 KB at once for each connection.
//!
//! `cargo test --release -p unprocessable-tests --test uploads -- --ignored --nocapture --test-threads 1 axum`

use std::io::Write as _;
use std::process::Command;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::Server;
use crate::client::{MULTIPART, connect, head, receive, write_made_up};

const UPLOADS: usize = 100;
const BYTES: usize = 50_000_000;

/// The memory of this process that is in use, in KiB.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or_default()
}

/// The name of the variable that says which path a process measures.
const PATH: &str = "UPLOADS_MEMORY_PATH";

/// Each path is measured in a process of its own, because what one frees stays with its process.
pub(crate) fn of_many_uploads(framework: &str, server: Server) {
    if let Ok(path) = std::env::var(PATH) {
        // What a server keeps after its first request is no matter of these.
        upload(server, &path, 1_000_000, || ());
        println!("above={}", above_idle(server, &path));
        return;
    }
    let measured = |path: &str| -> usize {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let test = format!("{framework}::memory_of_100_uploads_of_50_mb");
        command.args(["--ignored", "--exact", "--nocapture", &test]).env(PATH, path);
        let said = String::from_utf8(command.output().unwrap().stdout).unwrap();
        let number = said.split("above=").nth(1).and_then(|rest| rest.split_whitespace().next()?.parse().ok());
        number.unwrap_or_else(|| panic!("{said}"))
    };
    let (drained, uploaded) = (measured("/drain"), measured("/anything"));
    println!("{framework}: {drained} KiB above idle when nobody wants the bodies, {uploaded} KiB as uploads");
    assert!(uploaded.saturating_sub(drained) <= 16 << 10);
}

/// How much memory is in use while many requests run, and not before.
fn above_idle(server: Server, path: &str) -> usize {
    let (ready, start) = (Barrier::new(UPLOADS + 1), Barrier::new(UPLOADS + 1));
    let (done, peak) = (AtomicBool::new(false), AtomicUsize::new(0));
    let wait = || {
        ready.wait();
        start.wait();
    };
    thread::scope(|scope| {
        let client = || {
            let client = thread::Builder::new().stack_size(64 << 10);
            client.spawn_scoped(scope, || upload(server, path, BYTES, wait)).unwrap()
        };
        let clients: Vec<_> = (0..UPLOADS).map(|_| client()).collect();
        ready.wait();
        let idle = resident();
        let sampler = scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                peak.fetch_max(resident(), Ordering::Relaxed);
                thread::sleep(Duration::from_millis(2));
            }
        });
        start.wait();
        for client in clients {
            client.join().unwrap();
        }
        done.store(true, Ordering::Relaxed);
        sampler.join().unwrap();
        peak.load(Ordering::Relaxed).saturating_sub(idle)
    })
}

/// Sends a file of this many bytes, and waits before it.
fn upload(server: Server, path: &str, bytes: usize, wait: impl FnOnce()) {
    let start = "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
    let end = "\r\n--XX--\r\n";
    let length = start.len() + bytes + end.len();
    let mut stream = connect(server);
    let _ = stream.set_write_timeout(None);
    let _ = stream.set_read_timeout(None);
    let head = format!("{}content-length: {length}\r\n\r\n{start}", head(path, MULTIPART));
    stream.write_all(head.as_bytes()).unwrap();
    wait();
    write_made_up(&mut stream, bytes).unwrap();
    stream.write_all(end.as_bytes()).unwrap();
    let answer = receive(stream);
    assert!(answer == (200, bytes.to_string()) || answer == (200, length.to_string()), "{answer:?}");
}

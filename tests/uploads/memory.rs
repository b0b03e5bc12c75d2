//! How much memory uploads take while they run. The clients are in the same process, so it is rather less.
//!
//! `cargo test --release -p unprocessable-tests --test uploads -- --ignored --nocapture --test-threads 1 axum`

use std::io::Write as _;
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

pub(crate) fn of_many_uploads(framework: &str, server: Server) {
    // What a server keeps after its first requests is no matter of these.
    for _ in 0..4 {
        upload(server, 1_000_000, || ());
    }
    let (ready, start) = (Barrier::new(UPLOADS + 1), Barrier::new(UPLOADS + 1));
    let (done, peak) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        let clients: Vec<_> = (0..UPLOADS)
            .map(|_| {
                let wait = || {
                    ready.wait();
                    start.wait();
                };
                thread::Builder::new().stack_size(64 << 10).spawn_scoped(scope, move || upload(server, BYTES, wait))
            })
            .collect();
        ready.wait();
        let idle = resident();
        let (done, peak) = (&done, &peak);
        scope.spawn(move || {
            while !done.load(Ordering::Relaxed) {
                peak.fetch_max(resident(), Ordering::Relaxed);
                thread::sleep(Duration::from_millis(2));
            }
        });
        start.wait();
        for client in clients {
            client.unwrap().join().unwrap();
        }
        done.store(true, Ordering::Relaxed);
        let above = peak.load(Ordering::Relaxed).saturating_sub(idle);
        println!("{framework}: {idle} KiB idle, at most {above} KiB above");
        assert!(above <= 16 << 10, "{above} KiB");
    });
}

/// Sends a file of this many bytes, and waits in the middle of it.
fn upload(server: Server, bytes: usize, wait: impl FnOnce()) {
    let start = "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
    let end = "\r\n--XX--\r\n";
    let length = start.len() + bytes + end.len();
    let mut stream = connect(server);
    let _ = stream.set_write_timeout(None);
    let _ = stream.set_read_timeout(None);
    let head = format!("{}content-length: {length}\r\n\r\n{start}", head("/anything", MULTIPART));
    stream.write_all(head.as_bytes()).unwrap();
    wait();
    write_made_up(&mut stream, bytes).unwrap();
    stream.write_all(end.as_bytes()).unwrap();
    assert_eq!(receive(stream), (200, bytes.to_string()));
}

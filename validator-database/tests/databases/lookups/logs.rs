//! What drivers log of a lookup.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use log::{LevelFilter, Log, Metadata, Record};
use serde_json::json;
use unprocessable::from_json_async;

use super::askers::all;
use super::stalls::Asked;

/// A value that no other test has.
const SECRET: &str = "secret-7731";

/// Keeps what is logged of the value, and counts the statements.
struct Kept {
    secrets: Mutex<Vec<String>>,
    statements: AtomicUsize,
}

static KEPT: Kept = Kept { secrets: Mutex::new(Vec::new()), statements: AtomicUsize::new(0) };

impl Log for Kept {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let message = format!("{} {}", record.target(), record.args());
        if message.contains("unprocessable_asked") {
            self.statements.fetch_add(1, Ordering::Relaxed);
        }
        if message.contains(SECRET) {
            self.secrets.lock().unwrap().push(message);
        }
    }

    fn flush(&self) {}
}

#[tokio::test]
async fn no_driver_logs_a_value() {
    let _ = log::set_logger(&KEPT);
    log::set_max_level(LevelFilter::Trace);
    let body = json!({ "names": [SECRET], "words_for_codes": [SECRET], "name_in_market": SECRET, "market": SECRET });
    for db in all("lookup_logs").await {
        let rejection = from_json_async::<Asked, _>(body.to_string().as_bytes(), &db).await.unwrap_err();
        assert_eq!(rejection.errors().unwrap().len(), 2);
    }
    log::set_max_level(LevelFilter::Off);
    assert_eq!(*KEPT.secrets.lock().unwrap(), [""; 0]);
    assert!(KEPT.statements.load(Ordering::Relaxed) > 0, "no driver logs statements");
}

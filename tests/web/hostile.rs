//! Requests of those who mean no good, or whose line breaks.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::Duration;

use crate::client;
use crate::types::Ran;

/// A handler that counts how often it runs stands at `/counted`, and below `/live`, for all methods.
pub(crate) fn run(server: SocketAddr, ran: &Ran) {
    {
        let _turn = ran.turn();
        let before = ran.count();
        odd(server);
        assert_eq!(ran.count(), before, "a handler ran");
    }
    slow(server);
    cut_off(server);
    heavy(server);
    concurrent(server);
    // After all of that the server still answers.
    let answer = client::send(&client::agent(), server, "GET", "/path/12", &[], b"");
    assert_eq!((answer.status, &*answer.body), (200, "12"));
}

/// A body that is bad in every way, with something that must not come back.
const BAD: &str = r#"{"email":"s3cr3t","amount":"s3cr3t","items":[{"s3cr3t":1}],"note":{"s3cr3t":2}}"#;

/// Requests that are no good HTTP, or hardly.
fn odd(server: SocketAddr) {
    let length = format!("content-length: {}", BAD.len());
    let json = "content-type: application/json";
    let long = "s3cr3t".repeat(20_000);
    let many: String = (0..500).map(|at| format!("x-{at}: s3cr3t\r\n")).collect();
    let chunked = "transfer-encoding: chunked";
    let chunks = format!("{:x}\r\n{BAD}\r\n0\r\n\r\n", BAD.len());
    let heads_and_bodies = [
        // Lengths that lie or quarrel.
        (format!("{json}\r\n{length}\r\ncontent-length: 7"), BAD),
        (format!("{json}\r\n{length}\r\n{length}"), BAD),
        (format!("{json}\r\ncontent-length: -1"), BAD),
        (format!("{json}\r\ncontent-length: +{}", BAD.len()), BAD),
        (format!("{json}\r\ncontent-length: 0x{:x}", BAD.len()), BAD),
        (format!("{json}\r\ncontent-length: 99999999999999999999999"), BAD),
        (format!("{json}\r\ncontent-length: 0"), BAD),
        (format!("{json}\r\ncontent-length: 10"), BAD),
        (format!("{json}\r\n{length}\r\n{chunked}"), &*chunks),
        (format!("{json}\r\n{chunked}\r\n{length}"), &*chunks),
        // Codings of the way.
        (format!("{json}\r\n{chunked}"), &*chunks),
        (format!("{json}\r\n{chunked}\r\n{chunked}"), &*chunks),
        (format!("{json}\r\ntransfer-encoding: gzip, chunked"), &*chunks),
        (format!("{json}\r\ntransfer-encoding: s3cr3t"), BAD),
        (format!("{json}\r\n{chunked}"), "fffffffffffffffff\r\n{}\r\n0\r\n\r\n"),
        (format!("{json}\r\n{chunked}"), "s3cr3t\r\n{}\r\n0\r\n\r\n"),
        // Header fields that repeat, or are strange.
        (format!("{json}\r\ncontent-type: text/plain\r\n{length}"), BAD),
        (format!("content-type: text/plain\r\n{json}\r\n{length}"), BAD),
        (format!("content-type: application/json; charset=s3cr3t\r\n{length}"), BAD),
        (format!("content-type: s3cr3t/json+\u{e9}\r\n{length}"), BAD),
        (format!("content-type: multipart/form-data; boundary=s3cr3t\r\n{length}"), BAD),
        (format!("content-type\r\n{length}"), BAD),
        (format!("{json}\r\n folded: s3cr3t\r\n{length}"), BAD),
        (format!("{json}\r\ns3cr3t header: 1\r\n{length}"), BAD),
        (format!("{json}\r\nx: a\u{0}b\r\n{length}"), BAD),
        (format!("{json}\r\nexpect: 100-continue\r\n{length}"), BAD),
        (format!("{json}\r\nexpect: s3cr3t\r\n{length}"), BAD),
        (format!("{json}\r\nx-long: {long}\r\n{length}"), BAD),
        (format!("{json}\r\n{many}{length}"), BAD),
        (format!("{json}\r\naccept: {long}\r\naccept-language: {long}\r\n{length}"), BAD),
        // Live checks that are none, or more than one.
        (format!("{json}\r\nprecognition: true\r\nprecognition: true\r\n{length}"), BAD),
        (format!("{json}\r\nprecognition: false\r\nprecognition: true\r\n{length}"), BAD),
        (format!("{json}\r\nprecognition: true, true\r\n{length}"), BAD),
        (format!("{json}\r\nprecognition: \u{e9}\r\n{length}"), BAD),
        (format!("{json}\r\nprecognition: true\r\nprecognition-validate-only: {long}\r\n{length}"), BAD),
        (format!("{json}\r\nprecognition: true\r\nprecognition-validate-only: s3cr3t,*.*.*,\u{e9}\r\n{length}"), BAD),
    ];
    for (head, body) in &heads_and_bodies {
        for path in ["/counted", "/live/counted", "http://s3cr3t/counted", "s3cr3t", "*"] {
            for (method, version) in [
                ("POST", "1.1"),
                ("HEAD", "1.1"),
                ("OPTIONS", "1.1"),
                ("S3CR3T", "1.1"),
                ("POST", "1.0"),
                ("POST", "s3cr3t"),
            ] {
                // All of the combinations would tell no more.
                if path != "/live/counted" && (method, version) != ("POST", "1.1") {
                    continue;
                }
                let request =
                    format!("{method} {path} HTTP/{version}\r\nhost: a\r\nconnection: close\r\n{head}\r\n\r\n{body}");
                let answer = client::send_and_wait(server, request.as_bytes());
                is_harmless(&request, &answer);
            }
        }
    }
}

/// Whether an answer, or the end of a connection without one, gives nothing away and says what it is.
fn is_harmless(request: &str, answer: &str) {
    let request = &request[..request.len().min(300)];
    let answer = answer.strip_prefix("HTTP/1.1 100 Continue\r\n\r\n").unwrap_or(answer);
    if answer.is_empty() {
        return;
    }
    assert!(!answer.to_ascii_lowercase().contains("s3cr3t"), "{request}\n{answer}");
    let status = answer.split(' ').nth(1).unwrap();
    // 204 is a live check of names at which nothing is wrong.
    let is_held = status == "204" && answer.contains("precognition-success: true") && request.contains("precognition");
    assert!(status.starts_with('4') || status == "501" || status == "505" || is_held, "{request}\n{answer}");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    // What is left of a body that is too long may be read as one more request.
    let body = body.split("HTTP/1.").next().unwrap();
    if body.starts_with('{') {
        assert!(head.contains("content-type: application/json"), "{request}\n{answer}");
        assert!(body.starts_with(r#"{"message":""#) && body.ends_with('}'), "{request}\n{answer}");
    }
}

/// A body that comes byte by byte is read as any other.
fn slow(server: SocketAddr) {
    let mut stream = TcpStream::connect(server).unwrap();
    let head = "POST /json HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\n";
    stream.write_all(format!("{head}content-length: {}\r\n\r\n", BAD.len()).as_bytes()).unwrap();
    for byte in BAD.bytes() {
        stream.write_all(&[byte]).unwrap();
        thread::sleep(Duration::from_millis(2));
    }
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    is_harmless(head, &answer);
}

/// Bodies that are shorter than announced.
fn cut_off(server: SocketAddr) {
    for live in ["", "precognition: true\r\n"] {
        let path = if live.is_empty() { "/json" } else { "/live/json" };
        let head = format!("POST {path} HTTP/1.1\r\nhost: a\r\n{live}content-type: application/json\r\n");
        let sized = format!("{head}content-length: 40\r\n\r\n{{\"email\":\"a@b.co\",");
        let chunked = format!("{head}transfer-encoding: chunked\r\n\r\n10\r\n{{\"email\":\"a@b");
        for request in [sized, chunked] {
            let answer = client::send_raw(server, request.as_bytes());
            // Whoever left gets no answer, or one that says so, but never that all is well.
            let well = answer.starts_with("HTTP/1.1 2");
            assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{answer}");
            assert!(!well);
            assert!(answer.is_empty() || !live.is_empty() || !answer.contains("precognition"), "{answer}");
        }
        // One who goes away in the middle.
        let mut stream = TcpStream::connect(server).unwrap();
        stream.write_all(format!("{head}content-length: 4000000\r\n\r\n[").as_bytes()).unwrap();
        drop(stream);
    }
}

/// Bodies and headers that would like to cost much.
fn heavy(server: SocketAddr) {
    let agent = client::agent();
    let json = [("content-type", "application/json")];
    let deep = "[".repeat(200_000);
    let answer = client::send(&agent, server, "POST", "/json", &json, deep.as_bytes());
    assert_eq!(answer.status, 400, "{}", answer.body);

    // A hundred violations are kept, however many there are.
    let mut items = String::from(r#"{"items":["#);
    for _ in 0..30_000 {
        items.push_str(r#"{"name":"toolong","price":0},"#);
    }
    items.push_str("0]}");
    let answer = client::send(&agent, server, "POST", "/json", &json, items.as_bytes());
    assert_eq!(answer.status, 422);
    assert!(answer.body.len() < 20_000, "{}", answer.body.len());

    // A live check of names that none of them has looks at all of them.
    let many: String = (0..500).fold(String::new(), |mut names, at| {
        let _ = write!(names, "a{at}.b,");
        names
    });
    let live = [json[0], ("precognition", "true"), ("precognition-validate-only", &many)];
    let answer = client::send(&agent, server, "POST", "/live/json", &live, items.as_bytes());
    assert_eq!(answer.status, 204, "{}", answer.body);
    // Nothing is said of the elements of a list that is too long, but of the list.
    for (name, status) in [("items.29999.price", 204), ("items", 422)] {
        let live = [json[0], ("precognition", "true"), ("precognition-validate-only", name)];
        let answer = client::send(&agent, server, "POST", "/live/json", &live, items.as_bytes());
        assert_eq!(answer.status, status, "{name}: {}", answer.body);
    }

    // Nothing of what was sent comes back.
    let secret = r#"{"email":"s3cr3t","amount":"s3cr3t","note":{"s3cr3t":1},"items":["s3cr3t"]}"#;
    let answer = client::send(&agent, server, "POST", "/json", &json, secret.as_bytes());
    assert!(answer.status == 422 && !answer.body.contains("s3cr3t"), "{}", answer.body);
    let answer = client::send(&agent, server, "GET", "/query?q=s3cr3t&page=s3cr3t", &[], b"");
    assert!(answer.status == 400 && !answer.body.contains("s3cr3t"), "{}", answer.body);

    // Many pairs, and numbers that would be long lists.
    let pairs = "q=a&".repeat(200_000);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let answer = client::send(&agent, server, "POST", "/form", &form, pairs.as_bytes());
    assert_eq!(answer.status, 422, "{}", answer.body);
    let answer = client::send(&agent, server, "POST", "/form", &form, b"items[99999999][name]=a");
    assert!(answer.status == 422 && answer.body.contains("items.99999999.price"), "{}", answer.body);
}

/// Clients at the same time do not get each other's answers.
fn concurrent(server: SocketAddr) {
    thread::scope(|scope| {
        for client in 0..16 {
            scope.spawn(move || {
                let agent = client::agent();
                let json = [("content-type", "application/json")];
                for at in 0..20 {
                    let email = format!("client{client}at{at}@example.com");
                    let (amount, status) = if at % 2 == 0 { (1, 200) } else { (0, 422) };
                    let body = format!(r#"{{"email":"{email}","amount":{amount}}}"#);
                    let answer = client::send(&agent, server, "POST", "/json", &json, body.as_bytes());
                    assert_eq!(answer.status, status, "{}", answer.body);
                    assert_eq!(answer.body == email, at % 2 == 0, "{}", answer.body);
                }
            });
        }
    });
}

//! Requests of those who mean no good, or whose line breaks.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::{SocketAddr, TcpStream};
use std::thread;

use crate::client;

pub(crate) fn run(server: SocketAddr) {
    cut_off(server);
    heavy(server);
    concurrent(server);
    // After all of that the server still answers.
    let answer = client::send(&client::agent(), server, "GET", "/path/12", &[], b"");
    assert_eq!((answer.status, &*answer.body), (200, "12"));
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
    let live = [json[0], ("precognition", "true"), ("precognition-validate-only", "items.29999.price")];
    let answer = client::send(&agent, server, "POST", "/live/json", &live, items.as_bytes());
    assert!(answer.status == 422 && answer.body.contains("items.29999.price"), "{}", answer.body);

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
    assert!(answer.status == 422 && answer.body.contains("items.0.price"), "{}", answer.body);
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

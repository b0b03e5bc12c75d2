//! Bytes that are not UTF-8, in paths, query strings, header fields and bodies.

use std::net::SocketAddr;

use crate::client;

/// What a server does with header fields that are not UTF-8.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Headers {
    Kept,
    /// They never reach us.
    Dropped,
}

pub(crate) fn run(server: SocketAddr, headers: Headers) {
    let get = |path: &str, fields: &[u8]| {
        let head = [b"GET ", path.as_bytes(), b" HTTP/1.1\r\nhost: a\r\nconnection: close\r\n"].concat();
        client::send_and_wait(server, &[&head[..], fields, b"\r\n"].concat())
    };
    for (path, what) in [
        ("/query?q=%ff", "The query string"),
        ("/path/%ff", "The path"),
        ("/user/%e2%82", "The path"),
        ("/shelf/%ff/1", "The path"),
    ] {
        let answer = get(path, b"");
        assert!(answer.starts_with("HTTP/1.1 400"), "{path} {answer}");
        assert!(answer.contains(&format!(r#"{{"message":"{what} is not valid Unicode text."}}"#)), "{path} {answer}");
    }

    // The same without percent signs; most servers answer by themselves.
    for path in [&b"/query?q=s3cr3t\xff"[..], b"/path/\xff", b"/user/\xe2\x82", b"/shelf/\xff/1"] {
        let request = [b"GET ", path, b" HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"].concat();
        let answer = client::send_and_wait(server, &request);
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{path:?} {answer}");
        assert!(!answer.contains("s3cr3t"), "{answer}");
    }

    let answer = get("/headers", b"x-trace: ab\xffd\r\n");
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    let said = match headers {
        Headers::Kept => r#"{"message":"The value of a header field is not valid Unicode text."}"#,
        Headers::Dropped => {
            r#"{"message":"The given data was invalid.","errors":{"x-trace":["The x trace field is required."]}}"#
        }
    };
    assert!(answer.contains(said), "{answer}");
    // A field that nobody reads may be what it likes.
    let answer = get("/headers", b"x-trace: abcd\r\nx-other: \xff\r\n");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("abcd"), "{answer}");
    // Text outside of ASCII is text.
    let answer = get("/headers", "x-trace: \u{e9}t\u{e9}!\r\n".as_bytes());
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\u{e9}t\u{e9}!"), "{answer}");
}

//! Requests over the network, byte by byte as they are written here.

use std::io::{Read as _, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

/// What a server answered: the status and the body.
pub(crate) type Answer = (u16, String);

/// One part of a body.
pub(crate) struct Part<'p> {
    pub(crate) head: String,
    pub(crate) content: &'p [u8],
}

pub(crate) fn text<'p>(name: &str, value: &'p str) -> Part<'p> {
    Part { head: format!("Content-Disposition: form-data; name=\"{name}\""), content: value.as_bytes() }
}

/// A file, with the name and the type that a client says.
pub(crate) fn file<'p>(name: &str, file_name: &str, media_type: &str, content: &'p [u8]) -> Part<'p> {
    let head = format!(
        "Content-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: {media_type}"
    );
    Part { head, content }
}

pub(crate) fn body(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        body.extend_from_slice(format!("--XX\r\n{}\r\n\r\n", part.head).as_bytes());
        body.extend_from_slice(part.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--XX--\r\n");
    body
}

pub(crate) fn connect(server: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(server).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream.set_write_timeout(Some(Duration::from_secs(60))).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

pub(crate) const MULTIPART: &str = "content-type: multipart/form-data; boundary=XX\r\n";

pub(crate) fn head(path: &str, headers: &str) -> String {
    format!("POST {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n{headers}")
}

/// Sends a body of known length.
pub(crate) fn post(server: SocketAddr, path: &str, headers: &str, body: &[u8]) -> Answer {
    let mut stream = connect(server);
    let head = format!("{}content-length: {}\r\n\r\n", head(path, headers), body.len());
    stream.write_all(head.as_bytes()).unwrap();
    // A server that has answered before the end closes the connection.
    let _ = stream.write_all(body);
    receive(stream)
}

pub(crate) fn post_parts(server: SocketAddr, path: &str, parts: &[Part<'_>]) -> Answer {
    post(server, path, MULTIPART, &body(parts))
}

/// Sends a body in chunks of these lengths, again and again, with a pause behind each.
pub(crate) fn post_chunked(server: SocketAddr, path: &str, body: &[u8], lengths: &[usize], pause: Duration) -> Answer {
    let mut stream = connect(server);
    stream.write_all(format!("{}transfer-encoding: chunked\r\n\r\n", head(path, MULTIPART)).as_bytes()).unwrap();
    let mut rest = body;
    for length in lengths.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (chunk, behind) = rest.split_at(rest.len().min(*length));
        rest = behind;
        let framed = [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat();
        if stream.write_all(&framed).is_err() {
            break;
        }
        std::thread::sleep(pause);
    }
    let _ = stream.write_all(b"0\r\n\r\n");
    receive(stream)
}

/// Sends the beginning of a request and goes away.
pub(crate) fn cut_off(server: SocketAddr, path: &str, announced: usize, sent: &[u8], wait: bool) -> Option<Answer> {
    let mut stream = connect(server);
    let head = format!("{}content-length: {announced}\r\n\r\n", head(path, MULTIPART));
    stream.write_all(head.as_bytes()).unwrap();
    let _ = stream.write_all(sent);
    if !wait {
        return None;
    }
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    read(&answer)
}

pub(crate) fn receive(mut stream: TcpStream) -> Answer {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    read(&answer).unwrap_or_else(|| panic!("no answer: {}", answer.escape_ascii()))
}

fn read(answer: &[u8]) -> Option<Answer> {
    let text = String::from_utf8_lossy(answer);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let is_chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
    let body = match body.split_once("\r\n") {
        Some((_, rest)) if is_chunked => rest.split("\r\n0\r\n").next()?.to_owned(),
        _ => body.to_owned(),
    };
    Some((status, body))
}

/// Writes parts of which the content is made up while it is sent.
pub(crate) fn write_made_up(stream: &mut impl Write, bytes: usize) -> std::io::Result<()> {
    static PIECE: [u8; 64 << 10] = [b'x'; 64 << 10];
    let mut left = bytes;
    while left > 0 {
        let count = left.min(PIECE.len());
        stream.write_all(&PIECE[..count])?;
        left -= count;
    }
    Ok(())
}

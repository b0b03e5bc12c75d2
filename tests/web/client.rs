//! Requests over the network.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

use ureq::Agent;
use ureq::http::Request;

/// What a server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    /// The values of a header field, joined as HTTP allows.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let values: Vec<_> =
            self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| &**value).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }
}

pub(crate) fn agent() -> Agent {
    let config = Agent::config_builder().http_status_as_error(false).allow_non_standard_methods(true);
    // A server that answers before it has read a body closes the connection, so none is used again.
    config.max_idle_connections(0).timeout_global(Some(Duration::from_secs(60))).build().into()
}

pub(crate) fn send(
    agent: &Agent,
    server: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let mut request = Request::builder().method(method).uri(format!("http://{server}{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut response = match (method, body) {
        ("GET" | "HEAD", b"") => agent.run(request.body(()).unwrap()),
        _ => agent.run(request.body(body).unwrap()),
    }
    .unwrap();
    let headers = response.headers().iter();
    Answer {
        status: response.status().as_u16(),
        headers: headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().into())).collect(),
        body: response.body_mut().read_to_string().unwrap(),
    }
}

/// Sends bytes as they are, says that no more will come, and gives what comes back.
pub(crate) fn send_raw(server: SocketAddr, bytes: &[u8]) -> String {
    let stream = send_bytes(server, bytes);
    // A server that has closed already has answered.
    let _ = stream.shutdown(Shutdown::Write);
    receive_all(stream)
}

/// Sends bytes as they are, and gives what comes back until the server closes the connection.
pub(crate) fn send_and_wait(server: SocketAddr, bytes: &[u8]) -> String {
    receive_all(send_bytes(server, bytes))
}

fn send_bytes(server: SocketAddr, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(server).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(bytes).unwrap();
    stream
}

fn receive_all(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// One connection that is used again and again, for many requests in a short time.
pub(crate) struct Connection {
    server: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
}

impl Connection {
    pub(crate) fn new(server: SocketAddr) -> Self {
        Self { server, stream: None }
    }

    /// Sends a request with those of the header fields that have a value.
    pub(crate) fn send(&mut self, method: &str, path: &str, headers: &[(&str, Option<&str>)], body: &[u8]) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nhost: a\r\ncontent-length: {}\r\n", body.len());
        for (name, value) in headers {
            if let Some(value) = value {
                request.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        let request = [request.as_bytes(), b"\r\n", body].concat();
        // A server may close a connection after an answer to a body that it has not read.
        let answer = self.exchange(method, &request).or_else(|| {
            self.stream = None;
            self.exchange(method, &request)
        });
        answer.unwrap_or_else(|| panic!("no answer to {method} {path} {headers:?}"))
    }

    fn exchange(&mut self, method: &str, request: &[u8]) -> Option<Answer> {
        let server = self.server;
        let stream = self.stream.get_or_insert_with(|| {
            let stream = TcpStream::connect(server).unwrap();
            stream.set_nodelay(true).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            BufReader::new(stream)
        });
        stream.get_mut().write_all(request).ok()?;
        let answer = receive(stream, method)?;
        if answer.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close")) {
            self.stream = None;
        }
        Some(answer)
    }
}

fn receive(stream: &mut BufReader<TcpStream>, method: &str) -> Option<Answer> {
    let status = line(stream)?.split(' ').nth(1)?.parse().ok()?;
    let mut answer = Answer { status, headers: Vec::new(), body: String::new() };
    loop {
        let line = line(stream)?;
        let Some((name, value)) = line.split_once(':') else { break };
        answer.headers.push((name.to_ascii_lowercase(), value.trim().into()));
    }
    let mut body = Vec::new();
    if method != "HEAD" && status != 204 {
        match answer.header("content-length") {
            Some(length) => take(stream, length.parse().ok()?, &mut body)?,
            None if answer.header("transfer-encoding").is_some() => loop {
                let length = usize::from_str_radix(&line(stream)?, 16).ok()?;
                take(stream, length, &mut body)?;
                line(stream)?;
                if length == 0 {
                    break;
                }
            },
            None => drop(stream.read_to_end(&mut body).ok()?),
        }
    }
    answer.body = String::from_utf8(body).ok()?;
    Some(answer)
}

fn line(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).ok()?;
    (read > 0).then(|| line.trim_end().into())
}

fn take(stream: &mut BufReader<TcpStream>, length: usize, body: &mut Vec<u8>) -> Option<()> {
    let mut piece = vec![0; length];
    stream.read_exact(&mut piece).ok()?;
    body.extend(piece);
    Some(())
}

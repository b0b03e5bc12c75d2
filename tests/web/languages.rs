//! Every answer in every language, from every server.

use std::net::SocketAddr;

use unprocessable::lang::{self, Language};
use unprocessable::web::Answers;
use unprocessable::{Answer, ErrorBody, Status, from_json};

use crate::client::{self, agent};
use crate::types::Order;

/// The settings of `/languages`: all of them, and a field of the application's own that decides first.
pub(crate) fn spoken() -> Answers {
    Answers::new().every_error().languages(lang::ALL).language_by("x-language", |own| Some(own.into()))
}

const BAD: &str = r#"{"email":"","amount":0,"items":[{"name":"lengthy","price":-1}]}"#;

pub(crate) fn run(server: SocketAddr) {
    let agent = agent();
    let json = ("content-type", "application/json");
    let ask = |method: &str, path: &str, headers: &[(&str, &str)], body: &str| {
        client::send(&agent, server, method, &format!("/languages{path}"), headers, body.as_bytes())
    };
    for language in lang::ALL.iter().copied() {
        let tag = language.tag();
        let said = |error: ErrorBody| error.to_json_from(language);
        let refused = |body: &str| said(ErrorBody::from(from_json::<Order>(body.as_bytes()).unwrap_err()));
        let accepted = format!("{tag}-x-private, en;q=0.8");
        let accepts = ("accept-language", accepted.as_str());
        for (method, path, headers, body, status, expected) in [
            ("POST", "/json", vec![accepts, json], BAD, 422, refused(BAD)),
            ("POST", "/json", vec![accepts, json], "{}", 422, refused("{}")),
            ("POST", "/json", vec![accepts, json], "{", 400, refused("{")),
            ("POST", "/json", vec![accepts, json], "", 400, refused("")),
            (
                "POST",
                "/json",
                vec![accepts],
                "{}",
                415,
                said(ErrorBody::new(Status::UnsupportedMediaType).answer(Answer::JSON)),
            ),
            ("GET", "/json", vec![accepts], "", 405, said(Status::MethodNotAllowed.into())),
            ("GET", "/nowhere", vec![accepts], "", 404, said(Status::NotFound.into())),
            ("GET", "/status/503", vec![accepts], "", 503, said(Status::ServiceUnavailable.into())),
            // What the application says goes before what the client says.
            (
                "GET",
                "/status/429",
                vec![("x-language", tag), ("accept-language", "xx, en")],
                "",
                429,
                said(Status::TooManyRequests.into()),
            ),
        ] {
            let answer = ask(method, path, &headers, body);
            let found = (answer.status, answer.body.as_str(), answer.header("content-language"));
            assert_eq!(found, (status, expected.as_str(), Some(tag.to_owned())), "{method} {path} {tag}");
            assert_eq!(answer.header("vary").as_deref(), Some("Accept-Language, x-language"), "{method} {path}");
        }
    }
    chosen(&|accepted| {
        let headers = if accepted.is_empty() { vec![json] } else { vec![json, ("accept-language", accepted)] };
        ask("POST", "/json", &headers, "{}").header("content-language").unwrap_or_default()
    });
    // A field may be sent in several lines.
    for (lines, tag) in [
        ([("accept-language", "xx"), ("accept-language", "de;q=0.1, pl")], "pl"),
        ([("x-language", "xx"), ("x-language", "fr")], "fr"),
    ] {
        let answer = ask("GET", "/status/503", &lines, "");
        assert_eq!(answer.header("content-language").as_deref(), Some(tag), "{lines:?}");
    }
    // A body that is no failure has no language of ours, but a cache must know.
    let good = ask("POST", "/json", &[json, ("accept-language", "de")], r#"{"email":"a@b.co","amount":1}"#);
    assert_eq!((good.status, good.header("content-language")), (200, None));
    assert_eq!(good.header("vary").as_deref(), Some("Accept-Language, x-language"));
}

fn chosen(ask: &dyn Fn(&str) -> String) {
    for (accepted, tag) in [
        ("", "en"),
        ("xx", "en"),
        ("de-AT, en;q=0.8", "de"),
        ("en;q=0.8, pl", "pl"),
        ("zh-TW, fr;q=0.1", "fr"),
        ("zh-CN", "zh-Hans"),
        ("pt", "pt-BR"),
    ] {
        assert_eq!(ask(accepted), tag, "{accepted}");
    }
}

/// No two languages say the same, so that the test above sees which one it got.
#[test]
fn languages_differ() {
    let said = |language: &Language| ErrorBody::new(Status::NotFound).to_json_from(language);
    let mut all: Vec<String> = lang::ALL.iter().map(|language| said(language)).collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
}

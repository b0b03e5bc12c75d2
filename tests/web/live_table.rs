//! Live checks in every combination of methods, content types and headers: no handler runs on a bad or live request, and
//! nothing that was sent comes back.

use std::net::SocketAddr;

use crate::client::Connection;
use crate::types::Ran;

const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/// Each with whether it is one of JSON in UTF-8.
const CONTENT_TYPES: [(Option<&str>, bool); 7] = [
    (None, false),
    (Some("application/json"), true),
    (Some("application/vnd.api+json;charset=UTF-8"), true),
    (Some("application/json; charset=latin1"), false),
    (Some("application/x-www-form-urlencoded"), false),
    (Some("multipart/form-data; boundary=XX"), false),
    (Some("text/plain"), false),
];
/// Each with whether it makes the request a live check.
const PRECOGNITIONS: [(Option<&str>, bool); 6] = [
    (None, false),
    (Some("true"), true),
    (Some("TRUE"), true),
    (Some("false"), false),
    (Some("1"), false),
    (Some(""), false),
];
/// Each with whether it asks for what is wrong with the bad body.
const NAMES: [(Option<&str>, bool); 4] =
    [(None, true), (Some("note,email"), true), (Some("items.*.price"), false), (Some(""), false)];
const BODIES: [(&str, bool); 2] = [
    (r#"{"email":"jane@example.com","amount":1,"note":"s3cr3t"}"#, true),
    (r#"{"email":"s3cr3t","amount":"s3cr3t","note":["s3cr3t"]}"#, false),
];

/// A handler that counts how often it runs stands at `/live/counted`, for all methods.
pub(crate) fn run(server: SocketAddr, ran: &Ran) {
    let _turn = ran.turn();
    let mut connection = Connection::new(server);
    let mut wrong = Vec::new();
    let mut count = 0;
    for method in METHODS {
        for (content_type, is_json) in CONTENT_TYPES {
            for (precognition, is_live) in PRECOGNITIONS {
                for (names, asks) in NAMES {
                    for (body, is_good) in BODIES {
                        let before = ran.count();
                        let headers = [
                            ("content-type", content_type),
                            ("precognition", precognition),
                            ("precognition-validate-only", names),
                        ];
                        let answer = connection.send(method, "/live/counted", &headers, body.as_bytes());
                        let runs = ran.count() - before;
                        let expected = match (is_json, is_live, is_good) {
                            (false, ..) => (415, 0),
                            (true, false, true) => (200, 1),
                            (true, true, true) => (204, 0),
                            (true, true, false) if !asks => (204, 0),
                            (true, _, false) => (422, 0),
                        };
                        let marks = |name| answer.header(name).is_some_and(|value| value == "true");
                        let holds = (answer.status, runs) == expected
                            && !answer.body.contains("s3cr3t")
                            && !answer.headers.iter().any(|(_, value)| value.contains("s3cr3t"))
                            && marks("precognition") == is_live
                            && marks("precognition-success") == (answer.status == 204)
                            && answer.header("vary").is_some_and(|vary| vary == "Precognition")
                            && (answer.header("content-type").is_some() || answer.status == 204);
                        if !holds {
                            wrong.push(format!("{method} {headers:?} {body}\n  ran {runs}, {answer:?}"));
                        }
                        count += 1;
                    }
                }
            }
        }
    }
    assert_eq!(count, 2_352);
    assert!(wrong.is_empty(), "{} of {count} combinations\n{}", wrong.len(), wrong.join("\n"));
}

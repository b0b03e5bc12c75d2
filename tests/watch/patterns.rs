//! What is told of requests that people send.

use crate::client::Connection;
use crate::listeners::{EVENTS, RECORDED, observed};
use crate::servers::{ALL, Server};

const JSON: (&str, Option<&str>) = ("content-type", Some("application/json"));

/// Bodies, and what is told of them.
const BODIES: &[(&str, u16, &str)] = &[
    (r#"{"email":""}"#, 422, "email required 1, email email 1"),
    (r#"{"email":"a@b.example","items":[{"price":0},{"price":1},{"price":-1}]}"#, 422, "items.*.price gte 2"),
    (r#"{"email":"a@b.example","prices":{"evil":0,"7":-1}}"#, 422, "prices.* gt 2"),
    (r#"{"email":"a@b.example","prices":{"evil and long":1}}"#, 422, "prices.* length 1"),
    (r#"{"email":"a@b.example","by_name":{"evil":{"price":0},"":{"price":0}}}"#, 422, "by_name.*.price gte 2"),
    (r#"{"email":"a@b.example","pair":[{"price":0},{"price":0}]}"#, 422, "pair.0.price gte 1, pair.1.price gte 1"),
    (r#"{"email":"a@b.example","evil":1,"evil.too":2}"#, 422, "* unknown 2"),
    (r#"{"email":"a@b.example","items":[{"price":1,"evil":2}]}"#, 422, "items.*.* unknown 1"),
    (r#"{"email":7,"items":[{"price":"evil"}]}"#, 422, "email text 1, items.*.price integer 1"),
    (r#"{"items":[{}]}"#, 422, "email required 1, items.*.price required 1"),
    (
        r#"{"email":"a@b.example","tree":{"children":[{"left":{"right":{"left":{"name":"evil"}}}}]}}"#,
        422,
        "tree.children.*.left.**.name length 1",
    ),
    (r#"{"email":"#, 400, ""),
];

#[test]
fn each_refused_request_is_told_once() {
    let _ = &*RECORDED;
    for Server { name, start, route, .. } in ALL {
        let (answers, told) = observed();
        let mut client = Connection::new(start(answers));
        let path = format!("/{name}/evil/orders");
        for (body, status, expected) in BODIES {
            let answer = client.send("POST", &path, &[JSON], body.as_bytes());
            assert_eq!(answer.status, *status, "{name} {body}: {}", answer.body);
            assert_eq!(told.take(""), [format!("POST {route} {status}: {expected}")], "{name} {body}");
            let events = EVENTS.take(route);
            assert_eq!(events.len(), 1, "{events:?}");
            let fields =
                format!("http.route=\"{route}\" http.request.method=\"POST\" http.response.status_code={status}");
            assert!(events[0].contains(&fields), "{events:?}");
            assert!(!events[0].contains("evil") && events[0].starts_with("unprocessable.refused "), "{events:?}");
        }
        // A request that is not refused, one of a live check, and one that the handler refuses.
        let valid = br#"{"email":"a@b.example"}"#;
        assert_eq!(client.send("POST", &path, &[JSON], valid).status, 200);
        assert!(told.take("").is_empty() && EVENTS.take(route).is_empty());
        let live = [JSON, ("precognition", Some("true"))];
        assert_eq!(client.send("POST", &path, &live, valid).status, 204);
        assert!(told.take("").is_empty());
        assert_eq!(client.send("POST", &path, &live, br#"{"email":""}"#).status, 422);
        assert_eq!(told.take(""), [format!("POST {route} 422 live: email required 1, email email 1")]);
        let by_hand = br#"{"email":"a@b.example","by_hand":["7"]}"#;
        assert_eq!(client.send("POST", &path, &[JSON], by_hand).status, 422);
        assert_eq!(told.take(""), [format!("POST {route} 422: prices.* 7 1")]);
        assert_eq!(client.send("POST", &path, &[("content-type", Some("text/evil"))], valid).status, 415);
        assert_eq!(told.take(""), [format!("POST {route} 415: ")]);
        // What is answered without this crate is none of its business.
        assert_eq!(client.send("POST", "/evil", &[JSON], valid).status, 404);
        assert!(told.take("").is_empty());
        recorded_once(route);
    }
}

/// The counters and histograms of the requests above.
fn recorded_once(route: &str) {
    let label = format!("http.route={route} ");
    let recorded = RECORDED.with(&label);
    let of = |name: &str| {
        let key = format!("{name} {label}http.request.method=POST unprocessable.live=");
        recorded
            .iter()
            .filter(|(known, _)| known.starts_with(&key))
            .map(|(known, found)| (&known[key.len()..], *found))
            .collect::<Vec<_>>()
    };
    let counters = of("unprocessable.violations");
    for expected in [
        ("false unprocessable.field=items.*.price error.type=gte", (1, 2.0)),
        ("true unprocessable.field=email error.type=required", (1, 1.0)),
        // Once as an empty text, once as a missing field.
        ("false unprocessable.field=email error.type=required", (2, 2.0)),
        ("false unprocessable.field=prices.* error.type=gt", (1, 2.0)),
    ] {
        assert!(counters.contains(&expected), "{expected:?} in {counters:#?}");
    }
    let histograms = of("unprocessable.request.violations");
    // All bodies but the malformed one, and the one of the handler.
    let refused = BODIES.len() - 1 + 1;
    assert_eq!(histograms[0].0, "false http.response.status_code=400");
    assert_eq!(histograms[0].1, (1, 0.0));
    assert_eq!(histograms[1].1, (1, 0.0), "{histograms:?}");
    assert_eq!((histograms[2].0, histograms[2].1.0), ("false http.response.status_code=422", refused));
    assert_eq!(histograms.len(), 4);
    assert!(recorded.keys().all(|key| !key.contains("evil")), "{recorded:?}");
}

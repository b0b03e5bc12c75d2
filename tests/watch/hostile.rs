//! Clients that try to make new series: keys, methods, paths, depths and types that nobody expects.

use fastrand::Rng;

use crate::client::Connection;
use crate::listeners::{EVENTS, RECORDED, observed};
use crate::servers::ALL;

/// How many hostile requests each server gets.
const REQUESTS: usize = 2_000;

#[test]
fn clients_make_no_series() {
    let _ = &*RECORDED;
    for (seed, server) in (1..).zip(ALL) {
        let (answers, told) = observed();
        let mut client = Connection::new((server.start)(answers));
        let mut rng = Rng::with_seed(seed);
        let mine = server.route.replace("orders", "any");
        let (mut refused, mut half) = (0, 0);
        for number in 0..REQUESTS {
            if number == REQUESTS / 2 {
                half = RECORDED.with(&mine).len();
            }
            let method = if server.takes_any_method && rng.bool() { format!("EVIL{number}") } else { "POST".into() };
            let path = match rng.u8(..8) {
                0 => format!("/evil{number}/{}", rng.u32(..)),
                1 => format!("/{}/evil{number}/any/", server.name),
                _ => format!("/{}/evil{number}/any?evil{number}=1", server.name),
            };
            let media = match rng.u8(..16) {
                0 => format!("evil{number}/json"),
                _ => "application/json".into(),
            };
            let live = rng.bool().then_some("true");
            let headers = [("content-type", Some(&*media)), ("precognition", live), ("x-evil", Some("evil"))];
            let body = body(&mut rng, number);
            let answer = client.send(&method, &path, &headers, body.as_bytes());
            assert!((400..500).contains(&answer.status), "{method} {path} {body}: {answer:?}");
            refused += told.take("").len();
        }
        assert!(refused > REQUESTS / 2, "{refused}");
        let series = RECORDED.with(&mine);
        assert!(series.keys().all(|key| !key.contains("evil") && !key.contains("EVIL")), "{series:#?}");
        let methods: Vec<_> = series.keys().filter(|key| key.contains("method=_OTHER")).collect();
        assert_eq!(methods.is_empty(), !server.takes_any_method, "{methods:?}");
        // Two methods, live or not, and some thirty pairs of field and code. The second half brings next to none.
        assert!((30..200).contains(&series.len()), "{}: {:#?}", series.len(), series.keys());
        assert!(series.len() - half <= half / 4, "{half} and then {}", series.len());
        assert!(EVENTS.take(&mine).iter().all(|event| !event.contains("evil") && !event.contains("EVIL")));
    }
    // Requests that match no route are no series of their own.
    assert!(RECORDED.series().iter().all(|key| key.contains("http.route=/") || key.contains("unprocessable.rule=")));
}

#[test]
fn keys_that_an_application_takes_from_clients_are_limited() {
    let _ = &*RECORDED;
    for server in ALL {
        let (answers, told) = observed();
        let mut client = Connection::new((server.start)(answers));
        let path = format!("/{}/evil/hand", server.name);
        let route = server.route.replace("orders", "hand");
        let json = [("content-type", Some("application/json"))];
        for number in 0..40 {
            let names: Vec<String> = (0..100).map(|name| format!(r#""hand{number}x{name}""#)).collect();
            let body = format!(r#"{{"email":"a@b.example","by_hand":[{}]}}"#, names.join(","));
            assert_eq!(client.send("POST", &path, &json, body.as_bytes()).status, 422);
        }
        let series = RECORDED.with(&format!("http.route={route} "));
        let by_hand = series.keys().filter(|key| key.contains("field=prices.hand")).count();
        assert!((900..=1_000).contains(&by_hand), "{by_hand}");
        let other = series.iter().find(|(key, _)| key.ends_with("unprocessable.field=_OTHER error.type=_OTHER"));
        assert_eq!(other.unwrap().1.1 as usize + by_hand, 4_000);
        assert_eq!(told.take(&format!("POST {route} 422: _OTHER _OTHER 100")).len(), 30);
        // The others are still counted where they belong.
        told.take("");
        let answer = client.send("POST", &path, &json, br#"{"email":"a@b.example","by_hand":["hand0x0"]}"#);
        assert_eq!(answer.status, 422);
        assert_eq!(told.take(""), [format!("POST {route} 422: prices.hand0x0 hand0x0 1")]);
    }
}

/// A body with at least one mistake, at places that the client has chosen.
fn body(rng: &mut Rng, number: usize) -> String {
    let key = |rng: &mut Rng| match rng.u8(..6) {
        0 => format!("evil{number}"),
        1 => format!("evil.{number}.price"),
        2 => format!(r"evil\\{number}"),
        3 => format!("{}evil", "deep.".repeat(rng.usize(..60))),
        4 => format!("evil\\u0000\\n\u{202e}{number}"),
        _ => format!("{}", rng.u64(..)),
    };
    let mut members = Vec::new();
    for _ in 0..rng.usize(..4) {
        let key = key(rng);
        members.push(match rng.u8(..6) {
            0 => format!(r#""{key}":1"#),
            1 => format!(r#""prices":{{"{key}":0,"{key}x":"evil"}}"#),
            2 => format!(r#""by_name":{{"{key}":{{"price":0,"{key}":1}}}}"#),
            3 => format!(r#""items":[{{"price":1}},{{"price":-1,"{key}":[]}}]"#),
            4 => format!(r#""tree":{}"#, tree(rng, 20)),
            _ => format!(r#""pair":[{{"{key}":1}},{{"price":0}}]"#),
        });
    }
    members.push(format!(r#""email":"evil{number}""#));
    format!("{{{}}}", members.join(","))
}

/// A tree with one wrong name somewhere.
fn tree(rng: &mut Rng, depth: u32) -> String {
    if depth == 0 || rng.u8(..12) == 0 {
        return r#"{"name":"evil"}"#.into();
    }
    let inside = tree(rng, depth - 1);
    match rng.u8(..3) {
        0 => format!(r#"{{"left":{inside}}}"#),
        1 => format!(r#"{{"right":{inside}}}"#),
        _ => format!(r#"{{"children":[{{}},{inside}]}}"#),
    }
}

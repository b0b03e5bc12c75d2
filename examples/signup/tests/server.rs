//! Statuses and bodies that clients get, and the rows that are stored.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use common::{Demo, good_signup, taken};
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};
use unprocessable::openapi;

async fn answer(request: RequestBuilder) -> (u16, Value) {
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

async fn save(demo: &Demo, signup: &Value) -> (u16, Value) {
    answer(Client::new().post(demo.signups()).json(signup)).await
}

async fn check(demo: &Demo, only: &str, signup: &Value) -> Response {
    let request = Client::new().post(demo.signups()).header("Precognition", "true");
    request.header("Precognition-Validate-Only", only).json(signup).send().await.unwrap()
}

async fn rows(demo: &Demo) -> Vec<Value> {
    match answer(Client::new().get(demo.signups())).await {
        (200, Value::Array(rows)) => rows,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_good_signup_is_saved_and_listed_without_its_secrets() {
    let demo = Demo::start();
    let (status, row) = save(&demo, &good_signup("marta@harbour.example")).await;
    assert_eq!(status, 201);
    assert_eq!(
        row,
        json!({
            "id": 1, "name": "Marta’s Smokehouse", "email": "marta@harbour.example", "city": "Hamburg", "country": "DE",
            "first_day": "2999-05-01", "last_day": "2999-05-03",
            "items": [
                { "name": "Blackberry jam", "price": 4.5, "pieces": 40 },
                { "name": "Smoked trout", "price": 7.9, "pieces": 25 },
            ],
            "has_photo": false,
        }),
    );
    save(&demo, &good_signup("jonas@harbour.example")).await;
    let listed = rows(&demo).await;
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[0]["email"], "jonas@harbour.example");
    assert_eq!(listed[1], row);

    let file = std::fs::read(&demo.database).unwrap();
    let log = std::fs::read(demo.database.with_extension("db-wal")).unwrap();
    let kept = [file, log].concat();
    assert!(kept.windows(9).any(|bytes| bytes == b"$argon2id"));
    assert!(!kept.windows(10).any(|bytes| bytes == b"Tide-Table"), "the password is in the database");
}

#[tokio::test]
async fn a_photo_is_kept_and_shown_as_what_it_is() {
    let demo = Demo::start();
    let mut signup = good_signup("marta@harbour.example");
    signup["photo"] = json!("data:text/html;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAYAAAAAAAAA");
    let (status, row) = save(&demo, &signup).await;
    assert_eq!((status, &row["has_photo"]), (201, &json!(true)));
    let photo = Client::new().get(format!("{}/1/photo", demo.signups())).send().await.unwrap();
    assert_eq!((photo.status().as_u16(), &photo.headers()["content-type"]), (200, &"image/png".parse().unwrap()));
    assert_eq!(photo.headers()["x-content-type-options"], "nosniff");
    assert!(photo.bytes().await.unwrap().starts_with(b"\x89PNG"));
    let missing = Client::new().get(format!("{}/2/photo", demo.signups())).send().await.unwrap();
    assert_eq!(missing.status().as_u16(), 404);

    let mut signup = good_signup("jonas@harbour.example");
    signup["photo"] = json!("data:image/png;base64,PHNjcmlwdCA+");
    let (status, body) = save(&demo, &signup).await;
    let types = "The photo must be a file of one of these types: image/png, image/jpeg, image/webp.";
    assert_eq!((status, &body["errors"]), (422, &json!({ "photo": [types, "The photo must be an image."] })));

    // While somebody types, the browser only says what it knows of the picture.
    signup["photo"] = json!({ "name": "stall.png", "size": 400_000, "type": "image/png" });
    assert_eq!(check(&demo, "photo", &signup).await.status(), 204);
    signup["photo"]["size"] = json!(600_000);
    let live = check(&demo, "photo", &signup).await.json::<Value>().await.unwrap();
    assert_eq!(live["errors"], json!({ "photo": ["The photo must not be larger than 500 KB."] }));
}

#[tokio::test]
async fn all_mistakes_come_in_one_answer() {
    let demo = Demo::start();
    let mut signup = good_signup("marta@harbour");
    signup["name"] = json!(" ");
    signup["password"] = json!("gull");
    signup["address"].as_object_mut().unwrap().remove("city");
    signup["last_day"] = json!("2999-04-30");
    signup["items"][1]["price"] = json!(0);
    signup["items"][1]["pieces"] = json!("a few");
    let (status, body) = save(&demo, &signup).await;
    assert_eq!(status, 422);
    assert_eq!(
        body,
        json!({
            "message": "The given data was invalid.",
            "errors": {
                "name": ["The name field is required."],
                "password": [
                    "The password must be at least 10 characters.",
                    "The password must contain at least one uppercase and one lowercase letter.",
                    "The password must contain at least one number.",
                ],
                "password_confirmation": ["The password confirmation must match the password."],
                "address.city": ["The city field is required."],
                "last_day": ["The last day must not be before the first day."],
                "items.1.price": ["The price must be greater than 0."],
                "items.1.pieces": ["The pieces must be an integer."],
            },
        }),
    );
    assert_eq!(rows(&demo).await, [] as [Value; 0]);
}

#[tokio::test]
async fn a_taken_email_is_invalid_on_submit_and_in_a_live_check() {
    let demo = Demo::start();
    save(&demo, &good_signup("marta@harbour.example")).await;
    let again = good_signup("MARTA@harbour.example");
    assert_eq!(save(&demo, &again).await, (422, taken()));

    let live = check(&demo, "email", &again).await;
    assert_eq!(live.status(), 422);
    assert_eq!(live.headers()["precognition"], "true");
    assert_eq!(live.json::<Value>().await.unwrap(), taken());

    // Most of the form is still empty while the e-mail address is typed.
    let live = check(&demo, "email", &json!({ "email": "marta@harbour.example" })).await;
    assert_eq!((live.status().as_u16(), live.json::<Value>().await.unwrap()), (422, taken()));
    assert_eq!(rows(&demo).await.len(), 1);
}

#[tokio::test]
async fn a_live_check_speaks_of_what_it_is_asked_for_and_saves_nothing() {
    let demo = Demo::start();
    save(&demo, &good_signup("marta@harbour.example")).await;
    let mut signup = good_signup("marta@harbour.example");
    signup["items"][1]["price"] = json!(0);

    let fine = check(&demo, "name,items.0.price", &signup).await;
    assert_eq!(fine.status(), 204);
    assert_eq!(fine.headers()["precognition"], "true");
    assert_eq!(fine.headers()["precognition-success"], "true");
    assert!(fine.headers().get_all("vary").iter().any(|names| names.to_str().unwrap().contains("recognition")));

    let wrong = check(&demo, "name,items.*.price", &signup).await;
    assert_eq!(wrong.status(), 422);
    let body: Value = wrong.json().await.unwrap();
    assert_eq!(body["errors"], json!({ "items.1.price": ["The price must be greater than 0."] }));

    signup["items"][0]["name"] = json!("");
    let worded: Value = check(&demo, "items.0.name", &signup).await.json().await.unwrap();
    assert_eq!(worded["errors"], json!({ "items.0.name": ["The item field is required."] }));

    let whole = check(&demo, "", &good_signup("jonas@harbour.example")).await;
    assert_eq!(whole.status(), 204);
    assert_eq!(rows(&demo).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_requests_for_one_email_at_once_one_is_saved() {
    let demo = Demo::start();
    let client = Client::new();
    let requests: Vec<_> = (0..200)
        .map(|_| tokio::spawn(answer(client.post(demo.signups()).json(&good_signup("marta@harbour.example")))))
        .collect();
    let (mut saved, mut refused, mut conflicts) = (0, 0, 0);
    for request in requests {
        match request.await.unwrap() {
            (201, _) => saved += 1,
            answer => {
                // 422 of the rule, or 409 of the constraint for those that passed the rule at the same moment.
                conflicts += u32::from(answer.0 == 409);
                assert_eq!(answer, (if answer.0 == 409 { 409 } else { 422 }, taken()));
                refused += 1;
            }
        }
    }
    assert_eq!((saved, refused), (1, 199));
    assert!(conflicts > 0, "no request came between the rule and the constraint");
    assert_eq!(rows(&demo).await.len(), 1);
}

#[tokio::test]
async fn what_is_no_signup_has_the_documented_statuses() {
    let demo = Demo::start();
    let client = Client::new();
    let json = |body: &'static str| client.post(demo.signups()).header("Content-Type", "application/json").body(body);
    let (status, body) = answer(json(r#"{"name": "#)).await;
    assert_eq!(status, 400);
    assert_eq!(body["message"], "The request body is not valid JSON: it ends too early at line 1, column 10.");
    assert_eq!(answer(client.post(demo.signups()).body("name=Marta")).await.0, 415);
    // One byte above axum's limit. With a larger body the connection could be closed while it is still being sent.
    let huge = vec![b' '; (2 << 20) + 1];
    let huge = client.post(demo.signups()).header("Content-Type", "application/json").body(huge);
    assert_eq!(answer(huge).await.0, 413);
    let (status, body) = answer(client.get(format!("{}/nowhere", demo.address))).await;
    assert_eq!((status, body), (404, json!({ "message": "Requested resource does not exist or was not found." })));
    let (status, body) = answer(client.delete(demo.signups())).await;
    assert_eq!((status, body), (405, json!({ "message": "HTTP method not supported for this endpoint." })));
}

/// The program gets no time to close its files.
#[cfg(unix)]
#[tokio::test]
async fn no_saved_row_is_lost_when_the_program_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("signup.db");
    for round in 1..=3 {
        let mut demo = Demo::start_on(&database);
        assert_eq!(save(&demo, &good_signup(&format!("round-{round}@harbour.example"))).await.0, 201);
        demo.signal("KILL");
        assert!(!demo.ended().success());
    }
    let emails: Vec<_> = rows(&Demo::start_on(&database)).await.iter().map(|row| row["email"].clone()).collect();
    assert_eq!(emails, ["round-3@harbour.example", "round-2@harbour.example", "round-1@harbour.example"]);
}

#[cfg(unix)]
#[tokio::test]
async fn a_signal_stops_the_program_after_the_requests_that_are_under_way() {
    for signal in ["TERM", "INT"] {
        let mut demo = Demo::start();
        let client = Client::new();
        // This connection stays open, and must not keep the program from ending.
        assert_eq!(answer(client.get(demo.signups())).await.0, 200);

        let body = good_signup("marta@harbour.example").to_string();
        let mut request = begin(&demo, body.len());
        demo.signal(signal);
        until_closed(&demo);
        request.write_all(body.as_bytes()).unwrap();
        let mut response = String::new();
        request.read_to_string(&mut response).unwrap();
        assert!(response.starts_with("HTTP/1.1 201 Created\r\n"), "{response}");

        assert!(demo.ended().success());
        // The rows of the log are in the file, and the log is deleted.
        assert!(!demo.database.with_extension("db-wal").exists());
        assert_eq!(rows(&Demo::start_on(&demo.database)).await.len(), 1);
    }
}

/// Sends the head of a request, and returns when its handler waits for the body.
fn begin(demo: &Demo, length: usize) -> TcpStream {
    let mut stream = TcpStream::connect(demo.address.strip_prefix("http://").unwrap()).unwrap();
    let head = format!(
        "POST /signups HTTP/1.1\r\nHost: demo\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
         Expect: 100-continue\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream
}

/// Waits until the program accepts no more connections.
fn until_closed(demo: &Demo) {
    let address = demo.address.strip_prefix("http://").unwrap();
    for _ in 0..1000 {
        if TcpStream::connect(address).is_err() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("the signal was not heard");
}

#[tokio::test]
async fn the_document_is_the_one_that_was_reviewed() {
    let demo = Demo::start();
    let (status, mut document) = answer(Client::new().get(format!("{}/openapi.json", demo.address))).await;
    assert_eq!(status, 200);
    reviewed("openapi.json", &document);
    openapi::to_3_0(&mut document);
    reviewed("openapi-3.0.json", &document);
}

/// A document is as it was when somebody read it.
fn reviewed(name: &str, document: &Value) {
    let file = format!("{}/tests/openapi/{name}", env!("CARGO_MANIFEST_DIR"));
    let written = format!("{document:#}\n");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &written).unwrap();
    }
    let reviewed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(written == reviewed, "`UPDATE=1` writes {file} anew; read what changes");
}

#[tokio::test]
async fn the_example_of_errors_is_a_real_answer() {
    let demo = Demo::start();
    let (_, document) = answer(Client::new().get(format!("{}/openapi.json", demo.address))).await;
    let response = &document["paths"]["/signups"]["post"]["responses"]["422"]["content"]["application/json"];

    let mut signup = good_signup("marta@");
    signup["name"] = json!("");
    signup["address"]["street"] = json!("Quay ".repeat(40));
    signup["items"][0]["price"] = json!(0);
    assert_eq!(save(&demo, &signup).await, (422, response["example"].clone()));
}

#[tokio::test]
async fn the_page_of_the_document_comes_with_all_its_files() {
    let demo = Demo::start();
    let client = Client::new();
    let page = client.get(format!("{}/docs", demo.address)).send().await.unwrap().text().await.unwrap();
    let files: Vec<&str> = page.split('"').filter(|text| text.starts_with('/') && text.contains('.')).collect();
    assert!(files.len() >= 5, "{files:?}");
    for file in files {
        let response = client.get(format!("{}{file}", demo.address)).send().await.unwrap();
        assert_eq!(response.status(), 200, "{file}");
        assert!(response.content_length().is_some_and(|length| length > 0), "{file}");
    }
    assert!(!page.contains("//"), "it fetches something from elsewhere");
    let missing = client.get(format!("{}/docs/other.js", demo.address)).send().await.unwrap();
    assert_eq!(missing.status(), 404);
}

#[tokio::test]
async fn a_client_reads_its_language() {
    let demo = Demo::start();
    let mut signup = good_signup("marta@harbour.example");
    signup["name"] = json!("x".repeat(81));
    signup["items"] = json!([]);
    let ask = |field: &'static str, value: &'static str, body: String| {
        let request = Client::new().post(demo.signups()).header("Content-Type", "application/json");
        request.header(field, value).body(body)
    };
    let polish = ask("Accept-Language", "pl, en;q=0.8", signup.to_string()).send().await.unwrap();
    assert_eq!(polish.headers()["content-language"], "pl");
    let body: Value = polish.json().await.unwrap();
    assert_eq!(body["errors"]["name"][0], "Pole „Nazwa stoiska” może zawierać najwyżej 80 znaków.");
    assert_eq!(body["errors"]["items"][0], "Pole „Towary” musi zawierać od 1 do 8 elementów.");

    let (status, body) = answer(ask("Accept-Language", "pl", "{".into())).await;
    assert_eq!(status, 400);
    assert!(body["message"].as_str().unwrap().contains("JSON"), "{body}");
    assert_ne!(body["message"], answer(ask("Accept-Language", "en", "{".into())).await.1["message"]);

    // What a person has chosen on the page comes before what the browser asks for.
    let french = ask("Cookie", "theme=dark; language=fr", signup.to_string()).send().await.unwrap();
    assert_eq!(french.headers()["content-language"], "fr");
    let body: Value = french.json().await.unwrap();
    assert_eq!(
        body["errors"]["name"][0],
        "Le champ «\u{a0}Nom du stand\u{a0}» doit contenir au maximum 80 caractères."
    );

    save(&demo, &good_signup("marta@harbour.example")).await;
    let taken = ask("Accept-Language", "de-AT", good_signup("marta@harbour.example").to_string());
    let (status, body) = answer(taken).await;
    assert_eq!(status, 422);
    assert_eq!(body["errors"]["email"][0], "Der Wert im Feld „E-Mail-Adresse“ ist bereits vergeben.");
}

//! One page for each status, made from the documented table in the code. `UPDATE=1` writes them.

use std::fmt::Write as _;
use std::{env, fs};

use unprocessable::{ErrorBody, Status, ValidationErrors, Violation, from_json};

use crate::pages;

#[test]
fn status_pages_are_those_of_the_table() {
    let mut stale = Vec::new();
    let all = Status::ALL.map(|status| (format!("status/{}.md", status.code()), page(status)));
    for (file, text) in all.into_iter().chain([("status.md".to_owned(), index())]) {
        let place = pages().join(&file);
        if fs::read_to_string(&place).unwrap_or_default() == text {
            continue;
        }
        match env::var("UPDATE").as_deref() {
            Ok("1") => {
                fs::create_dir_all(place.parent().unwrap()).unwrap();
                fs::write(&place, text).unwrap();
            }
            _ => stale.push(file),
        }
    }
    let command = "UPDATE=1 cargo test -p unprocessable-docs --test book statuses";
    assert!(stale.is_empty(), "not as the code says: {stale:?}; `{command}` writes them");
}

/// The table itself, against the documented one where it is beside the checkout.
#[test]
fn the_documented_table_says_the_same() {
    let file = crate::root().join("../shared/spec/http-status-codes.txt");
    let Ok(documented) = fs::read_to_string(&file) else {
        println!("there is no {}", file.display());
        return;
    };
    let mut count = 0;
    for status in Status::ALL {
        let advice = status.common_causes().or(status.what_to_do()).unwrap();
        let row = format!("{}{}{}{advice}", status.code(), status.name(), status.description());
        // Two codes are not in it.
        if ![413, 415].contains(&status.code()) {
            assert!(documented.lines().any(|line| line == row), "{row}");
            count += 1;
        }
    }
    assert_eq!(count, 12);
}

fn index() -> String {
    let mut text = String::from(
        "# Statuses\n\n\
         Every answer to a request that failed has one of these statuses, and a JSON body with a `message`. Each status\n\
         has a page: what it means, the body, when this library answers so, and what a client does.\n\n\
         | status | meaning |\n|---|---|\n",
    );
    for status in Status::ALL {
        _ = writeln!(text, "| [{status}](status/{}.md) | {} |", status.code(), status.description());
    }
    text.push_str("\n[The body](body.md) explains `errors`, and has readers of it in five languages.\n");
    text
}

fn page(status: Status) -> String {
    let (library, client) = notes(status);
    let mut text = format!("# {status}\n\n{}\n\n| | |\n|---|---|\n", status.description());
    _ = writeln!(text, "| at fault | {} |", if status.is_client_error() { "the client" } else { "the server" });
    if let Some(causes) = status.common_causes() {
        _ = writeln!(text, "| common causes | {causes} |");
    }
    if let Some(advice) = status.what_to_do() {
        _ = writeln!(text, "| what to do | {advice} |");
    }
    let again = if status.is_retryable() { "may succeed later" } else { "fails again" };
    _ = writeln!(text, "| the same request again | {again} |");
    _ = writeln!(text, "| `Retry-After` | {} |", if status.allows_retry_after() { "may be there" } else { "no" });
    _ = write!(text, "\n## The body\n\n```json\n{}\n```\n\n", body(status));
    _ = write!(
        text,
        "## When this library answers so\n\n{}\n\n## What a client does\n\n{}\n\n",
        wrap(library),
        wrap(client)
    );
    text.push_str("[All statuses](../status.md) · [The body](../body.md)\n");
    text
}

/// The body as the code writes it.
fn body(status: Status) -> String {
    #[derive(Debug, serde::Deserialize, unprocessable::Validate)]
    struct Payment {
        #[validate(required, email)]
        #[allow(dead_code)]
        email: String,
        #[validate(gt(0))]
        #[allow(dead_code)]
        amount: f64,
    }
    match status {
        Status::BadRequest => from_json::<Payment>(br#"{"email": "jane@example.com", "#).unwrap_err().to_json(),
        Status::UnprocessableEntity => from_json::<Payment>(br#"{"email": "", "amount": 0}"#).unwrap_err().to_json(),
        Status::Conflict => {
            let mut errors = ValidationErrors::new();
            errors.add("email", Violation::from_code("unique"));
            ErrorBody::new(status).errors(errors).to_json()
        }
        _ => ErrorBody::new(status).to_json(),
    }
}

/// When the library answers so, and what a client does about it.
fn notes(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::BadRequest => (
            "The body is not a document: a syntax error, an encoding that is not UTF-8, too many levels, or a key that is \
             there twice. The message names line and column, and shows nothing of the body. A query string, a path or a \
             header whose parameters are missing or unreadable is answered so too; then `errors` names each of them.",
            "It shows the message to developers, not to people: the program that made the request is wrong.",
        ),
        Status::Unauthorized => (
            "Never by itself. A handler or a middleware returns `Status::Unauthorized`.",
            "It asks for a login or a new key, and then sends the request again.",
        ),
        Status::Forbidden => (
            "Never by itself. A handler returns `Status::Forbidden`.",
            "It says so. Another login may help, the same request does not.",
        ),
        Status::NotFound => (
            "Never by itself. A handler returns `Status::NotFound`. With `Answers::every_error`, the framework's own answer \
             to an unknown route has this body.",
            "It says so, or goes back to where the link came from.",
        ),
        Status::MethodNotAllowed => (
            "Never by itself. With `Answers::every_error`, the framework's own answer has this body.",
            "Nothing: the program is wrong.",
        ),
        Status::Conflict => (
            "A unique constraint of the database refused the row: another request came first. The package \
             `unprocessable-database` puts its failure at the field, with the sentence of the rule `unique`.",
            "With `errors`, it shows them beside the fields, as those of 422. Without, it reads the resource anew and shows \
             what has changed.",
        ),
        Status::ContentTooLarge => (
            "The body is larger than the limit of the framework or of `Limits::bytes`, a multipart body has too many parts, \
             or asynchronous rules would ask more than `Limits::questions`.",
            "It sends less, for example several requests.",
        ),
        Status::UnsupportedMediaType => (
            "`Content-Type` is missing or is not the one that the route reads, has a charset other than UTF-8, or the body \
             is still compressed.",
            "Nothing: the program has to send `Content-Type: application/json`, or what the route reads.",
        ),
        Status::UnprocessableEntity => (
            "The request can be read and breaks rules: values that break a rule of their field, missing fields, wrong \
             types, numbers out of range. All of them are in `errors`, in the order of the fields.",
            "It shows each sentence beside its field, and `message` above the form. The person corrects, and sends again.",
        ),
        Status::TooManyRequests => (
            "Never by itself. What limits the rate returns `ErrorBody::new(Status::TooManyRequests)`, with `retry_after`.",
            "It waits as long as `Retry-After` says, and then sends the request again.",
        ),
        Status::InternalServerError => (
            "The database or service behind an asynchronous rule failed, a route lacks the context that its type needs, or a \
             handler returned `Status::InternalServerError`. The cause is told to `Answers::unanswered`, never to the client.",
            "It tries again a few times, and waits twice as long each time. Then it says that the server failed.",
        ),
        Status::BadGateway => (
            "Never by itself. A handler returns `Status::BadGateway` for another server that answers nonsense.",
            "It tries again after a moment.",
        ),
        Status::ServiceUnavailable => (
            "Asynchronous rules got no answer within `Limits::wait`. `Retry-After` is there.",
            "It waits as long as `Retry-After` says, and then sends the request again.",
        ),
        Status::GatewayTimeout => (
            "Never by itself. A handler returns `Status::GatewayTimeout` for another server that does not answer.",
            "It tries again, and waits twice as long each time. A request that is not idempotent may have been carried out.",
        ),
        _ => panic!("{status} has no page"),
    }
}

/// Text in lines of at most 120 characters.
fn wrap(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().unwrap();
        if line.chars().count() + word.chars().count() >= 120 {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}

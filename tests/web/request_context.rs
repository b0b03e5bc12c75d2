//! The context of one request, which a middleware makes of header fields.

use std::net::SocketAddr;

use unprocessable::web::RequestContext;

use crate::client::Connection;
use crate::types::{Caller, Shop};

/// What the middleware of each server keeps with a request.
pub(crate) fn context_of<'r>(field: impl Fn(&str) -> Option<&'r str>) -> Option<RequestContext> {
    let user = field("x-user").and_then(|user| user.parse().ok());
    let context = user.map(|user| RequestContext::new(Caller { user }));
    // A context of two types.
    match field("x-swiss") {
        Some(_) => Some(context.unwrap_or_default().and(Shop { country: "CH" })),
        None => context,
    }
}

const JSON: (&str, Option<&str>) = ("content-type", Some("application/json"));
const MULTIPART: (&str, Option<&str>) = ("content-type", Some("multipart/form-data; boundary=XX"));
const NOT_OWN: &str =
    r#"{"message":"The given data was invalid.","errors":{"blog":["The selected blog is invalid."]}}"#;
const NOT_OWN_AND_ABROAD: &str = concat!(
    r#"{"message":"The given data was invalid.","errors":{"query.country":["We do not deliver to this country."],"#,
    r#""blog":["The selected blog is invalid."]}}"#,
);

pub(crate) fn run(server: SocketAddr) {
    // One connection, so that what is kept with a request and not taken away would be seen by the next one.
    let mut connection = Connection::new(server);
    let mut ask = |path, user, swiss, sent_as, body: &str| {
        let headers = [("x-user", user), ("x-swiss", swiss), sent_as];
        let answer = connection.send("POST", path, &headers, body.as_bytes());
        (answer.status, answer.body)
    };
    let accepted = |blog: u32| (200, blog.to_string());
    let refused = |body: &str| (422, body.to_owned());
    let blog = |blog: u32| format!(r#"{{"blog":{blog}}}"#);

    // Two users, and the same body.
    for (user, own) in [("1", 10), ("2", 20), ("1", 10)] {
        for sent in [10, 20] {
            let expected = if sent == own { accepted(sent) } else { refused(NOT_OWN) };
            assert_eq!(ask("/post", Some(user), None, JSON, &blog(sent)), expected, "{user} {sent}");
            let part = format!("--XX\r\ncontent-disposition: form-data; name=\"blog\"\r\n\r\n{sent}\r\n--XX--\r\n");
            assert_eq!(ask("/post_multipart", Some(user), None, MULTIPART, &part), expected, "{user} {sent}");
        }
    }

    // A request without a context of its own has that of the application, and so has one with another type.
    assert_eq!(ask("/post", None, None, JSON, &blog(90)), accepted(90));
    assert_eq!(ask("/post", None, None, JSON, &blog(10)), refused(NOT_OWN));
    assert_eq!(ask("/post", None, Some("yes"), JSON, &blog(90)), accepted(90));

    // Types do not stand in each other's way.
    let path = "/post_abroad?country=CH";
    assert_eq!(ask(path, Some("2"), Some("yes"), JSON, &blog(20)), accepted(20));
    assert_eq!(ask(path, Some("1"), None, JSON, &blog(20)), refused(NOT_OWN_AND_ABROAD));
    assert_eq!(ask("/post_abroad?country=AT", Some("2"), None, JSON, &blog(20)), accepted(20));

    // Where the application has none.
    assert_eq!(ask("/message/post", Some("2"), None, JSON, &blog(20)), accepted(20));
    for user in [None, Some("nobody")] {
        let (status, body) = ask("/message/post", user, None, JSON, &blog(20));
        assert_eq!(status, 500, "{body}");
    }
    assert_eq!(ask("/message/post", Some("2"), None, JSON, &blog(20)), accepted(20));

    // A live check asks on behalf of the user, too.
    let mut check = |user, body: &str| {
        let headers = [("precognition", Some("true")), ("x-user", Some(user)), JSON];
        connection.send("POST", "/live/post", &headers, body.as_bytes()).status
    };
    assert_eq!((check("1", &blog(10)), check("2", &blog(10))), (204, 422));
}

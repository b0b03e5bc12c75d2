//! Requests and what every server answers to them.

mod live;

use std::net::SocketAddr;

use crate::client::{self, Answer};

/// A request and its answer.
struct Case {
    method: &'static str,
    path: &'static str,
    headers: Vec<(&'static str, &'static str)>,
    body: Vec<u8>,
    status: u16,
    answer: &'static str,
    /// Header fields of the answer; `""` is one that is not there.
    answered: Vec<(&'static str, &'static str)>,
}

impl Case {
    fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    fn answers(mut self, name: &'static str, value: &'static str) -> Self {
        self.answered.push((name, value));
        self
    }

    /// A live check of these names, or of all.
    fn live(self, only: Option<&'static str>) -> Self {
        let case = self.header("precognition", "true");
        match only {
            Some(names) => case.header("precognition-validate-only", names),
            None => case,
        }
    }

    /// Looked at, and nothing wrong.
    fn holds(mut self) -> Self {
        (self.status, self.answer) = (204, "");
        self.answers("precognition", "true").answers("precognition-success", "true").answers("vary", "Precognition")
    }

    /// Looked at, and something wrong.
    fn refuses(self) -> Self {
        self.answers("precognition", "true").answers("precognition-success", "").answers("vary", "Precognition")
    }
}

fn get(path: &'static str, status: u16, answer: &'static str) -> Case {
    Case { method: "GET", path, headers: vec![], body: vec![], status, answer, answered: vec![] }
}

fn json(path: &'static str, body: &str, status: u16, answer: &'static str) -> Case {
    let case = Case { method: "POST", body: body.into(), ..get(path, status, answer) };
    case.header("content-type", "application/json")
}

fn form(path: &'static str, body: &str, status: u16, answer: &'static str) -> Case {
    let case = Case { method: "POST", body: body.into(), ..get(path, status, answer) };
    case.header("content-type", "application/x-www-form-urlencoded")
}

fn multipart(path: &'static str, body: &str, status: u16, answer: &'static str) -> Case {
    let body = body.replace('\n', "\r\n").into();
    let case = Case { method: "POST", body, ..get(path, status, answer) };
    case.header("content-type", "multipart/form-data; boundary=XX")
}

const GOOD: &str = r#"{"email":"jane@example.com","amount":1}"#;
const BAD: &str = r#"{"email":"","amount":0}"#;
const DOCUMENTED: &str = concat!(
    r#"{"message":"The given data was invalid.","errors":{"#,
    r#""email":["The email field is required.","The email must be a valid email address."],"#,
    r#""amount":["The amount must be greater than 0."]}}"#,
);
const EMPTY: &str = concat!(
    r#"{"message":"The given data was invalid.","errors":{"#,
    r#""email":["The email field is required."],"amount":["The amount field is required."]}}"#,
);
const NOT_JSON: &str = r#"{"message":"The request body is not valid JSON: it ends too early at line 1, column 2."}"#;
const WANTS_JSON: &str = r#"{"message":"The request body must be sent as application/json."}"#;
const WANTS_FORM: &str = r#"{"message":"The request body must be sent as application/x-www-form-urlencoded."}"#;
const WANTS_MULTIPART: &str = r#"{"message":"The request body must be sent as multipart/form-data."}"#;
const WANTS_BOUNDARY: &str = r#"{"message":"The request body must be sent as multipart/form-data with a boundary."}"#;
const WANTS_UTF8: &str = r#"{"message":"The request body must be sent in UTF-8."}"#;
const WANTS_NO_CODING: &str = r#"{"message":"The request body must be sent without a Content-Encoding."}"#;
/// [`GOOD`], by gzip.
const GZIPPED: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\x4a\xcd\x4d\xcc\xcc\x51\xb2\x52\xca\x4a\xcc\x4b\x75\x48\xad\x48\xcc\x2d\xc8\x49\xd5\x4b\xce\xcf\x55\xd2\x51\x4a\xcc\xcd\x2f\xcd\x2b\x51\xb2\x32\xac\x05\x00\xeb\x24\x14\x39\x27\x00\x00\x00";
const TAKEN: &str =
    r#"{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}"#;
const EMAIL_REQUIRED: &str = concat!(
    r#"{"message":"The given data was invalid.","errors":{"#,
    r#""email":["The email field is required.","The email must be a valid email address."]}}"#,
);

fn bodies() -> Vec<Case> {
    vec![
        json("/json", GOOD, 200, "jane@example.com").answers("vary", ""),
        json("/json", BAD, 422, DOCUMENTED).answers("content-type", "application/json"),
        json("/json", "{}", 422, EMPTY),
        json("/json", "{", 400, NOT_JSON),
        json("/json", "", 400, r#"{"message":"A request body is required."}"#),
        json(
            "/json",
            r#"{"email":"a@b.c","email":"a@b.c","amount":1}"#,
            400,
            r#"{"message":"The request body repeats a key at line 1, column 18."}"#,
        ),
        json(
            "/json",
            r#"{"email":"a@b.co","amount":1,"items":[{"name":"a","price":1},{"name":"toolong","price":-1}]}"#,
            422,
            concat!(
                r#"{"message":"The given data was invalid.","errors":{"items.1.name":["The name must not be greater than 5 "#,
                r#"characters."],"items.1.price":["The price must be between 0 and 4,294,967,295."]}}"#
            ),
        ),
        json(
            "/json",
            r#"{"email":"a@b.co","amount":1,"note":"secret"}"#,
            422,
            r#"{"message":"The given data was invalid.","errors":{"note":["The note is not approved."]}}"#,
        ),
        form("/json", GOOD, 415, WANTS_JSON),
        Case { headers: vec![], ..json("/json", GOOD, 415, WANTS_JSON) },
        Case {
            headers: vec![("content-type", "application/vnd.api+json; charset=utf-8")],
            ..json("/json", GOOD, 200, "jane@example.com")
        },
        Case {
            headers: vec![("content-type", "application/json; charset=latin1")],
            ..json("/json", GOOD, 415, WANTS_UTF8)
        },
        form("/form", "email=jane%40example.com&amount=1", 200, "jane@example.com"),
        form("/form", "email=&amount=0", 422, DOCUMENTED),
        form("/form", "", 422, EMPTY),
        form("/form", "email=%ff&amount=1", 400, r#"{"message":"The request body is not valid Unicode text."}"#),
        form("/form", "items[0]=a&items[0][name]=b", 400, r#"{"message":"The request body repeats a key."}"#),
        json("/form", GOOD, 415, WANTS_FORM),
        multipart(
            "/multipart",
            "--XX\ncontent-disposition: form-data; name=\"email\"\n\njane@example.com\n--XX\n\
            content-disposition: form-data; name=\"amount\"\n\n1\n--XX\ncontent-disposition: form-data; name=\"photo\"; \
            filename=\"a.png\"\ncontent-type: image/png\n\n\u{0}\n--XX--\n",
            200,
            "jane@example.com",
        ),
        multipart(
            "/multipart",
            "--XX\ncontent-disposition: form-data; name=\"email\"\n\n\n--XX\n\
            content-disposition: form-data; name=\"amount\"\n\n0\n--XX--\n",
            422,
            DOCUMENTED,
        ),
        multipart("/multipart", "--XX--\n", 422, EMPTY),
        multipart(
            "/multipart",
            "--XX\ncontent-disposition: form-data; name=\"email\"\n\njane",
            400,
            r#"{"message":"The request body is not valid multipart data."}"#,
        ),
        form("/multipart", "email=", 415, WANTS_MULTIPART),
        Case {
            headers: vec![("content-type", "multipart/form-data")],
            ..multipart("/multipart", "--XX--\n", 415, WANTS_BOUNDARY)
        },
        Case {
            headers: vec![("content-type", "application/x-www-form-urlencoded; charset=iso-8859-1")],
            ..form("/form", "email=", 415, WANTS_UTF8)
        },
        Case { body: GZIPPED.into(), ..json("/json", "", 415, WANTS_NO_CODING).header("content-encoding", "gzip") },
        json("/json", GOOD, 415, WANTS_NO_CODING).header("content-encoding", "br"),
        form("/form", "email=", 415, WANTS_NO_CODING).header("content-encoding", "deflate"),
        json("/json", GOOD, 200, "jane@example.com").header("content-encoding", "identity"),
        // No body, or a valid one.
        Case { headers: vec![], ..json("/maybe", "", 200, "none") },
        json("/maybe", "", 200, "none"),
        json("/maybe", GOOD, 200, "jane@example.com"),
        json("/maybe", BAD, 422, DOCUMENTED),
        json("/maybe", "{", 400, NOT_JSON),
        form("/maybe", "", 200, "none"),
        form("/maybe", "email=", 415, WANTS_JSON),
        Case { headers: vec![], ..json("/maybe", GOOD, 415, WANTS_JSON) },
        json("/maybe", GOOD, 415, WANTS_NO_CODING).header("content-encoding", "gzip"),
        json("/small", GOOD, 200, "jane@example.com"),
        json("/small", &format!("{GOOD}{}", " ".repeat(100)), 413, r#"{"message":"The request body is too large."}"#),
        json("/by_hand", GOOD, 200, "jane@example.com"),
        json("/by_hand", BAD, 200, "refused with 422"),
        json("/by_hand", "{", 200, "refused with 400"),
    ]
}

const PATH_IS_NO_TEXT: &str = r#"{"message":"The path is not valid Unicode text."}"#;

fn parameters() -> Vec<Case> {
    vec![
        get("/query?q=red&page=2", 200, "red"),
        get(
            "/query?q=&page=0",
            422,
            concat!(
                r#"{"message":"The given data was invalid.","errors":{"#,
                r#""q":["The q field is required."],"page":["The page must be between 1 and 100."]}}"#
            ),
        ),
        get("/query", 400, r#"{"message":"The given data was invalid.","errors":{"q":["The q field is required."]}}"#),
        get(
            "/query?q=lengthy&page=x",
            400,
            concat!(
                r#"{"message":"The given data was invalid.","errors":{"#,
                r#""q":["The q must not be greater than 5 characters."],"page":["The page must be an integer."]}}"#
            ),
        ),
        get("/query?q=%ff", 400, r#"{"message":"The query string is not valid Unicode text."}"#),
        get("/path/12", 200, "12"),
        get(
            "/path/2",
            422,
            r#"{"message":"The given data was invalid.","errors":{"id":["The id must be greater than or equal to 10."]}}"#,
        ),
        get(
            "/path/x",
            400,
            r#"{"message":"The given data was invalid.","errors":{"id":["The id must be an integer."]}}"#,
        ),
        get(
            "/path/1%2e5",
            400,
            r#"{"message":"The given data was invalid.","errors":{"id":["The id must be an integer."]}}"#,
        ),
        get("/path/%ff", 400, PATH_IS_NO_TEXT),
        // A newtype and a tuple.
        get("/user/12", 200, "12"),
        get("/user/1%32", 200, "12"),
        get(
            "/user/2",
            422,
            r#"{"message":"The given data was invalid.","errors":{"id":["The id must be greater than or equal to 10."]}}"#,
        ),
        get(
            "/user/x",
            400,
            r#"{"message":"The given data was invalid.","errors":{"id":["The id must be an integer."]}}"#,
        ),
        get("/user/%ff", 400, PATH_IS_NO_TEXT),
        get("/shelf/a%20b/7", 200, "a b 7"),
        get(
            "/shelf/lengthy/0",
            422,
            concat!(
                r#"{"message":"The given data was invalid.","errors":{"row":["The row must not be greater than 5 characters."],"#,
                r#""place":["The place must be between 1 and 9."]}}"#
            ),
        ),
        get(
            "/shelf/lengthy/300",
            400,
            concat!(
                r#"{"message":"The given data was invalid.","errors":{"row":["The row must not be greater than 5 characters."],"#,
                r#""place":["The place must be between 0 and 255."]}}"#
            ),
        ),
        get("/shelf/%c3%28/7", 400, PATH_IS_NO_TEXT),
        get(
            "/miscounted/12/7",
            500,
            r#"{"message":"Unexpected error on the server. Contact support if issue persists."}"#,
        ),
        // No query string, or a valid one.
        get("/maybe_query", 200, "none"),
        get("/maybe_query?q=red", 200, "red"),
        get(
            "/maybe_query?page=1",
            400,
            r#"{"message":"The given data was invalid.","errors":{"q":["The q field is required."]}}"#,
        ),
        get(
            "/headers",
            400,
            r#"{"message":"The given data was invalid.","errors":{"x-trace":["The x trace field is required."]}}"#,
        ),
        get(
            "/headers",
            422,
            r#"{"message":"The given data was invalid.","errors":{"x-trace":["The x trace must be 4 characters."]}}"#,
        )
        .header("x-trace", "abcde"),
        get("/headers", 200, "abcd").header("X-Trace", "abcd").header("a.b", "1").header("a", "2"),
    ]
}

fn together() -> Vec<Case> {
    vec![
        json("/all/12?q=red", GOOD, 200, "12 red abcd jane@example.com").header("x-trace", "abcd"),
        json("/all/2?q=lengthy", BAD, 422, concat!(r#"{"message":"The given data was invalid.","errors":{"#,
            r#""path.id":["The id must be greater than or equal to 10."],"query.q":["The q must not be greater than 5 characters."],"#,
            r#""header.x-trace":["The x trace must be 4 characters."],"email":["The email field is required.","#,
            r#""The email must be a valid email address."],"amount":["The amount must be greater than 0."]}}"#))
            .header("x-trace", "abc"),
        json("/all/x", BAD, 400, concat!(r#"{"message":"The given data was invalid.","errors":{"#,
            r#""path.id":["The id must be an integer."],"query.q":["The q field is required."],"#,
            r#""header.x-trace":["The x trace field is required."],"email":["The email field is required.","#,
            r#""The email must be a valid email address."],"amount":["The amount must be greater than 0."]}}"#)),
        json("/all/2?q=red", "{", 400, concat!(r#"{"message":"The request body is not valid JSON: it ends too early at line 1, column 2.","#,
            r#""errors":{"path.id":["The id must be greater than or equal to 10."]}}"#)).header("x-trace", "abcd"),
        json("/all/12?q=red", "{", 400, NOT_JSON).header("x-trace", "abcd"),
        form("/all/2?q=red", "", 415, concat!(r#"{"message":"The request body must be sent as application/json.","#,
            r#""errors":{"path.id":["The id must be greater than or equal to 10."]}}"#)).header("x-trace", "abcd"),
        json("/confusing?q=lengthy", r#"{"query":""}"#, 422, concat!(r#"{"message":"The given data was invalid.","errors":{"#,
            r#""query.q":["The q must not be greater than 5 characters."],"\\query":["The query must be at least 1 character."]}}"#)),
        Case { headers: vec![], ..json("/maybe_all?q=red", "", 200, "red none") },
        json("/maybe_all?q=red", GOOD, 200, "red jane@example.com"),
        json("/maybe_all?q=lengthy", r#"{"email":"","amount":1}"#, 422, concat!(r#"{"message":"The given data was invalid.","errors":{"#,
            r#""query.q":["The q must not be greater than 5 characters."],"email":["The email field is required.","#,
            r#""The email must be a valid email address."]}}"#)),
        json("/all/%ff?q=red", GOOD, 400, PATH_IS_NO_TEXT).header("x-trace", "abcd"),
        json("/both?q=red", GOOD, 200, "red jane@example.com"),
        json("/both?q=lengthy", BAD, 422,
            r#"{"message":"The given data was invalid.","errors":{"q":["The q must not be greater than 5 characters."]}}"#),
    ]
}

/// Rules that ask a database, in two parts of a request.
fn asking() -> Vec<Case> {
    const KNOWN: &str = "/asking?friend=jane@example.com";
    vec![
        json(KNOWN, r#"{"email":"joe@example.com"}"#, 200, "jane@example.com joe@example.com"),
        json(KNOWN, r#"{"email":"blocked@example.com"}"#, 422,
            r#"{"message":"The given data was invalid.","errors":{"email":["The email is blocked."]}}"#),
        json("/asking?friend=joe@example.com", r#"{"email":"jane@example.com"}"#, 422,
            concat!(r#"{"message":"The given data was invalid.","errors":{"#,
                r#""query.friend":["The selected friend is invalid."],"#,
                r#""email":["The email has already been taken."]}}"#)),
        // Rules see what is in order, and so does the handler.
        json(KNOWN, r#"{"email":" JOE@Example.com\n"}"#, 200, "jane@example.com joe@example.com"),
        json(KNOWN, r#"{"email":" \t"}"#, 422, EMAIL_REQUIRED),
        json("/live/asking?friend=", r#"{"email":" Jane@EXAMPLE.com"}"#, 422,
            r#"{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}"#)
            .live(Some("email")).refuses(),
        // What breaks another rule is not asked about.
        json(KNOWN, r#"{"email":"late"}"#, 422,
            r#"{"message":"The given data was invalid.","errors":{"email":["The email must be a valid email address."]}}"#),
        json(KNOWN, r#"{"email":"late@example.com"}"#, 503,
            r#"{"message":"Server temporarily unavailable (maintenance or overload)."}"#),
        json("/asking?friend=late@example.com", r#"{"email":""}"#, 503,
            r#"{"message":"Server temporarily unavailable (maintenance or overload)."}"#),
        json(KNOWN, r#"{"email":"fails@example.com"}"#, 500,
            r#"{"message":"Unexpected error on the server. Contact support if issue persists."}"#),
        json("/live/asking?friend=joe@example.com", r#"{"email":"jane@example.com"}"#, 422,
            r#"{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}"#)
            .live(Some("email")).refuses(),
        json("/live/asking?friend=joe@example.com", r#"{"email":"late@example.com"}"#, 422,
            r#"{"message":"The given data was invalid.","errors":{"query.friend":["The selected friend is invalid."]}}"#)
            .live(Some("query.friend")).refuses(),
        json("/live/asking?friend=", r#"{"email":"joe@example.com"}"#, 204, "").live(Some("email")).holds(),
    ]
}

fn answers() -> Vec<Case> {
    vec![
        json("/context", r#"{"country":"AT"}"#, 200, "AT"),
        json("/context", r#"{"country":"XX"}"#, 422,
            r#"{"message":"The given data was invalid.","errors":{"country":["We do not deliver to this country."]}}"#),
        json("/live/context", r#"{"country":"AT"}"#, 500,
            r#"{"message":"Unexpected error on the server. Contact support if issue persists."}"#),
        // Groups.
        json("/created", r#"{"email":"jane@example.com","version":0}"#, 200, "created jane@example.com"),
        json("/created", r#"{"version":"x"}"#, 422, concat!(r#"{"message":"The given data was invalid.","errors":{"#,
            r#""email":["The email field is required."],"version":["The version must be an integer."]}}"#)),
        form("/updated", "version=2", 200, "updated 2"),
        form("/updated", "version=0&email=x", 422, concat!(r#"{"message":"The given data was invalid.","errors":{"#,
            r#""email":["The email must be a valid email address."],"version":["The version must be greater than or equal to 1."]}}"#)),
        get("/found?version=0", 400, r#"{"message":"The given data was invalid.","errors":{"email":["The email field is required."]}}"#),
        get("/found?email=jane@example.com", 200, "created jane@example.com"),
        json("/branch", r#"{}"#, 422,
            r#"{"message":"The given data was invalid.","errors":{"country":["The country field is required."]}}"#),
        json("/branch", r#"{"country":"XX"}"#, 422,
            r#"{"message":"The given data was invalid.","errors":{"country":["We do not deliver to this country."]}}"#),
        json("/branch", r#"{"country":"AT"}"#, 200, "AT"),
        get("/status/401", 401, r#"{"message":"Authentication required. API key missing, invalid, or revoked."}"#),
        get("/status/409", 409, r#"{"message":"Request conflicts with current resource state (e.g., duplicate record)."}"#)
            .answers("retry-after", ""),
        get("/status/429", 429, r#"{"message":"Rate limit exceeded. Wait before making additional requests."}"#)
            .answers("retry-after", "30"),
        get("/status/503", 503, r#"{"message":"Server temporarily unavailable (maintenance or overload)."}"#).answers("retry-after", "30"),
        get("/errors", 422, TAKEN).answers("content-type", "application/json"),
        get("/rejection", 400, NOT_JSON),
        get("/nowhere", 404, r#"{"message":"Requested resource does not exist or was not found."}"#)
            .answers("content-type", "application/json"),
        // What the body was that is no longer there does not matter.
        get("/coded", 404, r#"{"message":"Requested resource does not exist or was not found."}"#)
            .answers("content-type", "application/json").answers("content-encoding", "").answers("etag", ""),
        get("/json", 405, r#"{"message":"HTTP method not supported for this endpoint."}"#),
        json("/message/json", BAD, 422, concat!(r#"{"message":"Please check the form.","errors":{"#,
            r#""email":["The email field is required.","The email must be a valid email address."],"#,
            r#""amount":["The amount must be greater than 0."]}}"#)),
        json("/message/json", "{", 400, NOT_JSON),
        json("/own/json", "{", 400, r#"[400,"The request body is not valid JSON: it ends too early at line 1, column 2."]"#),
        get("/own/errors", 422, r#"[422,"The given data was invalid."]"#).answers("content-type", "application/json"),
        json("/formats/json", BAD, 422, DOCUMENTED).answers("vary", "Accept, Accept-Language"),
        json("/formats/json", GOOD, 200, "jane@example.com").answers("vary", "Accept, Accept-Language"),
        json("/formats/json", "{}", 422, concat!(r#"{"message":"Die Angaben sind ungültig.","errors":{"#,
            r#""email":["email fehlt."],"amount":["amount fehlt."]}}"#))
            .header("accept-language", "de-AT"),
        json("/formats/json", r#"{"email":"","amount":0}"#, 422, concat!(
            r#"{"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"The given data was invalid.","errors":["#,
            r##"{"detail":"The email field is required.","pointer":"#/email","code":"required"},"##,
            r##"{"detail":"The email must be a valid email address.","pointer":"#/email","code":"email"},"##,
            r##"{"detail":"The amount must be greater than 0.","pointer":"#/amount","code":"gt"}]}"##))
            .header("accept", "application/problem+json, */*;q=0.1").answers("content-type", "application/problem+json"),
        get("/formats/status/404", 404, concat!(r#"{"type":"about:blank","title":"Not Found","status":404,"#,
            r#""detail":"Requested resource does not exist or was not found."}"#))
            .header("accept", "application/problem+json"),
        get("/formats/errors", 422, concat!(r#"{"errors":[{"status":"422","title":"Unprocessable Entity","#,
            r#""detail":"The email has already been taken.","code":"taken","source":{"pointer":"/email"}}]}"#))
            .header("accept", "application/vnd.api+json").answers("content-type", "application/vnd.api+json"),
        // What is not of the body has no pointer.
        get("/formats/query?q=red&page=0", 422, concat!(
            r#"{"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"The given data was invalid.","errors":["#,
            r#"{"detail":"The page must be between 1 and 100.","parameter":"page","code":"range"}]}"#))
            .header("accept", "application/problem+json"),
        get("/formats/by_from_query?page=0", 400, concat!(r#"{"errors":[{"status":"400","title":"Bad Request","#,
            r#""detail":"The q field is required.","code":"required","source":{"parameter":"q"}},"#,
            r#"{"status":"400","title":"Bad Request","detail":"The page must be between 1 and 100.","code":"range","#,
            r#""source":{"parameter":"page"}}]}"#))
            .header("accept", "application/vnd.api+json"),
        get("/formats/path/2", 422, concat!(r#"{"errors":[{"status":"422","title":"Unprocessable Entity","#,
            r#""detail":"The id must be greater than or equal to 10.","code":"gte","source":{"parameter":"id"}}]}"#))
            .header("accept", "application/vnd.api+json"),
        get("/formats/headers", 400, concat!(r#"{"errors":[{"status":"400","title":"Bad Request","#,
            r#""detail":"The x trace field is required.","code":"required","source":{"header":"x-trace"}}]}"#))
            .header("accept", "application/vnd.api+json"),
        json("/formats/all/2?q=lengthy", r#"{"email":"a@b.co","amount":0}"#, 422, concat!(
            r#"{"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"The given data was invalid.","errors":["#,
            r#"{"detail":"The id must be greater than or equal to 10.","parameter":"id","code":"gte"},"#,
            r#"{"detail":"The q must not be greater than 5 characters.","parameter":"q","code":"length"},"#,
            r#"{"detail":"The x trace must be 4 characters.","header":"x-trace","code":"length"},"#,
            r##"{"detail":"The amount must be greater than 0.","pointer":"#/amount","code":"gt"}]}"##))
            .header("x-trace", "abc").header("accept", "application/problem+json"),
        json("/formats/confusing?q=red", r#"{"query":""}"#, 422, concat!(r#"{"errors":[{"status":"422","title":"Unprocessable Entity","#,
            r#""detail":"The query must be at least 1 character.","code":"length","source":{"pointer":"/query"}}]}"#))
            .header("accept", "application/vnd.api+json"),
        get("/formats/rejection", 400, concat!(r#"{"errors":[{"status":"400","title":"Bad Request","#,
            r#""detail":"The request body is not valid JSON: it ends too early at line 1, column 2."}]}"#))
            .header("accept", "application/vnd.api+json"),
    ]
}

/// Sends every request and compares. All that differs is told at once.
pub(crate) fn run(server: SocketAddr) {
    let agent = client::agent();
    let cases = [bodies(), parameters(), together(), asking(), answers(), live::live()];
    let wrong: Vec<String> = cases
        .iter()
        .flatten()
        .filter_map(|case| {
            let answer = client::send(&agent, server, case.method, case.path, &case.headers, &case.body);
            differs(case, &answer)
        })
        .collect();
    assert!(wrong.is_empty(), "{} answers differ\n{}", wrong.len(), wrong.join("\n"));
}

fn differs(case: &Case, answer: &Answer) -> Option<String> {
    let header = |(name, value): &&(&str, &str)| answer.header(name).unwrap_or_default() != *value;
    let headers: Vec<_> =
        case.answered.iter().filter(header).map(|(name, value)| (name, value, answer.header(name))).collect();
    let differs = answer.status != case.status || answer.body != case.answer || !headers.is_empty();
    differs.then(|| {
        let Case { method, path, body, status, answer: expected, .. } = case;
        let body = String::from_utf8_lossy(body);
        let Answer { status: found, body: answer, .. } = answer;
        format!("{method} {path} {body}\n  expected {status} {expected}\n  found    {found} {answer}\n  headers  {headers:?}")
    })
}

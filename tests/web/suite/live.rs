//! Live checks.

use super::{
    BAD, Case, DOCUMENTED, EMAIL_REQUIRED, EMPTY, GOOD, NOT_JSON, TAKEN, WANTS_JSON, form, get, json, multipart,
};

pub(super) fn live() -> Vec<Case> {
    vec![
        // Without the setting, and without the header, nothing is live.
        json("/json", GOOD, 200, "jane@example.com").live(None).answers("vary", "").answers("precognition", ""),
        json("/json", BAD, 422, DOCUMENTED).live(Some("email")).answers("precognition", ""),
        json("/live/json", GOOD, 200, "jane@example.com").answers("vary", "Precognition").answers("precognition", ""),
        json("/live/json", BAD, 422, DOCUMENTED).header("precognition-validate-only", "email").answers("vary", "Precognition"),
        json("/live/json", GOOD, 200, "jane@example.com").header("precognition", "false"),
        // Everything.
        json("/live/json", GOOD, 204, "").live(None).holds(),
        json("/live/json", BAD, 422, DOCUMENTED).live(None).refuses(),
        json("/live/json", "{}", 422, EMPTY).live(None).refuses(),
        json("/live/json", "{", 400, NOT_JSON).live(None).refuses(),
        form("/live/json", GOOD, 415, WANTS_JSON).live(None).refuses(),
        json("/live/small", &format!("{GOOD}{}", " ".repeat(100)), 413, r#"{"message":"The request body is too large."}"#)
            .live(None).refuses(),
        // What is asked for, however the rest is.
        json("/live/json", BAD, 422, EMAIL_REQUIRED).live(Some("email")).refuses(),
        json("/live/json", r#"{"email":"jane@example.com"}"#, 204, "").live(Some("email")).holds(),
        json("/live/json", r#"{"email":7,"amount":"x"}"#, 422,
            r#"{"message":"The given data was invalid.","errors":{"amount":["The amount must be a number."]}}"#)
            .live(Some("amount,note")).refuses(),
        json("/live/json", BAD, 204, "").live(Some("")).holds(),
        json("/live/json", BAD, 204, "").live(Some("items.*.price")).holds(),
        json("/live/json", r#"{"items":[{"name":"lengthy","price":0},{"name":"lengthy","price":"x"}]}"#, 422,
            concat!(r#"{"message":"The given data was invalid.","errors":{"items.0.price":["The price must be greater than or "#,
                r#"equal to 1."],"items.1.price":["The price must be an integer."]}}"#)).live(Some("items.*.price")).refuses(),
        json("/live/json", r#"{"items":[{"name":"lengthy","price":0},{"name":"lengthy","price":"x"}]}"#, 422,
            r#"{"message":"The given data was invalid.","errors":{"items.1.name":["The name must not be greater than 5 characters."]}}"#)
            .live(Some("items.1.name")).refuses(),
        // `on_submit` waits.
        json("/live/json", r#"{"email":"a@b.co","amount":1,"note":"secret"}"#, 204, "").live(None).holds(),
        json("/live/json", r#"{"email":"a@b.co","amount":1,"note":"secret"}"#, 422,
            r#"{"message":"The given data was invalid.","errors":{"note":["The note is not approved."]}}"#),
        // What the database knows, though the form is not finished.
        json("/live/json", r#"{"email":"taken@example.com","amount":""}"#, 422, TAKEN).live(Some("email")).refuses(),
        json("/live/json", r#"{"email":"taken@example.com","amount":""}"#, 204, "").live(Some("note")).holds(),
        json("/live/json", r#"{"email":"taken@example.com","amount":0}"#, 422,
            concat!(r#"{"message":"The given data was invalid.","errors":{"amount":["The amount must be greater than 0."],"#,
                r#""email":["The email has already been taken."]}}"#)).live(None).refuses(),
        json("/live/json", r#"{"email":"taken@example.com","amount":1}"#, 200, "taken@example.com"),
        form("/live/form", "email=taken%40example.com&amount=", 422, TAKEN).live(Some("email")).refuses(),
        form("/live/form", "email=jane%40example.com&amount=", 204, "").live(Some("email")).holds(),
        multipart("/live/multipart", "--XX\ncontent-disposition: form-data; name=\"email\"\n\ntaken@example.com\n--XX--\n",
            422, TAKEN).live(Some("email")).refuses(),
        // Groups.
        json("/live/created", r#"{"version":"x"}"#, 422,
            r#"{"message":"The given data was invalid.","errors":{"email":["The email field is required."]}}"#)
            .live(Some("email")).refuses(),
        form("/live/updated", "email=", 204, "").live(None).holds(),
        form("/live/updated", "version=0", 422,
            r#"{"message":"The given data was invalid.","errors":{"version":["The version must be greater than or equal to 1."]}}"#)
            .live(Some("version")).refuses(),
        // Parameters.
        get("/live/query?q=red", 204, "").live(None).holds(),
        get("/live/query?page=0", 422,
            r#"{"message":"The given data was invalid.","errors":{"page":["The page must be between 1 and 100."]}}"#)
            .live(Some("page")).refuses(),
        get("/live/query?page=0", 400,
            r#"{"message":"The given data was invalid.","errors":{"q":["The q field is required."]}}"#)
            .live(Some("q")).refuses(),
        get("/live/path/12", 204, "").live(None).holds(),
        get("/live/path/12?page=1", 200, "12").live(None),
        get("/live/path/2", 422,
            r#"{"message":"The given data was invalid.","errors":{"id":["The id must be greater than or equal to 10."]}}"#)
            .live(None).refuses(),
        get("/live/user/2", 422,
            r#"{"message":"The given data was invalid.","errors":{"id":["The id must be greater than or equal to 10."]}}"#)
            .live(Some("id")).refuses(),
        get("/live/user/x", 204, "").live(Some("name")).holds(),
        get("/live/shelf/lengthy/0", 422,
            r#"{"message":"The given data was invalid.","errors":{"place":["The place must be between 1 and 9."]}}"#)
            .live(Some("place")).refuses(),
        json("/live/maybe", "", 204, "").live(None).holds(),
        json("/live/maybe", BAD, 422, EMAIL_REQUIRED).live(Some("email")).refuses(),
        get("/live/headers", 204, "").live(None).header("x-trace", "abcd").holds(),
        // Beside a body parameters are checked as always.
        json("/live/both?q=lengthy", BAD, 422,
            r#"{"message":"The given data was invalid.","errors":{"q":["The q must not be greater than 5 characters."]}}"#)
            .live(Some("amount")).refuses(),
        json("/live/both?q=red", BAD, 422, EMAIL_REQUIRED).live(Some("email")).refuses(),
        // Together.
        json("/live/all/12?q=red", GOOD, 204, "").header("x-trace", "abcd").live(None).holds(),
        json("/live/all/x?q=lengthy", BAD, 422, concat!(r#"{"message":"The given data was invalid.","errors":{"#,
            r#""query.q":["The q must not be greater than 5 characters."],"amount":["The amount must be greater than 0."]}}"#))
            .live(Some("query.q,amount")).refuses(),
        json("/live/all/12?q=red", r#"{"email":"taken@example.com","amount":""}"#, 422, TAKEN)
            .header("x-trace", "abcd").live(Some("email")).refuses(),
        json("/live/confusing?q=lengthy", r#"{"query":""}"#, 422,
            r#"{"message":"The given data was invalid.","errors":{"\\query":["The query must be at least 1 character."]}}"#)
            .live(Some(r"\query")).refuses(),
    ]
}

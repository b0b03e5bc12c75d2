//! The assertions.

/// Gives the value of a request back that must be valid, and fails with keys and codes if it is not.
///
/// It takes any `Result` whose error is a [`Rejection`](unprocessable::Rejection) or
/// [`ValidationErrors`](unprocessable::ValidationErrors).
///
/// ```
/// use serde::Deserialize;
/// use unprocessable::{Validate, from_json};
/// use unprocessable_testing::assert_valid;
///
/// #[derive(Deserialize, Validate)]
/// struct Order {
///     #[validate(email)]
///     email: String,
/// }
///
/// let order = assert_valid!(from_json::<Order>(br#"{"email": "jane@example.com"}"#));
/// assert_eq!(order.email, "jane@example.com");
/// ```
///
/// With `body = …` behind it, and the feature `show-body`, a failure also shows the request.
#[macro_export]
macro_rules! assert_valid {
    ($outcome:expr $(,)?) => {
        $crate::__private::assert_valid($outcome, &$crate::__private::Expected::new())
    };
    ($outcome:expr, body = $body:expr $(,)?) => {{
        let mut expected = $crate::__private::Expected::new();
        expected.body(&$body);
        $crate::__private::assert_valid($outcome, &expected)
    }};
}

/// Fails unless a request has the expected violations.
///
/// It takes a `Result`, a [`Rejection`](unprocessable::Rejection) or
/// [`ValidationErrors`](unprocessable::ValidationErrors), and behind it keys with the codes that must be there: exactly
/// these at each key, in any order. Other keys may be wrong too, unless the last word is `only`.
///
/// ```
/// use serde::Deserialize;
/// use unprocessable::{Validate, from_json};
/// use unprocessable_testing::assert_invalid;
///
/// #[derive(Deserialize, Validate)]
/// struct Order {
///     #[validate(required, email)]
///     email: String,
///     #[validate(nested)]
///     items: Vec<Item>,
/// }
///
/// #[derive(Deserialize, Validate)]
/// struct Item {
///     #[validate(gte(1))]
///     count: u32,
/// }
///
/// let body = br#"{"email": "", "items": [{"count": 0}, {"count": "two"}]}"#;
/// assert_invalid!(from_json::<Order>(body), "email" => [required, email], "items.0.count" => gte);
/// assert_invalid!(
///     from_json::<Order>(body),
///     "email" => [required, email],
///     "items.0.count" => gte,
///     "items.1.count" => integer,
///     only,
/// );
/// ```
///
/// A single word is a rule of [`unprocessable::rules`], or a refusal such as `integer`; [`codes`](crate::codes) has all
/// of them, and a typo does not compile. A rule of your own is the path of its constructor, such as
/// `crate::rules::sku`. The code of a `custom` function, and one of `code = "…"`, is a text.
///
/// With `body = …` as the last entry, and the feature `show-body`, a failure also shows the request.
#[macro_export]
macro_rules! assert_invalid {
    ($outcome:expr, $($expected:tt)+) => {{
        let mut expected = $crate::__private::Expected::new();
        $crate::__expected!(expected; $($expected)+);
        $crate::__private::assert_invalid($outcome, &expected)
    }};
}

/// Fails unless a response is the documented answer to an invalid request, with the expected violations.
///
/// Status 422, the content type, and the form of the body are checked, then keys and codes as in [`assert_invalid!`].
/// The documented body has sentences and no codes: a code is there if one of its English sentences is. A text is
/// compared with the sentence as it is, so the words of your own rules and of other languages are written as text.
/// Problem details (`application/problem+json`) have codes, which are compared.
///
/// | feature | responses |
/// |---|---|
/// | `axum` | `axum::response::Response`; the body must be in memory |
/// | `actix-web` | `ServiceResponse`, `HttpResponse`; the body must be in memory |
/// | `ureq` | `ureq::http::Response<ureq::Body>`, asked for with `http_status_as_error(false)` |
/// | `reqwest` | `reqwest::Response`; behind the assertion stands `.await` |
///
/// A response of another kind goes in as its parts: `(status, content_type, body)`.
///
/// ```
/// use unprocessable::ValidationErrors;
/// use unprocessable_testing::assert_422;
///
/// let body = r#"{"message":"The given data was invalid.","errors":{"email":["The email field is required."]}}"#;
/// assert_422!((422, "application/json", body), "email" => required, only);
/// assert_422!((422, "application/json", body), "email" => "The email field is required.");
/// ```
#[macro_export]
macro_rules! assert_422 {
    ($response:expr $(, $($expected:tt)*)?) => {{
        #[allow(unused_mut)]
        let mut expected = $crate::__private::Expected::new();
        $($crate::__expected!(expected; $($expected)*);)?
        $crate::__private::AssertsAnswer::assert_answer($response, expected)
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __expected {
    ($expected:ident;) => {};
    ($expected:ident; only $(, $($rest:tt)*)?) => {
        $expected.only();
        $($crate::__expected!($expected; $($rest)*);)?
    };
    ($expected:ident; body = $body:expr $(, $($rest:tt)*)?) => {
        $expected.body(&$body);
        $($crate::__expected!($expected; $($rest)*);)?
    };
    ($expected:ident; $key:expr => [$($codes:tt)*] $(, $($rest:tt)*)?) => {
        $expected.add($key, $crate::__codes!([] $($codes)*));
        $($crate::__expected!($expected; $($rest)*);)?
    };
    ($expected:ident; $key:expr => $code:literal $(, $($rest:tt)*)?) => {
        $expected.add($key, $crate::__codes!([] $code));
        $($crate::__expected!($expected; $($rest)*);)?
    };
    ($expected:ident; $key:expr => $code:ident $(, $($rest:tt)*)?) => {
        $expected.add($key, $crate::__codes!([] $code));
        $($crate::__expected!($expected; $($rest)*);)?
    };
    ($expected:ident; $key:expr => $code:path $(, $($rest:tt)*)?) => {
        $expected.add($key, $crate::__codes!([] $code));
        $($crate::__expected!($expected; $($rest)*);)?
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __codes {
    ([$($done:expr),*]) => { &[$($done),*] };
    ([$($done:expr),*] $code:literal $(, $($rest:tt)*)?) => {
        $crate::__codes!([$($done,)* $crate::__private::code($code)] $($($rest)*)?)
    };
    ([$($done:expr),*] $code:ident $(, $($rest:tt)*)?) => {
        $crate::__codes!([$($done,)* $crate::codes::$code] $($($rest)*)?)
    };
    ([$($done:expr),*] $code:path $(, $($rest:tt)*)?) => {
        $crate::__codes!([$($done,)* $crate::__private::code_of($code)] $($($rest)*)?)
    };
}

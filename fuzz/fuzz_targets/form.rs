//! Forms: no answer says what was sent, and what is accepted is what JSON would say.

#![no_main]

mod pairs;

use libfuzzer_sys::fuzz_target;
use pairs::{Request, said};
use unprocessable::{from_form, from_json};

fuzz_target!(|source: &[u8]| {
    let answer = from_form::<Request>(source);
    said(&answer);
    if let Ok(request) = answer {
        let json = serde_json::to_vec(&*request).expect("JSON");
        let again = from_json::<Request>(&json).expect("the same request");
        assert_eq!(again, request);
    }
    for secret in ["zq9vXsecret", "-8675309421"] {
        if let Some(planted) = plant(source, secret) {
            assert!(!said(&from_form::<Request>(planted)).contains(secret));
        }
    }
});

/// The form with a secret for every value, if no name has the secret already.
fn plant(source: &[u8], secret: &str) -> Option<Vec<u8>> {
    let pairs = || source.split(|byte| *byte == b'&');
    let planted = pairs().map(|pair| {
        let name = pair.split(|byte| *byte == b'=').next().unwrap_or_default();
        [name, b"=", secret.as_bytes()].concat()
    });
    let known = form_urlencoded::parse(source).any(|(name, _)| name.contains(secret));
    (!known).then(|| planted.collect::<Vec<_>>().join(&b'&'))
}

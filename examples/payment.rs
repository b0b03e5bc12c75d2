//! Answers a payment request as an endpoint would: with a status line and a body.
//!
//! ```sh
//! cargo run --example payment                  # the documented request, which breaks every rule
//! cargo run --example payment -- request.json  # a file
//! cargo run --example payment -- -             # standard input
//! ```
//!
//! The body goes to standard output, byte for byte. The status line goes to standard error. The exit code is 0 for a
//! valid payment, 1 for one that is refused, and 2 if there is no request to answer.

use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use serde::Deserialize;
use unprocessable::{Valid, Validate, from_json};

/// A payment with its rules.
#[derive(Deserialize, Validate)]
struct Payment {
    #[validate(required, email)]
    email: String,
    #[validate(gt(0))]
    amount: f64,
}

/// The request whose answer is the documented body.
const DOCUMENTED: &[u8] = br#"{"email":"","amount":0}"#;

fn main() -> ExitCode {
    match read_request().and_then(|request| answer(&request)) {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(2)
        }
    }
}

/// The request that the argument names.
fn read_request() -> Result<Vec<u8>, String> {
    let mut arguments = env::args_os().skip(1);
    let source = arguments.next();
    if arguments.next().is_some() {
        return Err("more than one argument; name one file, or `-` for standard input".into());
    }
    match source {
        None => Ok(DOCUMENTED.into()),
        Some(dash) if dash == "-" => {
            let mut request = Vec::new();
            io::stdin().read_to_end(&mut request).map_err(|error| format!("cannot read standard input: {error}"))?;
            Ok(request)
        }
        Some(file) => {
            let file = Path::new(&file);
            fs::read(file).map_err(|error| format!("cannot read `{}`: {error}", file.display()))
        }
    }
}

/// Writes the answer to a request: 400 if it is not JSON, or 422 with all mistakes of the payment.
fn answer(request: &[u8]) -> Result<ExitCode, String> {
    match from_json::<Payment>(request) {
        Ok(payment) => {
            pay(&payment);
            write("200 OK", r#"{"message":"The payment was accepted."}"#)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(rejection) => {
            write(&rejection.status().to_string(), &rejection.to_json())?;
            Ok(ExitCode::FAILURE)
        }
    }
}

/// The business logic takes a proof that the rules hold, so it need not check again.
fn pay(_: &Valid<Payment>) {}

/// Writes the body to standard output, and everything else to standard error.
fn write(status: &str, body: &str) -> Result<(), String> {
    let to_output = || {
        eprintln!("HTTP/1.1 {status}");
        let mut output = io::stdout().lock();
        output.write_all(body.as_bytes())?;
        output.flush()
    };
    to_output().map_err(|error: io::Error| format!("cannot write the body: {error}"))?;
    eprintln!();
    Ok(())
}

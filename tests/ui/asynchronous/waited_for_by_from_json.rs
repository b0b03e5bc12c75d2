//! A reader that cannot wait.

use unprocessable::{CheckError, Validate, from_json};

#[derive(serde::Deserialize, Validate)]
struct User {
    #[validate(custom_async(not_blocked))]
    email: String,
}

async fn not_blocked(_: &str) -> Result<(), CheckError> {
    Ok(())
}

fn main() {
    let _ = from_json::<User>(b"{}");
}

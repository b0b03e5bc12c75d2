//! What a function of `custom_async` returns.

use unprocessable::Validate;

#[derive(Validate)]
struct User {
    #[validate(custom_async(not_async))]
    id: u32,
    #[validate(custom_async(no_answer))]
    name: String,
    #[validate(custom_async(other_type))]
    email: String,
}

fn not_async(_: &u32) -> Result<(), unprocessable::CheckError> {
    Ok(())
}

async fn no_answer(_: &str) -> bool {
    true
}

async fn other_type(_: &u32) -> Result<(), unprocessable::CheckError> {
    Ok(())
}

fn main() {}

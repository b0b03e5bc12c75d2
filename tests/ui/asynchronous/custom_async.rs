//! Functions that `custom_async` cannot call.

use unprocessable::Validate;

#[derive(Clone, Validate)]
#[validate(custom_async(check_context, context))]
struct User {
    #[validate(custom_async)]
    id: u32,
    #[validate(custom_async("check"))]
    name: String,
    #[validate(custom_async(|email: &str| check_both(email, &self.name)))]
    email: String,
}

async fn check_context(_: &User, _: &()) -> Result<(), unprocessable::CheckError> {
    Ok(())
}

async fn check_both(_: &str, _: &str) -> Result<(), unprocessable::CheckError> {
    Ok(())
}

fn main() {}

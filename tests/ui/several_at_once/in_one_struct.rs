use unprocessable::Validate;

#[derive(Validate)]
#[validate(email)]
struct Signup {
    #[validate(nestd, "email")]
    email: String,
    #[validate(required, message = "No.")]
    #[validate(length(min = 3, max = 2))]
    name: String,
    #[validate(regex("["))]
    sku: String,
    #[validate]
    title: String,
}

fn main() {}

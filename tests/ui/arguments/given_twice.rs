use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(length(min = 3, min = 4))]
    name: String,
    #[validate(required(message = "One.", message = "Two."))]
    title: String,
    #[validate(required(code = "one", code = "two"))]
    city: String,
    #[validate(custom(check, context, context))]
    zip: String,
}

fn main() {}

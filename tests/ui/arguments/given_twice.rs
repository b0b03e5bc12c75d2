use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(length(min = 3, min = 4))]
    name: String,
    #[validate(required(message = "One.", message = "Two."))]
    title: String,
    #[validate(required(code = "one", code = "two"))]
    city: String,
    #[validate(length(max = 3, bytes, bytes))]
    zip: String,
}

fn main() {}

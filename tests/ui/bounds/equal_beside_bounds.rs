use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(length(equal = 3, max = 4))]
    name: String,
    #[validate(length(1..3, equal = 3))]
    nick: String,
}

fn main() {}

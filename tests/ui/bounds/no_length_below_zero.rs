use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(length(..0))]
    name: String,
    #[validate(length(equal = 3, max = 4))]
    nick: String,
}

fn main() {}

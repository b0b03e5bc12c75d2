use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(length)]
    name: String,
    #[validate(length(bytes))]
    nick: String,
}

fn main() {}

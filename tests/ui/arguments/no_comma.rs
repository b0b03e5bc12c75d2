use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(length(min = 3 max = 4))]
    name: String,
    #[validate(required email)]
    email: String,
    #[validate(length(min = ), required)]
    nick: String,
    #[validate(length(= 3))]
    title: String,
    #[validate(length min = 3)]
    city: String,
}

fn main() {}

use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(length(mni = 3))]
    name: String,
    #[validate(length(max = 3, byts))]
    nick: String,
    #[validate(email(strict))]
    email: String,
    #[validate(required(min = 3))]
    title: String,
    #[validate(range(min = 3, mx = 4))]
    age: u8,
}

fn main() {}

use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(gt = 3)]
    age: u8,
    #[validate(length = 3)]
    name: String,
    #[validate(length[max = 3])]
    nick: String,
    #[validate(length { max = 3 })]
    city: String,
    #[validate(required = true)]
    title: String,
}

fn main() {}

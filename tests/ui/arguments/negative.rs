use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(gt(-1))]
    age: u32,
    #[validate(length(min = -1))]
    name: String,
}

fn main() {}

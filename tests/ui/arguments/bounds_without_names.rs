use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(length(3))]
    name: String,
    #[validate(range(1, 3))]
    age: u8,
    #[validate(each(range(-1)))]
    points: Vec<i8>,
}

fn main() {}

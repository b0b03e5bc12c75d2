use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(length(..0))]
    name: String,
    #[validate(length(max = 3), each(length(..0)))]
    names: Vec<String>,
}

fn main() {}

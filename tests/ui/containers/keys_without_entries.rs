use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(keys(required))]
    names: Vec<String>,
    #[validate(values(required))]
    tags: Option<Vec<String>>,
}

fn main() {}

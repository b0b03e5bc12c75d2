use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(nested)]
    name: String,
    #[validate(nested)]
    age: u8,
    #[validate(nested)]
    tags: Vec<String>,
    #[validate(each(nested))]
    rows: Vec<Option<String>>,
}

fn main() {}

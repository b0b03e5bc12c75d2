use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(not_blank)]
    name: String,
    #[validate(each(max_length(3)))]
    tags: Vec<String>,
}

fn main() {}

use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(each)]
    names: Vec<String>,
    #[validate(each())]
    tags: Vec<String>,
    #[validate(when(true))]
    title: String,
    #[validate(when)]
    city: String,
    #[validate(values = "required")]
    scores: Vec<String>,
}

fn main() {}

use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(each(skip))]
    names: Vec<String>,
    #[validate(each(bail, required))]
    tags: Vec<String>,
    #[validate(when(self.company, skip))]
    title: String,
    #[validate(each(attribute = "tag", required, attribute = "label"))]
    labels: Vec<String>,
    company: bool,
}

fn main() {}

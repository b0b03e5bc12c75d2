use unprocessable::Validate;

#[derive(Validate)]
struct Page {
    #[validate(not_regex(""))]
    name: String,
    #[validate(regex(".*"))]
    title: String,
    #[validate(regex("a^"))]
    path: String,
    #[validate(not_regex("[^\\s\\S]"))]
    text: String,
    #[validate(regex("[a-z0-9]{0,200}\\w*"))]
    large: String,
}

fn main() {}

use unprocessable::Validate;

#[derive(Validate)]
struct Order {
    #[validate(regex("^[A-Z{3}$"))]
    sku: String,
    #[validate(regex("a(b"), not_regex(r"\d{3}(?=x)"))]
    code: String,
    #[validate(regex("日本)"))]
    place: String,
    #[validate(regex("\\q"))]
    escaped: String,
}

fn main() {}

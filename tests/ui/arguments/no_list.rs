use unprocessable::Validate;

#[derive(Validate)]
struct Order {
    #[validate(one_of("a", "b"))]
    kind: String,
    #[validate(starts_with("a", "b", message = "No."))]
    name: String,
    #[validate(none_of(1, 2, 3))]
    count: u32,
}

fn main() {}

use unprocessable::Validate;

const NONE: [&str; 0] = [];

#[derive(Validate)]
struct Order {
    #[validate(multiple_of(0))]
    count: u32,
    #[validate(multiple_of(0.0))]
    price: f64,
    #[validate(contains(""))]
    name: String,
    #[validate(one_of([]))]
    kind: String,
    #[validate(one_of(NONE))]
    color: String,
    #[validate(uuid(version = 9))]
    id: String,
}

fn main() {}

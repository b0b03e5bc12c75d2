use unprocessable::Validate;

#[derive(Validate)]
struct Order {
    #[validate(one_of("a", "b"))]
    kind: String,
    #[validate(starts_with("a", "b", message = "No."))]
    name: String,
    #[validate(none_of(1, 2, 3))]
    count: u32,
    #[validate(one_of(1, 2))]
    size: u32,
    #[validate(none_of(-1, MOST))]
    change: i32,
    #[validate(one_of("a"))]
    letter: String,
    #[validate(one_of(-3, message = "No."))]
    depth: i32,
    #[validate(between(1, 2))]
    both: u8,
}

const MOST: i32 = 7;

fn main() {}

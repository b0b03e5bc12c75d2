use unprocessable::Validate;

const MIN: usize = 5;
const MAX: usize = 3;

#[derive(Validate)]
struct Page<T> {
    #[validate(length(min = MIN, max = MAX))]
    name: String,
    #[validate(length(min = MIN, max = MAX))]
    items: Vec<T>,
}

fn main() {}

use unprocessable::Validate;

#[derive(Validate)]
struct Page<T> {
    #[validate(email)]
    item: T,
    #[validate(gt(3))]
    count: Option<T>,
}

fn main() {}

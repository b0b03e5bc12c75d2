use unprocessable::Validate;

#[derive(Validate)]
#[validate(bound = "T Validate")]
struct NoPredicate<T> {
    #[validate(nested)]
    value: T,
}

#[derive(Validate)]
#[validate(bound = T)]
struct NoText<T> {
    #[validate(nested)]
    value: T,
}

#[derive(Validate)]
#[validate(bound)]
struct NoValue<T> {
    #[validate(nested, each(bound = "T: Validate", nested))]
    value: Vec<T>,
}

fn main() {}

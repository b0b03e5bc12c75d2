use unprocessable::Validate;

#[derive(Validate)]
struct Share {
    #[validate(between(1, 0.5))]
    apart: f64,
    #[validate(range(0.5..=0))]
    swapped: f64,
    #[validate(range(0..0.0))]
    empty: f64,
}

fn main() {}

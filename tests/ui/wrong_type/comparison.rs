use unprocessable::Validate;

struct Money;

#[derive(Validate)]
struct Signup {
    #[validate(gt(0))]
    agreed: bool,
    #[validate(gt(0))]
    price: Money,
    #[validate(range(min = 1, max = 3))]
    prices: Option<Money>,
}

fn main() {}

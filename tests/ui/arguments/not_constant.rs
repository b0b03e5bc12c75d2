use unprocessable::Validate;

fn least() -> u32 {
    3
}

#[derive(Validate)]
struct Signup {
    #[validate(gt(least()))]
    age: u32,
    #[validate(gt(LEAST))]
    size: u32,
}

fn main() {}

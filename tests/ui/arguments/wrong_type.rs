use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(length(min = "3"))]
    name: String,
    #[validate(gt("a"))]
    age: u32,
    #[validate(gt(1.5))]
    size: u32,
    #[validate(between(1, "b"))]
    count: u32,
    #[validate(length(min = -1))]
    nick: String,
    #[validate(range(min = 1, max = 2.5))]
    price: f64,
}

fn main() {}

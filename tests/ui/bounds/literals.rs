use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(length(min = 5, max = 3))]
    name: String,
    #[validate(range(min = 120, max = 18))]
    age: u8,
    #[validate(range(120..=18))]
    size: u8,
    #[validate(range(18..18))]
    empty: u8,
    #[validate(length(3..3))]
    nick: String,
    #[validate(between(5, 3))]
    count: u8,
    #[validate(range(min = 1.5, max = -1.5))]
    price: f64,
    #[validate(each(length(min = 5, max = 3)))]
    tags: Vec<String>,
}

fn main() {}

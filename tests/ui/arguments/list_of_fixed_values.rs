use unprocessable::Validate;

#[derive(Validate)]
struct Order {
    #[validate(in_list(["tea", "milk"]))]
    drink: String,
}

fn main() {}

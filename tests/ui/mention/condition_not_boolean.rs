use unprocessable::Validate;

#[derive(Validate)]
struct Offer {
    #[validate(when(self.price, required))]
    name: Option<String>,
    price: u32,
}

fn main() {}

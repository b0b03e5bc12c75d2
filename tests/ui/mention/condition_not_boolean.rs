use unprocessable::Validate;

#[derive(Validate)]
struct Offer {
    #[validate(when(self.price, required))]
    name: Option<String>,
    price: u32,
    #[validate(when(self.company, required))]
    city: Option<String>,
    company: Option<bool>,
}

fn main() {}

use unprocessable::Validate;

#[derive(Validate)]
struct Offer {
    #[validate(gt(self.min_prise))]
    price: u32,
    min_price: u32,
    #[validate(when(self.compny, required))]
    vat: Option<String>,
    #[validate(gt(self.least()))]
    company: u32,
}

fn main() {}

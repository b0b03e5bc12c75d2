use unprocessable::Validate;

#[derive(Validate)]
enum Offer {
    Fixed {
        #[validate(gt(self.min_prise))]
        price: u32,
        min_price: u32,
    },
    Other {
        #[validate(gt(self.min_price))]
        price: u32,
    },
}

fn main() {}

use unprocessable::Validate;

struct Money;

#[derive(Validate)]
struct Offer {
    #[validate(gt(self.name))]
    price: u32,
    name: String,
    #[validate(lt(self.agreed))]
    count: u32,
    agreed: bool,
    #[validate(lt(self.money))]
    size: u32,
    money: Money,
}

fn main() {}

use unprocessable::Validate;

struct Money;

#[derive(Validate)]
struct Offer {
    price: u32,
    money: Money,
    #[validate(each(gt(self.name)))]
    prices: Vec<u32>,
    name: String,
    #[validate(values(each(lt(self.money), required_with(self.mony))))]
    counts: std::collections::BTreeMap<String, Vec<u32>>,
    #[validate(each(in_list(self.price)))]
    listed: Vec<u32>,
    #[validate(each(when(self.price + 1, required)))]
    words: Vec<String>,
    #[validate(keys(in_list(self.prices)))]
    keys: std::collections::BTreeMap<String, u32>,
}

fn main() {}

use unprocessable::Validate;

#[derive(Validate)]
struct Cart {
    stock: u32,
    name: String,
    #[validate(range(min = 1, max = self.name))]
    named: u32,
    #[validate(range(1..=self.stok))]
    closed: u32,
    #[validate(between("1", self.stock))]
    text: u32,
    #[validate(between(0.5, self.stock))]
    fraction: u32,
    #[validate(range(300..=self.stock))]
    large: u8,
}

fn main() {}

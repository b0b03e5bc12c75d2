use unprocessable::Validate;

#[derive(Validate)]
struct Order {
    #[validate(same("password"))]
    name: String,
    #[validate(one_of([1, 2]))]
    color: String,
    #[validate(starts_with(3))]
    id: String,
    #[validate(accepted)]
    price: Vec<u8>,
    #[validate(distinct)]
    code: String,
    #[validate(required_if(true))]
    title: String,
    #[validate(required_with(self.name))]
    city: String,
}

fn main() {}

use unprocessable::Validate;

struct Address;

#[derive(Validate)]
struct Signup {
    #[validate(each(nested))]
    addresses: Vec<Address>,
}

fn main() {}

use unprocessable::Validate;

struct AppContext;

#[derive(Validate)]
#[validate(context = AppContext)]
struct Address {
    city: String,
}

#[derive(Validate)]
struct Signup {
    #[validate(nested)]
    address: Address,
    #[validate(nested)]
    addresses: Vec<Address>,
}

fn main() {}

use unprocessable::Validate;

struct AppContext;
struct OtherContext;

#[derive(Validate)]
#[validate(context = AppContext)]
struct Address {
    city: String,
}

#[derive(Validate)]
#[validate(context = OtherContext)]
struct Signup {
    #[validate(nested)]
    address: Address,
}

fn main() {}

use unprocessable::Validate;

#[derive(Validate)]
struct Address {
    #[validate(nestd)]
    city: String,
}

#[derive(Validate)]
struct Signup {
    #[validate(nested)]
    address: Address,
}

fn main() {
    let signup = Signup { address: Address { city: String::new() } };
    let _ = signup.validate();
}

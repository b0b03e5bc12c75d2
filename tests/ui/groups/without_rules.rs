use unprocessable::{Group, Validate};

struct Create;

impl Group for Create {}

#[derive(Validate)]
struct Signup {
    #[validate(on)]
    email: String,
    #[validate(on())]
    name: String,
    #[validate(on(Create))]
    city: String,
    #[validate(on(Create,))]
    street: String,
    #[validate(on = Create)]
    zip: String,
    #[validate(on(Create required))]
    country: String,
    #[validate(on(required))]
    phone: String,
}

fn main() {}

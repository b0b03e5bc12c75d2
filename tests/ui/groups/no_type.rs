use unprocessable::{Group, Validate};

struct Create;

impl Group for Create {}

#[derive(Validate)]
struct Signup {
    #[validate(on("create", required))]
    name: String,
    #[validate(on(1, required))]
    city: String,
    #[validate(on((Create, "update"), required))]
    street: String,
}

fn main() {}

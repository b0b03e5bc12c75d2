use unprocessable::Validate;

mod my_rules {
    pub fn other() {}
}

#[derive(Validate)]
struct Signup {
    #[validate(my_rules::sku)]
    sku: String,
    #[validate(no_such_crate::sku(prefix = "A"))]
    other: String,
}

fn main() {}

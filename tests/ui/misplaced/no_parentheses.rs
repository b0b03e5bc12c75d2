use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate]
    email: String,
    #[validate = "required"]
    name: String,
    #[validate()]
    age: u8,
    #[validate[required]]
    title: String,
    #[validate{required}]
    city: String,
}

fn main() {}

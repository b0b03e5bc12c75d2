use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(required_if(self.city))]
    name: Option<String>,
    city: String,
}

fn main() {}

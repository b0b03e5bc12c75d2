use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(length(max = 3, message = "At most {maxx} characters for {attribute}."))]
    name: String,
    #[validate(email(message = "{email} is no address."))]
    email: String,
    #[validate(required(message = "The {attribut} is missing."))]
    title: String,
}

fn main() {}

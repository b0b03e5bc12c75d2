use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(nestd)]
    address: Address,
    #[validate(eahc(required))]
    tags: Vec<String>,
    #[validate(wehn(self.company, required))]
    vat: Option<String>,
    company: bool,
    #[validate(costum(check))]
    name: String,
    #[validate(atribute = "name")]
    first_name: String,
    #[validate(required(mesage = "Say your name."))]
    last_name: String,
    #[validate(custom(check, contxt))]
    city: String,
}

#[derive(Validate)]
struct Address;

fn main() {}

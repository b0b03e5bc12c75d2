use unprocessable::Validate;

#[derive(Validate)]
#[validate(email)]
#[validate(nested)]
#[validate(skip)]
#[validate(each(required))]
#[validate(attribute = "signup")]
#[validate(transparent)]
struct Signup {
    name: String,
    email: String,
}

fn main() {}

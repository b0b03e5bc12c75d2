use unprocessable::Validate;

struct AppContext;

#[derive(Validate)]
#[validate(context = AppContext)]
#[validate(context = AppContext)]
struct Signup {
    #[validate(attribute = "one", attribute = "two")]
    email: String,
}

fn main() {}

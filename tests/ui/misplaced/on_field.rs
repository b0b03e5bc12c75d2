use unprocessable::Validate;

struct AppContext;

#[derive(Validate)]
struct Signup {
    #[validate(context = AppContext)]
    name: String,
    #[validate(transparent)]
    email: String,
    #[validate(field = "name", required)]
    title: String,
    #[validate(crate = unprocessable)]
    city: String,
}

fn main() {}

use unprocessable::Validate;

struct AppContext;

#[derive(Validate)]
#[validate(context = AppContext)]
struct Signup {
    name: String,
}

fn main() {
    let signup = Signup { name: String::new() };
    let _ = signup.validate_with(&3_u8);
}

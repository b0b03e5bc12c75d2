use unprocessable::Validate;

#[derive(Validate)]
#[validate(context = AppContxt)]
struct Signup {
    name: String,
}

struct AppContext;

fn main() {}

use unprocessable::Validate;

#[derive(Validate)]
#[validate(context = "AppContext")]
struct Signup {
    name: String,
}

#[derive(Validate)]
#[validate(context)]
struct Login {
    name: String,
}

#[derive(Validate)]
#[validate(context(AppContext))]
struct Logout {
    name: String,
}

fn main() {}

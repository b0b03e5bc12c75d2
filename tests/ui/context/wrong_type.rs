use unprocessable::Validate;

struct AppContext;

#[derive(Validate)]
#[validate(context = AppContext)]
struct Signup {
    #[validate(custom(check_name, context))]
    name: String,
    #[validate(custom(without_context, context))]
    title: String,
    #[validate(custom(check_name))]
    city: String,
}

fn check_name(_: &str, _: &u8) -> Result<(), unprocessable::Violation> {
    Ok(())
}

fn without_context(_: &str) -> Result<(), unprocessable::Violation> {
    Ok(())
}

fn main() {}

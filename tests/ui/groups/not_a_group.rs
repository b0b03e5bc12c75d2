use unprocessable::Validate;

struct Create;

#[derive(Validate)]
#[validate(on(Create, custom(check)))]
struct Signup {
    #[validate(on(Create, required))]
    email: String,
    #[validate(each(on((Create, Update), required)))]
    tags: Vec<String>,
}

fn check(_: &Signup) -> Result<(), &'static str> {
    Ok(())
}

fn main() {}

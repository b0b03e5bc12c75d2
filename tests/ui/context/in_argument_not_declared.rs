use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(when(context.create, required))]
    name: Option<String>,
    #[validate(lte(context.limit), required_if(context))]
    count: u32,
}

fn main() {}

use unprocessable::Validate;

#[derive(Validate)]
#[validate(json_schema(lossy))]
struct Signup {
    #[validate(json_schema, required)]
    name: String,
}

#[derive(Validate)]
#[validate(json_schema = true)]
struct Login {
    #[validate(required)]
    name: String,
}

fn main() {}

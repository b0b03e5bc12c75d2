use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(confirmed(self.password))]
    password: String,
    #[validate(required_with([self.password, self.name]))]
    name: Option<String>,
}

#[derive(Validate)]
struct Pair(#[validate(gt(self.0))] u8, #[validate(gt(self.0))] u8);

fn main() {}

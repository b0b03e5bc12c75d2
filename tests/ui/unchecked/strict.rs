use unprocessable::Validate;

#[derive(Validate)]
#[validate(strict)]
struct Signup {
    #[validate(required)]
    email: String,
    #[validate(skip)]
    note: String,
    name: String,
    #[validate(bail, attribute = "years")]
    age: u8,
}

#[derive(Validate)]
#[validate(strict)]
enum Payment {
    Card(#[validate(required)] String, u8),
    Cash {
        amount: u32,
    },
    Free,
}

#[derive(Validate)]
struct Other {
    #[validate(strict)]
    name: String,
    #[validate(strikt)]
    other: String,
}

fn main() {}

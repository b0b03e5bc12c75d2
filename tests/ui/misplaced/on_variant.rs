use unprocessable::Validate;

#[derive(Validate)]
enum Payment {
    #[validate(required)]
    Card { number: String },
    #[validate(skip)]
    Cash,
}

fn main() {}

use unprocessable::Validate;

#[derive(Validate)]
struct Booking {
    #[validate(before("2030-02-30"))]
    starts_at: String,
    #[validate(starts_with(""))]
    name: String,
}

fn main() {}

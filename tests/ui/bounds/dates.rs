use jiff::civil::Date;
use unprocessable::Validate;

const END: &str = "2024-12-31";

#[derive(Validate)]
struct Trip {
    #[validate(range(min = "2025-01-01", max = END))]
    from: Date,
    #[validate(between("2024-01-01", "2024-02-30"))]
    until: Date,
}

fn main() {}

use jiff::civil::Date;
use unprocessable::Validate;

#[derive(Validate)]
struct Booking {
    #[validate(before("2030-02-30"))]
    starts_at: String,
    #[validate(starts_with(""))]
    name: String,
    #[validate(after("tomorrow"))]
    on_text: String,
    #[validate(after_or_equal("today"))]
    on_type: Date,
    #[validate(gt("tomorrow"), max(" 2024-01-01"))]
    compared: Date,
    #[validate(before(" 2024-01-01"))]
    with_blank: Option<String>,
    #[validate(each(date_equals("now")))]
    each: Vec<String>,
}

fn main() {}

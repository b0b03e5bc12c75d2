use unprocessable::Validate;

#[derive(Validate)]
struct Customer {
    is_company: bool,
    kind: Kind,
    #[validate(required_if(is_company))]
    tax_number: Option<String>,
    #[validate(when(is_company && self.count > 0, required), required_if(kind == Kind::A))]
    name: Option<String>,
    #[validate(when(matches!(kind, Kind::A), required), required_with([name, self.tax_number]))]
    city: Option<String>,
    #[validate(gt(least.max(1)), lte(least))]
    count: u32,
    least: u32,
    // No field is meant here.
    #[validate(alpha(ascii), custom(|count: &str| if count.is_empty() { Ok(()) } else { Err("…") }))]
    ascii: String,
}

#[derive(PartialEq)]
enum Kind {
    A,
}

fn main() {}

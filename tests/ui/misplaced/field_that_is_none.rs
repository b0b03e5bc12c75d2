use unprocessable::Validate;

#[derive(Validate)]
#[validate(custom(check_dates), field = "end")]
struct Trip {
    starts_at: u32,
    ends_at: u32,
}

#[derive(Validate)]
#[validate(field = "ends_at")]
struct Stay {
    ends_at: u32,
}

fn check_dates(_: &Trip) -> Result<(), unprocessable::Violation> {
    Ok(())
}

fn main() {}

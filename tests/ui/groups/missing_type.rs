use unprocessable::{Group, Validate};

struct Create;

impl Group for Create {}

#[derive(Validate)]
struct Login {
    #[validate(on(Creat, required))]
    email: String,
    #[validate(on((Create, create), required))]
    name: String,
}

fn main() {}

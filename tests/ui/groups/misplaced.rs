use unprocessable::{Group, Validate};

struct Create;

impl Group for Create {}

#[derive(Validate)]
#[validate(on(Create, required, nested))]
struct Signup {
    #[validate(on(Create, bail, required))]
    email: String,
    #[validate(on(Create, skip))]
    name: String,
    #[validate(on(Create, attribute = "town"))]
    city: String,
    #[validate(on(Create, emial))]
    street: String,
    #[validate(on(Create, nestd))]
    zip: String,
    #[validate(on(Create, length(min = self.nmae)))]
    country: String,
}

fn main() {}

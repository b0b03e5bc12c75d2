use unprocessable::Validate;

#[derive(Validate)]
#[validate(when_valid(self.strats_at, custom(check)))]
#[validate(when_valid(starts_at, custom(check)))]
#[validate(when_valid([self.starts_at, 3], custom(check)))]
#[validate(when_valid([], custom(check)))]
#[validate(when_valid(self.place.city, custom(check)))]
#[validate(when_valid(self))]
#[validate(when_valid())]
#[validate(when_valid)]
#[validate(when_valid(custom(check)))]
#[validate(when_vaild(self, custom(check)))]
struct Trip {
    starts_at: u32,
    #[validate(when_valid(self.starts_at, gt(self.starts_at)))]
    ends_at: u32,
    #[validate(skip)]
    place: Place,
}

#[derive(serde::Deserialize, Validate)]
#[validate(when_valid(self.place, custom(check_stay)))]
struct Stay {
    #[serde(flatten)]
    #[validate(nested)]
    place: Place,
}

#[derive(Validate)]
#[validate(when_valid(self.city, custom(check_choice)))]
enum Choice {
    At { city: String },
}

#[derive(serde::Deserialize, Validate)]
struct Place {
    #[validate(required)]
    city: String,
}

fn check(_: &Trip) -> Result<(), unprocessable::Violation> {
    Ok(())
}

fn check_stay(_: &Stay) -> Result<(), unprocessable::Violation> {
    Ok(())
}

fn check_choice(_: &Choice) -> Result<(), unprocessable::Violation> {
    Ok(())
}

fn main() {}

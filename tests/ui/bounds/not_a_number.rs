use unprocessable::Validate;

const NONE: f64 = f64::NAN;

#[derive(Validate)]
struct Price {
    #[validate(range(min = f64::NAN))]
    amount: f64,
    #[validate(gt(f64::NAN), one_of([1.0, f64::NAN]))]
    other: f64,
    #[validate(lt(-std::f32::NAN))]
    small: f32,
}

#[derive(Validate)]
struct ByName {
    #[validate(range(min = NONE))]
    amount: f64,
}

fn main() {}

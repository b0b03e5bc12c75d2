use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(gt(300))]
    age: u8,
    #[validate(range(min = 1, max = 256))]
    count: u8,
    #[validate(range(0..=70_000))]
    port: u16,
    #[validate(each(max(300)))]
    counts: Vec<u8>,
    #[validate(max(300))]
    optional: Option<u8>,
}

fn main() {}

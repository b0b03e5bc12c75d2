use std::num::NonZeroU8;

use unprocessable::Validate;

#[derive(Validate)]
struct Order {
    #[validate(lt(0))]
    below_all: u32,
    #[validate(gt(255))]
    above_all: u8,
    #[validate(gte(0))]
    from_the_first: Option<u16>,
    #[validate(range(0..=255))]
    whole_range: u8,
    #[validate(between(-128, 127))]
    all_signed: i8,
    #[validate(lt(0))]
    text: String,
    #[validate(min(0))]
    list: Vec<String>,
    #[validate(length(min = 0))]
    length: String,
    #[validate(each(lt(1)))]
    never_zero: Vec<NonZeroU8>,
    #[validate(digits(25))]
    many_digits: u32,
    #[validate(min_digits(1))]
    any_digits: u64,
    #[validate(digits_between(0, 0))]
    no_digits: String,
    #[validate(multiple_of(1))]
    whole: i32,
    #[validate(password(min = 0))]
    password: String,
}

fn main() {}

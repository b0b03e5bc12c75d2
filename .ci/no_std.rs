//! A crate without `std`, for `.ci/run`: what the derive writes must compile here too.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

use alloc::string::String;
use alloc::vec::Vec;

use unprocessable::Validate;

#[derive(Validate)]
#[validate(custom(check_whole))]
struct Order {
    #[validate(required, email, regex("^[a-z@.]+$"))]
    email: String,
    #[validate(length(1..=10), each(gt(0)))]
    amounts: Vec<f64>,
    #[validate(nested)]
    next: Option<alloc::boxed::Box<Order>>,
}

fn check_whole(order: &Order) -> Result<(), &'static str> {
    if order.amounts.len() < 3 { Ok(()) } else { Err("Too much.") }
}

/// The body of an order's errors.
pub fn body(email: String) -> String {
    let order = Order { email, amounts: Vec::new(), next: None };
    order.validate().err().map_or_else(String::new, |errors| errors.to_json())
}

// `std` has one of its own; two of them do not compile.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

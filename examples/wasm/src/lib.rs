//! A form that is checked in the browser, by the code that the server runs.
//!
//! With Leptos, Dioxus or Yew a component calls [`answer`], or `from_json_str` itself. JavaScript calls the functions
//! of [`exports`].
#![forbid(unsafe_op_in_unsafe_fn)]

pub mod exports;

use serde::Deserialize;
use unprocessable::{Validate, from_json_str};

/// What the form sends. The server has the same type: both are built from one crate.
#[derive(Deserialize, Validate)]
pub struct SignUp {
    #[validate(required, email)]
    pub email: String,
    #[validate(required, length(max = 80), no_control)]
    pub name: String,
    #[validate(password(min = 10, mixed_case, numbers))]
    pub password: String,
    #[validate(same(self.password))]
    pub password_confirmation: String,
    #[validate(range(18..=120))]
    pub age: Option<u8>,
    #[validate(accepted)]
    pub terms: bool,
}

/// The body of the answer that the server would give, or nothing if it accepts the document.
pub fn answer(json: &str) -> Option<String> {
    from_json_str::<SignUp>(json).err().map(|rejection| rejection.to_json())
}

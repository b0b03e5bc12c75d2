//! The text of map keys, for the keys of `errors`.

use alloc::borrow::{Cow, ToOwned};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::sync::Arc;
use core::fmt::Write as _;

/// A type that can be a map key in JSON: text is written as it is, an integer in digits.
///
/// `#[derive(Validate)]` implements it for enums whose variants have no content.
///
/// ```
/// use unprocessable_core::MapKey;
///
/// 42_u8.with_text(&mut |text| assert_eq!(text, "42"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no text to stand for it in a key of `errors`",
    label = "not a key that JSON can have",
    note = "an enum becomes one with `#[derive(Validate)]`; any other type with `impl unprocessable::MapKey`"
)]
pub trait MapKey {
    /// Calls `with` once with the key's text.
    fn with_text(&self, with: &mut dyn FnMut(&str));
}

#[diagnostic::do_not_recommend]
impl MapKey for str {
    fn with_text(&self, with: &mut dyn FnMut(&str)) {
        with(self);
    }
}

#[diagnostic::do_not_recommend]
impl MapKey for String {
    fn with_text(&self, with: &mut dyn FnMut(&str)) {
        with(self);
    }
}

macro_rules! map_key_displayed {
    ($($type:ty),+ $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl MapKey for $type {
            fn with_text(&self, with: &mut dyn FnMut(&str)) {
                let mut text = String::new();
                // Writing to a `String` does not fail.
                let _ = write!(text, "{self}");
                with(&text);
            }
        }
    )+};
}

map_key_displayed!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, bool, char);
map_key_displayed!(core::net::IpAddr, core::net::Ipv4Addr, core::net::Ipv6Addr);

macro_rules! pointer {
    ($([$($generics:tt)*] $type:ty => $target:ident;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)* $target: MapKey + ?Sized> MapKey for $type {
            fn with_text(&self, with: &mut dyn FnMut(&str)) {
                (**self).with_text(with);
            }
        }
    )+};
}

pointer! {
    [] &T => T;
    [] Box<T> => T;
    [] Rc<T> => T;
    [] Arc<T> => T;
}

#[diagnostic::do_not_recommend]
impl<B: MapKey + ToOwned + ?Sized> MapKey for Cow<'_, B> {
    fn with_text(&self, with: &mut dyn FnMut(&str)) {
        (**self).with_text(with);
    }
}

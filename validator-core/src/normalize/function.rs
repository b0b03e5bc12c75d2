//! Functions of the user in `normalize(…)`, and the values that `default = …` gives.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::sync::Arc;

use crate::patch::Patch;
use crate::scan::visible::is_blank;

/// A function that puts a value of the type `T` in order: `fn(&mut T)` or `fn(T) -> T`. `T` may also be what an option
/// or a pointer holds, and `String` for all owned text. The second parameter tells the impls apart.
#[diagnostic::on_unimplemented(
    message = "this function cannot put `{T}` in order",
    label = "not a `fn(&mut T)` or `fn(T) -> T` for this field",
    note = "`T` is the type of the field, what its option or pointer holds, or `String` for text; a `fn(T) -> T` needs \
            `T: Default`, because the value is taken out of the field"
)]
pub trait Function<T: ?Sized, How> {
    /// Puts the value in order.
    fn run(&self, value: &mut T);
}

/// What the derive writes for a function of the user.
#[inline]
pub fn call<T: ?Sized, How>(value: &mut T, function: impl Function<T, How>) {
    function.run(value);
}

/// The function changes the value in place.
#[derive(Debug)]
pub struct InPlace;

/// The function takes the value and gives it back.
#[derive(Debug)]
pub struct ByValue;

/// The function works on what is inside.
#[derive(Debug)]
pub struct Inside<How>(How);

impl<T, F: Fn(&mut T)> Function<T, InPlace> for F {
    fn run(&self, value: &mut T) {
        self(value);
    }
}

impl<T: Default, F: Fn(T) -> T> Function<T, ByValue> for F {
    fn run(&self, value: &mut T) {
        *value = self(core::mem::take(value));
    }
}

#[diagnostic::do_not_recommend]
impl<T, How, F: Function<T, How>> Function<Option<T>, Inside<How>> for F {
    fn run(&self, value: &mut Option<T>) {
        if let Some(value) = value {
            self.run(value);
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T, How, F: Function<T, How>> Function<Patch<T>, Inside<How>> for F {
    fn run(&self, value: &mut Patch<T>) {
        if let Patch::Value(value) = value {
            self.run(value);
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T, How, F: Function<T, How>> Function<Box<T>, Inside<How>> for F {
    fn run(&self, value: &mut Box<T>) {
        self.run(&mut **value);
    }
}

#[diagnostic::do_not_recommend]
impl<How, F: Function<String, How>> Function<Cow<'_, str>, Inside<How>> for F {
    fn run(&self, value: &mut Cow<'_, str>) {
        self.run(value.to_mut());
    }
}

macro_rules! pointers_to_text {
    ($($pointer:ident)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<How, F: Function<String, How>> Function<$pointer<str>, Inside<How>> for F {
            fn run(&self, value: &mut $pointer<str>) {
                let mut text = String::from(&**value);
                self.run(&mut text);
                if text != **value {
                    *value = text.into();
                }
            }
        }
    )+};
}

pointers_to_text!(Box Rc Arc);

/// A value that can be absent or blank, so that `default = …` can fill it.
#[diagnostic::on_unimplemented(
    message = "`default = …` fills a value that is absent or blank, and `{Self}` is neither",
    label = "not an `Option` or text",
    note = "make it an `Option`; for a field that may be missing, serde has `#[serde(default)]`"
)]
pub trait Fill {
    /// What fills it.
    type Filling;

    /// Fills it, and tells whether that was needed.
    fn fill(&mut self, filling: impl FnOnce() -> Self::Filling) -> bool;
}

/// What the derive writes for `default = …`.
#[inline]
pub fn fill<T: Fill>(value: &mut T, filling: impl FnOnce() -> T::Filling) -> bool {
    value.fill(filling)
}

impl<T> Fill for Option<T> {
    type Filling = T;

    #[inline]
    fn fill(&mut self, filling: impl FnOnce() -> T) -> bool {
        let absent = self.is_none();
        if absent {
            *self = Some(filling());
        }
        absent
    }
}

macro_rules! text {
    ($($type:ty),+) => {$(
        impl Fill for $type {
            type Filling = Self;

            #[inline]
            fn fill(&mut self, filling: impl FnOnce() -> Self) -> bool {
                let blank = is_blank(self);
                if blank {
                    *self = filling();
                }
                blank
            }
        }
    )+};
}

text!(String, Box<str>, Cow<'_, str>, Rc<str>, Arc<str>);

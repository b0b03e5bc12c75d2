//! The types on which the laws of JSON Schema are tested: conditions, flattened types, enums, values that are put in order.

use serde::Deserialize;
use unprocessable::Validate;
use unprocessable::declaration::HasShape;
use unprocessable::decode::Inspect;
use unprocessable_testing::Documents;

pub struct Subject {
    pub name: &'static str,
    pub documents: Documents,
}

pub fn subject<T>(name: &'static str, _: &[&str]) -> Subject
where
    T: for<'de> Deserialize<'de> + Validate + for<'de> Inspect<'de> + HasShape + 'static,
{
    Subject { name, documents: Documents::of::<T>() }
}

/// Lists types with documents that they accept.
macro_rules! subjects {
    ($($type:ty, [$($seed:expr),* $(,)?];)+) => {
        pub fn subjects() -> Vec<crate::subjects::Subject> {
            vec![$(crate::subjects::subject::<$type>(stringify!($type), &[$($seed),*])),+]
        }
    };
}
pub(crate) use subjects;

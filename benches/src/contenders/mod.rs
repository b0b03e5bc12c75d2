//! One module per contender, all alike: the three requests, then what the contender is asked to do.

#[cfg(feature = "peers")]
pub mod deserr;
#[cfg(feature = "peers")]
pub mod eserde;
#[cfg(feature = "peers")]
pub mod garde;
#[cfg(feature = "peers")]
pub mod hand_written;
pub mod ours;
#[cfg(feature = "peers")]
pub mod serde_json;
#[cfg(feature = "peers")]
pub mod serde_valid;
#[cfg(feature = "peers")]
pub mod sonic_rs;
#[cfg(feature = "peers")]
pub mod validator;
#[cfg(feature = "peers")]
pub mod validify;

use ::serde::de::DeserializeOwned;

/// A contender that checks rules, for a request `T` declared its way.
pub trait Rules<T> {
    const NAME: &'static str;
    type Errors;

    fn validate(request: &T) -> Result<(), Self::Errors>;

    /// The errors as JSON, in the contender's own form.
    fn to_json(errors: &Self::Errors) -> String;

    /// Where the violations sit, such as `items.0.price`, one for each: contenders must agree.
    fn keys(errors: &Self::Errors) -> Vec<String>;

    /// A valid request, or nothing.
    fn from_json(json: &[u8]) -> Option<T>
    where
        T: DeserializeOwned,
    {
        let request = ::serde_json::from_slice(json).ok()?;
        Self::validate(&request).ok().map(|()| request)
    }
}

/// A contender that decodes, and knows no rules.
pub trait Decodes<T> {
    const NAME: &'static str;

    fn decode(json: &[u8]) -> Option<T>;
}

/// A contender that decodes and goes on after an error.
pub trait CollectsErrors<T> {
    const NAME: &'static str;
    type Errors;

    fn collect_errors(json: &[u8]) -> Option<Self::Errors>;

    fn count(errors: &Self::Errors) -> usize;
}

/// One rule alone, on one text.
pub struct SingleRules {
    pub name: &'static str,
    pub email: Option<fn(&str) -> bool>,
    /// `^[A-Z]{3}-[0-9]{4}$`
    pub sku: Option<fn(&str) -> bool>,
}

/// The pattern of an item's `sku`.
pub const SKU: &str = "^[A-Z]{3}-[0-9]{4}$";

/// Every contender in every suite, hand-written checks and `serde_json` first: they are the baseline.
#[macro_export]
macro_rules! every_contender {
    ($suite:ident, $request:ident) => {{
        use $crate::contenders::*;
        $suite.rules::<hand_written::HandWritten, hand_written::$request>();
        $suite.rules::<ours::Ours, ours::$request>();
        $suite.rules::<validator::Validator, validator::$request>();
        $suite.rules::<garde::Garde, garde::$request>();
        $suite.rules::<serde_valid::SerdeValid, serde_valid::$request>();
        $suite.rules::<validify::Validify, validify::$request>();
        $suite.decoder::<serde_json::SerdeJson, hand_written::$request>();
        $suite.decoder::<sonic_rs::SonicRs, hand_written::$request>();
        $suite.decoder::<eserde::Eserde, eserde::$request>();
        $suite.decoder::<deserr::Deserr, deserr::$request>();
        $suite.collector::<eserde::Eserde, eserde::$request>();
        $suite.collector::<deserr::Deserr, deserr::$request>();
        $suite.collector::<ours::Ours, ours::$request>();
    }};
}

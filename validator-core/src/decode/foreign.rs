//! Types of other crates, each with the feature of that name: what is wrong with one is said in words of its own, as
//! its field, in an option, a list or the values of a map. It has no rules inside.

#[allow(unused_macros)]
macro_rules! worded {
    ($([$($generics:tt)*] $type:ty: $words:ident;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<C: ?Sized, $($generics)*> crate::Validate<C> for $type {
            fn walk(&self, _: &C, _: &mut crate::Walker<'_>) {}
        }

        #[diagnostic::do_not_recommend]
        impl<'de, C: ?Sized, $($generics)*> crate::decode::Inspect<'de, C> for $type
        where
            Self: serde::Deserialize<'de>,
        {
            fn inspect(
                node: crate::decode::Node<'_, 'de>,
                pass: &mut crate::decode::Pass<'_>,
                _: &C,
            ) -> Option<Self> {
                pass.worded(node, &crate::decode::sentence::foreign::$words)
            }
        }
    )+};
}

#[cfg(feature = "uuid")]
worded! {
    [] uuid::Uuid: UUID;
}

#[cfg(feature = "url")]
worded! {
    [] url::Url: URL;
}

#[cfg(feature = "rust_decimal")]
worded! {
    [] rust_decimal::Decimal: NUMBER;
}

#[cfg(feature = "jiff")]
worded! {
    [] jiff::civil::Date: DATE;
    [] jiff::civil::Time: TIME;
    [] jiff::civil::DateTime: DATETIME;
    [] jiff::Timestamp: DATETIME;
    [] jiff::Zoned: DATETIME;
    [] jiff::Span: DURATION;
    [] jiff::SignedDuration: DURATION;
}

#[cfg(feature = "chrono")]
worded! {
    [] chrono::NaiveDate: DATE;
    [] chrono::NaiveTime: TIME;
    [] chrono::NaiveDateTime: DATETIME;
    [Tz: chrono::TimeZone] chrono::DateTime<Tz>: DATETIME;
}

#[cfg(feature = "time")]
worded! {
    [] time::Date: DATE;
    [] time::Time: TIME;
    [] time::PrimitiveDateTime: DATETIME;
    [] time::OffsetDateTime: DATETIME;
    [] time::Duration: DURATION;
}

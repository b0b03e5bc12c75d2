//! Types of other crates, each behind the feature with the name of its crate. They have sentences of their own, such as
//! "must be a valid date", as a field and inside options, lists and maps. No rules run inside them.

#[allow(unused_macros)]
macro_rules! worded {
    ($([$($generics:tt)*] $type:ty: $words:ident;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<C: ?Sized, $($generics)*> crate::Validate<C> for $type {
            fn walk(&self, _: &C, _: &mut crate::Walker<'_>) {}
        }

        impl<$($generics)*> crate::walk::unchecked::SaysRules for $type {
            type Ruled = crate::walk::unchecked::NoRules;
        }

        #[diagnostic::do_not_recommend]
        impl<'de, C: ?Sized, $($generics)*> crate::decode::Inspect<'de, C> for $type
        where
            Self: serde::Deserialize<'de>,
        {
            fn inspect(
                node: crate::decode::Node<'_, 'de>,
                pass: &mut crate::decode::SecondPass<'_>,
                _: &C,
            ) -> Option<Self> {
                pass.worded(node, crate::decode::Expected::$words)
            }
        }
    )+};
}

#[cfg(feature = "uuid")]
worded! {
    [] uuid::Uuid: Uuid;
}

#[cfg(feature = "url")]
worded! {
    [] url::Url: Url;
}

#[cfg(feature = "rust_decimal")]
worded! {
    [] rust_decimal::Decimal: Decimal;
}

#[cfg(feature = "jiff")]
worded! {
    [] jiff::civil::Date: Date;
    [] jiff::civil::Time: Time;
    [] jiff::civil::DateTime: DateTime;
    [] jiff::Timestamp: DateTime;
    [] jiff::Zoned: DateTime;
    [] jiff::Span: Duration;
    [] jiff::SignedDuration: Duration;
}

#[cfg(feature = "chrono")]
worded! {
    [] chrono::NaiveDate: Date;
    [] chrono::NaiveTime: Time;
    [] chrono::NaiveDateTime: DateTime;
    [Tz: chrono::TimeZone] chrono::DateTime<Tz>: DateTime;
}

#[cfg(feature = "time")]
worded! {
    [] time::Date: Date;
    [] time::Time: Time;
    [] time::PrimitiveDateTime: DateTime;
    [] time::OffsetDateTime: DateTime;
    [] time::Duration: Duration;
}

//! The contenders check the same rules: on every workload they find violations at the same keys.

use unprocessable_benches::contenders::*;
use unprocessable_benches::workload::{self, Workload};

/// Collects what every contender finds, in the place of a suite.
struct Agreement {
    workload: Workload,
    /// How many values are of a wrong type or missing.
    wrong: usize,
    /// Where the first contender finds violations.
    expected: Option<Vec<String>>,
}

impl Agreement {
    fn on(workload: Workload, wrong: usize) -> Self {
        Self { workload, wrong, expected: None }
    }

    fn rules<R: Rules<T>, T: serde::de::DeserializeOwned>(&mut self) {
        let invalid: T = ::serde_json::from_str(&self.workload.invalid).expect("decodes");
        let Err(errors) = R::validate(&invalid) else { panic!("{} accepts", R::NAME) };
        let mut keys = R::keys(&errors);
        keys.sort();
        assert_eq!(*self.expected.get_or_insert(keys.clone()), keys, "{}", R::NAME);
        assert!(R::from_json(self.workload.valid.as_bytes()).is_some(), "{}", R::NAME);
        assert!(R::from_json(self.workload.invalid.as_bytes()).is_none(), "{}", R::NAME);
    }

    fn decoder<D: Decodes<T>, T>(&mut self) {
        assert!(D::decode(self.workload.valid.as_bytes()).is_some(), "{}", D::NAME);
        assert!(D::decode(self.workload.wrong.as_bytes()).is_none(), "{}", D::NAME);
    }

    fn collector<C: CollectsErrors<T>, T>(&mut self) {
        let errors = C::collect_errors(self.workload.wrong.as_bytes()).expect("is refused");
        assert_eq!(C::count(&errors), self.wrong, "{}", C::NAME);
    }
}

macro_rules! agree {
    ($($test:ident: $request:ident, $violations:literal violations, $wrong:literal wrong;)*) => {$(
        #[test]
        fn $test() {
            let mut all = Agreement::on(workload::$test(), $wrong);
            unprocessable_benches::every_contender!(all, $request);
            assert_eq!(all.expected.map(|keys| keys.len()), Some($violations));
        }
    )*};
}

agree! {
    signup: Signup, 3 violations, 3 wrong;
    order: Order, 40 violations, 40 wrong;
    cart: Cart, 96 violations, 96 wrong;
}

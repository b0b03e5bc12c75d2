//! Private types in private modules, local types, and rules that only the module sees.

use crate::common::keys;

mod outer {
    mod inner {
        use unprocessable::Validate;

        #[derive(Validate)]
        #[validate(context = Secret)]
        pub(in super::super) struct Request {
            #[validate(nested)]
            private: Private,
            #[validate(custom(check, context), self::own::only_here(min = MIN))]
            name: String,
        }

        #[derive(Validate)]
        #[validate(context = Secret)]
        struct Private {
            #[validate(range(MIN..=MAX))]
            count: usize,
        }

        #[derive(Default)]
        pub(in super::super) struct Secret;

        const MIN: usize = 3;
        const MAX: usize = 4;

        fn check(_: &str, _: &Secret) -> Result<(), &'static str> {
            Err("secret")
        }

        mod own {
            use unprocessable::Kind;
            use unprocessable::rules::{Describe, Rule};

            pub(super) struct OnlyHere(usize);

            pub(super) const fn only_here() -> OnlyHere {
                OnlyHere(0)
            }

            impl OnlyHere {
                pub(super) const fn min(self, min: usize) -> Self {
                    Self(min)
                }
            }

            impl Describe for OnlyHere {
                const CODE: &'static str = "only_here";

                fn sentence(&self, _: Kind) -> &'static str {
                    "The {attribute} is only for here."
                }
            }

            impl Rule<str> for OnlyHere {
                fn check(&self, text: &str) -> bool {
                    text.len() > self.0
                }
            }
        }

        impl Request {
            pub(in super::super) fn new() -> Self {
                Self { private: Private { count: 0 }, name: String::new() }
            }
        }
    }

    pub(super) use inner::{Request, Secret};
}

#[test]
fn private_types_stay_private() {
    use unprocessable::Validate;

    let errors = outer::Request::new().validate_with(&outer::Secret).unwrap_err();
    assert_eq!(errors.iter().map(|(key, _)| key).collect::<Vec<_>>(), ["private.count", "name", "name"]);
}

#[test]
fn types_of_a_function_see_what_the_function_sees() {
    use unprocessable::Validate;

    const MOST: usize = 2;
    type Text = String;

    fn check(_: &str) -> Result<(), &'static str> {
        Err("always")
    }

    #[derive(Validate)]
    struct Local {
        #[validate(length(min = 1, max = MOST), custom(check))]
        name: Text,
        #[validate(nested)]
        inner: Option<Inner>,
    }

    #[derive(Validate)]
    struct Inner {
        #[validate(gt(MOST))]
        count: usize,
    }
    assert_eq!(keys(&Local { name: "long".into(), inner: Some(Inner { count: 2 }) }), ["name", "name", "inner.count"]);
}

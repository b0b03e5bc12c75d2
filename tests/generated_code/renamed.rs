//! The crate under another name.

use crate::common::keys;

mod facade {
    pub(crate) mod deep {
        pub(crate) use unprocessable as checks;
    }
}

use facade::deep::checks::Validate;

#[derive(Validate)]
#[validate(crate = crate::facade_for_test::checks)]
struct Request {
    #[validate(required, regex("^a"), length(min = LEAST, message = "{min}"))]
    name: String,
    #[validate(nested, each(nested))]
    more: Vec<More>,
    #[validate(gt(self.other), custom(check))]
    count: u8,
    other: u8,
}

#[derive(Validate)]
#[validate(crate = self::facade::deep::checks)]
enum More {
    Some {
        #[validate(each(gt(0)))]
        counts: Vec<u8>,
    },
}

const LEAST: usize = 3;

fn check(_: &u8) -> Result<(), &'static str> {
    Ok(())
}

#[test]
fn another_name_will_do() {
    let request = Request { name: "b".into(), more: vec![More::Some { counts: vec![0] }], count: 1, other: 2 };
    assert_eq!(keys(&request), ["name", "name", "more.0.Some.counts.0", "more.0.Some.counts.0", "count"]);
}

#[test]
fn a_macro_of_another_crate_names_its_own() {
    macro_rules! request {
        ($name:ident) => {
            #[derive(Validate)]
            #[validate(crate = $crate::facade_for_test::checks)]
            struct $name {
                #[validate(required, email, gt(0))]
                name: String,
            }
        };
    }
    request!(Named);
    assert_eq!(keys(&Named { name: String::new() }), ["name", "name", "name"]);
}

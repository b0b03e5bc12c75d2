//! Type parameters with bounds and defaults, const parameters, lifetimes, recursion.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::marker::PhantomData;

use unprocessable::{Subject, Validate};

use crate::common::keys;

#[derive(Validate)]
struct Item {
    #[validate(required)]
    name: String,
}

fn item() -> Item {
    Item { name: String::new() }
}

#[test]
fn parameters_have_bounds_defaults_and_where_clauses() {
    #[derive(Validate)]
    struct Page<'a, T: 'a + Debug + Subject = Cow<'a, str>, K = String, const MOST: usize = 2>
    where
        T: Clone,
        K: Ord,
    {
        #[validate(length(max = MOST), each(required))]
        names: Vec<T>,
        #[validate(length(max = MOST, message = "At most {max}."))]
        title: &'a str,
        #[validate(length(min = LEAST, max = 9))]
        by_key: BTreeMap<K, T>,
        nothing: PhantomData<K>,
    }
    const LEAST: usize = 1;
    let page: Page<'_> = Page { names: vec!["".into()], title: "abc", by_key: BTreeMap::new(), nothing: PhantomData };
    assert_eq!(keys(&page), ["names.0", "title", "by_key"]);
}

#[test]
fn parameters_that_are_nested_need_rules_and_others_do_not() {
    #[derive(Validate)]
    struct Page<T, U, K> {
        #[validate(nested)]
        items: Vec<Option<T>>,
        #[validate(nested)]
        by_key: BTreeMap<K, Box<T>>,
        #[validate(required)]
        any: Option<U>,
    }
    struct NoRules;
    let page =
        Page { items: vec![None, Some(item())], by_key: BTreeMap::from([("a", Box::new(item()))]), any: Some(NoRules) };
    assert_eq!(keys(&page), ["items.1.name", "by_key.a.name"]);
    let page = Page::<Item, NoRules, u8> { items: vec![], by_key: BTreeMap::new(), any: None };
    assert_eq!(keys(&page), ["any"]);
}

#[test]
fn rules_run_on_parameters_that_say_what_they_are() {
    #[derive(Validate)]
    struct Both<T: Subject<Value = str>, N>
    where
        N: Subject<Value = u8>,
    {
        #[validate(email, length(max = 3))]
        text: T,
        #[validate(gt(3), range(min = 5, max = 9))]
        number: Option<N>,
    }
    assert_eq!(keys(&Both { text: "four", number: Some(3_u8) }), ["text", "text", "number", "number"]);
    assert!(Both::<_, u8> { text: Cow::Borrowed("a@b"), number: None }.validate().is_ok());
}

#[test]
fn const_parameters_are_arguments() {
    #[derive(Validate)]
    struct Short<const MIN: usize, const MAX: usize> {
        #[validate(length(min = MIN, max = MAX), length(MIN..=MAX))]
        text: String,
        #[validate(each(max(9)), length(max = Self::MOST))]
        list: [u8; MAX],
    }
    impl<const MIN: usize, const MAX: usize> Short<MIN, MAX> {
        const MOST: usize = MIN;
    }
    assert_eq!(keys(&Short::<1, 2> { text: "abc".into(), list: [1, 10] }), ["text", "text", "list"]);
}

#[test]
fn types_contain_themselves() {
    #[derive(Validate)]
    struct Tree<T> {
        #[validate(nested)]
        value: T,
        #[validate(nested)]
        left: Option<Box<Tree<T>>>,
        #[validate(nested)]
        others: Vec<Tree<T>>,
        #[validate(nested)]
        by_name: BTreeMap<String, Tree<T>>,
    }
    let leaf = || Tree { value: item(), left: None, others: vec![], by_name: BTreeMap::new() };
    let tree = Tree { value: item(), left: Some(Box::new(leaf())), others: vec![leaf()], by_name: BTreeMap::new() };
    assert_eq!(keys(&tree), ["value.name", "left.value.name", "others.0.value.name"]);

    #[derive(Validate)]
    struct Even {
        #[validate(nested)]
        next: Option<Box<Odd>>,
    }
    #[derive(Validate)]
    struct Odd {
        #[validate(nested)]
        next: Option<Box<Even>>,
        #[validate(required)]
        name: String,
    }
    let even = Even { next: Some(Box::new(Odd { next: None, name: String::new() })) };
    assert_eq!(keys(&even), ["next.name"]);
}

#[test]
fn lifetimes_are_declared_and_left_out() {
    struct Known<'k> {
        names: &'k [&'k str],
    }

    #[derive(Validate)]
    #[validate(context = Known<'_>)]
    #[allow(explicit_outlives_requirements)]
    struct Borrowed<'a, 'b: 'a> {
        #[validate(length(min = LEAST, max = 3), custom(known, context))]
        name: &'a str,
        #[validate(each(length(min = LEAST)))]
        names: Cow<'b, [Cow<'a, str>]>,
        #[validate(nested)]
        more: Option<&'a More<'b>>,
    }

    #[derive(Validate)]
    #[validate(context = Known<'_>)]
    struct More<'m>(#[validate(custom(known, context))] &'m str);

    const LEAST: usize = 1;
    fn known(name: &str, known: &Known<'_>) -> Result<(), &'static str> {
        if known.names.contains(&name) { Ok(()) } else { Err("unknown") }
    }
    let more = More("b");
    let borrowed = Borrowed { name: "long", names: Cow::Owned(vec!["".into()]), more: Some(&more) };
    let errors = borrowed.validate_with(&Known { names: &["a"] }).unwrap_err();
    assert_eq!(errors.iter().map(|(key, _)| key).collect::<Vec<_>>(), ["name", "name", "names.0", "more"]);
}

#[test]
fn contexts_are_traits_too() {
    trait Clock {
        fn now(&self) -> u32;
    }
    struct Noon;
    impl Clock for Noon {
        fn now(&self) -> u32 {
            12
        }
    }
    #[derive(Validate)]
    #[validate(context = dyn Clock)]
    struct Visit<T> {
        #[validate(custom(later, context))]
        at: u32,
        #[validate(nested)]
        more: Vec<T>,
    }
    fn later(at: &u32, clock: &(dyn Clock + '_)) -> Result<(), &'static str> {
        if *at > clock.now() { Ok(()) } else { Err("over") }
    }
    let visit = Visit { at: 11, more: vec![Visit { at: 13, more: vec![item()] }] };
    let errors = visit.validate_with(&Noon as &dyn Clock).unwrap_err();
    assert_eq!(errors.iter().map(|(key, _)| key).collect::<Vec<_>>(), ["at", "more.0.more.0.name"]);
}

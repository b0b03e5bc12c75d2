//! A key says the index that was sent: in forms and queries whose numbers have gaps, in submits and live checks alike.
#![allow(dead_code)]

use std::collections::BTreeMap;

use crate::common::pairs;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use unprocessable::decode::Inspect;
use unprocessable::{Live, Rejection, Validate, Violation, from_form, from_query};

#[derive(Deserialize, Validate, Debug)]
#[validate(custom(unique_names))]
struct Order {
    #[serde(default, alias = "lines")]
    #[validate(nested)]
    items: Vec<Item>,
    #[serde(default)]
    #[validate(distinct, each(lt(10)))]
    counts: Vec<u8>,
    #[serde(default)]
    #[validate(values(each(length(min = 2))))]
    by_name: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    #[validate(each(each(gt(0))))]
    grid: Vec<Vec<i8>>,
    #[validate(length(min = 2))]
    note: Option<String>,
    total: Option<u8>,
}

#[derive(Deserialize, Validate, Debug)]
struct Item {
    #[validate(length(min = 2))]
    sku: String,
    #[serde(default)]
    #[validate(each(gt(0)))]
    sizes: Vec<u8>,
    #[serde(default)]
    #[validate(nested)]
    parts: Vec<Item>,
}

fn unique_names(order: &Order) -> Result<(), Violation> {
    let twice =
        (1..order.items.len()).find(|at| order.items[..*at].iter().any(|item| item.sku == order.items[*at].sku));
    twice.map_or(Ok(()), |at| {
        Err(Violation::new("twice", "The {attribute} is there twice.").at(format!("items.{at}.sku")))
    })
}

#[track_caller]
fn keys<T: DeserializeOwned + Validate + for<'de> Inspect<'de> + std::fmt::Debug>(form: &str) -> Vec<String> {
    match from_form::<T>(form) {
        Ok(valid) => panic!("accepted: {valid:?}"),
        Err(Rejection::Malformed(malformed)) => panic!("{malformed}"),
        Err(Rejection::Invalid(errors)) => {
            let query = from_query::<T>(form).unwrap_err();
            assert_eq!(pairs(query.errors().unwrap()), pairs(&errors));
            errors.iter().map(|(key, _)| key.to_owned()).collect()
        }
    }
}

/// What is wrong in a form that can be read, and in one that cannot for another reason.
#[track_caller]
fn assert_keys(form: &str, expected: &[&str]) {
    assert_eq!(keys::<Order>(form), expected, "{form}");
    let mut with_total = expected.to_vec();
    with_total.push("total");
    let unreadable = format!("{form}&total=x");
    assert_eq!(keys::<Order>(&unreadable), with_total, "{unreadable}");
    for key in expected {
        let live = |names: &str| match Live::new().only(names).form::<Order, ()>(form, &()) {
            Ok(()) => Vec::new(),
            Err(Rejection::Invalid(errors)) => errors.iter().map(|(key, _)| key.to_owned()).collect(),
            Err(rejection) => panic!("{rejection}"),
        };
        let all: Vec<_> = expected.iter().filter(|other| *other == key).copied().collect();
        assert_eq!(live(key), all, "{form} {key}");
        assert_eq!(live("nothing"), Vec::<String>::new());
    }
}

#[test]
fn an_error_in_a_list_with_gaps_stands_at_the_number_that_was_sent() {
    assert_keys("items[0][sku]=ab&items[2][sku]=x", &["items.2.sku"]);
    assert_keys("items.7.sku=x&items.3.sku=y", &["items.3.sku", "items.7.sku"]);
    assert_keys("lines[5][sku]=x", &["items.5.sku"]);
    assert_keys("items[0][sku]=x&items[1][sku]=y", &["items.0.sku", "items.1.sku"]);
    assert_keys("items[4][sku]=ab&items[9][sizes][3]=1&items[9][sizes][8]=0", &["items.9.sku", "items.9.sizes.8"]);
    assert_keys("items[4][sku]=ab&items[4][parts][6][sku]=x", &["items.4.parts.6.sku"]);
    assert_keys("items[4][sku]=ab&items[4][sizes][2]=1&items[4][sizes][5]=0", &["items.4.sizes.5"]);
}

#[test]
fn elements_and_lists_inside_of_others_know_their_numbers() {
    assert_keys("counts[3]=1&counts[8]=10", &["counts.8"]);
    assert_keys("counts[3]=7&counts[8]=7", &["counts.8"]);
    assert_keys("by_name[a][4]=ab&by_name[a][6]=x&by_name[b][0]=y", &["by_name.a.6", "by_name.b.0"]);
    assert_keys("grid[2][5]=1&grid[2][7]=0&grid[4][0]=0", &["grid.2.7", "grid.4.0"]);
}

#[test]
fn what_cannot_be_read_stands_there_too() {
    assert_eq!(keys::<Order>("counts[3]=1&counts[8]=x"), ["counts.8"]);
    assert_eq!(keys::<Order>("counts[3]=10&counts[8]=x"), ["counts.3", "counts.8"]);
    assert_eq!(keys::<Order>("items[4]=x&items[6][sku]=y"), ["items.4", "items.6.sku"]);
    assert_eq!(
        keys::<Order>("items[6][sizes][2]=x&items[6][sizes][9]=0"),
        ["items.6.sku", "items.6.sizes.2", "items.6.sizes.9"]
    );
    assert_eq!(keys::<Order>("grid[2][5]=x&grid[2][7]=0"), ["grid.2.5", "grid.2.7"]);
}

#[test]
fn a_check_of_the_whole_names_a_row_by_its_position_and_the_answer_by_its_number() {
    assert_eq!(keys::<Order>("items[3][sku]=ab&items[8][sku]=ab"), ["items.8.sku"]);
    assert_eq!(keys::<Order>("items[0][sku]=ab&items[1][sku]=ab"), ["items.1.sku"]);
}

#[test]
fn a_value_is_found_at_the_number_that_was_sent() {
    assert_eq!(Live::value_in_form::<u8>("items[4][count]=3&items[6][count]=5", "items.6.count"), Some(5));
    assert_eq!(Live::value_in_form::<u8>("items[4][count]=3&items[6][count]=5", "items.0.count"), None);
    assert_eq!(Live::value_in_form::<u8>("counts=3&counts=5", "counts.1"), Some(5));
}

#[test]
fn many_rows_with_gaps_take_no_longer_than_others() {
    #[derive(Deserialize, Validate, Debug)]
    struct Rows {
        #[validate(nested)]
        items: Vec<Item>,
    }
    let rows: String = (0..20_000).map(|row| format!("items[{}][sku]=ab&", 2 * row)).collect();
    let start = std::time::Instant::now();
    assert_eq!(keys::<Rows>(&format!("{rows}items[99999][sku]=x")), ["items.99999.sku"]);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

//! `BinaryHeap` is a list, whose elements are numbered in ascending order.

use std::collections::BinaryHeap;

use crate::common::keys;
use serde::Deserialize;
use unprocessable::{Rejection, Validate, from_form, from_json_str};

#[derive(Validate, Deserialize, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Job {
    #[validate(gt(0))]
    priority: u8,
}

#[derive(Validate, Deserialize, Debug)]
struct Queue {
    #[validate(length(1..=5), nested)]
    jobs: BinaryHeap<Job>,
    #[validate(required, each(lt(9)), contains_all([1]))]
    seats: BinaryHeap<u8>,
    #[validate(filled, each(length(max = 1)))]
    names: Option<BinaryHeap<String>>,
}

fn queue(jobs: &[u8], seats: &[u8], names: Option<&[&str]>) -> Queue {
    Queue {
        jobs: jobs.iter().map(|&priority| Job { priority }).collect(),
        seats: seats.iter().copied().collect(),
        names: names.map(|names| names.iter().map(|&name| name.to_owned()).collect()),
    }
}

#[test]
fn a_heap_has_a_length_and_is_blank_without_items() {
    assert!(queue(&[1], &[1], None).validate().is_ok());
    assert!(queue(&[1, 1, 1, 1, 1], &[8, 1], Some(&["a"])).validate().is_ok());
    assert_eq!(keys(&queue(&[], &[], Some(&[]))), ["jobs", "seats", "seats", "names"]);
    assert_eq!(keys(&queue(&[1; 6], &[2], None)), ["jobs", "seats"]);
}

#[test]
fn its_elements_are_numbered_in_ascending_order_however_it_was_filled() {
    let expected = ["jobs.0.priority", "jobs.1.priority", "seats.1", "seats.2", "names.1", "names.3"];
    for (jobs, seats, names) in [
        ([0, 7, 0], [1, 9, 10], ["b", "aa", "bb", "a"]),
        ([7, 0, 0], [10, 9, 1], ["bb", "b", "aa", "a"]),
        ([0, 0, 7], [9, 1, 10], ["a", "aa", "b", "bb"]),
    ] {
        assert_eq!(keys(&queue(&jobs, &seats, Some(&names))), expected);
    }
}

#[test]
fn a_heap_is_read_item_by_item() {
    let fine = r#"{"jobs": [{"priority": 2}, {"priority": 9}], "seats": [3, 1], "names": ["a"]}"#;
    let queue = from_json_str::<Queue>(fine).unwrap().into_inner();
    assert_eq!(queue.jobs.into_sorted_vec(), [Job { priority: 2 }, Job { priority: 9 }]);

    let bad =
        r#"{"jobs": [{"priority": 2}, {"priority": "x"}, {"priority": 0}], "seats": [9, null, 1], "names": [1, "bb"]}"#;
    let Err(Rejection::Invalid(errors)) = from_json_str::<Queue>(bad) else { panic!("it is readable JSON") };
    let keys: Vec<_> = errors.iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["jobs.1.priority", "jobs.2.priority", "seats.0", "seats.1", "names.0", "names.1"]);

    assert!(from_form::<Queue>(b"jobs[0][priority]=1&seats=1&seats=2").is_ok());
}

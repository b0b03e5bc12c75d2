//! No rule allocates for a value that passes.

use unprocessable_core::rules::{self, Rule as _};

use crate::allocations;
use crate::catalogue::chapters;

#[test]
fn a_value_that_passes_costs_no_allocation() {
    for row in chapters().into_iter().flat_map(|(_, rows)| rows) {
        for sample in &row.samples {
            (sample.passes)(); // What is made once, such as a compiled pattern, is made now.
            let (passes, count) = allocations(&sample.passes);
            assert!(passes, "{} on {:?}", row.attribute, sample.kind);
            assert_eq!(count, 0, "{} on {:?}", row.attribute, sample.kind);
        }
    }
}

#[test]
fn a_long_list_costs_one_table() {
    let numbers: Vec<u64> = (0..10_000).collect();
    assert_eq!(allocations(|| rules::distinct().check(&numbers[..])), (true, 1));
}

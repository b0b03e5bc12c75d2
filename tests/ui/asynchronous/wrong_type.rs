//! Values that no column has.

use unprocessable::{Column, InMemory, Validate};

const TAG: Column = Column::new("tags", "id");

#[derive(Validate)]
#[validate(context = InMemory)]
struct Post {
    #[validate(exists(TAG))]
    tags: Vec<i64>,
    #[validate(exists(TAG))]
    weight: f64,
    #[validate(unique("tags.id"))]
    name: String,
    #[validate(unique(TAG, exept = 1))]
    title: String,
}

fn main() {}

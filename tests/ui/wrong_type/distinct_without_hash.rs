use unprocessable::Validate;

#[derive(PartialEq)]
struct Row(u8);

#[derive(Validate)]
struct Sheet {
    #[validate(distinct)]
    rows: Vec<Row>,
    #[validate(distinct(ignore_case))]
    numbers: Vec<u8>,
}

fn main() {}

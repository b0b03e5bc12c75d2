use unprocessable_testing::{assert_422, assert_invalid, assert_valid};

fn main() {
    assert_valid!("no".parse::<u8>());
    assert_invalid!(true, "sku" => required);
    assert_422!(422, "sku" => required);
}

use unprocessable::ValidationErrors;
use unprocessable_testing::assert_invalid;

mod rules {}

fn main() {
    assert_invalid!(ValidationErrors::new(), "sku" => crate::rules::skew);
}

use unprocessable::ValidationErrors;
use unprocessable_testing::assert_invalid;

fn main() {
    assert_invalid!(ValidationErrors::new(), "sku" => std::mem::drop::<u8>);
    assert_invalid!(ValidationErrors::new(), "sku" => today);
}

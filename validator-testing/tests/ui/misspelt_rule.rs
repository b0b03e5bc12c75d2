use unprocessable::ValidationErrors;
use unprocessable_testing::assert_invalid;

fn main() {
    assert_invalid!(ValidationErrors::new(), "email" => requird);
    assert_invalid!(ValidationErrors::new(), "email" => [required, emial], only);
}

use unprocessable_testing::assert_422;

fn main() {
    assert_422!((422, "application/json", "{}"), "age" => interger);
}

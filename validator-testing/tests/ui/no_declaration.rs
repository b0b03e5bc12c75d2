use unprocessable_testing::Documents;

struct Plain;

fn main() {
    Documents::of::<Plain>();
}

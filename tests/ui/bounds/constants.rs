use unprocessable::Validate;

const MIN: usize = 5;
const MAX: usize = 3;

struct Limits;

impl Limits {
    const OLDEST: u8 = 18;
    const YOUNGEST: u8 = 120;
}

#[derive(Validate)]
struct Signup {
    #[validate(length(min = MIN, max = MAX))]
    name: String,
    #[validate(range(min = Limits::YOUNGEST, max = Limits::OLDEST))]
    age: u8,
    #[validate(between(Limits::YOUNGEST, Limits::OLDEST))]
    count: u8,
    #[validate(range(Limits::OLDEST..Limits::OLDEST))]
    empty: u8,
    #[validate(length(MIN..=3))]
    nick: String,
    #[validate(each(length(min = MIN, max = MAX)))]
    tags: Vec<String>,
}

fn main() {}

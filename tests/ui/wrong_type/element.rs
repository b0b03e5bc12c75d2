use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(each(email))]
    emails: Vec<u32>,
    #[validate(keys(length(max = 3)), values(each(gt(3))))]
    scores: std::collections::HashMap<u8, Vec<bool>>,
    #[validate(email)]
    friends: Vec<String>,
}

fn main() {}

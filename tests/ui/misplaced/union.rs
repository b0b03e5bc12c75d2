use unprocessable::Validate;

#[derive(Validate)]
union Either {
    text: u8,
    number: u32,
}

fn main() {}

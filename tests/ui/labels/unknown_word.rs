use unprocessable::{Locale, labels};

static SPOKEN: &[&Locale] = labels!("locales/", warn);

fn main() {}

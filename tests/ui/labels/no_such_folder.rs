use unprocessable::{Locale, labels};

static SPOKEN: &[&Locale] = labels!("nowhere/");

fn main() {}

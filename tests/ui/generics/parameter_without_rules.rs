use unprocessable::Validate;

struct Address;

#[derive(Validate)]
struct Page<T> {
    #[validate(nested)]
    items: Vec<T>,
}

fn main() {
    let page = Page { items: vec![Address] };
    let _ = page.validate();
}

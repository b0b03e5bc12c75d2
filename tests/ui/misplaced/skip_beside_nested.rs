use unprocessable::Validate;

#[derive(Validate)]
struct Item {
    #[validate(required)]
    name: String,
}

#[derive(Validate)]
struct Order {
    #[validate(nested, skip)]
    item: Item,
    #[validate(skip, each(nested))]
    items: Vec<Item>,
    #[validate(skip, length(max = 3))]
    names: Vec<Option<String>>,
}

fn main() {}

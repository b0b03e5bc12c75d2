use unprocessable::Validate;

struct Shop;

#[derive(Validate)]
#[validate(context = Shop)]
struct Item {
    #[validate(custom(check, context))]
    name: String,
}

fn check(_: &str, _: &Shop) -> Result<(), &'static str> {
    Ok(())
}

type Items = Vec<Item>;

#[derive(Validate)]
struct Order {
    item: Item,
    items: Items,
}

#[derive(Validate)]
#[validate(context = Shop)]
struct Same {
    item: Option<Item>,
}

fn main() {}

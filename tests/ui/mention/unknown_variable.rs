use unprocessable::Validate;

struct App {
    limit: u32,
}

#[derive(Validate)]
#[validate(context = App)]
struct Order {
    #[validate(lte(walker.limit), lt(my_walker.limit), gt(contexts.limit), gte(_context.limit))]
    count: u32,
    #[validate(when(before.is_empty(), required), when(subject > 3, required), when(slot_0, required))]
    name: Option<String>,
    #[validate(custom(|text: &str| if values { Ok(()) } else { Err("…") }), required_if(field0 && _field1))]
    text: String,
    #[validate(each(gt(items.len()), lt(_item.len())), when(perhaps.whole, required))]
    list: Vec<u32>,
}

fn main() {}

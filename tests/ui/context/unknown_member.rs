use unprocessable::Validate;

struct Shop {
    limit: u32,
}

#[derive(Validate)]
#[validate(context = Shop)]
struct Order {
    #[validate(when(context.create, required))]
    name: Option<String>,
    #[validate(lte(context.limits))]
    count: u32,
    #[validate(lte(contxt.limit))]
    size: u32,
    #[validate(when(context.limit, required))]
    age: u32,
}

fn main() {}

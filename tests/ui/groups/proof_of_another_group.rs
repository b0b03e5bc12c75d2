use unprocessable::{Group, Valid, Validate};

struct Create;
struct Update;

impl Group for Create {}
impl Group for Update {}

#[derive(Validate)]
struct User {
    #[validate(on(Create, required))]
    email: String,
}

fn insert(_: Valid<User, Create>) {}

fn any<G>(_: &Valid<User, G>) {}

fn handle(updated: Valid<User, Update>, checked: Valid<User>) {
    any(&updated);
    any(&checked);
    insert(updated);
    insert(checked);
}

fn main() {
    let _ = (handle, User { email: String::new() }.validate_for::<String>());
}

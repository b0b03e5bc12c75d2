use unprocessable::{Upload, Validate};

#[derive(Validate)]
struct Profile {
    #[validate(file(max = "2 MB"))]
    name: String,
    #[validate(image)]
    pictures: Vec<Upload>,
    #[validate(length(max = 3))]
    photo: Upload,
}

fn main() {}

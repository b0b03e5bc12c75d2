use unprocessable::{Upload, Validate};

#[derive(Validate)]
struct Profile {
    #[validate(file(max = "2 megabytes"))]
    photo: Upload,
}

#[derive(Validate)]
struct Numbers {
    #[validate(file(max = 2_000_000))]
    photo: Upload,
}

#[derive(Validate)]
struct Types {
    #[validate(file(types = ["png"]))]
    photo: Upload,
}

#[derive(Validate)]
struct Words {
    #[validate(file(maximum = "2 MB"))]
    photo: Upload,
}

#[derive(Validate)]
struct Sides {
    #[validate(image(min_width = 10, max_width = 5))]
    photo: Upload,
}

fn main() {}

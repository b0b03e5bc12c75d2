use unprocessable::Validate;

#[derive(Validate)]
struct Links {
    #[validate(url(schemes = ["ftp", "wss"], hostless))]
    files: String,
    #[validate(url(schemes = "mailto", hostless))]
    mail: String,
}

fn main() {}

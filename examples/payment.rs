use serde::Deserialize;
use unprocessable::Validate;
#[derive(Deserialize, Validate)]
struct Payment {
    #[validate(required, email)]
    email: String,
    #[validate(gt(0))]
    amount: f64,
    #[validate(length(min = 3, max = 5), length(max = 1, bytes))]
    name: Option<String>,
    #[validate(regex("^[A-Z]{3}-[0-9]{4}$"))]
    sku: String,
}
fn main() {
    let p: Payment = serde_json::from_str(r#"{"email":"","amount":0, "name":"ab", "sku":"x"}"#).unwrap();
    println!("{}", p.validate().unwrap_err().to_json());
}

use unprocessable::Validate;

#[derive(Validate)]
struct Card {
    #[validate(date(format = "%Y-%m"))]
    without_day: String,
    #[validate(date(format = "dd/mm/yyyy"))]
    letters: String,
    #[validate(date(format = "%"))]
    percent: String,
    #[validate(date(format = ""))]
    empty: String,
    #[validate(datetime(format = "%c"))]
    prints: String,
    #[validate(datetime(format = "%Y-%m-%d"))]
    without_time: String,
    #[validate(time(format = "%M:%S"))]
    without_hour: String,
    #[validate(each(date(format = "%Y-%m-%E")))]
    unknown: Vec<String>,
}

fn main() {}

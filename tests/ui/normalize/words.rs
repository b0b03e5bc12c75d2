use unprocessable::Validate;

#[derive(Validate)]
#[validate(normalize(trim, default = 1), normalize(skip))]
struct Words {
    #[validate(normalize(trimm))]
    misspelt: String,
    #[validate(normalize(lower_case), normalise(trim))]
    other_spelling: String,
    #[validate(normalize)]
    nothing: String,
    #[validate(normalize())]
    empty: String,
    #[validate(normalize = "trim")]
    value: String,
    #[validate(normalize("trim"))]
    text: String,
    #[validate(normalize(trim(1), blank_to_none = 2))]
    arguments: Option<String>,
    #[validate(normalize(strip), normalize(strip()), normalize(strip('-')), normalize(strip("")))]
    strip: String,
    #[validate(normalize(default))]
    no_default: Option<String>,
    #[validate(normalize(default = 1, default = 2))]
    two_defaults: Option<u8>,
    #[validate(normalize(default = self.other))]
    looks_around: Option<u8>,
    other: u8,
    #[validate(normalize(tidy(1)))]
    called: String,
    #[validate(normalize(my::tidy::<u8>("a")))]
    path_called: String,
    #[validate(normalize(skip, trim))]
    skip: String,
    #[validate(normalize(lowercase, uppercase))]
    both_cases: String,
    #[validate(normalize(trim collapse))]
    no_comma: String,
}

#[derive(Validate)]
#[validate(normalize(lowercase), when(self.on, normalize(trim)))]
struct Places {
    on: bool,
    #[validate(normalize(uppercase))]
    other_case: String,
    #[validate(when(self.on, normalize(trim)))]
    condition: String,
    #[validate(on_submit(normalize(trim), required))]
    submit: String,
    #[validate(keys(normalize(trim)))]
    keys: std::collections::BTreeMap<String, u8>,
}

fn main() {}

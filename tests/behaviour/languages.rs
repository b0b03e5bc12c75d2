//! Requests that are answered in other languages, with labels and sentences of a team.

use serde::Deserialize;
use unprocessable::{Locale, Rejection, Validate, Violation, from_json, labels, lang};

static SPOKEN: &[&Locale] = labels!("behaviour/locales/");

#[derive(Debug, Deserialize, Validate)]
struct Person {
    #[validate(length(max = 20))]
    name: String,
}

#[derive(Debug, Deserialize, Validate)]
#[allow(dead_code)]
struct Order {
    #[validate(required, email, attribute = "e-mail address")]
    email: String,
    #[validate(gt(0), lte(self.limit))]
    price: u64,
    limit: u64,
    #[validate(nested)]
    items: Vec<Item>,
    #[validate(each(length(min = 2)))]
    tags: Vec<String>,
}

#[derive(Debug, Deserialize, Validate)]
struct Item {
    #[validate(gt(0), custom(in_stock))]
    price: u64,
}

fn in_stock(price: &u64) -> Result<(), Violation> {
    if *price < 7 { Err(Violation::from_code("stock").argument("left", *price)) } else { Ok(()) }
}

const BAD: &str = r#"{"email":"","price":0,"limit":0,"items":[{"price":1},{"price":3},{"price":0}],"tags":["a"]}"#;

fn refused<T: Validate + unprocessable::decode::Inspect<'static> + serde::de::DeserializeOwned>(
    json: &'static str,
) -> Rejection {
    from_json::<T>(json.as_bytes()).err().expect("it is refused")
}

/// The proof of the issue: a Polish client that sends a long name, and then a broken document.
#[test]
fn a_polish_client_reads_polish() {
    let long = refused::<Person>(r#"{"name":"abcdefghijklmnopqrstuv"}"#);
    let said = long.errors().unwrap().get("name").next().unwrap().message_from(&lang::PL).to_string();
    assert!(said.contains("20 znaków") && said.contains("„name”"), "{said}");
    let broken = refused::<Person>(r#"{"name":"#).to_json_from(&lang::PL);
    assert!(broken.contains("JSON") && !broken.contains("The ") && !broken.contains("line"), "{broken}");
}

#[test]
fn a_team_has_words_of_its_own() {
    let [english, polish] = SPOKEN else { panic!("two files") };
    let rejection = refused::<Order>(BAD);
    assert_eq!(
        rejection.to_json_from(*english),
        concat!(
            r#"{"message":"The given data was invalid.","errors":{"email":["The address for letters field is required.","#,
            r#""The address for letters must be a valid email address."],"price":["The total price must be greater than 0."],"#,
            r#""items.0.price":["Only 1 piece left."],"items.1.price":["Only 3 pieces left."],"#,
            r#""items.2.price":["The unit price must be greater than 0.","Only 0 pieces left."],"#,
            r#""tags.0":["The tag must be at least 2 characters."]}}"#,
        ),
    );
    let said = rejection.to_json_from(*polish);
    for part in [
        r#""email":["Adres e-mail: proszę uzupełnić."#,
        r#""items.0.price":["Została tylko 1 sztuka."]"#,
        r#""items.1.price":["Zostały tylko 3 sztuki."]"#,
        r#"["Cena jednostkowa musi być większa niż 0.","Zostało tylko 0 sztuk."]"#,
        "„znacznik”",
        "„cena łączna”",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    // Serde writes the same.
    assert_eq!(serde_json::to_string(&rejection.errors().unwrap().body().messages(*polish)).unwrap(), said);
}

/// What another field is called stands in a sentence, too.
#[test]
fn other_fields_have_labels() {
    let words = Locale::from_toml("[language]\ntag = \"de\"\n[labels]\nlimit = \"Höchstpreis\"\n", &lang::DE).unwrap();
    let rejection = refused::<Order>(r#"{"email":"a@b.co","price":9,"limit":8,"items":[],"tags":[]}"#);
    let said = rejection.to_json_from(&words);
    assert!(said.contains("„Höchstpreis“"), "{said}");
}

#[test]
fn whole_requests_have_a_label() {
    let rejection = refused::<Order>("[1]");
    for (words, label) in [(SPOKEN[0], "order"), (SPOKEN[1], "zamówienie")] {
        let said = rejection.to_json_from(words);
        assert!(said.contains(label), "{said}");
    }
    assert!(rejection.to_json_from(&lang::DE).contains("„"), "{}", rejection.to_json_from(&lang::DE));
}

/// A mistake names its line, as in the macro.
#[test]
fn files_at_run_time_have_the_same_checks() {
    for (file, told) in [
        ("[messages]\nemial = \"…\"", "line 2: `emial` is no code; is `email` meant?"),
        ("[messages]\nmin = \"{max}\"", "line 2: `{max}` is not known here; there are {attribute}, and {min}"),
        ("[messages]\nmin.text = \"{min, plural, other {#}}\"", "line 2: the plural of `min` has no form `one`"),
        ("[codes]\nsku = \"size: nothing\"", "line 2: `nothing` is no type;"),
        ("[labels]\nname = Vorname", "line 2: a text stands in quotes"),
    ] {
        let file = format!("{file}\n[language]\ntag = \"de\"\n");
        let mistakes = Locale::from_toml(&file, &lang::DE).unwrap_err();
        assert!(mistakes.iter().any(|mistake| mistake.to_string().starts_with(told)), "{told}: {mistakes:?}");
    }
    assert!(Locale::from_toml("[language]\ntag = \"de\"\n", &lang::PL).is_err());
}

//! The files of the languages: each is whole, and says what the English one says.

mod files;

use std::fs;
use std::path::Path;

use unprocessable_language::{Catalogue, File};

use files::files;

#[test]
fn every_language_is_whole() {
    let catalogue = Catalogue::shipped().expect("codes.toml and en.toml");
    let mut count = 0;
    for path in files() {
        let source = fs::read_to_string(&path).expect("a file");
        let file = File::language(&source, &catalogue)
            .unwrap_or_else(|mistakes| panic!("{}: {:#?}", path.display(), mistakes));
        assert_eq!(path.file_stem().and_then(|stem| stem.to_str()), Some(file.habits.tag.as_str()));
        count += 1;
    }
    assert!(count >= 2);
}

/// A check that finds nothing would let everything pass.
#[test]
fn mistakes_are_found() {
    let catalogue = Catalogue::shipped().expect("codes.toml and en.toml");
    let german = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/de.toml")).expect("German");
    for (from, to, told) in [
        ("required.field =", "requird.field =", "is `required` meant"),
        ("required.field =", "required.thing =", "is no sentence"),
        ("email = ", "# email = ", "`email` is missing"),
        ("„{attribute}“ ist ungültig.\"", "„{attribut}“ ist ungültig.\"", "not known here"),
        ("one {# Byte} other {# Byte}", "other {# Byte}", "no form `one`"),
        ("one {# Byte} other {# Byte}", "one {# Byte} few {x} other {# Byte}", "no plural `few`"),
        ("mindestens {min} sein", "mindestens viel sein", "says nothing of {min}"),
        ("muss positiv sein.", "muss positiv sein", "no sign at its end"),
        ("muss positiv sein.", "muss positive(r) sein.", "several forms"),
        ("Das Feld „{attribute}“ muss positiv", "{attribute} muss positiv", "write `{Attribute}`"),
        ("Das Feld „{attribute}“ muss positiv sein.", "The {attribute} must be positive.", "still in English"),
        ("mit dem Wert von {values} enden", "mit dem Wert von {min} enden", "{min}"),
        ("month|months {", "moon {", "never `moon`"),
        ("{>place}", "{>platz}", "is no part"),
        ("group = ", "gruppe = ", "`gruppe` is not known"),
        ("tag = \"de\"", "tag = \"xx\"", "plural categories"),
        ("[parts]", "[part]", "no table"),
        ("wenn {>condition}.", "wenn {>span}.", "{relation}"),
        ("text_in_list = \"„{text}“\"", "text_in_list = \"„“\"", "needs `{text}`"),
    ] {
        assert!(german.contains(from), "{from}");
        let mistakes = File::language(&german.replace(from, to), &catalogue).expect_err(from);
        assert!(mistakes.iter().any(|mistake| mistake.text.contains(told)), "{from} -> {to}: {mistakes:#?}");
    }
}

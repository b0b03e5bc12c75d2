use super::{form, pattern};

#[test]
fn lines_of_every_length_read_every_character() {
    for length in 0..=33 {
        for set in ["[b-y]", "[0-9b-y]", "[0-9B-Yb-y_]"] {
            let source = format!("^{set}{{{length}}}$");
            assert_eq!(form(&source), "line");
            let (pattern, good) = (pattern(&source), "b".repeat(length));
            assert!(pattern.is_match(&good), "{source}");
            assert!(!pattern.is_match(&"b".repeat(length + 1)), "{source}");
            for place in 0..length {
                assert!(!pattern.is_match(&good[1..]), "{source}");
                for (wrong, matches) in
                    [('a', false), ('b', true), ('y', true), ('z', false), ('\0', false), ('\u{7f}', false)]
                {
                    let mut text = good.clone();
                    text.replace_range(place..=place, wrong.encode_utf8(&mut [0; 4]));
                    assert_eq!(pattern.is_match(&text), matches, "{source} on {text:?}");
                }
                if place > 0 {
                    let mut text = good.clone();
                    text.replace_range(place - 1..=place, "\u{e9}");
                    assert!(!pattern.is_match(&text), "{source} on {text:?}");
                }
            }
        }
    }
}

#[test]
fn repetitions_of_every_length_read_every_character() {
    for (source, shortest, longest) in
        [("^[b-y]*$", 0, 40), ("^[0-9b-y]+$", 1, 40), ("^[B-Yb-y_]{3,17}$", 3, 17), ("^[,.;b-y]{0,9}$", 0, 9)]
    {
        assert_eq!(form(source), "repeat");
        let pattern = pattern(source);
        for length in 0..=40 {
            let good = "b".repeat(length);
            let fits = (shortest..=longest).contains(&length);
            assert_eq!(pattern.is_match(&good), fits, "{source} on {good:?}");
            for place in 0..length {
                for (other, is_fine) in [('y', true), ('z', false), ('\0', false), ('\u{7f}', false)] {
                    let mut text = good.clone();
                    text.replace_range(place..=place, other.encode_utf8(&mut [0; 4]));
                    assert_eq!(pattern.is_match(&text), fits && is_fine, "{source} on {text:?}");
                }
                let mut text = good.clone();
                text.replace_range(place..=place, "\u{e9}");
                assert!(!pattern.is_match(&text), "{source} on {text:?}");
            }
        }
    }
}

//! Visible characters in text.

/// Whether nothing in the text can be seen.
pub(crate) fn is_blank(text: &str) -> bool {
    !text.chars().any(is_visible)
}

/// Whether a character is visible. White space, control characters, default-ignorable characters and the empty Braille
/// pattern are not.
#[inline]
pub(crate) fn is_visible(c: char) -> bool {
    match c {
        '\0'..='\u{a0}' => matches!(c, '!'..='~'),
        '\u{2800}' => false,
        // White space and what is ignorable come in few blocks.
        _ => !c.is_whitespace() && !is_ignorable(c),
    }
}

/// Unicode's property `Default_Ignorable_Code_Point`: characters without a form of their own, such as joiners, marks of
/// direction, variation selectors and fillers.
#[inline]
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "regex")]
    #[test]
    fn what_is_ignorable_is_what_unicode_says() {
        let ignorable = ::regex::Regex::new(r"^\p{Default_Ignorable_Code_Point}$").unwrap();
        let invisible =
            ::regex::Regex::new(r"^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\x{2800}]$").unwrap();
        let mut buffer = [0; 4];
        for c in '\0'..=char::MAX {
            let text = c.encode_utf8(&mut buffer);
            assert_eq!(is_ignorable(c), ignorable.is_match(text), "{c:?}");
            assert_eq!(is_visible(c), !invisible.is_match(text), "{c:?}");
        }
    }

    #[test]
    fn one_visible_character_is_enough() {
        for (text, blank) in [
            ("", true),
            (" \t\r\n\u{85}\u{a0}\u{2028}\u{3000}", true),
            ("\0\u{1b}\u{7f}\u{9f}", true),
            ("\u{200b}\u{200d}\u{feff}\u{ad}", true),
            ("\u{2066}\u{202e} \u{2069}", true),
            ("\u{3164}\u{115f}\u{ffa0}", true),
            ("\u{2800}\u{2800}", true),
            ("\u{fe0f}\u{e0100}\u{e0020}", true),
            ("\u{200b}a", false),
            ("\0.", false),
            ("\u{2800}\u{2801}", false),
            ("日本", false),
            ("\u{301}", false),
            ("❤\u{fe0f}", false),
        ] {
            assert_eq!(is_blank(text), blank, "{text:?}");
        }
    }
}

//! Names of files that are safe to show and to write.

use alloc::string::String;

use crate::scan::visible::is_visible;

/// The most characters of a name.
const MOST: usize = 100;

/// The last part of a name, without what is dangerous in a path, in a header field or on a page. `None` if nothing is left.
pub(super) fn safe(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept = last.chars().filter_map(|c| match c {
        '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%' | '\u{fffd}' => Some('_'),
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() || is_hidden(c) || !is_visible(c) => None,
        c => Some(c),
    });
    let kept: String = kept.collect();
    let trimmed = kept.trim_matches(|c: char| c == '.' || c == ' ');
    let mut safe = shortened(trimmed);
    if is_reserved(&safe) {
        safe.insert(0, '_');
    }
    if safe.is_empty() { None } else { Some(safe) }
}

/// Marks of direction and other characters that change how the text around them is shown.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..)
}

/// The name with at most [`MOST`] characters. Its extension stays if it is short.
fn shortened(name: &str) -> String {
    if name.chars().count() <= MOST {
        return name.into();
    }
    let extension = name.rfind('.').map(|at| &name[at..]).filter(|extension| extension.chars().count() <= 10);
    let extension = extension.unwrap_or_default();
    let room = MOST - extension.chars().count();
    let mut short: String = name.chars().take(room).collect();
    short.truncate(short.trim_end_matches(['.', ' ']).len());
    short + extension
}

/// Names that Windows keeps for devices, with any extension.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let is = |device: &str| stem.eq_ignore_ascii_case(device);
    let is_numbered = |device: &str| {
        stem.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(device))
            && matches!(stem.get(3..), Some("1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"))
    };
    ["CON", "PRN", "AUX", "NUL"].into_iter().any(is) || is_numbered("COM") || is_numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_dangerous_is_left() {
        for (sent, kept) in [
            ("photo.png", "photo.png"),
            ("Ätna 2024.jpeg", "Ätna 2024.jpeg"),
            ("日本.txt", "日本.txt"),
            ("../../etc/passwd", "passwd"),
            (r"C:\Users\jane\photo.png", "photo.png"),
            (r"..\..\boot.ini", "boot.ini"),
            ("a/b\\c/..", ""),
            ("...", ""),
            (".htaccess", "htaccess"),
            ("a.png\0.exe", "a.png.exe"),
            ("a\r\nSet-Cookie: x=1.png", "a  Set-Cookie_ x=1.png"),
            ("<img src=x onerror=1>.png", "_img src=x onerror=1_.png"),
            ("a\"b'.png", "a_b'.png"),
            ("%2e%2e%2fpasswd", "_2e_2e_2fpasswd"),
            ("\u{202e}gnp.exe", "gnp.exe"),
            ("a\u{200b}\u{feff}b.png", "ab.png"),
            ("con", "_con"),
            ("CON.txt", "_CON.txt"),
            ("lpt1.tar.gz", "_lpt1.tar.gz"),
            ("com10.txt", "com10.txt"),
            ("console.txt", "console.txt"),
            (" a .png. ", "a .png"),
            ("", ""),
            ("\u{7f}\u{1}", ""),
            ("a:b", "a_b"),
        ] {
            assert_eq!(safe(sent).unwrap_or_default(), kept, "{sent:?}");
        }
    }

    #[test]
    fn long_names_keep_their_extension() {
        let short = safe(&("é".repeat(500) + ".png")).unwrap();
        assert_eq!((short.chars().count(), short.ends_with("é.png")), (100, true));
        assert_eq!(safe(&(String::from("a.") + &"b".repeat(500))).unwrap().chars().count(), 100);
        assert_eq!(safe(&".".repeat(500)), None);
        assert_eq!(safe(&("a".repeat(90) + &" ".repeat(90) + ".png")).unwrap(), "a".repeat(90) + ".png");
    }

    #[test]
    fn random_names_are_safe_and_stay_as_they_are() {
        let mut random = fastrand::Rng::with_seed(0);
        for _ in 0..5_000 {
            let name: String = (0..random.usize(..20))
                .map(|_| if random.bool() { random.char(..) } else { random.char('\0'..='\u{ff}') })
                .collect();
            let Some(once) = safe(&name) else { continue };
            assert!(!once.contains(['/', '\\', '\0', '\r', '\n', '"', '<', '>']), "{name:?}");
            assert!(!once.starts_with('.') && !once.ends_with('.'), "{name:?}");
            assert_eq!(safe(&once).as_ref(), Some(&once), "{name:?}");
        }
    }
}

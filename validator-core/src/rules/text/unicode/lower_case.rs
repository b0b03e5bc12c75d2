//! Text without regard to case: by Unicode's lower-case mapping.

use core::hash::Hasher;

/// Whether the texts are equal without regard to case.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let alike = |(a, b): &(u8, u8)| a.is_ascii() && b.is_ascii() && a.eq_ignore_ascii_case(b);
    let ascii = a.bytes().zip(b.bytes()).take_while(alike).count();
    // Text that begins with this many bytes of ASCII can be cut after them.
    letters(a.get(ascii..).unwrap_or_default()).eq(letters(b.get(ascii..).unwrap_or_default()))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// Feeds the text in lower case. The pieces that are fed do not depend on the case of the text either.
pub(crate) fn feed<H: Hasher>(text: &str, hasher: &mut H) {
    let mut piece = Piece { bytes: [0; 64], length: 0, hasher };
    let mut rest = text;
    while !rest.is_empty() {
        let ascii = rest.bytes().take_while(u8::is_ascii).count();
        let (plain, others) = rest.split_at(ascii);
        piece.ascii(plain.as_bytes());
        let other = others.chars().take_while(|c| !c.is_ascii()).map(char::len_utf8).sum();
        let (changing, after) = others.split_at(other);
        for c in letters(changing) {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| piece.push(byte));
        }
        rest = after;
    }
    piece.end();
}

/// Collects text for a hasher, because a hasher is slow with many short pieces.
struct Piece<'h, H> {
    bytes: [u8; 64],
    length: usize,
    hasher: &'h mut H,
}

impl<H: Hasher> Piece<'_, H> {
    fn ascii(&mut self, text: &[u8]) {
        let mut text = text;
        while !text.is_empty() {
            let room = self.bytes.len() - self.length;
            let (now, later) = text.split_at(room.min(text.len()));
            let place = &mut self.bytes[self.length..self.length + now.len()];
            place.copy_from_slice(now);
            place.make_ascii_lowercase();
            self.length += now.len();
            self.flush_full();
            text = later;
        }
    }

    fn push(&mut self, byte: u8) {
        self.bytes[self.length] = byte;
        self.length += 1;
        self.flush_full();
    }

    fn flush_full(&mut self) {
        if self.length == self.bytes.len() {
            self.end();
        }
    }

    fn end(&mut self) {
        self.hasher.write(&self.bytes[..self.length]);
        self.length = 0;
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::*;

    /// Keeps what it is fed, and where it was cut.
    #[derive(Default, PartialEq, Debug)]
    struct Kept(Vec<Vec<u8>>);

    impl Hasher for Kept {
        fn write(&mut self, bytes: &[u8]) {
            self.0.push(bytes.to_vec());
        }

        fn finish(&self) -> u64 {
            0
        }
    }

    fn fed(text: &str) -> Kept {
        let mut kept = Kept::default();
        feed(text, &mut kept);
        kept
    }

    #[test]
    fn texts_are_the_same_when_their_lower_case_is() {
        let lower = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
        let upper = |text: &str| text.chars().flat_map(char::to_uppercase).collect::<String>();
        let mut random = fastrand::Rng::with_seed(0);
        let mut text = |letters: &str, most: usize| -> String {
            let letters: Vec<char> = letters.chars().collect();
            (0..random.usize(..=most)).map(|_| letters[random.usize(..letters.len())]).collect()
        };
        for _ in 0..256 {
            let (a, b) = (text("aAbBkKéÉßẞİi\u{307}\u{212a}Σσς", 80), text("aAkK\u{212a}Éé", 3));
            for other in [lower(&a), upper(&a), b.clone(), alloc::format!("{a}{b}"), alloc::format!("{b}{a}")] {
                assert_eq!(same(&a, &other), lower(&a) == lower(&other), "{a:?} {other:?}");
                if same(&a, &other) {
                    assert_eq!(fed(&a), fed(&other), "{a:?} {other:?}");
                }
            }
            assert_eq!(fed(&a).0.concat(), lower(&a).into_bytes(), "{a:?}");
        }
    }
}

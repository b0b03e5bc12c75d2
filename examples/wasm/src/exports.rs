//! What JavaScript calls. It writes a document into the memory behind [`input`], calls [`check`], and reads the answer
//! behind [`output`]. `tests/form.js` does that.

use std::cell::RefCell;

thread_local! {
    static TEXT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a document of this many bytes.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    TEXT.with_borrow_mut(|text| {
        text.clear();
        text.resize(length, 0);
        text.as_mut_ptr()
    })
}

/// Checks the document. Gives the length of the answer, which is 0 if the document is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn check() -> usize {
    TEXT.with_borrow_mut(|text| {
        let document = String::from_utf8_lossy(text);
        let answer = crate::answer(&document).unwrap_or_default();
        *text = answer.into_bytes();
        text.len()
    })
}

/// Where the answer begins.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    TEXT.with_borrow(|text| text.as_ptr())
}

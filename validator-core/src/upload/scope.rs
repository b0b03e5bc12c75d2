//! The files of the request that this thread is reading. serde gives a type nothing but values, so the number of a file
//! comes with the document, and the file itself from here.

use alloc::vec::Vec;
use core::cell::RefCell;
use std::thread_local;

use super::Upload;

thread_local! {
    static SCOPE: RefCell<Scope> = const { RefCell::new(Scope { uploads: Vec::new(), is_live: false }) };
}

/// What a request may refer to while it is read.
struct Scope {
    uploads: Vec<Upload>,
    /// Whether a file may be announced by what the client says of it.
    is_live: bool,
}

/// Puts back what was there before, also after a panic.
struct Restore(Option<Scope>);

impl Drop for Restore {
    fn drop(&mut self) {
        if let Some(before) = self.0.take() {
            SCOPE.replace(before);
        }
    }
}

/// Runs something while these files can be referred to.
pub(crate) fn within<R>(uploads: &[Upload], run: impl FnOnce() -> R) -> R {
    let _restore = Restore(Some(SCOPE.replace(Scope { uploads: uploads.to_vec(), is_live: false })));
    run()
}

/// Runs a live check, in which a file may be announced.
pub(crate) fn live<R>(run: impl FnOnce() -> R) -> R {
    let uploads = SCOPE.with_borrow(|scope| scope.uploads.clone());
    let _restore = Restore(Some(SCOPE.replace(Scope { uploads, is_live: true })));
    run()
}

/// The file with this number.
pub(super) fn upload(number: u32) -> Option<Upload> {
    SCOPE.with_borrow(|scope| scope.uploads.get(number as usize).cloned())
}

pub(super) fn takes_announced() -> bool {
    SCOPE.with_borrow(|scope| scope.is_live)
}

//! The entry points: JSON, forms, query strings, deserializers of other formats, readers. It uses all other folders of
//! `decode`.

pub(crate) mod form;
pub(crate) mod json;
pub(crate) mod serde;

/// Runs a live check, in which a file may be announced by what the client says of it.
pub(crate) fn as_live_check<R>(run: impl FnOnce() -> R) -> R {
    #[cfg(feature = "files")]
    return crate::upload::scope::live(run);
    #[cfg(not(feature = "files"))]
    run()
}

//! There is only a test.

//! There are only tests.

//! Moves the code bases beside this package to `unprocessable`, and runs their tests before and after. Also what the
//! other crates publish themselves.

//! Answers each line of the standard input with a line. The test compares the answers with those of the module.

use std::io;

fn main() -> io::Result<()> {
    for line in io::stdin().lines() {
        println!("{}", wasm::answer(&line?).unwrap_or_default());
    }
    Ok(())
}

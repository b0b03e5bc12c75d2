//! Counts instructions with valgrind, which has to be installed. Counts repeat where times do not.

use std::process::Command;
use std::{env, fs};

/// What a piece of work took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instructions {
    /// What this program itself executed: what the C library does for it, such as copying and giving memory, differs
    /// from machine to machine.
    pub own: u64,
    /// With the C library.
    pub all: u64,
}

/// The name that callgrind is told to count within.
const COUNTED: &str = "counted_work";

/// Does what is to be counted.
#[inline(never)]
pub fn counted_work(work: &dyn Fn()) {
    work();
}

/// Runs this program once more, with these arguments, and counts within [`counted_work`].
pub fn of(arguments: &[&str]) -> Instructions {
    let program = env::current_exe().expect("this program has a name");
    let profile = env::temp_dir().join(format!("unprocessable-instructions-{}", std::process::id()));
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--compress-strings=no", "--compress-pos=no", "--collect-atstart=no"])
        .arg(format!("--toggle-collect=*{COUNTED}*"))
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(&program)
        .args(arguments)
        .output()
        .expect("valgrind runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(&profile).expect("callgrind's profile");
    let _ = fs::remove_file(&profile);
    instructions(&text, &program.display().to_string())
}

/// Adds up callgrind's lines of cost, the own ones below `ob=` lines that name the program. Behind a `calls=` line stands
/// what the callee took, which is counted where the callee is.
fn instructions(profile: &str, program: &str) -> Instructions {
    let mut sums = Instructions { own: 0, all: 0 };
    let mut is_own = false;
    let mut lines = profile.lines();
    while let Some(line) = lines.next() {
        if let Some(object) = line.strip_prefix("ob=") {
            is_own = object == program;
        } else if line.starts_with("calls=") {
            lines.next();
        } else if line.starts_with(|first: char| first.is_ascii_digit()) {
            let cost = line.split(' ').nth(1).and_then(|cost| cost.parse::<u64>().ok()).unwrap_or(0);
            sums.all += cost;
            sums.own += if is_own { cost } else { 0 };
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_program_itself_executes_is_told_apart() {
        let profile = "events: Ir\nob=/guard\nfn=a\n1 10\ncob=/libc\ncfn=memcpy\ncalls=1 0\n1 500\n2 3\n\
                       ob=/libc\nfn=memcpy\n0 500\nob=/guard\nfn=b\n7 4\ntotals: 517\n";
        assert_eq!(instructions(profile, "/guard"), Instructions { own: 17, all: 517 });
    }
}

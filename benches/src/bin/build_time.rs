//! What the derive costs at build time: many structs of eight ruled fields, only their crate
//! built, from nothing, in turn. `cargo run --release --bin build_time [rounds] [structs]`.

use std::path::Path;
use std::process::Command;

use unprocessable_benches::generated::dialects;
use unprocessable_benches::leaf::{Leaf, Scratch, Spent};
use unprocessable_benches::{machine, measure::median};

const MODES: [&[&str]; 3] = [&["check"], &["build"], &["build", "--release"]];

/// In the list of dialects: what everything is compared with, and the peer of the ratios.
const BARE: usize = 0;
const VALIDATOR: usize = 1;

fn main() {
    let mut arguments = std::env::args().skip(1).map(|number| number.parse().expect("a number"));
    let rounds = arguments.next().unwrap_or(5);
    let structs = arguments.next().unwrap_or(200);

    let scratch = Scratch::new("build-time");
    let target = scratch.target("shared");
    let dialects = dialects();
    let leaves: Vec<Leaf> = dialects.iter().map(|dialect| scratch.leaf(dialect, structs)).collect();
    let samples = MODES.map(|mode| rounds_of(mode, rounds, &leaves, &target));

    println!("{}, {structs} structs of 8 ruled fields, {rounds} rounds.\n", machine::description());
    println!("{}.\n", machine::versions(&["validator", "garde", "serde_valid", "serde"]));
    println!("Each cell: seconds over the structs with only `Deserialize` · **times validator's**.\n");
    println!(
        "| | check | build | build --release | check, processor | build, processor | build --release, processor | code | code, release |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for (who, (dialect, leaf)) in dialects.iter().zip(&leaves).enumerate() {
        print!("| {} |", dialect.name);
        for clock in [|spent: &Spent| spent.wall, |spent: &Spent| spent.processor] {
            samples.iter().for_each(|samples| print!(" {} |", overhead(samples, who, clock)));
        }
        for profile in ["debug", "release"] {
            print!(" {} |", code_size(&target.join(profile), leaf));
        }
        println!();
    }
}

/// For every leaf, what each round took. The first build, with all dependencies, does not count.
fn rounds_of(mode: &[&str], rounds: usize, leaves: &[Leaf], target: &Path) -> Vec<Vec<Spent>> {
    for leaf in leaves {
        eprintln!("{}: cargo {} with dependencies", leaf.package, mode.join(" "));
        leaf.cargo(mode, target);
    }
    let mut samples = vec![Vec::new(); leaves.len()];
    for round in 1..=rounds {
        eprintln!("cargo {}: round {round} of {rounds}", mode.join(" "));
        for (leaf, samples) in leaves.iter().zip(&mut samples) {
            let profile = mode.contains(&"--release").then_some("--release");
            let clean = ["clean", "--package", &leaf.package].into_iter().chain(profile);
            leaf.cargo(&clean.collect::<Vec<_>>(), target);
            samples.push(leaf.cargo(mode, target));
        }
    }
    samples
}

/// The median of the differences within a round, since a busy machine slows a whole round.
fn overhead(samples: &[Vec<Spent>], who: usize, clock: fn(&Spent) -> f64) -> String {
    let over_bare = |who: usize| {
        let rounds = samples[who].iter().zip(&samples[BARE]);
        median(rounds.map(|(own, bare)| clock(own) - clock(bare)).collect())
    };
    if who == BARE {
        return format!("{:.2} s in all", median(samples[BARE].iter().map(clock).collect()));
    }
    format!("{:+.2} s · **{:.2}**", over_bare(who), over_bare(who) / over_bare(VALIDATOR))
}

/// The text sections of the crate's own object code.
fn code_size(folder: &Path, leaf: &Leaf) -> String {
    let library = folder.join(format!("lib{}.rlib", leaf.package.replace('-', "_")));
    let sections = ["size", "llvm-size"].iter().find_map(|tool| {
        let output = Command::new(tool).arg("-A").arg(&library).output().ok()?;
        output.status.success().then_some(output.stdout)
    });
    let Some(sections) = sections else {
        return "?".into();
    };
    let sections = String::from_utf8_lossy(&sections);
    let text = sections.lines().filter(|line| line.starts_with(".text"));
    let bytes: u64 = text.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).sum();
    format!("{} kB", bytes / 1000)
}

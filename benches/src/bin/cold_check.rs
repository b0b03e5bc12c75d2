//! What depending on a crate costs: how many crates come with it, and how long the first
//! `cargo check` takes. `cargo run --release --bin cold_check [rounds]`.

use std::fs;

use unprocessable_benches::leaf::{Leaf, Scratch, Spent, line};
use unprocessable_benches::{machine, measure::median};

/// Asked for as in this package's manifest: with the features that the rules of the order need.
const PACKAGES: &[&str] = &["serde", "validator", "garde", "serde_valid", "validify", "eserde", "deserr"];

fn main() {
    let rounds = std::env::args().nth(1).map_or(3, |number| number.parse().expect("a number"));
    let scratch = Scratch::new("cold-check");
    let mut contenders: Vec<Contender> = PACKAGES.iter().map(|name| Contender::peer(&scratch, name)).collect();
    contenders.push(Contender::ours(&scratch));
    for round in 1..=rounds {
        eprintln!("round {round} of {rounds}");
        contenders.iter_mut().for_each(|contender| contender.check(&scratch));
    }

    println!("{}, {rounds} rounds.\n", machine::description());
    println!("{}.\n", machine::versions(PACKAGES));
    println!("| | crates, default features | crates, common features | cold check | processor time |");
    println!("|---|---|---|---|---|");
    for Contender { name, crates: [by_default, common], spent, .. } in &contenders {
        let wall = median(spent.iter().map(|spent| spent.wall).collect());
        let processor = median(spent.iter().map(|spent| spent.processor).collect());
        println!("| {name} | {by_default} | {common} | {wall:.1} s | {processor:.1} s |");
    }
}

/// A crate with nothing in it but the dependency.
struct Contender {
    name: &'static str,
    leaf: Leaf,
    /// With default features, and with those of the leaf.
    crates: [usize; 2],
    spent: Vec<Spent>,
}

impl Contender {
    fn peer(scratch: &Scratch, name: &'static str) -> Self {
        let version = machine::versions(&[name]);
        let version = version.rsplit(' ').next().unwrap_or_default();
        let by_default = format!("{name} = \"{version}\"");
        Self::new(scratch, name, by_default, line(name))
    }

    fn ours(scratch: &Scratch) -> Self {
        let line = unprocessable_benches::leaf::checkout("");
        Self::new(scratch, "unprocessable", line.clone(), line)
    }

    fn new(scratch: &Scratch, name: &'static str, by_default: String, common: String) -> Self {
        let by_default = scratch.leaf_with(&format!("{name} by default"), &[by_default]);
        let leaf = scratch.leaf_with(name, &[common]);
        let crates = [by_default.crates(), leaf.crates()];
        Self { name, leaf, crates, spent: Vec::new() }
    }

    /// Checks it and all its dependencies in a folder that does not exist yet.
    fn check(&mut self, scratch: &Scratch) {
        let target = scratch.target("cold");
        let _ = fs::remove_dir_all(&target);
        self.spent.push(self.leaf.cargo(&["check"], &target));
    }
}

//! What a run is made on and of.

use std::fs;

/// One line: processor, cores, compiler, target features that matter for parsing.
pub fn description() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let simd = if cfg!(target_feature = "avx2") { "AVX2" } else { "the target's default SIMD" };
    format!("{}, {cores} cores, {}, {simd}", processor(), env!("RUSTC_VERSION"))
}

/// How many programs wanted a processor of late.
pub fn load() -> String {
    let averages = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!("load {} in the last minute", averages.split(' ').next().unwrap_or("unknown"))
}

/// What a count of instructions depends on: the compiler, and the processor as far as programs choose their way by it.
pub fn toolchain() -> String {
    #[cfg(target_arch = "x86_64")]
    let wide = std::arch::is_x86_feature_detected!("avx2");
    #[cfg(not(target_arch = "x86_64"))]
    let wide = false;
    let vectors = if wide { "with AVX2" } else { "without AVX2" };
    format!("{}, {} {} {vectors}", env!("RUSTC_VERSION"), std::env::consts::OS, std::env::consts::ARCH)
}

/// `name version` of each package, from the lock file the run was built with.
pub fn versions(packages: &[&str]) -> String {
    let versions: Vec<String> = packages.iter().map(|name| format!("{name} {}", version(name))).collect();
    versions.join(", ")
}

fn version(package: &str) -> &'static str {
    const LOCK: &str = include_str!("../Cargo.lock");
    let entry = format!("name = \"{package}\"\nversion = \"");
    LOCK.split_once(&entry).and_then(|(_, rest)| rest.split('"').next()).unwrap_or("not locked")
}

fn processor() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    model.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, name)| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_those_of_the_lock_file() {
        assert!(versions(&["validator", "garde"]).starts_with("validator 0.21."));
    }
}

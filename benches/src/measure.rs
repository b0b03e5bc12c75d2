//! Times contenders in turn, so that drift of the machine hits all alike.

use std::time::{Duration, Instant};

use crate::allocations;

/// One contender in one operation: runs the operation as often as it is told.
pub type Run = Box<dyn FnMut(u64)>;

/// What one contender needed for one operation.
pub struct Cost {
    /// Nanoseconds of one operation, the median of all rounds.
    pub nanoseconds: f64,
    /// How many times the baseline's time, the median of the ratios within a round.
    pub ratio: f64,
    pub allocations: u64,
}

/// How long one sample lasts at least, and all samples of one operation at most.
const SAMPLE: Duration = Duration::from_micros(500);
const BUDGET: Duration = Duration::from_secs(3);
const TRIES: usize = 5;
const ROUNDS: std::ops::RangeInclusive<usize> = 15..=1000;

/// Runs everyone in turn, round after round. The first is the baseline of the ratios.
pub fn interleaved(runs: &mut [Run]) -> Vec<Cost> {
    let allocations: Vec<u64> = runs.iter_mut().map(allocations_of_one).collect();
    let repeats: Vec<u64> = runs.iter_mut().map(repeats_of_a_sample).collect();
    let mut samples: Vec<Vec<f64>> = vec![Vec::new(); runs.len()];
    let start = Instant::now();
    for round in 0..*ROUNDS.end() {
        if round >= *ROUNDS.start() && start.elapsed() > BUDGET {
            break;
        }
        for turn in 0..runs.len() {
            let who = (round + turn) % runs.len();
            let time = time(&mut runs[who], repeats[who]);
            samples[who].push(time.as_nanos() as f64 / repeats[who] as f64);
        }
    }
    let cost = |(who, allocations): (usize, u64)| Cost {
        nanoseconds: median(samples[who].clone()),
        ratio: median(samples[who].iter().zip(&samples[0]).map(|(own, base)| own / base).collect()),
        allocations,
    };
    allocations.into_iter().enumerate().map(cost).collect()
}

/// The middle value.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { (values[middle - 1] + values[middle]) / 2.0 }
}

fn allocations_of_one(run: &mut Run) -> u64 {
    run(1); // what is built once, such as a regex, is not counted
    allocations::during(|| run(1))
}

/// The quickest of several tries decides: one that other work on the machine interrupts would
/// look long enough, and leave its contender with samples too short to be warm.
fn repeats_of_a_sample(run: &mut Run) -> u64 {
    let mut repeats = 1;
    while (0..TRIES).any(|_| time(run, repeats) < SAMPLE) {
        repeats *= 2;
    }
    repeats
}

fn time(run: &mut Run, repeats: u64) -> Duration {
    let start = Instant::now();
    run(repeats);
    start.elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupted_try_does_not_shorten_the_samples() {
        let mut calls = 0;
        let mut run: Run = Box::new(move |repeats| {
            calls += 1;
            let interruption = if calls == 1 { SAMPLE * 2 } else { Duration::ZERO };
            std::thread::sleep(interruption + Duration::from_micros(50) * repeats as u32);
        });
        assert!(repeats_of_a_sample(&mut run) > 1);
    }

    #[test]
    fn median_of_odd_and_even_counts() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
    }
}

//! Rows of a file: what it takes to check them beside only reading them with `csv` into the same struct.
//!
//! `make PATH BYTES` writes a file of 10 fields, in which 5 % of the rows are bad. `time PATH [ROUNDS]` compares, `check PATH
//! [THREADS]` checks a file once and prints what it found, and `memory BYTES` checks a file of that size that is made as it
//! is read. The last two also say how much memory the process has taken at most.

use std::error::Error;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, BufWriter, Read, Write};
use std::time::Instant;

use serde::Deserialize;
use unprocessable::Validate;
use unprocessable_rows as rows;

#[derive(Deserialize, Validate)]
#[allow(dead_code, reason = "only read")]
struct Sale {
    #[validate(gt(0))]
    id: u64,
    #[validate(required, email, length(max = 255))]
    email: String,
    #[validate(required, length(1..=100))]
    name: String,
    #[validate(range(18..=120))]
    age: u8,
    #[validate(length(min = 2, max = 2), alpha(ascii), uppercase)]
    country: String,
    #[validate(digits(5))]
    zip: String,
    #[validate(gt(0), range(max = 1_000_000))]
    amount: f64,
    #[validate(range(1..=1000))]
    quantity: u32,
    #[validate(regex("^[A-Z]{3}-[0-9]{4}$"))]
    sku: String,
    #[validate(date)]
    sold_on: String,
}

const HEADER: &str = "id,email,name,age,country,zip,amount,quantity,sku,sold_on\n";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", path, bytes] => make(path, bytes.parse()?),
        ["read", path] => Ok(println!("{} rows", read_only(path)?)),
        ["time", path] => time(path, 3),
        ["time", path, rounds] => time(path, rounds.parse()?),
        ["check", path] => check(File::open(path)?, None),
        ["check", path, threads] => check(File::open(path)?, Some(threads.parse()?)),
        ["memory", bytes] => check(Endless::new(bytes.parse()?), None),
        _ => Err("make PATH BYTES, time PATH [ROUNDS], check PATH [THREADS], memory BYTES".into()),
    }
}

/// Writes row number `id`. Every 20th one is bad, each time in another way.
fn write_row(id: u64, row: &mut Vec<u8>) -> io::Result<()> {
    let bad = if id % 20 == 7 { id / 20 % 5 } else { 9 };
    let mixed = id.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    let email = if bad == 0 { "jane.example.com".into() } else { format!("user{id}@mail{}.example.com", mixed % 97) };
    let name =
        if mixed % 11 == 0 { format!("\"Doe, Jane {}\"", mixed % 1000) } else { format!("Jane Doe {}", mixed % 1000) };
    let age = if bad == 1 { 300 } else { 18 + mixed % 90 };
    let zip = if bad == 2 { 1234 } else { 10_000 + mixed % 90_000 };
    let amount = if bad == 3 { 0 } else { 100 + mixed % 900_000 };
    let sku = if bad == 4 { "abc" } else { "ABC" };
    writeln!(
        row,
        "{id},{email},{name},{age},DE,{zip},{}.{:02},{},{sku}-{:04},20{:02}-{:02}-{:02}",
        amount / 100,
        amount % 100,
        1 + mixed % 999,
        mixed % 10_000,
        mixed % 30,
        1 + mixed % 12,
        1 + mixed % 28,
    )
}

fn make(path: &str, bytes: u64) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::new(File::create(path)?);
    io::copy(&mut Endless::new(bytes), &mut file)?;
    Ok(file.flush()?)
}

/// A file that is made as it is read.
struct Endless {
    row: Vec<u8>,
    given: usize,
    id: u64,
    left: u64,
}

impl Endless {
    fn new(bytes: u64) -> Self {
        Self { row: HEADER.into(), given: 0, id: 0, left: bytes }
    }
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.row.len() {
            if self.left == 0 {
                return Ok(0);
            }
            self.row.clear();
            self.given = 0;
            self.id += 1;
            write_row(self.id, &mut self.row)?;
            self.left = self.left.saturating_sub(self.row.len() as u64);
        }
        let count = buffer.len().min(self.row.len() - self.given);
        buffer[..count].copy_from_slice(&self.row[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

/// All rows into the struct, by `csv` and serde alone. Rows that cannot be read are passed over.
fn read_only(path: &str) -> Result<u64, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let mut read = 0;
    for sale in reader.deserialize::<Sale>() {
        if let Ok(sale) = sale {
            black_box(&sale);
            read += 1;
        }
    }
    Ok(read)
}

/// The same, and the values are kept in batches of 1,000, as [`hand_over`] keeps them.
fn read_in_batches(path: &str) -> Result<u64, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let (mut read, mut batch) = (0, Vec::with_capacity(1000));
    for sale in reader.deserialize::<Sale>().flatten() {
        batch.push(sale);
        read += 1;
        if batch.len() == 1000 {
            black_box(&batch);
            batch.clear();
        }
    }
    Ok(read)
}

/// All rows checked by this many threads. Each value is dropped where it was read, as in [`read_only`].
fn check_only(path: &str, threads: usize) -> Result<u64, Box<dyn Error>> {
    Ok(rows::csv::<Sale>(File::open(path)?)?.threads(threads).rejects(io::sink()).check()?.valid())
}

/// The same, and the valid rows are handed over.
fn hand_over(path: &str, threads: usize) -> Result<u64, Box<dyn Error>> {
    let sales = rows::csv::<Sale>(File::open(path)?)?.threads(threads).rejects(io::sink());
    Ok(sales.run(|batch| black_box(Ok::<_, io::Error>(batch.len())))?.valid())
}

fn time(path: &str, rounds: usize) -> Result<(), Box<dyn Error>> {
    println!("| round | csv | check | ratio | on two threads | ratio | csv, in batches | run | ratio |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for round in 1..=rounds {
        let started = Instant::now();
        let mut last = 0.0;
        let mut seconds = |_: u64| {
            let now = started.elapsed().as_secs_f64();
            now - std::mem::replace(&mut last, now)
        };
        let csv = seconds(read_only(path)?);
        let one = seconds(check_only(path, 1)?);
        let two = seconds(check_only(path, 2)?);
        let batches = seconds(read_in_batches(path)?);
        let run = seconds(hand_over(path, 1)?);
        println!(
            "| {round} | {csv:.2} s | {one:.2} s | {:.2} | {two:.2} s | {:.2} | {batches:.2} s | {run:.2} s | {:.2} |",
            one / csv,
            one / two,
            run / batches,
        );
    }
    Ok(())
}

fn check(reader: impl Read + Send, threads: Option<usize>) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let mut sales = rows::csv::<Sale>(reader)?.rejects(io::sink());
    if let Some(threads) = threads {
        sales = sales.threads(threads);
    }
    let report = sales.check()?;
    let rows = report.rows();
    println!(
        "{rows} rows, {} rejected, {:.0} rows/s",
        report.rejected(),
        rows as f64 / started.elapsed().as_secs_f64()
    );
    for count in report.counts() {
        println!("{}: {}: {}, lines {:?}", count.key, count.code, count.violations, count.lines);
    }
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("memory is not known here"));
    Ok(())
}

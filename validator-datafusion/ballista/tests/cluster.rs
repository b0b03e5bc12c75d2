//! The example itself, and what a cluster says whose executors lack the functions.

use std::path::Path;
use std::process::Command;

use unprocessable_on_ballista::cluster::Cluster;
use unprocessable_on_ballista::{cluster_of, counts, one_machine, rows};

const PROGRAM: &str = env!("CARGO_BIN_EXE_unprocessable-on-ballista");

#[test]
fn a_cluster_counts_what_one_machine_counts() {
    let output = Command::new(PROGRAM).arg("20000").output().expect("the program");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.ends_with("the same counts\n"), "{said}");
    // One in twenty, but for those whose wrong field is the list of tags, and the list empty.
    let wrong = (7..20_000).step_by(20).filter(|row| row / 20 % 7 != 6 || row % 3 > 0).count();
    assert_eq!(said.matches(&format!("| 20000 | {wrong}   |")).count(), 2, "{said}");
    assert_eq!(said.matches("The email must be a valid email address.").count(), 2, "{said}");
}

#[tokio::test]
async fn executors_without_the_functions_say_so() {
    let folder = std::env::temp_dir().join(format!("unprocessable-plain-executors-{}", std::process::id()));
    rows::write(&folder, 1_000, 2).expect("rows");
    let parquet = folder.display().to_string();
    counts(&one_machine().expect("a set"), &parquet).await.expect("counts");
    let cluster = Cluster::start(Path::new(PROGRAM), 2, true).await.expect("a cluster");
    let context = cluster_of(cluster.scheduler).await.expect("a session");
    let mistake = counts(&context, &parquet).await.expect_err("no functions").to_string();
    let ended = cluster.stop().await.expect("an end");
    assert!(ended.iter().all(std::process::ExitStatus::success), "{ended:?}");
    // The words of Ballista. The executor writes to its log which function it lacks.
    assert!(mistake.contains("rejected by executor"), "{mistake}");
    std::fs::remove_dir_all(folder).expect("the folder");
}

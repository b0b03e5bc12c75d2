//! Arguments of commands: mistakes as clap's own errors.

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand};
use unprocessable::{Validate, Violation};
use unprocessable_config::{checked, try_parse_from};

#[derive(Debug, Parser, Validate)]
#[validate(custom(not_both))]
struct Search {
    #[arg(long)]
    min_price: Option<u32>,
    #[arg(long, short = 'x')]
    #[validate(gte(self.min_price))]
    max_price: Option<u32>,
    #[arg(short, default_value_t = 1)]
    #[validate(range(1..=9))]
    pages: u32,
    #[arg(value_name = "WORD")]
    #[validate(length(max = 3), each(length(max = 5)))]
    words: Vec<String>,
    #[command(flatten)]
    #[validate(nested)]
    server: Server,
    #[command(subcommand)]
    #[validate(nested)]
    then: Option<Then>,
}

#[derive(Debug, Args, Validate)]
struct Server {
    #[arg(long, default_value = "localhost")]
    #[validate(hostname)]
    host: String,
}

#[derive(Debug, Subcommand, Validate)]
enum Then {
    Save {
        #[arg(long)]
        #[validate(ends_with(".csv"))]
        file_name: String,
    },
}

fn not_both(search: &Search) -> Result<(), Violation> {
    match search.words.first() {
        Some(word) if word == "all" => Err(Violation::new("all", "All is too much.")),
        _ => Ok(()),
    }
}

fn error(arguments: &[&str]) -> clap::Error {
    try_parse_from::<Search, _, _>([&["search"], arguments].concat()).expect_err("mistakes")
}

#[test]
fn one_mistake_is_one_line() {
    let error = error(&["--min-price", "5", "--max-price", "3"]);
    assert_eq!(error.kind(), ErrorKind::ValueValidation);
    assert_eq!(error.exit_code(), 2);
    let shown = error.to_string();
    assert!(
        shown.starts_with(
            "error: --max-price: The max price must be greater than or equal to the min price.\n\nUsage: "
        ),
        "{shown}"
    );
}

#[test]
fn all_mistakes_have_the_names_of_their_flags() {
    let words = error(&["-p", "0", "--host", "a b", "all", "canary", "c", "d"]);
    let shown = words.to_string();
    for line in [
        "error: the arguments break rules\n\n  -p: The pages must be between 1 and 9.\n  <WORD>: ",
        "\n  --host: ",
        "\n  All is too much.\n",
        "\n\nUsage: ",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    assert!(!shown.contains("canary"), "{shown}");
    let long = error(&["canary", "b", "canary"]).to_string();
    assert_eq!(long.matches("\n  <WORD>: The words must not be greater than 5 characters.").count(), 2, "{long}");
    let saved = error(&["--max-price", "0", "save", "--file-name", "canary.txt"]).to_string();
    assert!(saved.starts_with("error: --file-name: The file name must end with .csv.\n"), "{saved}");
}

#[test]
fn claps_own_errors_come_first() {
    assert_eq!(error(&["--max-price", "many"]).kind(), ErrorKind::ValueValidation);
    assert_eq!(error(&["--unknown"]).kind(), ErrorKind::UnknownArgument);
    assert_eq!(error(&["--help"]).kind(), ErrorKind::DisplayHelp);
}

#[test]
fn right_arguments_are_proved() {
    let search = try_parse_from::<Search, _, _>(["search", "--min-price", "1", "-x", "2", "a"]).unwrap();
    assert_eq!((search.min_price, search.max_price, search.pages, search.words.len()), (Some(1), Some(2), 1, 1));
    assert!(checked(search.into_inner()).is_ok());
}
